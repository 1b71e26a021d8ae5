"""One row of evidence has one role, and what is held out stays hidden."""

from __future__ import annotations

import tomllib

import pytest

from data import (
    DataError,
    employment_flukt,
    grants,
    load_table,
    national_series,
    pattern,
    patterns,
    programme_outcomes,
    require_role,
    role_of,
    settlement_panel,
)
from data.roles import DECLARATION, ROW_IDS, all_roles, drawn

DECLARED = tomllib.loads(DECLARATION.read_text(encoding="utf-8"))


def test_the_list_of_held_out_patterns_is_the_stated_draw() -> None:
    frame = load_table("patterns", purpose="validation")
    open_ = frame[~frame["family"].isin(DECLARED["patterns"]["input_families"])]
    listed = DECLARED["patterns"]["held_out"]
    assert len(listed) == len(set(listed))
    assert set(listed) == {i for i in open_["id"] if drawn(i)}
    assert 0.25 < len(listed) / len(open_) < 0.42


def test_every_name_declared_exists() -> None:
    series = load_table("national_series", purpose="validation")
    rows = {f"{i}:{y}" for i, y in zip(series["id"], series["year"], strict=True)}
    assert set(DECLARED["series"]["held_out"]) <= rows
    assert set(DECLARED["series"]["fit"]) <= set(series["id"])
    families = set(load_table("patterns")["family"])
    assert set(DECLARED["patterns"]["input_families"]) <= families
    assert set(DECLARED["rows"].values()) <= {"input", "fit", "held-out"}


@pytest.mark.parametrize(
    ("evidence", "role"),
    [
        ("panel:settled:2013", "held-out"),
        ("panel:decided:2013", "held-out"),
        ("panel:requested:2013", "input"),
        ("panel:settled:2012", "input"),
        ("panel:decided:2012", "input"),
        ("county:settled:2013", "held-out"),
        ("series:settled_panel:2013", "held-out"),
        ("series:decided:2013", "held-out"),
        ("series:settled_panel:2012", "fit"),
        ("series:permits_total:2013", "input"),
        ("settled_sum_2013", "held-out"),
        ("settled_sum_2012", "fit"),
        ("requested_sum_2013", "input"),
        ("tenure2001_own_somalia", "input"),
        ("tenure_own_somalia_2006", "input"),
    ],
)
def test_roles(evidence: str, role: str) -> None:
    assert role_of(evidence) == role


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(DataError, match="panel:settled:2013"):
        role_of("panel:setled:2013")


def test_the_guard_refuses_held_out_evidence() -> None:
    require_role("series:settled_panel:2012", "fit")
    with pytest.raises(DataError, match="declared 'held-out' and may not be used as 'fit'"):
        require_role("panel:settled:2013", "fit")
    with pytest.raises(DataError, match="declared 'input'"):
        require_role("tenure2001_own_somalia", "fit")


def test_the_panel_hides_2013_blanks_and_all() -> None:
    panel = settlement_panel()
    year = panel[panel["year"] == 2013]
    for column in ("decided", "settled"):
        assert year[column].isna().all()
        assert (year[f"{column}_status"] == "held-out").all()
    assert year["requested"].sum() == 9_909
    assert panel.loc[panel["year"] == 2012, "settled"].sum() == 5_757


def test_the_panel_opens_for_validation_only() -> None:
    with pytest.raises(DataError, match="validation"):
        settlement_panel(held_out=True)
    panel = settlement_panel(held_out=True, purpose="validation")
    assert panel.loc[panel["year"] == 2013, "settled"].sum() == 6_511


def test_the_purpose_alone_does_not_open_the_panel() -> None:
    panel = settlement_panel(purpose="validation")
    assert panel.loc[panel["year"] == 2013, "settled"].isna().all()


def test_no_other_door_to_2013() -> None:
    assert 2013 not in national_series("settled_panel")
    assert 2013 not in national_series("decided")
    county = load_table("settled_by_county")
    assert county.loc[county["year"] == 2013, "settled"].isna().all()
    money = grants()
    assert money.loc[money["year"] == 2013, ["year1", "total"]].isna().all(axis=None)


def test_held_out_patterns_are_hidden_everywhere() -> None:
    held = set(DECLARED["patterns"]["held_out"])
    frame = patterns()
    hidden = frame[frame["role"] == "held-out"]
    assert set(hidden["id"]) == held and hidden["value"].isna().all()
    for name in ("programme_outcomes", "employment_flukt", "employment_by_residence"):
        table = load_table(name)
        assert table.loc[table["evidence_id"].isin(held), "share"].isna().all()
    first = DECLARED["patterns"]["held_out"][0]
    with pytest.raises(DataError, match="held out"):
        pattern(first)
    assert pattern(first, purpose="validation")["role"] == "held-out"


def test_parts_that_add_up_to_the_nation_are_held_out() -> None:
    outcomes = programme_outcomes()
    assert outcomes.loc[outcomes["level"] != "nation", "share"].isna().all()
    work = employment_flukt()
    refuge = (work["reason"] == "refuge") & (work["county_code"] != "00")
    assert work.loc[refuge, ["employed", "share"]].isna().all(axis=None)
    assert work.loc[work["reason"] == "all_immigrants", "share"].notna().all()


def test_every_evidence_id_of_a_table_is_a_pattern() -> None:
    known = set(load_table("patterns")["id"])
    for name in ("programme_outcomes", "employment_flukt", "employment_by_residence"):
        ids = {i for i in load_table(name)["evidence_id"] if i}
        assert ids and ids <= known


def test_tables_and_patterns_agree() -> None:
    values = load_table("patterns", purpose="validation").set_index("id")["value"]
    for name in ("programme_outcomes", "employment_flukt", "employment_by_residence"):
        table = load_table(name, purpose="validation")
        table = table[table["evidence_id"] != ""]
        gap = (table["share"].to_numpy() - values[table["evidence_id"]].to_numpy()).__abs__()
        assert gap.max() < 0.0051, name


def test_no_settlement_after_2013() -> None:
    series = load_table("national_series", purpose="validation")
    told = series["id"].str.match("settled|decided|uam_settled|imdi_grants|municipalities_")
    assert series.loc[told, "year"].max() == 2013


def test_no_note_gives_2013_away() -> None:
    for name in ("national_series", "patterns"):
        notes = load_table(name)["note"]
        assert not notes.str.contains(r"6,?511|6,?589|5,?812").any(), name


def test_roles_cannot_be_changed_in_memory() -> None:
    with pytest.raises(TypeError):
        all_roles()["panel:settled:2013"] = "fit"  # type: ignore[index]


@pytest.mark.parametrize("table", sorted(ROW_IDS))
def test_what_is_held_out_and_nothing_else_is_hidden(table: str) -> None:
    shown, whole = load_table(table), load_table(table, purpose="validation")
    roles = all_roles()
    for status in [name for name in whole.columns if name.endswith("_status")]:
        column = status.removesuffix("_status")
        held = [roles.get(one) == "held-out" for one in ROW_IDS[table](whole, column)]
        assert (shown[status] == "held-out").tolist() == held
        assert shown.loc[held, column].isna().all()
        assert (whole[status] != "held-out").all()


def test_refugees_employment_is_hidden_per_county_and_shown_for_the_nation_where_it_is_fit() -> None:
    """As docs/odd.md has it."""
    frame = employment_flukt()
    refugees = frame[frame["reason"] == "refuge"]
    counties = refugees[refugees["county_code"] != "00"]
    assert len(counties) and counties["share"].isna().all()
    nation = refugees[refugees["county_code"] == "00"]
    for row in nation.itertuples():
        assert (row.share_status == "held-out") == (role_of(str(row.evidence_id)) == "held-out")
