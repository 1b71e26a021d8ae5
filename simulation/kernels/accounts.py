"""The month's money, person by person and household by household, added up by municipality.

Sums are in NOK unless a row says otherwise, in flat arrays of shape (rows, columns of the ledger), whose
rows are named here.
"""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, Kind, Path, Programme, Tenure
from simulation.kernels.compiled import I8, I16, I32, I64, B, kernel

# rows of `people`; services have a row for each year since settlement
WAGE, INTRODUCTION, BENEFIT, TAX, GRANT, MINORS, SERVED = range(7)
GRANT_YEARS = 5
PEOPLE_ROWS = SERVED + GRANT_YEARS
# rows of `homes`; RENT has a row for each receiver; KEPT, LODGED and HOUSED count persons or households
RENT, CHILD, ALLOWANCE, ASSISTANCE, KEPT, LODGED, HOUSED, BANK, STARTLAN, OWED = 0, *range(3, 12)
HOMES_ROWS = OWED + 1

_ACTIVE = int(Programme.ACTIVE)
_NEVER = int(NEVER)
_BORN, _MINOR = int(Path.BORN), int(Path.UNACCOMPANIED)
_ALONE = (int(Kind.SINGLE), int(Kind.UNACCOMPANIED))
_STAFFED, _TEMPORARY = int(Tenure.STAFFED), int(Tenure.TEMPORARY)
_RECEPTION, _GONE = int(Tenure.RECEPTION), int(Tenure.GONE)
# months of age until which one is a child, and until which one has a minor's grant
_CHILD, _GROWN = 18 * MONTHS_PER_YEAR, 20 * MONTHS_PER_YEAR


@kernel
def people(
    month: int, columns: int,
    household: I32, birth: I16, path: I8, settled: I16, programme: I8, employed: I8, income: I32, present: I8,
    row_of: I64, municipality: I16, kind: I8,
    tax_free: int, tax_permille: int, grant: I64, single_more: int, kind_more: I64,
    own: I32, sums: I64,
) -> None:  # fmt: skip
    """Add up incomes and tax, integration grants, the special grant of minors, and persons served.

    Parameters
    ----------
    columns : int
        Columns of the ledger: municipalities, and nowhere.
    household ... present : arrays, shape (persons,)
    row_of : array, shape (household uids + 1,)
    municipality, kind : arrays, shape (households,)
    tax_free, tax_permille : int
        NOK a month, and the share of the rest.
    grant : flat array, shape (adult 0 / child 1, grant year 5), NOK
    single_more : int
        NOK in the first year for who lives alone.
    kind_more : array, shape (kinds,), NOK in the first year
    own : int32 array, shape (households,)
        Filled: own income of each household.
    sums : flat array, shape (PEOPLE_ROWS, columns)
        Added to.
    """
    own[:] = 0
    rows, homes = np.empty(len(income), dtype=np.int32), np.empty(len(income), dtype=np.int32)

    n = 0
    for i in range(len(income)):  # who is gone has no income
        rows[n] = i
        n += income[i] > 0
    for k in range(n):  # a short loop of its own: the processor then fetches many at a time
        homes[k] = row_of[household[rows[k]]]
    for k in range(n):
        i, home = rows[k], homes[k]
        amount, where = int(income[i]), int(municipality[home])
        where += (where < 0) * columns  # nowhere is the last column
        own[home] += amount
        row = (employed[i] != 1) * (BENEFIT - (BENEFIT - INTRODUCTION) * (programme[i] == _ACTIVE))
        sums[row * columns + where] += amount
        due = max(amount - tax_free, 0) * tax_permille // 1000
        sums[TAX * columns + where] += (row != BENEFIT) * due

    n, january = 0, month % MONTHS_PER_YEAR == 0
    for i in range(len(income)):
        rows[n] = i
        n += (
            (settled[i] > month - MONTHS_PER_YEAR * GRANT_YEARS) & (settled[i] <= month) & (path[i] != _BORN)
            & (present[i] == 1)
        )  # fmt: skip
    for k in range(n):
        i = rows[k]
        home, came = row_of[household[i]], settled[i]
        where = int(municipality[home])
        where += (where < 0) * columns
        sums[(SERVED + (month - came) // MONTHS_PER_YEAR) * columns + where] += 1
        # year 1 in the month of settlement; years 2-5, by calendar year of settlement, in January
        year = month // MONTHS_PER_YEAR - came // MONTHS_PER_YEAR
        if came == month or (january and year < GRANT_YEARS):
            child = 1 if birth[i] > month - _CHILD else 0
            paid = grant[child * GRANT_YEARS + year]
            if year == 0:
                paid += kind_more[kind[home]]
                if kind[home] in _ALONE:
                    paid += single_more
            sums[GRANT * columns + where] += max(paid, 0)  # no deduction below nothing

    for i in range(len(income)):
        if path[i] != _MINOR or present[i] != 1 or birth[i] <= month - _GROWN:
            continue
        if settled[i] <= month and settled[i] != _NEVER:
            where = int(municipality[row_of[household[i]]])
            where += (where < 0) * columns
            sums[MINORS * columns + where] += 1


@kernel
def homes(
    columns: int,
    refugee: I8, tenure: I8, persons: I8, children: I8, municipality: I16, rent: I32, income: I32, debt: I32,
    startlan: I8, own: I32, receiver: I64, allowed: B, child_benefit: int,
    own_share: I64, floor: I64, ceiling: I64, taper_permille: int, share_permille: int,
    interest: int, amortisation: int, sums: I64,
) -> None:  # fmt: skip
    """Add up rents, child benefit, housing allowance, social assistance, loans and lodging.

    Social assistance is what the household counts on, its income less its own and child benefit;
    housing allowance comes first and lowers it by as much.

    Parameters
    ----------
    refugee ... startlan : arrays, shape (households,)
    own : array, shape (households,)
        Own income, as `people` gives it.
    receiver, allowed : arrays, shape (tenures,)
        Who receives the rent (a row after RENT), and whether it counts for housing allowance.
    own_share, floor, ceiling : arrays, shape (persons,)
        Of :class:`agents.household.Budget`, as the numbers after them.
    sums : flat array, shape (HOMES_ROWS, columns)
        Added to.
    """
    most = len(ceiling) - 1
    for j in range(len(tenure)):
        where = int(municipality[j])
        nowhere = where < 0
        if nowhere:
            where = columns - 1
        form = tenure[j]
        sums[(RENT + receiver[form]) * columns + where] += rent[j]
        if refugee[j] == 1 and not nowhere and form != _GONE:
            child = children[j] * child_benefit
            short = income[j] - int(own[j]) - child
            sums[CHILD * columns + where] += child
            if allowed[form]:
                size = min(int(persons[j]), most)
                part = own_share[size] + max(own[j] - floor[size], 0) * taper_permille // 1000
                allowance = max(min(int(rent[j]), ceiling[size]) - part, 0) * share_permille // 1000
                sums[ALLOWANCE * columns + where] += allowance
                short -= allowance
            sums[ASSISTANCE * columns + where] += max(short, 0)
        if debt[j] > 0:
            owed = int(debt[j])
            row = BANK
            if startlan[j] == 1:
                row = STARTLAN
                sums[OWED * columns + where] += owed
            sums[row * columns + where] += owed * interest // 1_000_000 + owed // amortisation
        if form == _STAFFED:
            sums[KEPT * columns + where] += persons[j]
        elif form == _TEMPORARY:
            sums[LODGED * columns + where] += 1
        elif form == _RECEPTION:
            sums[HOUSED * columns + where] += persons[j]
