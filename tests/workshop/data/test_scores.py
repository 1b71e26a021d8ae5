import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from experiments import compare
from experiments.score.score import Score, score
from experiments.store.saved import open_study
from workshop.data.scores import score_data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Score:
    out: Path = tmp_path_factory.mktemp("runs")
    study = compare(["integrated", "fragmented"], 3, 1, out, world="tiny", years=(2009, 2012))
    assert study.path is not None
    return score(open_study(study.path))


@pytest.fixture(scope="module")
def found(made: Score) -> dict[str, Any]:
    return score_data(made)


def test_the_first_arm_is_shown_and_another_can_be(made: Score, found: dict[str, Any]) -> None:
    assert found["b"]["label"]["nb"] == "integrated"
    assert score_data(made, "fragmented")["b"]["label"]["nb"] == "fragmented"
    assert [row["name"] for row in found["rows"]] == [
        e.indicator.name for e in made.cards["integrated"].entries
    ]


def test_what_has_no_sign_gets_none(found: dict[str, Any]) -> None:
    plain = [row for row in found["rows"] if row["direction"] == 0]
    assert plain and {row["verdict"] for row in plain} <= {"neutral", "none"}
    assert all(row["better"] is None for row in plain)


def test_a_gain_is_a_clear_difference_the_right_way(made: Score, found: dict[str, Any]) -> None:
    entries = {e.indicator.name: e for e in made.cards["integrated"].entries}
    assert {row["verdict"] for row in found["rows"]} <= {"unclear", "neutral", "none"}, "three draws"
    many = score_data(replace(made, replicates=8))["rows"]
    assert {"gain", "loss"} & {row["verdict"] for row in many}
    for row in many:
        band = entries[row["name"]].band
        if row["verdict"] in ("gain", "loss"):
            assert band.clear and (band.mean * row["direction"] > 0) == (row["verdict"] == "gain")


def test_the_ranking_holds_all_five_presets_and_what_own_weights_need(
    made: Score, found: dict[str, Any]
) -> None:
    ranking = found["ranking"]
    assert made.ranking is not None
    assert [one["id"] for one in ranking["presets"]] == [one.name for one in made.ranking.presets]
    assert len(ranking["presets"]) == 5 and len(ranking["scenarios"]) == 3
    for family in ranking["families"]:
        assert family["gains"]["baseline-2013"] == 0.0 and set(family["gains"]) == set(made.ranking.names)
    json.dumps(found, allow_nan=False)
