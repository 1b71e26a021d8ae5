"""What a target is: figures of the record, the same figures of one run, and what a likelihood uses.

A target has one role, that of all its evidence in ``data/held_out.toml`` or, of a table of the user's own,
in the table's file:

- ``fit``: the model may be tuned to it; it has summaries;
- ``input``: given to the model; shown, never scored as a success, without summaries;
- ``held-out``: only :mod:`calibration.validation` opens it (``held_out=True``); without summaries.

One file of more than 300 lines: most of it is the contract of a target, word by word.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, hypot, log, log1p, nan
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from calibration.connector.errors import ConnectorError
from calibration.evidence import CONNECTOR, role_of
from data import DataError
from data.roles import FIT, HELD_OUT, Role
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

if TYPE_CHECKING:
    import pandas as pd

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]  # of two axes
Transform = Literal["log", "logit", "identity"]
State = Literal["observed", "suppressed", "missing"]
NATION: Final = "00"  # geography of a national figure, as in the tables of counties
COLUMNS: Final = ("year", "geography", "group", "value", "se", "state", "low", "high", "evidence")
HALF: Final = 0.5  # a person: keeps a count of nobody on the scale of its logarithm
EDGE: Final = 1e-4  # shares are kept so far from 0 and 1


class HeldOutError(LookupError):
    """A figure that is held out was asked for by somebody who does not validate."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the record.

    Parameters
    ----------
    evidence : str
        Id with a role in ``data/held_out.toml``, or ``connector:<table>``, whose role its own file says.
    year : int
        Calendar year.
    geography : str
        ``00``, a county of two digits or a municipality of four.
    group : str
        Who is counted; empty for everybody.
    value, se : float
        NaN where it is not observed; `se` is the standard deviation of sampling, in the unit of `value`.
    state : str
        A suppressed or missing figure is never a zero.
    low, high : float
        Between what a suppressed figure lies.
    bound : int
        1 where the record only says that it is at least so much, -1 at most, 0 for a figure.
    """

    evidence: str
    year: int
    geography: str = NATION
    group: str = ""
    value: float = nan
    se: float = nan
    state: State = "observed"
    low: float = nan
    high: float = nan
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """One number of the likelihood: a function of a target's cells, on a scale where errors are roughly
    normal.

    Parameters
    ----------
    name : str
        Unique: ``target:year:group``, with the geography after the year where it is not the nation.
    target : str
    transform : {"log", "logit", "identity"}
        From the natural scale to that of the likelihood. Counts are kept half a person above nobody,
        shares a little away from 0 and 1.
    value : float
        The record on the natural scale.
    sampling : float
        Its standard deviation on the natural scale.
    discrepancy : float
        Standard deviation, on the scale of the likelihood, of how far the best model may stay from
        the record: assumed, and stated with its reason by the target.
    of : callable
        From the target's cells (natural scale) to the number (natural scale).
    """

    name: str
    target: str
    transform: Transform
    value: float
    sampling: float
    discrepancy: float
    of: Callable[[Vector], float]

    @property
    def observed(self) -> float:
        """The record on the scale of the likelihood."""
        return onto(self.transform, self.value)

    @property
    def slope(self) -> float:
        """Change on the scale of the likelihood for a small change of the record."""
        return slope(self.transform, self.value)

    @property
    def se(self) -> float:
        """Standard deviation of sampling on the scale of the likelihood."""
        return self.sampling * self.slope

    def computed(self, cells: Vector) -> float:
        """Return the number of one run on the scale of the likelihood; NaN when the run has none."""
        return onto(self.transform, self.of(cells))


def onto(transform: Transform, value: float) -> float:
    """Return a natural value on the scale of the likelihood."""
    if value != value:
        return nan
    if transform == "log":
        return log(max(value, 0.0) + HALF)
    if transform == "logit":
        kept = min(max(value, EDGE), 1.0 - EDGE)
        return log(kept) - log1p(-kept)
    return value


def back(transform: Transform, value: float) -> float:
    """Return a value of the likelihood's scale on its natural one."""
    if transform == "log":
        return exp(value) - HALF
    if transform == "logit":
        return 1.0 / (1.0 + exp(-value))
    return value


def slope(transform: Transform, value: float) -> float:
    """Return the derivative of :func:`onto` at a natural value."""
    if transform == "log":
        return 1.0 / (max(value, 0.0) + HALF)
    if transform == "logit":
        kept = min(max(value, EDGE), 1.0 - EDGE)
        return 1.0 / (kept * (1.0 - kept))
    return 1.0


@dataclass(frozen=True)
class Target:
    """A quantity of the record and how to read it from one run.

    Parameters
    ----------
    name : str
        Unique.
    en, nb : str
        What it is.
    unit, unit_nb : str
        Shares are 0-1.
    role : str
        That of all its evidence; another is refused when the record is read.
    cells : callable
        Returns the figures of the record; its argument says whether held-out figures are shown (NaN
        otherwise).
    compute : callable
        From the record of one run to the same figures in the same order, NaN where the run has none.
    observers : tuple of Observer
        What a run must record beyond the indicators.
    persons : bool
        Whether it grows with the number of persons: a scaled run is scaled up.
    transform : str
        Scale of the likelihood.
    discrepancy : float
        See :class:`Summary`; of each cell.
    why_en, why_nb : str
        Why the best model may stay so far from the record.
    note_en, note_nb : str
        What the comparison cannot say.
    allowed : (float, float), optional
        How far the baseline may lie from the record before it is said not to fit: the larger of a share of
        the figure and a floor, set before any tuning. Two standard deviations of noise and discrepancy
        when left out.
    world : str
        Whose record it is.
    summarise : callable, optional
        From the cells of the record to other summaries than one a cell.
    tables : tuple of str
        Tables of the user's data folder that its record is read from.
    """

    name: str
    en: str
    nb: str
    unit: str
    unit_nb: str
    role: Role
    cells: Callable[[bool], Iterable[Cell]]
    compute: Callable[[Record], Vector]
    observers: tuple[Observer, ...] = ()
    persons: bool = False
    transform: Transform = "identity"
    discrepancy: float = 0.0
    why_en: str = ""
    why_nb: str = ""
    note_en: str = ""
    note_nb: str = ""
    allowed: tuple[float, float] | None = None
    world: str = NORWAY_2013.name
    summarise: "Callable[[Target, tuple[Cell, ...]], Iterable[Summary]] | None" = field(default=None)
    tables: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return what it is in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en

    def unit_in(self, language: str) -> str:
        """Return the unit in ``en`` or ``nb``."""
        return self.unit_nb if language == "nb" else self.unit

    def note(self, language: str) -> str:
        """Return what the comparison cannot say in ``en`` or ``nb``."""
        return self.note_nb if language == "nb" else self.note_en

    @property
    def digits(self) -> int:
        """Decimals that its figures are shown with."""
        return 3 if self.transform == "logit" else 1 if self.unit == "months" else 0

    def tolerance(self, cell: Cell) -> float:
        """Return how far the baseline may lie from a figure of the record."""
        if self.allowed is not None:
            return max(self.allowed[0] * abs(cell.value), self.allowed[1])
        return 2.0 * hypot(cell.se, self.discrepancy / slope(self.transform, cell.value))

    def known(self, *, held_out: bool = False) -> tuple[Cell, ...]:
        """Return the figures of the record.

        Raises
        ------
        HeldOutError
            If they are held out and `held_out` is not set: only validation sets it.
        DataError, ConnectorError
            If a figure, or a table of the user's own, has another role than the target.
        """
        if self.role == HELD_OUT and not held_out:
            raise HeldOutError(f"The target '{self.name}' is held out: only validation reads its record.")
        found = tuple(self.cells(held_out))
        for evidence in dict.fromkeys(cell.evidence for cell in found):
            self.check_role(evidence)
        return found

    def check_role(self, evidence: str) -> None:
        """See that a piece of evidence has this target's role.

        Raises
        ------
        DataError, ConnectorError
            If a figure, or a table of the user's own, has another.
        """
        given = role_of(evidence)
        if given != self.role and evidence.startswith(CONNECTOR):
            name = evidence.removeprefix(CONNECTOR)
            raise ConnectorError("target_role", target=self.name, role=self.role, name=name, given=given)
        if given != self.role:
            raise DataError(
                f"The target '{self.name}' is '{self.role}', its evidence '{evidence}' '{given}' in "
                "held_out.toml."
            )

    def record(self, *, held_out: bool = False) -> "pd.DataFrame":
        """Return the figures of the record, one row a cell: year, geography, group, value, se, state, low,
        high, evidence.

        Raises
        ------
        HeldOutError
            See :meth:`known`.
        """
        import pandas as pd

        rows = [[getattr(cell, name) for name in COLUMNS] for cell in self.known(held_out=held_out)]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def computed(self, record: Record, scale: float = 1.0) -> Vector:
        """Return the same figures of one run, shape (cells,), in the same order; NaN where it has none.

        Parameters
        ----------
        record : Record
            Of a run that recorded what :func:`calibration.library.observers` asks for.
        scale : float
            Share of persons simulated; figures in persons are scaled up.
        """
        found = np.asarray(self.compute(record), dtype=np.float64)
        return found / scale if self.persons else found

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """What the likelihood uses; nothing unless the role is ``fit``."""
        if self.role != FIT:
            return ()
        # a user's own table may be fetched anew while a session goes on: its places are asked for each time
        return self._summarised() if self.tables else self._kept

    @cached_property
    def _kept(self) -> tuple[Summary, ...]:
        return self._summarised()

    def _summarised(self) -> tuple[Summary, ...]:
        found = self.known()
        if self.summarise is not None:
            return tuple(self.summarise(self, found))
        return tuple(
            Summary(
                ":".join([self.name, str(cell.year), *_place(cell), *([cell.group] if cell.group else [])]),
                self.name,
                self.transform,
                cell.value,
                cell.se,
                self.discrepancy,
                _entry(place),
            )
            for place, cell in enumerate(found)
            if cell.state == "observed"
        )


def no_summary(target: Target, known: tuple[Cell, ...]) -> tuple[Summary, ...]:
    """Return nothing: a target that a model may be tuned to, but is not, for a reason it states."""
    return ()


def _place(cell: Cell) -> list[str]:
    return [] if cell.geography == NATION else [cell.geography]


def _entry(place: int) -> Callable[[Vector], float]:
    return lambda cells: float(cells[place])
