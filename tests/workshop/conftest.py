"""A workshop on the invented world: a small embedded set, and a browser that has opened the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from experiments import compare, open_study
from experiments.storage import code_fingerprint
from workshop.app import application
from workshop.data.observers import OBSERVERS
from workshop.emulator import dimensions, fit, points
from workshop.house import House, posterior_of
from workshop.pack import packs_of, write_pack, zipped

SMALL = ("baseline-2013", "integrated")


@pytest.fixture(scope="session")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study of the invented world."""
    path = compare(
        ["integrated"], 2, 1, tmp_path_factory.mktemp("study"), world="tiny", observers=OBSERVERS
    ).path
    assert path is not None
    return path


@pytest.fixture(scope="session")
def embedded(study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an embedded set: two scenarios, and a design with a known answer."""
    folder = tmp_path_factory.mktemp("embedded")
    for pack in packs_of(open_study(study_folder), "embedded", named=True):
        write_pack(pack, folder)
    over = dimensions()
    table = points(32, 1, over)
    z = np.array([[d.scaled(x) for d, x in zip(over, row, strict=True)] for row in table])
    kind, weights, error = fit(z, -100 * z[:, 0])  # the first dial takes a hundred away
    design = {
        "dimensions": [{"name": d.name, "low": d.low, "high": d.high, "base": d.base} for d in over],
        "fitted": {
            "waiting_stock": {"kind": kind, "weights": weights.tolist(), "error": error, "spread": 30.0}
        },
        "about": {"points": 32, "replicates": 1},
    }
    (folder / "design.json").write_text(json.dumps(design), encoding="utf-8")
    (folder / "lives.json.gz").write_bytes(zipped({}))
    manifest = {"scenarios": list(SMALL), "made": "2026-01-01", "replicates": 2, "code": code_fingerprint(),
                "posterior": posterior_of("tiny"), "world": "tiny"}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def house(embedded: Path, tmp_path: Path) -> House:
    return House(tmp_path, embedded, slots=1)


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    """Return a browser that has opened the page."""
    with TestClient(application(house), base_url="http://127.0.0.1") as found:
        assert found.get("/").status_code == 200
        yield found
