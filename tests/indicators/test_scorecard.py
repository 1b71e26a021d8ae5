from experiments.indicator_list import detail, found
from indicators.catalogue import Entry
from indicators.indicator import SCORECARD_IDS
from indicators.library import indicator
from indicators.scorecard import MISSING, ROWS, scorecard


def test_all_25_rows_have_indicators_and_words() -> None:
    rows = scorecard()
    assert tuple(row.id for row in rows) == SCORECARD_IDS == tuple(ROWS) and len(rows) == 25
    for row in rows:
        assert row.indicators and row.level and row.label("en") != row.label("nb")
        assert all(row.id in indicator(name).scorecard for name in row.indicators)
    assert set(MISSING) <= set(ROWS)


def test_what_is_built_in_part_says_so() -> None:
    for name in ("S09", "s15", "S21", "S22"):
        one = found(name)
        assert isinstance(one, Entry) and one.why("en").startswith("In part") and "Delvis" in one.why("nb")
        assert any("Delvis" in text for _, text in detail(one, "nb"))


def test_headlines_stand_before_what_is_beside_them() -> None:
    (row,) = (row for row in scorecard() if row.id == "S21")
    assert row.indicators == ("allowance_need", "allowance_paid")
