"""IMDi with the National Committee and KS: whom to ask for how many, and which case to propose where."""

import heapq
from dataclasses import dataclass
from itertools import chain, islice

import mesa
import numpy as np
import numpy.typing as npt

from agents.kinds import Kind
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]


class IMDi(mesa.Agent):  # type: ignore[misc]
    """The registered Mesa agent that shows IMDi's need and its officers' hours."""

    @property
    def need(self) -> int:
        """Places the nation is asked for in the coming year."""
        return int(self.model.world.imdi.need)

    @property
    def officer_hours(self) -> F64:
        """Hours left this month by region."""
        hours: F64 = self.model.world.imdi.officer_hours
        return hours


def request_places(
    rules: Rules,
    need: float,
    population: F64,
    settled_last_year: I64,
    effect: F64,
    asked_draw: F64,
    noise: F64,
) -> I64:
    """Return the places each municipality is asked for.

    ``ln a = c + 0.4 ln population + 0.2 ln(1 + settled last year) + N(0, 0.32)``, scaled to the
    need, in multiples of five; the smallest municipalities are often not asked (decision 1, P).

    Parameters
    ----------
    need : float
        Places needed in the nation.
    population, settled_last_year, effect : arrays, shape (M,)
        `effect` is the municipality's part of ``c`` (county quota).
    asked_draw, noise : float64 arrays, shape (M,)
        Uniform and standard normal draws.
    """
    log_population = np.log(np.maximum(population, 50.0))
    chance = 1.0 / (
        1.0 + np.exp(-rules.not_asked_slope * (log_population - np.log(rules.not_asked_population)))
    )
    asked = (asked_draw < chance) | (settled_last_year > 0)
    level = np.exp(
        effect
        + rules.population_elasticity * log_population
        + rules.settled_elasticity * np.log1p(settled_last_year)
        + rules.request_sd * noise
    )
    level = np.where(asked, level, 0.0)
    total = level.sum()
    if total <= 0:
        return np.zeros(len(population), dtype=np.int64)
    places = level * need / total
    rounded = np.maximum(np.rint(places / 5.0) * 5.0, np.where(places > 2.0, 5.0, 0.0))
    asked_for: I64 = rounded.astype(np.int64)
    return asked_for


def urgency(rules: Rules, kind: I64, waited: I64, stakes: float) -> I64:
    """Return the order of ready cases (higher first): months waited over the target, in hundredths.

    With reporting stakes the order becomes "cases that can still make the limit first": those past
    it fall behind by the stakes' share (decision 5).
    """
    short = (kind == Kind.UNACCOMPANIED) | (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
    target = np.where(short, rules.target_short, rules.target_long)
    ratio = waited / target
    behind = np.where(ratio > 1.0, 2.0 * stakes * ratio, 0.0)
    order: I64 = np.rint(100.0 * (ratio - behind)).astype(np.int64)
    return order


@dataclass(frozen=True)
class Proposals:
    """What IMDi's offices can see when they propose cases.

    Arrays over cases in the order of handling, and over municipalities.
    """

    persons: I64  # (cases,)
    region: I64  # (cases,) region where the case is handled; -1 when put to the whole nation
    close_family: I64  # (cases,) municipality, -1
    need: I64  # (cases,) rooms needed
    hours: F64  # (cases,) officer hours a proposal takes
    excluded: I64  # (cases,) municipality that said no last, -1
    draw: I64  # (cases,) a 32-bit draw
    places: I64  # (M,) places left, persons
    plan: I64  # (M,) places of the year
    of_region: I64  # (M,)
    population: F64  # (M,)
    vacant: I64  # (M, sizes) vacancies IMDi sees (zeros when it sees none)


def propose(cases: Proposals, hours: F64, rule: str) -> tuple[I64, F64]:
    """Propose each case to a municipality.

    Parameters
    ----------
    cases : Proposals
    hours : float64 array, shape (regions,)
        Officer hours left; not changed.
    rule : str
        ``places_left`` (the practice: close family first, then own region, then most places left
        relative to the year's plan), ``population_key``, ``housing_fit`` (a suitable vacancy first)
        or ``random``.

    Returns
    -------
    tuple
        Municipality per case (-1: no municipality had places, -2: no officer had hours), and the
        hours left.
    """
    # plain lists: the loop below reads single entries, and there are thousands of cases
    chosen = [-1] * len(cases.persons)
    regions = len(hours)
    left = hours.tolist()
    free = cases.places.tolist()
    of_region = cases.of_region.tolist()
    weight = (cases.population if rule == "population_key" else np.maximum(cases.plan, 1)).tolist()
    persons_of, region_of, draw_of = cases.persons.tolist(), cases.region.tolist(), cases.draw.tolist()
    hours_of, excluded, family = cases.hours.tolist(), cases.excluded.tolist(), cases.close_family.tolist()
    need = cases.need.tolist()

    by_draw = np.flatnonzero(cases.places > 0).tolist()
    # a sorted list is a heap
    nation: list[tuple[float, int]] = sorted((-free[m] / weight[m], m) for m in by_draw)
    heaps: list[list[tuple[float, int]]] = [[] for _ in range(regions)]
    for entry in nation:
        heaps[of_region[entry[1]]].append(entry)
    heaps.append(nation)
    # practice and the fit rule look at what vacancies are seen; the other rules do not look
    fits = rule in ("places_left", "housing_fit") and bool(cases.vacant.any())
    vacant = cases.vacant.T.tolist()
    # by rooms - 1 and region (-1: the nation): municipalities with a vacancy left, in order
    seen: list[dict[int, list[int]]] = [{} for _ in vacant]
    if fits:
        for able, row in zip(seen, vacant, strict=True):
            for m, count in enumerate(row):
                if count > 0:
                    able.setdefault(of_region[m], []).append(m)
                    able.setdefault(-1, []).append(m)

    # places only shrink: once a search for k persons has failed in a heap, so will any for k or more
    hopeless = [1 << 30] * (regions + 1)

    def best(desk: int, persons: int, avoid: int) -> int:
        if persons >= hopeless[desk]:
            return -1
        heap = heaps[desk]
        aside = []
        found = -1
        avoided = False
        while heap:
            value, m = heap[0]
            room = free[m]
            if room <= 0:
                heapq.heappop(heap)
                continue
            current = -room / weight[m]
            if current != value:
                heapq.heapreplace(heap, (current, m))
                continue
            if room < persons or m == avoid:
                avoided |= m == avoid and room >= persons
                aside.append(heapq.heappop(heap))
                continue
            found = m
            break
        for entry in aside:
            heapq.heappush(heap, entry)
        if found < 0 and not avoided:
            hopeless[desk] = persons
        return found

    least = min(hours_of, default=0.0)
    open_desks = sum(hour >= least for hour in left)
    for i, (persons, region) in enumerate(zip(persons_of, region_of, strict=True)):
        if hopeless[regions] <= 1:
            break
        if not open_desks:  # the day is over everywhere, so no search will be made any more
            chosen[i:] = np.where(cases.persons[i:] >= hopeless[regions], -1, -2).tolist()
            break
        if persons >= hopeless[regions]:  # nobody in the nation has that many places left
            continue
        desk = region if region >= 0 else draw_of[i] % regions
        if left[desk] < hours_of[i]:
            chosen[i] = -2
            continue
        avoid = excluded[i]
        m = family[i]
        if m < 0 or free[m] < persons or m == avoid:
            m = -1
            if fits and (able_here := seen[need[i] - 1].get(region)):
                # a case's own draw says where the reading of the list begins: no code comes first
                begin = draw_of[i] % len(able_here)
                for candidate in chain(islice(able_here, begin, None), islice(able_here, begin)):
                    if free[candidate] >= persons and candidate != avoid:
                        m = candidate
                        break
                if m >= 0:  # this office will not promise it twice
                    size = need[i] - 1
                    vacant[size][m] -= 1
                    if vacant[size][m] == 0:
                        seen[size][of_region[m]].remove(m)
                        seen[size][-1].remove(m)
            if m < 0 and rule == "random":
                open_to = [c for c in by_draw if free[c] >= persons and c != avoid]
                if open_to:
                    m = open_to[draw_of[i] % len(open_to)]
            if m < 0 and region >= 0:
                m = best(region, persons, avoid)
            if m < 0:
                m = best(regions, persons, avoid)
        if m >= 0:
            left[desk] -= hours_of[i]
            open_desks -= left[desk] < least
            free[m] -= persons
            chosen[i] = m
    return np.array(chosen, dtype=np.int64), np.array(left, dtype=np.float64)
