"""In work or education one to five years after the introduction programme, by sex and place.

The record counts in November those who left the programme in the year so many years before. The model
follows those who completed it: it begins the month after settlement and lasts two years, so year y after
it is year 2 + y after settlement.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import Programme
from calibration.municipal import codes
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.target import Cell, State, Target, Vector
from data import load_table, programme_outcomes
from data.roles import HELD_OUT
from indicators.programme import LENGTH, SEXES
from indicators.reading import ratio, read
from simulation.derived import STUDIES, WORKS
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
AFTER, YEARS = (1, 2, 3, 4, 5), (2011, 2012)
STATUS = Observer(
    "programme_by_municipality",
    "persons",
    where=(
        ("programme", "in", (Programme.COMPLETED, Programme.LOST)),
        ("years_since_settlement", "in", tuple(LENGTH + year for year in AFTER)),
        ("age", ">=", 18),
        ("municipality", ">=", 0),
    ),
    by=("municipality", "years_since_settlement", "female", "status"),
    every="year",
)
LEFT = 1300.0  # of one sex who left the programme in a year, where the number is not on record
STEP = 0.01
OBSERVED: State = "observed"
STATES: dict[str, State] = {"suppressed": "suppressed", "missing": "missing"}


@cache
def participants() -> dict[tuple[int, int, str], float]:
    """Return how many the national shares are of, where that is not held out."""
    frame = programme_outcomes()
    rows = frame[(frame["level"] == "nation") & (frame["participants_status"] == "observed")]
    keys = zip(rows["observation_year"], rows["years_after"], rows["sex"], strict=True)
    return dict(zip(keys, rows["participants"].astype(float), strict=True))


def _figures() -> list[Figure]:
    found = []
    for year in YEARS:
        for after in AFTER:
            for sex in SEXES:
                if year == 2011 and after == 5:
                    continue  # not published
                of = participants().get((year, after, sex), LEFT)
                group = f"{after} y, {sex}"
                found.append(
                    Figure(f"intro_workedu_{after}y_{sex}_{year}", year, group, (after, SEXES[sex]), of)
                )
    return found


def busy(cells: dict[str, Array]) -> Array:
    """Return which cells are at work or in ordinary education."""
    found: Array = cells["status"] & (WORKS | STUDIES) > 0
    return found


def national(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share in work or education; key: years after, sex."""
    cells = read(record, STATUS.name)
    active = busy(cells)

    def of(one: Figure) -> float:
        after, female = one.key
        keep = (cells["year"] == one.year) & (cells["years_since_settlement"] == LENGTH + after)
        keep &= cells["female"] == female
        return ratio(float(cells["value"][keep & active].sum()), float(cells["value"][keep].sum()))

    return of


@cache
def _rows(level: str) -> tuple[tuple[str, int, int, str], ...]:
    frame = load_table("programme_outcomes")  # the keys are no secret, the figures are
    rows = frame[frame["level"] == level]
    if level == "municipality":
        rows = rows[rows["code"].isin(codes())]
    return tuple(_key(row) for row in rows.to_dict("records"))


def _key(row: Mapping[Any, Any]) -> tuple[str, int, int, str]:
    """Return code, year, years after and sex of a row."""
    return str(row["code"]), int(row["observation_year"]), int(row["years_after"]), str(row["sex"])


def places(level: str) -> Callable[[bool], Iterable[Cell]]:
    """Return the held-out cells of counties or municipalities; suppressed ones lie between 0 and 1."""

    def cells(held_out: bool) -> Iterable[Cell]:
        frame = programme_outcomes(purpose="validation" if held_out else "model")
        frame = frame[frame["level"] == level]
        by_key = {_key(row): row for row in frame[frame["level"] == level].to_dict("records")}
        for key in _rows(level):
            row = by_key[key]
            value, of, status = float(row["share"]), float(row["participants"]), str(row["share_status"])
            state = STATES.get(status, OBSERVED)
            known = state == OBSERVED and value == value
            hidden = state == "suppressed"
            yield Cell(
                f"table:programme_outcomes:{level}", key[1], key[0], f"{key[2]} y, {key[3]}",
                value if known else nan, of_share(value, of, step=STEP) if known and of > 0 else nan,
                state, 0.0 if hidden else nan, 1.0 if hidden else nan,
            )  # fmt: skip

    return cells


def of_places(level: str) -> Callable[[Record], Vector]:
    """Return a reader of one run by county or municipality."""

    def compute(record: Record) -> Vector:
        cells = read(record, STATUS.name)
        active = busy(cells)
        code = np.array([int(one) for one in codes()])
        at = code[np.minimum(cells["municipality"], len(code) - 1)]
        place = at // 100 if level == "county" else at
        found: dict[tuple[int, int, int, int], list[float]] = {}
        rows = zip(
            place, cells["year"], cells["years_since_settlement"], cells["female"], cells["value"], active,
            strict=True,
        )  # fmt: skip
        for where, year, since, female, value, does in rows:
            for sex in (int(female), -1):
                pair = found.setdefault((int(where), int(year), int(since) - LENGTH, sex), [0.0, 0.0])
                pair[0] += float(value) if does else 0.0
                pair[1] += float(value)
        sexes = {**SEXES, "all": -1}
        pairs = [found.get((int(c), y, a, sexes[s]), [0.0, 0.0]) for c, y, a, s in _rows(level)]
        return np.array([ratio(above, below) for above, below in pairs])

    return compute


WORDS: dict[str, Any] = {"unit": "share", "unit_nb": "andel", "transform": "logit", "observers": (STATUS,)}
TARGETS = (
    *targets_of(
        _figures(),
        name="programme",
        read=national,
        se=lambda value, one: of_share(value, one.of, step=STEP),
        en="In work or education after the introduction programme",
        nb="I arbeid eller utdanning etter introduksjonsprogrammet",
        discrepancy=0.20,
        allowed=(0.0, 0.05),
        why_en="The record follows all who left the programme, the model those who completed it.",
        why_nb="Registeret følger alle som sluttet i programmet, modellen dem som fullførte.",
        **WORDS,
    ),
    *(
        Target(
            name=f"programme_by_{level}_held_out",
            en=f"In work or education after the programme by {level}",
            nb=f"I arbeid eller utdanning etter programmet etter {bokmal}",
            role=HELD_OUT,
            cells=places(level),
            compute=of_places(level),
            note_en="programme: places add up to national figures of role fit",
            note_nb="program: stedene summerer til landstall med rollen tilpasning",
            **WORDS,
        )
        for level, bokmal in (("county", "fylke"), ("municipality", "kommune"))
    ),
)
