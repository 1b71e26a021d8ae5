"""A fan: the median of the replicates over time, with the middle half and nine in ten of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.report.figures.style import BASE, COLOURS, INK, LINES, canvas, formatter, svg
from experiments.report.material import F64

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class FanWords:
    """What a fan says."""

    unit: str
    scenario: str
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
            axis.fill_between(times, ground[0], ground[4], color=BASE, alpha=0.14, linewidth=0)
            axis.fill_between(times, ground[1], ground[3], color=BASE, alpha=0.22, linewidth=0)
            axis.fill_between(times, found[0], found[4], color=COLOURS[0], alpha=0.2, linewidth=0)
            axis.fill_between(times, found[1], found[3], color=COLOURS[0], alpha=0.35, linewidth=0)
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
        axes[0][0].plot([], [], color=INK, linewidth=1.1, linestyle=LINES[1], label=baseline)
        axes[0][0].plot([], [], color=COLOURS[0], linewidth=1.6, label=words.scenario)
        for label, colour in ((words.half, 0.5), (words.nine, 0.25)):
            axes[0][0].fill_between([], [], [], color=COLOURS[0], alpha=colour, linewidth=0, label=label)
        figure.legend(loc="outside lower left", fontsize=7, ncols=4)
        return svg(figure)


def _years(times: Sequence[float]) -> object:
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(1 if max(times) - min(times) < 9 else 2)
