"""The scorecard and the rankings as the page shows them: no verdict where an indicator has no sign."""

from math import isfinite
from typing import Any

from experiments.caveat import caveats
from experiments.score.band import Band
from experiments.score.card import Entry
from experiments.score.ranking.ranking import Ranking
from experiments.score.score import Score
from experiments.score.words import say
from experiments.table import LEAST_MARKED
from experiments.typeset import LANGUAGES
from indicators.groups import words as group_words
from indicators.indicator import Indicator
from indicators.library import indicator


def score_data(score: Score, arm: str | None = None) -> dict[str, Any]:
    """Return the card of one arm (the first when left out) with the rankings of all scenarios.

    Raises
    ------
    KeyError
        If there is no such arm.
    """
    chosen = arm or score.arms[0]
    enough = score.replicates // score.per_draw >= LEAST_MARKED  # draws, as the table of a comparison asks
    en, nb = (caveats(score.world, score.scale, language) for language in LANGUAGES)
    return {
        "a": {"label": _plain(score.baseline)},
        "b": {"label": _plain(chosen)},
        "replicates": score.replicates,
        "rows": [_row(entry, enough) for entry in score.cards[chosen].entries],
        "ranking": None if score.ranking is None else _ranking(score.ranking),
        "caveats": [{"en": a, "nb": b} for a, b in zip(en, nb, strict=True)],
    }


def _plain(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


def _row(entry: Entry, enough: bool) -> dict[str, Any]:
    one, found = entry.indicator, entry.band
    known = [over for over in entry.over if over.available]
    over = {}
    if "now" in entry.columns and "invest" in entry.columns and known:
        over = {"now": _band(known[0].band, one, enough), "invest": _band(known[-1].band, one, enough)}
    return {
        "name": one.name,
        **{lang: one.label(lang) for lang in LANGUAGES},
        "unit": one.unit_in("en"),
        "unit_nb": one.unit_in("nb"),
        "caveat": {lang: one.caveat(lang) for lang in LANGUAGES},
        "digits": max(one.digits, 0),
        "direction": one.direction,
        "level": list(one.level),
        "columns": list(entry.columns),
        "bearers": list(one.bearers),
        "a": _number(entry.baseline),
        **_band(found, one, enough),
        "over": over,
        "splits": [{"label": _part(split.part), **_band(split.band, one, enough)} for split in entry.splits],
    }


def _part(part: str) -> dict[str, str]:
    dimension, _, group = part.partition(":")
    return {lang: group_words(dimension, group, lang) for lang in LANGUAGES}


def _band(found: Band, one: Indicator, enough: bool) -> dict[str, Any]:
    """Return a band: the median and the 5-95 % of the paired differences, and what they come to."""
    if not found.known:
        return {"difference": None, "low": None, "high": None, "pairs": 0, "better": None, "worse": None,
                "clear": False, "verdict": "none"}  # fmt: skip
    verdict = "neutral"
    if one.direction:
        verdict = (
            "unclear"
            if not (found.clear and enough)
            else "gain"
            if found.mean * one.direction > 0
            else "loss"
        )
    return {
        "difference": _number(found.median), "low": _number(found.low), "high": _number(found.high),
        "pairs": found.replicates, "better": found.better, "worse": found.worse, "clear": found.clear,
        "verdict": verdict,
    }  # fmt: skip


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _ranking(found: Ranking) -> dict[str, Any]:
    means = found.families.mean
    return {
        "scenarios": [{"id": name, "label": _plain(name)} for name in found.names],
        "families": [
            {
                "id": family.name,
                "label": {lang: indicator(family.members[0]).label(lang) for lang in LANGUAGES},
                "level": family.level,
                "gains": {name: round(float(means[i, k]), 6) for i, name in enumerate(found.names)},
            }
            for k, family in enumerate(found.families.families)
        ],
        "presets": [
            {
                "id": one.name,
                "label": {lang: say(one.name, lang) for lang in LANGUAGES},
                "ranks": dict(one.ranks),
            }
            for one in found.presets
        ],
    }
