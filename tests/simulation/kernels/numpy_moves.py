"""The NumPy version of :mod:`simulation.kernels.moves`, as `simulation/moves.py` had it."""

import numpy as np

from agents.kinds import NEVER, NOBODY, DwellingState, Owner


def vacate(world, rows, ready_month):
    """Do as :func:`simulation.moves.vacate` does."""
    households, dwellings = world.households, world.dwellings
    rows = rows[households.dwelling[rows] >= 0]
    homes = dwellings.rows(households.dwelling[rows])
    owner = dwellings.owner[homes]
    municipal = owner <= Owner.MUNICIPALITY_LEASED
    dwellings.household[homes] = NOBODY
    dwellings.state[homes] = np.where(
        municipal,
        DwellingState.READYING,
        np.where(owner == Owner.HOUSEHOLD, DwellingState.REMOVED, DwellingState.LISTED),
    )
    dwellings.due[homes] = np.where(municipal, ready_month[dwellings.municipality[homes]], NEVER)
    dwellings.empty[homes] = 0
    dwellings.guaranteed[homes] = 0
    households.dwelling[rows] = NOBODY


def occupy(world, rows, homes, month, tenure, contract_end):
    """Do as :func:`simulation.moves.occupy` does."""
    households, dwellings = world.households, world.dwellings
    if np.any(dwellings.household[homes] >= 0) or np.any(households.dwelling[rows] >= 0):
        raise ValueError("occupy: a dwelling is taken or a household has not vacated")
    if len(np.unique(homes)) < len(homes) or len(np.unique(rows)) < len(rows):
        raise ValueError("occupy: a dwelling or household appears twice")
    dwellings.household[homes] = households.uid[rows]
    dwellings.state[homes] = DwellingState.OCCUPIED
    dwellings.reserved[homes] = NOBODY
    dwellings.due[homes] = NEVER
    dwellings.empty[homes] = 0
    households.dwelling[rows] = dwellings.uid[homes]
    households.case_dwelling[rows] = NOBODY
    households.place[rows] = dwellings.place[homes]
    households.municipality[rows] = dwellings.municipality[homes]
    households.tenure[rows] = tenure
    households.since[rows] = month
    households.contract_end[rows] = contract_end
    households.rent[rows] = np.where(dwellings.owner[homes] == Owner.HOUSEHOLD, 0, dwellings.rent[homes])
    households.arrears[rows] = 0
    households.outgrown[rows] = NEVER
