"""Speed of the column model against its plain-object twin, side by side on one start.

Run as ``python -m benchmarks.twin``; prints person-months per second of both and their ratio.
"""

import argparse
import gc
import time
from typing import Any, Final

from agents.kinds import POLICY_MONTH
from scenarios.parameters import model_parameters
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.build import national_world
from simulation.twin.model import TwinModel

TARGET: Final = 10.0  # times as fast as the twin, at least
NATION: Final = 110_000  # persons at scale 1, about


def measure(model: Any, count: Any, months: int) -> tuple[float, float]:
    """Run `months` months; return processor seconds and the mean number of persons.

    Parameters
    ----------
    count : function of the model
        Returns the persons in it.
    """
    persons = 0
    gc.collect()
    begun = time.process_time()
    for _ in range(months):
        model.run_for(1)
        persons += count(model)
    return time.process_time() - begun, persons / months


def main() -> None:
    """Build one start of about `persons` persons and run both models on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--warm", type=int, default=2, help="months run before the clock starts")
    options = parser.parse_args()
    scale = options.persons / NATION
    values = model_parameters().resolve()
    world = national_world(values, 1, scale, month=POLICY_MONTH)
    given: dict[str, Any] = {"start": POLICY_MONTH, "population_scale": scale}
    twin = TwinModel(world, [Phase(0, values)], 1, **given)
    columns = SettlementModel(world, [Phase(0, values)], 1, **given)
    speeds = {}
    for name, model, count in (
        ("columns", columns, lambda m: len(m.world.persons)),
        ("twin", twin, lambda m: len(m.world.persons)),
    ):
        model.run_for(options.warm)
        seconds, persons = measure(model, count, options.months)
        speeds[name] = persons * options.months / seconds
        print(
            f"{name:8} {persons:9,.0f} persons {1000 * seconds / options.months:9.1f} ms a month "
            f"{speeds[name]:12,.0f} person-months a second"
        )
    ratio = speeds["columns"] / speeds["twin"]
    verdict = "reached" if ratio >= TARGET else "missed"
    print(f"ratio    {ratio:.1f} times the twin (target {TARGET:.0f}: {verdict})")


if __name__ == "__main__":
    main()
