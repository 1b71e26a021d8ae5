"""Reading a TOML file that anybody may have written: within bounds, and with the line of every key."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from scenarios.reasons import reason_of
from scenarios.sentences import Problem, ScenarioError

KILOBYTES: Final = 64  # of a file: a scenario is a page of text
LINE: Final = 1000  # characters of a line: longer ones make the parser slow
DEPTH: Final = 8  # of tables and lists in one another

_HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_MONTH = re.compile(r"([A-Za-z0-9_.-]+)\s*=\s*(\d{4}-\d{2})(?![\d-])")
_COMMA = re.compile(r"=\s*([+-]?\d+),(\d+)\s*(?:#.*|\}.*)?$")
_WORD = re.compile(r"^\s*([A-Za-z0-9_.-]+)\s*=\s*[A-Za-zÆØÅæøå]")
_CURLY = re.compile(r"[“”„«»‘’]")
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def _bare(dotted: str) -> str:
    return re.sub(r"""["'\s]""", "", dotted)


def key_lines(text: str) -> dict[str, int]:
    """Return the line number of every key and table header, by dotted name."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _bare(header.group(1))
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            name = _bare(key.group(1))
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines


def leaves(table: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return what stands in nested tables, each with its dotted name."""
    found: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += [(f"{key}.{name}", inner) for name, inner in leaves(value)]
        else:
            found.append((key, value))
    return found


def read_toml(path: Path, shown: str | None = None) -> tuple[dict[str, Any], dict[str, int]]:
    """Return a TOML document and the lines of its keys.

    Parameters
    ----------
    path : Path
    shown : str, optional
        What to call the file in errors.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is too large, or is not TOML.
    """
    name = shown or str(path)
    text = _text(path, name)
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE:
            raise ScenarioError([Problem("long_line", {"most": LINE}, name, number)])
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ScenarioError([Problem("too_deep", {"most": DEPTH}, name)]) from None
    except ValueError as error:  # also of an integer with thousands of digits
        raise ScenarioError([_explained(str(error), lines, name)]) from None
    if _deep(document):
        raise ScenarioError([Problem("too_deep", {"most": DEPTH}, name)])
    return document, key_lines(text)


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(KILOBYTES * 1024 + 1)
    except OSError as error:
        raise ScenarioError([Problem("unreadable", {"reason": reason_of(error)}, name)]) from None
    if len(content) > KILOBYTES * 1024:
        raise ScenarioError([Problem("too_big", {"most": KILOBYTES}, name)])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")  # some editors put a mark before the text
    except UnicodeDecodeError:
        raise ScenarioError([Problem("not_utf8", {}, name)]) from None


def _deep(document: dict[str, Any]) -> bool:
    """Say whether tables and lists lie deeper than a scenario needs."""
    layer: list[Any] = [document]
    for _ in range(DEPTH + 1):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not layer:
            return False
    return True


def _explained(said: str, lines: list[str], name: str) -> Problem:
    """Return what is wrong with a file that is not TOML, as a planner would want it said."""
    at = _AT.search(said)
    number = int(at.group(1)) if at and at.group(1) else len(lines)
    if at is None:  # the parser does not say where: a number too long to be one
        number = max(range(len(lines)), key=lambda i: len(lines[i])) + 1
    line = lines[number - 1] if number <= len(lines) else ""
    if _CURLY.search(line):
        return Problem("curly", {}, name, number)
    if month := _MONTH.search(line):
        return Problem("bare_month", {"key": month.group(1), "month": month.group(2)}, name, number)
    if comma := _COMMA.search(line):
        return Problem("decimal_comma", {"number": f"{comma.group(1)}.{comma.group(2)}"}, name, number)
    if "overwrite" in said or "twice" in said:
        key = _KEY.match(line) or _HEADER.match(line)
        if key:
            return Problem("twice", {"name": key.group(1)}, name, number)
    if "Invalid value" in said and (word := _WORD.match(line)):
        return Problem("bare_text", {"key": word.group(1)}, name, number)
    reason = said[: at.start()] if at else "a number has too many digits"
    return Problem("not_toml", {"reason": reason}, name, number)
