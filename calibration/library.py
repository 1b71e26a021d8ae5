"""All targets, found by name: every module of ``calibration/targets`` has ``TARGETS``."""

import pkgutil
import traceback
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import get_args

import numpy as np

from calibration import targets
from calibration.evidence import CONNECTOR
from calibration.target import Summary, Target, Transform, Vector
from data.roles import FIT, Role
from experiments.errors import RequestError
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NATIONAL, NORWAY_2013, national


class UnknownTarget(LookupError):
    """There is no target of that name; the message names the nearest."""


def all_targets(world: str = NORWAY_2013.name) -> tuple[Target, ...]:
    """Return every target of a world's record, by module and in its module's order; an invented world is
    held against that of norway-2013, whose years it has."""
    own = national(world).name
    return tuple(one for one in every_target() if one.world == own)


@cache
def every_target() -> tuple[Target, ...]:
    """Return every target of every world, by module.

    Raises
    ------
    RequestError
        If a file of ``calibration/targets`` is no file of targets, in one sentence: a researcher wrote it.
    """
    found: dict[str, Target] = {}
    where: dict[str, str] = {}
    for name in sorted(one.name for one in pkgutil.iter_modules(targets.__path__, "calibration.targets.")):
        file = f"{name.replace('.', '/')}.py"
        for one in _declared(name, file):
            if one.name in found:
                raise RequestError("target_twice", target=one.name, file=file, other=where[one.name])
            found[one.name], where[one.name] = one, file
    return tuple(found.values())


def _declared(name: str, file: str) -> tuple[Target, ...]:
    try:
        module = import_module(name)
    except Exception as error:  # whatever stands in somebody's file is told, not shown as our own fault
        line = error.lineno if isinstance(error, SyntaxError) else _line_in(error, file)
        place = "" if line is None else f":{line}"
        raise RequestError(
            "target_broken", file=file, line=place, reason=f"{type(error).__name__}: {error}"
        ) from error
    declared = getattr(module, "TARGETS", None)
    if declared is None:
        raise RequestError("target_none", file=file)
    for one in declared:
        check_declared(one)
    return tuple(declared)


def _line_in(error: Exception, file: str) -> int | None:
    """Return the line of a file in which an error arose, the innermost; None where it did not."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if Path(frame.filename).name == Path(file).name]  # fmt: skip
    return lines[-1] if lines else None


def check_declared(one: Target) -> None:
    """See that what a target says of itself can be meant.

    Raises
    ------
    RequestError
        If a field cannot.
    """
    for field, value, known in (
        ("role", one.role, get_args(Role)), ("transform", one.transform, get_args(Transform)),
        ("world", one.world, tuple(world.name for world in NATIONAL)),
    ):  # fmt: skip
        if value not in known:
            raise RequestError(
                "target_field", target=one.name, field=field, value=repr(value), wanted=", ".join(known)
            )
    if not one.discrepancy >= 0.0:
        raise RequestError(
            "target_field", target=one.name, field="discrepancy", value=repr(one.discrepancy), wanted=">= 0"
        )
    needed = {"en": one.en, "nb": one.nb, "unit": one.unit, "unit_nb": one.unit_nb}
    if one.discrepancy > 0.0:  # what is assumed is shown as assumed, with its reason
        needed |= {"why_en": one.why_en, "why_nb": one.why_nb}
    for field, text in needed.items():
        if not text:
            raise RequestError("target_field", target=one.name, field=field, value="''", wanted="''...''")


def check_tables(world: str) -> None:
    """See, before anything is run, that a world's targets have the roles of their own tables.

    Raises
    ------
    ConnectorError
        If one has another, or its table is not there.
    """
    for one in all_targets(world):
        for source in one.tables:
            one.check_role(CONNECTOR + source)


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
