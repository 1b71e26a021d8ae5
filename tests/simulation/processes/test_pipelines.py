"""Pipelines: coming, readying, given back."""

import numpy as np

from agents.kinds import NEVER, DwellingState, Owner
from tests.simulation.runs import tiny_model


def test_what_is_due_becomes_vacant_and_what_is_not_waits() -> None:
    model = tiny_model()
    homes = model.world.dwellings
    rows = np.flatnonzero((homes.owner == Owner.MUNICIPALITY) & (homes.state == DwellingState.OCCUPIED))[:4]
    homes.household[rows] = -1
    homes.state[rows] = [DwellingState.PIPELINE, DwellingState.READYING, DwellingState.PIPELINE,
                         DwellingState.PIPELINE]  # fmt: skip
    homes.due[rows] = [24, 20, 25, NEVER]
    model.pipelines.run(model)
    assert homes.state[rows].tolist() == [DwellingState.VACANT] * 2 + [DwellingState.PIPELINE] * 2


def test_leases_long_empty_go_back_to_the_landlord_unless_promised() -> None:
    model = tiny_model()
    homes = model.world.dwellings
    rows = np.flatnonzero(homes.state == DwellingState.VACANT)[:3]
    homes.owner[rows] = [Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY]
    homes.reserved[rows[1]] = 0
    for month in range(24, 31):
        model.month = month
        model.pipelines.run(model)
    assert homes.owner[rows].tolist() == [Owner.LANDLORD, Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY]
    assert homes.state[rows[0]] == DwellingState.LISTED


def mean_turnaround(**options: object) -> np.ndarray:
    model = tiny_model(world={"municipalities": 200}, **options)  # type: ignore[arg-type]
    model.world.municipalities.hours[:] = 100.0
    months = []
    for month in range(24, 30):
        model.month = month
        months.append(model.pipelines.ready_month(model) - month)
    return np.mean(months)


def test_turnaround_is_three_months_without_and_one_and_a_half_with_routines() -> None:
    off, on = ({"coordination.municipal_routines": x, "channels.routines": 1.0} for x in (0.0, 1.0))
    assert abs(mean_turnaround(before=off) - 3.0) < 0.06
    assert abs(mean_turnaround(before=on) - 1.5) < 0.06
    assert abs(mean_turnaround(before=on, frozen=True) - 3.0) < 0.06


def test_without_hours_it_takes_a_month_more_and_the_answer_is_kept_for_the_month() -> None:
    model = tiny_model()
    model.world.municipalities.hours[:, 1] = [0, 1, 1, 1, 1, 1]
    first = model.pipelines.ready_month(model)
    model.world.municipalities.hours[:, 1] = 1.0
    assert model.pipelines.ready_month(model) is first
    model.pipelines.prepare(model)
    again = model.pipelines.ready_month(model)
    assert first[0] == again[0] + 1 and np.array_equal(first[1:], again[1:])
