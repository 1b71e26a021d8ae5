"""Contested mechanisms: which verdicts move when one of them is otherwise, when the study has them."""

from collections.abc import Mapping
from typing import Any, Final

from experiments.report.beside import contested
from experiments.report.document import Items, Section, Table, Text
from experiments.report.material import Material
from experiments.report.words import Words
from indicators.indicator import Indicator

LOUD: Final = ("turned", "lost", "found")


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when the verdict was not run under both sides."""
    found = contested(material)
    if found is None:
        return None
    held = {one.name: one for one in material.headlines()}
    rows = [row for row in found["rows"] if row.get("mechanism") and row.get("indicator") in held]
    moved = [row for row in rows if str(row.get("change")) in LOUD]
    sentences = []
    for arm in material.study.arms:
        mine = [row for row in rows if row.get("scenario") == arm]
        flips = len({(row["mechanism"], row.get("flip")) for row in mine})
        loud = sum(row in moved for row in mine)
        sentences.append(words("contested.summary", arm=arm, moved=loud, cells=len(mine), flips=flips))
    blocks: list[Text | Items | Table] = [Text(words("contested.lead")), Items(tuple(sentences))]
    if moved:
        names = ("mechanism", "evidence", "indicator", "difference", "change")
        listed = tuple(_row(row, held[str(row["indicator"])], words) for row in moved)
        head = tuple(words(f"contested.{name}") for name in names)
        blocks.append(Table(words("contested.table"), head, listed, 5, (0.28, 0.12, 0.28, 0.18, 0.14)))
    return Section("contested", words("contested.title"), tuple(blocks))


def _row(row: Mapping[str, Any], one: Indicator, words: Words) -> tuple[str, ...]:
    low, high, mean = (_known(row.get(key)) for key in ("low", "high", "difference"))
    value = f"{words.number(mean, one.digits, True)} {words.interval(low, high, one.digits)}"
    flip = str(row.get("flip", ""))
    return (
        f"{row['scenario']}: {row['mechanism']} → {flip}",
        str(row.get("evidence", "")),
        f"{one.label(words.language)} ({words.unit(one)})",
        value,
        words(f"contested.{row['change']}"),
    )


def _known(value: Any) -> float:
    return float("nan") if value is None else float(value)
