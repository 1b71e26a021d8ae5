import json
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.report.figures.outlines import outlines

SQUARE = [[10.0, 60.0], [11.0, 60.0], [11.0, 61.0], [10.0, 61.0], [10.0, 60.0]]


def written(folder: Path, *features: Any) -> Path:
    path = folder / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def feature(code: Any, kind: str = "Polygon", coordinates: Any = None) -> dict[str, Any]:
    return {
        "properties": {"name": "somewhere", "number": code},
        "geometry": {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates},
    }


def test_codes_are_found_as_text_or_number_and_islands_belong_to_their_municipality(tmp_path: Path) -> None:
    east = [[x + 3, y] for x, y in SQUARE]
    path = written(tmp_path, feature(101), feature("0301", "MultiPolygon", [[SQUARE], [east]]))
    found = outlines(path, ["0301", "0101"])
    assert [len(rings) for rings in found] == [2, 1]
    assert found[1][0][:, 0].std() < found[1][0][:, 1].std()  # a degree of longitude is shorter


def test_points_too_close_to_see_are_left_out(tmp_path: Path) -> None:
    many = [[10 + i / 100_000, 60.0] for i in range(50_000)]
    path = written(tmp_path, feature("0101", "Polygon", [[*many, [10.5, 61.0], [10.0, 60.0]]]))
    assert len(outlines(path, ["0101"])[0][0]) < 2000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[]", "no GeoJSON FeatureCollection"),
        ('{"features": [3]}', "no GeoJSON FeatureCollection"),
        ('{"features": [{"properties": {"a": "x"}}]}', "no property of its features"),
        ('{"features": [{"properties": {"a": "0101"}, "geometry": {"type": "Point"}}]}', "is a Point"),
        (
            '{"features": [{"properties": {"a": "0101"}, "geometry": {"type": "Polygon", '
            '"coordinates": [[["x", 1]]]}}]}',
            "are damaged",
        ),
        ('{"features": [{"properties": null}, {}]}', "no property of its features"),
        ('{"features": [{"properties": ["0101"]}]}', "no property of its features"),
        ('{"features": [{"properties": {"a": "0101"}, "geometry": null}]}', "1 of 1 municipalities"),
        ('{"features": [{"properties": {"a": "0101"}}]}', "1 of 1 municipalities"),
        ('{"features": [{"properties": {"a": "0101"}, "geometry": "here"}]}', "are damaged"),
        ('{"features": [{"properties": {"a": "0101"}, "geometry": {}}]}', "are damaged"),
        *(
            (
                '{"features": [{"properties": {"a": "0101"}, "geometry": {"type": "Polygon", '
                f'"coordinates": {given}}}}}]}}',
                "are damaged",
            )
            for given in ("[[]]", "[[[1]]]", "[[[1, NaN], [2, 3], [4, 5]]]", "[[1, 2]]", "null")
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RequestError, match=said):
        outlines(path, ["0101"])


def test_a_municipality_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="is without 1 of 2 municipalities .0301"):
        outlines(written(tmp_path, feature("0101")), ["0101", "0301"])
    with pytest.raises(RequestError, match="no such file"):
        outlines(tmp_path / "none.geojson", ["0101"])


@pytest.mark.parametrize(
    "odd", [{}, {"properties": None}, {"properties": "sea", "geometry": None}, {"geometry": 3}]
)
def test_a_feature_without_properties_is_no_municipality_and_is_passed_over(
    tmp_path: Path, odd: dict[str, Any]
) -> None:
    assert len(outlines(written(tmp_path, odd, feature("0101"), odd), ["0101"])) == 1
