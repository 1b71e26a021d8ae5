from experiments.score.card import card
from experiments.score.comparisons import Comparisons, counted
from experiments.score.distribution import distribution
from tests.experiments.score.studies import BASE, made


def test_all_that_is_shown_is_counted() -> None:
    split = {"sex:women": [1.0, 2.0], "sex:men": [2.0, 2.5]}
    moved = {"sex:women": [3.0, 4.1], "sex:men": [2.0, 2.5]}
    study = made(
        {
            BASE: {"settled": [1.0, 2.0], "crowded": [0.1, 0.2]},
            "arm": {"settled": [3.0, 4.1], "crowded": [0.1, 0.2]},
        },
        {(BASE, "settled"): split, ("arm", "settled"): moved},
    )
    found = counted([card(study, "arm", 2011, 2016)], [distribution(study, "arm")])
    assert (found.headlines, found.groups, found.clear) == (2, 2, 2)


def test_chance_alone() -> None:
    assert Comparisons(160, 40, 3).by_chance == 20
