"""Of a researcher's microdata nothing leaves but a table without small cells."""

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from calibration.connector import restricted_tables, table
from calibration.connector.definition import Definition, checked
from calibration.connector.errors import ConnectorError
from calibration.connector.local import local_rows
from calibration.connector.restricted import controlled
from calibration.connector.store import Store
from tests.calibration.connector.conftest import GIVEN

COUNTS = {
    ("0301", "left"): 3, ("0301", "stayed"): 50, ("1103", "left"): 40, ("1103", "stayed"): 60,
    ("1201", "left"): 30, ("1201", "stayed"): 0, ("1601", "left"): 25, ("1601", "stayed"): 70,
}  # fmt: skip


def persons(years: tuple[int, ...] = (2010, 2011)) -> pd.DataFrame:
    """Return made-up persons: one row each."""
    rows = [
        {"person": f"secret-{year}-{place}-{what}-{i}", "aar": year, "komm": place, "status": what}
        for year in years
        for (place, what), count in COUNTS.items()
        for i in range(count)
    ]
    return pd.DataFrame(rows).sample(frac=1.0, random_state=1)


def micro(folder: Path, frame: pd.DataFrame, suffix: str = "csv", **more: Any) -> Definition:
    path = folder / f"micro.{suffix}"
    if suffix == "csv":
        frame.to_csv(path, index=False, sep=";")
    else:
        frame.to_parquet(path)
    given = {key: value for key, value in GIVEN.items() if key != "table"}
    columns = {"year": "aar", "geography": "komm", "group": ["status"]}
    given |= {"kind": "microdata", "file": path.name, "restricted": True, "columns": columns, **more}
    return checked(given, "people.toml", folder)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_counts_are_right_and_the_small_one_is_gone_with_what_would_betray_it(
    suffix: str, tmp_path: Path
) -> None:
    frame = local_rows(micro(tmp_path, persons(), suffix))
    assert len(frame) == 16
    for year in (2010, 2011):
        part = frame[frame["year"] == year].set_index(["geography", "group"])
        assert part.loc[("0301", "left"), "state"] == "suppressed"
        held = part[part["state"] == "suppressed"]
        assert len(held) == 4 and held["value"].isna().all()
        for key, value in COUNTS.items():
            if key not in held.index:
                assert part.loc[key, "value"] == value


def test_nothing_of_a_person_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    store = Store(tmp_path / "data")
    one = micro(tmp_path / "safe", persons())
    entry = store.update(one, None)
    assert entry.restricted and entry.source == "" and entry.answers == ()
    for path in store.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"secret" not in content and b",3," not in content
    assert store.rebuilt(one) == store.content(one)  # the same again, from the file where it lies


def test_a_study_can_ask_which_tables_are_restricted(tmp_path: Path) -> None:
    persons().to_csv(tmp_path / "micro.csv", index=False)
    toml = tmp_path / "mine.toml"
    toml.write_text(
        'kind = "microdata"\nfile = "micro.csv"\nrestricted = true\ntitle_en = "T"\ntitle_nb = "T"\n'
        'unit = "persons"\npublisher = "me"\nterms = "restricted"\n'
        '[columns]\nyear = "aar"\ngeography = "komm"\ngroup = ["status"]\n',
        encoding="utf-8",
    )
    store = Store(tmp_path / "data")
    store.add(toml)
    assert restricted_tables(store.folder) == ("mine",)
    store.update(store.definition("mine"), None)
    assert table("mine", store.folder).attrs["restricted"] is True
    (store.folder / "tables" / "mine.toml").write_text("damaged", encoding="utf-8")
    assert restricted_tables(store.folder) == ("mine",)  # the lock file remembers


def test_rows_may_stand_for_many(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        [{"aar": 2010, "komm": place, "status": what, "n": count} for (place, what), count in COUNTS.items()]
    )
    columns = {"year": "aar", "geography": "komm", "group": ["status"], "value": "n"}
    found = local_rows(micro(tmp_path, frame, columns=columns))
    same = local_rows(micro(tmp_path, persons((2010,))))
    assert found.equals(same)
    for wrong in (-1, 2.5):
        with pytest.raises(ConnectorError, match="whole numbers"):
            local_rows(micro(tmp_path, frame.assign(n=wrong), columns=columns))


def test_what_cannot_be_counted_is_told_without_a_word_of_the_data(tmp_path: Path) -> None:
    holes = persons()
    holes.iloc[:7, holes.columns.get_loc("status")] = None
    with pytest.raises(ConnectorError, match="rows with nothing in 'status': 7") as error:
        local_rows(micro(tmp_path, holes, "parquet"))
    assert "secret" not in error.value.said("nb")
    with pytest.raises(ConnectorError, match="four digits"):
        local_rows(micro(tmp_path, persons().assign(aar="1. mai")))
    for suffix in ("csv", "parquet"):
        with pytest.raises(ConnectorError, match="no column 'status'"):
            local_rows(micro(tmp_path, persons().rename(columns={"status": "statu"}), suffix))
    (tmp_path / "micro.parquet").write_bytes(b"no parquet")
    one = micro(tmp_path, persons(), "parquet")
    (tmp_path / "micro.parquet").write_bytes(b"no parquet")
    with pytest.raises(ConnectorError, match="cannot be read"):
        local_rows(one)


def test_a_group_of_fewer_than_may_be_told_is_refused(tmp_path: Path) -> None:
    few = pd.concat([persons((2010,)), pd.DataFrame([{"aar": 2010, "komm": "0301", "status": "dead"}] * 4)])
    with pytest.raises(ConnectorError, match="'dead' has fewer than 5"):
        local_rows(micro(tmp_path, few))


def test_shares_are_no_counts(tmp_path: Path) -> None:
    frame = pd.DataFrame({"year": [2010], "geography": ["0301"], "group": [""], "value": [0.5]})
    with pytest.raises(ConnectorError, match="must hold counts"):
        controlled(frame.assign(state="observed", mark=""), "people")


def test_cells_the_source_does_not_show_stay_as_they_are() -> None:
    keys = list(product([2010], ["0301", "1103", "1201"], ["a", "b"]))
    frame = pd.DataFrame(keys, columns=["year", "geography", "group"])
    frame["value"] = [np.nan, 20.0, 9.0, 30.0, 12.0, 8.0]
    frame["state"] = ["missing", *["observed"] * 5]
    frame["mark"] = ["..", *[""] * 5]
    assert controlled(frame, "people").equals(frame)


def test_a_nation_by_groups_is_held_back_within_itself(tmp_path: Path) -> None:
    frame = pd.DataFrame([{"aar": 2010, "status": what} for what in ["a"] * 3 + ["b"] * 20 + ["c"] * 30])
    found = local_rows(micro(tmp_path, frame, columns={"year": "aar", "group": ["status"]}))
    assert list(found["geography"]) == ["00"] * 3
    assert list(found["state"]) == ["suppressed", "suppressed", "observed"]
