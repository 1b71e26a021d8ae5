"""Run until enough: more replicates until a headline's interval is narrow enough.

Looking again and again is harmless where one stops for *width*, which says nothing of the sign, as long
as the first look is not too early: an interval may be narrow because its replicates happened to lie
close. So there is a least number of replicates, and the width must be reached at two looks in a row.
Stopping for a *clear* result instead would make false ones; that is not offered.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import floor, isfinite, log10, nan
from pathlib import Path
from typing import Any, Final

from experiments.caveat import replicates as replicates_text
from experiments.comparison import Progress, Study, compare
from experiments.engine import Cluster
from experiments.errors import RequestError
from experiments.typeset import number
from indicators.library import indicator
from scenarios.scenario import Scenario

LEAST: Final = 8  # replicates before the first look
BATCH: Final = 4  # replicates between looks
LOOKS: Final = 2  # in a row that must be narrow enough

WORDS: Final = {
    "en": {
        "enough": "Enough with {}: the intervals of {} are at most {} wide, two looks in a row.",
        "not yet": "Not enough with {}: an interval of {} is {} wide; see --at-most.",
    },
    "nb": {
        "enough": "Nok med {}: intervallene for {} er høyst {} brede, to ganger på rad.",
        "not yet": "Ikke nok med {}: et intervall for {} er {} bredt; se --at-most.",
    },
}


@dataclass(frozen=True)
class Target:
    """A headline and how wide its interval may be, in its own unit."""

    name: str
    width: float

    @classmethod
    def read(cls, text: str) -> "Target":
        """Read HEADLINE=WIDTH.

        Raises
        ------
        RequestError, UnknownIndicator
            If it is not that.
        """
        name, equals, value = text.partition("=")
        try:
            width = float(value)
        except ValueError:
            width = nan
        if not equals or not isfinite(width) or width <= 0:
            raise RequestError("until", text=text)
        return cls(indicator(name.strip()).name, width)

    def widest(self, study: Study) -> float:
        """Return the widest interval of the headline over all scenarios (infinite when unknown)."""
        found = [study.difference(arm, self.name) for arm in study.arms]
        return max((p.high - p.low if isfinite(p.low) else float("inf") for p in found), default=0.0)


@dataclass(frozen=True)
class Enough:
    """Where it stopped: the study, the widest interval there, and whether that was enough.

    The study's `found` counts the runs that were there before the first look.
    """

    study: Study
    widest: float
    reached: bool

    def said(self, target: Target, language: str) -> str:
        """Return in one sentence whether it was enough."""
        one = indicator(target.name)
        width = target.width if self.reached else self.widest
        # as many digits as tell the width from the next: an interval of 200 is not 200.00 wide
        digits = 0 if not 0 < abs(width) < 100 else max(one.digits, 1 - floor(log10(abs(width))))
        heading = f"«{one.label(language)}»" if language == "nb" else f"“{one.label(language)}”"
        words = WORDS[language]["enough" if self.reached else "not yet"]
        count = replicates_text(len(self.study.seeds), language)
        return words.format(count, heading, number(width, digits, language))


def compare_until(
    target: Target,
    scenarios: Iterable[str | Path | Scenario],
    at_most: int = 256,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    *,
    least: int = LEAST,
    seed: int = 1,
    world: str | None = None,
    scale: float = 1.0,
    cluster: Cluster | None = None,
    chance_per_draw: int = 1,
    baseline: str | Path | Scenario | None = None,
    restricted: Iterable[str | Path] = (),
    parameters: str | None = None,
) -> Enough:
    """Compare with more and more replicates until the interval of a headline is narrow enough.

    Parameters
    ----------
    target : Target
        Holds for every scenario.
    at_most : int
        Replicates at which it ends in any case.
    least : int
        Replicates before the first look, at least 8 draws of the parameters.

    Other parameters are those of :func:`experiments.compare`.
    """
    batch = BATCH * chance_per_draw
    count = max(least, LEAST * chance_per_draw)
    count += -count % chance_per_draw
    if at_most < count:
        raise RequestError("until_least", count=count, most=at_most)
    chosen: list[Any] = list(scenarios)
    inputs = tuple(restricted)
    narrow, known, found, earlier = 0, 0, 0, None
    with _somewhere(out) as folder:
        while True:
            study = compare(
                chosen, count, workers, folder, progress, seed=seed, world=world, scale=scale,
                cluster=cluster, chance_per_draw=chance_per_draw, baseline=baseline, restricted=inputs,
                parameters=parameters,
            )  # fmt: skip
            earlier = earlier or study.earlier  # the first look sees what lay there
            found += study.found - known  # what the last look made is no find
            known = len(study.measured)
            widest = target.widest(study)
            narrow = narrow + 1 if widest <= target.width else 0
            if narrow == LOOKS or count + batch > at_most:
                return Enough(replace(study, earlier=earlier, found=found), widest, narrow == LOOKS)
            count += batch


@contextmanager
def _somewhere(out: str | Path | None) -> Iterator[Path]:
    """Yield a folder in which one look finds the runs of the last."""
    if out is not None:
        yield Path(out)
        return
    with tempfile.TemporaryDirectory(prefix="bosetting-") as passing:
        yield Path(passing)
