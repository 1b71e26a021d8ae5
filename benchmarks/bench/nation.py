"""One year of the nation by a clock in each step of the month: whole, recording, person processes."""

import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from agents.kinds import POLICY_MONTH
from agents.parameters import Values
from benchmarks.bench.rows import Budget, Row
from experiments.history import Run
from scenarios.scenario import BASELINE, load_scenario
from simulation.model import SettlementModel
from simulation.month import Phase, Step
from simulation.recorder import Recorder
from simulation.start.build import national_world
from simulation.world import World

# the processes that visit every person of the world each month
PERSONS: Final = ("integration", "work", "wellbeing", "demography")
RECORDING: Final = "recording"
WARM: Final = 3  # months lived before the clock starts


class Clocked(SettlementModel):
    """The model with a clock in each process."""

    spent: dict[str, float]

    def _do(self, *processes: Step) -> None:
        for process in processes:
            began = time.process_time()
            super()._do(process)
            self.spent[process.name] = self.spent.get(process.name, 0.0) + time.process_time() - began


@dataclass
class Year:
    """A model that has lived the months asked for, and what they took."""

    model: SettlementModel
    spent: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    person_months: int = 0
    months: int = 0


def bytes_of(world: World) -> int:
    """Return the bytes of the columns of persons, households, dwellings and landlords."""
    tables = (world.persons, world.households, world.dwellings, world.landlords)
    return sum(getattr(table, name).nbytes for table in tables for name in table.columns)


def present(world: World) -> int:
    """Return the persons of a world."""
    return int(np.count_nonzero(world.persons.present))


def values() -> Values:
    """Return the baseline's values in force in 2011."""
    return load_scenario(BASELINE).phases(1)[-1][1]


def lived(scale: float, months: int) -> Year:
    """Live months of 2011 on, all indicators recorded to a file of its own."""
    observers = Run(load_scenario(BASELINE)).all_observers()
    given = values()
    world = national_world(given, 1, scale, month=POLICY_MONTH)
    with tempfile.TemporaryDirectory(prefix="bosetting-") as folder:
        recorder = _ClockedRecorder(Path(folder) / "record.parquet", observers)
        with recorder:
            model = Clocked.__new__(Clocked)
            model.spent = {}
            model.__init__(  # type: ignore[misc]
                world, [Phase(0, given)], 1, start=POLICY_MONTH, population_scale=scale, recorder=recorder
            )
            model.run_for(WARM)
            model.spent.clear()
            recorder.spent = 0.0
            year = Year(model, months=months)
            for _ in range(months):
                began = time.process_time()
                model.run_for(1)
                year.seconds += time.process_time() - began
                year.person_months += present(world)
            year.spent = {**model.spent, RECORDING: recorder.spent}
            model.recorder = None
    return year


class _ClockedRecorder(Recorder):
    spent = 0.0

    def observe(self, model: Any) -> None:
        began = time.process_time()
        super().observe(model)
        self.spent += time.process_time() - began


def rows_of(year: Year, bandwidth: float) -> list[Row]:
    """Return the nation's rows; shares are of the memory bandwidth, in bytes a second."""
    persons = year.person_months / year.months
    each = bytes_of(year.model.world) / persons

    def row(name: str, seconds: float) -> Row:
        return Row("nation", name, persons, year.person_months, max(seconds, 1e-9))

    recording = year.spent[RECORDING]
    whole = row("whole model, recording included", year.seconds)
    found = [
        replace(whole, bytes=each, bandwidth=each * whole.rate / bandwidth),
        row("whole model, recording left out", year.seconds - recording),
        row("recording alone", recording),
        row(f"person processes: {', '.join(PERSONS)}", sum(year.spent.get(name, 0.0) for name in PERSONS)),
    ]
    ordered = sorted(year.spent.items(), key=lambda one: -one[1])
    others = [(name, spent) for name, spent in ordered if name != RECORDING and spent > 0]
    return found + [row(f"  {name}", spent) for name, spent in others]


def measure(budget: Budget, bandwidth: float) -> tuple[list[Row], SettlementModel]:
    """Measure the nation; return its rows and the model as it then is."""
    year = lived(budget.scale, budget.months)
    return rows_of(year, bandwidth), year.model
