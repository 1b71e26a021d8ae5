"""Published agent-based engines, where they are installed: agent-steps a second, each at what it does.

Nothing is installed here. What an agent does in one step differs: see ``docs/performance.md``.
"""

import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Final

from benchmarks.bench.rows import Row

AGENTS: Final = 100_000
STEPS: Final = 50


def starsim() -> float:
    """Return seconds of Starsim's SIS on a random network: an infection may pass along each contact."""
    import starsim as ss

    sim = ss.Sim(n_agents=AGENTS, dur=STEPS, diseases="sis", networks="random", verbose=0)
    sim.init()
    began = time.process_time()
    sim.run()
    return time.process_time() - began


# by package: what an agent does in a step, and what takes the time of STEPS steps of AGENTS agents
ENGINES: Final[Mapping[str, tuple[str, Callable[[], float]]]] = {
    "starsim": ("one disease on one random network", starsim),
}
COMPARED: Final = ("starsim", "flee", "vivarium")


def rows_of_engines() -> tuple[list[Row], list[str]]:
    """Return a row of each engine that is installed and measured, and a sentence for each that is not."""
    rows, sentences = [], []
    for name in COMPARED:
        if find_spec(name) is None:
            sentences.append(f"{name} is not installed here, so it was not measured.")
        elif name not in ENGINES:
            sentences.append(f"{name} is installed, but nothing comparable is measured with it.")
        else:
            does, measure = ENGINES[name]
            label = f"{name}: {does}, {STEPS} steps"
            rows.append(Row("engines", label, AGENTS, AGENTS * STEPS, measure()))
    return rows, sentences
