"""What the table of a comparison says of a run that is no answer, and of what it marks; both languages."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from experiments import reason_table
from experiments.caveat import replicates
from experiments.comparison import Study
from experiments.errors import RequestError
from experiments.paired import paired_difference
from experiments.table import as_csv, as_data, as_markdown, as_tables, caption, difference_text
from experiments.typeset import MORE_DIGITS, telling, with_interval
from indicators.indicator import Measured
from indicators.library import headlines

SCALE = {"en": "FOR TRYING THE COMMANDS, NOT AN ANSWER", "nb": "FOR Å PRØVE KOMMANDOENE, IKKE ET SVAR"}
TINY = {"en": "Six invented municipalities: not an answer", "nb": "Seks oppdiktede kommuner: ikke et svar"}


def study(count: int = 4, world: str = "norway-2013", scale: float = 1.0) -> Study:
    """Return a study in which `mine` is 1 to `count` more than the baseline and `same` nothing."""
    measured = {}
    for seed in range(1, count + 1):
        for name, more in (("baseline-2013", 0.0), ("mine", 1.0 + seed / 10), ("same", 0.0)):
            measured[name, seed] = {one.name: Measured(100.0 + seed + more, {}) for one in headlines()}
            measured[name, seed]["waiting_reasons"] = Measured(10.0, {}, {"reason:hours": 1.0})
    seeds = tuple(range(1, count + 1))
    return Study(("baseline-2013", "mine", "same"), seeds, measured, world=world, scale=scale)


def screen(one: Study, language: str) -> str:
    console = Console(width=150, record=True, file=io.StringIO())
    for table in [*as_tables(one, language, 150), *reason_table.as_tables(one, language, 150)]:
        console.print(table)
    return console.export_text()


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_scaled_run_says_everywhere_that_it_is_no_answer(language: str) -> None:
    one = study(scale=0.1)
    for text in (
        caption(one, language), as_markdown(one, language), reason_table.as_markdown(one, language),
        reason_table.note(one, language),
    ):  # fmt: skip
        assert SCALE[language] in text and ("0,1" if language == "nb" else "0.1") in text
    assert screen(one, language).count(SCALE[language]) == 2
    assert SCALE[language] not in screen(study(), language) + caption(study(), language)


def test_files_carry_world_scale_and_caveat() -> None:
    one = study(scale=0.1)
    data = as_data(one)
    assert (data["world"], data["scale"]) == ("norway-2013", 0.1)
    assert SCALE["en"] in data["caveats"][0] and SCALE["en"] in data["note"]
    row = next(csv.DictReader(io.StringIO(as_csv(one))))
    assert (row["world"], row["scale"], row["against"]) == ("norway-2013", "0.1", "baseline-2013")
    assert SCALE["en"] in row["caveat"]
    assert as_markdown(one).splitlines()[0].endswith("(norway-2013, scale 0.1)")
    assert as_markdown(study(), "nb").splitlines()[0].endswith("(norway-2013, skala 1)")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_invented_municipalities_have_no_source_and_no_record(language: str) -> None:
    one = study(world="tiny")
    text = screen(one, language) + caption(one, language) + as_markdown(one, language)
    assert TINY[language] in screen(one, language) and TINY[language] in as_markdown(one, language)
    assert not any(word in text for word in ("SSB", "CC BY", "check-baseline"))
    assert "SSB" in caption(study(), language) and "check-baseline" in caption(study(), language)


@pytest.mark.parametrize(("language", "few"), [("en", "Too few replicates"), ("nb", "For få framtider")])
def test_marks_take_four_replicates(language: str, few: str) -> None:
    assert "+1 *" in screen(study(4), language) and few not in caption(study(4), language)
    assert "**+1" in as_markdown(study(4), language) and few not in caption(study(4), language)
    assert "*" not in screen(study(3), language) and few in caption(study(3), language)
    assert "**" not in as_markdown(study(3), language)
    assert "*" not in screen(replace(study(4), per_draw=2), language)


def test_the_intervals_that_leave_zero_out_are_counted() -> None:
    cells = 2 * len(headlines())
    said = f"{cells // 2} of {cells} intervals leave zero out; about {round(cells / 10)} would"
    assert said in caption(study(), "en")
    assert f"{cells // 2} av {cells} intervaller utelukker null" in caption(study(), "nb")
    assert "intervals leave zero out" not in caption(study(1), "en")


def test_clear_stands_in_csv_and_json() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(study()))))
    assert {(row["scenario"], row["clear"]) for row in rows} == {("mine", "True"), ("same", "False")}
    assert {row["clear"] for row in json.loads(json.dumps(as_data(study())))["rows"]} == {True, False}


def test_an_end_that_is_not_zero_is_not_printed_as_zero() -> None:
    one = paired_difference([0.02, 0.03, 0.04, 0.03], [0.0] * 4, 1)
    assert one.clear
    text = difference_text(one, 0, "en")
    assert "[0;" not in text and "[+0.02; +0.04]" in text
    unclear = paired_difference([0.02, -0.03, 0.04, 0.03], [0.0] * 4, 1)
    assert difference_text(unclear, 0, "en").startswith("0\n[0; 0]")


@given(
    digits=st.integers(0, 3),
    low=st.floats(1e-9, 1e6, allow_nan=False),
    width=st.floats(0, 1e6, allow_nan=False),
    below=st.booleans(),
)
def test_a_clear_difference_never_looks_like_none_unless_it_is_a_ten_thousandth_of_what_is_shown(
    digits: int, low: float, width: float, below: bool
) -> None:
    ends = (-low - width, -low) if below else (low, low + width)
    shown = telling(digits, True, *ends)
    assert digits <= shown <= digits + MORE_DIGITS
    assert round(low, shown) != 0 or (shown == digits + MORE_DIGITS and low < 10.0**-shown)
    assert shown == digits or round(low, shown - 1) == 0  # and no more decimals than that takes
    assert telling(digits, False, *ends) == digits


def test_wherever_a_difference_stands_with_its_interval_it_has_telling_decimals() -> None:
    one = paired_difference([0.02, 0.03, 0.04, 0.03], [0.0] * 4, 1)
    assert with_interval(one, 1, "nb") == "+0,03 [+0,02; +0,04]"
    assert with_interval(one, 1, "nb", "\n") == "+0,03\n[+0,02; +0,04]"


def test_ties_are_counted_apart() -> None:
    some = paired_difference([1.0, 2.0, 3.0, 0.0], [1.0, 1.0, 1.0, 1.0], 1)
    assert (some.better, some.equal) == (2, 1)
    assert difference_text(some, 0, "en").endswith("better in 2 of 4,\nequal in 1")
    assert difference_text(some, 0, "nb").endswith("bedre i 2 av 4,\nlike i 1")
    same = paired_difference([1.0, 2.0], [1.0, 2.0], 1)
    assert difference_text(same, 0, "en") == "0\nno difference in\nany replicate"
    assert difference_text(same, 0, "nb") == "0\ningen forskjell i\nnoen framtid"
    shifted = paired_difference([1.0, 2.0], [0.0, 1.0], 1)
    assert "sees" not in difference_text(shifted, 0, "en")


def test_one_scenario_against_another() -> None:
    one = study()
    assert one.difference("same", "settled", against="mine").mean == pytest.approx(-1.25)
    assert one.difference("mine", "settled").mean == pytest.approx(1.25)
    with pytest.raises(RequestError, match="no scenario 'other'"):
        one.difference("mine", "settled", against="other")


def test_one_replicate_is_one() -> None:
    assert [replicates(n, "en") for n in (1, 2)] == ["1 replicate", "2 replicates"]
    assert [replicates(n, "nb") for n in (1, 2)] == ["1 framtid", "2 framtider"]
    for language, wrong in (("en", "1 replicates"), ("nb", "1 framtider")):
        assert wrong not in caption(study(1), language) + reason_table.note(study(1), language)
