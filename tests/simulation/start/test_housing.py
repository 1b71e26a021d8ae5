"""Dwellings of the start: what owners paid and owe, who rents from whom, who waits."""

import numpy as np
import pytest

from agents.kinds import NEVER, DwellingState, Kind, Mode, Owner, Tenure
from agents.parameters import Values
from simulation.moves import needed_rooms
from simulation.start.counts import by_size, take_counts
from simulation.start.tiny import tiny_world
from simulation.world import World

MONTH = 0  # the national world is built for January 2007


def test_owners_bought_at_the_price_of_the_year_and_have_repaid_a_25th_a_year(
    nation: World, values: Values
) -> None:
    rules, homes, dwellings = values.rules("start"), nation.households, nation.dwellings
    owners = np.flatnonzero(homes.tenure == Tenure.OWNED)
    home = dwellings.rows(homes.dwelling[owners])
    years = np.clip(MONTH - homes.since[owners].astype(np.int64), 0, 300) // 12
    repaid = 1 - years / 25
    debt = rules.loan_share * dwellings.cost[home] * repaid
    assert homes.debt[owners] == pytest.approx(debt, abs=1.0)
    metres = values.rules("municipality").vector("dwelling_m2")[dwellings.rooms[home] - 1]
    now = metres * nation.geography.base_price[homes.place[owners]]
    paid = dwellings.cost[home] / now * 1.07**years
    assert np.average(paid) == pytest.approx(1.0, abs=0.03)  # areas stand above and below
    assert np.ptp(paid[homes.place[owners] == homes.place[owners][0]]) > 0
    loan = homes.startlan[owners] == 1
    assert np.all(homes.debt[owners][loan] > 0) and years[loan].max() == 9
    lately = (homes.debt[owners] > 0) & (years < 10)
    assert loan[lately].mean() == pytest.approx(rules.loan_startlan, abs=0.02)
    assert np.all(dwellings.mode[home] == Mode.PURCHASE)


def test_who_lacks_rooms_knows_it_from_the_first_month(nation: World) -> None:
    homes, dwellings = nation.households, nation.dwellings
    mine = np.flatnonzero((homes.refugee == 1) & (homes.dwelling >= 0))
    rooms = dwellings.rooms[dwellings.rows(homes.dwelling[mine])]
    tight = needed_rooms(homes.persons[mine]) > rooms
    assert np.array_equal(homes.outgrown[mine] == MONTH, tight)
    assert np.all(homes.outgrown[mine][~tight] == NEVER)


def test_the_private_segment_has_its_shares(nation: World, values: Values) -> None:
    rules, dwellings, homes = values.rules("start"), nation.dwellings, nation.households
    segment = dwellings.owner == Owner.LANDLORD
    count = segment.sum()
    listed = segment & (dwellings.state == DwellingState.LISTED)
    assert listed.sum() / count == pytest.approx(rules.listed_share, abs=0.002)
    occupant = homes.rows(dwellings.household)
    others = segment & (dwellings.household >= 0) & (homes.refugee[occupant] == 0)
    assert others.sum() / count == pytest.approx(rules.others_private, abs=0.004)
    ordinary = segment & (dwellings.state == DwellingState.LET_ORDINARY)
    assert np.all(dwellings.due[ordinary] >= MONTH) and np.all(dwellings.due[segment & ~ordinary] == NEVER)
    assert set(np.unique(dwellings.empty[listed])) == {0, 1} and not dwellings.empty[segment & ~listed].any()
    poor = dwellings.standard == 0
    assert np.array_equal(
        poor[segment], nation.landlords.unserious[nation.landlords.rows(dwellings.landlord[segment])] == 1
    )
    mine = segment & (dwellings.household >= 0) & (homes.refugee[occupant] == 1)
    assert np.array_equal(homes.tenure[occupant[mine]] == Tenure.UNSERIOUS, poor[mine])
    ratio = dwellings.rent[segment & poor].mean() / dwellings.rent[segment & ~poor].mean()
    assert 0.85 < ratio < 1.0


def test_contracts_end_after_the_first_month(nation: World) -> None:
    homes = nation.households
    refugee = homes.refugee == 1
    fresh = homes.settled >= MONTH
    for tenure, span in ((Tenure.PRIVATE, (0, 35)), (Tenure.UNSERIOUS, (1, 12))):
        left = homes.contract_end[refugee & (homes.tenure == tenure) & ~fresh] - MONTH
        assert (left.min(), left.max()) == span
    new = refugee & (homes.tenure == Tenure.PRIVATE) & fresh
    length = (homes.contract_end - homes.since)[new]
    assert (length.min(), length.max()) == (12, 36)
    others = (homes.refugee == 0) & (homes.tenure == Tenure.PRIVATE)
    ago = MONTH - homes.since[others]
    assert (ago.min(), ago.max()) == (1, 36)
    assert (homes.contract_end[others].min(), homes.contract_end[others].max()) == (MONTH, MONTH + 35)


def test_landlords_hold_what_is_dealt_to_them(nation: World, values: Values) -> None:
    landlords, dwellings = nation.landlords, nation.dwellings
    held = np.bincount(landlords.rows(dwellings.landlord[dwellings.landlord >= 0]), minlength=len(landlords))
    assert np.array_equal(landlords.dwellings, held)
    assert held.min() == 1 and held.max() <= 12
    shares = np.array(values.rules("start").landlord_size) / sum(values.rules("start").landlord_size)
    assert np.mean(held == 1) >= shares[0] - 0.02  # the last of a place are cut short
    rules, belief = values.rules("start"), values.rules("landlord")
    small, large = (landlords.professional[held < 4].mean(), landlords.professional[held >= 4].mean())
    assert [small, large] == pytest.approx(rules.vector("landlord_professional"), abs=0.03)
    trouble = landlords.trouble_a / (landlords.trouble_a + landlords.trouble_b)
    assert np.unique(landlords.trouble_a + landlords.trouble_b).tolist() == [int(100 * belief.trouble_years)]
    assert trouble.mean() == pytest.approx(belief.trouble_belief, rel=0.03)
    spread = (trouble / belief.trouble_belief - 1) / rules.landlord_spread
    assert spread.std() == pytest.approx(1 / np.sqrt(6), rel=0.1)  # triangular between -1 and 1
    honour = landlords.honour_a / (landlords.honour_a + landlords.honour_b)
    assert honour.mean() == pytest.approx(min(belief.honour_belief, 0.98), abs=0.02)
    assert np.ptp(honour) <= 0.21
    first = dwellings.place[dwellings.landlord >= 0]
    assert np.array_equal(first, landlords.place[landlords.rows(dwellings.landlord[dwellings.landlord >= 0])])


def test_other_households_that_wait_have_waited_as_long_as_the_list_is_long(nation: World) -> None:
    homes = nation.households
    waits = (homes.refugee == 0) & (homes.tenure == Tenure.NONE)
    waited = MONTH - homes.queue_since[waits].astype(np.int64)
    assert waits.sum() > 500 and (waited.min(), waited.max()) >= (1, 2) and waited.max() <= 24
    assert np.array_equal(homes.since[waits], homes.queue_since[waits])
    size = homes.persons[waits]
    assert np.array_equal(homes.children[waits], size - 1)
    assert np.array_equal(homes.kind[waits] == Kind.SINGLE, size == 1)


def test_counts_are_those_of_a_loop() -> None:
    world = tiny_world(4, persons=300, vacancy=0.2)
    take_counts(world, 24)
    homes, households, persons = world.dwellings, world.households, world.persons
    m, p = world.geography.municipalities, len(world.geography.place_municipality)
    states = {"vacant": (DwellingState.VACANT,), "occupied": (DwellingState.OCCUPIED,),
              "coming": (DwellingState.PIPELINE, DwellingState.READYING)}  # fmt: skip
    for name, kinds in states.items():
        count = np.zeros((m, 5), dtype=np.int64)
        for i in range(len(homes)):
            if homes.owner[i] <= Owner.MUNICIPALITY_LEASED and homes.state[i] in kinds:
                count[homes.municipality[i], homes.rooms[i] - 1] += 1
        assert np.array_equal(getattr(world.municipalities, name), count), name
    ends = np.flatnonzero(homes.state == DwellingState.LET_ORDINARY)[:3]
    homes.due[ends] = [24, 25, 24]
    take_counts(world, 24)
    offered = np.zeros((p, 5), dtype=np.int64)
    for i in range(len(homes)):
        leaves = homes.state[i] == DwellingState.LET_ORDINARY and homes.due[i] == 24
        if homes.owner[i] == Owner.LANDLORD and (homes.state[i] == DwellingState.LISTED or leaves):
            offered[homes.place[i], homes.rooms[i] - 1] += 1
    assert np.array_equal(world.places.listed, offered)
    here, working, grown = (np.zeros(p) for _ in range(3))
    coethnic = np.zeros_like(world.places.coethnic)
    for i in range(len(persons)):
        place = households.place[households.row(int(persons.household[i]))]
        if place >= 0 and persons.present[i]:
            here[place] += 1
            coethnic[place, persons.origin[i]] += 1
            if 24 - persons.birth[i] >= 216:
                grown[place] += 1
                working[place] += persons.employed[i]
    assert np.array_equal(world.places.persons, here) and np.array_equal(world.places.coethnic, coethnic)
    # the local market counts for twenty adults
    expected = (working + 20 * world.geography.local_employment) / (grown + 20)
    assert world.places.employed == pytest.approx(expected)


def test_sizes_are_counted_from_one_room() -> None:
    assert by_size([0, 0, 1], [1, 5, 1], 2).tolist() == [[1, 0, 0, 0, 1], [1, 0, 0, 0, 0]]
