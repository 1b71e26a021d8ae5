"""Loading: types, copies, lazy import and clear errors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from data import (
    DataError,
    load_table,
    municipality_frame,
    national_series,
    pattern,
    patterns,
    refugee_stock,
)
from data.read import TABLES, read_table


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the embedded tables to damage."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def test_codes_stay_text() -> None:
    assert "0301" in municipality_frame().index
    assert len(municipality_frame()) == 428


def test_a_reader_cannot_spoil_the_table_of_the_next() -> None:
    spoilt = load_table("rents")
    spoilt.loc[:, "rent_nok"] = 0
    assert load_table("rents")["rent_nok"].min() > 0
    stock = refugee_stock(2009)
    stock.loc[:, "refugees"] = 0
    assert refugee_stock(2009)["refugees"].sum() == 110_110


def test_importing_data_does_not_import_pandas() -> None:
    code = "import sys, data; sys.exit('pandas' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "rents.csv").unlink()
    with pytest.raises(DataError, match=r"'rents\.csv' is missing"):
        read_table("rents", copy)


def test_a_changed_file_is_refused(copy: Path) -> None:
    with (copy / "rents.csv").open("a", encoding="utf-8") as stream:
        stream.write("2099,norway,1,1,nobody\n")
    with pytest.raises(DataError, match=r"'rents\.csv' is not the one"):
        read_table("rents", copy)


def _describe(copy: Path, change: dict[str, object]) -> None:
    path = copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "rents":
            resource.update(change)
    path.write_text(json.dumps(package), encoding="utf-8")


def test_wrong_rows_are_refused(copy: Path) -> None:
    _describe(copy, {"rows": 3})
    with pytest.raises(DataError, match=r"'rents\.csv' has \d+ rows, not 3"):
        read_table("rents", copy)


def test_wrong_columns_are_refused(copy: Path) -> None:
    _describe(copy, {"schema": {"fields": [{"name": "year", "type": "integer"}]}})
    with pytest.raises(DataError, match=r"'rents\.csv' has other columns"):
        read_table("rents", copy)


@pytest.mark.parametrize("text", ["{", "[]", '{"resources": [1]}'])
def test_a_damaged_descriptor_is_named(copy: Path, text: str) -> None:
    (copy / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage\.json"):
        read_table("rents", copy)


def test_a_missing_descriptor_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage\.json' of the tables is missing"):
        read_table("rents", tmp_path)


def test_unknown_names_give_the_nearest() -> None:
    with pytest.raises(DataError, match="'rents'"):
        load_table("rent")
    with pytest.raises(DataError, match="'permits_total'"):
        national_series("permit_total")
    with pytest.raises(DataError, match=r"'retention5_cohort_200\d'"):
        pattern("retention5_cohort_2004")
    with pytest.raises(DataError, match="no family 'retentions'"):
        patterns("retentions")
    with pytest.raises(DataError, match="2006-2010, not 2011"):
        refugee_stock(2011)


def test_an_unknown_purpose_is_refused() -> None:
    with pytest.raises(DataError, match="neither"):
        load_table("rents", purpose="tuning")  # type: ignore[arg-type]


def test_known_figures() -> None:
    assert national_series("permits_total")[2012] == 7_177
    assert national_series("waiting_end")[2012] == 3_829
    assert national_series("G")[2013] == 85_245
    assert national_series("cpi")[2015] == 100
    frame = load_table("national_series")
    assert frame.loc[(frame["id"] == "G") & (frame["year"] == 2010), "confidence"].item() == ("verified")


def test_every_municipality_has_a_market_with_prices() -> None:
    frame = municipality_frame()
    rents = load_table("rents")
    assert set(frame["rent_zone"]) <= set(rents.loc[rents["year"] == 2010, "zone"])
    assert set(frame["rent_zone_2015"]) <= set(rents.loc[rents["year"] == 2015, "zone"])
    prices = load_table("house_prices")
    assert set(frame["price_region"]) <= set(prices["county_code"])


@pytest.mark.parametrize("purpose", ["model", "validation"])
def test_series_read_as_rows_are_those_of_the_masked_table(purpose: Literal["model", "validation"]) -> None:
    table = load_table("national_series", purpose=purpose)
    shown = table[table["value_status"] == "observed"]
    for name in set(table["id"]):
        rows = shown[shown["id"] == name]
        wanted = {int(y): float(v) for y, v in zip(rows["year"], rows["value"], strict=True)}
        assert national_series(name, purpose=purpose) == wanted
