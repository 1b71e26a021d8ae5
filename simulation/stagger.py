"""Whose turn it is: rare checks are spread over the months by key.

A 32-bit remainder is slow; a multiplication modulo 2**32 by the inverse of 3 tells the multiples of 3
several times faster. What never changes is divided once: :class:`Turns`.
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR

PERIODS = 3, MONTHS_PER_YEAR  # months: a quarter, a year
_INVERSE_OF_3 = np.uint32(0xAAAAAAAB)
_THIRD = np.uint32(0x55555555)
_INVERSE_OF_3_IN_16 = np.uint16(0xAAAB)
_THIRD_IN_16 = np.uint16(0x5555)


def multiples(numbers: npt.NDArray[np.integer], period: int) -> npt.NDArray[np.bool_]:
    """Return whether each of `numbers` (not negative, below 2**32) is a multiple of 3 or of 12.

    Raises
    ------
    ValueError
        If `period` is neither.
    """
    if period not in PERIODS:
        raise ValueError("the period is 3 or 12 months")
    if numbers.dtype.itemsize <= 2:  # half the width takes half the time
        short = numbers.astype(np.uint16)
        fits: npt.NDArray[np.bool_] = short * _INVERSE_OF_3_IN_16 <= _THIRD_IN_16
        return fits if period == 3 else fits & ((short & np.uint16(3)) == 0)
    x = numbers.astype(np.uint32)
    threes: npt.NDArray[np.bool_] = x * _INVERSE_OF_3 <= _THIRD
    return threes if period == 3 else threes & ((x & np.uint32(3)) == 0)


def turn(keys: npt.NDArray[np.uint64], month: int, period: int) -> npt.NDArray[np.bool_]:
    """Return whether it is each being's turn this month, once in a period of 3 or 12 months.

    The turn follows the key, not the uid: a key is the same in every scenario, so a household has
    its turn in the same months whatever happened to others.
    """
    numbers = keys.astype(np.uint32)  # the low half
    numbers &= np.uint32(0x7FFFFFFF)  # 31 bits: adding the month cannot wrap
    numbers += np.uint32(month)
    return multiples(numbers, period)


class Turns:
    """The turns of all rows of a table, remembered: keys do not change, so that a month's turn is one
    comparison of bytes."""

    def __init__(self) -> None:
        self._of: dict[int, npt.NDArray[np.int8]] = {p: np.zeros(0, dtype=np.int8) for p in PERIODS}

    def of(self, keys: npt.NDArray[np.uint64], month: int, period: int) -> npt.NDArray[np.bool_]:
        """Return :func:`turn` of every key; the first ones must be those of the last call."""
        known = self._of[period]
        if len(known) < len(keys):
            numbers = keys[len(known) :] & np.uint64(0x7FFFFFFF)
            known = np.concatenate([known, (numbers % np.uint64(period)).astype(np.int8)])
            self._of[period] = known
        due: npt.NDArray[np.bool_] = known == np.int8(-month % period)
        return due
