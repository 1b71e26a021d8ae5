"""The map of where the model errs."""

import numpy as np

from calibration.validation.material import Material
from calibration.validation.municipal import SETTLED
from data import load_table
from experiments.report.document import Figure, Section, Table, Text
from experiments.report.figures.hexmap import Layer, hexagons, maps
from experiments.report.words import Words

SHOWN = 12  # municipalities named


def errors_map(m: Material, words: Words) -> Section | None:
    """Return the map of the model's errors; None for an invented world."""
    if not m.whole:
        return None
    one = m.by_name()[SETTLED]
    codes = [cell.geography for cell in one.cells]
    grid = load_table("hexagons_2013").set_index("code").loc[codes]
    shapes = hexagons(grid["column"].to_numpy(), grid["row"].to_numpy())
    names = dict(zip(*load_table("municipalities")[["code", "name"]].to_numpy().T, strict=True))
    none, error = np.zeros(len(codes), dtype=np.bool_), one.band.mean - one.value
    clear = one.counted & ~one.within
    persons = words("map.persons")
    layers = [
        Layer(words("map.record"), persons, one.value, none, none),
        Layer(words("map.error"), words("map.difference"), error, ~clear, none, around_zero=True),
        Layer(words("map.model"), persons, one.band.mean, none, none),
    ]
    rows = []
    for i in sorted(np.flatnonzero(clear), key=lambda i: -abs(error[i]))[:SHOWN]:
        rows.append(
            (
                f"{codes[i]} {names[codes[i]]}", words.number(one.value[i], 0),
                words.number(one.band.mean[i], 0),
                words.interval(one.band.low[i], one.band.high[i], 0, signed=False),
            )
        )  # fmt: skip
    head = ("map.municipality", "bars.record", "bars.model", "fit.interval")
    table = Table(words("map.table"), tuple(words(name) for name in head), tuple(rows)) if rows else None
    wrong = int(clear.sum())
    figure = Figure(
        "errors",
        maps(
            shapes, layers, words("map.unclear"), words("map.hidden"), words("map.below"), words.language
        ),  # fmt: skip
        words("map.alt", wrong=wrong), words("map.figure", wrong=wrong), table,
    )  # fmt: skip
    return Section("map", words("map.title"), (Text(words("map.lead")), figure))
