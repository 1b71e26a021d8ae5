"""Who belongs to a household, without reading every person.

An index by household, made once and good for a year: whoever was there then is found in it, and the
few who came or changed household since are looked through.
"""

import numpy as np
import numpy.typing as npt

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


class Membership:
    """Rows of persons by household.

    Parameters
    ----------
    household : int32 array, shape (persons,)
        Household uid of every person.
    """

    def __init__(self, household: I32) -> None:
        self._persons = len(household)
        # persons mostly follow the order of their households, and a stable sort of what is nearly
        # in order is fast
        self._order: I64 = np.argsort(household, kind="stable")
        sizes = np.bincount(household)
        self._end: I64 = np.cumsum(sizes)  # of each household's run in the order
        self._begin: I64 = self._end - sizes
        self._moved: I64 = np.zeros(0, dtype=np.int64)

    def note(self, rows: npt.NDArray[np.integer]) -> None:
        """Remember that persons `rows` have changed household."""
        self._moved = np.unique(np.concatenate([self._moved, rows[rows < self._persons]]))

    def find(self, uids: I32, household: I32, next_uid: int) -> I64:
        """Return the rows of the members of households `uids` (each once), ascending.

        Parameters
        ----------
        household : int32 array
            Household uid of every person now.
        next_uid : int
            Above every household uid.
        """
        from simulation.kernels import membership as kernels  # tables are read without the compiler

        found: I64 = kernels.members(
            uids, next_uid, self._begin, self._end, self._order, household, self._persons, self._moved
        )
        found.sort()
        return found
