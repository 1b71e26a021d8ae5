"""The baseline against the record: what fits, and plainly what does not.

The figures are those of the target files, in so far as they are of the country and not held out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from calibration.library import all_targets
from calibration.runs import Cells
from calibration.target import NATION, Cell, Target
from data.roles import HELD_OUT
from experiments.caveat import replicates as replicates_text
from experiments.history import WORLD
from experiments.storage import write_json
from experiments.typeset import number, span

if TYPE_CHECKING:
    from rich.console import Group


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of the record and what the model gave: mean, lowest and highest replicate."""

    target: Target
    cell: Cell
    model: float
    low: float
    high: float

    @property
    def tolerance(self) -> float:
        """How far the model may lie from the record."""
        return self.target.tolerance(self.cell)

    @property
    def fits(self) -> bool | None:
        """Whether the mean lies within the tolerance; None where the model gave nothing."""
        if not isfinite(self.model):
            return None
        away = self.model - self.cell.value
        if self.cell.bound:
            return self.cell.bound * away >= -self.tolerance
        return abs(away) <= self.tolerance

    def label(self, language: str) -> str:
        """Return what it is, of whom and when."""
        group = group_text(self.cell.group, language)
        return ", ".join(filter(None, (self.target.label(language), group, str(self.cell.year))))


def group_text(group: str, language: str) -> str:
    """Return who is counted, in words of the language."""
    if language != "nb":
        return group
    for english, bokmal in BOKMAL:
        group = re.sub(rf"\b{english}\b", bokmal, group)
    return group


BOKMAL: Final = (
    ("single men among them", "enslige menn blant dem"), ("single among them", "enslige blant dem"),
    ("of those waiting", "av dem som venter"), ("women", "kvinner"), ("men", "menn"),
    ("without a municipality", "uten kommune"),
    ("December", "desember"), ("September", "september"), ("August", "august"), ("settled", "bosatt"),
    ("over 3 months", "over 3 måneder"), ("y", "år"), ("7 years or more", "7 år eller mer"),
    ("years", "år"), ("other county", "annet fylke"), ("same county", "samme fylke"), ("Iraq", "Irak"),
    ("Africa and Asia", "Afrika og Asia"), ("Africa", "Afrika"), ("five counties", "fem fylker"),
    ("unaccompanied minors", "enslige mindreårige"),
    ("at least", "minst"), ("at most", "høyst"), ("more than", "mer enn"), ("large", "store"),
    ("medium", "mellomstore"), ("small", "små"), ("none", "ingen"), ("all", "alle"),
)  # fmt: skip


def national_targets(world: str = WORLD) -> list[Target]:
    """Return the targets that the baseline is held against: not held out, and with a figure of the country,
    whatever places they have beside it."""
    chosen = []
    for one in all_targets(world):
        if one.role != HELD_OUT and any(cell.geography == NATION for cell in one.known()):
            chosen.append(one)
    return chosen


def last_year_of(world: str = WORLD) -> int:
    """Return the last year that a run must have for them: surveys of later years are read earlier."""
    return 2012 if all_targets(world)[0].world == WORLD else 2024


def check(cells: Cells, world: str = WORLD, scale: float = 1.0) -> list[Check]:
    """Return every figure of the country with what the baseline gave; those of places are in
    :func:`calibration.baseline_places.check_places`.

    Parameters
    ----------
    cells : Cells
        Of the baseline's replicates.
    world : str
    scale : float
        Share of persons simulated; counts of municipalities are left out when it is not 1.
    """
    checks = []
    for target in national_targets(world):
        if scale != 1.0 and target.unit == "municipalities":
            continue
        values = cells.by_target[target.name]
        for place, cell in enumerate(target.known()):
            if cell.geography != NATION or cell.state != "observed":
                continue
            if cell.year > last_year_of(world) and target.role != "fit":
                continue
            mine = values[:, place][np.isfinite(values[:, place])]
            if target.unit == "share":  # a life table of a handful of persons can come out above 1
                mine = np.clip(mine, 0.0, 1.0)
            mean, low, high = (float(f(mine)) if len(mine) else nan for f in (np.mean, np.min, np.max))
            checks.append(Check(target, cell, mean, low, high))
    return checks


APART: Final = (0, 2, 3)  # columns that are of the model alone
WORDS: Final = {
    "en": {
        "columns": (
            "what",
            "record",
            "model",
            "lowest to highest",
            "difference",
            "allowed",
            "verdict",
            "role",
        ),
        "fits": "fits",
        "off": "does not fit",
        "none": "no figure",
        "title": "The baseline against the record",
        "summary": "{fit} of {all} figures fit. The model's figure is the mean of {n}; the range "
        "is over them and covers chance and drawn parameters.",
        "roles": {},
        "apart": "The municipalities are invented and their levels are not Norway's: no figure of the "
        "record stands beside, and nothing is judged. The model's figure is the mean of {n}.",
        "given": "Figures with the role 'input' are given to the model and prove nothing.",
        "misfit": "Does not fit: {what}: {model} against {record} on record "
        "({difference}, allowed {allowed}).",
    },
    "nb": {
        "columns": (
            "hva",
            "registrert",
            "modell",
            "lavest til høyest",
            "forskjell",
            "tillatt",
            "dom",
            "rolle",
        ),
        "fits": "passer",
        "off": "passer ikke",
        "none": "mangler tall",
        "title": "Grunnlinjen mot det som er registrert",
        "summary": "{fit} av {all} tall passer. Modellens tall er snitt av {n}; spennet er over "
        "dem og dekker tilfeldigheter og trukne parametre.",
        "roles": {"fit": "tilpasning", "input": "inndata"},
        "apart": "Kommunene er oppdiktede, og nivåene er ikke Norges: ingen registrerte tall står ved "
        "siden av, og ingenting bedømmes. Modellens tall er snitt av {n}.",
        "given": "Tall med rollen 'inndata' er gitt til modellen og beviser ingenting.",
        "misfit": "Passer ikke: {what}: {model} mot {record} registrert ({difference}, tillatt {allowed}).",
    },
}


def check_table(checks: Sequence[Check], replicates: int, language: str = "en") -> "Group":
    """Return the checks as a table, and in plain sentences what does not fit."""
    from rich.console import Group
    from rich.text import Text

    from experiments.grid import Grid

    words: Any = WORDS[language]
    table = Grid(title=words["title"])
    for place, title in enumerate(words["columns"]):
        table.add_column(title, justify="left" if place in (0, 6, 7) else "right")
    sentences = []
    for one in checks:
        digits, what = one.target.digits, one.label(language)
        record, model = (number(x, digits, language) for x in (one.cell.value, one.model))
        difference = number(one.model - one.cell.value, digits, language, signed=True)
        allowed = "±" + number(one.tolerance, digits, language)
        between = span(one.low, one.high, digits, language)
        verdict, style = words["none"], "yellow"
        if one.fits is not None:
            verdict, style = (words["fits"], "green") if one.fits else (words["off"], "bold red")
        role = words["roles"].get(one.target.role, one.target.role)
        table.add_row(what, record, model, between, difference, allowed, Text(verdict, style=style), role)
        if one.fits is False:
            sentences.append(
                words["misfit"].format(
                    what=what, model=model, record=record, difference=difference, allowed=allowed
                )
            )
    fit = sum(one.fits is True for one in checks)
    summary = words["summary"].format(fit=fit, all=len(checks), n=replicates_text(replicates, language))
    notes = [one.target.note(language) for one in checks]
    listed = [f"NB: {note}." for note in dict.fromkeys(notes) if note]
    return Group(table, summary, words["given"], *listed, *sentences)


def apart_table(checks: Sequence[Check], replicates: int, language: str = "en") -> "Group":
    """Return the figures of an invented world, which no record is held against."""
    from rich.console import Group

    from experiments.grid import Grid

    words: Any = WORDS[language]
    table = Grid()
    for place in APART:
        table.add_column(words["columns"][place], justify="right" if place else "left")
    for one in checks:
        digits = one.target.digits
        between = span(one.low, one.high, digits, language)
        table.add_row(one.label(language), number(one.model, digits, language), between)
    return Group(table, words["apart"].format(n=replicates_text(replicates, language)))


def save_check(checks: Sequence[Check], folder: Path, compared: bool = True) -> Path:
    """Write check-baseline.json, without the record where nothing is compared; return its path."""
    path = folder / "check-baseline.json"
    content = [
        {
            "what": one.label("en"),
            "target": one.target.name,
            "evidence": one.cell.evidence,
            "role": one.target.role,
            "record": one.cell.value if compared else None,
            "model": one.model if isfinite(one.model) else None,
            "low": one.low if isfinite(one.low) else None,
            "high": one.high if isfinite(one.high) else None,
            "allowed": one.tolerance if compared else None,
            "fits": one.fits if compared else None,
        }
        for one in checks
    ]
    write_json(path, content)
    return path
