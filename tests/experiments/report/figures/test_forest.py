from math import inf, nan

from experiments.paired import Paired
from experiments.report.figures.forest import TALLEST, Line, Mark, forest, reach
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


def test_one_far_out_does_not_flatten_the_others_and_is_written() -> None:
    near = [Mark(float(i), i - 1.0, i + 1.0, False) for i in range(1, 9)]
    far = Mark(900.0, nan, nan, False)
    assert reach(near) == (-inf, inf)  # all to one scale
    low, high = reach([*near, far])
    assert low == 0.0 and 9 <= high < 10  # as far as the others go
    drawn = [forest([Line(str(i), {"a": m}) for i, m in enumerate(found)], "x", "en", 2) for found in
             (near, [*near, far])]  # fmt: skip
    assert b"+900.00" not in drawn[0] and b"<!-- +900.00 -->" in drawn[1]


def test_few_marks_or_none_but_zeros_are_drawn_to_scale() -> None:
    assert reach([Mark(1, 0, 2, False), Mark(99, 98, 100, True)]) == (-inf, inf)
    assert reach([Mark(0, 0, 0, False)] * 6 + [Mark(5, 4, 6, True)]) == (-inf, inf)
    assert reach([Mark(nan, nan, nan, False)] * 6) == (-inf, inf)


def test_parts_of_a_figure_have_their_names_and_a_rule() -> None:
    plain = [Line(str(i), {"a": Mark(1, 0, 2, False)}) for i in range(4)]
    parted = [*plain[:2], Line("2", plain[2].differences, over="sex"), plain[3]]
    one, two = (forest(lines, "x", "en") for lines in (plain, parted))
    assert b"<!-- sex -->" in two and b"<!-- sex -->" not in one
