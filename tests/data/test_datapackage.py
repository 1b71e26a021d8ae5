"""The descriptor tells everything about every column."""

from __future__ import annotations

import csv

import pytest

from data import descriptor, load_table, table_names
from data.read import TABLES


@pytest.mark.parametrize("name", table_names())
def test_every_column_is_described(name: str) -> None:
    described = descriptor(name)
    with (TABLES / described["path"]).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    fields = described["schema"]["fields"]
    assert [f["name"] for f in fields] == header
    for field in fields:
        assert field["type"] in {"string", "integer", "number", "boolean"}
        assert field["description"]
        if field["type"] != "string":
            assert field["unit"], f"{name}.{field['name']} has no unit"


@pytest.mark.parametrize("name", table_names())
def test_every_table_says_where_it_comes_from(name: str) -> None:
    described = descriptor(name)
    for key in ("title", "description", "publisher", "licence", "sources", "sha256"):
        assert described[key], key
    has_codes = any(f["name"] == "code" for f in described["schema"]["fields"])
    if has_codes:
        assert described["codeYear"] in (2013, 2024)


@pytest.mark.parametrize("name", table_names())
def test_cells_obey_their_schema(name: str) -> None:
    frame = load_table(name, purpose="validation")
    for field in descriptor(name)["schema"]["fields"]:
        column = frame[field["name"]]
        allowed = field.get("constraints", {}).get("enum")
        if allowed:
            assert set(column) <= set(allowed), field["name"]
        if field["name"] in ("code", "code_2013") and name != "programme_outcomes":
            assert column.str.fullmatch(r"\d{4}").all()


@pytest.mark.parametrize("name", table_names())
def test_a_value_is_there_exactly_when_it_is_observed(name: str) -> None:
    frame = load_table(name, purpose="validation")
    for status in [c for c in frame.columns if c.endswith("_status")]:
        value = frame[status.removesuffix("_status")]
        assert (value.notna() == (frame[status] == "observed")).all(), status


@pytest.mark.parametrize("name", table_names())
def test_only_columns_with_a_status_have_gaps(name: str) -> None:
    frame = load_table(name, purpose="validation")
    for column in frame.select_dtypes("number"):
        if f"{column}_status" not in frame.columns:
            assert frame[column].notna().all(), column
