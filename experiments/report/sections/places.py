"""Maps: persons settled by municipality, and how each scenario changes it, with what is not clear faded."""

from dataclasses import dataclass

import numpy as np

from agents.kinds import MONTHS_PER_YEAR
from data import load_table
from experiments.disclosure import suppress
from experiments.paired import LEVEL, quantile_of_t
from experiments.report.document import Figure, Section, Table, Text
from experiments.report.figures.hexmap import B, Layer, Rings, hexagons, maps
from experiments.report.figures.outlines import outlines
from experiments.report.material import F64, Material
from experiments.report.words import Words
from experiments.typeset import telling
from indicators.settlement import SETTLED
from scenarios.worlds import TINY
from simulation.worlds import NORWAY_2013

PER = 1000  # inhabitants
SHOWN = 8  # municipalities named in the table


@dataclass(frozen=True)
class Places:
    """The municipalities of a study, in the order of the model."""

    codes: list[str]
    names: list[str]
    population: F64
    shapes: list[Rings]


def has_map(material: Material) -> bool:
    """Say whether the municipalities of the study lie anywhere: invented ones do not."""
    return material.saved.about.world != TINY.name


def places(material: Material) -> Places | None:
    """Return the municipalities with their shapes; None for an invented world."""
    if not has_map(material):
        return None
    first = material.world.code_year == NORWAY_2013.code_year
    frame = load_table("municipalities" if first else "municipalities_2024").set_index("code")
    year = [column for column in frame.columns if column.startswith("population_")][-1]
    codes = [str(code) for code in frame.index]
    if material.boundaries is not None:
        shapes = outlines(material.boundaries, codes)
    else:
        cells = load_table(f"hexagons_{material.world.code_year}").set_index("code").loc[codes]
        shapes = hexagons(cells["column"].to_numpy(), cells["row"].to_numpy())
    return Places(codes, [str(x) for x in frame["name"]], frame[year].to_numpy(np.float64), shapes)


def held_back(means: dict[str, F64]) -> B:
    """Return the municipalities whose counts are small in any scenario, and those that protect them."""
    hidden: B = np.zeros(len(next(iter(means.values()))), dtype=np.bool_)
    for found in means.values():
        hidden |= suppress(found).hidden
    return hidden


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None without municipalities to draw or without counts by municipality."""
    where = places(material)
    first, last = material.world.first_year, material.saved.about.last_year
    since = (material.world.policy_year - first) * MONTHS_PER_YEAR
    told = material.by_municipality(SETTLED.name, since)
    if where is None or told is None:
        return None
    size, study = len(where.codes), material.study
    years = last - material.world.policy_year + 1
    counts = {name: np.pad(found, ((0, 0), (0, size - found.shape[1]))) for name, found in told.items()}
    hidden: B = np.zeros(size, dtype=np.bool_)
    if material.restricted:
        hidden = held_back({name: found.mean(axis=0) for name, found in counts.items()})
    rate = PER / (years * where.population * material.saved.about.scale)
    base = counts[study.baseline] * rate
    low, high = np.quantile(base, (0.05, 0.95), axis=0)
    level = base.mean(axis=0)
    layers = [Layer(study.baseline, words("places.level"), level, high - low > level, hidden)]
    rows: list[tuple[str, ...]] = []
    said = []
    for arm in study.arms:
        difference = counts[arm] * rate - base
        mean, half = difference.mean(axis=0), _half(difference)
        unclear = ~(np.abs(mean) > half)
        title = f"{arm}\n− {study.baseline}"
        layers.append(Layer(title, words("places.difference"), mean, unclear, hidden, around_zero=True))
        clear = np.flatnonzero(~unclear & ~hidden)
        said.append(
            words(
                "places.said",
                arm=arm,
                clear=len(clear),
                all=size,
                more=int((mean[clear] > 0).sum()),
                fewer=int((mean[clear] < 0).sum()),
                chance=round((1 - LEVEL) * size),
            )  # fmt: skip
        )
        for i in sorted(clear, key=lambda i: -abs(mean[i]))[:SHOWN]:
            ends = mean[i] - half[i], mean[i] + half[i]
            digits = telling(2, True, *ends)
            value = f"{words.number(mean[i], digits, True)} {words.interval(*ends, digits)}"
            rows.append((f"{where.codes[i]} {where.names[i]}", arm, words.number(level[i], 2), value))
    head = ("municipality", "scenario", "level", "difference")
    table = Table(
        words("places.table", count=SHOWN), tuple(words(f"places.{name}") for name in head), tuple(rows)
    )
    drawn = "real" if material.boundaries is not None else "hexagons"
    figure = Figure(
        "map",
        maps(
            where.shapes,
            layers,
            words("places.unclear"),
            words("places.hidden"),
            words("places.below"),
            words.language,
        ),  # fmt: skip
        words("places.alt", count=len(layers), all=size, said=" ".join(said)),
        f"{words('places.figure', years=material.years, level=words.level())} "
        f"{words(f'places.{drawn}', year=material.world.code_year)}",
        table if rows else None,
    )
    blocks = [Text(words("places.warning"), "warning"), *(Text(text) for text in said)]
    notes = [Text(words("disclosure.held_back"), "note")] if material.restricted else []
    return Section("places", words("places.title"), (*blocks, figure, *notes))


def _half(difference: F64) -> F64:
    """Return the half-width of the interval for the mean over replicates; infinite with one of them."""
    pairs = len(difference)
    if pairs < 2:
        return np.full(difference.shape[1], np.inf)
    error: F64 = difference.std(axis=0, ddof=1) / np.sqrt(pairs)
    return quantile_of_t(LEVEL, pairs - 1) * error
