"""What observers remember of households and persons from one December to the next.

The tables hold the present only. How a household stood when it was settled, and how long somebody has had
too little to live on, is noted here by uid every December, by the recorder alone: nothing in the model
reads it.
"""

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, Tenure
from simulation import living
from simulation.groups import DIMENSIONS, placed

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]
LONGEST: Final = 3  # Decembers in a row that are told apart
COLUMNS: Final = frozenset(
    {"as_settled", "years_here", "years_poor", *(f"settled_{name}" for name in DIMENSIONS)}
)
_placed: Final = placed("households")
# by Tenure, whether a household lives here on means of its own
HERE: Final = np.ones(len(Tenure), dtype=np.bool_)
HERE[[Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED, Tenure.GONE]] = False


class Past:
    """Notes by uid.

    Attributes
    ----------
    settled_homes, settled_people : int16 arrays
        The placed group of each household, and of the household each person lived in, in the first December
        after settlement; -1 before it. Who is in it, and where, may change later: this does not.
    here, poor : int8 arrays
        Decembers in a row, up to :data:`LONGEST`, that each person has lived here (not in reception, abroad
        or in a staffed place), and that its household had too little left for the minimum budget after
        housing.
    """

    def __init__(self) -> None:
        self.settled_homes: npt.NDArray[np.int16] = np.zeros(0, dtype=np.int16)
        self.settled_people: npt.NDArray[np.int16] = np.zeros(0, dtype=np.int16)
        self.here: npt.NDArray[np.int8] = np.zeros(0, dtype=np.int8)
        self.poor: npt.NDArray[np.int8] = np.zeros(0, dtype=np.int8)

    def copy(self) -> Self:
        """Return notes of its own: two runs that branch go on from the same."""
        other = type(self)()
        for name, notes in vars(self).items():
            setattr(other, name, notes.copy())
        return other

    def december(self, c: "Columns") -> None:
        """Note the December of `c`."""
        households, persons = c.world.households, c.world.persons
        self.settled_homes = _longer(self.settled_homes, households.uid, -1)
        self.settled_people = _longer(self.settled_people, persons.uid, -1)
        self.here, self.poor = (_longer(one, persons.uid, 0) for one in (self.here, self.poor))

        settled = np.flatnonzero((households.settled != NEVER) & (households.settled <= c.month))
        new = settled[self.settled_homes[households.uid[settled]] < 0]
        self.settled_homes[households.uid[new]] = _placed(c, new)
        rows = np.flatnonzero((persons.present == 1) & (c.get("persons", "household_row") >= 0))
        home, uid = c.get("persons", "household_row")[rows], persons.uid[rows].astype(np.intp)
        since = persons.settled[rows]
        known = (since != NEVER) & (since <= c.month) & (self.settled_people[uid] < 0)
        self.settled_people[uid[known]] = _placed(c, home[known])

        here = HERE[households.tenure] & (households.refugee == 1)
        low = here & (c.get("households", "living") & living.POOR > 0)
        self.here = _in_a_row(self.here, uid, here[home])
        self.poor = _in_a_row(self.poor, uid, low[home])


def _longer(notes: Array, uids: Array, unknown: int) -> Array:
    """Return the notes with room for every uid."""
    more = int(uids.max()) + 1 - len(notes) if len(uids) else 0
    if more <= 0:
        return notes
    return np.concatenate([notes, np.full(more, unknown, dtype=notes.dtype)])


def _in_a_row(notes: Array, uids: Array, holds: Array) -> Array:
    """Return how often in a row it has held, this time included; 0 where it does not, or nobody is."""
    found = np.zeros_like(notes)
    found[uids] = np.minimum(notes[uids] + np.int8(1), np.int8(LONGEST)) * holds
    return found


def noted(notes: Array, uids: Array, unknown: int) -> Array:
    """Return the notes of uids, `unknown` where nothing is noted of them."""
    there = (uids >= 0) & (uids < len(notes))
    found = np.full(len(uids), unknown, dtype=notes.dtype)
    found[there] = notes[uids[there]]
    return found
