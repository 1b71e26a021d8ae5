"""A table's file: everything wrong is told at once, with the nearest name that would be right."""

from pathlib import Path

import pytest

from calibration.connector.cube import Dimension, Heading
from calibration.connector.definition import checked, read_definition
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.folder import SHIPPED
from calibration.connector.selecting import codes_of, problems
from tests.calibration.connector.conftest import GIVEN

CANDIDATES = {"12008", "09895", "11084", "07459", "09817", "10824", "06265"}


def wrong(given: dict[str, object]) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        checked({**GIVEN, **given}, "people.toml", Path("."))
    en, nb = error.value.said("en").splitlines(), error.value.said("nb").splitlines()
    assert len(en) == len(nb) == len(error.value.problems) and not set(en) & set(nb)
    assert all(line.startswith("people.toml: ") and line.endswith(".") for line in en + nb)
    return en


def test_the_candidate_tables_are_right_in_themselves_and_unchecked() -> None:
    found = [read_definition(path) for path in sorted(SHIPPED.glob("*.toml"))]
    assert {one.table for one in found} == CANDIDATES
    assert all(one.status == "unchecked" and not one.restricted and one.title_nb for one in found)
    assert all(one.publisher == "SSB" and "CC BY 4.0" in one.terms and one.unit_nb for one in found)


def test_outcomes_after_the_programme_stay_held_out() -> None:
    assert read_definition(SHIPPED / "after_programme.toml").role == "held-out"
    assert checked(GIVEN, "people.toml", Path(".")).role == "held-out"  # unless somebody says otherwise


def test_all_problems_are_told_at_once_with_the_nearest_name() -> None:
    said = wrong(
        {
            "kind": "sbb",
            "tabel": "07459",
            "restricted": "yes",
            "code_year": 20244,
            "role": "held out",
            "unit": 3,
            "symbols": {"x": "supressed"},
            "columns": {"yaer": "Tid"},
        }
    )
    text = "\n".join(said)
    assert len(said) == 9
    for hint in ("ssb", "table", "held-out", "suppressed", "year"):
        assert f"Did you mean {hint}?" in text
    assert "columns.year' is missing" in text and "1900 to 2100" in text and "true or false" in text


def test_what_goes_together_is_asked_for_together() -> None:
    given = {key: value for key, value in GIVEN.items() if key != "table"}
    with pytest.raises(DefinitionError, match="needs its number"):
        checked(given, "people.toml", Path("."))
    assert "file = ..." in wrong({"kind": "px-csv"})[0]
    assert any("restricted = true" in line for line in wrong({"kind": "microdata", "file": "x.csv"}))
    assert "public" in wrong({"restricted": True})[0]
    by_code = {"year": "Tid", "geography": "Region"}
    assert "Alder" in wrong({"codelists": {"Alder": "agg"}, "columns": by_code})[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"kind = ", "not TOML"),
        (b"\xff\xfe\x00", "not TOML"),
        (b"x = 1\n" * 30_000, "kB"),
        (b"folder = 'x'", "folder"),
        (b"columns = 3", "section of its own"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(DefinitionError) as error:
        read_definition(path)
    assert said in error.value.said("en")
    with pytest.raises(ConnectorError):
        read_definition(tmp_path / "none.toml")


YEARS = Dimension("Tid", "år", ("2009", "2010", "2011", "2012"), ("2009", "2010", "2011", "2012"))
PLACES = Dimension("Region", "region", ("0", "03", "0301", "1103"), ("a", "b", "c", "d"))
CONTENT = Dimension("ContentsCode", "innhold", ("A", "B"), ("A", "B"))
HEADING = Heading("x", "2026", (PLACES, CONTENT, YEARS), {"time": ("Tid",), "metric": ("ContentsCode",)})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["*"], "2009 2010 2011 2012"),
        (["top(2)"], "2011 2012"),
        (["top(1,1)"], "2011"),
        (["bottom(1)"], "2009"),
        (["from(2011)"], "2011 2012"),
        (["to(2010)"], "2009 2010"),
        (["range(2010, 2011)"], "2010 2011"),
        (["201?"], "2010 2011 2012"),
        (["2012", "2009"], "2009 2012"),
    ],
)
def test_spans_and_wildcards_are_worked_out_before_asking(wanted: list[str], found: str) -> None:
    codes, unmet = codes_of(YEARS, wanted)
    assert " ".join(codes) == found and not unmet


@pytest.mark.parametrize(
    "text", ["2013", "from(2013)", "top(x)", "range(2010)", "to(1,2,3)", "20[01]?", "1*"]
)
def test_what_fits_no_code_is_named(text: str) -> None:
    assert codes_of(YEARS, [text]) == ((), [text])


def test_a_definition_is_held_against_the_tables_own_metadata() -> None:
    said = [
        one.said("en")
        for one in problems(
            "people",
            {"Regon": ["*"], "Region": ["????", "0310"], "role:time": ["2010"]},
            ["role:time", "Region", "role:geo"],
            HEADING,
        )
    ]
    text = "\n".join(said)
    assert "no variable 'Regon'. Did you mean Region?" in text
    assert "no variable 'role:geo'" in text and "It has: Region, ContentsCode, Tid." in text
    assert "Region has no code '0310'. Did you mean 0301?" in text
    assert "ContentsCode has 2 codes and becomes no column" in text
    assert len(said) == 4
