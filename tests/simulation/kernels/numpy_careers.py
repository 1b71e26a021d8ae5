"""The NumPy version of :mod:`simulation.kernels.careers`."""

import numpy as np

from agents.household import residual_income, saved
from agents.kinds import NEVER, Tenure
from tests.simulation.kernels.numpy_draws import mix_array


def quarter(
    rows, month, budget, programme, births, learning, buying, considering, learns, known, buys, considers,
    key, tenure, origin, persons, children, adults_working, income, rent, municipality, dwelling,
    contract_end, settled, arrears, seeks_place, debt, savings, knows_startlan, outgrown, home_row_of, rooms,
):  # fmt: skip
    """Return as the kernel does."""

    def draw(stream):
        return (mix_array(key[rows] ^ stream) >> np.uint64(32)).astype(np.int64)

    wide = [c[rows].astype(np.int64) for c in (income, persons, adults_working, rent, debt)]
    owed, saving = wide[-1], saved(budget, residual_income(budget, *wide))
    savings[rows] = np.minimum(savings[rows] + 3 * saving, 1_000_000_000)
    debt[rows] = owed - 3 * (owed // budget.amortisation)
    knows_startlan[rows[known[municipality[rows]] & (draw(learning) < learns)]] = 1
    housed = rows[dwelling[rows] >= 0]
    short = np.minimum(persons[housed], 5) > rooms[home_row_of[dwelling[housed]]]
    outgrown[housed[short & (outgrown[housed] == NEVER)]] = month
    outgrown[housed[~short]] = NEVER

    rows = rows[seeks_place[rows] < 0]
    small = births & (outgrown[rows] != NEVER)
    owns = tenure[rows] == Tenure.OWNED
    cell = (origin[rows].astype(np.int64) * 2 + (children[rows] > 0)) * 2 + owns
    look = (draw(buying) < buys[cell]) & (~owns | small)
    since, end = month - settled[rows].astype(np.int64), contract_end[rows].astype(np.int64)
    flags = 1 * small + 2 * ((end >= month) & (end < month + 3)) + 4 * (arrears[rows] >= 2)
    flags = flags + 8 * ((since >= programme) & (since < programme + 6)) + 16 * (adults_working[rows] > 0)
    think = draw(considering) < considers[tenure[rows].astype(np.int64) * 32 + flags]
    return rows[look], rows[think], flags[think]
