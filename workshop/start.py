"""What the page starts from, the same for everybody: scenarios, dials, levers, headlines, ready results."""

from functools import cache
from typing import Any, Final

from agents.parameters import Draw, Parameter, Status
from scenarios.describe import changes_of, group_of, label, range_text, status_text
from scenarios.dials import DIALS
from scenarios.mechanisms import mechanisms
from scenarios.parameters import model_parameters
from scenarios.scenario import PRESETS, load_scenario, scenario_names
from scenarios.template import known
from scenarios.units import unit_text
from scenarios.worlds import NORWAY, WORLDS
from workshop.compared import about
from workshop.data.maps import places
from workshop.house import House, posterior_of
from workshop.pack import Pack
from workshop.sessions import Session

QUESTIONS: Final = ("waiting_stock", "settled", "cost_municipality", "secure_home", "work_5_years",
                    "homeless_nights", "others_waiting", "cost_public")  # fmt: skip


def made(house: House) -> dict[str, Any]:
    """Return what the page starts from, as far as it is the same for every session."""
    manifest = house.shelf.manifest
    design = house.design
    return {
        **fixed(),
        "packs": [told_of(house, house.shelf.pack(key, Session(""))) for key in house.shelf.names],
        "embedded": {
            "made": manifest.get("made"), "replicates": manifest.get("replicates"),
            "command": manifest.get("command"), "code": manifest.get("code"),
            "current": house.current, "lives": manifest.get("lives", []),
        },
        "design": None if design is None else {
            "dimensions": [{"name": d.name, "low": d.low, "high": d.high, "base": d.base}
                           for d in design.dimensions],
            "about": dict(design.about),
            "useful": sorted(name for name, fit in design.fitted.items() if fit.useful),
        },
    }  # fmt: skip


def told_of(house: House, pack: Pack) -> dict[str, Any]:
    """Return what the page is told of a pack before it asks for it."""
    scenario = pack.shown["scenario"]
    return {
        "key": pack.key, "name": pack.name, "en": scenario["en"], "nb": scenario["nb"], "base": pack.base,
        "origin": pack.shown["origin"], "world": pack.world, "replicates": len(pack.seeds),
        "current": pack.code == house.code and pack.posterior == posterior_of(pack.world),
    }  # fmt: skip


@cache
def fixed() -> dict[str, Any]:
    """Return what is the same for every session."""
    from indicators.library import headlines

    parameters = model_parameters(NORWAY.name)
    layers = {dial.parameter: str(dial.layer) for dial in DIALS}
    scenarios = []
    for name in scenario_names():
        one = load_scenario(name)
        scenarios.append(
            {"name": name, "en": one.description.en, "nb": one.description.nb, "group": str(group_of(one)),
             "world": one.world, "changes": len(changes_of(one))}
        )  # fmt: skip
    levers = [parameters[name] for name in (*known("levers"), *known("rules"))]
    return {
        "presets": list(PRESETS),
        "scenarios": scenarios,
        "worlds": [{"name": w.name, "en": w.en, "nb": w.nb, "baseline": w.baseline} for w in WORLDS],
        "dials": [
            {**_parameter(parameters[dial.parameter], dial.name), "layer": layers[dial.parameter]}
            for dial in DIALS
        ],
        "levers": [
            _parameter(one, one.name)
            for one in [*levers, parameters["permits.surge"]]
            if not isinstance(one.value, tuple)
        ],
        "indicators": [about(one) for one in headlines()],
        "questions": [name for name in QUESTIONS if name in {one.name for one in headlines()}],
    }


def _parameter(record: Parameter, key: str) -> dict[str, Any]:
    return {
        "key": key, "name": record.name, "value": _plain(record.value), "low": _plain(record.low),
        "high": _plain(record.high), "choices": list(record.choices), "drawn": record.draw is not Draw.FIXED,
        "source": record.source, "status": str(record.status), "assumed": record.status is Status.ASSUMED,
        **{
            language: {
                "label": label(record, language), "unit": unit_text(record.unit, language),
                "range": range_text(record, language), "status": status_text(record.status, language),
            }
            for language in ("en", "nb")
        },
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@cache
def geography(world: str) -> dict[str, Any]:
    """Return one hexagon for each municipality of a world, in the order of the model."""
    where = places(world)
    return {"year": where.year, "hexes": where.hexes()}


@cache
def assumptions() -> dict[str, Any]:
    """Return every parameter with its value, range, source and what it rests on."""
    from experiments.parameter_list import as_json, records

    found = as_json(records())
    for one in found["parameters"]:
        one["unit_nb"] = unit_text(one["unit"], "nb")
        one["status_nb"] = status_text(one["status"], "nb")
        del one["file"]
    return found


@cache
def contested() -> dict[str, Any]:
    """Return the contested mechanisms: question, what the model does, and the other answers."""
    return {
        "mechanisms": [
            {"name": one.name, "evidence": one.evidence, "question": one.question.model_dump(),
             "default": one.default.model_dump(),
             "flips": {name: {"en": flip.en, "nb": flip.nb} for name, flip in one.flips.items()}}
            for one in mechanisms()
        ]
    }  # fmt: skip
