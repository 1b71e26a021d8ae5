"""The opening queue: who waits in reception or abroad on 1 January 2009.

Made of the same shares as the permits that follow, so the queue is no other population than what
joins it. The queue rests through burn-in.
"""

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Case, Kind, Origin, Path, Reason, Tenure
from agents.parameters import Rules, Values
from simulation.case_tables import GIRLS, LONE_MOTHERS, CaseTables, case_tables
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.keys import Being, start_keys
from simulation.start.shares import evenly
from simulation.world import World

I64 = npt.NDArray[np.int64]

_FIRST = {  # ranges of keys
    Path.ASYLUM: 0, Path.QUOTA: 1 << 24, Path.UNACCOMPANIED: 1 << 25, Path.COLLECTIVE: 3 << 24,
}  # fmt: skip
_PERSONS = 1 << 33  # keys of persons in the queue lie beyond the residents'

LEAST_STOCK = 0.01  # persons: where nobody of an origin lives anywhere, close family may be in any place


def open_queue(values: Values, world: World, draws: Randomness, scale: float) -> None:
    """Add the households that wait on 1 January 2009."""
    rules = values.rules("start")
    tables = case_tables(values.rules("permits"), values.rules("refugee"))
    adults = rules.queue_persons - rules.queue_minors
    for path, persons in (
        (Path.ASYLUM, adults), (Path.QUOTA, rules.queue_quota), (Path.UNACCOMPANIED, rules.queue_minors),
        (Path.COLLECTIVE, rules.queue_collective),
    ):  # fmt: skip
        _add(values, world, draws, tables, path, int(round(persons * scale)))


def _sizes(tables: CaseTables, path: Path, draws: Randomness, persons: int) -> tuple[I64, I64, I64]:
    """Return first key, kind and children of households until the persons are used up."""
    if persons == 0:
        return (np.zeros(0, dtype=np.int64),) * 3
    key = start_keys(Being.QUEUE_HOUSEHOLD, persons, first=_FIRST[path])
    k1, k2 = draws.both(Stream.START_QUEUE, 0, key)
    if path == Path.UNACCOMPANIED:
        return np.full(persons, int(Kind.UNACCOMPANIED)), np.zeros(persons, dtype=np.int64), k2
    kind = pick(tables.kinds[path], k1)
    parent = (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
    children = np.where(parent, 1 + pick(tables.children, k2), 0)
    size = children + np.where((kind == Kind.FAMILY) | (kind == Kind.COUPLE), 2, 1)
    count = int(np.searchsorted(np.cumsum(size), persons, side="right"))
    left = persons - int(size[:count].sum())
    kind, children = kind[: count + left], children[: count + left]
    kind[count:], children[count:] = Kind.SINGLE, 0  # what is left over are single persons
    return kind, children, k2[: count + left]


def _add(
    values: Values, world: World, draws: Randomness, tables: CaseTables, path: Path, persons: int
) -> None:
    rules, permits, month = values.rules("start"), values.rules("permits"), START_MONTH
    kind, children, _ = _sizes(tables, path, draws, persons)
    count = len(kind)
    if count == 0:
        return
    households, geography = world.households, world.geography
    key = start_keys(Being.QUEUE_HOUSEHOLD, count, first=_FIRST[path])
    q1, q2 = draws.both(Stream.START_QUEUE, 1, key)
    r1, r2 = draws.both(Stream.START_QUEUE, 2, key)
    f1, f2 = draws.both(Stream.START_QUEUE, 3, key)
    m1, m2 = draws.both(Stream.START_QUEUE, 4, key)
    minor = kind == Kind.UNACCOMPANIED
    adults = np.where(minor, 0, np.where((kind == Kind.COUPLE) | (kind == Kind.FAMILY), 2, 1))
    size = adults + np.where(minor, 1, children)
    quota = path == Path.QUOTA
    origin = pick(tables.origins[path], q1)
    waited = 1 + (quantile_index(q2, int(rules.queue_waits)) * quantile_index(r1, 1 << 10) >> 10)
    first, last = permits.quota_wait
    arrival = month + quantile_index(q2, int(last - first) + 1)
    permit = np.where(quota, arrival - int(first), month - waited)
    permit = np.minimum(permit, month - 1)
    complete = f1 < threshold(permits.complete_without)
    sponsors = (m1 < tables.sponsor[origin, kind]) & (not quota)
    pending = np.where(sponsors, pick(tables.family_sizes, m2) + 1, 0)
    quantiles = tables.family.months_quantiles
    comes = np.maximum(
        permit + quantiles[quantile_index(f2, len(quantiles))], month + int(rules.queue_family_after)
    )
    # part of the queue has a municipality with places that has said yes and looks for a dwelling
    assigned = (r2 >= threshold(rules.unassigned)) & ~minor & (not quota)
    # and part of the others has been proposed to one that has not answered
    asked = (r2 < threshold(rules.unassigned * rules.asked)) & ~minor & (not quota)
    places = cumulative(np.maximum(world.municipalities.vedtak, NEXT_TO_NOTHING))
    town = np.where(assigned | asked, pick(places, q1 ^ m1), -1)
    uids = households.append(
        key, kind=kind, path=int(path), origin=origin, persons=size, children=np.where(minor, 1, children),
        tenure=Tenure.ABROAD if quota else Tenure.RECEPTION,
        contract_end=arrival if quota else np.full(count, NEVER), since=permit, permit=permit,
        case=np.where(assigned, Case.ACCEPTED, np.where(asked, Case.PROPOSED, Case.READY)),
        case_since=np.where(assigned, month - 1 - (waited - 1) // 2, np.where(asked, month - 1, permit)),
        case_municipality=town,
        region=np.where(
            assigned | asked, geography.region[np.maximum(town, 0)],
            np.minimum(pick(tables.regions, m2), len(geography.region_name) - 1),
        ),
        file_complete=complete, family_pending=np.minimum(pending, 9),
        family_month=np.where(pending > 0, np.minimum(comes, 32000), NEVER),
        family_known=complete & (pending > 0), expectation=evenly(rules.queue_expects, f2),
        reason=Reason.ARRIVAL_PENDING if quota else np.where(asked, Reason.ANSWER_PENDING, Reason.NONE),
        close_family=_close_family(permits, world, draws, key, origin),
    )  # fmt: skip
    _persons(values, world, draws, tables, path, uids, kind, adults, size, origin)


def _close_family(
    permits: Rules, world: World, draws: Randomness, key: npt.NDArray[np.uint64], origin: I64
) -> I64:
    """Return the municipality where close family lives (by residents of the origin), -1 for most."""
    persons, households = world.persons, world.households
    town = households.municipality[households.rows(persons.household)].astype(np.int64)
    here = town >= 0
    m, kinds = world.geography.municipalities, len(Origin)
    cell = town[here] * kinds + persons.origin[here]
    stock = np.bincount(cell, minlength=m * kinds).reshape(m, kinds).T + LEAST_STOCK
    c1, c2 = draws.both(Stream.START_QUEUE, 7, key)
    table = cumulative(stock)
    where = (c2[:, None] >= table[origin][:, :-1]).sum(axis=1)
    return np.where(c1 < threshold(permits.close_family), where, -1)


def _persons(
    values: Values,
    world: World,
    draws: Randomness,
    tables: CaseTables,
    path: Path,
    uids: npt.NDArray[np.int32],
    kind: I64,
    adults: I64,
    size: I64,
    origin: I64,
) -> None:
    """Add the members, aged as of January 2009: adults first."""
    rules, permits = values.rules("start"), values.rules("permits")
    row = np.repeat(np.arange(len(size)), size)
    start = np.cumsum(size) - size
    number = np.arange(len(row)) - start[row]
    key = start_keys(Being.PERSON, len(row), first=_PERSONS + (_FIRST[path] << 1))
    a1, a2 = draws.both(Stream.START_QUEUE, 5, key)
    e1, e2 = draws.both(Stream.START_QUEUE, 6, key)
    adult = number < adults[row]
    minor = kind[row] == Kind.UNACCOMPANIED
    parent = (kind[row] == Kind.FAMILY) | (kind[row] == Kind.SINGLE_PARENT)
    ages = rules.vector("queue_ages").astype(np.int64)
    first_parent, children = (int(years) for years in rules.queue_family_ages)
    older = ages[quantile_index(a1, len(ages))] - ages[0]
    years = np.where(parent, first_parent, ages[0]) + older
    years = np.where(adult, years, quantile_index(a1, children))
    age = MONTHS_PER_YEAR * years + quantile_index(a2, MONTHS_PER_YEAR) + 1
    age = np.where(minor, evenly(rules.queue_minors_age, a1), age)
    woman = np.where(
        kind[row] == Kind.SINGLE, a2 >= threshold(permits.men_single),
        np.where(kind[row] == Kind.SINGLE_PARENT, a2 < threshold(LONE_MOTHERS), number == 1),
    )  # fmt: skip
    girl = np.where(minor, a2 >= threshold(permits.boys), a2 < threshold(GIRLS))
    schooled = np.where(adult, pick(tables.education, e1), 0)
    pid = world.persons.append(
        key, household=uids[row], female=np.where(adult, woman, girl), birth=START_MONTH - age,
        origin=origin[row], path=int(path), education=schooled,
        health=adult & (e2 < threshold(permits.health_need)),
        wellbeing=int(values.number("wellbeing.waiting")),
    )  # fmt: skip
    rows = world.households.rows(uids)
    world.households.head[rows] = pid[start]
    newest = world.persons.rows(pid)
    sick = np.bincount(row, weights=world.persons.health[newest], minlength=len(size))
    world.households.health[rows] = sick > 0
