"""A gravity model of moves with co-ethnic stock.

From every municipality persons leave in proportion to its refugee stock and go to others in proportion
to population and stock there, falling with distance: P^a S^b / (10 km + d)^c. The stock is that of 2010,
the last that the source holds. The three exponents are those that fit moves of 2014 best, so the rival
knows the year after the one it is judged on: a stronger rival than could have been had in 2012.
"""

from functools import cache
from itertools import product
from typing import Final

import numpy as np

from calibration.municipal import codes
from calibration.rival import Rival
from calibration.target import Vector
from data import moves, municipality_frame, refugee_stock

FITTED_TO: Final = 2014
NEAR: Final = 10.0  # km
POPULATION, STOCK, DISTANCE = (
    (0.0, 0.25, 0.5, 0.75, 1.0),
    (0.0, 0.25, 0.5, 0.75, 1.0),
    (0.0, 0.5, 1.0, 1.5, 2.0),
)


@cache
def distances() -> Vector:
    """Return kilometres between municipalities, shape (M, M)."""
    frame = municipality_frame().reindex(codes())
    longitude, latitude = (np.radians(frame[name].to_numpy(float)) for name in ("longitude", "latitude"))
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2
    half += np.cos(latitude[:, None]) * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    found: Vector = 2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return found


def arrivals(population: float, stock: float, distance: float) -> Vector:
    """Return the share of all moves that goes to each municipality, for three exponents."""
    people = municipality_frame()["population_2013"].reindex(codes()).to_numpy(float)
    there = refugee_stock(2010)["refugees"].reindex(codes()).fillna(0.0).to_numpy(float)
    pull = people**population * (there + 1.0) ** stock / (NEAR + distances()) ** distance
    np.fill_diagonal(pull, 0.0)
    found: Vector = there @ (pull / pull.sum(axis=1, keepdims=True))
    return found / found.sum()


@cache
def exponents() -> tuple[float, float, float]:
    """Return the exponents with the least absolute error in moves of 2014."""
    frame = moves()
    rows = frame[frame["year"] == FITTED_TO].set_index("code").reindex(codes())
    actual = rows["moves_in_africa_asia"].fillna(0.0).to_numpy(float)

    def error(chosen: tuple[float, float, float]) -> float:
        return float(np.abs(arrivals(*chosen) * actual.sum() - actual).sum())

    return min(product(POPULATION, STOCK, DISTANCE), key=error)


def predict() -> Vector:
    """Return each municipality's share of moves in."""
    return arrivals(*exponents())


RIVALS = (
    Rival(
        "gravity", "gravity with co-ethnic stock", "gravitasjon med bestand av landsmenn", "moves", predict
    ),
)
