"""Tables of the terminal: nothing is cut, nothing is broken, nothing is wider than the screen."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from experiments.grid import Grid, widths_of, wrapped
from experiments.indicator_list import as_tables as indicator_tables
from experiments.parameter_list import as_table as parameter_table
from experiments.parameter_list import records
from experiments.scenario_tables import list_tables
from indicators.library import all_indicators
from scenarios.scenario import scenario_names
from tests.commands import shown

ROOT = Path(__file__).resolve().parents[2]
WORDS = st.text(alphabet="abcdefgøå_.-[]", min_size=1, max_size=14)
CELLS = st.lists(WORDS, max_size=6).map(" ".join)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6)


def words_of(text: str) -> list[str]:
    return re.sub("[━─│┃┏┓┗┛┡┩╇┳└┘┴├┤┼·]", " ", text).replace(": ", " ").split()


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(24, 120))
def test_no_word_is_cut_or_broken_and_no_line_is_wider_than_the_screen(
    rows: list[list[str]], width: int
) -> None:
    grid = Grid("name", "what", "of", "from")
    for row in rows:
        grid.add_row(*row)
    text = shown(grid, width)
    assert max(map(len, text.splitlines())) <= width
    left = words_of(text)
    for word in " ".join(cell for row in rows for cell in row).split():
        assert word in left
        left.remove(word)


def test_a_wide_screen_has_a_table_and_a_narrow_one_blocks() -> None:
    grid = Grid(title="Names")
    for head in ("name", "what it is", ""):
        grid.add_column(head)
    grid.add_row("municipality.yes_constant", "Yes to a proposed case", "assumed")
    grid.add_row("", "something more of the same", "")
    wide, narrow = shown(grid, 100), shown(grid, 40)
    assert "│ municipality.yes_constant │ Yes to a proposed case" in wide
    assert narrow.splitlines() == [
        "Names",
        "municipality.yes_constant",
        "  what it is: Yes to a proposed case",
        "  assumed",
        "  what it is: something more of the same",
    ]


def test_of_a_name_longer_than_the_screen_nothing_is_lost() -> None:
    grid = Grid("name", "what")
    grid.add_row("household.destination_distance", "far")
    assert "".join(shown(grid, 20).split()) == "household.destination_distancewhat:far"


@pytest.mark.parametrize(("shown_head", "line"), [(True, "what: far · of: all"), (False, "far · all")])
def test_headings_that_a_table_does_not_show_stay_out_of_its_blocks_too(shown_head: bool, line: str) -> None:
    grid = Grid("name", "what", "of", show_header=shown_head)
    grid.add_row("household.destination_distance", "far", "all")
    assert [one.strip() for one in shown(grid, 30).splitlines()] == ["household.destination_distance", line]


def test_a_table_is_told_of_nothing_that_it_does_not_heed() -> None:
    """Columns are never cut, whatever `overflow` says, and `width` gives way to their longest word."""
    told = set()
    for path in (*ROOT.glob("experiments/**/*.py"), *ROOT.glob("calibration/**/*.py")):
        text = path.read_text(encoding="utf-8")
        if "grid import Grid" in text:
            calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
            columns = [call for call in calls if ast.unparse(call.func).endswith(".add_column")]
            told |= {(path.name, one.arg) for call in columns for one in call.keywords}
    heeded = {"justify", "style", "min_width", "max_width", "no_wrap", "ratio"}
    assert told and {one for one in told if one[1] not in heeded} == set()


def test_a_table_that_would_be_very_tall_becomes_blocks() -> None:
    grid = Grid("name", "source")
    for _ in range(5):
        grid.add_row("x" * 50, " ".join(["word"] * 40))
    assert "┃" not in shown(grid, 70) and "┃" in shown(grid, 100)


def test_numbers_ranges_styles_and_markup_stay_as_they_are() -> None:
    grid = Grid("figure", "range", "user's own")
    grid.add_row("28\u202f157", "−1\u00a0to\u00a01", Text("[red]", style="bold"))
    grid.add_row("1 2 3 4 5 6", "0\u00a0to\u00a00.5", "[bold]mine")
    for width in (24, 30, 80):
        text = shown(grid, width)
        assert "28\u202f157" in text and "−1\u00a0to\u00a01" in text and "[bold]mine" in text


def test_sections_lines_and_the_width_asked_for_are_kept() -> None:
    grid = Grid(show_lines=True, expand=True)
    grid.add_column("a", min_width=10)
    grid.add_column("b", ratio=1, justify="right")
    grid.add_row("1", "2")
    grid.add_row("3", "4")
    lines = shown(grid, 60).splitlines()
    assert {len(line) for line in lines} == {60} and sum("├" in line for line in lines) == 1
    assert lines[3].index("1") < 12 and lines[3].rstrip("│ ").endswith("2")


@given(
    st.lists(st.tuples(*[st.integers(0, 30)] * 3).map(sorted), min_size=1, max_size=6), st.integers(0, 200)
)
def test_widths_lie_between_the_least_and_the_most_and_fill_no_more_than_the_room(
    columns: list[list[int]], room: int
) -> None:
    least, usual, most = (tuple(column[i] for column in columns) for i in range(3))
    if sum(least) > room:
        return
    widths = widths_of(least, usual, most, room)
    assert sum(widths) <= room
    assert all(low <= one <= high for low, one, high in zip(least, widths, most, strict=True))


@pytest.mark.parametrize("width", [3, 5, 9, 40])
def test_lines_break_at_plain_spaces_only(width: int) -> None:
    text = "  one\u00a0two 12\u202f000 a-b\nnext"
    found = wrapped(Text(text), width).plain
    assert re.sub(r"\s+", " ", found).strip() == re.sub(r"\s+", " ", text).strip()
    assert "one\u00a0two" in found and "12\u202f000" in found and "a-b" in found and found.endswith("\nnext")


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("language", ["en", "nb"])
def test_names_of_parameters_indicators_and_scenarios_can_be_typed_from_their_tables(
    width: int, language: str
) -> None:
    tables: list[tuple[list[Grid], list[str]]] = [
        ([parameter_table(records(), language)], [one.name for one in records()]),
        (indicator_tables(None, language), [one.name for one in all_indicators()]),
        (list_tables(language), list(scenario_names())),
    ]
    for grids, names in tables:
        text = "\n".join(shown(grid, width) for grid in grids)
        assert max(map(len, text.splitlines())) <= width
        assert set(names) <= set(words_of(text.replace(",", " ")))
