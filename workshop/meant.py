"""Which scenario a pack is of, so that a worker runs that very one again, and two of them told apart."""

import json
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from scenarios.scenario import Scenario
    from workshop.pack import Pack

    Meant = tuple[Scenario, dict[str, str]]  # the scenario, and what a worker is told of it


def meant(pack: "Pack") -> "Meant":
    """Return the scenario of a pack.

    A name is not enough: a file may have that of a scenario of the library and say something else, and the
    library may have changed since.
    """
    from scenarios.scenario import load_scenario, scenario_names
    from workshop.editor import read_text, toml_of_scenario

    text = str(pack.shown["scenario"]["toml"])
    if pack.name in scenario_names():
        ours = load_scenario(pack.name)
        if toml_of_scenario(ours) == text:
            return ours, {"library": pack.name}
    return read_text(text), {"toml": text}


def apart(a: "Meant", b: "Meant") -> "tuple[Meant, Meant]":
    """Return two scenarios with names that differ: a study holds each under its own.

    Raises
    ------
    WorkshopError
        If both are the same.
    """
    from workshop.editor import toml_of_scenario

    one, other = a[0], b[0]
    if one == other or _content(one) == _content(other):
        raise WorkshopError("ws_same", name=one.name)
    if one.name == other.name:
        one = one.model_copy(update={"name": f"{one.name[:70]}-A"})
        a = one, {"toml": toml_of_scenario(one)}
    return a, b


def _content(scenario: "Scenario") -> str:
    """Return what a scenario does, whatever it is called."""
    told = scenario.model_dump(mode="json", by_alias=True, exclude={"name", "description", "parent"})
    return json.dumps(told, sort_keys=True)
