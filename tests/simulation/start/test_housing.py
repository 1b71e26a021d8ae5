"""Dwellings of the start: what owners paid and owe, who lacks rooms, who waits."""

import numpy as np
import pytest

from agents.kinds import NEVER, Kind, Mode, Tenure
from agents.parameters import Values
from simulation.moves import needed_rooms
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


def test_other_households_that_wait_have_waited_as_long_as_the_list_is_long(nation: World) -> None:
    homes = nation.households
    waits = (homes.refugee == 0) & (homes.tenure == Tenure.NONE)
    waited = MONTH - homes.queue_since[waits].astype(np.int64)
    assert waits.sum() > 500 and (waited.min(), waited.max()) >= (1, 2) and waited.max() <= 24
    assert np.array_equal(homes.since[waits], homes.queue_since[waits])
    size = homes.persons[waits]
    assert np.array_equal(homes.children[waits], size - 1)
    assert np.array_equal(homes.kind[waits] == Kind.SINGLE, size == 1)
