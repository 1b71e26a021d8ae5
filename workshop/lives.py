"""Lives of households under two scenarios as the page draws them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from agents.kinds import Tenure
from agents.reason_words import words
from experiments.stories.life import Life, Month
from experiments.stories.life_words import kind
from experiments.stories.story import Story, counted, stories
from experiments.stories.story_files import note, summary
from experiments.stories.tracing import key_text, parse_kind
from experiments.typeset import LANGUAGES
from scenarios.scenario import Scenario
from scenarios.worlds import world_named
from simulation.trace import Sample

AMONG: Final = 120  # households of a kind among which those to tell are looked for
MANY: Final = 400  # of all kinds


def chosen(
    first: Scenario, second: Scenario, seed: int, kinds: Sequence[str | None], count: int, world: str
) -> list[dict[str, Any]]:
    """Return lives of each kind asked for: the one that differs most, and others less so.

    Whether the chosen one waited longer or shorter is not asked: how many of all that were looked at waited
    longer and shorter stands with each.

    Parameters
    ----------
    kinds : sequence of str or None
        Names of kinds of household; None is any.
    count : int
        Lives of each kind.
    """
    only = parse_kind(kinds[0]) if len(kinds) == 1 else None
    found = stories([first, second], seed, (), Sample(AMONG if len(kinds) == 1 else MANY, only), world=world)
    told = []
    for name in kinds:
        code = parse_kind(name)
        mine = [one for one in found if code is None or one.kind == code]
        ordered = sorted(mine, key=lambda one: (-one.difference(), one.key))
        step = max(len(ordered) // (count + 1), 1)
        about = {"among": _shares(mine), "asked": name or "any"}
        told += [as_life(story) | about for story in ordered[::step][:count]]
    return told


def _shares(found: Sequence[Story]) -> dict[str, int]:
    count = counted(found)
    return {"all": len(found), "longer": count.longer, "shorter": count.shorter, "same": count.same,
            "apart": count.apart}  # fmt: skip


def as_life(story: Story) -> dict[str, Any]:
    """Return a story as the page draws it."""
    spec = world_named(story.world)
    months = sorted({m.month for life in story.lives if life is not None for m in life.months})
    every = list(range(months[0], months[-1] + 1))
    place = {month: i for i, month in enumerate(every)}
    first = next(life for life in story.lives if life is not None).months[0]
    return {
        "household": key_text(story.key),
        "kind": {language: kind(story.kind, language) for language in LANGUAGES},
        "persons": first.persons,
        "seed": story.seed,
        "scenarios": list(story.scenarios),
        "months": [spec.text(month) for month in every],
        "difference": story.difference(),
        "summary": {language: [summary(life, language) for life in story.lives] for language in LANGUAGES},
        "note": {language: note(story, language) for language in LANGUAGES},
        "lives": [_life(life, place) for life in story.lives],
        "stretches": {
            language: [
                {"first": place[s.first], "last": place[s.last], "said": list(s.said)}
                for s in story.stretches(language)
            ]
            for language in LANGUAGES
        },
    }


def _life(life: Life | None, place: Mapping[int, int]) -> dict[str, Any] | None:
    if life is None:
        return None
    spans: list[dict[str, Any]] = []
    for month in life.months:
        look = _look(month)
        at = place[month.month]
        if spans and spans[-1]["last"] == at - 1 and {k: spans[-1][k] for k in look} == look:
            spans[-1]["last"] = at
        else:
            spans.append({"first": at, "last": at, **look})
    return {
        "waited": life.waited,
        "moves": life.moves,
        "reasons": [
            {**{language: words(code, language) for language in LANGUAGES}, "months": months}
            for code, months in sorted(life.reasons().items(), key=lambda one: (-one[1], one[0]))
        ],
        "spans": spans,
    }


def _look(month: Month) -> dict[str, Any]:
    state = "waiting" if month.waits else "seeking" if month.seeks else "housed"
    reason = {language: words(month.reason, language) for language in LANGUAGES} if month.waits else None
    town = month.case_town if month.waits else month.town
    return {"state": state, "tenure": Tenure(month.tenure).name.lower(), "town": town, "reason": reason}
