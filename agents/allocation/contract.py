"""What an allocation rule may see, and what it answers.

A rule is a policy: it is shown the ready cases and the municipalities as IMDi's offices know them,
and picks a municipality for each case. Whether a case may be handled (officer hours, earlier
refusals) and whether the municipality says yes is decided elsewhere, the same for every rule.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]

NOWHERE = -1
MANY = 1 << 30  # more persons than any case has

type Choose = Callable[[int], int]  # index of a case -> municipality, NOWHERE when none


@dataclass(frozen=True)
class Cases:
    """The ready cases of one track in the order of handling (n cases)."""

    persons: I64  # (n,)
    expected: I64  # (n,) persons with the family declared in the case file
    kind: I64  # (n,)
    origin: I64  # (n,)
    workers: F64  # (n,) adults, weighed by how easily the head finds work (its schooling)
    region: I64  # (n,) region where the case is handled; -1 when put to the whole nation
    close_family: I64  # (n,) municipality, -1
    hours: F64  # (n,) officer hours a proposal takes
    excluded: I64  # (n,) municipality that said no last, -1
    draw: I64  # (n,) a 32-bit draw of the case's own for this round


@dataclass(frozen=True)
class Towns:
    """The municipalities as IMDi's offices see them (M municipalities)."""

    places: I64  # (M,) places left, persons
    plan: I64  # (M,) places of the year
    region: I64  # (M,)
    population: F64  # (M,)
    answered: F64  # (M,) places decided over places asked for, as reported
    kind_weight: F64  # (M, kinds) how the vedtak weighs household kinds
    vacant: I64  # (M, sizes) vacancies seen: last month's, zero where none is seen
    coming: I64  # (M, sizes) dwellings due, seen as far as vacancies are
    market: F64  # (M, origins) ease of finding work, about 1 on average
    coethnic: I64  # (M, origins) refugees resident
    distance: F64  # (M, M) km


@dataclass(frozen=True)
class Sight:
    """Everything a rule is shown at the opening of a round.

    `free` is alive: places left in persons, lowered with each proposal. `within` tells, to a rule that
    asks, which cases the offices have hours for if every case before them is proposed.
    """

    cases: Cases
    towns: Towns
    within_hours: Callable[[], B]  # (n,)
    free: list[int]  # (M,)
    imdi: Rules  # the parameters imdi.*

    @cached_property
    def within(self) -> B:
        """Which cases there are hours for, shape (n,); worked out when a rule first asks."""
        return self.within_hours()


class Rule(ABC):
    """One allocation rule.

    Attributes
    ----------
    asks_vacancies : bool
        The rule asks every municipality what is vacant and due; without, a rule sees what the
        shared forecast shows.
    asks_places : bool
        The rule looks at local labour markets, residents by origin, and distances.
    """

    asks_vacancies: bool = False
    asks_places: bool = False

    @abstractmethod
    def open(self, sight: Sight) -> Choose:
        """Open a round: return the function that is then asked case by case, in order.

        Its answer must have places for the case's persons and not be the case's excluded
        municipality; it becomes a proposal at once. `NOWHERE` leaves the case for a later round.
        Ties must be broken by the case's draw or the order of handling, never by chance elsewhere.
        """
