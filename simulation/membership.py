"""Who belongs to a household, without reading every person.

An index by household, made once and good for a year: whoever was there then is found in it, and the
few who came or changed household since hang on a chain of the household they came to.
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
        self._links = 0
        self._last, self._who, self._before = (np.full(1, -1, dtype=np.int64) for _ in range(3))

    def note(self, rows: npt.NDArray[np.integer], uids: I32) -> None:
        """Remember that persons `rows` have come to households `uids`, where none of them has been."""
        known = rows < self._persons  # the others have yet to be read, with the household they have then
        self._come(rows[known].astype(np.int64), uids[known])

    def find(self, uids: I32, household: I32) -> I64:
        """Return the rows of the members of households `uids` (each once), ascending.

        Parameters
        ----------
        household : int32 array
            Household uid of every person now.
        """
        from simulation.kernels import membership as kernels  # here: tables are read without a run

        if len(household) > self._persons:
            self._come(np.arange(self._persons, len(household)), household[self._persons :])
            self._persons = len(household)
        found: I64 = kernels.members(
            uids, self._begin, self._end, self._order, self._last, self._who, self._before, self._links,
            household,
        )  # fmt: skip
        found.sort()
        return found

    def _come(self, rows: I64, uids: I32) -> None:
        from simulation.kernels import membership as kernels

        if not len(rows):
            return
        self._last = _at_least(self._last, int(uids.max()) + 1)
        self._who = _at_least(self._who, self._links + len(rows))
        self._before = _at_least(self._before, self._links + len(rows))
        kernels.chain(rows, uids, self._last, self._who, self._before, self._links)
        self._links += len(rows)


def _at_least(array: I64, size: int) -> I64:
    """Return the array with room for `size` entries: as it is, or half as long again; new ones are -1."""
    if size <= len(array):
        return array
    longer = np.full(size + size // 2, -1, dtype=np.int64)
    longer[: len(array)] = array
    return longer
