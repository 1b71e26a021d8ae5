"""Real boundaries: checked, thinned without tearing neighbours apart, and found by reports."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from calibration.connector.boundaries import boundaries_file, fetch_boundaries, municipality_codes, take
from calibration.connector.errors import ConnectorError
from calibration.connector.web import Web
from experiments.report.figures.outlines import outlines
from experiments.sentences import SaidError
from tests.calibration.connector.bank import Time


def square(i: int, step: float = 0.1, points: int = 40) -> list[list[float]]:
    """Return a square of many points in a row of squares that share borders."""
    x, y = 5.0 + i * step, 60.0
    along = np.linspace(0, step, points)
    ring = [[x + a, y] for a in along] + [[x + step, y + a] for a in along]
    ring += [[x + step - a, y + step] for a in along] + [[x, y + step - a] for a in along]
    return [*ring, ring[0]]


def collection(codes: tuple[str, ...], key: str = "kommunenummer", scale: float = 1.0) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {key: code, "navn": "x"},
            "geometry": {"type": "Polygon", "coordinates": [[[a * scale, b * scale] for a, b in square(i)]]},
        }
        for i, code in enumerate(codes)
    ]
    return {"type": "FeatureCollection", "features": features}


@pytest.mark.parametrize("year", [2013, 2024])
def test_a_users_file_is_taken_for_the_year_whose_codes_it_has(year: int, tmp_path: Path) -> None:
    path = tmp_path / "kommuner.geojson"
    path.write_text(json.dumps(collection(municipality_codes(year), "nr")), encoding="utf-8")
    assert boundaries_file(year) is None
    made, found = take(path, tmp_path / "data")
    assert found == year and boundaries_file(year) == made
    assert made.stat().st_size < path.stat().st_size / 1.5
    shapes = outlines(made, municipality_codes(year))  # what a report reads them with
    assert len(shapes) == len(municipality_codes(year))


def test_neighbours_keep_one_border(tmp_path: Path) -> None:
    path = tmp_path / "kommuner.geojson"
    path.write_text(json.dumps(collection(municipality_codes(2013))), encoding="utf-8")
    told = json.loads(take(path, tmp_path / "data")[0].read_text(encoding="utf-8"))
    rings = [one["geometry"]["coordinates"][0][0] for one in told["features"]]
    for left, right in zip(rings[:50], rings[1:51], strict=True):
        shared = {tuple(point) for point in left} & {tuple(point) for point in right}
        side = {tuple(point) for point in left if point[0] == max(x for x, _ in left)}
        assert shared == side and len(side) > 30
        assert left[0] == left[-1]


def test_metres_are_thinned_as_metres(tmp_path: Path) -> None:
    path = tmp_path / "kommuner.geojson"
    path.write_text(json.dumps(collection(municipality_codes(2013), scale=100_000.0)), encoding="utf-8")
    made, _ = take(path, tmp_path / "data")
    assert len(outlines(made, municipality_codes(2013))) == 428


def test_islands_without_area_are_left_out(tmp_path: Path) -> None:
    codes = municipality_codes(2013)
    made = collection(codes)
    ring = made["features"][0]["geometry"]["coordinates"]
    island = [[[9.5, 59.1], [9.6, 59.1], [9.5, 59.1]]]
    made["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [ring, island]}
    path = tmp_path / "kommuner.geojson"
    path.write_text(json.dumps(made), encoding="utf-8")
    told = json.loads(take(path, tmp_path / "data")[0].read_text(encoding="utf-8"))
    assert len(told["features"][0]["geometry"]["coordinates"]) == 1


def spoiled(change: Any) -> dict[str, Any]:
    made = collection(municipality_codes(2013))
    change(made)
    return made


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "JSON"),
        (b'{"features": 3}', "features"),
        (spoiled(lambda d: d["features"].pop()), "1 of the 428"),
        (spoiled(lambda d: [one["properties"].pop("kommunenummer") for one in d["features"]]), "numbers"),
        (spoiled(lambda d: d["features"][3]["geometry"].update(type="Point")), "not a polygon"),
        (spoiled(lambda d: d["features"][3].update(geometry=None)), "1 of the 428"),
        (spoiled(lambda d: d["features"][3]["geometry"].update(coordinates=[[[1, "x"]]])), "damaged"),
        (spoiled(lambda d: d["features"][3]["geometry"].update(coordinates=[[[1, 2]]])), "damaged"),
        (spoiled(lambda d: d["features"][3]["geometry"]["coordinates"][0].insert(0, [1e999, 2])), "damaged"),
    ],
)
def test_what_is_no_map_of_norway_is_told(content: Any, said: str, tmp_path: Path) -> None:
    path = tmp_path / "kommuner.geojson"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(SaidError) as error:
        take(path, tmp_path / "data")
    assert said in error.value.said("en") and error.value.said("nb") != error.value.said("en")
    assert boundaries_file(2013) is None


@contextmanager
def kartverket(shapes: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

        def do_GET(self) -> None:
            code = self.path.split("/")[-2]
            body = json.dumps({"kommunenummer": code, "omrade": shapes.get(code)}).encode()
            self.send_response(200 if code in shapes else 404)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_boundaries_are_fetched_one_by_one_and_politely(tmp_path: Path) -> None:
    codes = ("0301", "1101", "1103", "1106", "1108", "1111", "1112")
    shapes = {
        code: {"type": "MultiPolygon", "coordinates": [[square(i)]], "crs": {}}
        for i, code in enumerate(codes)
    }
    clock, seen = Time(), []
    with kartverket(shapes) as base:
        web = Web(clock=clock, sleep=clock.sleep)
        made, year = fetch_boundaries(tmp_path, web, base, lambda done, all: seen.append((done, all)), codes)
        assert year == 2024 and len(outlines(made, codes)) == 7
        assert clock.slept == [1.0] and seen[-1] == (7, 7)  # five a second
        del shapes["1108"]
        with pytest.raises(ConnectorError, match="404"):
            fetch_boundaries(tmp_path, Web(clock=clock, sleep=clock.sleep), base, codes=codes)
