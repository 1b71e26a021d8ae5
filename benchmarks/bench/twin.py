"""The model in columns and its twin of plain objects, month by month in turns, on one start."""

import time
from typing import Any, Final

from agents.kinds import POLICY_MONTH
from benchmarks.bench.nation import values
from benchmarks.bench.rows import Budget, Row
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.build import national_world
from simulation.twin.model import TwinModel

NATION: Final = 110_000  # persons at scale 1, about
WARM: Final = 2


def rows_of(budget: Budget) -> list[Row]:
    """Return the twin's row and the model's."""
    scale = budget.twin / NATION
    given: dict[str, Any] = {"start": POLICY_MONTH, "population_scale": scale}
    phase = Phase(0, values())
    world = national_world(phase.values, 1, scale, month=POLICY_MONTH)
    # the twin first: it copies the start, which the model then changes
    models = [TwinModel(world, [phase], 1, **given), SettlementModel(world, [phase], 1, **given)]
    spent, persons = [0.0, 0.0], [0, 0]
    for month in range(WARM + budget.twin_months):
        for i, model in enumerate(models):
            began = time.process_time()
            model.run_for(1)
            if month >= WARM:
                spent[i] += time.process_time() - began
                persons[i] += len(model.world.persons)
    twin, columns = (
        Row("twin", name, persons[i] / budget.twin_months, persons[i], spent[i])
        for i, name in enumerate(("plain-object Mesa twin", "this model"))
    )
    return [
        twin,
        Row(
            "twin", columns.name, columns.persons, columns.months, columns.seconds,
            times=columns.rate / twin.rate, against=twin.name,
        ),
    ]  # fmt: skip
