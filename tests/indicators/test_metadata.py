"""What an indicator says of itself is what it gives: its parts, by random records of every observer."""

from functools import cache

import numpy as np
import pytest

from agents.kinds import END_MONTH, START_MONTH, Kind, Mode, Origin, Path, Reason, Tenure
from indicators.indicator import Measured
from indicators.library import all_indicators, observers_of
from simulation.groups import encode, place
from simulation.observers import PERIODS
from tests.indicators.made import Cell, record

CELLS = 60  # of an observer at a time
KEYS: dict[str, tuple[int, int]] = {  # lowest and highest code
    "kind": (0, len(Kind) - 1), "path": (0, Path.COLLECTIVE), "tenure": (Tenure.MUNICIPAL, Tenure.SHARED),
    "from_tenure": (Tenure.MUNICIPAL, Tenure.SHARED), "to_tenure": (Tenure.MUNICIPAL, Tenure.SHARED),
    "destination": (Tenure.MUNICIPAL, Tenure.TEMPORARY), "mode": (0, len(Mode) - 1),
    "reason": (1, len(Reason) - 1), "settlement_year": (2009, 2012), "permit_year": (2009, 2016),
    "municipality": (0, 5), "centrality": (0, 3), "wait": (0, 40), "waited": (0, 40), "stay": (1, 60),
    "waiting_months": (0, 20), "rooms": (1, 5), "crowding": (0, 1), "living": (0, 31), "status": (0, 15),
    "standing": (0, 5), "area_decile": (0, 9), "wellbeing": (0, 100), "payer": (0, 6), "receiver": (0, 6),
    "purpose": (0, 20), "origin": (0, len(Origin) - 1), "place": (0, 5), "county": (0, 3), "moves": (0, 5),
    "persons": (1, 8), "means_class": (5, 40), "area": (0, 9), "education": (0, 2), "hard": (0, 15),
    "household_kind": (0, len(Kind) - 1), "years_poor": (0, 3), "settled_kind": (0, len(Kind) - 1),
    "settled_hard": (0, 15), "settled_origin": (0, len(Origin) - 1), "settled_centrality": (0, 3),
}  # fmt: skip
YEARS_AFTER = np.array([2, 3, 4, 5, 6, 10])


def column(rng: np.random.Generator, key: str, count: int) -> list[int]:
    if key in ("group", "placed", "first_placed"):
        codes = [rng.integers(0, high, count) for high in (len(Kind), len(Origin), 2, 16)]
        placed = place(encode(*codes), rng.integers(-1 if key == "group" else 0, 4, count))
        return [int(code) for code in (encode(*codes) if key == "group" else placed)]
    if key == "years_since_settlement":
        return [int(year) for year in rng.choice(YEARS_AFTER, count)]
    low, high = KEYS.get(key, (0, 1))
    return [int(code) for code in rng.integers(low, high + 1, count)]


@cache
def measured() -> dict[str, Measured]:
    """What every indicator says of one random record that has something for all of them."""
    rng = np.random.default_rng(7)
    cells: dict[str, list[Cell]] = {}
    for observer in observers_of(all_indicators()):
        found = cells[observer.name] = []
        most = 50 if "population" not in observer.measure else 50_000
        for month in range(START_MONTH, END_MONTH):
            if (month + 1) % PERIODS[observer.every]:
                continue
            rows = {tuple(one) for one in zip(*(column(rng, k, CELLS) for k in observer.by), strict=True)}
            found += [(month, *keys, int(rng.integers(1, most))) for keys in sorted(rows or {()})]
    made = record(cells)
    return {one.name: one.of(made) for one in all_indicators()}


@pytest.mark.parametrize("name", [one.name for one in all_indicators()])
def test_declared_parts_are_given_parts(name: str) -> None:
    one = next(one for one in all_indicators() if one.name == name)
    assert set(measured()[name].dimensions()) == set(one.breakdown)
    assert len(set(one.breakdown)) == len(one.breakdown)


def test_every_indicator_has_a_value_where_there_is_something_of_everything() -> None:
    missing = {name for name, one in measured().items() if np.isnan(one.value)}
    assert missing <= {"waiting_p50", "waiting_p90"}  # where nine of ten take more than three years
