from collections import Counter

import numpy as np
import pytest

from data import load_table
from experiments.report.figures.hexmap import Layer, hexagons, maps


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
    plain = maps([*shapes], [layer], "not clear", "held back", "en")
    faded = np.array([True, False, False, False])
    other = maps([*shapes], [Layer("a", "x", values, faded, none, True)], "not clear", "held back", "en")
    hidden = maps([*shapes], [Layer("a", "x", values, none, faded, True)], "not clear", "held back", "en")
    assert plain.count(b"<pattern") < other.count(b"<pattern") + 1
    assert len({plain, other, hidden}) == 3
