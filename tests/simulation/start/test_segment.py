"""The private segment of the start: its shares, its contracts and its landlords."""

import numpy as np
import pytest

from agents.kinds import NEVER, DwellingState, Owner, Tenure
from agents.parameters import Values
from simulation.world import World

MONTH = 0  # the national world is built for January 2007


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
    fitting = homes.persons[occupant[others]] - dwellings.rooms[others]
    assert fitting.max() == 1 and homes.persons[occupant[others]].min() == 1  # at most one more than rooms
    roomy = others & (dwellings.rooms >= 4)
    alone = np.mean(homes.persons[occupant[roomy]] == 1)
    assert alone == pytest.approx(rules.others_persons[0] / sum(rules.others_persons), abs=0.06)
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
    four, five, six = (np.count_nonzero(held == size) for size in (4, 5, 6))
    assert 0.7 < four / five < 1.5 and six < five  # of four or five as many of each, of 6 to 12 fewer
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
