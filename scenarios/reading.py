"""Reading scenario files: the difference from a parent, checked whole, every problem told at once.

A file may have been written by anybody: its size, its depth and its parents are bounded, and a
parent is a scenario of the library or a file in the same folder, never one outside it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.parameters import Value
from scenarios.definition import NAME, PRESETS, Description, Scenario, Shock, sections
from scenarios.sections import check_months, check_start, read_month, read_section, read_shocks
from scenarios.sentences import Problem, Problems, ScenarioError, Wanted, nearest, shown, wrong
from scenarios.toml_lines import read_toml
from scenarios.worlds import NORWAY, WorldError, WorldSpec, world_named, world_names

LIBRARY: Final = Path(__file__).parent / "library"
PARENTS: Final = 8  # above one another
SECTIONS: Final = ("dials", "levers", "rules")


class ScenarioFile(BaseModel):
    """What a file may say: only what differs from its parent, apart from its name."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=NAME)
    description: Description | None = None
    parent: str | None = Field(default=None, min_length=1, max_length=500)
    world: str | None = Field(default=None, min_length=1, max_length=500)
    policy: Any = None
    salt: int | None = Field(default=None, ge=0, le=2**31)
    dials: dict[str, Any] = Field(default_factory=dict)
    levers: dict[str, Any] = Field(default_factory=dict)
    rules: dict[str, Any] = Field(default_factory=dict)
    shocks: dict[str, Any] = Field(default_factory=dict)


FIELDS: Final = (*ScenarioFile.model_fields, "description.en", "description.nb")


def scenario_names() -> list[str]:
    """Return the names of the library's scenarios, presets first."""
    found = {path.stem for path in LIBRARY.glob("*.toml")}
    return [name for name in PRESETS if name in found] + sorted(found - set(PRESETS))


def load_scenario(name_or_path: str | Path, shown_as: str | None = None) -> Scenario:
    """Load a scenario of the library by name, or any file by path.

    Parameters
    ----------
    name_or_path : str or Path
    shown_as : str, optional
        What errors call a file, where its own path says nothing to who sent it.

    Raises
    ------
    ScenarioError
        If there is no such scenario (the nearest name is given) or its file is wrong (all problems
        at once, each with its line).
    """
    text = str(name_or_path)
    if text in scenario_names():
        return _load(LIBRARY / f"{text}.toml", text, ())
    if not _is_path(text):
        raise _unknown(text)
    path = Path(text)
    if not _is_file(path):
        raise wrong("no_file", path=text)
    return _load(path, shown_as or text, ())


def parent_of(scenario: Scenario, name_or_path: str | Path) -> Scenario:
    """Return what a scenario that was loaded from there changes from; the world's baseline if it names none.

    Raises
    ------
    ScenarioError
        If its parent is no longer there.
    """
    if scenario.parent is None:
        return load_scenario(scenario.spec.baseline)
    return load_scenario(_parent_file(scenario.parent, Path(name_or_path)))


def _is_path(text: str) -> bool:
    return text.endswith(".toml") or "/" in text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name no file system takes
        return False


def _unknown(text: str) -> ScenarioError:
    known = scenario_names()
    return wrong("unknown_scenario", name=shown(text), hint=nearest(text, known), known=", ".join(known))


def _parent_file(text: str, child: Path) -> Path:
    """Return the file of a parent: of the library, or inside the folder of the child.

    Raises
    ------
    ScenarioError
        If there is none, or it lies outside the folder.
    """
    if text in scenario_names():
        return LIBRARY / f"{text}.toml"
    if not _is_path(text):
        raise _unknown(text)
    folder = child.resolve().parent
    try:
        path = (folder / text).resolve()
    except (OSError, ValueError, RuntimeError):
        raise wrong("no_file", path=shown(text)) from None
    if not path.is_relative_to(folder):
        raise wrong("outside_folder", path=shown(text))
    if not _is_file(path):
        raise wrong("no_file", path=shown(text))
    return path


def _load(path: Path, named: str, children: tuple[Path, ...]) -> Scenario:
    """Load a file; `children` are the files whose ancestor it is."""
    if path.resolve() in children:
        raise ScenarioError([Problem("loop", {}, named)])
    if len(children) > PARENTS:
        raise ScenarioError([Problem("too_many_parents", {"most": PARENTS}, named)])
    document, lines = read_toml(path, named)
    problems = Problems(named, lines)
    file = _fields(document, problems)
    above = _above(document.get("parent"), path, children, problems)
    world = _world(document, above, problems)
    known = world or NORWAY  # names and ranges, where the world is unknown too
    changes: dict[str, Value] = {}
    for section in SECTIONS:
        changes |= read_section(section, _table(document, section), known, problems)
    shocks = read_shocks(_table(document, "shocks"), known, problems)
    policy = read_month("policy", document["policy"], problems) if "policy" in document else None
    if world is not None:
        _check_against(world, policy, above, changes, shocks, problems)
    if file is not None and file.name in scenario_names() and path.resolve().parent != LIBRARY.resolve():
        problems.add("name", "name_taken", name=file.name)
    problems.raise_any()
    assert file is not None and world is not None  # else there was a problem
    return Scenario(
        name=file.name,
        description=file.description or _described(file.name, above, world),
        parent=file.parent,
        world=world.name,
        policy=policy or (above.policy if above else world.policy),
        salt=file.salt if file.salt is not None else (above.salt if above else 0),
        shocks={
            **(above.shocks if above else {}),
            **{name: Shock.model_validate(shock) for name, shock in shocks.items()},
        },
        **sections({**(above.changes if above else {}), **changes}, world.name),
    )


def _described(name: str, above: Scenario | None, world: WorldSpec) -> Description:
    """Return a description for a file that has none: the name, and what it changes from."""
    parent = above.name if above else world.baseline
    return Description(en=f"{name}, from {parent}", nb=f"{name}, ut fra {parent}")


def _table(document: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    table = document.get(section, {})
    return table if isinstance(table, dict) else {}


def _above(text: Any, path: Path, children: tuple[Path, ...], problems: Problems) -> Scenario | None:
    """Return the parent, or add why there is none."""
    if not isinstance(text, str) or not 0 < len(text) <= 500:
        return None
    try:
        file = _parent_file(text, path)
        return _load(file, text, (*children, path.resolve()))
    except ScenarioError as error:
        problems.add("parent", "parent", inner=error)
        return None


def _world(document: Mapping[str, Any], above: Scenario | None, problems: Problems) -> WorldSpec | None:
    named = document.get("world")
    if not isinstance(named, str):
        return above.spec if above else NORWAY
    try:
        return world_named(named)
    except WorldError:
        known = world_names()
        near = problems.near(named, known)
        problems.add("world", "no_world", name=shown(named), hint=near, known=", ".join(known))
        return None


def _check_against(
    world: WorldSpec,
    policy: str | None,
    above: Scenario | None,
    changes: Mapping[str, Value],
    shocks: Mapping[str, Mapping[str, Any]],
    problems: Problems,
) -> None:
    """Hold the months of a file, and what only shapes a start, against its world."""
    inherited = {f"shocks.{name}": shock for name, shock in (above.shocks if above else {}).items()}
    months = {"policy": policy or (above.policy if above else world.policy)}
    for key, given in inherited.items():
        months |= {f"{key}.from": given.first} | ({f"{key}.to": given.last} if given.last else {})
    for name, shock in shocks.items():
        months |= {f"shocks.{name}.{end}": shock[end] for end in ("from", "to") if end in shock}
    check_months(months, world, problems)
    places = {name: _place(name, problems) for name in changes}
    check_start(places, months["policy"], world, problems)


def _place(name: str, problems: Problems) -> str:
    """Return the key under which a changed parameter stands in the file."""
    return next((key for key in (f"levers.{name}", f"rules.{name}") if key in problems.lines), "levers")


def _fields(document: Mapping[str, Any], problems: Problems) -> ScenarioFile | None:
    """Return the fields of a file, or add what is wrong with them."""
    try:
        return ScenarioFile.model_validate(document)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            key = ".".join(str(part) for part in problem["loc"])
            if problem["type"] == "extra_forbidden":
                problems.add(key, "unknown_field", name=shown(key), hint=problems.near(key, FIELDS))
            elif problem["type"] == "missing":
                problems.add(key, "missing", name=repr(key))
            elif key in (*SECTIONS, "shocks"):
                problems.add(key, "not_table", section=key)
            else:
                wanted = Wanted(key if key in ("name", "salt", "description") else "text")
                problems.add(key, "wrong", name=key, value=shown(problem["input"]), wanted=wanted)
        return None
