import pytest

from experiments import simulate
from simulation.recorder import Record
from workshop.data.observers import OBSERVERS

YEARS = (2009, 2012)


@pytest.fixture(scope="session")
def records() -> dict[str, list[Record]]:
    """Return two replicates of two scenarios in the invented world, recorded as the workshop does."""
    return {
        name: [simulate(name, seed, years=YEARS, world="tiny", observers=OBSERVERS).record for seed in (1, 2)]
        for name in ("baseline-2013", "integrated")
    }
