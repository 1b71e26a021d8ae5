"""Housing careers, household by household: the budget of a quarter, and who thinks of buying or moving."""

import numpy as np

from agents.kinds import NEVER, QUARTER, Tenure
from simulation.kernels.budget import repayment, saved
from simulation.kernels.compiled import I8, I16, I32, I64, U64, B, hashed, kernel, top

_NEVER = int(NEVER)
_OWNED = int(Tenure.OWNED)
_MOST_SAVINGS = 1_000_000_000
_MOST_ROOMS = 5


@kernel
def quarter(
    rows: I64, month: int, budget: I64, programme: int, births: bool,
    learning: np.uint64, buying: np.uint64, considering: np.uint64,
    learns: int, known: B, buys: I64, considers: I64,
    key: U64, tenure: I8, origin: I8, persons: I8, children: I8, adults_working: I8,
    income: I32, rent: I32, municipality: I16, dwelling: I32, contract_end: I16, settled: I16, arrears: I8,
    seeks_place: I16, debt: I32, savings: I32, knows_startlan: I8, outgrown: I16,
    home_row_of: I64, rooms: I8,
) -> tuple[I64, I64, I64]:  # fmt: skip
    """Save, repay, learn of startlån and note a dwelling that became too small; see who acts.

    Parameters
    ----------
    rows : array
        Settled households whose turn of three months it is.
    budget : array
        As :func:`simulation.kernels.budget.packed` gives it.
    programme : int
        Months of the programme.
    births : bool
        A dwelling may have become too small: not in the burn-in, in which nobody is born.
    learning, buying, considering : uint64
        What the draws hash keys with.
    learns : int; known : array, shape (municipalities,)
        Threshold of learning of startlån, and where it is used.
    buys : flat array, shape (origins, family 2, owner 2); considers : flat array, shape (tenures, flags 32)
        Thresholds of looking for a home to buy and of considering a move.
    key ... outgrown : arrays, shape (households,)
        Columns of households; the last four are changed.
    home_row_of : array; rooms : array, shape (dwellings,)

    Returns
    -------
    look, think, flags : int64 arrays
        Rows of households that look for a home to buy; of those that consider a move here, unless they
        buy; and why (1 too small, 2 contract ends, 4 arrears, 8 programme over, 16 works).
    """
    n = len(rows)
    short = np.empty(n, dtype=np.int8)  # -1: no dwelling of the table
    for k in range(n):
        j = rows[k]
        short[k] = min(persons[j], _MOST_ROOMS) > rooms[home_row_of[dwelling[j]]]
        if dwelling[j] < 0:
            short[k] = -1
    look, looking = np.empty(n, dtype=np.int64), 0
    think, thinking = np.empty(n, dtype=np.int64), 0
    flags = np.empty(n, dtype=np.int64)
    for k in range(n):
        j = rows[k]
        owed = int(debt[j])
        saving = saved(
            budget, int(income[j]), int(persons[j]), int(adults_working[j]), int(rent[j]), owed
        )  # fmt: skip
        savings[j] = min(savings[j] + QUARTER * saving, _MOST_SAVINGS)
        debt[j] = owed - QUARTER * repayment(budget, owed)
        if knows_startlan[j] == 0 and known[municipality[j]] and top(hashed(key[j], learning)) < learns:
            knows_startlan[j] = 1
        if short[k] == 0:
            outgrown[j] = _NEVER
        elif short[k] == 1 and outgrown[j] == _NEVER:
            outgrown[j] = month
        if seeks_place[j] >= 0:
            continue
        small = births and outgrown[j] != _NEVER
        owns = tenure[j] == _OWNED
        cell = (origin[j] * 2 + (children[j] > 0)) * 2 + owns
        # an owner looks only when the home has become too small
        look[looking] = j
        looking += (top(hashed(key[j], buying)) < buys[cell]) & (not owns or small)
        since = month - settled[j]
        why = 1 * small + 2 * ((contract_end[j] >= month) & (contract_end[j] < month + 3))
        why += 4 * (arrears[j] >= 2) + 8 * ((since >= programme) & (since < programme + 6))
        why += 16 * (adults_working[j] > 0)
        think[thinking], flags[thinking] = j, why
        thinking += top(hashed(key[j], considering)) < considers[tenure[j] * 32 + why]
    return look[:looking].copy(), think[:thinking].copy(), flags[:thinking].copy()
