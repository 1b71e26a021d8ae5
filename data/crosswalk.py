"""From the municipalities of 2013 to those of 2020 or 2024."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from data.errors import DataError
from data.read import read_table

FROM_YEAR: Final = 2013
TO_YEARS: Final = (2020, 2024)


@dataclass(frozen=True)
class Crosswalk:
    """Shares of persons that lead from each old code to new codes; shares sum to one.

    Use :meth:`between`. Counts are converted by share, so totals are conserved; rates must be
    converted as numerator and denominator.
    """

    from_year: int
    to_year: int
    shares: Mapping[str, tuple[tuple[str, float], ...]]

    @staticmethod
    def between(from_year: int, to_year: int) -> Crosswalk:
        """Return the crosswalk between two code years.

        Raises
        ------
        DataError
            If there is no table for these years.
        """
        if from_year != FROM_YEAR or to_year not in TO_YEARS:
            raise DataError(
                f"There is no crosswalk from {from_year} to {to_year}; "
                f"there are crosswalks from 2013 to 2020 and 2024."
            )
        return _between(to_year)

    def targets(self, code: str) -> tuple[tuple[str, float], ...]:
        """Return the new codes of an old one, each with its share.

        Raises
        ------
        DataError
            If the code is not one of ``from_year``; the nearest valid one is given.
        """
        found = self.shares.get(code)
        if found is None:
            raise DataError(
                f"'{code}' is not a municipality code of {self.from_year}; "
                f"the nearest is '{_nearest(code, self.shares)}'."
            )
        return found

    def convert(self, values: Mapping[str, float]) -> dict[str, float]:
        """Convert counts by old code into counts by new code, in order of the new codes.

        The sum is conserved up to rounding of floating point.
        """
        out: dict[str, float] = {}
        for code, value in values.items():
            for target, share in self.targets(code):
                out[target] = out.get(target, 0.0) + value * share
        return dict(sorted(out.items()))


def _nearest(code: str, valid: Iterable[str]) -> str:
    """Return the valid code with most digits in place (a lost leading zero put back)."""
    padded = code.strip().zfill(4)

    def distance(other: str) -> tuple[int, int]:
        wrong = sum(a != b for a, b in zip(padded, other, strict=False)) + (len(padded) != 4)
        return wrong, abs(int(padded) - int(other)) if padded.isdecimal() else 0

    return min(valid, key=distance)


@cache
def _between(to_year: int) -> Crosswalk:
    frame = read_table(f"crosswalk_{FROM_YEAR}_{to_year}")
    shares: dict[str, tuple[tuple[str, float], ...]] = {}
    for old, new, share in zip(frame["code_2013"], frame[f"code_{to_year}"], frame["share"], strict=True):
        shares[old] = (*shares.get(old, ()), (new, float(share)))
    return Crosswalk(FROM_YEAR, to_year, MappingProxyType(shares))
