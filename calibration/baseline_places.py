"""The baseline against figures of places: one line a target and year, for hundreds of figures tell nothing
one by one.

A researcher's new target of municipalities or counties is looked at here before anything is fitted to it.
What is held out is left to validation.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from calibration.across_runs import average
from calibration.baseline import group_text, last_year_of
from calibration.library import all_targets
from calibration.rival import Score, score
from calibration.runs import Cells
from calibration.target import NATION, Target
from data.roles import HELD_OUT
from experiments.history import WORLD
from experiments.storage import write_json
from experiments.typeset import number

if TYPE_CHECKING:
    from rich.console import Group


@dataclass(frozen=True, slots=True)
class Places:
    """A target's figures of the places of one year and group, and the mean of the runs beside them.

    Attributes
    ----------
    record, model : float
        Means over the places with a figure of both.
    left_out : int
        Places without one: suppressed, missing, or nothing in the runs.
    score : Score
        Distance (in the target's unit) and order of the places.
    """

    target: Target
    year: int
    group: str
    record: float
    model: float
    left_out: int
    score: Score

    def label(self, language: str) -> str:
        """Return what it is, of whom and when."""
        group = group_text(self.group, language)
        return ", ".join(filter(None, (self.target.label(language), group, str(self.year))))


def check_places(cells: Cells, world: str = WORLD) -> list[Places]:
    """Return each target of places, year by year, with what the baseline gave.

    Parameters
    ----------
    cells : Cells
        Of the baseline's replicates.
    world : str
    """
    found = []
    for target in all_targets(world):
        known = () if target.role == HELD_OUT else target.known()
        runs = cells.by_target[target.name]
        of = dict.fromkeys(
            (cell.year, cell.group)
            for cell in known
            if cell.geography != NATION and cell.year <= last_year_of(world)  # the runs end there
        )
        for year, group in of:
            mine = [
                place
                for place, cell in enumerate(known)
                if (cell.year, cell.group) == (year, group) and cell.geography != NATION
            ]
            record = np.array([known[place].value for place in mine])
            model = average(runs[:, mine])
            if target.unit == "share":  # a life table of a handful of persons can come out above 1
                model = np.clip(model, 0.0, 1.0)
            both = np.isfinite(record) & np.isfinite(model)
            found.append(
                Places(
                    target,
                    year,
                    group,
                    float(record[both].mean()) if both.any() else nan,
                    float(model[both].mean()) if both.any() else nan,
                    int((~both).sum()),
                    score(model, record),
                )
            )
    return found


def beyond(world: str = WORLD) -> list[tuple[Target, int]]:
    """Return the targets of places, and the years of them, that the baseline's runs do not reach: what is
    left out is told, or a new target would be looked for in vain."""
    last = last_year_of(world)
    found = [
        (target, cell.year)
        for target in all_targets(world)
        if target.role != HELD_OUT
        for cell in target.known()
        if cell.geography != NATION and cell.year > last
    ]
    return list(dict.fromkeys(found))


WORDS: Final = {
    "en": {
        "title": "Figures of places",
        "columns": (
            "what", "places", "left out", "record, mean", "model, mean", "mean absolute error",
            "rank correlation", "role",
        ),
        "note": "Means are over places with a figure of both; left out are suppressed and missing ones. "
        "Errors are of the runs' mean; the rank correlation is 1 where places stand in the same order. "
        "Nothing is judged here: 'validate' does that.",
        "later": "Not shown, since the runs end in {last}: {names}.",
        "roles": {},
    },
    "nb": {
        "title": "Tall for steder",
        "columns": (
            "hva", "steder", "utelatt", "registrert, snitt", "modell, snitt", "gjennomsnittlig absolutt feil",
            "rangkorrelasjon", "rolle",
        ),
        "note": "Snittene er over steder med begge tall; skjermede tall og tall som mangler, er utelatt. "
        "Feilen er den kjøringenes snitt har; rangkorrelasjonen er 1 der stedene står i samme rekkefølge. "
        "Ingenting bedømmes her: det gjør «validate».",
        "later": "Ikke vist, siden kjøringene slutter i {last}: {names}.",
        "roles": {"fit": "tilpasning", "input": "inndata"},
    },
}  # fmt: skip


def places_table(found: Sequence[Places], language: str = "en", world: str = WORLD) -> "Group":
    """Return the targets of places as a table with what its columns are and which years are not in it."""
    from rich.console import Group

    from experiments.grid import Grid

    words: Any = WORDS[language]
    table = Grid(title=words["title"])
    for place, title in enumerate(words["columns"]):
        table.add_column(title, justify="left" if place in (0, 7) else "right")
    for one in found:
        digits = max(one.target.digits, 1)
        table.add_row(
            one.label(language),
            number(one.score.n, 0, language),
            number(one.left_out, 0, language),
            number(one.record, digits, language),
            number(one.model, digits, language),
            number(one.score.mae, digits, language),
            number(one.score.rank, 2, language),
            words["roles"].get(one.target.role, one.target.role),
        )
    names = "; ".join(f"{target.label(language)}, {year}" for target, year in beyond(world))
    later = [words["later"].format(last=last_year_of(world), names=names)] if names else []
    return Group(table, words["note"], *later)


def save_places(found: Sequence[Places], folder: Path) -> Path:
    """Write check-baseline-places.json; return its path."""
    path = folder / "check-baseline-places.json"
    content = [
        {"what": one.label("en"), "target": one.target.name, "year": one.year, "group": one.group}
        | {"role": one.target.role, "record": one.record, "model": one.model, "left_out": one.left_out}
        | asdict(one.score)
        for one in found
    ]
    write_json(path, [{key: _plain(value) for key, value in row.items()} for row in content])
    return path


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not isfinite(value) else value
