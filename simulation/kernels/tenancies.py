"""Sitting tenants, household by household: arrears, and a year of a tenancy that is over."""

import numpy as np

from agents.kinds import Owner
from simulation.kernels.budget import affordable_rent
from simulation.kernels.compiled import I8, I16, I32, I64, U64, hashed, kernel, top

_OWNED_BY_TOWN, _LEASED, _LANDLORD = (
    int(Owner.MUNICIPALITY), int(Owner.MUNICIPALITY_LEASED), int(Owner.LANDLORD),
)  # fmt: skip
MOST_ARREARS = 12  # months of rent: more are not counted


@kernel
def owe(
    rows: I64, budget: I64, margin: int, persons: I8, adults_working: I8, income: I32, rent: I32, arrears: I8
) -> None:
    """Let arrears of tenants `rows` grow by a month, or fall, by rent against reach.

    Parameters
    ----------
    budget : array
        As :func:`simulation.kernels.budget.packed` gives it.
    margin : int
        Percent the rent may be out of reach before arrears grow.
    persons ... arrears : arrays, shape (households,)
        Columns of households; the last is changed.
    """
    for j in rows:
        reach = affordable_rent(budget, int(income[j]), int(persons[j]), int(adults_working[j]))
        change = 2 * (int(rent[j]) * 100 > reach * (100 + margin)) - 1
        arrears[j] = min(max(arrears[j] + change, 0), MOST_ARREARS)


@kernel
def year_over(
    rows: I64, stream: np.uint64, trouble: I64,
    key: U64, refugee: I8, adults_working: I8, arrears: I8, municipality: I16, dwelling: I32,
    home_row_of: I64, owner: I8, guaranteed: I8, landlord: I32, owner_row_of: I64,
    trouble_a: I32, trouble_b: I32, seen: I64, bad: I64,
) -> I64:  # fmt: skip
    """Return which of tenants `rows` gave trouble in the year that is over.

    Parameters
    ----------
    stream : uint64
        What this month's draws hash keys with.
    trouble : array, shape (16,)
        Thresholds by bits: 1 works, 2 arrears, 4 guaranteed, 8 other household.
    key ... dwelling : arrays, shape (households,)
    home_row_of, owner_row_of : arrays
        Rows of dwellings and of landlords by uid.
    owner, guaranteed, landlord : arrays, shape (dwellings,)
    trouble_a, trouble_b : arrays, shape (landlords,)
        Changed: the landlord's own experience of refugees, in hundredths of a tenancy-year.
    seen, bad : arrays, shape (municipalities,)
        Filled: years of guaranteed and leased tenancies over, and those with trouble.
    """
    troubled, n = np.empty(len(rows), dtype=np.int64), 0
    for j in rows:
        home = home_row_of[dwelling[j]]
        whose = owner[home]
        backed = (whose == _LANDLORD) & (guaranteed[home] == 1)
        other = refugee[j] == 0
        cell = min(int(adults_working[j]), 1) + 2 * (arrears[j] >= 2) + 4 * backed + 8 * other
        gave = top(hashed(key[j], stream)) < trouble[cell]
        if whose != _OWNED_BY_TOWN and refugee[j] == 1:
            who = owner_row_of[landlord[home]]
            if who >= 0:
                trouble_a[who] += 100 * gave
                trouble_b[who] += 100 - 100 * gave
        if backed or whose == _LEASED:
            seen[municipality[j]] += 1
            bad[municipality[j]] += gave
        troubled[n] = j
        n += gave
    return troubled[:n].copy()
