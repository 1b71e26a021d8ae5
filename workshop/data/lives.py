"""Households' lives under two scenarios for the page: spans of a state, with the reason for waiting."""

from collections.abc import Sequence
from typing import Any, Final

from agents.kinds import MONTHS_PER_YEAR, Kind, Tenure
from agents.reason_words import words
from experiments.errors import RequestError
from experiments.stories.life import Life, Month
from experiments.stories.life_words import KINDS, reason_of, town_name
from experiments.stories.story import Story, counted, most_different
from experiments.stories.story_files import note, summary
from experiments.stories.tracing import key_text
from experiments.typeset import LANGUAGES

PER_KIND: Final = 4  # households of a kind that the page can choose among


def life_data(stories: Sequence[Story], per_kind: int = PER_KIND) -> dict[str, Any]:
    """Return the stories that the page can show, and how all of them compare.

    Those shown are the first `per_kind` of each kind (in the order of the sample, so no choice of ours)
    and the one whose two lives differ most.

    Raises
    ------
    RequestError
        If there is no story.
    """
    if not stories:
        raise RequestError("no_case")
    most = most_different(stories)
    shown, seen = [most], dict.fromkeys(Kind, 0)
    for story in stories:
        seen[Kind(story.kind)] += 1
        if seen[Kind(story.kind)] <= per_kind and story.key != most.key:
            shown.append(story)
    count = counted(stories)
    return {
        "scenarios": list(most.scenarios),
        "mostDifferent": key_text(most.key),
        "counted": {
            "longer": count.longer, "shorter": count.shorter, "same": count.same, "apart": count.apart,
            "of": len(stories),
        },
        "note": {language: note(most, language) for language in LANGUAGES},
        "stories": [story_data(story) for story in shown],
    }  # fmt: skip


def story_data(story: Story) -> dict[str, Any]:
    """Return one household's two lives."""
    found = [life for life in story.lives if life is not None]
    first = min(life.months[0].month for life in found)
    last = max(life.months[-1].month for life in found)
    calendar = story.calendar
    months = [f"{calendar.year_of(m)}-{m % MONTHS_PER_YEAR + 1:02d}" for m in range(first, last + 1)]
    begun = min(found, key=lambda life: life.months[0].month).months[0]
    return {
        "household": key_text(story.key),
        "kind": _both(lambda nb: KINDS[Kind(story.kind)][nb]),
        "kindId": Kind(story.kind).name.lower(),
        "persons": begun.persons,
        "seed": story.seed,
        "scenarios": list(story.scenarios),
        "months": months,
        "difference": story.difference(),
        "summary": {lang: [summary(life, lang) for life in story.lives] for lang in LANGUAGES},
        "lives": [None if life is None else _life(life, first) for life in story.lives],
        "stretches": {
            lang: [
                {"first": one.first - first, "last": one.last - first, "said": list(one.said)}
                for one in story.stretches(lang)
            ]
            for lang in LANGUAGES
        },
    }


def _both(text: Any) -> dict[str, str]:
    return {"en": text(False), "nb": text(True)}


def _life(life: Life, first: int) -> dict[str, Any]:
    reasons = sorted(life.reasons().items(), key=lambda one: (-one[1], one[0]))
    spans: list[dict[str, Any]] = []
    for month in life.months:
        now = _state(month)
        if spans and spans[-1]["last"] == month.month - first - 1 and _same(spans[-1], now):
            spans[-1]["last"] += 1
        else:
            at = month.month - first
            spans.append({"first": at, "last": at, **now})
    return {
        "waited": life.waited,
        "moves": life.moves,
        "left": None if life.left is None else life.left - first,
        "reasons": [{**{lang: words(code, lang) for lang in LANGUAGES}, "months": n} for code, n in reasons],
        "spans": spans,
    }


def _state(month: Month) -> dict[str, Any]:
    town = month.case_town if month.waits else month.town
    reason = {lang: reason_of(month, lang) for lang in LANGUAGES} if month.waits else None
    if not month.waits and month.seeks:
        reason = {lang: words(month.why, lang) for lang in LANGUAGES}
    return {
        "state": "waiting" if month.waits else "seeking" if month.seeks else "housed",
        "tenure": Tenure(month.tenure).name.lower(),
        "town": None if town is None else {lang: town_name(town, lang) for lang in LANGUAGES},
        "reason": reason,
    }


def _same(span: dict[str, Any], now: dict[str, Any]) -> bool:
    return all(span[name] == value for name, value in now.items())
