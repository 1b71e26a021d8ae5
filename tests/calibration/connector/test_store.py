"""A table as a target reads it: from disk, checked, repeated offline hash by hash, never a zero for a
suppressed cell."""

import json
from pathlib import Path

import pytest

from calibration.connector import restricted_tables, table
from calibration.connector.api import Api
from calibration.connector.errors import ConnectorError
from calibration.connector.lock import read_lock
from calibration.connector.states import MISSING, OBSERVED, SUPPRESSED
from calibration.connector.store import Store
from data.building.table import STATUSES
from tests.calibration.connector.bank import Bank, Time
from tests.calibration.connector.conftest import api_of

FILE = """
kind = "ssb"
table = "07459"
title_en = "People"
title_nb = "Folk"
unit = "persons"
publisher = "SSB"
terms = "CC BY 4.0"
code_year = 2013
role = "fit"
{more}
[columns]
year = "role:time"
geography = "role:geo"
group = {group}
"""


def added(tmp_path: Path, more: str = "", group: str = '["Kjonn"]', name: str = "people") -> Store:
    path = tmp_path / f"{name}.toml"
    path.write_text(FILE.format(more=more, group=group), encoding="utf-8")
    store = Store(tmp_path / "data")
    store.add(path)
    return store


def test_states_are_those_of_the_embedded_tables() -> None:
    assert {OBSERVED, SUPPRESSED, MISSING} == set(STATUSES)


def test_a_fetched_table_has_every_cell_with_its_state(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    entry = store.update(store.definition("people"), api)
    frame = table("people", store.folder)
    assert list(frame.columns) == ["year", "geography", "group", "value", "state"]
    assert len(frame) == len(bank.cells) == entry.rows == 24
    for (region, sex, _, year), value in bank.cells.items():
        here = (frame["year"] == int(year)) & (frame["geography"] == region) & (frame["group"] == sex)
        (row,) = frame[here].itertuples(index=False)
        mark = bank.marks.get((region, sex, "Personer1", year), "")
        want = {":": "suppressed", "..": "missing", ".": "not applicable"}.get(mark, "observed")
        assert row.state == want
        assert row.value == value if want == "observed" else row.value != row.value
    assert not (frame["value"] == 0).any()  # the bank has one zero, and it is suppressed
    assert entry.states == {"observed": 20, "suppressed": 2, "missing": 1, "not applicable": 1}
    assert frame.attrs["unit"] == "persons" and frame.attrs["code_year"] == 2013
    assert frame.attrs["role"] == "fit" and frame.attrs["sha256"] == entry.hash


def test_a_fetched_table_repeats_offline_hash_by_hash(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.most = 5
    store = added(tmp_path)
    one = store.definition("people")
    entry = store.update(one, api)
    asked = len(bank.asked)
    assert store.rebuilt(one) == store.content(one)
    assert table("people", store.folder).equals(table("people", store.folder))
    assert len(bank.asked) == asked  # nobody was asked
    before = (store.folder / "data.lock.json").read_bytes()
    again = store.update(one, api)
    assert again == entry and (store.folder / "data.lock.json").read_bytes() == before
    assert again.hash == entry.hash and len(bank.queries) == len(entry.answers)  # all from the cache
    lock = json.loads((store.folder / "data.lock.json").read_text(encoding="utf-8"))
    assert lock["tables"]["people"]["hash"] == entry.hash and len(entry.answers) > 4


def test_another_version_has_another_hash_and_the_old_rows_are_kept(
    bank: Bank, api: Api, clock: Time, tmp_path: Path
) -> None:
    store = added(tmp_path)
    one = store.definition("people")
    first = store.update(one, api)
    bank.updated = "2026-03-03T07:00:00Z"
    bank.cells[("0303", "2", "Personer1", "2012")] = 999.5
    second = store.update(one, api_of(bank, clock))
    assert second.hash != first.hash and second.updated == bank.updated
    assert (store.folder / "snapshots" / first.snapshot).is_file()
    assert 999.5 in set(table("people", store.folder)["value"])


def test_a_table_held_out_is_hidden_from_whoever_tunes(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    path = store.folder / "tables" / "people.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('role = "fit"\n', ""), encoding="utf-8"
    )  # nobody said what it may be used for
    store.update(store.definition("people"), api)
    hidden = table("people", store.folder)
    assert hidden["value"].isna().all() and set(hidden["state"]) == {"held-out"} and len(hidden) == 24
    shown = table("people", store.folder, purpose="validation")
    assert shown["value"].notna().sum() == 20 and shown.attrs["role"] == "held-out"


def test_a_folder_that_cannot_be_written_to_is_told(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    (store.folder / "cache").write_text("in the way", encoding="utf-8")
    with pytest.raises(ConnectorError, match="cannot be written"):
        store.update(store.definition("people"), api)


def test_the_name_of_a_file_counts(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    text = (store.folder / "tables" / "people.toml").read_text(encoding="utf-8")
    (store.folder / "tables" / "b.toml").write_text('name = "other"\n' + text, encoding="utf-8")
    store.update(store.definition("b"), api)
    assert len(table("b", store.folder)) == 24 and table("b", store.folder).attrs["name"] == "b"


def test_what_fails_leaves_what_counted_before(bank: Bank, api: Api, clock: Time, tmp_path: Path) -> None:
    store = added(tmp_path)
    one = store.definition("people")
    first = store.update(one, api)
    bank.updated, bank.truly_most = "2026-03-03", 0
    with pytest.raises(ConnectorError):
        store.update(one, api_of(bank, clock))
    assert read_lock(store.folder)["people"] == first and len(table("people", store.folder)) == 24


def test_what_is_damaged_is_never_read(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    one = store.definition("people")
    entry = store.update(one, api)
    answer = store.folder / "cache" / entry.answers[0]
    answer.write_bytes(answer.read_bytes() + b" ")
    with pytest.raises(ConnectorError, match="not what it was"):
        store.rebuilt(one)
    rows = store.folder / "snapshots" / entry.snapshot
    rows.write_bytes(rows.read_bytes().replace(b"33", b"34"))
    with pytest.raises(ConnectorError, match="not what it was"):
        table("people", store.folder)
    rows.unlink()
    with pytest.raises(ConnectorError):
        table("people", store.folder)


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"format": 2, "tables": {}}', b'{"format": 1, "tables": {"people": {"x": 1}}}', b"\xff"],
)
def test_a_damaged_lock_file_is_told(content: bytes, tmp_path: Path) -> None:
    store = added(tmp_path)
    (store.folder / "data.lock.json").write_bytes(content)
    with pytest.raises(ConnectorError, match="is damaged"):
        table("people", store.folder)


def test_a_lock_file_of_somebody_else_names_no_file_elsewhere(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    store.update(store.definition("people"), api)
    path = store.folder / "data.lock.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["tables"]["people"]["snapshot"] = "../../secret.csv"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ConnectorError, match="is damaged"):
        table("people", store.folder)


def test_a_changed_definition_asks_for_a_new_fetch(bank: Bank, api: Api, tmp_path: Path) -> None:
    store = added(tmp_path)
    store.update(store.definition("people"), api)
    path = store.folder / "tables" / "people.toml"
    path.write_text(path.read_text(encoding="utf-8") + '[select]\nTid = ["2010"]\n', encoding="utf-8")
    with pytest.raises(ConnectorError, match="another version of its file"):
        table("people", store.folder)
    store.update(store.definition("people"), api)
    assert set(table("people", store.folder)["year"]) == {2010}


def test_names_are_found_or_the_nearest_is_told(tmp_path: Path) -> None:
    store = added(tmp_path)
    with pytest.raises(ConnectorError, match="Did you mean people?"):
        table("poeple", store.folder)
    with pytest.raises(ConnectorError, match="has not been fetched"):
        table("people", store.folder)
    with pytest.raises(ConnectorError, match="already"):
        added(tmp_path, more='note = "another"')
    added(tmp_path)  # the same again is no other


def test_groupings_are_asked_for_and_summed_variables_left_out(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.elimination = ("Kjonn",)
    bank.codelists = {"agg_Two": {"K-a": ("0301", "0302"), "K-b": ("0303",)}}
    store = added(
        tmp_path, more='[codelists]\n"Region" = "agg_Two"\n[select]\n"Region" = ["K-*"]', group="[]"
    )
    store.update(store.definition("people"), api)
    frame = table("people", store.folder)
    assert set(frame["geography"]) == {"K-a", "K-b"} and set(frame["group"]) == {""}
    where = (frame["geography"] == "K-b") & (frame["year"] == 2012)
    want = sum(bank.cells["0303", sex, "Personer1", "2012"] or 0 for sex in "12")
    assert frame.loc[where, "value"].item() == want
    (query,) = bank.queries
    assert [one["variableCode"] for one in query["selection"]] == ["Region", "ContentsCode", "Tid"]
    assert query["selection"][0]["codelist"] == "agg_Two"
    bad = added(tmp_path, more='[codelists]\n"Region" = "agg_Tow"\n[select]\n"Region" = ["*"]', name="bad")
    with pytest.raises(ConnectorError, match="Did you mean agg_Two?"):
        bad.update(bad.definition("bad"), api)


def test_periods_that_are_no_years_are_refused(bank: Bank, api: Api, tmp_path: Path) -> None:
    bank.dimensions["Tid"] = tuple(f"{year}K1" for year in (2009, 2010, 2011, 2012))
    bank.cells = {(*key[:3], f"{key[3]}K1"): value for key, value in bank.cells.items()}
    store = added(tmp_path)
    with pytest.raises(ConnectorError, match="'2009K1' is no year"):
        store.update(store.definition("people"), api)


def test_no_public_table_makes_a_study_restricted(tmp_path: Path) -> None:
    assert restricted_tables(added(tmp_path).folder) == ()
