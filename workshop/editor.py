"""Scenarios as the page edits them: from what is turned to file, Python and consequences, and back.

There is one way in: whatever the page sends becomes the text of a scenario file and is read as every
scenario file is, with the same bounds and the same sentences.
"""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from agents.parameters import Value
from scenarios.definition import NAME, Scenario
from scenarios.describe import changes_of, label, range_text, status_text, value_text
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from scenarios.reading import load_scenario, scenario_names
from scenarios.sentences import shown, wrong
from scenarios.template import toml_value
from scenarios.toml_lines import KILOBYTES
from scenarios.units import unit_text
from scenarios.worlds import NORWAY

OWN: Final = "eget"  # what a scenario of the page is called until it is given a name
SHORT: Final = {dial.parameter: dial.name for dial in DIALS}
FULL: Final = {dial.name: dial.parameter for dial in DIALS}


def read_text(text: str, file: str = "scenario.toml") -> Scenario:
    """Return the scenario that a text describes, checked as a file is.

    Its parent can only be one of the library: the text lies in a folder of its own.

    Raises
    ------
    ScenarioError
        All that is wrong, at once.
    """
    if len(text.encode("utf-8", "surrogatepass")) > KILOBYTES * 1024:
        raise wrong("too_big", most=KILOBYTES)
    with tempfile.TemporaryDirectory(prefix="bosetting-") as folder:
        path = Path(folder) / "scenario.toml"
        path.write_bytes(text.encode("utf-8", "replace"))
        return load_scenario(path, file)


def slug(name: str) -> str:
    """Return a name as a scenario may have it; that of the library's scenarios gets an ending."""
    kept = re.sub(r"[^A-Za-z0-9_.-]+", "-", name.strip()).strip("-.")[:60] or OWN
    kept = kept if re.fullmatch(NAME, kept) else OWN
    return f"{kept}-{OWN}" if kept in scenario_names() else kept


def toml_of(name: str, parent: str, changes: Mapping[str, Any], world: str = NORWAY.name) -> str:
    """Return the file of a scenario that changes parameters of a parent of the library.

    Raises
    ------
    ScenarioError
        If there is no such parent; names and values are checked when the file is read.
    """
    if parent not in scenario_names():
        raise wrong("unknown_scenario", name=shown(parent), hint="", known=", ".join(scenario_names()))
    return _file(slug(name), parent, changes, world)


def toml_of_scenario(scenario: Scenario) -> str:
    """Return a file that says all of a scenario: what differs from the baseline of its world."""
    lines = [_quoted("description.en", scenario.description.en)]
    lines.append(_quoted("description.nb", scenario.description.nb))
    shocks = {
        name: f'{{ value = {toml_value(shock.value)}, from = "{shock.first}"'
        + (f', to = "{shock.last}"' if shock.last else "")
        + " }"
        for name, shock in scenario.shocks.items()
    }
    head = [f'policy = "{scenario.policy}"'] + ([f"salt = {scenario.salt}"] if scenario.salt else []) + lines
    name = scenario.name if scenario.name not in scenario_names() else slug(scenario.name)
    return _file(name, scenario.spec.baseline, scenario.changes, scenario.world, head, shocks)


def _quoted(key: str, text: str) -> str:
    kept = "".join(c if c.isprintable() else " " for c in text).replace("\\", "\\\\").replace('"', '\\"')
    return f'{key} = "{kept}"'


def _file(
    name: str,
    parent: str,
    changes: Mapping[str, Any],
    world: str,
    head: list[str] | None = None,
    shocks: Mapping[str, str] | None = None,
) -> str:
    parameters = model_parameters(world)
    known = {key for key, _ in parameters.items()}
    sections: dict[str, list[str]] = {"dials": [], "levers": [], "rules": []}
    for key, value in changes.items():
        full = FULL.get(key, key)
        if full in SHORT:
            where, shown_key = "dials", SHORT[full]
        else:
            rule = full in known and bool(parameters[full].choices)
            where, shown_key = ("rules" if rule else "levers"), full
        sections[where].append(f"{_key(shown_key)} = {_value(value)}")
    lines = [f'name = "{name}"', f'parent = "{parent}"', *(head or [])]
    for section, rows in sections.items():
        if rows:
            lines += ["", f"[{section}]", *rows]
    if shocks:
        lines += ["", "[shocks]", *(f"{key} = {text}" for key, text in shocks.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    """Return a key as TOML takes it, whatever the page sent."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", key) else _quoted("", key)[3:]


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted("", value)[3:]
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return repr(float(value))


def python_of(scenario: Scenario, replicates: int = 8) -> str:
    """Return the Python that compares this scenario with the baseline of its world."""
    shocks = {
        name: shock.model_dump(by_alias=True, exclude_none=True) for name, shock in scenario.shocks.items()
    }
    given = {
        "name": scenario.name, "parent": scenario.parent, "world": scenario.world,
        "policy": scenario.policy, "salt": scenario.salt, "dials": dict(scenario.dials),
        "levers": dict(scenario.levers), "rules": dict(scenario.rules), "shocks": shocks,
    }  # fmt: skip
    said = scenario.description
    rows = [f"    {key}={value!r}," for key, value in given.items() if value not in ({}, 0, None)]
    return "\n".join(
        [
            "from experiments import compare",
            "from scenarios.scenario import Description, Scenario",
            "",
            "scenario = Scenario(",
            f"    description=Description(en={said.en!r}, nb={said.nb!r}),",
            *rows,
            ")",
            "",
            'if __name__ == "__main__":  # the runs are shared between processes',
            f"    study = compare([scenario], replicates={replicates})",
            f'    print(study.difference({scenario.name!r}, "waiting_stock"))',
            "",
        ]
    )


def told(scenario: Scenario, language: str) -> list[dict[str, Any]]:
    """Return what a scenario changes in plain language, a row each, with range and source."""
    return [
        {
            "section": one.section,
            "key": one.key,
            "label": label(one.record, language),
            "before": value_text(one.before, language),
            "after": value_text(one.after, language),
            "from": one.first,
            "to": one.last,
            "range": range_text(one.record, language),
            "unit": unit_text(one.record.unit, language),
            "status": status_text(one.record.status, language),
            "source": one.record.source,
        }
        for one in changes_of(scenario)
    ]


def edited(scenario: Scenario) -> dict[str, Value]:
    """Return what a scenario changes from the baseline of its world, dials by their short names."""
    return {SHORT.get(name, name): value for name, value in scenario.changes.items()}
