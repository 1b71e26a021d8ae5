"""Vivarium: simulants of its own example population, who grow older and may die, a month a step."""

from typing import Any

from vivarium import InteractiveContext
from vivarium.examples.disease_model import BasePopulation

PACKAGE = "vivarium"
DOES = "grows a month older; dies at a rate read through a pipeline; a row of a pandas table"


def build(agents: int) -> Any:
    """Return a model with so many simulants."""
    configuration = {
        "population": {"population_size": agents, "age_start": 0, "age_end": 80},
        "time": {"step_size": 30},
    }
    return InteractiveContext(components=[BasePopulation()], configuration=configuration, logging_verbosity=0)


def step(model: Any) -> None:
    """Live a month."""
    model.step()
