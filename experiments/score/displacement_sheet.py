"""The two ledgers as a table: what was done, what is reported, and the trap in words."""

from math import isfinite
from typing import Final

from experiments.score.displacement import Displacement
from experiments.score.sheet import Sheet
from experiments.score.words import figure, inline, say
from experiments.typeset import number

TEXT: Final = {
    "title": ("Reported and true: {}", "Rapportert og sant: {}"),
    "true before": ("true, baseline", "sant, grunnlinje"),
    "told before": ("reported, baseline", "rapportert, grunnlinje"),
    "true": ("true, difference", "sant, forskjell"),
    "told": ("reported, difference", "rapportert, forskjell"),
    "trap": (
        "{label}: the report gets better while what is done gets worse.",
        "{label}: rapporten blir bedre mens det som gjøres, blir dårligere.",
    ),
    "index": (
        "Goal displacement {} [{}; {}]: what is reported above what was done, over what is reported above "
        "the baseline's report. About 0: what changed was done; 1 and more: it was only told.",
        "Målforskyvning {} [{}; {}]: det som rapporteres utover det som er gjort, delt på det som "
        "rapporteres utover grunnlinjens rapport. Om lag 0: endringen er gjort; 1 og mer: den er "
        "bare fortalt.",
    ),
    "same": (
        "The reports are the baseline's: no goal displacement to measure.",
        "Rapportene er grunnlinjens: ingen målforskyvning å måle.",
    ),
    "order": (
        "Rank correlation of reported and done over municipalities: {} in the baseline, difference {}.",
        "Rangkorrelasjon mellom rapportert og gjort over kommunene: {} i grunnlinjen, forskjell {}.",
    ),
}


def text(key: str, language: str) -> str:
    """Return a text in ``en`` or ``nb``."""
    return TEXT[key][language == "nb"]


def displacement_sheet(found: Displacement, language: str) -> Sheet:
    """Return both ledgers, figure by figure."""
    keys = ("true before", "told before", "true", "told")
    head = (say("indicator", language), *(text(key, language) for key in keys))
    rows, notes = [], []
    for one in found.ledgers:
        it = one.indicator
        rows.append(
            (
                f"{it.label(language)} ({it.unit_in(language)})",
                number(one.true_before, it.digits, language),
                number(one.reported_before, it.digits, language),
                inline(figure(one.true, it, language)),
                inline(figure(one.reported, it, language)),
            )
        )
        if one.trap:
            notes.append(text("trap", language).format(label=it.label(language)))
    if isfinite(found.index):
        span = (found.index, *found.index_range)
        notes.append(text("index", language).format(*(number(x, 2, language) for x in span)))
    else:
        notes.append(text("same", language))
    if isfinite(found.order_before):
        change = number(found.order.median, 2, language, signed=True)
        notes.append(text("order", language).format(number(found.order_before, 2, language), change))
    return Sheet(text("title", language).format(found.arm), head, tuple(rows), tuple(notes))
