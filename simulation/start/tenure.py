"""Tenure of refugee households, and what every dwelling and tenancy of the start has in common.

Tenure is drawn from the census of 2001 aged forward by origin, kind and years of residence: an
input, never a target.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.kinds import MONTHS_PER_YEAR, START_MONTH, Kind, Tenure
from agents.parameters import Rules
from simulation.moves import needed_rooms
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.shares import spread
from simulation.tables import Households
from simulation.world import SIZES, Geography

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

YEARS = 36  # of residence, the last open
_UM = int(Kind.UNACCOMPANIED)


@dataclass(frozen=True)
class TenureTables:
    """Thresholds of tenure, shape (origins, kinds, years of residence)."""

    own: I64
    municipal: I64  # of those who do not own


def tenure_tables(rules: Rules) -> TenureTables:
    """Return the chance of owning, and of a municipal dwelling among tenants.

    Owning approaches a ceiling at the origin's yearly hazard from some years of residence on
    (census 2001 and survey 2006 aged forward); the municipal share of tenants falls from that of
    the newly settled to that of long residence.
    """
    year = np.arange(YEARS, dtype=np.float64)
    most_own, most_municipal = rules.tenure_most
    hazard, ceiling = rules.vector("own_hazard"), rules.vector("own_ceiling")
    begun = np.maximum(year - rules.own_from, 0.0)
    own = ceiling[:, None] * -np.expm1(-hazard[:, None] / ceiling[:, None] * begun)
    owns = np.clip(own[:, None, :] * rules.vector("own_kind")[None, :, None], 0.0, most_own)
    later = rules.vector("municipal_later")[:, None]
    share = later + (rules.municipal_first - later) * np.exp(-year / rules.municipal_fade)[None, :]
    municipal = share[:, None, :] * rules.vector("municipal_kind")[None, :, None]
    return TenureTables(threshold(owns), threshold(np.clip(municipal, 0.0, most_municipal)))


def draw_tenure(rules: Rules, households: Households, draws: Randomness) -> None:
    """Draw the tenure of households of refugee background; unaccompanied minors have staffed places."""
    tables = tenure_tables(rules)
    t1, t2 = draws.both(Stream.START_TENURE, 0, households.key)
    s1, _ = draws.both(Stream.START_TENURE, 1, households.key)
    residence = START_MONTH - households.settled.astype(np.int64)
    year = np.clip(residence // MONTHS_PER_YEAR, 0, YEARS - 1)
    cell = (households.origin.astype(np.int64), households.kind.astype(np.int64), year)
    owns = t1 < tables.own[cell]
    cut = np.cumsum([rules.temporary, rules.relatives])
    lone = (households.kind == Kind.SINGLE) & (residence <= rules.shared_within)
    shared = lone & (s1 < threshold(rules.shared_recent))
    tenant = np.where(
        shared,
        Tenure.SHARED,
        np.where(
            s1 >= threshold(1.0 - cut[0]),
            Tenure.TEMPORARY,
            np.where(
                s1 >= threshold(1.0 - cut[1]),
                Tenure.RELATIVES,
                np.where(t2 < tables.municipal[cell], Tenure.MUNICIPAL, Tenure.PRIVATE),
            ),
        ),
    )
    u1, _ = draws.both(Stream.START_TENURE, 2, households.key)
    tenant = np.where(
        (tenant == Tenure.PRIVATE) & (u1 < threshold(rules.unserious)), Tenure.UNSERIOUS, tenant
    )
    tenure = np.where(owns, Tenure.OWNED, tenant)
    households.tenure[:] = np.where(households.kind == _UM, Tenure.STAFFED, tenure)


def time_since(households: Households, rows: I64, mean: float, draw: I64, month: int) -> I64:
    """Return the month the present tenure began: geometric back in time, never before settlement."""
    u = (np.arange(256) + 0.5) / 256
    months = np.rint(-MONTHS_PER_YEAR * mean * np.log1p(-u)).astype(np.int64)[quantile_index(draw, 256)]
    settled = households.settled[rows].astype(np.int64)
    return np.where(settled >= month, settled, np.maximum(month - 1 - months, settled))


def draw_rooms(rules: Rules, persons: npt.NDArray[np.int8], draw: I64, extra: I64, factor: float) -> I64:
    """Return rooms of refugee households: short by one or two where crowded, else with some to spare."""
    need = needed_rooms(persons)
    crowded = draw < threshold(rules.vector("crowded") * factor)[need - 1]
    spare = pick(cumulative(rules.spare), extra)
    short = 1 + ((need >= 4) & (extra % 4 == 0))
    return np.clip(np.where(crowded, need - short, need + spare), 1, SIZES)


def fill_purse(rules: Rules, households: Households, rows: I64, tenure: int, draws: Randomness) -> None:
    """Give households savings (exponential in the mean of their tenure) and knowledge of startlån."""
    p1, p2 = draws.both(Stream.START_TENURE, 3, households.key[rows])
    u = (np.arange(64) + 0.5) / 64
    savings = np.rint(-rules.savings[tenure] * np.log1p(-u)).astype(np.int64)
    households.savings[rows] = savings[quantile_index(p1, 64)]
    households.knows_startlan[rows] = (p2 < threshold(rules.knows_startlan)) | (
        households.startlan[rows] == 1
    )


def stock_by_place(
    geography: Geography,
    per_inhabitant: F64,
    total: int,
    held: I64,
    most: float,
    settled: F64 | None = None,
    by_settled: float = 0.0,
) -> I64:
    """Return dwellings per place: by population and centrality, raised where those `held` need it.

    A share `by_settled` follows the persons `settled` a year by municipality, shape (M,), instead.

    Returns
    -------
    int64 array, shape (P,), adding up to `total` where the minimum leaves room.
    """
    town = geography.place_municipality
    people = geography.population[town, 2] * geography.place_share
    weight = people * per_inhabitant[geography.centrality[town]]
    least = np.ceil(held / most).astype(np.int64) + (held > 0)
    weight = weight / weight.sum()
    if settled is not None:
        by_record = settled[town] * geography.place_share
        weight = (1.0 - by_settled) * weight + by_settled * by_record / by_record.sum()
    base = total * weight
    spare = max(total - int(least.sum()), 0)
    return least + spread(spare, np.maximum(base - least, NEXT_TO_NOTHING))
