"""Forecasts scored against somebody's later figures: a file with target, year, geography, group, value."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite, nan
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration.rival import Score, score
from calibration.target import NATION
from calibration.validation.standing import latest
from experiments.errors import RequestError
from scenarios.reasons import reason_of

COLUMNS: Final = ("target", "year", "geography", "group", "value")
PUBLISHED: Final = (*COLUMNS, "low", "high", "unit")
MOST: Final = 20  # problems told; how many more there are is said
LARGEST: Final = 5_000_000  # bytes: a table of figures is never larger
# A slip rather than news: so many times beyond an end of the interval, and so much away from it
TIMES: Final = 5.0
AWAY: Final = {"share": 0.3, "persons": 100.0}
Key = tuple[str, int, str, str]

PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "year": (
        "Line {line}: the year {value!r} is no calendar year.",
        "Linje {line}: året {value!r} er ikke et kalenderår.",
    ),
    "value": (
        "Line {line}: the value {value!r} is no number of 0 or more; write 6500 without spaces, "
        "and leave it empty if not known.",
        "Linje {line}: verdien {value!r} er ikke et tall fra 0 og opp; skriv 6500 uten mellomrom, "
        "og la den stå tom hvis ukjent.",
    ),
    "part": (
        "Line {line}: the share {value!r} is no number; write 0.79, with a point.",
        "Linje {line}: andelen {value!r} er ikke et tall; skriv 0.79, med punktum.",
    ),
    "whole": (
        "Line {line}: {value!r} is no whole number of persons; write 6500, without spaces or points.",
        "Linje {line}: {value!r} er ikke et helt antall personer; skriv 6500, uten mellomrom og punktum.",
    ),
    "share": (
        "Line {line}: the share {value!r} is above 1; write 0.75 for 75 per cent.",
        "Linje {line}: andelen {value!r} er over 1; skriv 0.75 for 75 prosent.",
    ),
    "target": (
        "Line {line}: there is no forecast of {value!r}; there are {known}.",
        "Linje {line}: det finnes ingen framskriving av {value!r}; det finnes {known}.",
    ),
    "cell": (
        "Line {line}: there is no forecast of {value!r} for {year}, geography {geography!r}, "
        "group {group!r}; there are {known}.",
        "Linje {line}: det finnes ingen framskriving av {value!r} for {year}, geografi {geography!r}, "
        "gruppe {group!r}; det finnes {known}.",
    ),
    "place": (
        "Line {line}: there is no forecast of {value!r} for geography {geography!r}: a municipality is its "
        "four digits of 2013, as 0101, and the country 00.",
        "Linje {line}: det finnes ingen framskriving av {value!r} for geografi {geography!r}: en kommune er "
        "de fire sifrene fra 2013, som 0101, og landet er 00.",
    ),
    "nation": (
        "Line {line}: {value!r} is forecast for the country alone (geography 00), not for {geography!r}.",
        "Linje {line}: {value!r} er framskrevet bare for landet (geografi 00), ikke for {geography!r}.",
    ),
    "twice": (
        "Line {line}: this figure stands on line {first} already.",
        "Linje {line}: dette tallet står alt på linje {first}.",
    ),
    "short": (
        "Line {line}: fields here: {value}, in the heading: {known}.",
        "Linje {line}: felt her: {value}, i overskriften: {known}.",
    ),
    "more": ("More problems than these: {value}.", "Flere feil enn disse: {value}."),
}


@dataclass(frozen=True)
class Given:
    """Figures of a file by cell, what is wrong with it, one sentence each, and the line of each figure."""

    values: Mapping[Key, float]
    problems: tuple[str, ...]
    empty: int = 0
    lines: Mapping[Key, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Slip:
    """A figure so far outside its forecast that it is likelier a slip of whoever wrote it than news."""

    line: int
    key: Key
    value: float
    low: float
    high: float
    share: bool


@dataclass(frozen=True)
class Against:
    """How forecasts of one target and group did, of the country or of municipalities; `rival`: how the latest
    figure on record did, None where there is none."""

    target: str
    group: str
    places: bool
    score: Score
    within: float
    share: bool = False
    rival: Score | None = None


@dataclass(frozen=True)
class Answer:
    """A file of later figures, scored.

    Parameters
    ----------
    scores : tuple of Against
    slips : tuple of Slip
    empty : int
        Figures without a value.
    norway : bool
        Whether the forecasts are of Norway: no figure of it is put beside those of an invented world.
    """

    scores: tuple[Against, ...]
    slips: tuple[Slip, ...]
    empty: int
    norway: bool


def read(path: Path, rows: Iterable[Mapping[str, Any]], language: str = "en") -> Given:
    """Read a file of later figures and hold it against what was forecast.

    Parameters
    ----------
    path : Path
        UTF-8, comma or semicolon; a decimal comma is understood where fields are parted by semicolons.
    rows : iterable of mappings
        The forecasts.
    language : str
        Of the problems.

    Raises
    ------
    RequestError
        If it cannot be read as such a file at all.
    """
    known = {key_of(row): str(row["unit"]) for row in rows}
    targets = sorted({key[0] for key in known})
    lines, sep = _lines(path)
    heading = [name.strip().lower() for name in lines[0][1]]
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise RequestError(
            "against_columns", path=path, missing=", ".join(missing), columns=",".join(COLUMNS)
        )
    values: dict[Key, float] = {}
    first: dict[Key, int] = {}
    problems: list[str] = []
    empty = 0

    def wrong(name: str, line: int, **given: Any) -> None:
        problems.append(PROBLEMS[name][language == "nb"].format(line=line, **given))

    for number, fields in lines[1:]:
        if len(fields) != len(heading):
            wrong("short", number, value=len(fields), known=len(heading))
            continue
        row = dict(zip(heading, (field.strip() for field in fields), strict=True))
        if not (row["year"].isascii() and row["year"].isdigit() and len(row["year"]) == 4):
            wrong("year", number, value=row["year"])
            continue
        if row["value"] in ("", ":", ".", "..", "NA"):  # not known, or suppressed: never a zero
            empty += 1
            continue
        text = row["value"].replace(",", ".") if sep == ";" else row["value"]
        value = _number(text)
        key = (row["target"], int(row["year"]), _geography(row["geography"]), row["group"])
        if not (isfinite(value) and value >= 0):
            wrong("part" if known.get(key) == "share" else "value", number, value=row["value"])
            continue
        if key[0] not in targets:
            wrong("target", number, value=key[0], known=", ".join(targets))
        elif key not in known:
            where = _where(key, known)
            wrong(
                where,
                number,
                value=key[0],
                year=key[1],
                geography=key[2],
                group=key[3],
                known=_forecast_for(key[0], known),
            )
        elif known[key] == "persons" and not value.is_integer():
            wrong("whole", number, value=row["value"])
        elif known[key] == "share" and value > 1:
            wrong("share", number, value=row["value"])
        elif key in first:
            wrong("twice", number, first=first[key])
        else:
            first[key], values[key] = number, value
    if len(problems) > MOST:
        rest = PROBLEMS["more"][language == "nb"].format(value=len(problems) - MOST)
        problems = [*problems[:MOST], rest]
    return Given(values, tuple(problems), empty, first)


def _where(key: Key, known: Iterable[Key]) -> str:
    """Return the problem of a cell that is not forecast: the year or group, or else the place."""
    places = {one[2] for one in known if (one[0], one[1], one[3]) == (key[0], key[1], key[3])}
    return "cell" if not places else "nation" if places == {NATION} else "place"


def _forecast_for(target: str, known: Iterable[Key]) -> str:
    """Return the years of a target that are forecast, each with its groups."""
    years = dict.fromkeys((year, group) for name, year, _, group in known if name == target)
    return ", ".join(f"{year} {group!r}" if group else str(year) for year, group in years)


def _lines(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    try:
        if path.stat().st_size > LARGEST:
            raise RequestError("against_large", path=path, most=LARGEST // 1_000_000)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RequestError("unreadable", path=path, reason=reason_of(error)) from None
    except UnicodeDecodeError:
        raise RequestError("against_encoding", path=path) from None
    sep = ";" if ";" in text.partition("\n")[0] else ","
    try:
        found = [(k, row) for k, row in enumerate(csv.reader(text.splitlines(), delimiter=sep), 1) if row]
    except csv.Error:
        found = []
    if len(found) < 2:
        raise RequestError("against_empty", path=path)
    return found, sep


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _scale(row: Mapping[str, Any]) -> float:
    """Return the scale a published forecast says it has; files of before it was said are of whole runs."""
    found = _number(str(row.get("scale", 1.0)))
    return found if isfinite(found) else 1.0


def _geography(text: str) -> str:
    """Return a code as the forecasts have it: spreadsheets drop a leading zero."""
    if text.lower() in ("", "0", "00", "norway", "norge"):
        return NATION
    return text.zfill(4) if text.isdigit() and len(text) == 3 else text


def published(path: Path) -> list[dict[str, Any]]:
    """Return forecasts that were published as ``predictions.csv``.

    Raises
    ------
    RequestError
        If the file is not one, in one sentence.
    """
    lines, _ = _lines(path)
    heading = [name.strip().lower() for name in lines[0][1]]
    if missing := [name for name in PUBLISHED if name not in heading]:
        raise RequestError(
            "against_columns", path=path, missing=", ".join(missing), columns=",".join(PUBLISHED)
        )
    rows = []
    for number, fields in lines[1:]:
        row: dict[str, Any] = dict(zip(heading, (field.strip() for field in fields), strict=False))
        whole = len(fields) == len(heading) and str(row["year"]).isdigit()
        if not whole or not all(isfinite(_number(str(row[name]))) for name in ("value", "low", "high")):
            raise RequestError("predictions_line", path=path, line=number)
        rows.append({**row, "geography": _geography(str(row["geography"])), "scale": _scale(row)})
    return rows


def key_of(row: Mapping[str, Any]) -> Key:
    """Return the cell of a forecast."""
    return str(row["target"]), int(row["year"]), str(row["geography"]), str(row["group"])


def scores(
    given: Given, rows: Iterable[Mapping[str, Any]], rival: Callable[[Key], float] | None = None
) -> list[Against]:
    """Return how forecasts did where the file has a figure: of the country and of places apart, and of
    each group by itself (who is waiting, and the minors among them, are not two witnesses).

    Parameters
    ----------
    given : Given
    rows : iterable of mappings
        The forecasts.
    rival : callable, optional
        Returns another prediction of a cell, NaN where it has none.
    """
    by_key = {key_of(row): row for row in rows}
    found = []
    for name, group in dict.fromkeys((key[0], key[3]) for key in by_key):
        for places in (False, True):
            keys = [
                key for key in given.values
                if (key[0], key[3]) == (name, group) and (key[2] != NATION) == places
            ]  # fmt: skip
            if not keys:
                continue
            actual = np.array([given.values[key] for key in keys])
            said, low, high = (
                np.array([float(by_key[key][column]) for key in keys]) for column in ("value", "low", "high")
            )
            within = float(((actual >= low) & (actual <= high)).mean())
            share = by_key[keys[0]]["unit"] == "share"
            other = np.array([nan if rival is None else rival(key) for key in keys])
            beside = score(other, actual) if np.isfinite(other).all() else None
            found.append(Against(name, group, places, score(said, actual), within, share, beside))
    return found


def answer(given: Given, rows: Sequence[Mapping[str, Any]], norway: bool) -> Answer:
    """Return the figures of a file scored, with the latest figure on record beside where there is one."""
    found = scores(given, rows, latest if norway else None)
    return Answer(tuple(found), tuple(slips(given, rows)), given.empty, norway)


def slips(given: Given, rows: Iterable[Mapping[str, Any]]) -> list[Slip]:
    """Return the figures that whoever gave them should look at again, in the order of their lines: several
    times beyond an end of the forecast's interval and far from it. They are scored all the same."""
    by_key = {key_of(row): row for row in rows}
    found = []
    for key, value in given.values.items():
        row = by_key[key]
        low, high, share = float(row["low"]), float(row["high"]), row["unit"] == "share"
        away = max(low - value, value - high)
        times = share or value > TIMES * high or value * TIMES < low
        if times and away > AWAY["share" if share else "persons"]:
            found.append(Slip(given.lines[key], key, value, low, high, share))
    return sorted(found, key=lambda one: one.line)
