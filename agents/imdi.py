"""IMDi with the National Committee and KS: whom to ask for how many, and which case to propose where."""

import heapq
from dataclasses import dataclass

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
    left = cases.places.copy()
    hours = hours.copy()
    chosen = np.full(len(cases.persons), -1, dtype=np.int64)
    regions = len(hours)
    vacant = cases.vacant.copy()
    free = left.tolist()
    plan = np.maximum(cases.plan, 1).tolist()
    of_region = cases.of_region.tolist()

    def score(m: int) -> float:
        if rule == "population_key":
            return float(-free[m] / cases.population[m])
        return float(-free[m] / plan[m])

    heaps: list[list[tuple[float, int]]] = [[] for _ in range(regions + 1)]
    for m in np.flatnonzero(left > 0).tolist():
        heaps[of_region[m]].append((score(m), m))
        heaps[regions].append((score(m), m))
    for heap in heaps:
        heapq.heapify(heap)
    by_draw = np.flatnonzero(left > 0).tolist()
    # practice and the fit rule look at what vacancies are seen; the other rules do not look
    fits = rule in ("places_left", "housing_fit") and bool(vacant.any())

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
            if free[m] <= 0:
                heapq.heappop(heap)
                continue
            current = score(m)
            if current != value:
                heapq.heapreplace(heap, (current, m))
                continue
            if free[m] < persons or m == avoid:
                avoided |= m == avoid and free[m] >= persons
                aside.append(heapq.heappop(heap))
                continue
            found = m
            break
        for entry in aside:
            heapq.heappush(heap, entry)
        if found < 0 and not avoided:
            hopeless[desk] = persons
        return found

    for i in range(len(chosen)):
        if hopeless[regions] <= 1:
            break
        persons = int(cases.persons[i])
        region = int(cases.region[i])
        if persons >= hopeless[regions]:  # nobody in the nation has that many places left
            continue
        desk = region if region >= 0 else int(cases.draw[i]) % regions
        if hours[desk] < cases.hours[i]:
            chosen[i] = -2
            continue
        avoid = int(cases.excluded[i])
        m = int(cases.close_family[i])
        if m < 0 or free[m] < persons or m == avoid:
            m = -1
            if fits:
                size = int(cases.need[i]) - 1
                able = np.flatnonzero(vacant[:, size] > 0)
                able = able[(cases.of_region[able] == region) | (region < 0)]
                # a case's own draw says where the reading of the list begins: no code comes first
                for candidate in np.roll(able, -(int(cases.draw[i]) % max(len(able), 1))).tolist():
                    if free[candidate] >= persons and candidate != avoid:
                        m = candidate
                        vacant[m, size] -= 1  # this office will not promise it twice
                        break
            if m < 0 and rule == "random":
                open_to = [c for c in by_draw if free[c] >= persons and c != avoid]
                if open_to:
                    m = open_to[int(cases.draw[i]) % len(open_to)]
            if m < 0 and region >= 0:
                m = best(region, persons, avoid)
            if m < 0:
                m = best(regions, persons, avoid)
        if m >= 0:
            hours[desk] -= cases.hours[i]
            free[m] -= persons
            chosen[i] = m
    return chosen, hours
