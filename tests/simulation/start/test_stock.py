"""The municipal stock of the start: who lives in it, how it is held, what becomes vacant when."""

import numpy as np
import pytest

from agents.kinds import NEVER, DwellingState, Kind, Mode, Owner, Tenure
from agents.parameters import Rules, Values
from simulation.randomness import Randomness
from simulation.start.build import national_world
from simulation.start.stock import add_other_queue
from simulation.start.tiny import tiny_world
from simulation.world import World

MONTH = 0  # the national world is built for January 2007


@pytest.fixture
def stock(nation: World) -> np.ndarray:
    """Rows of the municipal dwellings."""
    return np.flatnonzero(nation.dwellings.owner <= Owner.MUNICIPALITY_LEASED)


def test_states_and_ways_of_holding_have_their_shares(
    nation: World, stock: np.ndarray, values: Values
) -> None:
    rules, homes = values.rules("start"), nation.dwellings
    readying = stock[homes.state[stock] == DwellingState.READYING]
    vacant = stock[homes.state[stock] == DwellingState.VACANT]
    assert len(readying) / len(stock) == pytest.approx(rules.readying_share, abs=0.003)
    last = int(np.ceil(values.number("municipality.turnaround"))) - 1
    assert (homes.due[readying].min(), homes.due[readying].max()) == (MONTH, MONTH + last)
    assert np.all(homes.due[np.setdiff1d(stock, readying)] == NEVER)
    assert sorted(set(homes.empty[vacant].tolist())) == [0, 1, 2, 3, 4]
    assert not homes.empty[np.setdiff1d(stock, vacant)].any()
    leased = homes.owner[stock] == Owner.MUNICIPALITY_LEASED
    assert leased.mean() == pytest.approx(rules.leased_share, abs=0.01)
    assert np.array_equal(homes.mode[stock] == Mode.LEASE, leased)
    assert np.array_equal(homes.landlord[stock] >= 0, leased)
    shares = np.bincount(homes.rooms[vacant], minlength=6)[1:] / len(vacant)
    assert shares == pytest.approx(np.array(rules.stock_rooms) / np.sum(rules.stock_rooms), abs=0.05)


def test_rents_are_a_share_of_the_markets_within_a_tenth(
    nation: World, stock: np.ndarray, values: Values
) -> None:
    homes, share = nation.dwellings, values.number("household.municipal_rent")
    cell = homes.place[stock].astype(np.int64) * 8 + homes.rooms[stock]
    most, where = np.unique(cell, return_inverse=True)
    highest = np.zeros(len(most))
    np.maximum.at(highest, where, homes.rent[stock])
    lowest = np.full(len(most), np.inf)
    np.minimum.at(lowest, where, homes.rent[stock])
    many = np.bincount(where) > 200  # of these the dearest is near 1.1, the cheapest near 0.9
    assert np.mean(lowest[many] / highest[many]) == pytest.approx(0.9 / 1.1, abs=0.01)
    private = homes.owner == Owner.LANDLORD
    same = homes.place[private].astype(np.int64) * 8 + homes.rooms[private]
    cells = 8 * (1 + len(nation.geography.place_municipality))
    level = np.bincount(same, homes.rent[private], cells) / np.maximum(np.bincount(same, minlength=cells), 1)
    known = level[cell] > 0
    assert np.median(homes.rent[stock][known] / level[cell[known]]) == pytest.approx(share, rel=0.05)


def test_other_tenants_fit_their_dwelling_and_came_within_ten_years(nation: World, values: Values) -> None:
    homes, dwellings = nation.households, nation.dwellings
    others = np.flatnonzero((homes.refugee == 0) & (homes.tenure == Tenure.MUNICIPAL))
    rooms = dwellings.rooms[dwellings.rows(homes.dwelling[others])]
    assert np.all(homes.persons[others] <= rooms + 1) and np.any(homes.persons[others] == rooms + 1)
    roomy = others[rooms >= 4]
    shares = np.bincount(homes.persons[roomy], minlength=6)[1:] / len(roomy)
    told = np.array(values.rules("start").others_persons)
    assert shares == pytest.approx(told / told.sum(), abs=0.03)
    assert np.array_equal(homes.children[others], homes.persons[others] - 1)
    assert np.array_equal(homes.kind[others] == Kind.SINGLE, homes.persons[others] == 1)
    assert (MONTH - homes.since[others].max(), MONTH - homes.since[others].min()) == (1, 120)
    ends = homes.contract_end[others]
    assert (ends.min(), ends.max()) == (MONTH, MONTH + 35)
    rent = dwellings.rent[dwellings.rows(homes.dwelling[others])]
    assert np.array_equal(homes.rent[others], rent)
    assert np.array_equal(homes.region[others], nation.geography.region[homes.municipality[others]])


def test_contracts_of_refugee_tenants_run_on_and_new_ones_for_their_whole_length(
    nation: World, values: Values
) -> None:
    homes, length = nation.households, int(values.number("municipality.contract_months"))
    mine = (homes.refugee == 1) & (homes.tenure == Tenure.MUNICIPAL)
    fresh = mine & (homes.settled >= MONTH)
    assert fresh.any()
    assert np.array_equal(homes.contract_end[fresh], homes.since[fresh] + length)
    left = homes.contract_end[mine & ~fresh] - MONTH
    assert (left.min(), left.max()) == (0, length - 1)
    homed = nation.dwellings.rows(homes.dwelling[mine])
    assert np.array_equal(nation.dwellings.rent[homed], homes.rent[mine])
    shared = (homes.refugee == 1) & (homes.tenure == Tenure.SHARED)
    rooms = nation.dwellings.rooms[nation.dwellings.rows(homes.dwelling[shared])]
    assert shared.any() and np.all(rooms == 1)


def test_the_list_of_others_is_as_long_as_keeps_it_at_rest(values: Values) -> None:
    """Where no dwelling becomes vacant all who apply wait until they give up or find by themselves: as many
    come in a month as go, and by Little's law each waits as long as the list is over what comes."""
    world, rules, flows = tiny_world(3, persons=60), values.rules("start"), values.rules("tenancies")
    world.dwellings.owner[:] = Owner.LANDLORD
    before = len(world.households)
    add_other_queue(values, rules, world, Randomness(1), MONTH, 20.0)
    homes = world.households
    new = np.arange(before, len(homes))
    come = 20.0 * world.geography.population[:, 0].sum() * flows.other_arrivals / 1000.0 / 12.0
    go = flows.other_give_up + rules.others_find * flows.other_seeks
    assert len(new) * go == pytest.approx(come, rel=0.01)
    waited = MONTH - homes.queue_since[new]
    assert (waited.min(), waited.max()) == (1, 24)
    cut = np.clip(np.random.default_rng(1).exponential(1.0 / go, 100_000), 1.0, 24.0)
    assert waited.mean() == pytest.approx(cut.mean(), rel=0.05)
    towns = np.bincount(homes.municipality[new], minlength=6)
    people = world.geography.population[:, 0]
    assert towns / towns.sum() == pytest.approx(people / people.sum(), abs=0.01)
    assert np.array_equal(homes.children[new], homes.persons[new] - 1) and not homes.refugee[new].any()


def test_where_more_becomes_vacant_than_applies_half_a_month_s_applicants_wait(values: Values) -> None:
    """And hardly anybody for longer than a month."""
    world, flows = tiny_world(3, persons=600), values.rules("tenancies")
    given = {"turnover": 10_000.0, "others_wait_least": 0.5}
    rules = Rules({**vars(values.rules("start")), **given})
    before = len(world.households)
    add_other_queue(values, rules, world, Randomness(1), MONTH, 40.0)
    new = np.arange(before, len(world.households))
    come = 40.0 * world.geography.population[:, 0].sum() * flows.other_arrivals / 1000.0 / 12.0
    assert len(new) == round(0.5 * come) > 50
    towns = np.bincount(world.households.municipality[new], minlength=6)
    assert towns / len(new) == pytest.approx(np.arange(6, 0, -1) / 21, abs=0.02)
    waited = MONTH - world.households.queue_since[new]
    assert waited.min() == 1 and np.mean(waited == 1) > 0.9 and waited.max() <= 4


def test_a_sample_of_the_nation_has_a_sample_of_its_dwellings(values: Values) -> None:
    """A tenth of the stock open to refugees, of the private segment and of those who wait for a dwelling."""
    rules, scale = values.rules("start"), 0.1
    world, whole = national_world(values, 1, scale=scale), national_world(values, 1, scale=2 * scale)
    owner = world.dwellings.owner
    stock = rules.stock_dwellings * (1 - rules.care_share)
    assert np.sum(owner <= Owner.MUNICIPALITY_LEASED) == round(scale * stock)
    segment = (rules.tenants - rules.stock_dwellings) * rules.segment_share
    assert np.sum(owner == Owner.LANDLORD) == round(scale * segment)

    def wait(one: World) -> int:
        homes = one.households
        return int(np.sum((homes.refugee == 0) & (homes.tenure == Tenure.NONE)))

    assert wait(whole) == pytest.approx(2 * wait(world), rel=0.25) and wait(world) > 50
