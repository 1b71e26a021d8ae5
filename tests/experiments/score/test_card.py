from dataclasses import replace

import pytest

from experiments.score.card import LEVELS, card, columns_of
from experiments.score.card_sheets import card_sheet, context_sheet
from experiments.score.distribution import distribution
from experiments.score.ranking.gains import gains
from indicators.library import headlines, indicator
from tests.experiments.score.studies import BASE, made


def test_an_indicator_stands_once_and_where_it_says() -> None:
    study = made({BASE: {"settled": [1.0, 2.0]}, "arm": {"settled": [2.0, 4.0]}})
    found = card(study, "arm", 2011, 2016)
    assert [e.indicator for e in found.entries] == list(headlines())
    everywhere = [entry for level in LEVELS for entry in found.at(level)]
    assert len(everywhere) == len(found.entries)
    entry = found.entry("settled")
    assert entry.band.median == 1.5 and entry.baseline == 1.5 and entry.better
    assert entry in found.at("municipality", "invest") and entry not in found.at("municipality", "now")
    assert found.entry("crowded").better is None and not found.entry("crowded").band.known


def test_columns() -> None:
    one = indicator("settled")
    assert columns_of(replace(one, horizon="both")) == ("now", "invest")
    assert columns_of(replace(one, direction=0)) == ("context",)
    assert columns_of(replace(one, effect="cost", direction=-1)) == ("cost",)


def test_the_ambiguous_have_no_sign_and_are_split() -> None:
    part = {"stay:county": [0.1, 0.2], "kind:single": [0.0, 0.0]}
    study = made(
        {BASE: {"retention": [0.5, 0.5]}, "arm": {"retention": [0.9, 0.9]}},
        {(BASE, "retention"): part, ("arm", "retention"): {**part, "stay:county": [0.3, 0.4]}},
    )
    entry = card(study, "arm", 2011, 2016).entry("retention")
    assert entry.better is None and entry.band.better is None
    assert [s.part for s in entry.splits] == ["stay:county"]
    assert entry.splits[0].band.median == pytest.approx(0.2)


def test_housing_allowance_is_no_gain_no_harm_and_no_ground_of_a_ranking() -> None:
    """Fewer eligible may need less, or be priced out of its limits: need beside what is paid, no sign."""
    values = {"allowance_need": [0.4, 0.42, 0.41], "allowance_paid": [9.0, 9.1, 9.2]}
    more = {name: [2 * x for x in series] for name, series in values.items()}
    parts = {"kind:single": [0.4, 0.41, 0.42], "kind:family": [0.3, 0.31, 0.32]}
    worse = {name: [3 * x for x in series] for name, series in parts.items()}
    study = made(
        {BASE: {**values, "settled": [1.0, 2.0, 3.0]}, "arm": {**more, "settled": [2.0, 3.0, 4.0]}},
        {(BASE, "allowance_need"): parts, ("arm", "allowance_need"): worse},
    )
    found = card(study, "arm", 2011, 2016)
    family = found.family("S21")
    assert [e.indicator.name for e in family] == ["allowance_need", "allowance_paid"]
    assert all(e.better is None and e.band.better is None for e in family)
    need = found.entry("allowance_need")
    assert need.columns == ("context",) and need.band.clear  # seen, and no verdict
    assert distribution(study, "arm").losses == ()
    assert {c.indicator.name for c in gains(study).criteria} == {"settled"}
    sheet = context_sheet(found, "nb")
    assert sheet is not None and sheet.rows[0][0].startswith("BOSTØTTE: BEHOV")


def test_the_ambiguous_have_a_small_table_of_their_own() -> None:
    values = {"retention": [0.5, 0.5], "coethnic_exposure": [0.1, 0.1], "settled": [1.0, 2.0]}
    parts = {"stay:county": [0.1, 0.2]}
    study = made({BASE: values, "arm": values}, {(at, "retention"): parts for at in (BASE, "arm")})
    found = card(study, "arm", 2011, 2016)
    assert [e.indicator.name for e in found.beside if e.band.known] == ["coethnic_exposure"]
    for language in ("en", "nb"):
        sheet = context_sheet(found, language)
        assert sheet is not None
        names = [row[0] for row in sheet.rows]
        assert any(found.entry("retention").indicator.label(language) in name for name in names)
        assert any(name.startswith("– ") for name in names)  # what retention splits into
        matrix = card_sheet(found, 2, 1, language)
        assert not any(found.entry("retention").indicator.label(language) in row[0] for row in matrix.rows)
        assert len(matrix.head) == 6  # no column for what has no sign


def test_by_horizon() -> None:
    study = made(
        {BASE: {"settled": [1.0]}, "arm": {"settled": [2.0]}},
        years={(BASE, "settled"): {2011: [1.0], 2013: [1.0]}, ("arm", "settled"): {2011: [4.0], 2013: [2.0]}},
    )
    over = card(study, "arm", 2011, 2014).entry("settled").over
    assert [o.band.median for o in over[:2]] == [3.0, 1.0] and not over[2].available
    assert over[2].horizon.coverage == "none"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "years 5-10,\nonly 2016"), ("nb", "år 5-10,\nbare 2016")]
)
def test_the_scorecard_names_the_years_of_a_horizon_that_the_run_has_in_part(
    language: str, told: str
) -> None:
    name = next(one.name for one in headlines() if columns_of(one) == ("now", "invest"))
    years = {2011: [1.0, 2.0], 2012: [1.0, 2.0], 2016: [3.0, 5.0]}
    study = made(
        {BASE: {name: [1.0, 2.0]}, "arm": {name: [2.0, 3.0]}},
        years={(BASE, name): {y: [0.0, 0.0] for y in years}, ("arm", name): years},
    )
    (row,) = [
        row for row in card_sheet(card(study, "arm", 2011, 2016), 2, 1, language).rows if "+4" in "".join(row)
    ]
    now, invest = row[2:4]
    assert told not in now and f"({told})" in invest
