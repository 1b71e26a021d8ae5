"""Data for modules: round figures whose pictures can be foretold; lives from the model."""

from functools import cache
from typing import Any, Final

import numpy as np

from experiments.stories.story import stories
from simulation.trace import Sample
from workshop.data.lives import life_data
from workshop.data.maps import places
from workshop.data.packing import pack, pack_small

MONTHS: Final = [f"{year}-{month:02d}" for year in range(2009, 2019) for month in range(1, 13)]


def both(text: str, nb: str | None = None) -> dict[str, str]:
    return {"en": text, "nb": nb or text}


def map_made() -> dict[str, Any]:
    """Return 428 municipalities and 120 months: municipality i has i % 10 + month / 12, the first none."""
    hexes = places("norway-2013").hexes()
    values = np.arange(len(hexes))[None, :] % 10 + np.arange(len(MONTHS))[:, None] / 12.0
    values[:, 0], values[:, 1] = np.nan, 0.0
    unclear = np.zeros(values.shape)
    unclear[:, 5] = 1
    return {
        "year": 2013, "months": MONTHS, "label": both("Settled", "Bosatt"),
        "unit": both("persons", "personer"),
        "digits": 1, "diverging": False, "scale": {"min": 0, "max": 20}, "hexes": hexes,
        "values": pack_small(values), "unclear": pack(unclear, "uint8"),
        "low": pack_small(values - 0.5), "high": pack_small(values + 0.5), "caveats": [],
    }  # fmt: skip


def real_made() -> dict[str, Any]:
    """Return the same with squares for boundaries."""
    found = map_made()
    squares = []
    for one in found["hexes"]:
        x, y = round(20 * one["x"]), round(20 * one["y"])
        squares.append([[x, y, x + 18, y, x + 18, y + 16, x, y + 16]])
    return {**found, "boundaries": squares}


def flow_made() -> dict[str, Any]:
    """Return flows whose size goes with the month; the baseline's are half as large."""
    nodes = ["reception", "municipal", "private", "owned", "left"]
    links = [
        [[0, 1, 100.0 + t], [0, 2, 50.0], [1, 2, 10.0 * (t % 3)], [2, 3, 20.0], [0, 4, 5.0]]
        for t in range(36)
    ]
    half = [[[a, b, v / 2] for a, b, v in step] for step in links]
    return {
        "nodes": [{"id": name} for name in nodes], "times": MONTHS[:36], "window": 12, "links": links,
        "compare": half, "unit": both("households a year", "husholdninger i året"), "caveats": [],
    }  # fmt: skip


def fan_of(middle: np.ndarray[Any, Any], width: float) -> dict[str, Any]:
    ends = {"q05": -2, "q25": -1, "q50": 0, "q75": 1, "q95": 2}
    return {name: [round(float(x), 3) for x in middle + k * width] for name, k in ends.items()}


def line_made() -> dict[str, Any]:
    t = np.arange(96.0)
    a, b = 2000 + 20 * t, 2000 + 20 * np.minimum(t, 24) + 10 * np.maximum(t - 24, 0)
    return {
        "name": "waiting", "times": MONTHS[:96], "policy": 24, "title": both("Waiting", "Venter"),
        "unit": both("persons", "personer"), "digits": 0, "direction": -1, "replicates": 8,
        "a": {"label": both("Today", "I dag"), **fan_of(a, 60)},
        "b": {"label": both("Coordinated", "Samordnet"), **fan_of(b, 60)},
        "difference": fan_of(b - a, 30), "caveats": [both("Invented.", "Oppdiktet.")],
    }  # fmt: skip


def vote_made() -> dict[str, Any]:
    options = [
        ("less", "Shorter", "Kortere"),
        ("same", "As today", "Som i dag"),
        ("more", "Longer", "Lengre"),
    ]
    return {
        "question": both("What happens to waiting?", "Hva skjer med ventingen?"),
        "options": [{"id": name, "label": both(en, nb)} for name, en, nb in options],
        "votes": {"less": 6, "same": 3, "more": 1}, "large": True,
    }  # fmt: skip


def _row(
    name: str, level: str, direction: int, difference: float | None, verdict: str, **more: Any
) -> dict[str, Any]:
    found = {
        "name": name, **both(f"Indicator {name}", f"Indikator {name}"), "unit": "persons",
        "unit_nb": "personer", "digits": 1, "direction": direction, "level": [level],
        "effect": "gain", "horizon": "now",
        "bearers": ["state", "municipality"], "a": 10.0, "difference": difference,
        "low": None if difference is None else difference - 1,
        "high": None if difference is None else difference + 1,
        "better": 7 if direction else None, "pairs": 8, "clear": verdict in ("gain", "loss"),
        "verdict": verdict,
    }  # fmt: skip
    return found | more


def card_made() -> dict[str, Any]:
    rows = [
        _row("S01", "individual", -1, -12.5, "gain"),
        _row("S02", "household", 1, -3.0, "loss", horizon="both", columns=["now", "invest"]),
        _row("S03", "municipality", 1, 0.2, "unclear", horizon="invest"),
        _row("S04", "state", -1, 4.0, "loss", effect="cost"),
        _row("S05", "society", 0, 5.0, "gain", splits=[{"label": both("East", "Øst"), "difference": 2.0,
             "low": 1.0, "high": 3.0, "pairs": 8, "verdict": "gain"}]),
        _row("S06", "state", 1, None, "none"),
    ]  # fmt: skip
    names = ["a", "b", "c"]
    gains = {"S01": (0.0, 2.0, 1.0), "S02": (0.0, -1.0, 3.0), "S03": (0.0, 0.1, 0.2)}
    return {
        "a": {"label": "baseline"}, "b": {"label": both("coordinated", "samordnet")}, "replicates": 8,
        "rows": rows,
        "ranking": {
            "scenarios": [{"id": name, "label": name.upper()} for name in names],
            "families": [{"id": key, "label": both(f"Family {key}", f"Familie {key}"), "level": "state",
                          "gains": dict(zip(names, found, strict=True))} for key, found in gains.items()],
            "presets": [{"id": "investment", "ranks": {"a": 3, "b": 2, "c": 1}},
                        {"id": "worst_off", "ranks": {}}],
        },
        "caveats": [],
    }  # fmt: skip


@cache
def lives_made() -> dict[str, Any]:
    told = stories(["baseline-2013", "integrated"], 1, sample=Sample(24), years=(2009, 2012), world="tiny")
    return life_data(told, per_kind=2)


def thin_made() -> dict[str, Any]:
    """Return the least that each module can be given, and names that are no markup."""
    name = "<img src=x onerror=alert(1)>"
    one = {"code": "0001", "name": name, "county": "", "x": 0.0, "y": 0.0}
    life = lives_made()["stories"][0]
    fan: dict[str, Any] = {"label": name, **dict.fromkeys(("q05", "q25", "q50", "q75", "q95"), [None])}
    return {
        "map": {"year": 2013, "months": ["2009-01"], "hexes": [one], "values": [None],
                "label": name, "unit": ""},
        "flow": {"nodes": [{"id": "reception", "label": name}], "years": [2009], "links": [[[0, 0, 3]]]},
        "lines": {"times": ["2009-01"], "title": name, "unit": "", "a": fan, "b": None, "difference": None},
        "life": {**life, "lives": [life["lives"][0], None], "stretches": {}, "scenarios": [name, name]},
        "vote": {"question": name, "options": [{"id": "a", "label": name}]},
        "scrubber": {"months": ["2009-01"]},
        "scorecard": {"rows": [], "a": name, "b": name},
    }  # fmt: skip


def made() -> dict[str, Any]:
    """Return all of it by name."""
    line = line_made()
    card = card_made()
    served = {
        **card["ranking"],
        "scenarios": None, "names": ["a", "b", "c"],
        "families": [{"name": key, "members": [key], "level": "state"} for key in ("S01", "S02", "S03")],
        "presets": [{"name": "investment", "ranks": {"a": 3, "b": 2, "c": 1}},
                    {"name": "own", "ranks": {"a": 1, "b": 2, "c": 3}}],
    }  # fmt: skip
    thin = {f"thin-{name}": data for name, data in thin_made().items()}
    return thin | {
        "map": map_made(), "real": real_made(), "flow": flow_made(), "line": line,
        "lines": {"panels": [line, {**line, "title": both("Settled", "Bosatt")}]},
        "hidden": {**line, "hidden": True}, "life": lives_made(), "story": lives_made()["stories"][0],
        "vote": vote_made(), "scrubber": {"months": MONTHS, "whole": True}, "scorecard": card,
        "served": {**card, "ranking": served},
    }  # fmt: skip
