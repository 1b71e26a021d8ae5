"""Hand-made cases and municipalities for the allocation rules."""

from typing import Any

import numpy as np

from agents.allocation.contract import I64, Cases, Rule, Sight, Towns
from agents.allocation.office import propose
from agents.allocation.registry import allocation_rule
from tests.simulation.runs import values

IMDI = values().rules("imdi")
REGIONS = 3


def cases(seed: int = 1, n: int = 120, m: int = 20, **changes: Any) -> Cases:
    """Cases drawn at random, with some columns given."""
    r = np.random.default_rng(seed)
    persons = changes.get("persons", 1 + r.integers(0, 5, n))
    drawn: dict[str, Any] = {
        "persons": persons,
        "expected": persons + r.integers(0, 3, n) * (r.uniform(size=n) < 0.3),
        "kind": r.integers(0, 4, n),
        "origin": r.integers(0, 8, n),
        "workers": r.uniform(0.8, 2.4, n),
        "region": r.integers(-1, REGIONS, n),
        "close_family": np.where(r.uniform(size=n) < 0.2, r.integers(0, m, n), -1),
        "hours": np.where(r.uniform(size=n) < 0.1, 5.0, 1.5),
        "excluded": np.where(r.uniform(size=n) < 0.2, r.integers(0, m, n), -1),
        "draw": r.integers(0, 1 << 32, n),
    }
    return Cases(**(drawn | changes))


def towns(seed: int = 1, m: int = 20, most: int = 12, **changes: Any) -> Towns:
    """Municipalities drawn at random, with some columns given."""
    r = np.random.default_rng(seed + 1000)
    places = r.integers(0, most + 1, m)
    distance = np.abs(np.subtract.outer(np.arange(m), np.arange(m))) * 30.0
    drawn: dict[str, Any] = {
        "places": places,
        "plan": np.full(m, most),
        "region": np.arange(m) % REGIONS,
        "population": np.exp(r.uniform(7, 12, m)),
        "answered": r.uniform(0.0, 1.2, m),
        "kind_weight": np.exp(r.normal(0.0, 0.5, (m, 5))),
        "vacant": r.integers(0, 2, (m, 5)),
        "coming": r.integers(0, 2, (m, 5)),
        "market": r.uniform(0.6, 1.4, (m, 8)),
        "coethnic": r.integers(0, 200, (m, 8)),
        "distance": distance,
    }
    return Towns(**(drawn | changes))


def decide(rule: str | Rule, seen_cases: Cases, seen_towns: Towns, hours: float = 1e6) -> I64:
    """Return the municipality proposed for each case."""
    named = allocation_rule(rule) if isinstance(rule, str) else rule
    return propose(seen_cases, seen_towns, np.full(REGIONS, hours), named, IMDI)[0]


def alone(n: int, **changes: Any) -> Cases:
    """Cases without family, refusals or region: only what is given tells them apart."""
    nowhere = np.full(n, -1)
    given: dict[str, Any] = {
        "persons": np.ones(n, dtype=np.int64), "kind": np.zeros(n, dtype=np.int64),
        "origin": np.zeros(n, dtype=np.int64), "workers": np.ones(n), "region": nowhere,
        "close_family": nowhere, "excluded": nowhere, "hours": np.ones(n),
    }  # fmt: skip
    given |= changes
    given.setdefault("expected", given["persons"])
    return cases(n=n, **given)


def sight(seen_cases: Cases, seen_towns: Towns) -> Sight:
    """What a rule sees when hours are no matter."""
    within = np.ones(len(seen_cases.persons), dtype=np.bool_)
    return Sight(seen_cases, seen_towns, lambda: within, seen_towns.places.tolist(), IMDI)
