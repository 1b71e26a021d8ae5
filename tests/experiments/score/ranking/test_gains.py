import numpy as np
import pytest

from experiments.score.ranking.families import by_family
from experiments.score.ranking.gains import gains
from tests.experiments.score.studies import BASE, made


def test_gains_have_the_sign_of_the_direction_and_the_unit_of_the_baseline() -> None:
    study = made(
        {
            BASE: {"waiting_months_all": [10.0, 12.0], "retention": [0.1, 0.2], "crowded": [0.3, 0.3]},
            "arm": {"waiting_months_all": [8.0, 11.0], "retention": [0.5, 0.9], "crowded": [0.2, 0.2]},
        },
        {
            (BASE, "waiting_months_all"): {"hard:single_men": [1.0, 2.0]},
            ("arm", "waiting_months_all"): {"hard:single_men": [3.0, float("nan")]},
        },
    )
    found = gains(study)
    assert [one.key for one in found.criteria] == ["waiting_months_all", "waiting_months_all/hard:single_men"]
    sd = np.std([10.0, 12.0], ddof=1)
    assert found.each[1, 0].tolist() == pytest.approx([2.0 / sd, 1.0 / sd])
    assert not found.each[0].any()
    assert found.mean[1, 1] == pytest.approx(-2.0 / np.std([1.0, 2.0], ddof=1))  # the replicate it has
    assert [one.worst_off for one in found.criteria] == [False, True]
    left = {one.key: one.why for one in found.left_out}
    assert left["crowded"] == "no_spread" and left["settled"] == "no_figure" and "retention" not in left
    assert found.only([False, True]).criteria == found.criteria[1:]


def test_headlines_of_one_scorecard_id_share_a_family() -> None:
    values = {"settled": [1.0, 2.0], "municipalities_settling": [3.0, 5.0], "crowded": [0.3, 0.4]}
    arm = {"settled": [2.0, 3.0], "municipalities_settling": [3.0, 5.0], "crowded": [0.3, 0.4]}
    found = by_family(gains(made({BASE: values, "arm": arm})))
    assert [one.name for one in found.families] == ["S13", "S04"]
    assert found.families[0].members == ("settled", "municipalities_settling")
    assert found.mean[1].tolist() == pytest.approx([0.5 / np.std([1.0, 2.0], ddof=1), 0.0])
