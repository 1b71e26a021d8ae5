import fnmatch

import pytest

from data.loader import load_table
from indicators.indicator import SCORECARD_IDS, Measured, NotRecorded
from indicators.library import UnknownIndicator, all_indicators, headlines, indicator, observers_of
from simulation.recorder import Record

EXPECTED = {
    "waiting_stock", "waiting_months", "waiting_months_all", "asked", "decided", "settled", "share_municipal",
    "share_private", "crowded", "retention", "work_2_years", "work_5_years", "cost_udi", "cost_imdi",
    "cost_husbanken", "cost_nav", "cost_municipality", "cost_household", "cost_landlord",
    "after_programme_1_women", "after_programme_1_men", "lost_vacancies", "others_waiting", "rent_effect",
}  # fmt: skip


def test_every_headline_is_found_by_name() -> None:
    assert {one.name for one in headlines()} >= EXPECTED


def test_each_has_labels_source_unit_and_a_direction() -> None:
    for one in all_indicators():
        assert one.en and one.nb and one.unit and one.source and one.observers
        assert one.direction in (-1, 0, 1)
        assert one.label("nb") == one.nb and one.label("en") == one.en


def test_contested_indicators_have_no_direction() -> None:
    for name in ("retention", "share_municipal", "share_private", "asked"):
        assert indicator(name).direction == 0


def test_unknown_names_the_nearest() -> None:
    with pytest.raises(UnknownIndicator, match="waiting_stock"):
        indicator("waiting_stok")


def test_observers_are_given_once() -> None:
    names = [one.name for one in observers_of(all_indicators())]
    assert len(names) == len(set(names))


def test_a_run_without_its_observers_needs_a_re_run() -> None:
    empty = Record({}, {"observers": [], "years": [2009, 2016]})
    with pytest.raises(NotRecorded, match="needs a re-run"):
        indicator("settled").of(empty)


def test_labels_units_and_caveats_are_in_both_languages() -> None:
    for one in all_indicators():
        assert one.unit_nb, one.name
        assert bool(one.caveat_en) == bool(one.caveat_nb), one.name


def test_each_says_whose_gain_or_cost_it_is_and_a_cost_who_bears_it() -> None:
    for one in all_indicators():
        assert one.level, one.name
        assert one.bearers or one.effect == "gain", one.name


def test_guards_are_indicators() -> None:
    names = {one.name for one in all_indicators()}
    for one in all_indicators():
        assert set(one.guards) <= names - {one.name}, one.name


def test_the_whole_scorecard_is_covered() -> None:
    assert set(SCORECARD_IDS) == {row for one in all_indicators() for row in one.scorecard}


def test_contested_families_are_never_given_a_sign() -> None:
    names = ("retention", "leavers_chose", "stayers_tied", "coethnic_exposure", "owner_5_years")
    for name in (*names, "allowance_need", "allowance_paid"):
        assert indicator(name).ambiguous


def test_parts_are_read_by_dimension() -> None:
    found = Measured(1.0, {}, {"sex:women": 0.2, "sex:men": 0.3, "kind:single": 0.4})
    assert found.by("sex") == {"women": 0.2, "men": 0.3}
    assert found.by("origin") == {} and found.dimensions() == ("sex", "kind")


def test_published_series_exist() -> None:
    for one in all_indicators():
        for series in one.series:
            table, _, name = series.partition(":")
            frame = load_table(table, purpose="validation")
            known = [*frame.columns, *(frame["id"].astype(str) if "id" in frame else [])]
            assert not name or fnmatch.filter(known, name), (one.name, series)
