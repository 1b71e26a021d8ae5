"""Households let go of dwellings and move into others, one by one: :mod:`simulation.moves`."""

from agents.kinds import NEVER, NOBODY, DwellingState, Owner
from simulation.kernels.compiled import I8, I16, I32, I64, kernel

TAKEN, TWICE = 1, 2  # what is wrong

_NEVER, _NOBODY = int(NEVER), int(NOBODY)
_HOUSEHOLD, _LEASED = int(Owner.HOUSEHOLD), int(Owner.MUNICIPALITY_LEASED)
_READYING, _REMOVED, _LISTED, _OCCUPIED = (
    int(DwellingState.READYING), int(DwellingState.REMOVED), int(DwellingState.LISTED),
    int(DwellingState.OCCUPIED),
)  # fmt: skip


@kernel
def vacate(
    rows: I64, ready_month: I16, dwelling: I32, home_row_of: I64,
    municipality: I16, owner: I8, household: I32, state: I8, due: I16, empty: I8, guaranteed: I8,
) -> None:  # fmt: skip
    """Let go of the dwellings of households `rows`, as :func:`simulation.moves.vacate`.

    Parameters
    ----------
    dwelling : array, shape (households,)
        Uid of the dwelling of each, changed.
    home_row_of : array
        Rows of dwellings by uid.
    municipality ... guaranteed : arrays, shape (dwellings,)
        All but the first two are changed.
    """
    for j in rows:
        if dwelling[j] < 0:
            continue
        home = home_row_of[dwelling[j]]
        dwelling[j] = _NOBODY
        household[home] = _NOBODY
        empty[home] = 0
        guaranteed[home] = 0
        due[home] = _NEVER
        if owner[home] <= _LEASED:
            state[home] = _READYING
            due[home] = ready_month[municipality[home]]
        elif owner[home] == _HOUSEHOLD:
            state[home] = _REMOVED
        else:
            state[home] = _LISTED


@kernel
def occupy(
    rows: I64, homes: I64, month: int, tenures: I64, contract_ends: I64,
    home_uid: I32, home_place: I16, home_municipality: I16, owner: I8, home_rent: I32,
    household: I32, state: I8, reserved: I32, due: I16, empty: I8,
    uid: I32, dwelling: I32, case_dwelling: I32, place: I16, municipality: I16, tenure: I8, since: I16,
    contract_end: I16, rent: I32, arrears: I8, outgrown: I16,
) -> int:  # fmt: skip
    """Move households `rows` into dwellings `homes`, as :func:`simulation.moves.occupy`.

    Return 0, or what is wrong: nothing is changed then.

    Parameters
    ----------
    tenures, contract_ends : arrays, shape of `rows`
    home_uid ... empty : arrays, shape (dwellings,)
        Changed from `household` on.
    uid ... outgrown : arrays, shape (households,)
        Changed but for the first.
    """
    for k in range(len(rows)):
        if household[homes[k]] >= 0 or dwelling[rows[k]] >= 0:
            return TAKEN
    for k in range(len(rows)):
        j, home = rows[k], homes[k]
        if household[home] >= 0 or dwelling[j] >= 0:
            for i in range(k):
                household[homes[i]], dwelling[rows[i]] = _NOBODY, _NOBODY
            return TWICE
        household[home], dwelling[j] = uid[j], home_uid[home]
    for k in range(len(rows)):
        j, home = rows[k], homes[k]
        state[home] = _OCCUPIED
        reserved[home] = _NOBODY
        due[home] = _NEVER
        empty[home] = 0
        case_dwelling[j] = _NOBODY
        place[j] = home_place[home]
        municipality[j] = home_municipality[home]
        tenure[j] = tenures[k]
        since[j] = month
        contract_end[j] = contract_ends[k]
        rent[j] = 0 if owner[home] == _HOUSEHOLD else home_rent[home]
        arrears[j] = 0
        outgrown[j] = _NEVER
    return 0
