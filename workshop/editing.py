"""What the editor is told of a scenario as it is turned: file, Python, words, instant answer."""

from collections.abc import Mapping
from typing import Any

from scenarios.scenario import Scenario, load_scenario, scenario_names
from workshop.asking import AskedInstant, AskedScenario
from workshop.editor import edited, python_of, read_text, told, toml_of, toml_of_scenario
from workshop.errors import WorkshopError
from workshop.instant import Design


def scenario_asked(asked: AskedScenario) -> tuple[Scenario, dict[str, str]]:
    """Return the scenario a browser means, and what a worker is told of it.

    Raises
    ------
    WorkshopError, ScenarioError
        In one sentence or more.
    """
    if asked.library is not None:
        if asked.library not in scenario_names():
            raise WorkshopError("ws_no_pack")
        return load_scenario(asked.library), {"library": asked.library}
    text = asked.toml
    if text is None:
        text = toml_of(asked.name, asked.parent, asked.changes)
    return read_text(text), {"toml": text}


def scenario_shown(asked: AskedScenario) -> dict[str, Any]:
    """Return a scenario as a file, as Python and in plain language; raises as :func:`scenario_asked`."""
    found, spec = scenario_asked(asked)
    return {
        "name": found.name,
        "world": found.world,
        "parent": found.parent or found.spec.baseline,
        "base": found.spec.baseline,
        "policy": found.policy,
        "toml": spec.get("toml") or toml_of_scenario(found),
        "whole": toml_of_scenario(found),
        "python": python_of(found),
        "changes": edited(found),
        "shocks": {name: one.model_dump(by_alias=True) for name, one in found.shocks.items()},
        "told": {language: told(found, language) for language in ("nb", "en")},
        "description": found.description.model_dump(),
    }


def instant_shown(design: Design | None, asked: AskedInstant) -> Mapping[str, Any]:
    """Return the emulator's answer, and what of the scenario it does not know; raises as above.

    Raises
    ------
    WorkshopError
        If there is no design, or a value is out of its range.
    """
    if design is None:
        raise WorkshopError("ws_no_design")
    scenario, _ = scenario_asked(AskedScenario(parent=asked.parent, name="x", changes=asked.changes))
    known = {one.name for one in design.dimensions}
    short = {f"coordination.{name}": name for name in known}
    changes = {short.get(name, name): value for name, value in scenario.changes.items()}
    inside = {name: float(v) for name, v in changes.items() if name in known and isinstance(v, float)}
    outside = sorted({*changes} - {*inside}) + sorted(scenario.shocks)
    return {"answers": design.answer(inside), "left_out": outside, "about": dict(design.about)}
