"""The NumPy version of :mod:`simulation.kernels.tenancies`."""

import numpy as np

from agents.household import affordable_rent
from agents.kinds import Owner
from tests.simulation.kernels.numpy_draws import mix_array


def owe(rows, budget, margin, persons, adults_working, income, rent, arrears):
    """Return nothing; see the kernel."""
    wide = [column[rows].astype(np.int64) for column in (income, persons, adults_working, rent)]
    reach = affordable_rent(budget, *wide[:3])
    change = 2 * (wide[3] * 100 > reach * (100 + margin)).astype(np.int64) - 1
    arrears[rows] = np.clip(arrears[rows] + change, 0, 12)


def year_over(
    rows, stream, trouble, key, refugee, adults_working, arrears, municipality, dwelling,
    home_row_of, owner, guaranteed, landlord, owner_row_of, trouble_a, trouble_b, seen, bad,
):  # fmt: skip
    """Return as the kernel does."""
    homes = home_row_of[dwelling[rows]]
    whose, mine = owner[homes], refugee[rows] == 1
    backed = (whose == Owner.LANDLORD) & (guaranteed[homes] == 1)
    cell = np.minimum(adults_working[rows], 1) + 2 * (arrears[rows] >= 2) + 4 * backed + 8 * ~mine
    draw = (mix_array(key[rows] ^ stream) >> np.uint64(32)).astype(np.int64)
    gave = draw < trouble[cell]
    own = np.flatnonzero((whose != Owner.MUNICIPALITY) & mine)
    who = owner_row_of[landlord[homes[own]]]
    own, who = own[who >= 0], who[who >= 0]
    np.add.at(trouble_a, who, 100 * gave[own])
    np.add.at(trouble_b, who, 100 * ~gave[own])
    known = backed | (whose == Owner.MUNICIPALITY_LEASED)
    np.add.at(seen, municipality[rows[known]], 1)
    np.add.at(bad, municipality[rows[known]], gave[known])
    return rows[gave]
