"""Figures of one quantity whose evidence has different roles: one target a role."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any, Final

import numpy as np

from calibration.evidence import figure
from calibration.target import NATION, Cell, Target
from data import role_of
from data.roles import FIT, HELD_OUT, INPUT, Role
from simulation.recorder import Record

NAMES: Final[dict[Role, str]] = {FIT: "{}", INPUT: "{}_given", HELD_OUT: "{}_held_out"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the record and the key by which a run is read.

    Parameters
    ----------
    evidence : str
        A row of ``patterns.csv``, ``series:<id>:<year>``, or ``connector:<table>``.
    year : int
    group : str
    key : object
        What the reader of a run is given.
    of : float
        Persons, households or answers it is a share of, where it is one.
    geography : str
    bound : int
        See :class:`calibration.target.Cell`.
    """

    evidence: str
    year: int
    group: str = ""
    key: Any = None
    of: float = nan
    geography: str = NATION
    bound: int = 0


Read = Callable[[Record], Callable[[Figure], float]]


def targets_of(
    figures: Sequence[Figure], *, name: str, read: Read, se: Callable[[float, Figure], float], **more: Any
) -> tuple[Target, ...]:
    """Return the targets of a quantity: those of role fit as `name`, inputs and held-out ones apart.

    Parameters
    ----------
    figures : sequence of Figure
    name : str
    read : callable
        From a run to a reader of its figures: what they share is read once.
    se : callable
        From a value and its figure to the standard deviation of sampling.
    more
        The rest of :class:`calibration.target.Target`.
    """
    made = []
    for role in (FIT, INPUT, HELD_OUT):
        chosen = tuple(one for one in figures if role_of(one.evidence) == role)
        if chosen:
            own = more if role == FIT else {**more, "summarise": None}
            cells, compute = _cells(chosen, se), _compute(chosen, read)
            made.append(Target(name=NAMES[role].format(name), role=role, cells=cells, compute=compute, **own))
    return tuple(made)


def _cells(
    figures: Sequence[Figure], se: Callable[[float, Figure], float]
) -> Callable[[bool], Iterable[Cell]]:
    def cells(held_out: bool) -> Iterable[Cell]:
        for one in figures:
            value = figure(one.evidence, held_out=held_out)
            noise = se(value, one) if isfinite(value) else nan
            yield Cell(one.evidence, one.year, one.geography, one.group, value, noise, bound=one.bound)

    return cells


def _compute(figures: Sequence[Figure], read: Read) -> Callable[[Record], Any]:
    def compute(record: Record) -> Any:
        reader = read(record)
        return np.array([reader(one) for one in figures], dtype=np.float64)

    return compute
