"""The sections of a scenario file: which names may stand in each, and which values.

Every wrong one is added to the problems of the file; what is right is returned under its full name.
"""

import datetime
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

from agents.parameters import Parameter, Value
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, start_parameters
from scenarios.sentences import Near, Problem, Problems, ScenarioError, Wanted, nearest, shown
from scenarios.toml_lines import leaves
from scenarios.worlds import WorldSpec

MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
SHORT: Final = {dial.name: dial.parameter for dial in DIALS}
OF_SHOCK: Final = ("value", "from", "to")

type Given = dict[str, Any]


def read_section(
    section: str, table: Mapping[str, Any], world: WorldSpec, problems: Problems
) -> dict[str, Value]:
    """Return what ``[dials]``, ``[levers]`` or ``[rules]`` sets, by full parameter name."""
    found: dict[str, Value] = {}
    for name, raw in leaves(dict(table)):
        key = f"{section}.{name}"
        record = _record(section, name, world, problems)
        if record is None:
            continue
        if record.name in found:
            problems.add(key, "twice", name=name)
            continue
        value = _value(record, raw, name)
        if isinstance(value, Problem):
            problems.add(key, value.code, **value.given)
        else:
            found[record.name] = value
    return found


def read_shocks(table: Mapping[str, Any], world: WorldSpec, problems: Problems) -> dict[str, Given]:
    """Return the shocks of ``[shocks]``: full parameter name to value, from and to."""
    found: dict[str, Given] = {}
    waiting: list[tuple[str, Any]] = list(table.items())
    while waiting:
        name, raw = waiting.pop()
        key = f"shocks.{name}"
        if isinstance(raw, dict) and raw and not set(raw) & set(OF_SHOCK):
            waiting += [(f"{name}.{inner}", value) for inner, value in raw.items()]
            continue
        record = _record("shocks", name, world, problems)
        if record is None:
            continue
        if name in found:
            problems.add(key, "twice", name=name)
            continue
        shock = _shock(record, raw, key, world, problems)
        if shock is not None:
            found[name] = shock
    return found


def _shock(record: Parameter, raw: Any, key: str, world: WorldSpec, problems: Problems) -> Given | None:
    before = len(problems.found)
    name = record.name
    if not isinstance(raw, dict):
        problems.add(key, "shock", name=name, what=Wanted("shock_table"))
        return None
    if set(raw) - set(OF_SHOCK):
        problems.add(key, "shock", name=name, what=Wanted("shock_field"))
    for needed in ("value", "from"):
        if needed not in raw:
            problems.add(key, "shock", name=name, what=Wanted(f"shock_{needed}"))
    shock: Given = {}
    if "value" in raw:
        value = _value(record, raw["value"], name)
        if isinstance(value, Problem):
            problems.add(key, value.code, **value.given)
        shock["value"] = value
    for month in ("from", "to"):
        if month in raw:
            shock[month] = read_month(f"{key}.{month}", raw[month], problems)
    if shock.get("from") and shock.get("to") and shock["to"] < shock["from"]:
        problems.add(key, "backwards", name=name, first=shock["from"], last=shock["to"])
    if name in start_parameters(world.name):
        problems.add(key, "start_only", name=name, start="-", policy=shown(raw.get("from", "")))
    return shock if len(problems.found) == before else None


def read_month(key: str, raw: Any, problems: Problems) -> str | None:
    """Return a month ``YYYY-MM``, or add what is wrong with it."""
    field = key.rpartition(".")[2]
    if isinstance(raw, (datetime.date, datetime.datetime)):
        problems.add(key, "date", name=field, key=field, month=f"{raw:%Y-%m}")
    elif not isinstance(raw, str) or not MONTH.fullmatch(raw):
        problems.add(key, "month", name=field, value=shown(raw), month="2011-01")
    else:
        return raw
    return None


def check_months(months: Mapping[str, str], world: WorldSpec, problems: Problems) -> None:
    """Add every month that lies outside the world's; `months` by the key that names them."""
    first, last = world.span
    for key, month in months.items():
        if not world.start <= world.index(month) < world.end:
            name = key.rpartition(".")[2]
            problems.add(
                key, "month_outside", name=name, value=month, first=first, last=last, world=world.name
            )


def check_start(names: Mapping[str, str], policy: str, world: WorldSpec, problems: Problems) -> None:
    """Add every parameter that only shapes the start of a run, when the policy comes later."""
    if world.index(policy) > world.start:
        for name, key in names.items():
            if name in start_parameters(world.name):
                problems.add(key, "start_only", name=name, start=world.span[0], policy=policy)


def checked_changes(full: Mapping[str, Any], policy: str, world: WorldSpec) -> dict[str, Value]:
    """Return changes by full name, checked as those of a file are.

    Raises
    ------
    ScenarioError
        For unknown names and values out of range, all at once.
    """
    parameters = model_parameters(world.name)
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, raw in full.items():
        if name not in parameters:
            near = nearest(name, list(parameters))
            problems.append(Problem("no_parameter", {"name": shown(name), "hint": near}))
            continue
        value = _value(parameters[name], raw, name)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            found[name] = value
        if name in start_parameters(world.name) and world.index(policy) > world.start:
            problems.append(Problem("start_only", {"name": name, "start": world.span[0], "policy": policy}))
    if problems:
        raise ScenarioError(problems)
    return found


def _record(section: str, name: str, world: WorldSpec, problems: Problems) -> Parameter | None:
    """Return the parameter a name of a section means, or add why it means none."""
    parameters = model_parameters(world.name)
    key = f"{section}.{name}"
    if section == "dials" and name in SHORT:
        return parameters[SHORT[name]]
    if name not in parameters and not (section != "dials" and name in SHORT):
        code, names = ("no_dial", tuple(SHORT)) if section == "dials" else ("no_parameter", tuple(parameters))
        problems.add(key, code, name=shown(name), hint=problems.near(name, names))
        return None
    if section == "shocks":
        if name in parameters:
            return parameters[name]
        problems.add(key, "belongs", name=name, section="shocks", key=SHORT[name])
        return None
    home = _home(name, world)
    if home != section or section == "dials":  # dials go by their short name
        right = name.partition(".")[2] if home == "dials" and name in parameters else name
        problems.add(key, "belongs", name=name, section=home, key=right)
        return None
    return parameters[name]


def _home(name: str, world: WorldSpec) -> str:
    """Return the section a known name belongs in."""
    if name in SHORT or name in SHORT.values():
        return "dials"
    return "rules" if model_parameters(world.name)[name].choices else "levers"


def _value(record: Parameter, raw: Any, name: str) -> Value | Problem:
    """Return a value in canonical form, or what is wrong with it."""
    if record.choices:
        if isinstance(raw, str) and raw in record.choices:
            return raw
        hint = nearest(raw, record.choices) if isinstance(raw, str) else Near(None)
        choices = ", ".join(record.choices)
        return Problem("choice", {"name": name, "value": shown(raw), "choices": choices, "hint": hint})
    if isinstance(record.value, tuple):
        items = raw if isinstance(raw, (list, tuple)) else []
        numbers = [_number(item) for item in items]
        if len(numbers) != len(record.value) or None in numbers:
            return Problem("numbers", {"name": name, "count": len(record.value), "value": shown(raw)})
        value: Value = tuple(number for number in numbers if number is not None)
    else:
        number = _number(raw)
        if number is None:
            return Problem("number", {"name": name, "value": shown(raw)})
        value = number
    return value if _within(record, value) else Problem("range", _range(record, raw, name))


def _number(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return None
    try:
        return float(raw)
    except OverflowError:  # an integer beyond every range
        return float("inf")


def _as_tuple(value: Value) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (float(value),)


def _within(record: Parameter, value: Value) -> bool:
    bounds = zip(_as_tuple(value), _as_tuple(record.low), _as_tuple(record.high), strict=True)
    return all(isfinite(x) and low <= x <= high for x, low, high in bounds)


def _range(record: Parameter, raw: Any, name: str) -> Given:
    low, high = (bound_text(bound) for bound in (record.low, record.high))
    return {"name": name, "value": shown(raw), "low": low, "high": high, "unit": record.unit}


def bound_text(bound: Value) -> str:
    """Return a bound of a range; one number where a whole list shares it."""
    numbers = _as_tuple(bound)
    if len(set(numbers)) == 1:
        return plain(numbers[0])
    return f"[{', '.join(plain(x) for x in numbers)}]"


def plain(number: float) -> str:
    """Return a number without an exponent where it is a whole one: 1000000, never 1e+06."""
    return f"{number:.0f}" if float(number).is_integer() and abs(number) < 1e15 else f"{number:g}"
