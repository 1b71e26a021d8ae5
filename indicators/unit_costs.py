"""Unit costs of indicators, read from ``unit_costs.toml``: value, range, source and what it rests on."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from agents.parameters import Parameter, read_records
from data import national_series
from simulation.worlds import NationalWorld, overlay

Bound = Literal["value", "low", "high"]
BOUNDS: tuple[Bound, ...] = ("low", "value", "high")
FILE = Path(__file__).with_suffix(".toml")


@cache
def unit_costs() -> Mapping[str, Parameter]:
    """Return every unit cost by its short name."""
    return MappingProxyType({one.name.partition(".")[2]: one for one in read_records(FILE)})


def unit_cost(name: str, bound: Bound = "value") -> float:
    """Return a unit cost, or a bound of it, in the prices it is given in."""
    found = getattr(unit_costs()[name], bound)
    assert isinstance(found, float)
    return found


@cache
def price_levels(world: NationalWorld) -> Mapping[int, float]:
    """Return consumer prices by year (2015 = 100): the published series, in later worlds the one they
    assume."""
    found = overlay(world).get("accounts.cpi")
    levels = dict(national_series("cpi"))
    if found is not None and isinstance(found.value, tuple):
        levels |= {world.first_year + i: level for i, level in enumerate(found.value)}
    return levels


def real(world: NationalWorld, amounts: Mapping[int, float]) -> dict[int, float]:
    """Return nominal amounts by year in NOK of the world's price year."""
    level = price_levels(world)
    return {year: amount * level[world.price_year] / level[year] for year, amount in amounts.items()}


def in_price_year(world: NationalWorld, amount: float, price_year: int) -> float:
    """Return an amount in the prices of one year in those of the world's price year."""
    level = price_levels(world)
    return amount * level[world.price_year] / level[price_year]


def present_value(amounts: Mapping[int, float], first: int, rate: float) -> float:
    """Return the value of yearly amounts, discounted to the year `first`."""
    return sum(amount / (1.0 + rate) ** (year - first) for year, amount in amounts.items())


def rates() -> dict[str, float]:
    """Return the discount rate and what stands beside it, by name of the part."""
    found = [unit_cost("discount_rate", bound) for bound in BOUNDS]
    return {str(round(100 * rate)): rate for rate in found}
