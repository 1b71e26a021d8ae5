"""A trace as one readable table, month by month: CSV and Parquet, and the members beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from agents.calendar import Calendar
from agents.kinds import MONTHS_PER_YEAR, Origin, Programme
from agents.kinds import Path as Arrival
from agents.reason_words import words
from experiments.caveat import caveats, synthetic, synthetic_row
from experiments.stories.life import Life, Month, lives
from experiments.stories.life_words import happening, home, kind, sentences, told
from experiments.stories.tracing import Traced, key_text
from simulation.whole import put_whole

HOUSEHOLDS, MEMBERS = "trace", "trace-members"
MARK = "about"  # column that says what a row is


def dated(month: int, calendar: Calendar) -> str:
    """Return a month as ``2011-01``."""
    return f"{calendar.year_of(month)}-{month % MONTHS_PER_YEAR + 1:02d}"


def households(traced: Traced, language: str) -> list[dict[str, Any]]:
    """Return a row for each household and month, codes in words."""
    noted = traced.trace.table()
    plain: dict[tuple[int, int], dict[str, Any]] = {}
    for i in range(len(noted.get("key", ()))):
        one = {name: values[i].item() for name, values in noted.items()}
        plain[one["key"], one["month"]] = one
    rows = []
    for key, life in lives(traced.trace, traced.run.end).items():
        rows += [_row(life, month, plain[key, month.month], language) for month in life.months]
    return rows


def _row(life: Life, month: Month, noted: Mapping[str, Any], language: str) -> dict[str, Any]:
    looks = month.seeks and not month.waits
    return {
        "month": dated(month.month, life.calendar),
        "household": key_text(life.key),
        "kind": kind(month.kind, language),
        "path": Arrival(noted["path"]).name.lower(),
        "origin": Origin(noted["origin"]).name.lower(),
        "persons": month.persons,
        "children": noted["children"],
        "waits": int(month.waits),
        "reason": words(month.reason, language) if month.waits else "",
        "landlord": words(month.landlord, language) if month.landlord > 0 else "",
        "municipality_of_case": month.case_town if month.waits else "",
        "home": home(month.tenure, language),
        "municipality": month.town or "",
        "rooms": month.rooms if month.rooms >= 0 else None,
        "looks_for_home_because": words(month.why, language) if looks else "",
        "rent": noted["rent"],
        "income": noted["income"],
        "savings": noted["savings"],
        "debt": noted["debt"],
        "adults_working": noted["adults_working"],
        "moves": noted["moves"],
        "happened": " ".join(happening(one, language) for one in month.events if told(one)),
        "told": sentences(month, language),
    }


def members(traced: Traced) -> list[dict[str, Any]]:
    """Return a row for each present member and month."""
    noted = traced.trace.table("persons")
    homes = traced.trace.table()
    key_of = dict(zip(homes.get("uid", ()), homes.get("key", ()), strict=True))
    rows = []
    for i in range(len(noted.get("key", ()))):
        one = {name: values[i].item() for name, values in noted.items()}
        rows.append({
            "month": dated(one["month"], traced.trace.calendar),
            "household": key_text(key_of[one["household"]]),
            "person": key_text(one["key"]), "age": (one["month"] - one["birth"]) // MONTHS_PER_YEAR,
            "sex": "woman" if one["female"] else "man", "education": one["education"],
            "health_need": one["health"], "language": one["language"],
            "programme": Programme(one["programme"]).name.lower(),
            "programme_months": one["programme_months"], "employed": one["employed"],
            "student": one["student"], "income": one["income"], "wellbeing": one["wellbeing"],
            "bonding": one["bonding"], "bridging": one["bridging"], "linking": one["linking"],
        })  # fmt: skip
    return rows


def save(traced: Traced, folder: Path, language: str) -> Path:
    """Write the table of households and that of members as CSV and Parquet; return the folder.

    Every row says that it is synthetic (column ``about``), and Parquet says so in its metadata, too.
    """
    about = [synthetic(language), *caveats(traced.run.world, traced.run.scale, language)]
    for name, rows in ((HOUSEHOLDS, households(traced, language)), (MEMBERS, members(traced))):
        marked = [{**row, MARK: synthetic_row(language)} for row in rows]
        _write(folder, name, marked, " ".join(about))
    return folder


def _write(folder: Path, name: str, rows: Sequence[Mapping[str, Any]], about: str) -> None:
    table = pa.Table.from_pylist([dict(row) for row in rows])
    table = table.replace_schema_metadata({"note": about})
    put_whole(folder / f"{name}.csv", lambda waiting: pacsv.write_csv(table, waiting))
    put_whole(folder / f"{name}.parquet", lambda waiting: pq.write_table(table, waiting))
