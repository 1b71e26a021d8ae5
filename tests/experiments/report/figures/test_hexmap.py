from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import load_table
from experiments.report.figures.hexmap import AROUND_ZERO, BELOW, LEVELS, Layer, bounds, hexagons, maps

WORDS = ("not clear", "held back", "fewer", "en")


@pytest.mark.parametrize(("year", "count"), [(2013, 428), (2024, 357)])
def test_hexagons_of_the_tables_touch_and_do_not_overlap(year: int, count: int) -> None:
    cells = load_table(f"hexagons_{year}")
    shapes = hexagons(cells["column"], cells["row"])
    centres = np.array([rings[0].mean(axis=0) for rings in shapes])
    assert len(centres) == count
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, 9)
    assert apart.min() == pytest.approx(1.0)
    neighbours = Counter((np.abs(apart - 1) < 1e-9).sum(axis=1).tolist())
    assert max(neighbours) <= 6 and neighbours[6] > count / 4
    corners = np.concatenate([rings[0] for rings in shapes]).round(6)
    assert len(np.unique(corners, axis=0)) < 6 * count  # neighbours share corners


def test_what_is_not_clear_is_hatched_and_what_is_held_back_is_not_filled() -> None:
    shapes = hexagons([0, 1, 2, 3], [0, 0, 0, 0])
    values = np.array([1.0, -1.0, 0.5, np.nan])
    none = np.zeros(4, dtype=np.bool_)
    layer = Layer("a − b", "per 1000", values, none, none, around_zero=True)
    plain = maps([*shapes], [layer], *WORDS)
    faded = np.array([True, False, False, False])
    other = maps([*shapes], [Layer("a", "x", values, faded, none, True)], *WORDS)
    hidden = maps([*shapes], [Layer("a", "x", values, none, faded, True)], *WORDS)
    assert plain.count(b"<pattern") < other.count(b"<pattern") + 1
    assert len({plain, other, hidden}) == 3


@given(st.lists(st.floats(-50, 50, allow_nan=False), min_size=1, max_size=30), st.booleans(), st.data())
def test_a_difference_has_as_much_scale_below_zero_as_above(
    values: list[float], around: bool, data: st.DataObject
) -> None:
    size = len(values)
    unclear, hidden = (np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size))),) * 2
    low, high = bounds(Layer("a", "x", np.array(values), unclear, hidden, around))
    assert high > 0 and low == (-high if around else 0.0)


def test_the_colours_of_a_difference_turn_at_zero_and_those_of_a_level_run_one_way() -> None:
    """Pale at zero, dark at both ends; so what is below zero has a dark edge that grey print keeps."""
    from matplotlib import colormaps

    def grey(name: str) -> np.ndarray:
        return colormaps[name](np.linspace(0, 1, 21))[:, :3] @ np.array([0.2126, 0.7152, 0.0722])

    turning, level = grey(AROUND_ZERO), grey(LEVELS)
    assert turning.argmax() == 10 and (np.diff(turning[:11]) > 0).all() and (np.diff(turning[10:]) < 0).all()
    assert (np.diff(level) < 0).all()
    shapes, none = hexagons([0, 1], [0, 0]), np.zeros(2, dtype=np.bool_)
    edge = f"stroke-width: {BELOW}".encode()
    below, above = (
        maps([*shapes], [Layer("a", "x", np.array([one, 1.0]), none, none, True)], "u", "h", "b", "en")
        for one in (-1.0, 1.0)
    )
    assert below.count(edge) == above.count(edge) + 1
