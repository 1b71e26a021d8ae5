"""A toy in place of the model: five parameters, of which the last tells nothing, and eight summaries."""

from functools import cache

import numpy as np

from agents.parameters import Draw, Parameter, Status
from calibration.inference.design import F64, sobol
from calibration.inference.priors import Prior
from calibration.inference.problem import Problem
from calibration.inference.waves import Wave
from calibration.target import Summary

P, Q, CHANCE = 5, 8, 0.08


def record(name: str, draw: Draw, value: float = 0.4) -> Parameter:
    return Parameter(name, value, 0.0, 2.0, "unit", "toy", Status.ASSUMED, name, name, draw, 0.5)


def prior() -> Prior:
    draws = (Draw.UNIFORM, Draw.TRIANGULAR, Draw.FIXED, Draw.NORMAL, Draw.UNIFORM)
    return Prior(tuple(record(f"toy.p{i}", draw) for i, draw in enumerate(draws)))


def mean(theta: F64) -> F64:
    """Summaries without chance; nothing depends on the last parameter."""
    x = 2 * np.atleast_2d(theta) - 1
    a, b, c, d = x[:, 0], x[:, 1], x[:, 2], x[:, 3]
    return np.column_stack(
        [a, a + 0.5 * b, b - 0.3 * b**2, c, c * a + c, d + 0.4 * d**3, 0.5 * d - 0.5 * a, a + b + c + d]
    )


def simulated(theta: F64, seed: int) -> F64:
    rng = np.random.default_rng(seed)
    return mean(theta) + CHANCE * rng.standard_normal((len(np.atleast_2d(theta)), Q))


def problem(observed: F64 | None = None) -> Problem:
    summaries = tuple(
        Summary(f"s:{i}", "toy", "identity", 0.0, 0.05, 0.05, lambda cells: 0.0) for i in range(Q)
    )
    told = np.zeros(Q) if observed is None else observed
    return Problem(prior(), summaries, told, 0.0025 * np.eye(Q), 0.0025 * np.eye(Q))


@cache
def wave(n: int = 300, seed: int = 3) -> Wave:
    theta = sobol(n, P, seed)
    return Wave(theta, np.ones(n, dtype=np.int64), simulated(theta, seed))
