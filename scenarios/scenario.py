"""A scenario: named parameter values that differ from the baseline from a policy date on.

A scenario is a TOML file: its name, a description in English and Bokmål, possibly a parent whose
changes it takes over, the month the policy starts, and the changes::

    name = "informed"
    parent = "baseline-2013"
    policy = "2011-01"

    [description]
    en = "The state shares what it knows"
    nb = "Staten deler det den vet"

    [changes]
    coordination.shared_forecast = 0.8

A scenario changes parameters only; it never reaches into a class.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.kinds import END_MONTH, FIRST_YEAR, POLICY_MONTH, month_of
from agents.parameters import ParameterError, Value, Values
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, replicate_values, start_parameters
from scenarios.toml_lines import TomlError, flatten, read_toml

LIBRARY: Final = Path(__file__).parent / "library"
BASELINE: Final = "baseline-2013"
PRESETS: Final = ("fragmented", BASELINE, "informed", "planned", "integrated")


_WANTED: Final = {
    "name": "letters a-z, digits, '.', '_' and '-' only",
    "policy": 'a month such as "2011-01"',
}


class ScenarioError(ValueError):
    """A scenario is unknown or its file is wrong; one line per error."""


class Description(BaseModel):
    """What the scenario stands for, in two languages."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    en: str = Field(min_length=1)
    nb: str = Field(min_length=1)


class Scenario(BaseModel):
    """A resolved scenario: the changes of its parents are already in `changes`.

    Attributes
    ----------
    changes
        Parameter name to value; only what differs from the baseline.
    policy
        Month the changes take effect, as ``YYYY-MM``.
    salt
        Placebo: chance is drawn anew from the policy month on. 0 draws nothing anew.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, pattern=r"^[A-Za-z0-9_.-]+$")
    description: Description
    parent: str | None = None
    policy: str = Field(default="2011-01", pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    salt: int = Field(default=0, ge=0, strict=True)
    changes: dict[str, float | tuple[float, ...] | str] = Field(default_factory=dict)

    @property
    def policy_month(self) -> int:
        """Month index of the policy date (0 is January 2007)."""
        year, month = self.policy.split("-")
        return month_of(int(year), int(month))

    def with_changes(self, changes: Mapping[str, Any]) -> "Scenario":
        """Return this scenario with further changes from the policy date on.

        Dials may go by their short name.

        Raises
        ------
        ScenarioError
            For unknown names and values out of range, all at once.
        """
        if not changes:
            return self
        short = {dial.name: dial.parameter for dial in DIALS}
        full = {short.get(name, name): value for name, value in changes.items()}
        try:
            checked = model_parameters().resolve(full, self.name)
        except ParameterError as error:
            raise ScenarioError(str(error)) from None
        fixed = sorted(set(full) & start_parameters()) if self.policy_month > 0 else []
        if fixed:
            raise ScenarioError("\n".join(_only_start(name, self.policy) for name in fixed))
        merged = {**self.changes, **{name: checked[name] for name in full}}
        label = ",".join(f"{name.rpartition('.')[2]}={value}" for name, value in changes.items())
        name = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"{self.name}-with-{label}").strip("-")
        return self.model_copy(update={"name": name, "changes": _differing(merged)})

    def phases(self, seed: int, overrides: Mapping[str, Any] | None = None) -> list[tuple[int, Values]]:
        """Return the parameter values in force, as (first month, values) in order.

        Parameters
        ----------
        seed : int
            Replicate whose drawn parameters hold in every phase.
        overrides : mapping, optional
            Values that hold from the first month, before the policy (for experiments and tests).
        """
        parameters = model_parameters()
        before: dict[str, Any] = {**replicate_values(seed), **(overrides or {})}
        phases = [(0, parameters.resolve(before, self.name))]
        if self.changes:
            after = parameters.resolve({**before, **self.changes}, self.name)
            if self.policy_month == 0:
                return [(0, after)]
            phases.append((self.policy_month, after))
        return phases

    def resolved(self, seed: int, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return everything a run of this scenario depends on, ready for JSON."""
        return {
            "scenario": self.model_dump(mode="json"),
            "seed": seed,
            "phases": [{"month": m, "values": dict(v)} for m, v in self.phases(seed, overrides)],
        }


def scenario_names() -> list[str]:
    """Return the names of the library's scenarios, presets first."""
    found = {path.stem for path in LIBRARY.glob("*.toml")}
    return [name for name in PRESETS if name in found] + sorted(found - set(PRESETS))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Load a scenario of the library by name, or any file by path.

    Raises
    ------
    ScenarioError
        If there is no such scenario (the nearest name is given) or its file is wrong (all errors
        at once, each with its line).
    """
    return _load(_locate(name_or_path, None), ())


def _locate(name_or_path: str | Path, beside: Path | None) -> Path:
    text = str(name_or_path)
    listed = LIBRARY / f"{text}.toml"
    if text in scenario_names():
        return listed
    if text.endswith(".toml") or "/" in text:
        path = Path(text) if beside is None else beside / text
        if path.is_file():
            return path
        raise ScenarioError(f"There is no scenario file {path}.")
    near = get_close_matches(text, scenario_names(), n=1, cutoff=0.3)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise ScenarioError(
        f"There is no scenario named {text!r}.{hint} Known: {', '.join(scenario_names())}; "
        "a file of your own ends in .toml."
    )


def _load(path: Path, children: tuple[Path, ...]) -> Scenario:
    if path.resolve() in children:
        raise ScenarioError(f"{path}: the scenario is its own ancestor; remove one 'parent'.")
    try:
        document, lines = read_toml(path)
    except TomlError as error:
        raise ScenarioError(str(error)) from None
    errors: list[tuple[int, str]] = []
    scenario, checked = None, dict(document)
    changes = _checked_changes(checked.pop("changes", {}), lines, errors)
    try:
        scenario = Scenario(**checked)
    except ValidationError as error:
        for problem in error.errors():
            errors.append(_sentence(problem, lines))
    if scenario and not 0 <= scenario.policy_month < END_MONTH:
        last = FIRST_YEAR + END_MONTH // 12 - 1
        errors.append(
            (lines.get("policy", 1), f"policy = {scenario.policy} is outside {FIRST_YEAR}-01 to {last}-12.")
        )
    if scenario and scenario.policy_month > 0:
        for name in sorted(set(changes) & start_parameters()):
            errors.append(
                (
                    _line_of(name, lines),
                    _only_start(name, scenario.policy),
                )
            )
    if scenario and scenario.name in scenario_names() and path.resolve().parent != LIBRARY.resolve():
        errors.append(
            (
                lines.get("name", 1),
                f"name: {scenario.name!r} is a scenario of the library; give yours its own name.",
            )
        )
    parent, above = document.get("parent"), None
    if isinstance(parent, str):
        try:
            above = _load(_locate(parent, path.parent), (*children, path.resolve()))
        except ScenarioError as error:
            errors.append((lines.get("parent", 1), f"parent: {error}"))
    if errors or scenario is None:
        raise ScenarioError("\n".join(f"{path}, line {line}: {text}" for line, text in sorted(errors)))
    if above is not None:
        changes = {**above.changes, **changes}
    return scenario.model_copy(update={"changes": _differing(changes)})


def _differing(changes: Mapping[str, Value]) -> dict[str, Value]:
    """Drop changes that repeat the baseline, except of drawn parameters (which they pin)."""
    parameters = model_parameters()
    return {
        name: value
        for name, value in sorted(changes.items())
        if value != parameters[name].value or parameters[name].draw != "fixed"
    }


def _checked_changes(table: Any, lines: Mapping[str, int], errors: list[tuple[int, str]]) -> dict[str, Value]:
    """Return the changes of a file, with every wrong one added to `errors`."""
    if not isinstance(table, dict):
        errors.append((lines.get("changes", 1), "changes must be a table [changes] of parameter = value."))
        return {}
    parameters = model_parameters()
    changes: dict[str, Value] = {}
    for name, raw in flatten(table).items():
        try:
            changes[name] = parameters.resolve({name: raw}, "changes")[name]
        except ParameterError as error:
            errors.append((_line_of(name, lines), str(error).removeprefix("changes: ")))
    return changes


def _only_start(name: str, policy: str) -> str:
    return (
        f"{name} only shapes the start of a run (January {FIRST_YEAR}); "
        f"a policy of {policy} cannot change it."
    )


def _line_of(name: str, lines: Mapping[str, int]) -> int:
    return lines.get(f"changes.{name}", lines.get("changes", 1))


def _sentence(problem: Any, lines: Mapping[str, int]) -> tuple[int, str]:
    """Return (line, sentence) of one pydantic error."""
    where = ".".join(str(part) for part in problem["loc"])
    line = next((lines[where[:i]] for i in _cuts(where) if where[:i] in lines), 1)
    if problem["type"] == "extra_forbidden":
        fields = [*Scenario.model_fields, "description.en", "description.nb"]
        near = get_close_matches(where, fields, n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]}?" if near else ""
        return line, f"a scenario has no field {where!r}.{hint}"
    if problem["type"] == "missing":
        return line, f"the field {where!r} is missing."
    wanted = _WANTED.get(where, problem["msg"][:1].lower() + problem["msg"][1:])
    return line, f"{where} = {problem['input']!r} is not right: {wanted}."


def _cuts(dotted: str) -> list[int]:
    return [len(dotted), *(i for i in range(len(dotted) - 1, 0, -1) if dotted[i] == ".")]


__all__ = [
    "BASELINE",
    "PRESETS",
    "POLICY_MONTH",
    "Description",
    "Scenario",
    "ScenarioError",
    "load_scenario",
    "scenario_names",
]
