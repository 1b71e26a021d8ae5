"""A light stand-in for the model around a tiny world, for tests of the housing processes."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from agents.coordination import Coordination
from scenarios.parameters import model_parameters
from simulation.events import Events
from simulation.randomness import Randomness
from simulation.start.tiny import tiny_world
from simulation.world import World


def housing_model(
    changes: dict[str, Any] | None = None,
    *,
    seed: int = 1,
    month: int = 24,
    frozen: bool = False,
    world: World | None = None,
    **options: Any,
) -> Any:
    """Return an object with what the housing processes ask of a model."""
    values = model_parameters().resolve(changes or {})
    if world is None:
        world = tiny_world(seed, **{"persons": 400, "listings": 6, "let_ordinary": 20, **options})
    m = world.geography.municipalities
    world.municipalities.hours[:] = 100.0
    world.husbanken.startlan_left = 10**9
    return SimpleNamespace(
        world=world,
        values=values,
        draws=Randomness(seed),
        month=month,
        events=Events(),
        frozen=frozen,
        coordination=Coordination.from_values(
            values, world.municipalities.routine_latent, world.municipalities.informal
        ),
        pipelines=SimpleNamespace(ready_month=lambda model: np.full(m, model.month + 3, dtype=np.int16)),
    )
