"""A decomposition as a table: for the terminal, and as CSV, JSON and Markdown beside the results."""

from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.caveat import caveats, headed, replicates, titled
from experiments.paired import LEVEL
from experiments.resting import resting
from experiments.storage import code_fingerprint, write_json, write_text
from experiments.typeset import LANGUAGES, csv_text, markdown_head, markdown_row, with_interval
from experiments.verdicts.decompose import Decomposition, Part
from indicators.indicator import Indicator
from scenarios.parameters import model_parameters

if TYPE_CHECKING:
    from experiments.grid import Grid

LABEL_WIDTH: Final = 46  # columns of a terminal
CELL_WIDTH: Final = 17
WORDS: Final = {
    "en": {
        "title": "Which dial did it: {end} against {start}",
        "what": "part",
        "total": "in all",
        "state": "the state's dials",
        "municipal": "the municipalities' dials",
        "levers": "what is no dial",
        "caption": "Each dial: what turning it added on average, over the orders in which the dials can be "
        "turned (Shapley value; {orders}). Dials add up to the whole exactly, and so do layers. In brackets "
        "the {level} % t-interval for the mean over {n}: it covers chance, the drawn parameters "
        "and the orders drawn. A part is no effect of that dial alone: what dials do together is shared "
        "between them.",
        "all": "all orders",
        "drawn": "{} drawn for each replicate, half of them the other half reversed",
        "nested": "Dials of a layer are turned one after the other, so they add up to their layer (Owen).",
        "free": "Layers are turned whole, dials in any order: dials need not add up to their layer.",
        "single": "One replicate has no interval.",
    },
    "nb": {
        "title": "Hvilken bryter gjorde det: {end} mot {start}",
        "what": "del",
        "total": "i alt",
        "state": "statens brytere",
        "municipal": "kommunenes brytere",
        "levers": "det som ikke er brytere",
        "caption": "Hver bryter: hva det i gjennomsnitt ga å skru den opp, over de rekkefølgene bryterne kan "
        "skrus i (Shapley-verdi; {orders}). Bryterne summerer seg nøyaktig til det hele, og det gjør nivåene "
        "også. I klammer {level} % t-intervall for snittet over {n}: det dekker tilfeldigheter, "
        "de trukne parametrene og de trukne rekkefølgene. En del er ikke virkningen av den bryteren alene: "
        "det brytere gjør sammen, deles mellom dem.",
        "all": "alle rekkefølger",
        "drawn": "{} trukket for hver framtid; halvparten er den andre halvparten baklengs",
        "nested": "Bryterne på et nivå skrus etter hverandre, så de summerer seg til nivået (Owen).",
        "free": "Nivåer skrus samlet, brytere i vilkårlig rekkefølge: brytere summerer seg ikke nødvendigvis "
        "til nivået.",
        "single": "Én framtid har ikke noe intervall.",
    },
}


def label(player: str, language: str) -> str:
    """Return what a dial or lever is called."""
    record = model_parameters()[player]
    return record.nb if language == "nb" else record.en


def figures(part: Part, one: Indicator, language: str) -> str:
    """Return a part and its band, one a line; one decimal more than the headline has."""
    return with_interval(part.band, one.digits + 1, language, "\n")


def lines_of(found: Decomposition, language: str) -> list[tuple[str, str, str, dict[str, Part]]]:
    """Return the lines (sort, name, label, part by headline): layers with their dials, the whole."""
    words = WORDS[language]
    names = [one.name for one in found.indicators]
    listed: list[tuple[str, str, str, dict[str, Part]]] = []
    for layer in found.layer_names:
        listed.append(("layer", layer, words[layer], {name: found.layers[name, layer] for name in names}))
        for player in found.players:
            if found.layer[player] == layer:
                of_dial = {name: found.parts[name, player] for name in names}
                listed.append(("dial", player, label(player, language), of_dial))
    listed.append(("total", "total", words["total"], found.total))
    return listed


def orders(found: Decomposition, language: str) -> str:
    """Say how many orders were counted."""
    words = WORDS[language]
    if found.rounds == 0:
        return words["all"]
    layers = len(found.layer_names)
    each = {1: 2, 2: 2, 3: 6}[layers] if found.nested else 2
    return words["drawn"].format(each * found.rounds)


def caption(found: Decomposition, language: str) -> str:
    """Say what the parts mean and what the bands cover."""
    words = WORDS[language]
    text = words["caption"].format(
        orders=orders(found, language), level=round(100 * LEVEL), n=replicates(len(found.seeds), language)
    )
    more = [words["nested" if found.nested else "free"]] if len(found.layer_names) > 1 else []
    before = caveats(found.world, found.scale, language)
    single = [words["single"]] if len(found.seeds) == 1 else []
    return " ".join([*before, text, *more, *resting(language), *single])


def as_tables(found: Decomposition, language: str, width: int, shown: Sequence[Indicator]) -> list["Grid"]:
    """Return the decomposition in as many tables as `width` columns need."""
    each = max((width - LABEL_WIDTH - 4) // (CELL_WIDTH + 3), 1)
    return [_table(found, shown[i : i + each], language) for i in range(0, len(shown), each)]


def _table(found: Decomposition, shown: Sequence[Indicator], language: str) -> "Grid":
    from rich.text import Text

    from experiments.grid import Grid

    words = WORDS[language]
    title = words["title"].format(start=found.start, end=found.end)
    table = Grid(title=titled(title, found.world, found.scale, language))
    table.add_column(words["what"], min_width=30, max_width=LABEL_WIDTH)
    for one in shown:
        table.add_column(one.heading(language), justify="right")
    for sort, _, called, parts in lines_of(found, language):
        if sort != "dial":
            table.add_section()
        style = "" if sort == "dial" else "bold"
        cells = [
            Text(figures(parts[one.name], one, language), style="bold" if parts[one.name].band.clear else "")
            for one in shown
        ]
        table.add_row(Text(called if style else f"  {called}", style=style), *cells)
    return table


def rows(found: Decomposition) -> list[dict[str, Any]]:
    """Return one row a headline and part. `exact` is the mean as a fraction: dials sum to the total."""
    listed = []
    english, bokmal = lines_of(found, "en"), lines_of(found, "nb")
    for one in found.indicators:
        for (sort, name, en, parts), (_, _, nb, _) in zip(english, bokmal, strict=True):
            part = parts[one.name]
            known = part.band.pairs > 0
            listed.append(
                {
                    "indicator": one.name,
                    "world": found.world,
                    "scale": found.scale,
                    "unit": one.unit,
                    "sort": sort,
                    "part": name,
                    "layer": found.layer.get(name, name if sort == "layer" else ""),
                    "mean": float(part.exact) if known else None,
                    "low": part.band.low if isfinite(part.band.low) else None,
                    "high": part.band.high if isfinite(part.band.high) else None,
                    "exact": f"{part.exact.numerator}/{part.exact.denominator}" if known else None,
                    "replicates": part.band.pairs,
                    "en": en,
                    "nb": nb,
                }
            )
    return listed


def as_markdown(found: Decomposition, language: str) -> str:
    """Return the decomposition as a Markdown table."""
    words = WORDS[language]
    head = [words["what"], *(one.heading(language) for one in found.indicators)]
    title = words["title"].format(start=found.start, end=found.end)
    lines = [*headed(title, found.world, found.scale, language), *markdown_head(head)]
    for sort, _, called, parts in lines_of(found, language):
        cells = [figures(parts[one.name], one, language) for one in found.indicators]
        lines.append(markdown_row([called if sort == "dial" else f"**{called}**", *cells]))
    return "\n".join([*lines, "", caption(found, language), ""])


def save(found: Decomposition, folder: Path) -> Path:
    """Write decomposition.csv, .json and .<language>.md; return the folder."""
    listed = rows(found)
    write_text(folder / "decomposition.csv", csv_text(listed))
    write_json(
        folder / "decomposition.json",
        {
            "from": found.start,
            "to": found.end,
            "seeds": list(found.seeds),
            "world": found.world,
            "scale": found.scale,
            "rounds": found.rounds,
            "nested": found.nested,
            "code": code_fingerprint(),
            "note": caption(found, "en"),
            "rows": listed,
        },
    )
    for language in LANGUAGES:
        write_text(folder / f"decomposition.{language}.md", as_markdown(found, language))
    return folder
