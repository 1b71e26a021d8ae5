"""A table's small TOML file: which table, which codes, which of its variables becomes which column.

Everything that is wrong with a file is told at once, with the nearest name that would be right.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.states import STATES, ZERO
from scenarios.reasons import reason_of
from scenarios.sentences import Near, nearest, shown

Kind = Literal["ssb", "json-stat2", "px-csv", "imdi-csv", "microdata"]
Role = Literal["input", "fit", "held-out"]
Meaning = Literal["observed", "suppressed", "missing", "not applicable", "zero"]
MOST_BYTES: Final = 100_000
STRICT: Final = ConfigDict(extra="forbid", frozen=True, strict=True)


class Columns(BaseModel):
    """Which variable (its code, or ``role:time``, ``role:geo``, ``role:metric``) or column becomes what."""

    model_config = STRICT
    year: str
    geography: str | None = None
    group: list[str] = Field(default_factory=list)
    value: str | None = None
    mark: str | None = None


class Definition(BaseModel):
    """A table as its file describes it.

    Attributes
    ----------
    name : str
        How it is asked for; the file's own name when left out.
    kind : str
        From SSB's bank, or which sort of local file.
    table, file : str, optional
        The bank's number of the table; or the local file, seen from the TOML file.
    status : str
        ``unchecked`` until somebody has held it against the table's metadata.
    role : str
        What the figures may be used for; held out unless said otherwise (data/held_out.toml).
    select : mapping
        Codes per variable: codes, ``*`` and ``?`` in them, top(n), bottom(n), from(c), to(c), range(a,b).
    codelists : mapping
        Grouping per variable.
    base : str, optional
        Folder the file is seen from, where that is not the TOML file's own: ``data add`` writes it.
    decimal : str, optional
        Decimal mark of a local file, where a figure such as 1.234 may be read in two ways.
    symbols : mapping
        What a mark in the file means, where it is not the publisher's usual one.
    """

    model_config = STRICT
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")
    kind: Kind
    table: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_.-]{1,40}$")
    file: str | None = None
    title_en: str
    title_nb: str
    unit: str
    unit_nb: str = ""
    publisher: str
    terms: str
    code_year: int | None = Field(default=None, ge=1900, le=2100)
    status: Literal["unchecked", "checked"] = "unchecked"
    role: Role = "held-out"
    restricted: bool = False
    language: Literal["no", "en"] = "no"
    note: str = ""
    note_nb: str = ""
    base: str | None = None
    decimal: Literal[".", ","] | None = None
    select: dict[str, list[str]] = Field(default_factory=dict)
    codelists: dict[str, str] = Field(default_factory=dict)
    columns: Columns
    symbols: dict[str, Meaning] = Field(default_factory=dict)
    folder: Path = Field(default=Path("."), exclude=True)

    @property
    def path(self) -> Path:
        """The local file."""
        return (self.folder if self.base is None else Path(self.base)) / (self.file or "")

    @property
    def mapped(self) -> list[str]:
        """Variables or columns that become columns of ours."""
        given = [self.columns.year, self.columns.geography, *self.columns.group]
        return [one for one in given if one is not None]


# what a field must be, by pydantic's name of the mistake: a sentence of its own each
WANTED: Final[Mapping[str, str]] = {
    "string_type": "text",
    "bool_type": "bool",
    "int_type": "whole",
    "greater_than_equal": "whole",
    "less_than_equal": "whole",
    "list_type": "list",
    "dict_type": "section",
    "model_type": "section",
    "model_attributes_type": "section",
    "string_pattern_mismatch": "name",
}


def read_definition(path: Path) -> Definition:
    """Return a table's definition from its file.

    Raises
    ------
    DefinitionError
        With every problem of the file, a sentence each.
    """
    file = path.name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConnectorError("unreadable", path=path, reason=reason_of(error)) from None
    try:
        if len(content) > MOST_BYTES:
            raise ValueError(f"> {MOST_BYTES // 1000} kB")
        given = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DefinitionError([ConnectorError("data_no_toml", file=file, reason=str(error))]) from None
    given.setdefault("name", path.stem)
    return checked(given, file, path.resolve().parent)


def checked(given: Mapping[str, Any], file: str, folder: Path) -> Definition:
    """Return the definition a TOML file holds; `folder` is what its own paths are seen from.

    Raises
    ------
    DefinitionError
        With every problem, a sentence each.
    """
    wrong: list[ConnectorError] = []
    made = None
    given = {key: value for key, value in given.items() if key != "folder"} | (
        {"folder_": given["folder"]} if "folder" in given else {}
    )
    try:
        made = Definition(**given, folder=folder)
    except ValidationError as error:
        wrong = [_told(dict(one), file) for one in error.errors(include_url=False)]
    wrong += _together(given, file)
    if wrong or made is None:
        raise DefinitionError(wrong)
    return made


def _told(error: dict[str, Any], file: str) -> ConnectorError:
    """Return a sentence for one of pydantic's errors."""
    *above, last = [str(part) for part in error["loc"]]
    key, kind, value = ".".join([*above, last]), error["type"], shown(error.get("input"))
    if kind == "extra_forbidden":
        known = _fields(above)
        return ConnectorError(
            "data_unknown_key", file=file, key=key, hint=nearest(last, known), known=", ".join(known)
        )
    if kind == "missing":
        return ConnectorError("data_missing_key", file=file, key=key)
    if kind == "literal_error":
        known = _choices(above, last)
        hint = nearest(str(error.get("input")), known)
        return ConnectorError(
            "data_not_among", file=file, key=key, value=value, hint=hint, known=", ".join(known)
        )
    wanted = WANTED.get(kind, "")
    if wanted == "bool":
        return ConnectorError("data_want_bool", file=file, key=key, value=value)
    if wanted == "whole":
        return ConnectorError("data_want_year", file=file, key=key, value=value)
    if wanted == "list":
        return ConnectorError("data_want_list", file=file, key=key, value=value)
    if wanted == "section":
        return ConnectorError("data_want_section", file=file, key=key)
    if wanted == "name":
        return ConnectorError("data_want_name", file=file, key=key, value=value)
    return ConnectorError("data_want_text", file=file, key=key, value=value)


def _fields(above: list[str]) -> list[str]:
    fields = Columns.model_fields if above == ["columns"] else Definition.model_fields
    return [name for name in fields if name != "folder"]


def _choices(above: list[str], last: str) -> list[str]:
    if above == ["symbols"]:
        return [*STATES, ZERO]
    if last == "decimal":
        return [".", ","]
    return [str(one) for one in get_args(Definition.model_fields[last].annotation)]


def _together(given: Mapping[str, Any], file: str) -> list[ConnectorError]:
    """Return what is wrong between the fields of a file, of fields that are right by themselves."""
    wrong = []
    kind, columns = given.get("kind"), given.get("columns")
    if kind == "ssb" and "table" not in given:
        wrong.append(ConnectorError("data_needs_table", file=file))
    if kind in ("json-stat2", "px-csv", "imdi-csv", "microdata") and "file" not in given:
        wrong.append(ConnectorError("data_needs_file", file=file, kind=kind))
    if kind == "microdata" and given.get("restricted") is not True:
        wrong.append(ConnectorError("data_needs_restricted", file=file))
    if kind == "ssb" and given.get("restricted") is True:
        wrong.append(ConnectorError("data_ssb_public", file=file))
    if kind == "imdi-csv" and isinstance(columns, dict) and "value" not in columns:
        wrong.append(ConnectorError("data_missing_key", file=file, key="columns.value"))
    select, lists = given.get("select", {}), given.get("codelists")
    if isinstance(select, dict) and isinstance(lists, dict) and not _by_role(columns):
        for variable in lists:
            if variable not in select and not _in_columns(variable, columns):
                near = nearest(variable, list(select)) if select else Near(None)
                wrong.append(ConnectorError("data_lonely_codelist", file=file, variable=variable, hint=near))
    return wrong


def _by_role(columns: Any) -> bool:
    """Say whether columns are named by role: which variables they are is known from the table only."""
    return isinstance(columns, dict) and "role:" in str(list(columns.values()))


def _in_columns(variable: str, columns: Any) -> bool:
    if not isinstance(columns, dict):
        return False
    group = columns.get("group")
    return variable in (columns.get("year"), columns.get("geography")) or (
        isinstance(group, list) and variable in group
    )
