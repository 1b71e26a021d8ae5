"""Where in a TOML file a key stands, so that an error can name the line."""

import re
import tomllib
from pathlib import Path
from typing import Any

_HEADER = re.compile(r"^\s*\[+\s*([^\]]+?)\s*\]+\s*(?:#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


class TomlError(ValueError):
    """A file is not readable as TOML; the message names file and line."""


def _bare(dotted: str) -> str:
    return re.sub(r"""["'\s]""", "", dotted)


def key_lines(text: str) -> dict[str, int]:
    """Return the line number of every key and table header, by dotted name."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _bare(header.group(1))
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            name = _bare(key.group(1))
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines


def flatten(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return nested tables as one level of dotted names."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat |= flatten(value, name + ".")
        else:
            flat[name] = value
    return flat


def read_toml(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Return a TOML document and the lines of its keys.

    Raises
    ------
    TomlError
        If the file cannot be read or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TomlError(f"{path}: the file is not text in UTF-8.") from None
    except OSError as error:
        raise TomlError(f"{path}: the file cannot be read ({error.strerror or error}).") from None
    try:
        return tomllib.loads(text), key_lines(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", said)
        line = at.group(1) if at and at.group(1) else str(len(text.splitlines()))
        reason = said[: at.start()] if at else said
        raise TomlError(f"{path}, line {line}: this is not TOML ({reason}).") from None
