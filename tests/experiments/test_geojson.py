from pathlib import Path
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.geojson import code_of, polygons, properties, read_features

SQUARE = [[10, 60], [11, 60], [11, 61], [10, 60]]


def test_numbers_are_four_digits_however_they_are_written() -> None:
    assert [code_of(one) for one in (301, " 301 ", "0301", 1101)] == ["0301", "0301", "0301", "1101"]


@pytest.mark.parametrize("odd", [{}, {"properties": None}, {"properties": "sea"}])
def test_a_feature_without_properties_says_nothing(odd: dict[str, Any]) -> None:
    assert properties(odd) == {}


def test_polygons_keep_their_holes_and_empty_parts_are_left_out() -> None:
    single = polygons({"type": "Polygon", "coordinates": [SQUARE, SQUARE[:3]]}, "here")
    assert [len(ring) for ring in single[0]] == [4, 3] and single[0][0][0] == (10.0, 60.0)
    several = {"type": "MultiPolygon", "coordinates": [[SQUARE], [], [[]], [SQUARE, []]]}
    assert [len(polygon) for polygon in polygons(several, "here")] == [1, 1]
    assert polygons(None, "here") == []


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ("here", "damaged"),
        ({}, "damaged"),
        ({"type": "Point", "coordinates": [1, 2]}, "is a Point"),
        ({"type": "Polygon"}, "damaged"),
        ({"type": "Polygon", "coordinates": [[]]}, "damaged"),
        ({"type": "Polygon", "coordinates": [[[1.0, float("inf")]]]}, "damaged"),
    ],
)
def test_what_is_no_polygon_is_refused(geometry: Any, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        polygons(geometry, "here")


def test_a_file_that_is_no_collection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    for content, said in (
        (b"\xff\xfe{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"3", "FeatureCollection"),
    ):
        path.write_bytes(content)
        with pytest.raises(RequestError, match=said):
            read_features(path)
