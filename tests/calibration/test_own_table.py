"""A user's own table as the record of a target: role, states, and figures of a run."""

from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.connector.errors import ConnectorError
from calibration.connector.store import Store
from calibration.own_table import hash_of_table, tables_told, target_of_table
from calibration.small_numbers import of_count
from calibration.target import HeldOutError, Target
from calibration.validation.door import judged

TABLE = """
kind = "imdi-csv"
file = "own.csv"
title_en = "Own"
title_nb = "Egen"
unit = "persons"
publisher = "own"
terms = "own"
code_year = 2013
role = "{role}"

[columns]
year = "year"
geography = "place"
value = "count"
"""
MICRO = """
kind = "microdata"
file = "own.csv"
restricted = true
title_en = "Own"
title_nb = "Egen"
unit = "persons"
publisher = "own"
terms = "restricted"
role = "fit"
code_year = 2013

[columns]
year = "year"
geography = "place"
group = ["status"]
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path / "data"))
    return Store(tmp_path / "data")


def fetched(store: Store, folder: Path, toml: str, csv: str) -> None:
    (folder / "own.csv").write_text(csv, encoding="utf-8")
    (folder / "own.toml").write_text(toml, encoding="utf-8")
    store.update(store.add(folder / "own.toml"), None)


def made(role: str = "fit", **more: Any) -> Target:
    given = {
        "read": lambda record: lambda one: 100.0 * one.year + float(one.geography),
        "se": lambda value, one: of_count(value),
        "name": "own", "en": "Own", "nb": "Egen", "unit": "persons", "unit_nb": "personer",
        "discrepancy": 0.1, "transform": "log", "role": role,
    }  # fmt: skip
    return target_of_table("own", **{**given, **more})


ROWS = "year;place;count\n2012;0301;612\n2012;1103;<5\n2012;1106;\n2011;0301;0\n"


def test_a_suppressed_or_missing_cell_is_no_zero_and_no_part_of_the_fit(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="fit"), ROWS)
    one = made()
    cells = {(cell.year, cell.geography): cell for cell in one.known()}
    assert cells[2012, "0301"].value == 612 and cells[2012, "0301"].se == of_count(612)
    assert cells[2011, "0301"].value == 0 and cells[2011, "0301"].state == "observed"
    assert cells[2012, "1103"].state == "suppressed" and isnan(cells[2012, "1103"].value)
    assert cells[2012, "1106"].state == "missing" and isnan(cells[2012, "1106"].value)
    assert [summary.value for summary in one.summaries] == [
        cell.value for cell in one.known() if cell.state == "observed"
    ]
    computed = one.computed(None)  # type: ignore[arg-type]
    assert computed.tolist() == [100.0 * cell.year + float(cell.geography) for cell in one.known()]


def test_a_table_that_is_held_out_is_read_by_validation_alone(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="held-out"), ROWS)
    one = made("held-out")
    with pytest.raises(HeldOutError, match="only validation"):
        one.known()
    assert not one.summaries
    assert 612 in [cell.value for cell in judged(one)]


def test_a_row_that_cannot_have_a_figure_keeps_its_place_also_when_held_out(
    store: Store, tmp_path: Path
) -> None:
    rows = "year;place;count\n2012;0301;.\n2012;1103;50\n2012;1106;7\n"
    fetched(store, tmp_path, TABLE.format(role="held-out"), rows)
    one = made("held-out")
    cells = judged(one)
    assert [(cell.geography, cell.state) for cell in cells] == [
        ("0301", "missing"), ("1103", "observed"), ("1106", "observed")
    ]  # fmt: skip
    found = one.computed(None)  # type: ignore[arg-type]
    assert found.tolist() == [100.0 * cell.year + float(cell.geography) for cell in cells]


def test_a_place_that_the_reader_does_not_know_is_one_sentence(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="fit"), "year;place;count\n2012;0301;50\n2012;1103;7\n")
    one = made(read=lambda record: lambda figure: {"0301": 1.0}[figure.geography])
    with pytest.raises(
        ConnectorError, match="'own' has a row of 2012, geography '1103', group '', that its target reads"
    ) as told:
        one.computed(None)  # type: ignore[arg-type]
    assert "does not know '1103')" in str(told.value) and "kjenner ikke '1103')" in told.value.said("nb")


def test_codes_that_are_no_place_are_told_all_at_once(store: Store, tmp_path: Path) -> None:
    rows = "".join(f"2012;{code};7\n" for code in ("0301", *range(9990, 9997)))
    fetched(store, tmp_path, TABLE.format(role="fit"), f"year;place;count\n{rows}")
    with pytest.raises(
        ConnectorError, match="no municipality of 2013, 7 in all: 9990, 9991, 9992, 9993, 9994, "
    ):
        made().known()


def test_a_reader_that_is_no_function_is_one_sentence(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="fit"), ROWS)
    with pytest.raises(
        ConnectorError, match="'read' must return a function from a row to a figure, and returns int"
    ):
        made(read=lambda record: 7).computed(None)  # type: ignore[arg-type]


def test_a_target_may_not_give_a_table_another_role(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="held-out"), ROWS)
    with pytest.raises(ConnectorError, match="'own' has the role 'fit', its table 'own' the role 'held-out'"):
        made("fit").known()


def test_codes_of_another_year_than_the_world_s_are_refused(store: Store, tmp_path: Path) -> None:
    toml = TABLE.format(role="fit").replace("code_year = 2013", "code_year = 2020")
    fetched(store, tmp_path, toml, ROWS)
    with pytest.raises(ConnectorError, match="counties of 2020, the world norway-2013 those of 2013") as told:
        made().known()
    assert "fylkesnumre fra 2020" in told.value.said("nb")
    # of the nation alone no code is wrong
    (tmp_path / "own.toml").unlink()
    nation = toml.replace('geography = "place"\n', "")
    (store.folder / "tables" / "own.toml").unlink()
    fetched(store, tmp_path, nation, "year;place;count\n2012;0301;612\n")
    assert [cell.value for cell in made().known()] == [612]


def test_municipality_codes_of_no_year_it_says_are_refused(store: Store, tmp_path: Path) -> None:
    toml = TABLE.format(role="fit").replace("code_year = 2013\n", "")
    fetched(store, tmp_path, toml, ROWS)
    with pytest.raises(ConnectorError, match="does not say of which year") as told:
        made().known()
    assert "skriv code_year" in told.value.said("nb")


def test_a_table_that_is_not_there_is_one_sentence(store: Store) -> None:
    with pytest.raises(ConnectorError, match="no table 'own'"):
        made().known()
    assert hash_of_table("own") == ""


def test_of_microdata_a_target_sees_no_small_cell(store: Store, tmp_path: Path) -> None:
    counts = {("0301", "left"): 3, ("0301", "stayed"): 50, ("1103", "left"): 40, ("1103", "stayed"): 60,
              ("1201", "left"): 30, ("1201", "stayed"): 20}  # fmt: skip
    rows = [f"2010;{place};{status}" for (place, status), n in counts.items() for _ in range(n)]
    fetched(store, tmp_path, MICRO, "\n".join(["year;place;status", *rows]))
    cells = {(cell.geography, cell.group): cell for cell in made().known()}
    assert cells["0301", "left"].state == "suppressed" and isnan(cells["0301", "left"].value)
    seen = {key: cell.value for key, cell in cells.items() if cell.state == "observed"}
    assert seen and all(counts[key] == value >= 5 for key, value in seen.items())
    assert len(made().summaries) == len(seen) < len(counts)


def test_summaries_follow_a_table_that_is_fetched_anew(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="fit"), ROWS)
    one = made()
    before = [summary.value for summary in one.summaries]
    (tmp_path / "own.csv").write_text("year;place;count\n2012;0301;5\n2012;1103;6\n2012;1106;7\n", "utf-8")
    store.update(store.definition("own"), None)
    cells = np.array([cell.value for cell in one.known()])
    assert [summary.value for summary in one.summaries] == cells.tolist() == [5, 6, 7] != before
    assert [summary.of(cells) for summary in one.summaries] == [5, 6, 7]  # each at its own place


def test_what_draws_rest_on_is_told_with_its_hash(store: Store, tmp_path: Path) -> None:
    fetched(store, tmp_path, TABLE.format(role="fit"), ROWS)
    (row,) = tables_told([made(), made()])
    assert row == {"name": "own", "sha256": hash_of_table("own"), "restricted": False}
    assert tables_told([]) == []


@pytest.mark.parametrize(("year", "refused"), [(2013, False), (2017, False), (2018, True), (2024, True)])
def test_counties_are_those_of_2013_until_they_were_merged(
    store: Store, tmp_path: Path, year: int, refused: bool
) -> None:
    toml = TABLE.format(role="fit").replace("code_year = 2013", f"code_year = {year}")
    fetched(store, tmp_path, toml, "year;place;count\n2012;15;612\n2012;00;900\n")
    if not refused:
        assert len(made().known()) == 2
        return
    with pytest.raises(ConnectorError, match=f"has codes of municipalities or counties of {year}"):
        made().known()
