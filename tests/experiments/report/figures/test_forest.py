from math import nan

from experiments.paired import Paired
from experiments.report.figures.forest import TALLEST, Line, Mark, forest
from experiments.score.band import band


def test_a_mark_is_the_mean_with_its_interval() -> None:
    paired = Paired(1.0, 0.5, 1.5, 8, 7)
    assert Mark.of(paired) == Mark(1.0, 0.5, 1.5, True)
    found = band([2.0, 3.0, 4.0], [1.0, 1.0, 1.0], 1)
    assert Mark.of(found) == Mark(found.mean, found.mean_low, found.mean_high, True)


def test_a_hollow_mark_where_zero_is_within() -> None:
    clear, unclear = Mark(1.0, 0.5, 1.5, True), Mark(1.0, -0.5, 2.5, False)
    filled, hollow = (forest([Line("x", {"a": one})], "months", "en") for one in (clear, unclear))
    assert filled.count(b"fill: #ffffff") + 1 == hollow.count(b"fill: #ffffff")


def test_missing_figures_leave_a_gap_and_many_lines_fit_a_page() -> None:
    lines = [
        Line(str(i), {"a": Mark(nan, nan, nan, False), "b": Mark(1, nan, nan, False)}) for i in range(80)
    ]
    drawn = forest(lines, "months", "nb").decode()
    height = float(drawn.split('height="')[1].split("pt")[0])
    assert height <= 72 * TALLEST + 1
