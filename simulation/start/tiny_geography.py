"""A synthetic geography for tiny worlds: invented, round figures."""

import numpy as np

from simulation.start.keys import Being, keys_of
from simulation.world import Geography

_YEARS = 10  # of population: 2007-2016
_RENT = np.array([4000, 5000, 6000, 7000, 8000])


def tiny_geography(municipalities: int = 6, population: float = 8000.0) -> Geography:
    """Return a line of municipalities 20 km apart; the first has two places, like Oslo's districts."""
    m = municipalities
    p = m + 1
    place_municipality = np.array([0, *range(m)], dtype=np.int16)
    east = np.concatenate([[0.0, 5.0], 20.0 * np.arange(1, m)])
    size = population * (1.0 + np.arange(m)[::-1])
    areas = np.where(np.arange(p) < 3, 2, 1).astype(np.int16)
    order = np.abs(np.arange(m)[:, None] - np.arange(m)[None, :]) + 1000.0 * np.eye(m)
    near = np.argsort(order, axis=1, kind="stable")[:, : min(3, max(m - 1, 1))]
    neighbours = near[:, np.arange(3) % near.shape[1]].astype(np.int16)
    code = tuple(f"{100 * (1 + i // 3) + i:04d}" for i in range(m))
    rent = _RENT[None, :] * (1.0 + 0.3 * (place_municipality == 0))[:, None]
    return Geography(
        code=code,
        name=tuple(f"Town {i}" for i in range(m)),
        county=(1 + np.arange(m) // 3).astype(np.int16),
        region=(np.arange(m) * 2 // max(m, 1)).astype(np.int8),
        region_name=("South", "North"),
        centrality=np.clip(3 - np.arange(m), 0, 3).astype(np.int8),
        population=size[:, None] * 1.01 ** np.arange(_YEARS)[None, :],
        longitude=10.0 + 0.3 * np.arange(m, dtype=np.float64),
        latitude=np.full(m, 60.0),
        key=keys_of(Being.MUNICIPALITY, [int(c) for c in code]),
        place_municipality=place_municipality,
        place_name=("Town 0 east", "Town 0 west", *(f"Town {i}" for i in range(1, m))),
        place_share=np.where(place_municipality == 0, 0.5, 1.0),
        place_key=keys_of(Being.PLACE, np.arange(p)),
        first_place=np.array([0, *range(2, p)], dtype=np.int16),
        places=np.array([2] + [1] * (m - 1), dtype=np.int16),
        distance=np.abs(east[:, None] - east[None, :]),
        first_area=(np.cumsum(areas) - areas).astype(np.int16),
        areas=areas,
        area_place=np.repeat(np.arange(p), areas).astype(np.int16),
        base_rent=np.rint(rent).astype(np.int64),
        base_price=np.rint(15000.0 * (1.0 + 0.5 * (place_municipality == 0))).astype(np.int64),
        local_employment=np.linspace(0.55, 0.45, p),
        neighbours=neighbours,
    )
