import pytest

from experiments.report.figures.sankey import GAP, _column, sankey

FLOWS = {("a", "b"): 3.0, ("a", "c"): 1.0, ("b", "c"): 4.0}


def test_blocks_are_as_high_as_what_flows_through_them() -> None:
    left, right = (_column(FLOWS, ("a", "b", "c"), side, 8.0) for side in (0, 1))
    assert left == {"a": (0.0, 0.5), "b": (0.5 + GAP, 0.5)}
    assert right == {"b": (0.0, pytest.approx(0.375)), "c": (pytest.approx(0.375 + GAP), 0.625)}


def test_it_draws_one_panel_each_and_nothing_of_nothing() -> None:
    labels = {"a": "first", "b": "second", "c": "third"}
    drawn = sankey({"one": FLOWS, "two": {}, "three": FLOWS}, labels, ("a", "b", "c"), "en")
    assert drawn.count(b'<g id="axes_') == 3
    assert drawn == sankey({"one": FLOWS, "two": {}, "three": FLOWS}, labels, ("a", "b", "c"), "en")
