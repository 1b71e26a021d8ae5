"""Whether keyed randomness pays: paired intervals against those of independent seeds, at equal runs.

Run as ``python -m benchmarks.pairing``; prints a table. One study gives all three columns: `integrated`
against the baseline, two chance seeds to each draw of the parameters.

* *paired*: both arms of a replicate share chance and parameters, as every comparison here does;
* *own chance*: they share the parameters only (the other chance seed of the same draw);
* *independent*: they share nothing.

Half a table of gains would be bought by differences before the policy date, where there can be none: the
cells of the record that differ there are counted, and should be none.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from experiments import compare, open_study
from experiments.comparison import Study
from experiments.history import WORLD
from indicators.indicator import Indicator
from scenarios.scenario import BASELINE, load_scenario

ARM: Final = "integrated"
NARROWER: Final = 2.0  # times, median over headlines: at least


@dataclass(frozen=True)
class Widths:
    """Standard deviations of an indicator's difference over replicates: intervals go with them."""

    indicator: Indicator
    paired: float
    own_chance: float
    independent: float

    @property
    def gain(self) -> float:
        """How many times narrower a paired interval is than one of independent seeds."""
        return self.independent / self.paired if self.paired > 0 else float("inf")


def widths(study: Study) -> list[Widths]:
    """Return every headline whose difference varies at all.

    Parameters
    ----------
    study : Study
        With two chance seeds to each draw.
    """
    found = []
    for one in study.indicators:
        arm, base = (np.array(study.series(name, one.name)) for name in (ARM, BASELINE))
        known = np.isfinite(arm) & np.isfinite(base)
        if known.sum() < 4 or not np.ptp(arm[known]):
            continue
        other = base.reshape(-1, 2)[:, ::-1].ravel()
        found.append(
            Widths(
                one,
                float(np.nanstd(arm - base, ddof=1)),
                float(np.nanstd(arm - other, ddof=1)),
                float(np.sqrt(np.nanvar(arm, ddof=1) + np.nanvar(base, ddof=1))),
            )
        )
    return found


def differing_before(study: Study) -> tuple[int, int]:
    """Return the cells of the records before the policy date, and how many differ between the arms."""
    if study.path is None:
        raise ValueError("the study must lie in a folder")
    month = load_scenario(ARM).policy_month
    arms = " full join ".join(
        f"(select * exclude scenario from records where month < {month} and scenario = '{name}') {alias}"
        for name, alias in ((BASELINE, "b"), (ARM, "a"))
    )
    keys = " and ".join(f"a.{k} = b.{k}" for k in ("seed", "observer", "month", "k0", "k1", "k2", "k3"))
    counted = open_study(study.path).query(
        "select count(*) cells, count(*) filter (a.value is distinct from b.value) differ "
        f"from {arms} on {keys}"
    )
    return int(counted["cells"][0]), int(counted["differ"][0])


def table(found: Sequence[Widths], cells: int, differ: int, replicates: int) -> Table:
    """Return the widths and the verdict."""
    result = Table(title=f"Keyed randomness: standard deviation of a difference, {replicates} replicates")
    for column in ("headline", "paired", "own chance", "independent", "times narrower"):
        result.add_column(column, justify="left" if column == "headline" else "right")
    for one in found:
        sds = (f"{sd:,.{one.indicator.digits + 1}f}" for sd in (one.paired, one.own_chance, one.independent))
        result.add_row(one.indicator.en, *sds, f"{one.gain:.1f}")
    gain = float(np.median([one.gain for one in found]))
    chance = float(np.median([one.own_chance / one.paired for one in found if one.paired > 0]))
    verdict = f"{gain:.1f} {'reached' if gain >= NARROWER else 'not reached'}"
    result.add_section()
    result.add_row("median", "", f"{chance:.1f} times", f"should be {NARROWER:g}", verdict)
    result.add_row(f"cells before the policy date: {cells:,}", "", "", "should differ: 0", f"{differ:,}")
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--replicates", type=int, default=16, help="an even number")
    parser.add_argument("--workers", type=int, help="processes; all cores when left out")
    parser.add_argument("--out", type=Path, help="folder that keeps the runs, to go on from")
    parser.add_argument("--world", default=WORLD)
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        out = options.out or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bosetting-")))
        study = compare(
            [ARM], options.replicates, options.workers, out,
            world=options.world, scale=options.scale, chance_per_draw=2,
        )  # fmt: skip
        found = table(widths(study), *differing_before(study), options.replicates)
    (Console() if Console().is_terminal else Console(width=130)).print(found)


if __name__ == "__main__":
    main()
