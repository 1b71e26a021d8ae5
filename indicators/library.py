"""All indicators, found by name: every module of this package that has ``INDICATORS``."""

import pkgutil
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from importlib import import_module

import indicators
from indicators.indicator import Indicator
from simulation.observers import Observer
from simulation.worlds import NORWAY_2013, NationalWorld


class UnknownIndicator(LookupError):
    """There is no indicator of that name; the message names the nearest.

    `key` names its sentence where it is told in other languages; `name` and `near` go into it.
    """

    def __init__(self, message: str, key: str, name: str, near: str | None = None) -> None:
        super().__init__(message, key, name, near)
        self.key, self.name, self.near = key, name, near

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Return every indicator in the order of tables."""
    found: dict[str, Indicator] = {}
    for module in pkgutil.iter_modules(indicators.__path__, "indicators."):
        for indicator in getattr(import_module(module.name), "INDICATORS", ()):
            if indicator.name in found:
                raise ValueError(f"{module.name}: the indicator {indicator.name} is declared twice.")
            found[indicator.name] = indicator
    return tuple(sorted(found.values(), key=lambda one: (one.order, one.name)))


def headlines(world: NationalWorld = NORWAY_2013) -> tuple[Indicator, ...]:
    """Return the indicators that tables show, told in the years of a world."""
    return tuple(one.told_in(world) for one in all_indicators() if one.headline)


def indicator(name: str) -> Indicator:
    """Return one indicator by name.

    Raises
    ------
    UnknownIndicator
        If there is none; the nearest is named.
    """
    by_name = {one.name: one for one in all_indicators()}
    if name not in by_name:
        near = get_close_matches(name, by_name, n=1, cutoff=0.3)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnknownIndicator(
            f"There is no indicator named {name!r}.{hint}", "no_indicator", name, near[0] if near else None
        )
    return by_name[name]


def observers_of(chosen: Iterable[Indicator]) -> tuple[Observer, ...]:
    """Return the observers that indicators need, each once, by name."""
    needed: dict[str, Observer] = {}
    for one in chosen:
        for observer in one.observers:
            if needed.setdefault(observer.name, observer) != observer:
                raise ValueError(f"{one.name}: another observer is named {observer.name}, too.")
    return tuple(needed[name] for name in sorted(needed))
