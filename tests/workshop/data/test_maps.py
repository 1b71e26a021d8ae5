import json
from pathlib import Path

import numpy as np
import pytest

from experiments.errors import RequestError
from simulation.recorder import Record
from simulation.worlds import national
from workshop.data import observers
from workshop.data.maps import boundaries, map_data, places
from workshop.data.packing import unpack
from workshop.data.records import monthly


@pytest.mark.parametrize(("world", "count"), [("norway-2013", 428), ("norway-2024", 357), ("tiny", 6)])
def test_every_municipality_has_a_place_of_its_own(world: str, count: int) -> None:
    found = places(world).hexes()
    assert len({one["code"] for one in found}) == count == len({(one["x"], one["y"]) for one in found})
    apart = np.array([(one["x"], one["y"]) for one in found])
    near = np.hypot(*(apart[:, None] - apart[None]).transpose(2, 0, 1)) + 9 * np.eye(count)
    assert near.min() > 0.99, "two hexagons overlap"
    assert places(world).year == national(world).code_year


def test_north_is_upwards() -> None:
    found = {one["code"]: one for one in places("norway-2013").hexes()}
    assert found["1902"]["y"] > found["0301"]["y"] > found["1001"]["y"]  # Tromsø, Oslo, Kristiansand


def test_settled_is_the_last_twelve_months_by_inhabitants(records: dict[str, list[Record]]) -> None:
    found = map_data(records["integrated"], "settled")
    values = unpack(found["values"])
    assert values.shape == (48, 6) and found["start"] == 11
    assert np.isnan(values[:11]).all() and np.isfinite(values[11:]).all()
    each = [monthly(r, observers.SETTLED, np.arange(6), "municipality") for r in records["integrated"]]
    year = np.mean([one[12:24].sum(axis=0) for one in each], axis=0)
    asked = year * 1000 / np.array(places("tiny").population)
    assert np.allclose(values[23], asked, atol=found["values"]["factor"])


def test_a_scenario_differs_from_itself_by_nothing(records: dict[str, list[Record]]) -> None:
    arm = records["integrated"]
    found = map_data(arm, "settled", arm)
    assert found["diverging"] and found["scale"]["min"] == -found["scale"]["max"] < 0
    assert (unpack(found["values"])[11:] == 0).all()
    assert (unpack(found["unclear"])[11:] == 1).all(), "no difference is never a clear one"


def test_before_the_policy_nothing_differs(records: dict[str, list[Record]]) -> None:
    found = map_data(records["integrated"], "living", records["baseline-2013"])
    values = unpack(found["values"])
    assert (values[:24] == 0).all() and (values[24:] != 0).any()


def test_a_single_difference_is_never_clear(records: dict[str, list[Record]]) -> None:
    found = map_data(records["integrated"][:1], "living", records["baseline-2013"][:1])
    assert (unpack(found["unclear"]) == 1).all()


def test_an_invented_world_says_that_it_is_one(records: dict[str, list[Record]]) -> None:
    found = map_data(records["integrated"], "accepted")
    assert found["caveats"][0]["nb"].startswith("Seks oppdiktede")
    assert "NaN" not in json.dumps(found)


def _square(code: str, at: int) -> dict[str, object]:
    ring = [[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]]
    return {
        "type": "Feature", "properties": {"nr": code}, "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def test_real_boundaries_come_in_the_order_of_the_municipalities(tmp_path: Path) -> None:
    codes = places("tiny").codes
    path = tmp_path / "b.geojson"
    features = [_square(code, 2 * i) for i, code in enumerate(codes)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features[::-1]}), encoding="utf-8")
    found = boundaries(path, "tiny")
    starts = [min(rings[0][::2]) for rings in found]
    assert (
        starts == sorted(starts) and len(found) == 6 and max(max(r) for rings in found for r in rings) == 1000
    )


def test_a_file_without_a_municipality_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [_square(places("tiny").codes[0], 0)]}),
        encoding="utf-8",
    )
    with pytest.raises(RequestError):
        boundaries(path, "tiny")
