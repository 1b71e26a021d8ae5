"""The map of hexagons: each municipality has a cell of its own, near where it lies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.building.hexagons import ROW, in_cells, projected
from data.loader import load_table


@pytest.fixture(params=(2013, 2024))
def hexagons(request: pytest.FixtureRequest) -> tuple[int, pd.DataFrame]:
    return request.param, load_table(f"hexagons_{request.param}").set_index("code")


def test_every_municipality_has_a_cell_of_its_own(hexagons: tuple[int, pd.DataFrame]) -> None:
    year, frame = hexagons
    whole = load_table("municipalities" if year == 2013 else "municipalities_2024")
    assert set(frame.index) == set(whole["code"])
    assert not frame.duplicated(["column", "row"]).any()
    assert frame["column"].min() == 0 and frame["row"].min() in (0, 1)


def test_what_is_near_is_near_on_the_map() -> None:
    frame = load_table("hexagons_2013").set_index("code")
    real = load_table("municipalities").set_index("code").loc[frame.index]
    place = projected(real["longitude"].to_numpy(), real["latitude"].to_numpy())
    x = frame["column"].to_numpy() + 0.5 * (frame["row"].to_numpy() % 2)
    cell = np.column_stack((x, frame["row"].to_numpy() * ROW))
    first, second = np.triu_indices(len(frame), 1)
    far = np.linalg.norm(place[first] - place[second], axis=1)
    far_on_map = np.linalg.norm(cell[first] - cell[second], axis=1)
    assert np.corrcoef(far, far_on_map)[0, 1] > 0.97
    # the nearest neighbour in the country lies within a few cells
    apart = np.full((len(frame), len(frame)), np.inf)
    apart[first, second] = apart[second, first] = far
    nearest = apart.argmin(axis=1)
    cells = np.linalg.norm(cell - cell[nearest], axis=1)
    assert np.quantile(cells, 0.95) < 4.0


def test_north_is_up_and_east_is_right(hexagons: tuple[int, pd.DataFrame]) -> None:
    year, frame = hexagons
    halden, bergen, vardo = ("0101", "1201", "2002") if year == 2013 else ("3101", "4601", "5634")
    assert frame.loc[vardo, "row"] > frame.loc[bergen, "row"] > frame.loc[halden, "row"]
    assert frame.loc[vardo, "column"] > frame.loc[halden, "column"] > frame.loc[bergen, "column"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 12), st.floats(0, 12)), min_size=1, max_size=30))
def test_cells_are_never_shared_however_places_crowd(places: list[tuple[float, float]]) -> None:
    cells = in_cells(np.array(places))
    assert len({tuple(cell) for cell in cells.tolist()}) == len(places)
    assert (cells >= 0).all()
