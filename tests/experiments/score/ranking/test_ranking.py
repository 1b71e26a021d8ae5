import numpy as np

from experiments.score.ranking.ranking import ranking
from experiments.score.ranking_sheets import ranking_sheets
from tests.experiments.score.studies import BASE, made

BEFORE = [0.0, 1.0, 2.0]


def test_every_way_to_rank_is_there() -> None:
    hard = {"hard:single_men": BEFORE}
    worse = {"hard:single_men": [x - 2.0 for x in BEFORE]}
    study = made(
        {
            BASE: {"settled": BEFORE, "crowded": BEFORE},
            "good": {"settled": [x + 1 for x in BEFORE], "crowded": [x - 1 for x in BEFORE]},
            "mixed": {"settled": [x + 2 for x in BEFORE], "crowded": [x + 1 for x in BEFORE]},
        },
        {(BASE, "settled"): hard, ("good", "settled"): hard, ("mixed", "settled"): worse},
    )
    found = ranking(study)
    assert found is not None
    assert found.dominates == (("good", BASE),) and found.best == ("good", "mixed")
    assert len(found.presets) == 5 and found.accepted.ranks.shape == (3, 3)
    assert any(one.on == "hard" and one.exists for one in found.switches)
    assert found.regret["good"].worst == 1.0 and found.branches is None
    assert found.stochastic == () and found.left_out
    for language in ("en", "nb"):
        sheets = ranking_sheets(found, language, ())
        assert len(sheets) == 5 and all(sheet.rows or sheet.notes for sheet in sheets)
    assert "good dominates baseline-2013" in ranking_sheets(found, "en", ())[3].notes[0]


def test_one_replicate_or_one_scenario_is_not_ranked() -> None:
    assert ranking(made({BASE: {"settled": [1.0]}, "arm": {"settled": [2.0]}})) is None
    assert ranking(made({BASE: {"settled": [1.0, 2.0]}})) is None
    assert ranking(made({BASE: {"retention": [0.1, 0.2]}, "arm": {"retention": [0.2, 0.3]}})) is None


def test_nobody_is_ranked_by_what_has_no_sign() -> None:
    found = ranking(
        made(
            {
                BASE: {"settled": BEFORE, "retention": BEFORE},
                "arm": {"settled": BEFORE, "retention": [x + 9 for x in BEFORE]},
            }
        )
    )
    assert found is not None and found.dominates == () and np.allclose(found.accepted.wins, 0.5)
