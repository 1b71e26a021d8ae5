"""Somebody's later figures: read, each problem told in a sentence, and the forecasts scored."""

from math import isnan
from pathlib import Path
from typing import Any

import pytest

from calibration.validation.against import answer, read, scores, slips
from calibration.validation.chapters.later import against_blocks
from calibration.validation.standing import latest
from calibration.validation.words import words_in
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


def told(path: Path, rows: list[dict[str, Any]], norway: bool = True, language: str = "en") -> str:
    blocks = against_blocks(answer(read(path, rows), rows, norway), words_in(language))
    found: list[str] = []
    for block in blocks:
        found += [getattr(block, "text", ""), *getattr(block, "items", ())]
        found += [" | ".join(row) for row in getattr(block, "rows", ())]
    return "\n".join(found)


OSLO = {**row("settled", 2014, "0301", 500.0), "low": 380.0, "high": 610.0}


def test_a_gross_slip_is_named_and_scored_as_it_stands(tmp_path: Path) -> None:
    lines = ("settled,2014,0101,,112", "settled,2014,0301,,12000", "retention,2016,00,settled 2011,0.07")
    rows = [*ROWS, OSLO, {**row("settled", 2014, "0121", 0.0), "low": 0.0, "high": 0.0}]
    rows[4] = {**rows[4], "low": 0.7, "high": 0.8}
    given = read(file(tmp_path, *lines, "settled,2014,0121,,60"), rows)
    assert [(one.line, one.value) for one in slips(given, rows)] == [(3, 12000.0), (4, 0.07)]  # 60 is news
    said = told(file(tmp_path, *lines), rows)
    assert "Line 3: 12\u202f000 lies far outside the forecast (Settled in the year, 0301 Oslo" in said
    assert ": [380; 610]); check the figure. It is scored as it stands." in said
    towns = next(one for one in scores(given, rows) if one.places)
    assert towns.score.n == 3 and towns.score.mae > 3000
    few = read(file(tmp_path, "settled,2014,00,,1"), rows)
    assert [one.line for one in slips(few, rows)] == [2]  # of the country, thousands of persons too few
    assert "Linje 3: 12\u202f000 ligger langt utenfor framskrivingen (Bosatt" in told(
        file(tmp_path, *lines), rows, language="nb"
    )


def test_few_figures_are_no_verdict_and_covered_is_explained(tmp_path: Path) -> None:
    said = told(file(tmp_path, "settled,2014,0101,,112", "settled,2014,0104,,110"), ROWS)
    assert "1 of 2" in said and "50 %" not in said
    assert "coverage is no verdict" in said and "within the forecast's own 90 % interval" in said
    many = [row("settled", 2014, f"{code}", 10.0) for code in range(1001, 1121)]
    lines = [f"settled,2014,{code},,{10 if code % 10 else 90}" for code in range(1001, 1121)]
    said = told(file(tmp_path, *lines), many)
    assert "90 %" in said and "coverage is no verdict" not in said


def test_the_latest_figure_on_record_stands_beside_where_there_is_one(tmp_path: Path) -> None:
    assert latest(("settled", 2014, "00", "")) == latest(("settled", 2016, "00", "")) == 6511.0
    assert latest(("settled", 2014, "0104", "")) == 23.0
    assert latest(("waiting", 2015, "00", "")) == 3829.0
    assert latest(("retention", 2016, "00", "settled 2011")) == 0.77
    assert isnan(latest(("waiting", 2014, "00", "unaccompanied minors")))
    assert isnan(latest(("retention", 2016, "0101", "settled 2009-11")))
    lines = ("settled,2014,00,,6611", "retention,2016,00,settled 2011,0.75")
    nation, stayed = answer(given := read(file(tmp_path, *lines), ROWS), ROWS, True).scores
    assert nation.rival is not None and (nation.rival.mae, nation.score.mae) == (100.0, 389.0)
    assert stayed.rival is not None and stayed.rival.mae == pytest.approx(0.02)
    assert all(one.rival is None for one in answer(given, ROWS, False).scores)
    assert "Latest figure: the last one on record" in told(file(tmp_path, *lines), ROWS)
    assert "the record has none" not in told(file(tmp_path, *lines), ROWS)
    assert "municipalities of these forecasts are invented" in told(file(tmp_path, *lines), ROWS, False)
    minors = [row("waiting", 2014, "00", 230.0, "unaccompanied minors")]
    assert "the record has none" in told(file(tmp_path, "waiting,2014,00,unaccompanied minors,229"), minors)


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
        (
            'retention,2016,00,settled 2011,"0,79"',
            "Line 2: the share '0,79' is no number; write 0.79, with a point.",
        ),
        ("settled,2014,00", "Line 2: fields here: 3, in the heading: 5."),
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
    assert len(given.problems) == 21 and given.problems[-1] == "More problems than these: 30."


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
