"""All targets, found by name: every module of ``calibration/targets`` has ``TARGETS``."""

import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib import import_module

import numpy as np

from calibration import targets
from calibration.target import Summary, Target, Vector
from data.roles import FIT
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013, national


class UnknownTarget(LookupError):
    """There is no target of that name; the message names the nearest."""


def all_targets(world: str = NORWAY_2013.name) -> tuple[Target, ...]:
    """Return every target of a world's record, by module and in its module's order; an invented world is
    held against that of norway-2013, whose years it has."""
    own = national(world).name
    return tuple(one for one in every_target() if one.world == own)


@cache
def every_target() -> tuple[Target, ...]:
    """Return every target of every world, by module."""
    found: dict[str, Target] = {}
    names = sorted(one.name for one in pkgutil.iter_modules(targets.__path__, "calibration.targets."))
    for name in names:
        for one in getattr(import_module(name), "TARGETS", ()):
            if one.name in found:
                raise ValueError(f"{name}: the target {one.name} is declared twice.")
            found[one.name] = one
    return tuple(found.values())


def target(name: str) -> Target:
    """Return one target by name.

    Raises
    ------
    UnknownTarget
        If there is none; the nearest is named.
    """
    by_name = {one.name: one for one in every_target()}
    if name not in by_name:
        near = get_close_matches(name, by_name, n=1, cutoff=0.3)
        raise UnknownTarget(
            f"There is no target named {name!r}." + (f" Did you mean {near[0]}?" if near else "")
        )
    return by_name[name]


def fit_targets() -> tuple[Target, ...]:
    """Return the targets a model may be tuned to."""
    return tuple(one for one in all_targets() if one.role == FIT)


def summaries() -> tuple[Summary, ...]:
    """Return what the likelihood uses, in the order of ``y_obs``."""
    return tuple(summary for one in fit_targets() for summary in one.summaries)


def summarised(record: Record, scale: float = 1.0) -> Vector:
    """Return the summaries of one run on the scale of the likelihood, shape (q,), in the order of
    :func:`summaries`; NaN where the run has none.

    Parameters
    ----------
    record : Record
        Of a run that recorded :func:`observers`.
    scale : float
        Share of persons simulated.
    """
    found = []
    for one in fit_targets():
        cells = one.computed(record, scale)
        found += [summary.computed(cells) for summary in one.summaries]
    return np.array(found)


def observers(world: str = NORWAY_2013.name) -> tuple[Observer, ...]:
    """Return the observers that a run must have beyond those of the indicators, each once."""
    found: dict[str, Observer] = {}
    for one in all_targets(world):
        for observer in one.observers:
            if found.setdefault(observer.name, observer) != observer:
                raise ValueError(f"{one.name}: another observer is named {observer.name}, too.")
    return tuple(found[name] for name in sorted(found))
