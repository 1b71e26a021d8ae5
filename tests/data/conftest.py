"""Where the source tables lie, for the tests that rebuild from them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def source_folder() -> Path:
    """Return the folder of source tables, or skip: the tool runs without it."""
    named = os.environ.get("BOSETTING_SOURCE")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no source tables here; set BOSETTING_SOURCE to the folder to rebuild")
    return folder
