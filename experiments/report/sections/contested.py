"""Contested mechanisms: which verdicts move when one of them is otherwise, when the study has them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from experiments.report.beside import contested
from experiments.report.document import Items, Section, Table, Text
from experiments.report.material import Material
from experiments.report.sections.headline import chosen
from experiments.report.words import Words
from experiments.typeset import telling
from indicators.indicator import Indicator
from scenarios.mechanisms import mechanisms

LOUD: Final = ("turned", "lost", "found")

Row = Mapping[str, Any]
Flip = tuple[str, str]  # mechanism, which way it is otherwise


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when the verdict was not run under both sides."""
    found = contested(material)
    if found is None:
        return None
    held = {one.name for one in material.headlines()}
    rows = [row for row in found["rows"] if row.get("indicator") in held]
    flips = list(dict.fromkeys(_flip(row) for row in rows if row.get("mechanism")))
    sentences = []
    for arm in material.study.arms:
        mine = [row for row in rows if row.get("scenario") == arm and row.get("mechanism")]
        loud = sum(str(row.get("change")) in LOUD for row in mine)
        sentences.append(words("contested.summary", arm=arm, moved=loud, cells=len(mine), flips=len(flips)))
    pairs = max((int(row.get("replicates") or 0) for row in rows), default=0)
    blocks: list[Text | Items | Table] = [
        Text(words("contested.lead")),
        Items(tuple(sentences)),
        Text(words("contested.pairs", count=pairs), "note"),
    ]
    for arm in material.study.arms:
        blocks += _verdicts(material, arm, rows, flips, words)
    if any(str(row.get("change")) in LOUD for row in rows):
        blocks.append(_counts(material, rows, flips, words))
    return Section("contested", words("contested.title"), tuple(blocks))


def _flip(row: Row) -> Flip:
    return str(row.get("mechanism")), str(row.get("flip"))


def _verdicts(
    material: Material, arm: str, rows: Sequence[Row], flips: Sequence[Flip], words: Words
) -> list[Text | Table]:
    """Return what the headline sentences become under the flips that move one of them."""
    shown = chosen(material)
    cells = {(_flip(row), row["indicator"]): row for row in rows if row.get("scenario") == arm}
    usual = {row["indicator"]: row for row in cells.values() if not row.get("mechanism")}
    moving = [
        flip
        for flip in flips
        if any(str(cells.get((flip, one.name), {}).get("change")) in LOUD for one in shown)
    ]
    if not moving:
        return [Text(words("contested.firm", arm=arm, flips=len(flips)))]
    listed: list[tuple[str, ...]] = [
        (words("contested.usual"), *(_cell(usual.get(one.name), one, words) for one in shown))
    ]
    for flip in moving:
        listed.append(
            (_said(flip, words), *(_cell(cells.get((flip, one.name)), one, words) for one in shown))
        )
    head = (
        words("contested.mechanism"),
        *(f"{one.label(words.language)} ({words.unit(one)})" for one in shown),
    )
    rest = 0.64 / len(shown)
    title = words("contested.table", arm=arm, moving=len(moving), flips=len(flips))
    return [Table(title, head, tuple(listed), widths=(0.36, *(rest for _ in shown)))]


def _counts(material: Material, rows: Sequence[Row], flips: Sequence[Flip], words: Words) -> Table:
    """Return how many verdicts on all headlines move under each flip."""
    counted = Counter((_flip(row), row.get("scenario"), str(row.get("change"))) for row in rows)
    listed = []
    for flip in flips:
        cells = [
            " / ".join(str(counted[flip, arm, change]) for change in LOUD) for arm in material.study.arms
        ]
        evidence = next((str(row.get("evidence", "")) for row in rows if _flip(row) == flip), "")
        listed.append((_said(flip, words), evidence, *cells))
    head = (words("contested.mechanism"), words("contested.evidence"), *material.study.arms)
    rest = 0.36 / len(material.study.arms)
    widths = (0.46, 0.18, *(rest for _ in material.study.arms))
    return Table(words("contested.counts"), head, tuple(listed), 2, widths)


def _said(flip: Flip, words: Words) -> str:
    """Return a mechanism and which way it is otherwise in words; their names where the library has none."""
    nb = words.language == "nb"
    for one in mechanisms():
        if one.name == flip[0] and flip[1] in one.flips:
            question = one.question.nb if nb else one.question.en
            return f"{question}\n→ {one.flips[flip[1]].label(words.language)}"
    return " → ".join(flip)


def _cell(row: Row | None, one: Indicator, words: Words) -> str:
    if row is None:
        return words("common.unknown")
    low, high, mean = (_known(row.get(key)) for key in ("low", "high", "difference"))
    digits = telling(one.digits, low * high > 0, low, high)
    value = f"{words.number(mean, digits, True)}\n{words.interval(low, high, digits)}".strip()
    change = str(row.get("change"))
    return f"{value}\n{words(f'contested.{change}')}" if change in LOUD else value


def _known(value: Any) -> float:
    return float("nan") if value is None else float(value)
