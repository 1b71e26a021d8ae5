"""Local files: JSON-stat, CSV as PX-Web and as IMDi write it, in their encodings and with their marks."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from calibration.connector import table
from calibration.connector.definition import Definition, checked
from calibration.connector.errors import ConnectorError
from calibration.connector.local import local_rows
from calibration.connector.store import Store
from tests.calibration.connector.bank import population
from tests.calibration.connector.conftest import GIVEN

COLUMNS = {"year": "år", "geography": "region", "group": ["kjønn"]}


def local(folder: Path, kind: str, content: str | bytes, name: str = "file.csv", **more: Any) -> Definition:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    given = {key: value for key, value in GIVEN.items() if key != "table"}
    return checked({**given, "kind": kind, "file": name, "columns": COLUMNS, **more}, "people.toml", folder)


def cells(frame: pd.DataFrame) -> dict[tuple[int, str, str], tuple[float | None, str, str]]:
    return {
        (row.year, row.geography, row.group): (
            None if row.value != row.value else row.value,
            row.state,
            row.mark,
        )
        for row in frame.itertuples(index=False)
    }


def told(definition: Definition) -> str:
    with pytest.raises(ConnectorError) as error:
        local_rows(definition)
    en, nb = error.value.said("en"), error.value.said("nb")
    assert en != nb and en[-1] in ".?" and "\n" not in en
    return en


WIDE = """"07459: Befolkning, etter region, kjønn, statistikkvariabel og år"

"region","kjønn","Personer 2011","Personer 2012"
"0301 Oslo","Menn",300123,":"
"0301 Oslo","Kvinner","..",301000.5
"1103 Stavanger","Menn",".","-"
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_px_csv_with_years_as_columns(encoding: str, separator: str, tmp_path: Path) -> None:
    head, *rest = WIDE.split("\n", 1)
    content = (head + "\n" + rest[0].replace(",", separator)).encode(encoding)
    found = cells(local_rows(local(tmp_path, "px-csv", content)))
    assert found == {
        (2011, "0301", "Menn"): (300123.0, "observed", ""),
        (2012, "0301", "Menn"): (None, "suppressed", ":"),
        (2011, "0301", "Kvinner"): (None, "missing", ".."),
        (2012, "0301", "Kvinner"): (301000.5, "observed", ""),
        (2011, "1103", "Menn"): (None, "not applicable", "."),
        (2012, "1103", "Menn"): (0.0, "observed", "-"),  # SSB's sign for zero
    }


def test_px_csv_with_one_figure_a_row(tmp_path: Path) -> None:
    content = "region;kjønn;år;statistikkvariabel;07459: Befolkning\n"
    content += "0301;1;2011;Personer;5\n0301;2;2011;Personer;:\n"
    found = cells(local_rows(local(tmp_path, "px-csv", content)))
    assert found[2011, "0301", "1"] == (5.0, "observed", "")
    assert found[2011, "0301", "2"] == (None, "suppressed", ":")


def test_px_csv_with_several_quantities_wants_one_named(tmp_path: Path) -> None:
    content = "region;kjønn;Personer 2011;Andel 2011\n0301;1;5;0,25\n"
    assert "Andel, Personer" in told(local(tmp_path, "px-csv", content))
    one = local(tmp_path, "px-csv", content, columns={**COLUMNS, "value": "Andel"})
    assert cells(local_rows(one)) == {(2011, "0301", "1"): (0.25, "observed", "")}


IMDI = """År;Kommunenr;Kommune;Bosatte;Merknad
2012;301;Oslo;1 926;
2012;1103;Stavanger;<5;
2012;1106;Haugesund;;Prikket (<5)
2012;1149;Karmøy;;
2012;1151;Utsira;:;
2012;1201;Bergen;0;
"""


def imdi(folder: Path, content: str | bytes = IMDI.encode("iso-8859-1"), **more: Any) -> Definition:
    columns = {"year": "År", "geography": "Kommunenr", "value": "Bosatte", "mark": "Merknad"}
    return local(folder, "imdi-csv", content, **({"columns": columns} | more))


def test_imdi_csv_tells_small_blank_and_zero_apart(tmp_path: Path) -> None:
    assert cells(local_rows(imdi(tmp_path))) == {
        (2012, "0301", ""): (1926.0, "observed", ""),  # the leading zero is back
        (2012, "1103", ""): (None, "suppressed", "<5"),
        (2012, "1106", ""): (None, "suppressed", "Prikket (<5)"),
        (2012, "1149", ""): (None, "missing", ""),
        (2012, "1151", ""): (None, "suppressed", ":"),
        (2012, "1201", ""): (0.0, "observed", ""),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("1 926", "1.926"), "may be a thousand and more"),
        (("1 926", "mange"), "'mange' where a figure should be"),
        (("2012;301", "2012K1;301"), "is no year"),
        (("1103;Stavanger", "301;Oslo"), "stands there more than once"),
        (("1201;Bergen;0;", "1201;Bergen;0"), "has 4 cells, not 5"),
        (("Bosatte", "Bosatt"), "Did you mean Bosatt?"),
    ],
)
def test_what_cannot_be_read_surely_is_told_with_its_place(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    assert said in told(imdi(tmp_path, IMDI.replace(*change)))


def test_what_may_be_read_in_two_ways_is_said_by_the_researcher(tmp_path: Path) -> None:
    content = IMDI.replace("1 926", "1.926")
    first = cells(local_rows(imdi(tmp_path, content, decimal=".")))
    second = cells(local_rows(imdi(tmp_path, content, decimal=",")))
    assert first[2012, "0301", ""][0] == 1.926 and second[2012, "0301", ""][0] == 1926.0


def test_a_mark_of_ones_own_is_declared(tmp_path: Path) -> None:
    content = IMDI.replace("<5;", "x;")
    assert "[symbols]" in told(imdi(tmp_path, content))
    found = cells(local_rows(imdi(tmp_path, content, symbols={"x": "suppressed"})))
    assert found[2012, "1103", ""] == (None, "suppressed", "x")


def test_rows_are_chosen(tmp_path: Path) -> None:
    found = local_rows(imdi(tmp_path, select={"Kommune": ["Oslo", "B*"]}))
    assert list(found["geography"]) == ["0301", "1201"]
    assert "no code 'Olso'. Did you mean Oslo?" in told(imdi(tmp_path, select={"Kommune": ["Olso"]}))
    assert "no column 'Komune'" in told(imdi(tmp_path, select={"Komune": ["Oslo"]}))
    assert "no row is left" in told(imdi(tmp_path, "År;Kommunenr;Kommune;Bosatte;Merknad\n"))


@pytest.mark.parametrize("sparse", [False, True])
def test_json_stat_from_a_file(sparse: bool, tmp_path: Path) -> None:
    bank = population()
    bank.sparse = sparse
    columns = {"year": "role:time", "geography": "Region", "group": ["Kjonn"]}
    content = json.dumps(bank.dataset(bank.dimensions))
    frame = local_rows(local(tmp_path, "json-stat2", content, "t.json", columns=columns))
    assert len(frame) == 24 and (frame["state"] == "suppressed").sum() == 2
    one = local(tmp_path, "json-stat2", content[:-9], "t.json", columns=columns)
    assert "cut off" in told(one)
    lost = local(tmp_path, "json-stat2", content, "t.json", columns={"year": "Aar", "geography": "Region"})
    assert "no variable is 'Aar'" in told(lost)


def test_one_status_for_all_cells(tmp_path: Path) -> None:
    bank = population()
    told_all = bank.dataset(bank.dimensions) | {"status": ":"}
    columns = {"year": "role:time", "geography": "Region", "group": ["Kjonn"]}
    one = local(tmp_path, "json-stat2", json.dumps(told_all), "t.json", columns=columns)
    assert set(local_rows(one)["state"]) == {"suppressed"}


def test_a_file_added_from_elsewhere_is_still_found_and_its_change_noticed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "bosatte.csv").write_bytes(IMDI.encode("iso-8859-1"))
    toml = tmp_path / "there" / "bosatte.toml"
    toml.write_text(
        'kind = "imdi-csv"\nfile = "bosatte.csv"\ntitle_en = "Settled"\ntitle_nb = "Bosatte"\n'
        'unit = "persons"\npublisher = "IMDi"\nterms = "credit IMDi"\nrole = "fit"\n'
        '[columns]\nyear = "År"\ngeography = "Kommunenr"\nvalue = "Bosatte"\nmark = "Merknad"\n',
        encoding="utf-8",
    )
    store = Store(tmp_path / "data")
    one = store.definition(store.add(toml).name)
    store.update(one, None)
    assert store.rebuilt(one) == store.content(one)
    assert len(table("bosatte", store.folder)) == 6
    (tmp_path / "there" / "bosatte.csv").write_bytes(IMDI.replace("1 926", "1 927").encode("iso-8859-1"))
    with pytest.raises(ConnectorError, match="not what it was"):
        store.rebuilt(one)
    assert 1926.0 in set(table("bosatte", store.folder)["value"])  # what was fetched still counts
