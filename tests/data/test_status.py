"""Suppressed and missing are states of their own and never zero."""

from __future__ import annotations

from data import grants, load_table, origin_mix, programme_outcomes, settlement_panel


def test_oslo_2012_is_missing_not_zero() -> None:
    frame = grants(purpose="validation")
    oslo = frame[(frame["code"] == "0301") & (frame["year"] == 2012)].iloc[0]
    for column in ("years2_5", "total"):
        assert oslo[f"{column}_status"] == "missing"
        assert oslo[column] != oslo[column]
    assert oslo["year1"] == 127_852_400


def test_norwegian_training_is_missing_before_2013() -> None:
    frame = grants()
    early = frame[frame["year"] < 2013]
    assert (early["norwegian_training_status"] == "missing").all()


def test_blank_decisions_of_2013_are_not_zeros() -> None:
    panel = settlement_panel(held_out=True, purpose="validation")
    asked = panel[(panel["year"] == 2013) & (panel["requested"] > 0)]
    assert len(asked) == 368
    assert (asked["decided_status"] == "missing").sum() == 52
    assert ((asked["decided_status"] == "observed") & (asked["decided"] == 0)).sum() == 25


def test_requests_before_2012_are_missing() -> None:
    panel = settlement_panel()
    early = panel[panel["year"] < 2012]
    assert (early["requested_status"] == "missing").all()
    assert (early["decided_status"] == "missing").all()


def test_settled_is_never_an_explicit_zero() -> None:
    panel = settlement_panel(held_out=True, purpose="validation")
    assert (panel["settled"].dropna() > 0).all()


def test_no_row_of_the_panel_is_unspecified() -> None:
    # The copy read has no code 9999; the column is there for a copy that has.
    assert (settlement_panel()["unspecified"] == 0).all()


def test_small_origin_cells_are_suppressed() -> None:
    mix = origin_mix()
    assert set(mix["persons_status"]) == {"observed", "suppressed"}
    assert mix["persons"].min() >= 4
    assert 0.6 < (mix["persons_status"] == "suppressed").mean() < 0.8


def test_kosovo_is_missing_before_it_had_a_code() -> None:
    frame = load_table("origin_national")
    kosovo = frame[(frame["country"] == "Kosovo") & (frame["year"] < 2008)]
    assert (kosovo["persons_status"] == "missing").all()


def test_five_years_after_is_missing_in_2011() -> None:
    frame = programme_outcomes(purpose="validation")
    rows = frame[(frame["observation_year"] == 2011) & (frame["years_after"] == 5)]
    assert len(rows) and (rows["participants_status"] == "missing").all()


def test_programme_cells_are_suppressed_not_zero() -> None:
    frame = programme_outcomes(purpose="validation")
    hidden = frame[frame["share_status"] == "suppressed"]
    assert len(hidden) > 500 and hidden["share"].isna().all()
    assert not frame.duplicated(["level", "code", "observation_year", "years_after", "sex"]).any()
