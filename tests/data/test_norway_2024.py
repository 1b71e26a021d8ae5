"""The tables of the world of 2024: nobody is lost on the way to today's municipalities."""

import pytest

from data import (
    Crosswalk,
    DataError,
    load_table,
    municipality_frame_2024,
    national_2024,
    refugee_stock,
    role_of,
    settlement_panel_2024,
)
from data.building.start_2024 import KEPT_2010, apportioned

PARTS = ["stock_2010", "settled_2010_2021", "settled_other", "settled_ukrainian"]


def test_all_357_municipalities_are_there_and_no_other() -> None:
    frame = municipality_frame_2024()
    assert len(frame) == 357 == frame.index.nunique()
    assert set(frame.index) == set(settlement_panel_2024()["code"]) == set(load_table("grants_2024")["code"])
    reached = {new for old in load_table("municipalities")["code"]
               for new, _ in Crosswalk.between(2013, 2024).targets(old)}  # fmt: skip
    assert reached == set(frame.index)


def test_municipalities_add_up_to_the_nation() -> None:
    frame, panel = municipality_frame_2024(), settlement_panel_2024()
    assert frame["population_2024"].sum() == 5_550_203
    assert frame["population_2022"].sum() == 5_425_947 and (frame["population_2022"] > 0).all()
    for year in (2022, 2023, 2024):
        settled = panel.loc[panel["year"] == year, "settled"].sum()
        assert settled == national_2024(f"settled_municipal_sum_{year}")
    asked = panel[panel["year"] == 2024]
    assert asked["requested"].sum() == national_2024("requested_2024")
    assert asked["decided"].sum() == national_2024("resolved_2024")


def test_the_assumed_stock_is_the_sum_of_its_stated_parts() -> None:
    frame = municipality_frame_2024()
    assert frame["stock_2010"].sum() == round(KEPT_2010 * refugee_stock(2010)["refugees"].sum())
    lately = frame["settled_other"].sum() + frame["settled_ukrainian"].sum()
    before = national_2024("settled_2010_2023_still_resident") - lately
    assert frame["settled_2010_2021"].sum() == pytest.approx(1.25 * before, abs=2)
    total = frame[PARTS].sum(axis=1)
    assert (frame["women"] <= total).all() and (total > 0).all()


def test_settlement_of_2024_is_no_input() -> None:
    assert role_of("panel_2024:settled:2024") == "fit"
    assert role_of("panel_2024:settled:2023") == "input"


def test_a_wrong_figure_is_named() -> None:
    with pytest.raises(DataError, match="nearest is 'settled_2024'"):
        national_2024("settled_2042")


def test_largest_remainders_keep_the_total() -> None:
    assert apportioned(10, {"a": 1.0, "b": 1.0, "c": 1.0}) == {"a": 4, "b": 3, "c": 3}
