"""Small runs that several test files share."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from agents.parameters import ParameterSet, Values
from scenarios.parameters import model_parameters
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world

PERSONS = 400
SCALE = PERSONS / 110_110
BEGIN = 24  # tiny worlds start in January 2009
POLICY = 48

FULL = {
    "coordination.shared_guidance": 1.0,
    "coordination.shared_forecast": 1.0,
    "coordination.aligned_funding": 1.0,
    "coordination.joint_reporting": 1.0,
    "coordination.municipal_routines": 1.0,
    "coordination.reception_dialogue": 1.0,
    "coordination.housing_follow_up": 1.0,
    "coordination.peer_learning": 1.0,
}
STRONG = {
    f"channels.{name}": 0.8
    for name in ("knowledge", "forecast", "funding", "routines", "dialogue", "follow_up", "peers")
}


@cache
def parameters() -> ParameterSet:
    return model_parameters()


def values(changes: Mapping[str, Any] | None = None) -> Values:
    return parameters().resolve(changes or {})


def tiny_model(
    seed: int = 1,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    world: Mapping[str, Any] | None = None,
    **options: Any,
) -> SettlementModel:
    """A tiny world with an optional change of values at the policy date."""
    kept = {**STRONG, **(before or {})}
    phases = [Phase(BEGIN, values(kept))]
    if after is not None:
        phases.append(Phase(POLICY, values({**kept, **after})))
    start = tiny_world(seed, **{"persons": PERSONS, **(world or {})})
    return SettlementModel(start, phases, seed, start=BEGIN, population_scale=SCALE, **options)


TABLES = ("persons", "households", "dwellings", "landlords")


def digest(model: SettlementModel, tables: tuple[str, ...] = TABLES) -> str:
    """A hash over every column of the tables and over the ledger."""
    state = hashlib.sha256()
    for name in tables:
        for column, array in sorted(getattr(model.world, name).arrays().items()):
            state.update(column.encode() + np.ascontiguousarray(array).tobytes())
    state.update(np.ascontiguousarray(model.ledger.balance).tobytes())
    return state.hexdigest()


def outcome(model: SettlementModel, months: int, read: Callable[[SettlementModel], Any]) -> list[Any]:
    """What `read` sees after each of the months."""
    seen = []
    for _ in range(months):
        model.step()
        seen.append(read(model))
    return seen
