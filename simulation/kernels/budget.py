"""What a household reckons with, as :mod:`agents.household` has it, one household at a time."""

import numpy as np

from agents.household import MAX_PERSONS, Budget
from simulation.kernels.compiled import I64, inlined

_TAX_FREE, _TAX, _SHARE, _TAPER, _RENT, _SAVING, _MONTHS, _INTEREST = range(8)
_NEED, _CEILING, _OWN, _FLOOR = (8 + i * (MAX_PERSONS + 1) for i in range(4))
_MOST = int(MAX_PERSONS)


def packed(b: Budget) -> I64:
    """Return a budget as one array, for the functions below."""
    rates = (
        b.tax_free, b.tax_permille, b.share_permille, b.taper_permille, b.rent_permille, b.saving_permille,
        b.amortisation, b.interest,
    )  # fmt: skip
    return np.concatenate([np.array(rates, dtype=np.int64), b.need, b.ceiling, b.own, b.floor])


@inlined
def net_income(b: I64, income: int, earners: int) -> int:
    """Return income after tax, NOK a month."""
    net: int = income - max(income - b[_TAX_FREE] * max(earners, 1), 0) * b[_TAX] // 1000
    return net


@inlined
def housing_allowance(b: I64, income: int, persons: int, rent: int) -> int:
    """Return the monthly housing allowance, NOK."""
    size = min(persons, _MOST)
    own = b[_OWN + size] + max(income - b[_FLOOR + size], 0) * b[_TAPER] // 1000
    allowance: int = max(min(rent, b[_CEILING + size]) - own, 0) * b[_SHARE] // 1000
    return allowance


@inlined
def affordable_rent(b: I64, income: int, persons: int, earners: int) -> int:
    """Return the highest rent a household looks at, NOK a month, allowance included."""
    own = net_income(b, income, earners) * b[_RENT] // 1000
    most: int = own + housing_allowance(b, income, persons, b[_CEILING + min(persons, _MOST)])
    return most


@inlined
def repayment(b: I64, debt: int) -> int:
    """Return the month's instalment, NOK."""
    paid: int = debt // b[_MONTHS]
    return paid


@inlined
def saved(b: I64, income: int, persons: int, earners: int, rent: int, debt: int) -> int:
    """Return the month's saving, NOK: a share of what is left after tax, housing and needs."""
    loan = debt * b[_INTEREST] // 1_000_000 + debt // b[_MONTHS]
    helped = 0 if debt > 0 else housing_allowance(b, income, persons, rent)
    left = net_income(b, income, earners) + helped - rent - loan - b[_NEED + min(persons, _MOST)]
    saving: int = max(left, 0) * b[_SAVING] // 1000
    return saving
