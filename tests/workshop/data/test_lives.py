import json
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.stories.story import Story, counted, most_different, stories
from experiments.stories.tracing import key_text
from simulation.trace import Sample
from workshop.data.lives import life_data


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return stories(["baseline-2013", "integrated"], 1, sample=Sample(30), years=(2009, 2012), world="tiny")


@pytest.fixture(scope="module")
def found(told: list[Story]) -> dict[str, Any]:
    return life_data(told, per_kind=2)


def test_the_one_that_differs_most_comes_first(told: list[Story], found: dict[str, Any]) -> None:
    assert found["mostDifferent"] == key_text(most_different(told).key) == found["stories"][0]["household"]
    kinds = [one["kindId"] for one in found["stories"][1:]]
    assert len(kinds) > 2 and max(kinds.count(kind) for kind in kinds) <= 2
    assert found["counted"]["longer"] == counted(told).longer and found["counted"]["of"] == len(told)


def test_every_month_of_waiting_has_its_reason(found: dict[str, Any]) -> None:
    lives = [life for one in found["stories"] for life in one["lives"] if life]
    assert sum(life["waited"] for life in lives) > 0
    for life in lives:
        waiting = [span for span in life["spans"] if span["state"] == "waiting"]
        assert sum(span["last"] - span["first"] + 1 for span in waiting) == life["waited"]
        assert sum(one["months"] for one in life["reasons"]) == life["waited"]
        assert all(span["reason"]["nb"] for span in waiting)


def test_spans_follow_each_other_without_a_gap(found: dict[str, Any]) -> None:
    for one in found["stories"]:
        for life in filter(None, one["lives"]):
            spans = life["spans"]
            assert all(b["first"] == a["last"] + 1 for a, b in zip(spans, spans[1:], strict=False))
            assert spans[0]["first"] >= 0 and spans[-1]["last"] < len(one["months"])
        for language in ("en", "nb"):
            assert one["stretches"][language][-1]["last"] == len(one["months"]) - 1


def test_it_says_what_a_story_is_not(found: dict[str, Any]) -> None:
    assert "oppdiktet" in found["note"]["nb"] and "invented" in found["note"]["en"]
    json.dumps(found, allow_nan=False)


def test_without_a_story_there_is_a_sentence() -> None:
    with pytest.raises(RequestError):
        life_data([])
