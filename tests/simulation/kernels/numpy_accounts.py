"""The NumPy version of :mod:`simulation.kernels.accounts`."""

import numpy as np

from agents.kinds import NEVER, Kind, Path, Programme, Tenure
from simulation.kernels import accounts as rows
from simulation.ledger import bincount_exact


def people(
    month, columns, household, birth, path, settled, programme, employed, income, present,
    row_of, municipality, kind, tax_free, tax_permille, grant, single_more, kind_more, own, sums,
):  # fmt: skip
    """Return nothing; see the kernel."""
    sums = sums.reshape(rows.PEOPLE_ROWS, columns)
    column = np.where(municipality < 0, columns - 1, municipality).astype(np.intp)
    some = np.flatnonzero(income > 0)
    home = row_of[household[some]]
    earned, where = income[some].astype(np.int64), column[home]
    sort = np.where(employed[some] == 1, 0, np.where(programme[some] == Programme.ACTIVE, 1, 2))
    for i, row in enumerate((rows.WAGE, rows.INTRODUCTION, rows.BENEFIT)):
        sums[row] += bincount_exact(where[sort == i], earned[sort == i], columns)
    due = np.maximum(earned - tax_free, 0) * (sort < 2) * tax_permille // 1000
    sums[rows.TAX] += bincount_exact(where, due, columns)
    own[:] = bincount_exact(home, earned, len(own))

    recent = (settled > month - 60) & (settled <= month) & (path != Path.BORN) & (present == 1)
    some = np.flatnonzero(recent)
    came, homes = settled[some].astype(np.int64), row_of[household[some]]
    where = column[homes]
    served = np.bincount((month - came) // 12 * columns + where, minlength=5 * columns)
    sums[rows.SERVED :] += served.reshape(5, columns)
    paid = came == month
    if month % 12 == 0:
        paid |= came // 12 > month // 12 - 5
    some, came, where, homes = some[paid], came[paid], where[paid], homes[paid]
    year = month // 12 - came // 12
    child = (birth[some] > month - 18 * 12).astype(np.int64)
    alone = (kind[homes] == Kind.SINGLE) | (kind[homes] == Kind.UNACCOMPANIED)
    amount = grant[child * 5 + year] + single_more * (alone & (year == 0))
    amount = np.maximum(amount + kind_more[kind[homes]] * (year == 0), 0)
    sums[rows.GRANT] += bincount_exact(where, amount, columns)

    minor = (path == Path.UNACCOMPANIED) & (present == 1) & (settled <= month) & (settled != NEVER)
    minor &= birth > month - 20 * 12
    sums[rows.MINORS] += np.bincount(column[row_of[household[minor]]], minlength=columns)


def homes(
    columns, refugee, tenure, persons, children, municipality, rent, income, debt, startlan, own,
    receiver, allowed, child_benefit, own_share, floor, ceiling, taper_permille, share_permille,
    interest, amortisation, sums,
):  # fmt: skip
    """Return nothing; see the kernel."""
    sums = sums.reshape(rows.HOMES_ROWS, columns)
    column = np.where(municipality < 0, columns - 1, municipality).astype(np.intp)
    paid = bincount_exact(receiver[tenure] * columns + column, rent, 3 * columns)
    sums[rows.RENT : rows.RENT + 3] += paid.reshape(3, columns)

    here = np.flatnonzero((refugee == 1) & (municipality >= 0) & (tenure != Tenure.GONE))
    where, means = column[here], own[here].astype(np.int64)
    child = children[here] * np.int64(child_benefit)
    size = np.minimum(persons[here], len(ceiling) - 1)
    part = own_share[size] + np.maximum(means - floor[size], 0) * taper_permille // 1000
    helped = np.maximum(np.minimum(rent[here], ceiling[size]) - part, 0) * share_permille // 1000
    helped *= allowed[tenure[here]]
    short = income[here] - means - child - helped
    for row, amount in (
        (rows.CHILD, child), (rows.ALLOWANCE, helped), (rows.ASSISTANCE, np.maximum(short, 0)),
    ):  # fmt: skip
        sums[row] += bincount_exact(where, amount, columns)

    owing = np.flatnonzero(debt > 0)
    owed, public = debt[owing].astype(np.int64), startlan[owing] == 1
    due = owed * interest // 1_000_000 + owed // amortisation
    for row, some, amount in (
        (rows.BANK, ~public, due), (rows.STARTLAN, public, due), (rows.OWED, public, owed),
    ):  # fmt: skip
        sums[row] += bincount_exact(column[owing[some]], amount[some], columns)
    for row, form, weight in (
        (rows.KEPT, Tenure.STAFFED, persons), (rows.HOUSED, Tenure.RECEPTION, persons),
        (rows.LODGED, Tenure.TEMPORARY, np.ones_like(persons)),
    ):  # fmt: skip
        some = np.flatnonzero(tenure == form)
        sums[row] += bincount_exact(column[some], weight[some], columns)
