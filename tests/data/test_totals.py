"""Municipalities add up to the nation, as far as they do."""

from __future__ import annotations

import pytest

from data import (
    load_table,
    municipality_frame,
    national_series,
    origin_mix,
    refugee_stock,
    settlement_panel,
)

# IMDi's annual reports count settlement a little narrower than the municipal panel does
# (6,087, 5,797 and 5,486 against 6,178, 5,878 and 5,518): no municipality explains it.
PANEL_ABOVE_ANNUAL = 0.016


def test_refugee_stock_of_2009_is_the_anchor() -> None:
    stock = refugee_stock(2009)
    assert len(stock) == 428
    assert stock["refugees"].sum() == 110_110


@pytest.mark.parametrize(
    ("year", "refugees"), [(2006, 90_589), (2007, 96_613), (2008, 103_437), (2010, 117_899)]
)
def test_refugee_stock_of_other_years(year: int, refugees: int) -> None:
    stock = refugee_stock(year)
    assert stock["refugees"].sum() == refugees
    assert (stock["refugees_women"] + stock["refugees_men"] == stock["refugees"]).all()


def test_population_adds_up_to_the_nation() -> None:
    frame = municipality_frame()
    national = {2009: 4_799_252, 2010: 4_858_199, 2013: 5_051_275, 2015: 5_165_802}
    assert {year: frame[f"population_{year}"].sum() for year in national} == national


def test_population_of_2009_and_2010_agree_with_the_stock_table() -> None:
    frame = municipality_frame()
    for year in (2009, 2010):
        assert (frame[f"population_{year}"] == refugee_stock(year)["population_all"]).all()


def test_merged_municipalities_are_the_sum_of_their_parts() -> None:
    frame = municipality_frame()
    assert {"1505", "1756", "1903"} <= set(frame.index)
    assert (frame.filter(like="population_") > 0).all(axis=None)


def test_panel_is_slightly_above_the_annual_reports() -> None:
    annual = national_series("settled_annual", purpose="validation")
    panel = national_series("settled_panel", purpose="validation")
    for year in (2009, 2010, 2011):
        assert 0 < panel[year] / annual[year] - 1 < PANEL_ABOVE_ANNUAL


@pytest.mark.parametrize(
    ("column", "series"),
    [("settled", "settled_panel"), ("decided", "decided"), ("requested", "requested")],
)
def test_panel_adds_up_to_the_national_series(column: str, series: str) -> None:
    panel = settlement_panel(held_out=True, purpose="validation")
    sums = panel.groupby("year")[column].sum(min_count=1).dropna().to_dict()
    assert sums == national_series(series, purpose="validation")


def test_counties_are_sums_of_municipalities() -> None:
    # Exactly equal: a blank cell of the panel added nobody.
    panel = settlement_panel(held_out=True, purpose="validation")
    county = load_table("settled_by_county", purpose="validation")
    sums = panel.groupby([panel["code"].str[:2], "year"])["settled"].sum()
    for code, year, settled in zip(county["county_code"], county["year"], county["settled"], strict=True):
        assert sums[code, year] == settled


def test_the_queue_identity_of_2011_and_2012_holds_within_two_per_cent() -> None:
    permits = national_series("permits_total")
    settled = national_series("settled_annual") | {2012: national_series("settled_panel")[2012]}
    waiting = national_series("waiting_end")
    inflow = permits[2011] + permits[2012]
    use = settled[2011] + settled[2012] + waiting[2012] - waiting[2010]
    assert abs(use / inflow - 1) < 0.02


def test_every_municipality_has_every_origin_in_the_mix() -> None:
    mix = origin_mix()
    assert len(mix) == 428 * mix["country_code"].nunique()
    assert "Poland" not in set(mix["country"])


def test_municipal_dwellings_carry_the_right_years() -> None:
    series = national_series("municipal_dwellings")
    assert series[2008] == 96_403  # mislabelled 2010 at one source
    assert series[2010] == 100_918
