"""What each piece of evidence may be used for: one role, declared before any tuning.

The roles stand in ``held_out.toml``. Ids of evidence are

- the id of a row of ``patterns.csv``, such as ``retention5_cohort_2005``;
- ``series:<id>:<year>`` for a row of ``national_series.csv``;
- ``panel:<column>:<year>``, ``county:settled:<year>``, ``grants:<column>:<year>``;
- ``table:<name>`` or ``table:<name>:<part>`` for the rest;
- the ``source_id`` of a row of ``national_series.csv``, such as ``settled_sum_2012``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from data.errors import DataError
from data.read import read_table, table_names

if TYPE_CHECKING:
    import pandas as pd

Role = Literal["input", "fit", "held-out"]
INPUT: Final = "input"
FIT: Final = "fit"
HELD_OUT: Final = "held-out"
DECLARATION: Final = Path(__file__).parent / "held_out.toml"


def drawn(evidence_id: str) -> bool:
    """Say whether the rule of the draw holds an id out: sha256 of the id modulo 3 is 0.

    What is held out is read from its file; the rule stands here so that a test can hold the file against it.
    """
    return int(hashlib.sha256(evidence_id.encode()).hexdigest(), 16) % 3 == 0


@lru_cache(maxsize=1)
def _declared() -> dict[str, Any]:
    try:
        return tomllib.loads(DECLARATION.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"The file '{DECLARATION.name}' cannot be read ({error}).") from error


def role_in_series(name: str, year: int | str) -> Role:
    """Return the role of one year of a national series."""
    declared = _declared()
    evidence_id = f"{name}:{year}"
    if f"series:{evidence_id}" in declared["rows"]:
        role: Role = declared["rows"][f"series:{evidence_id}"]
        return role
    if evidence_id in declared["series"]["held_out"]:
        return HELD_OUT
    return FIT if name in declared["series"]["fit"] else INPUT


@lru_cache(maxsize=1)
def all_roles() -> Mapping[str, Role]:
    """Return the role of every id of evidence."""
    declared = _declared()
    roles: dict[str, Role] = {}
    held = set(declared["patterns"]["held_out"])
    families = set(declared["patterns"]["input_families"])
    patterns = read_table("patterns")
    for evidence_id, family in zip(patterns["id"], patterns["family"], strict=True):
        role: Role = HELD_OUT if evidence_id in held else FIT
        roles[evidence_id] = INPUT if family in families else role
    series = read_table("national_series")
    for name, year, source_id in zip(series["id"], series["year"], series["source_id"], strict=True):
        role = role_in_series(name, year)
        roles[f"series:{name}:{year}"] = role
        if roles.setdefault(source_id, role) != role:
            raise DataError(f"The evidence '{source_id}' has two roles in '{DECLARATION.name}'.")
    for table in table_names():
        roles[f"table:{table}"] = INPUT
    roles.update(declared["rows"])
    return MappingProxyType(roles)


def role_of(evidence_id: str) -> Role:
    """Return the one role of a piece of evidence.

    Raises
    ------
    DataError
        If the id is unknown; the nearest id is given.
    """
    roles = all_roles()
    if evidence_id not in roles:
        near = get_close_matches(evidence_id, roles, n=1, cutoff=0.4)
        hint = f"; the nearest is '{near[0]}'" if near else ""
        raise DataError(f"No evidence has the id '{evidence_id}'{hint}.")
    return roles[evidence_id]


def require_role(evidence_id: str, role: Role) -> None:
    """Refuse evidence that has another role than the caller needs.

    Raises
    ------
    DataError
        If the evidence has another role, so that nothing held out is ever tuned on.
    """
    actual = role_of(evidence_id)
    if actual != role:
        raise DataError(
            f"The evidence '{evidence_id}' is declared '{actual}' and may not be used as '{role}'."
        )


def _by_year(prefix: str) -> Callable[[pd.DataFrame, str], list[str]]:
    return lambda frame, column: [f"{prefix}:{column}:{year}" for year in frame["year"]]


def _by_evidence(table: str, part: str) -> Callable[[pd.DataFrame, str], list[str]]:
    return lambda frame, _: [
        evidence or f"table:{table}:{value}"
        for evidence, value in zip(frame["evidence_id"], frame[part], strict=True)
    ]


# Which piece of evidence each row is, for tables that hold more than inputs.
ROW_IDS: Final[dict[str, Callable[[pd.DataFrame, str], list[str]]]] = {
    "settlement_panel": _by_year("panel"),
    "settlement_panel_2024": _by_year("panel_2024"),
    "settled_by_county": _by_year("county"),
    "grants": _by_year("grants"),
    "national_series": lambda frame, _: [
        f"series:{i}:{y}" for i, y in zip(frame["id"], frame["year"], strict=True)
    ],
    "patterns": lambda frame, _: list(frame["id"]),
    "employment_flukt": _by_evidence("employment_flukt", "reason"),
    "employment_by_residence": _by_evidence("employment_by_residence", "group"),
    "programme_outcomes": _by_evidence("programme_outcomes", "level"),
}


def mask(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Hide what is held out: the value becomes NaN and its status ``held-out``.

    Blank cells are hidden too, because a blank says something about what is held out.
    """
    if table not in ROW_IDS:
        return frame
    known = all_roles()
    for status in [c for c in frame.columns if c.endswith("_status")]:
        column = status.removesuffix("_status")
        hidden = [known.get(i, INPUT) == HELD_OUT for i in ROW_IDS[table](frame, column)]
        if any(hidden):
            frame[column] = frame[column].astype("float64")
            frame.loc[hidden, column] = float("nan")
            frame.loc[hidden, status] = HELD_OUT
            if "note" in frame.columns:  # notes repeat figures
                frame.loc[hidden, "note"] = ""
    return frame
