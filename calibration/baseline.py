"""The baseline against the record, before calibration: what fits, and plainly what does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from calibration.checks import Target, role_in_checks
from calibration.targets_2024 import targets_of
from experiments.caveat import replicates as replicates_text
from experiments.comparison import Study
from experiments.storage import write_json
from experiments.typeset import number

if TYPE_CHECKING:
    from rich.console import Group


@dataclass(frozen=True, slots=True)
class Check:
    """A target and what the model gave: mean, lowest and highest replicate."""

    target: Target
    role: str
    model: float
    low: float
    high: float

    @property
    def fits(self) -> bool | None:
        """Whether the mean lies within the tolerance; None where the model gave nothing."""
        if not isfinite(self.model):
            return None
        return abs(self.model - self.target.record) <= self.target.tolerance


def check(study: Study, scale: float = 1.0) -> list[Check]:
    """Return every target with what the baseline gave.

    Parameters
    ----------
    study : Study
        A comparison that holds the baseline.
    scale : float
        Share of persons simulated; counts of persons are scaled up, counts of municipalities are
        left out when it is not 1.
    """
    checks = []
    for target in targets_of(study.data):
        if scale != 1.0 and not target.persons and target.record > 1.0 and target.digits == 0:
            continue
        values = [value for value in target.read(study) if isfinite(value)]
        if target.persons:
            values = [value / scale for value in values]
        mean = sum(values) / len(values) if values else nan
        low, high = (min(values), max(values)) if values else (nan, nan)
        checks.append(Check(target, role_in_checks(target.evidence), mean, low, high))
    return checks


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
        "title": "The baseline against the record, before calibration",
        "summary": "{fit} of {all} figures fit. The model's figure is the mean of {n}; the range "
        "is over them and covers chance and drawn parameters.",
        "roles": {},
        "given": "Figures with the role 'input' are given to the model and prove nothing.",
        "misfit": "Does not fit: {what}: {model} against {record} on record "
        "({difference}, allowed {allowed}).",
    },
    "nb": {
        "columns": (
            "hva", "registrert", "modell", "lavest til høyest", "forskjell", "tillatt", "dom", "rolle",
        ),  # fmt: skip
        "fits": "passer",
        "off": "passer ikke",
        "none": "mangler tall",
        "title": "Grunnlinjen mot det som er registrert, før kalibrering",
        "summary": "{fit} av {all} tall passer. Modellens tall er snitt av {n}; spennet er over "
        "dem og dekker tilfeldigheter og trukne parametre.",
        "roles": {"fit": "tilpasning", "input": "inndata"},
        "given": "Tall med rollen 'inndata' er gitt til modellen og beviser ingenting.",
        "misfit": "Passer ikke: {what}: {model} mot {record} registrert ({difference}, tillatt {allowed}).",
    },
}


def check_table(checks: Sequence[Check], replicates: int, language: str = "en") -> "Group":
    """Return the checks as a table, and in plain sentences what does not fit."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    words: Any = WORDS[language]
    table = Table(title=words["title"])
    for place, title in enumerate(words["columns"]):
        table.add_column(title, justify="left" if place in (0, 6, 7) else "right")
    sentences = []
    for one in checks:
        target, digits = one.target, one.target.digits
        what = target.nb if language == "nb" else target.en
        record, model = (number(x, digits, language) for x in (target.record, one.model))
        difference = number(one.model - target.record, digits, language, signed=True)
        allowed = "±" + number(target.tolerance, digits, language)
        span = f"{number(one.low, digits, language)} - {number(one.high, digits, language)}"
        verdict, style = words["none"], "yellow"
        if one.fits is not None:
            verdict, style = (words["fits"], "green") if one.fits else (words["off"], "bold red")
        role = words["roles"].get(one.role, one.role)
        table.add_row(what, record, model, span, difference, allowed, Text(verdict, style=style), role)
        if one.fits is False:
            sentences.append(
                words["misfit"].format(
                    what=what, model=model, record=record, difference=difference, allowed=allowed
                )
            )
    fit = sum(one.fits is True for one in checks)
    summary = words["summary"].format(fit=fit, all=len(checks), n=replicates_text(replicates, language))
    notes = [one.target.note_nb if language == "nb" else one.target.note_en for one in checks]
    listed = [f"NB: {note}." for note in dict.fromkeys(notes) if note]
    return Group(table, summary, words["given"], *listed, *sentences)


def save_check(checks: Sequence[Check], folder: Path) -> Path:
    """Write check-baseline.json beside the runs; return its path."""
    path = folder / "check-baseline.json"
    content = [
        {
            "what": one.target.en,
            "evidence": one.target.evidence,
            "role": one.role,
            "record": one.target.record,
            "model": one.model if isfinite(one.model) else None,
            "low": one.low if isfinite(one.low) else None,
            "high": one.high if isfinite(one.high) else None,
            "allowed": one.target.tolerance,
            "fits": one.fits,
        }
        for one in checks
    ]
    write_json(path, content)
    return path
