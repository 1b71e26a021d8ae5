"""One month in its order, with the values in force."""

import pytest

from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from tests.simulation.runs import values


def model_of(*months: int, **options: object) -> SettlementModel:
    phases = [Phase(month, values({"imdi.need_minors": 0.01 * (1 + k)})) for k, month in enumerate(months)]
    given = {"start": 24, "population_scale": 0.001} | options
    return SettlementModel(tiny_world(1, persons=30), phases, 1, **given)  # type: ignore[arg-type]


def test_processes_take_up_values_when_they_change_and_only_then() -> None:
    model = model_of(26, 0, 28)  # in any order
    prepared = []
    for process in model.processes():
        take = process.prepare

        def noted(of: SettlementModel, take=take, name=process.name) -> None:  # type: ignore[no-untyped-def]
            prepared.append((of.month, name))
            take(of)

        process.prepare = noted  # type: ignore[method-assign]
    model.run_to(30)
    names = [process.name for process in model.processes()]
    assert prepared == [(month, name) for month in (26, 28) for name in names]
    assert len(set(names)) == len(names) > 15


def test_the_values_in_force_are_the_last_begun() -> None:
    model = model_of(0, 25, 27)
    seen = []
    for _ in range(4):
        model.step()
        seen.append(model.values.number("imdi.need_minors"))
    assert seen == [0.01, 0.02, 0.02, 0.03] and model.month == 28
    model.run_to(20)  # it is past that
    assert model.month == 28


def test_values_must_be_in_force_from_the_first_month_on() -> None:
    for months in ((), (25,)):
        with pytest.raises(ValueError, match="at or before the start month"):
            model_of(*months)
    with pytest.raises(ValueError, match="no process named 'wrok'; known: .*work"):
        model_of(0, knocked_out=["wrok"])
