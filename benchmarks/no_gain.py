"""Whether a gain is written into the model: three tests on the nation.

Run as ``python -m benchmarks.no_gain``; prints a table.

1. *Prior check*: with all parameters drawn from their priors, the paired effect of `integrated` against
   `fragmented` on log settled 2011-16 is centred on zero (within 0.03), with a standard deviation of
   0.10-0.20.
2. *Placebo*: with chance drawn anew and nothing else changed, the 90 % verdict over sets of eight paired
   replicates fires about one time in ten.
3. *Frozen decisions*: with agents that answer from habit, all nine dials at once change nothing at all.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from agents.coordination import Coordination
from agents.kinds import END_MONTH, FIRST_YEAR, MONTHS_PER_YEAR
from experiments import compare
from experiments.comparison import Study
from experiments.history import WORLD, YEARS, Run, start
from experiments.paired import paired_difference
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, replicate_values
from scenarios.scenario import BASELINE, load_scenario
from simulation.model import SettlementModel
from simulation.month import Phase

CENTRE: Final = 0.03  # the mean effect on log settled, at most
SPREAD: Final = (0.10, 0.20)  # its standard deviation
FIRES: Final = (0.04, 0.18)  # share of placebo verdicts
SET: Final = 8  # replicates of a verdict, as ``run.py`` makes them


def strengths(seed: int) -> npt.NDArray[np.float64]:
    """Return the seven channels of one replicate as decisions see them with every dial at one."""
    values = model_parameters().resolve({**replicate_values(seed), **{d.parameter: 1.0 for d in DIALS}})
    seen = Coordination.from_values(values, np.zeros(1), np.zeros(1))
    return np.array(
        [
            seen.guidance, seen.forecast, seen.funding, float(seen.routines[0]), seen.dialogue,
            seen.follow_up, seen.peers,
        ]
    )  # fmt: skip


def expected_strength(replicates: int = 400) -> float:
    """Return the mean strength of the channels under the priors."""
    return float(np.mean([strengths(seed) for seed in range(1, replicates + 1)]))


@dataclass(frozen=True)
class PriorCheck:
    """Paired effects of `integrated` against `fragmented` on log settled, one per replicate.

    `drawn` is the mean strength of each replicate's channels and `expected` that of the priors: few
    replicates happen to draw strong or weak channels, and `adjusted` takes that part of chance out.
    """

    effects: npt.NDArray[np.float64]
    drawn: npt.NDArray[np.float64]
    expected: float

    @property
    def mean(self) -> float:
        """Mean effect."""
        return float(self.effects.mean())

    @property
    def sd(self) -> float:
        """Standard deviation over replicates."""
        return float(self.effects.std(ddof=1))

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        return self.sd / sqrt(len(self.effects))

    @property
    def _line(self) -> tuple[float, float]:
        """Constant and slope of the effect on the drawn strength (no slope from two replicates)."""
        if len(self.effects) < 3:
            return self.mean, 0.0
        slope, constant = np.polyfit(self.drawn, self.effects, 1)
        return float(constant), float(slope)

    @property
    def adjusted(self) -> float:
        """Mean effect at the strength the priors expect (the drawn strength as control variate)."""
        constant, slope = self._line
        return constant + slope * self.expected

    @property
    def adjusted_error(self) -> float:
        """Standard error of the adjusted mean."""
        if len(self.effects) < 3:
            return self.error
        constant, slope = self._line
        rest = self.effects - constant - slope * self.drawn
        n = len(rest)
        spread = float(np.sum((self.drawn - self.drawn.mean()) ** 2))
        lever = 1.0 / n + (self.expected - float(self.drawn.mean())) ** 2 / spread
        return float(np.sqrt(np.sum(rest**2) / max(n - 2, 1) * lever))


@dataclass(frozen=True)
class Placebo:
    """Verdicts on a policy that changes nothing but chance."""

    fired: int
    verdicts: int
    sets: int

    @property
    def share(self) -> float:
        """Share of the verdicts that call it an effect."""
        return self.fired / self.verdicts if self.verdicts else float("nan")


def studied(
    replicates: int,
    workers: int | None = None,
    out: Path | None = None,
    seed: int = 1,
    world: str = WORLD,
    scale: float = 1.0,
    years: tuple[int, int] = YEARS,
) -> Study:
    """Run the arms of the first two tests on shared replicates (a study in `out` is taken up again)."""
    arms = ["fragmented", "integrated", "placebo"]
    # the prior check is about the prior: nothing may be written into it, whatever the record then tells
    return compare(
        arms, replicates, workers, out, seed=seed, world=world, scale=scale, years=years, parameters="prior"
    )


def prior_check(study: Study) -> PriorCheck:
    """Return the effects on log settled; replicates in which an arm settles nobody are left out."""
    apart, together = (np.array(study.series(name, "settled")) for name in ("fragmented", "integrated"))
    both = (apart > 0) & (together > 0)
    drawn = np.array([strengths(seed).mean() for seed in study.seeds])
    return PriorCheck(np.log(together[both] / apart[both]), drawn[both], expected_strength())


def placebo(study: Study) -> Placebo:
    """Return how often a headline's verdict fires, over whole sets of eight replicates.

    Headlines on which chance has no bearing in a set (the same value in all its replicates) give no
    verdict.
    """
    fired = verdicts = 0
    sets = len(study.seeds) // SET
    for one in study.indicators:
        arm, base = study.series("placebo", one.name), study.series(BASELINE, one.name)
        for first in range(0, sets * SET, SET):
            these = slice(first, first + SET)
            found = paired_difference(arm[these], base[these], one.direction)
            verdicts += found.pairs > 1 and found.high > found.low
            fired += found.clear
    return Placebo(fired, verdicts, sets)


def frozen(seed: int = 1, world: str = WORLD, scale: float = 1.0, end: int = END_MONTH) -> list[str]:
    """Return the columns, fields and accounts that differ between all nine dials at one and at zero
    when agents answer from habit; there should be none."""
    arms = [_habit(seed, world, scale, end, setting) for setting in (0.0, 1.0)]
    return sorted(name for name, held in arms[0].items() if not np.array_equal(held, arms[1][name]))


def _habit(seed: int, world: str, scale: float, end: int, setting: float) -> dict[str, Any]:
    """Run with frozen decisions and return all the world holds, by name."""
    scenario = load_scenario(BASELINE).with_changes({dial.name: setting for dial in DIALS})
    run = Run(
        scenario, seed, FIRST_YEAR + end // MONTHS_PER_YEAR - 1, world, scale, frozen=True, parameters="prior"
    )
    phases = scenario.phases(seed)
    begun = 0 if world == WORLD else MONTHS_PER_YEAR * (YEARS[0] - FIRST_YEAR)
    model = SettlementModel(
        start(run, phases[0][1]), [Phase(first, values) for first, values in phases], seed, start=begun,
        frozen=True, population_scale=scale,
    )  # fmt: skip
    model.run_to(end)
    state = model.world
    held = {
        f"{name}.{column}": array
        for name in ("persons", "households", "dwellings", "landlords")
        for column, array in getattr(state, name).arrays().items()
    }
    held |= {f"municipalities.{name}": array for name, array in vars(state.municipalities).items()}
    held |= {f"places.{name}": array for name, array in vars(state.places).items()}
    return held | {"ledger": model.ledger.balance, "husbanken.queue": state.husbanken.queue}


def verdict(reached: bool) -> str:
    """Return whether a test was passed, as the table shows it."""
    return "passed" if reached else "not passed"


def table(check: PriorCheck, control: Placebo, differing: Sequence[str]) -> Table:
    """Return the three tests."""
    result = Table(title="No gain is written in")
    for column in ("test", "measured", "should be", ""):
        result.add_column(column)
    n = len(check.effects)
    result.add_row(
        f"prior check: mean effect on log settled, {n} pairs", f"{check.mean:+.3f} (s.e. {check.error:.3f})",
        f"within {CENTRE}", verdict(abs(check.mean) <= CENTRE),
    )  # fmt: skip
    result.add_row(
        "  the same at the strength the priors expect",
        f"{check.adjusted:+.3f} (s.e. {check.adjusted_error:.3f})", f"within {CENTRE}",
        verdict(abs(check.adjusted) <= CENTRE),
    )  # fmt: skip
    result.add_row(
        "prior check: standard deviation", f"{check.sd:.3f}", "{}-{}".format(*SPREAD),
        verdict(SPREAD[0] <= check.sd <= SPREAD[1]),
    )  # fmt: skip
    if control.verdicts:
        result.add_row(
            f"placebo: verdicts that fire, {control.sets} sets of {SET}",
            f"{control.fired} of {control.verdicts} ({100 * control.share:.1f} %)", "about 10 %",
            verdict(FIRES[0] < control.share < FIRES[1]),
        )  # fmt: skip
    result.add_row(
        "frozen decisions: what nine dials change",
        "nothing" if not differing else ", ".join(differing[:5]), "nothing", verdict(not differing),
    )  # fmt: skip
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the three tests and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--replicates", type=int, default=32, help="paired replicates; sets of eight")
    parser.add_argument("--workers", type=int, help="processes; all cores when left out")
    parser.add_argument("--out", type=Path, help="folder that keeps the runs, to go on from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", default=WORLD)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--last-year", type=int, default=YEARS[1])
    options = parser.parse_args(arguments)
    years = (YEARS[0], options.last_year)
    study = studied(
        options.replicates, options.workers, options.out, options.seed, options.world, options.scale, years
    )
    end = (options.last_year + 1 - FIRST_YEAR) * MONTHS_PER_YEAR
    differing = frozen(options.seed, options.world, options.scale, end)
    screen = Console() if Console().is_terminal else Console(width=110)
    check = prior_check(study)
    screen.print(table(check, placebo(study), differing))
    screen.print("effects: " + " ".join(f"{effect:+.2f}" for effect in check.effects), soft_wrap=True)


if __name__ == "__main__":
    main()
