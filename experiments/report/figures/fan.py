"""A fan: the median of the replicates over time, with the middle half and nine in ten of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.report.figures.style import BASE, COLOURS, INK, LINES, canvas, formatter, svg
from experiments.report.material import F64

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
OURS, GROUND = (0.2, 0.35), (0.2, 0.3)  # how dense the outer and the inner band are: scenario, baseline


@dataclass(frozen=True)
class FanWords:
    """What a fan says."""

    unit: str
    scenario: str
    median: str
    half: str
    nine: str
    policy: str
    language: str


def quantiles(values: F64) -> F64:
    """Return the five quantiles over replicates, shape (5, T), of values of shape (R, T)."""
    found: F64 = np.quantile(values, QUANTILES, axis=0)
    return found


def fan(
    times: Sequence[float],
    values: Mapping[str, F64],
    baseline: str,
    policy: Mapping[str, float],
    words: FanWords,
) -> bytes:
    """Draw one panel for each scenario, the baseline in grey behind it.

    Parameters
    ----------
    times : sequence of float, shape (T,)
        Calendar time in years.
    values : mapping of arrays, shape (R, T)
        By scenario.
    policy : mapping
        When each scenario begins to differ, in years.
    """
    arms = [name for name in values if name != baseline]
    columns = min(len(arms), 2)
    rows = -(-len(arms) // columns)
    with canvas(0.9 + 2.2 * rows, nrows=rows, ncols=columns, sharex=True, sharey=True, squeeze=False) as (
        figure,
        axes,
    ):
        ground = quantiles(values[baseline])
        for i, axis in enumerate(axes.flat):
            if i >= len(arms):
                axis.set_visible(False)
                continue
            found = quantiles(values[arms[i]])
            for bands, colour, dense in ((ground, BASE, GROUND), (found, COLOURS[0], OURS)):
                axis.fill_between(times, bands[0], bands[4], color=colour, alpha=dense[0], linewidth=0)
                axis.fill_between(times, bands[1], bands[3], color=colour, alpha=dense[1], linewidth=0)
            axis.plot(times, found[2], color=COLOURS[0], linewidth=1.6)
            axis.plot(times, ground[2], color=INK, linewidth=1.1, linestyle=LINES[1])
            axis.axvline(policy[arms[i]], color=INK, linewidth=0.8, linestyle=LINES[2])
            axis.annotate(
                words.policy, (policy[arms[i]], 1.0), xycoords=("data", "axes fraction"), fontsize=7,
                xytext=(3, -2), textcoords="offset points", va="top",
            )  # fmt: skip
            axis.set_title(arms[i])
            axis.set_ylim(bottom=0)
            axis.set_xlim(min(times), max(times))
            axis.yaxis.set_major_formatter(formatter(words.language))
            axis.xaxis.set_major_locator(_years(times))
            axis.xaxis.set_major_formatter("{x:.0f}")
            if i % columns == 0:
                axis.set_ylabel(words.unit)
        figure.legend(handles=_keys(baseline, words), loc="outside lower left", fontsize=7, ncols=3)
        return svg(figure)


def _keys(baseline: str, words: FanWords) -> list[Any]:
    """Return what each line and band is: a row for the baseline, a row for the scenario."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    keys: list[Any] = [
        Line2D([], [], color=INK, linewidth=1.1, linestyle=LINES[1], label=f"{baseline}: {words.median}"),
        Line2D([], [], color=COLOURS[0], linewidth=1.6, label=f"{words.scenario}: {words.median}"),
    ]
    for inner, said in ((True, words.half), (False, words.nine)):
        for name, colour, (outer, more) in ((baseline, BASE, GROUND), (words.scenario, COLOURS[0], OURS)):
            dense = 1 - (1 - outer) * (1 - more) if inner else outer  # the inner lies upon the outer
            keys.append(Patch(facecolor=colour, alpha=dense, linewidth=0, label=f"{name}: {said}"))
    return keys


def _years(times: Sequence[float]) -> object:
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(1 if max(times) - min(times) < 9 else 2)
