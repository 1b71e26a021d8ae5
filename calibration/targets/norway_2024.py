"""What the world of 2024 is held against: its one recorded year, 2024.

Little of it is a check. Requests and decisions are given to the model; national settlement of 2024 set
the year's permits and was looked at when parameters without a source were chosen. What the model was not
given is how settlement of 2024 spread over municipalities.
"""

from collections.abc import Callable, Iterable
from math import nan
from typing import Any

import numpy as np

from calibration.small_numbers import of_count, of_share
from calibration.target import Cell, Target, Vector, no_summary
from data import national_2024, settlement_panel_2024
from data.roles import Role
from indicators.library import indicator
from simulation.recorder import Record
from simulation.worlds import NORWAY_2024

YEAR = 2024
LARGEST = 10
GIVEN_EN = "settled: national settlement of 2024 helped to set permits and values marked so; it is no check"
GIVEN_NB = "bosatt: landets bosetting i 2024 var med på å sette tillatelser og merkede verdier; ingen prøve"
AUTUMN_EN = "spread: the record of municipalities ends in mid-November"
AUTUMN_NB = "spredning: tallene for kommunene slutter midt i november"
WORDS: dict[str, Any] = {"world": NORWAY_2024.name, "summarise": no_summary}
PERSONS: dict[str, Any] = {"unit": "persons", "unit_nb": "personer", "persons": True, "transform": "log"}


def settled() -> Vector:
    """Return persons settled by municipality on record in 2024; a suppressed cell is left out."""
    panel = settlement_panel_2024()
    found: Vector = panel.loc[panel["year"] == YEAR, "settled"].to_numpy(float)
    return found


def national(evidence: str, figure: str) -> Callable[[bool], Iterable[Cell]]:
    """Return the cell of a national figure."""

    def cells(held_out: bool) -> Iterable[Cell]:
        value = national_2024(figure)
        yield Cell(evidence, YEAR, value=value, se=of_count(value))

    return cells


def taking_part(held_out: bool) -> Iterable[Cell]:
    """Return the number of municipalities that settled anyone."""
    value = float((settled() > 0).sum())
    yield Cell("panel_2024:settled:2024", YEAR, value=value, se=of_count(357.0 - value, dispersion=1.0))


def in_ten(held_out: bool) -> Iterable[Cell]:
    """Return the share settled in the ten municipalities that settle most."""
    found = settled()
    value = float(np.sort(found)[-LARGEST:].sum() / found.sum())
    yield Cell("panel_2024:settled:2024", YEAR, value=value, se=of_share(value, float(np.nansum(found))))


def of_year(name: str) -> Callable[[Record], Vector]:
    """Return a reader of an indicator in 2024."""
    return lambda record: np.array([indicator(name).of(record).by_year.get(YEAR, nan)])


def _given(name: str, en: str, nb: str, evidence: str, figure: str, read: str, **notes: Any) -> Target:
    role: Role = "input"
    return Target(
        name=name, en=en, nb=nb, role=role, cells=national(evidence, figure), compute=of_year(read),
        allowed=(0.10, 0.0), **PERSONS, **WORDS, **notes,
    )  # fmt: skip


TARGETS = (
    _given(
        "requested_2024", "Places asked for", "Plasser anmodet om", "panel_2024:requested:2024",
        "requested_2024", "asked",
    ),
    _given(
        "decided_2024", "Places decided", "Plasser vedtatt", "panel_2024:decided:2024",
        "resolved_2024", "decided",
    ),
    _given(
        "settled_2024", "Settled", "Bosatt", "table:national_2024", "settled_2024", "settled",
        note_en=GIVEN_EN, note_nb=GIVEN_NB,
    ),
    Target(
        name="participation_2024",
        en="Municipalities that settle anyone",
        nb="Kommuner som bosetter noen",
        unit="municipalities",
        unit_nb="kommuner",
        role="fit",
        cells=taking_part,
        compute=of_year("municipalities_settling"),
        allowed=(0.10, 0.0),
        note_en=AUTUMN_EN,
        note_nb=AUTUMN_NB,
        **WORDS,
    ),
    Target(
        name="settled_in_ten_2024",
        en="Settled in the ten municipalities that settle most",
        nb="Bosatt i de ti kommunene som bosetter flest",
        unit="share",
        unit_nb="andel",
        role="fit",
        cells=in_ten,
        compute=of_year("settled_in_ten"),
        transform="logit",
        allowed=(0.0, 0.05),
        **WORDS,
    ),
)  # fmt: skip
