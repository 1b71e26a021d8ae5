"""The two ledgers as a table: what was done, what is reported, and the trap in words."""

from collections.abc import Mapping
from functools import partial
from math import isfinite
from typing import Final

from experiments.score.band import Band
from experiments.score.displacement import Displacement, TwoLedgers
from experiments.score.sheet import Sheet
from experiments.score.words import figure, inline, say, text_of
from experiments.typeset import interval, number, telling
from indicators.indicator import Indicator

TEXT: Final = {
    "title": ("Reported and true: {}", "Rapportert og sant: {}"),
    "true before": ("true, baseline", "sant, grunnlinje"),
    "told before": ("reported, baseline", "rapportert, grunnlinje"),
    "true": ("true, difference", "sant, forskjell"),
    "told": ("reported, difference", "rapportert, forskjell"),
    "trap": (
        "{label}: the report gets better ({told}) while what is done gets worse ({true}), {sure}; both in "
        "{count} of {pairs} replicates.",
        "{label}: rapporten blir bedre ({told}) mens det som gjøres, blir dårligere ({true}); {sure}, og "
        "begge deler samtidig i {count} av {pairs} framtider.",
    ),
    "hollow": (
        "{label}: the report gets better ({told}) while what is done does not, clearly ({true}).",
        "{label}: rapporten blir bedre ({told}) uten at det som gjøres, blir klart bedre ({true}).",
    ),
    "clear": ("both clearly", "begge deler er klare"),
    "unclear": ("not both clearly", "ikke begge deler er klare"),
    "one": ("from one replicate", "bare én framtid er kjørt"),
    "audits": ("What an audit does to it", "Hva kontroll gjør med det"),
    "audit": (
        "{label}, with {share} % of the reports audited ({arm}) rather than {before} % ({other}): the report "
        "is {apart} better than what was done, not {apart_before}; what was done is {true}, not "
        "{true_before}.",
        "{label}, når {share} % av rapportene kontrolleres ({arm}) og ikke {before} % ({other}): rapporten "
        "er {apart} bedre enn det som er gjort, ikke {apart_before}; det som er gjort, er {true}, ikke "
        "{true_before}.",
    ),
    "index": (
        "Goal displacement {} [{}; {}]: how much further the reports are from what was done than in the "
        "baseline, over how much the reports move. About 0: what changed was done; 1 and more: it was only "
        "told.",
        "Målforskyvning {} [{}; {}]: hvor mye større avstanden fra rapportene til det som er gjort, er enn i "
        "grunnlinjen, delt på hvor mye rapportene endrer seg. Om lag 0: det er gjort mer; 1 og mer: det er "
        "bare rapportert mer.",
    ),
    "same": (
        "The reports hardly move ({} % from the baseline's on average): goal displacement is a share of "
        "that movement, and is not measured.",
        "Rapportene endrer seg knapt ({} % fra grunnlinjens i snitt): målforskyvning er en andel av den "
        "endringen, og måles ikke.",
    ),
    "order": (
        "Rank correlation of reported and done over municipalities: {} in the baseline, difference {}.",
        "Rangkorrelasjon mellom rapportert og gjort over kommunene: {} i grunnlinjen, forskjell {}.",
    ),
}

text = partial(text_of, TEXT)


def trap_sentences(found: Displacement, language: str) -> tuple[str, ...]:
    """Return a sentence for each figure whose report gets better while what is done does not."""
    said = []
    for one in sorted(found.ledgers, key=_weight):
        if not (one.told or one.hollow):
            continue
        it, pairs = one.indicator, one.true.replicates
        sure = "one" if pairs < 2 else "clear" if one.clear else "unclear"
        told, true = (_value(band, it, language) for band in (one.reported, one.true))
        said.append(
            text("trap" if one.told else "hollow", language).format(
                label=it.label(language), told=told, true=true, sure=text(sure, language),
                count=one.trapped, pairs=pairs,
            )
        )  # fmt: skip
    return tuple(said)


def _weight(one: TwoLedgers) -> tuple[bool, bool, float]:
    """Return what puts the trap before a hollow report, clear ones first, and larger rises of a report."""
    before = abs(one.reported_before) or 1.0
    return not one.told, not one.clear, -abs(one.reported.median) / before


def _value(found: Band, one: Indicator, language: str) -> str:
    """Return a median with as many decimals as it takes not to look like none, its interval, its unit."""
    digits = telling(one.digits, True, found.median)
    value = number(found.median, digits, language, signed=True)
    span = interval(found.low, found.high, digits, language) if found.replicates > 1 else ""
    return f"{value} {span}".strip()


def audit_sentences(
    found: Mapping[str, Displacement | None], audits: Mapping[str, float], language: str
) -> tuple[str, ...]:
    """Return what an audit does to figures in a trap: arms that differ in the share of reports audited.

    Parameters
    ----------
    found : mapping
        By arm.
    audits : mapping
        By arm: the share of reports audited, of those arms only that are otherwise the same scenario.
    """
    order = sorted((arm for arm in audits if found.get(arm) is not None), key=lambda arm: audits[arm])
    if len(order) < 2:
        return ()
    other, said = order[0], []
    before = {one.indicator.name: one for one in _ledgers(found[other])}
    for arm in order[1:]:
        for one in _ledgers(found[arm]):
            was, it = before[one.indicator.name], one.indicator
            if not (was.told or was.hollow):
                continue
            digits = it.digits
            levels = [x.true_before + x.true.median for x in (one, was)]
            values = [number(x, digits, language) for x in (one.apart.median, was.apart.median, *levels)]
            keys = ("apart", "apart_before", "true", "true_before")
            said.append(
                text("audit", language).format(
                    label=it.heading(language), arm=arm, other=other,
                    share=number(100 * audits[arm], 0, language),
                    before=number(100 * audits[other], 0, language),
                    **dict(zip(keys, values, strict=True)),
                )
            )  # fmt: skip
    return tuple(said)


def audit_sheet(
    found: Mapping[str, Displacement | None], audits: Mapping[str, float], language: str
) -> Sheet | None:
    """Return what an audit does, as a table of notes; None where no arms differ in it alone."""
    said = audit_sentences(found, audits, language)
    return Sheet(text("audits", language), (), (), said) if said else None


def _ledgers(found: Displacement | None) -> tuple[TwoLedgers, ...]:
    return () if found is None else found.ledgers


def displacement_sheet(found: Displacement, language: str) -> Sheet:
    """Return both ledgers, figure by figure."""
    keys = ("true before", "told before", "true", "told")
    head = (say("indicator", language), *(text(key, language) for key in keys))
    rows, notes = [], list(trap_sentences(found, language))
    for one in found.ledgers:
        it = one.indicator
        rows.append(
            (
                it.heading(language),
                number(one.true_before, it.digits, language),
                number(one.reported_before, it.digits, language),
                inline(figure(one.true, it, language)),
                inline(figure(one.reported, it, language)),
            )
        )
    if not found.hardly:
        span = (found.index, *found.index_range)
        notes.append(text("index", language).format(*(number(x, 2, language) for x in span)))
    else:
        notes.append(text("same", language).format(number(100 * found.moved, 1, language)))
    if isfinite(found.order_before):
        change = number(found.order.median, 2, language, signed=True)
        notes.append(text("order", language).format(number(found.order_before, 2, language), change))
    return Sheet(text("title", language).format(found.arm), head, tuple(rows), tuple(notes))
