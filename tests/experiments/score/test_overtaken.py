"""A wait that falls while others are overtaken: one rule, told beside every table that calls it a gain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.comparison import Study
from experiments.score.card import card
from experiments.score.card_sheets import card_sheet
from experiments.score.overtaken import MARK, overtaken, overtaken_sentence, ranked_sentence
from experiments.score.ranking.ranking import ranking
from experiments.score.ranking_sheets import ranking_sheets
from tests.experiments.score.studies import BASE, made

STEPS = (0.0, 0.01, -0.01, 0.02)  # what each replicate adds to a difference: small beside one
NAMES = ("waiting_months_all", "waiting_months", "waiting_stock", "settled")


def study(**moved: float) -> Study:
    """Return a study whose arm differs from the baseline by `moved`, nearly the same in each replicate."""
    base = {name: [10.0 + i for i in range(len(STEPS))] for name in NAMES}
    arm = {
        name: [x + moved[name] + step * bool(moved[name]) for x, step in zip(base[name], STEPS, strict=True)]
        if name in moved
        else base[name]
        for name in NAMES
    }
    return made({BASE: base, "arm": arm})


@settings(max_examples=40, deadline=None)
@given(st.tuples(*(st.sampled_from((-1.0, 0.0, 1.0)) for _ in NAMES)))
def test_a_wait_is_told_of_only_where_it_falls_while_more_wait_or_fewer_are_settled(
    moved: tuple[float, ...],
) -> None:
    by_name = dict(zip(NAMES, moved, strict=True))
    found = overtaken(card(study(**by_name), "arm", 2011, 2016))
    falls = tuple(name for name in NAMES[:2] if by_name[name] < 0)
    told = bool(falls) and (by_name["waiting_stock"] > 0 or by_name["settled"] < 0)
    assert (found is not None) == told
    if found is not None:
        assert found.waits == falls
        assert (found.more is not None, found.fewer is not None) == (
            by_name["waiting_stock"] > 0, by_name["settled"] < 0,
        )  # fmt: skip


def test_what_is_not_clear_is_not_told() -> None:
    wide = {BASE: {name: [10.0] * 4 for name in NAMES}}
    wide["arm"] = {name: [5.0, 14.0, 8.0, 12.0] for name in NAMES}
    assert overtaken(card(made(wide), "arm", 2011, 2016)) is None
    assert overtaken(card(made({BASE: {"settled": [1.0, 2.0]}, "arm": {"settled": [0.0, 1.0]}}), "arm", 2011,
                          2016)) is None  # fmt: skip


@pytest.mark.parametrize(
    ("language", "wait", "said"),
    [
        ("en", "waiting_months_all", "arm: the wait is shorter, but more wait in reception: +1"),
        ("nb", "waiting_months_all", "arm: ventetiden går ned, men flere venter i mottak: +1"),
        ("en", "waiting_months", "arm: those who are settled have waited a shorter time, but more wait"),
        ("nb", "waiting_months", "arm: de som bosettes, har ventet kortere, men flere venter i mottak: +1"),
    ],
)
def test_it_stands_beside_the_scorecard_and_the_rankings(language: str, wait: str, said: str) -> None:
    made_up = study(**{wait: -1.0, "waiting_stock": 1.0})
    found = card(made_up, "arm", 2011, 2016)
    told = overtaken(found)
    assert told is not None
    sentence = overtaken_sentence(told, language)
    assert sentence.startswith(said)
    sheet = card_sheet(found, 4, 1, language, told)
    marked = [row[0] for row in sheet.rows if row[0].endswith(MARK)]
    assert len(marked) == 1 and found.entry(wait).indicator.label(language) in marked[0]
    assert sheet.notes[0] == f"{MARK} {sentence}"
    assert not any(MARK in cell for row in card_sheet(found, 4, 1, language).rows for cell in row)
    ranked = ranking(made_up)
    assert ranked is not None
    presets, accepted, *_ = ranking_sheets(ranked, language, (told,))
    for one in (presets, accepted):
        assert [row[0] for row in one.rows] == [BASE, f"arm {MARK}"]
        assert any(ranked_sentence(language) in note for note in one.notes)
    assert sentence in presets.notes[0]
    plain = ranking_sheets(ranked, language, ())
    assert [row[1:] for row in plain[0].rows] == [row[1:] for row in presets.rows]  # no figure is hidden
    assert not any(MARK in note for one in plain for note in one.notes)
