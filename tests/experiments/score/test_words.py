from experiments.score.words import SETTLED_IN, settled_in
from indicators.library import all_indicators, indicator


def test_whose_centrality_it_is_is_said_where_some_of_it_follows_settlement() -> None:
    followed = {one.name for one in all_indicators() if one.placed_at_settlement}
    lived = {"waiting_months", "secure_home", "wellbeing", "settled", "cost_municipality"}
    assert {"work_2_years", "after_programme_1", "owner_5_years", "retention", "cohort_public"} <= followed
    assert "language_outside_work" in followed and not followed & lived
    assert settled_in([indicator("secure_home"), indicator("retention")], "nb") == (SETTLED_IN[1],)
    assert settled_in([indicator("secure_home")], "en") == settled_in([], "en") == ()
