"""Any values within their ranges give a world that obeys the laws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.parameters import model_parameters
from simulation.conservation import check_world
from simulation.start.build import national_world


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_start_holds_over_its_parameters_ranges(seed: int) -> None:
    records, generator = model_parameters(), np.random.Generator(np.random.Philox(seed))
    changes: dict[str, object] = {}
    for name in records:
        if not name.startswith(("start.", "oslo.")):
            continue
        record = records[name]
        low, high = np.atleast_1d(record.low), np.atleast_1d(record.high)
        drawn = low + (high - low) * generator.random(len(low))
        changes[name] = tuple(drawn) if isinstance(record.value, tuple) else float(drawn[0])
    world = national_world(records.resolve(changes), 1, scale=0.05)
    assert check_world(world, 24) == []
