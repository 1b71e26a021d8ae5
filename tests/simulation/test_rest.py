"""A world without policy is at rest: in the burn-in and in the two years after it no stock drifts.

What happens to those who were there is told apart from who came: newcomers rent, few of them work, and
that moves every average although nobody's chances changed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from agents.kinds import NEVER, START_MONTH, DwellingState, Owner, Tenure
from agents.parameters import Values
from agents.refugee import BAND_OF_AGE, YEARS
from scenarios.parameters import replicate_values
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.moves import needed_rooms
from simulation.processes.work import FROM_AGE, TO_AGE
from simulation.start.build import national_world
from simulation.start.steady import work_profiles
from tests.simulation.runs import values

F64 = npt.NDArray[np.float64]

# how far each may move in two years without policy; markets tighten a little from 2009 on, when
# municipalities begin to rent in (in the burn-in they do not settle)
STOCKS = {"vacant": 0.004, "listed": 0.004, "tightness": 0.08, "rent": 0.02}  # shares, indices
RELATIVE = {"others waiting": 0.12, "others renting": 0.12, "municipal stock": 0.03}
PEOPLE = {"crowded": 0.025, "owned": 0.015, "work": 0.01}  # shares of those present throughout


def stocks(model: SettlementModel) -> dict[str, float]:
    """The municipal stock, the segment, and the other disadvantaged households."""
    h, d, places = model.world.households, model.world.dwellings, model.world.places
    municipal = (d.owner <= Owner.MUNICIPALITY_LEASED) & (d.state >= DwellingState.READYING)
    municipal &= d.state != DwellingState.REMOVED
    segment = (d.owner == Owner.LANDLORD) & (d.state != DwellingState.REMOVED)
    weight = places.segment / places.segment.sum()
    other = h.refugee == 0
    return {
        "vacant": float(np.mean(d.state[municipal] == DwellingState.VACANT)),
        "listed": float(np.mean(d.state[segment] == DwellingState.LISTED)),
        "tightness": float(np.sum(places.tightness * weight)),
        "rent": float(np.sum(places.rent_index * weight)),
        "others waiting": float(np.sum(other & (h.tenure == Tenure.NONE))),
        "others renting": float(np.sum(other & (h.tenure == Tenure.PRIVATE))),
        "municipal stock": float(municipal.sum()),
    }


@dataclass
class People:
    """Refugees settled before a month: their uids and what is so of each of them."""

    uid: npt.NDArray[np.int64]
    crowded: F64  # NaN without a dwelling
    owned: F64
    work: F64  # at work, less what the model's own hazards make of such a person; NaN out of age
    employed: F64  # NaN out of age


def people(model: SettlementModel, drawn: Values) -> People:
    world, month = model.world, model.month
    h, d, p = world.households, world.dwellings, world.persons
    home = h.rows(p.household)
    mine = (p.present == 1) & (h.refugee[home] == 1) & (h.tenure[home] >= Tenure.MUNICIPAL)
    rows = np.flatnonzero(mine & (p.settled != NEVER) & (p.settled < month))
    home = home[rows]
    housed = h.dwelling[home] >= 0
    rooms = d.rooms[d.rows(h.dwelling[home])]
    age = month - p.birth[rows].astype(np.int64)
    of_age = (age >= FROM_AGE) & (age < TO_AGE)
    years = np.clip((month - p.settled[rows].astype(np.int64)) // 12, 0, YEARS - 1)
    band = BAND_OF_AGE[np.clip(age // 12, 0, 127)]
    expected = work_profiles(drawn)[0][
        p.female[rows].astype(np.int64), p.education[rows].astype(np.int64), band, years
    ]
    employed = p.employed[rows].astype(np.float64)
    return People(
        p.uid[rows].astype(np.int64),
        np.where(housed, needed_rooms(h.persons[home]) > rooms, np.nan),
        (h.tenure[home] == Tenure.OWNED).astype(np.float64),
        np.where(of_age, employed - expected, np.nan),
        np.where(of_age, employed, np.nan),
    )


def moved(then: People, now: People) -> dict[str, float]:
    """How far the shares of those present at both times moved."""
    _, a, b = np.intersect1d(then.uid, now.uid, return_indices=True)
    assert len(a) > 0.9 * len(then.uid)
    return {
        name: float(np.nanmean(getattr(now, name)[b]) - np.nanmean(getattr(then, name)[a])) for name in PEOPLE
    }


@pytest.mark.slow
def test_nothing_drifts_without_policy() -> None:
    drawn = values(replicate_values(1))
    model = SettlementModel(national_world(drawn, 1), [Phase(0, drawn)], 1)
    seen, there = [stocks(model)], [people(model, drawn)]
    for month in (START_MONTH, 2 * START_MONTH):
        model.run_to(month)
        seen.append(stocks(model))
        there.append(people(model, drawn))
    for when, then, now in (("burn-in", 0, 1), ("2009-10", 1, 2)):
        for name, most in STOCKS.items():
            assert abs(seen[now][name] - seen[then][name]) < most, f"{name}, {when}: {seen}"
        for name, most in RELATIVE.items():
            assert abs(seen[now][name] / seen[then][name] - 1.0) < most, f"{name}, {when}: {seen}"
        change = moved(there[then], there[now])
        for name, most in PEOPLE.items():
            assert abs(change[name]) < most, f"{name}, {when}: {change}"
    # newcomers are what moves the averages of all: in 2009-10 next to none of them own
    new = ~np.isin(there[2].uid, there[1].uid)
    assert there[2].owned[new].mean() < 0.1
    assert there[2].owned.mean() < there[1].owned.mean() - 0.03
    assert np.nanmean(there[2].employed) < np.nanmean(there[1].employed) - 0.02


@pytest.mark.parametrize("share", ["vacant", "listed"])
def test_a_start_with_more_on_offer_than_the_flows_leave_would_drift(share: str) -> None:
    """The figures of the start are no free choice: four times as many are gone in three months."""
    drawn = values({**replicate_values(1), f"start.{share}_share": 0.03})
    model = SettlementModel(national_world(drawn, 1), [Phase(0, drawn)], 1)
    before = stocks(model)[share]
    model.run_to(3)
    assert before > 0.025
    assert stocks(model)[share] < 0.5 * before
