from datetime import UTC, datetime
from pathlib import Path

import pytest

from experiments import compare
from experiments.report.material import Material, gather
from experiments.table import save

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small study, its tables beside it."""
    out = tmp_path_factory.mktemp("runs")
    return save(compare(["integrated", "fragmented"], 4, 1, out, world="tiny", years=(2009, 2013)))


@pytest.fixture(scope="session")
def material(folder: Path) -> Material:
    """Return it, gathered for a report."""
    return gather(folder)


@pytest.fixture
def moment() -> datetime:
    """Return a moment at which reports are made."""
    return MOMENT
