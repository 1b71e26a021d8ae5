"""This model: the months of 2011 in a nation of so many persons, nothing recorded."""

from agents.kinds import POLICY_MONTH
from benchmarks.bench.nation import present, values
from benchmarks.bench.twin import NATION
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.build import national_world

PACKAGE = "bosetting"
DOES = (
    "language, work, income, ties, health, family, tenancy, moves, taxes and benefits; and 428 "
    "municipalities that plan, answer, buy and account"
)


def build(agents: int) -> SettlementModel:
    """Return a nation of about so many persons."""
    scale, given = agents / NATION, values()
    world = national_world(given, 1, scale, month=POLICY_MONTH)
    return SettlementModel(world, [Phase(0, given)], 1, start=POLICY_MONTH, population_scale=scale)


def step(model: SettlementModel) -> None:
    """Live a month."""
    model.run_for(1)


def count(model: SettlementModel) -> int:
    """Return the persons there are."""
    return present(model.world)
