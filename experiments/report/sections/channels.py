"""Which channel did it: the decomposition of a gain among dials, when the study has one."""

from collections.abc import Mapping
from typing import Any

from experiments.report.beside import decompositions
from experiments.report.document import Figure, Section, Table, Text, cells
from experiments.report.figures.forest import Line, Mark, forest
from experiments.report.material import Material
from experiments.report.sections.headline import chosen
from experiments.report.words import Words
from experiments.typeset import telling
from indicators.indicator import Indicator


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when nobody decomposed a scenario of the study."""
    blocks: list[Text | Figure | Table] = []
    for found in decompositions(material):
        for one in chosen(material)[:2]:
            rows = [row for row in found["rows"] if row.get("indicator") == one.name]
            if rows:
                blocks.append(_figure(found, rows, one, words))
    if not blocks:
        return None
    return Section("channels", words("channels.title"), (Text(words("channels.lead")), *blocks))


def _figure(found: Mapping[str, Any], rows: list[Mapping[str, Any]], one: Indicator, words: Words) -> Figure:
    digits, listed, lines = one.digits + 1, [], []
    for row in rows:
        low, high = (float("nan") if row[key] is None else float(row[key]) for key in ("low", "high"))
        mean = float("nan") if row["mean"] is None else float(row["mean"])
        mark = Mark(mean, low, high, low > 0 or high < 0)
        shown = telling(digits, mark.clear, low, high)
        name = str(row[words.language])
        lines.append(Line(name, {str(found["to"]): mark}, head=row["sort"] != "dial"))
        listed.append([name, f"{words.number(mean, shown, True)} {words.interval(low, high, shown)}"])
    about = {"arm": found["to"], "start": found["from"], "indicator": one.label(words.language)}
    said = "; ".join(f"{name}: {value}" for name, value in listed)
    return Figure(
        f"channels-{str(found['to']).replace('_', '-')}-{one.name.replace('_', '-')}",
        forest(lines, words.unit(one), words.language, digits),
        words("channels.alt", said=said, **about),
        words("channels.figure", level=words.level(), count=len(found.get("seeds", ())), **about),
        Table(words("channels.table", **about), (words("channels.part"), words.unit(one)), cells(listed)),
    )
