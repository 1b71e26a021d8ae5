"""The ledger: every krone moves between two accounts, for one purpose, in one municipality.

Amounts are int64 øre in nominal NOK of the month. Column *m* is the municipality with index m;
the last column is *nowhere*: reception, persons abroad, the nation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.kinds import FIRST_YEAR, MONTHS_PER_YEAR, Account, Purpose

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

ORE: Final = 100  # øre in a krone
_EXACT: Final = 1 << 53  # float64 adds integers exactly below this


class LedgerError(ValueError):
    """A posting is not one the ledger knows, or its amounts are not whole and non-negative."""


class Flow(NamedTuple):
    """Who pays whom for what."""

    payer: Account
    receiver: Account
    purpose: Purpose


_A, _P = Account, Purpose

# Every kind of payment there is; the row of `month_flows` is the place in this list.
FLOWS: Final = (
    Flow(_A.UDI, _A.MARKET, _P.RECEPTION),
    Flow(_A.IMDI, _A.MUNICIPALITY, _P.INTEGRATION_GRANT),
    Flow(_A.IMDI, _A.MUNICIPALITY, _P.MINOR_GRANT),
    Flow(_A.HUSBANKEN, _A.MUNICIPALITY, _P.RENTAL_GRANT),
    Flow(_A.HUSBANKEN, _A.HOUSEHOLD, _P.HOUSING_ALLOWANCE),
    Flow(_A.HUSBANKEN, _A.HOUSEHOLD, _P.STARTLAN),
    Flow(_A.NAV, _A.HOUSEHOLD, _P.BENEFIT),
    Flow(_A.MUNICIPALITY, _A.HOUSEHOLD, _P.INTRODUCTION_BENEFIT),
    Flow(_A.MUNICIPALITY, _A.HOUSEHOLD, _P.SOCIAL_ASSISTANCE),
    Flow(_A.MUNICIPALITY, _A.LANDLORD, _P.LEASE_RENT),
    Flow(_A.MUNICIPALITY, _A.LANDLORD, _P.GUARANTEE_LOSS),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.DWELLING_OPERATION),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.TURNOVER),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.INVESTMENT),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.SERVICES),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.STAFFED_PLACE),
    Flow(_A.MUNICIPALITY, _A.MARKET, _P.TEMPORARY_LODGING),
    Flow(_A.MUNICIPALITY, _A.HUSBANKEN, _P.STARTLAN_LOSS),
    Flow(_A.HOUSEHOLD, _A.LANDLORD, _P.RENT),
    Flow(_A.HOUSEHOLD, _A.MUNICIPALITY, _P.MUNICIPAL_RENT),
    Flow(_A.HOUSEHOLD, _A.HUSBANKEN, _P.REPAYMENT),  # of startlån
    Flow(_A.HOUSEHOLD, _A.MARKET, _P.REPAYMENT),  # of bank loans
    Flow(_A.HOUSEHOLD, _A.MARKET, _P.HOUSE_PURCHASE),
    Flow(_A.HOUSEHOLD, _A.NAV, _P.TAX),
    Flow(_A.MARKET, _A.HOUSEHOLD, _P.WAGE),
    Flow(_A.MARKET, _A.HOUSEHOLD, _P.BANK_LOAN),
    Flow(_A.MARKET, _A.HOUSEHOLD, _P.HOUSE_PURCHASE),  # a household sells its home
)


class Ledger:
    """Balances and flows of all accounts.

    Parameters
    ----------
    municipalities : int
        Number of municipalities M.

    Attributes
    ----------
    balance : int64 array, shape (accounts, M + 1)
        Øre received less øre paid since the start.
    """

    def __init__(self, municipalities: int) -> None:
        self.columns = municipalities + 1
        self.balance: I64 = np.zeros((len(Account), self.columns), dtype=np.int64)
        self._open: I64 = np.zeros((len(FLOWS), self.columns), dtype=np.int64)
        self._closed: I64 = np.zeros_like(self._open)
        self._cumulative: I64 = np.zeros_like(self._open)
        self._row = {flow: i for i, flow in enumerate(FLOWS)}

    def row(self, payer: Account, receiver: Account, purpose: Purpose) -> int:
        """Return the row of a flow in :meth:`month_flows`.

        Raises
        ------
        LedgerError
            If no such payment exists.
        """
        try:
            return self._row[Flow(payer, receiver, purpose)]
        except KeyError:
            raise LedgerError(
                f"the ledger knows no payment from {Account(payer).name} to {Account(receiver).name} "
                f"for {Purpose(purpose).name}"
            ) from None

    def post(
        self,
        payer: Account,
        receiver: Account,
        purpose: Purpose,
        nok: npt.ArrayLike,
        municipality: npt.ArrayLike,
    ) -> None:
        """Book payments of whole kroner.

        Parameters
        ----------
        nok : integers, scalar or one per payment
            NOK, not negative.
        municipality : integers, scalar or one per payment
            Municipality index; -1 is nowhere.
        """
        amount, place = np.atleast_1d(nok), np.atleast_1d(municipality)
        if amount.shape != place.shape:
            amount, place = np.broadcast_arrays(amount, place)
        if amount.dtype.kind not in "iub":
            raise LedgerError(f"{Purpose(purpose).name}: amounts must be whole kroner, not {amount.dtype}")
        self.post_ore(payer, receiver, purpose, self.spread(amount, place) * ORE)

    def spread(self, amounts: npt.NDArray[Any], municipality: npt.NDArray[Any]) -> I64:
        """Return the sum of integer amounts per column (int64, shape (M + 1,)); -1 is nowhere."""
        index = np.where(municipality < 0, self.columns - 1, municipality).astype(np.intp)
        return bincount_exact(index, amounts, self.columns)

    def post_ore(self, payer: Account, receiver: Account, purpose: Purpose, ore: I64) -> None:
        """Book øre already summed per column.

        Parameters
        ----------
        ore : int64 array, shape (M + 1,)
            Øre, not negative; last entry nowhere.

        Raises
        ------
        LedgerError
            For an unknown payment, a wrong shape, a fraction or a negative sum.
        """
        row = self.row(payer, receiver, purpose)
        if ore.dtype != np.int64 or ore.shape != (self.columns,):
            raise LedgerError(f"{Purpose(purpose).name}: expected int64 øre of shape ({self.columns},)")
        if ore.min(initial=0) < 0:
            raise LedgerError(f"{Purpose(purpose).name}: a negative payment; swap payer and receiver instead")
        self._open[row] += ore
        self.balance[payer] -= ore
        self.balance[receiver] += ore

    def close_month(self) -> None:
        """End the month: its flows are what :meth:`month_flows` returns until the next close."""
        self._cumulative += self._open
        self._closed, self._open = self._open, self._closed
        self._open[:] = 0

    def month_flows(self) -> I64:
        """Return øre by flow and column of the last closed month (int64, (flows, M + 1))."""
        return self._closed

    def cumulative(self) -> I64:
        """Return øre by flow and column over all closed months (int64, (flows, M + 1))."""
        return self._cumulative

    def flow(self, payer: Account, receiver: Account, purpose: Purpose) -> I64:
        """Return øre per column of one flow in the last closed month (a view, (M + 1,))."""
        flow: I64 = self._closed[self.row(payer, receiver, purpose)]
        return flow

    def balanced(self) -> bool:
        """Return whether accounts sum to zero in every column and equal the flows booked."""
        booked = self._cumulative + self._open
        again = np.zeros_like(self.balance)
        for row, flow in enumerate(FLOWS):
            again[flow.payer] -= booked[row]
            again[flow.receiver] += booked[row]
        return not np.any(self.balance.sum(axis=0)) and bool(np.array_equal(again, self.balance))

    def snapshot(self) -> dict[str, I64]:
        """Return copies of the arrays."""
        return {
            "balance": self.balance.copy(),
            "open": self._open.copy(),
            "closed": self._closed.copy(),
            "cumulative": self._cumulative.copy(),
        }

    def restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Take over the arrays of :meth:`snapshot`.

        Raises
        ------
        LedgerError
            If they belong to another number of municipalities or list of flows.
        """
        if arrays["balance"].shape != self.balance.shape or arrays["open"].shape != self._open.shape:
            raise LedgerError("the snapshot's ledger has other municipalities or flows than this model")
        self.balance[:] = arrays["balance"]
        self._open[:] = arrays["open"]
        self._closed[:] = arrays["closed"]
        self._cumulative[:] = arrays["cumulative"]


def bincount_exact(index: npt.NDArray[Any], weights: npt.NDArray[Any], size: int) -> I64:
    """Return integer sums of integer weights per index (int64, shape (size,)).

    `np.bincount` adds in float64, which is exact while every partial sum stays below 2**53; beyond
    that the slower integer addition is used.
    """
    if not len(weights):
        return np.zeros(size, dtype=np.int64)
    if weights.dtype.itemsize <= 4:
        largest = 1 << (8 * weights.dtype.itemsize)
    else:
        largest = max(abs(int(weights.max())), abs(int(weights.min())))
    if largest * len(weights) < _EXACT:
        # cast first: bincount's own casts are several times slower
        whole = index.astype(np.intp, copy=False)
        return np.bincount(whole, weights=weights.astype(np.float64), minlength=size).astype(np.int64)
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, index, weights.astype(np.int64))
    return sums


@dataclass(frozen=True)
class PriceIndex:
    """Consumer prices by calendar year: carries an amount from the NOK of one year to another's.

    Parameters
    ----------
    level : float64 array
        Index level of each year from `first_year` on; years outside keep the nearest level.
    later : mapping
        Levels of single years outside the list (price years of amounts and reports).
    """

    level: F64
    first_year: int = FIRST_YEAR
    later: Mapping[int, float] | None = None

    def at(self, year: int) -> float:
        """Return the index level of a year."""
        if self.later is not None and year in self.later:
            return self.later[year]
        return float(self.level[min(max(year - self.first_year, 0), len(self.level) - 1)])

    def factor(self, year: int, price_year: int) -> float:
        """Return what a krone of `year` is worth in kroner of `price_year`."""
        return self.at(price_year) / self.at(year)

    def real(self, ore: npt.NDArray[Any], month: int, price_year: int) -> F64:
        """Return nominal øre of a month as NOK of `price_year` (float64)."""
        year = self.first_year + month // MONTHS_PER_YEAR
        return np.asarray(ore, dtype=np.float64) / ORE * self.factor(year, price_year)
