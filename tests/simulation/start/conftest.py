"""Shared worlds of the start's tests (built once)."""

from functools import cache

import pytest

from agents.parameters import Values
from scenarios.parameters import model_parameters
from simulation.start.build import national_world
from simulation.world import World


@cache
def _values() -> Values:
    return model_parameters().resolve()


@cache
def _nation(seed: int) -> World:
    return national_world(_values(), seed)


@pytest.fixture
def values() -> Values:
    """Default values of all parameters."""
    return _values()


@pytest.fixture
def nation() -> World:
    """The national start, seed 1: to be read, not changed."""
    return _nation(1)
