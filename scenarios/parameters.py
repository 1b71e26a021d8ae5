"""All parameter records of the model, read once, and their draws per replicate."""

import hashlib
from functools import cache

import numpy as np

from agents.parameters import Draw, Parameter, ParameterSet, collect
from data.posterior import Posterior, posterior
from simulation.randomness import Randomness, Stream
from simulation.worlds import FOLDERS, NORWAY_2013, OWN, ROOT, START, national, overlay

__all__ = [
    "FOLDERS",
    "PARAMETERS",
    "ROOT",
    "default_parameters",
    "drawn_parameters",
    "model_parameters",
    "parameter_key",
    "posterior_key",
    "replicate_values",
    "start_parameters",
]

POSTERIOR, POINT, PRIOR = "posterior", "point", "prior"
PARAMETERS = (POSTERIOR, POINT, PRIOR)  # where the values of a replicate come from


@cache
def model_parameters(world: str = NORWAY_2013.name) -> ParameterSet:
    """Return every parameter record of the model, as a world has it.

    Raises
    ------
    ParameterError
        If a record is damaged; the message names file and parameter.
    """
    found = national(world)
    if found.overlay is None:  # an invented world has those of norway-2013: read once
        return _beside_their_users()
    return _beside_their_users().replaced(overlay(found).values())


@cache
def _beside_their_users() -> ParameterSet:
    return collect(FOLDERS)


@cache
def start_parameters(world: str = NORWAY_2013.name) -> frozenset[str]:
    """Return the names of parameters that only shape the start of a run."""
    own = {name for name in overlay(national(world)) if name.startswith(f"{OWN}.")}
    return _of_the_start() | own


@cache
def _of_the_start() -> frozenset[str]:
    return frozenset(collect([START]))


def drawn_parameters(world: str = NORWAY_2013.name) -> list[Parameter]:
    """Return the parameters whose value is drawn per replicate."""
    return [record for _, record in model_parameters(world).items() if record.draw is not Draw.FIXED]


def parameter_key(name: str) -> int:
    """Return the 64-bit key of a parameter's draw: a hash of its name, so that adding a parameter
    leaves the draws of all others as they were."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


def default_parameters(world: str = NORWAY_2013.name) -> str:
    """Return where the values of a replicate come from unless somebody says: the posterior, where a
    world has one."""
    return PRIOR if _posterior(world) is None else POSTERIOR


def _posterior(world: str) -> Posterior | None:
    """Return the posterior of the world whose parameter records a world has: an invented one, too."""
    return posterior(national(world).name)


def posterior_key(world: str, parameters: str) -> str:
    """Return the hash of the posterior that values come from; empty when they come from none."""
    found = None if parameters == PRIOR else _posterior(world)
    return "" if found is None else found.key


def replicate_values(seed: int, world: str = NORWAY_2013.name, parameters: str = PRIOR) -> dict[str, float]:
    """Return the values drawn for one replicate; every arm of a comparison shares them.

    Parameters
    ----------
    seed : int
        Replicate seed.
    world : str
        Whose ranges are drawn from.
    parameters : str
        ``prior``: as the records say. ``posterior``: the calibrated ones together from a draw of the
        posterior, all others as the records say. ``point``: no spread at all; the calibrated ones at the
        posterior's point, all others at their central values.

    Raises
    ------
    LookupError
        If there is no posterior to draw from.
    """
    found = None if parameters == PRIOR else _posterior(world)
    if parameters == POINT:
        return {} if found is None else dict(found.point)
    drawn = _prior_values(seed, world)
    if parameters == PRIOR:
        return drawn
    if found is None:
        raise LookupError(f"{world} has no posterior.")
    return drawn | found.of_replicate(seed)


def _prior_values(seed: int, world: str) -> dict[str, float]:
    names = [record.name for record in drawn_parameters(world)]
    if not names:
        return {}
    keys = np.array([parameter_key(name) for name in names], dtype=np.uint64)
    uniforms = Randomness(seed).uniform(Stream.PARAMETER, 0, keys)
    return model_parameters(world).drawn(dict(zip(names, uniforms.tolist(), strict=True)))
