"""Somebody's later figures: read, each problem told in a sentence, and the forecasts scored."""

from pathlib import Path
from typing import Any

import pytest

from calibration.validation.against import read, scores
from experiments.errors import RequestError

NO_NUMBER = (
    "Line 2: the value '{}' is no number of 0 or more; write 6500 without spaces, and leave it empty if "
    "not known."
)


def row(
    name: str, year: int, geography: str, value: float, group: str = "", unit: str = "persons"
) -> dict[str, Any]:
    return {
        "target": name, "year": year, "geography": geography, "group": group, "value": value,
        "low": value - 2, "high": value + 2, "unit": unit,
    }  # fmt: skip


ROWS = [
    row("settled", 2014, "00", 7000.0),
    *(row("settled", 2014, f"{code:04d}", 10.0 + code) for code in (101, 104, 105)),
    row("retention", 2016, "00", 0.75, "settled 2011", "share"),
]
HEAD = "target,year,geography,group,value"


def file(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    path = tmp_path / "later.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_good_file_is_scored(tmp_path: Path) -> None:
    given = read(
        file(tmp_path, "settled,2014,0101,,112", "settled,2014,0104,,110", "settled,2014,00,,7001"), ROWS
    )
    assert given.problems == ()
    nation, towns = scores(given, ROWS)
    assert (nation.places, nation.score.mae, nation.within) == (False, 1.0, 1.0)
    assert (towns.score.n, towns.score.mae, towns.within) == (2, 2.5, 0.5)


def test_groups_are_scored_apart_from_whom_they_are_part_of(tmp_path: Path) -> None:
    rows = [row("waiting", 2014, "00", 5900.0), row("waiting", 2014, "00", 230.0, "unaccompanied minors")]
    given = read(file(tmp_path, "waiting,2014,00,,5000", "waiting,2014,00,unaccompanied minors,229"), rows)
    all_, minors = scores(given, rows)
    assert (all_.group, all_.score.n, all_.score.mae, all_.within) == ("", 1, 900.0, 0.0)
    assert (minors.group, minors.score.n, minors.score.mae, minors.within) == (
        "unaccompanied minors", 1, 1.0, 1.0,
    )  # fmt: skip


def test_semicolons_decimal_commas_lost_zeros_and_norge(tmp_path: Path) -> None:
    head = "target;year;geography;group;value"
    given = read(
        file(tmp_path, "settled;2014;101;;112", "retention;2016;Norge;settled 2011;0,77", head=head), ROWS
    )
    assert given.problems == ()
    assert given.values == {
        ("settled", 2014, "0101", ""): 112.0, ("retention", 2016, "00", "settled 2011"): 0.77,
    }  # fmt: skip


def test_what_is_not_known_is_left_out_and_never_a_zero(tmp_path: Path) -> None:
    given = read(
        file(tmp_path, "settled,2014,0101,,", "settled,2014,0104,,:", "settled,2014,0105,,115"), ROWS
    )
    assert given.empty == 2 and list(given.values.values()) == [115.0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("settled,MMXIV,00,,1", "Line 2: the year 'MMXIV' is no calendar year."),
        (
            "settled,2014,00,,many",
            NO_NUMBER.format("many"),
        ),
        (
            "settled,2014,00,,-3",
            NO_NUMBER.format("-3"),
        ),
        (
            "settled,2014,00,,inf",
            NO_NUMBER.format("inf"),
        ),
        (
            "settled,2014,00,,1e999",
            NO_NUMBER.format("1e999"),
        ),
        (
            "settled,2014,00,,6.5",
            "Line 2: '6.5' is no whole number of persons; write 6500, without spaces or points.",
        ),
        ("bosatt,2014,00,,1", "Line 2: there is no forecast of 'bosatt'; there are retention, settled."),
        (
            "settled,2019,00,,1",
            "Line 2: there is no forecast of 'settled' for 2019, geography '00', group ''; there are 2014.",
        ),
        (
            "retention,2016,0101,settled 2011,0.7",
            "Line 2: 'retention' is forecast for the country alone (geography 00), not for '0101'.",
        ),
        (
            "settled,2014,Halden,,3",
            "Line 2: there is no forecast of 'settled' for geography 'Halden': a municipality is its four "
            "digits of 2013, as 0101, and the country 00.",
        ),
        (
            "retention,2016,00,settled 2011,75",
            "Line 2: the share '75' is above 1; write 0.75 for 75 per cent.",
        ),
        ("settled,2014,00", "Line 2: it has 3 fields, the heading has 5."),
    ],
)
def test_each_problem_is_one_sentence(line: str, said: str, tmp_path: Path) -> None:
    assert read(file(tmp_path, line), ROWS).problems == (said,)
    (bokmal,) = read(file(tmp_path, line), ROWS, "nb").problems
    assert bokmal.startswith("Linje 2:") and bokmal.endswith(".")


def test_a_figure_given_twice_is_told(tmp_path: Path) -> None:
    given = read(file(tmp_path, "settled,2014,00,,1", "settled,2014,0,,2"), ROWS)
    assert given.problems == ("Line 3: this figure stands on line 2 already.",)


def test_of_many_problems_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    given = read(file(tmp_path, *["settled,2014,00,,x"] * 50), ROWS)
    assert len(given.problems) == 21 and given.problems[-1] == "And 30 more problems."


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="lacks the column group, value"):
        read(file(tmp_path, "settled,2014,00", head="target,year,geography"), ROWS)
    with pytest.raises(RequestError, match="no line of figures"):
        read(file(tmp_path), ROWS)
    with pytest.raises(RequestError):
        read(tmp_path / "none.csv", ROWS)
    with pytest.raises(RequestError):
        read(tmp_path, ROWS)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"target,year\n\xff\xfe\x00")
    with pytest.raises(RequestError, match="UTF-8"):
        read(bad, ROWS)
