"""Stacked bars that each add up to the whole: what parameters rest on."""

from collections.abc import Mapping, Sequence

from experiments.report.figures.style import HATCHES, INK, canvas, svg

FILLS = ("#0072B2", "#56B4E9", "#E69F00", "#e8e8e8")


def shares(bars: Mapping[str, Sequence[int]], parts: Sequence[str], percent: str) -> bytes:
    """Draw one bar for each entry, split in the parts; hatched so that grey suffices.

    Parameters
    ----------
    bars : mapping
        Counts by bar, one for each part.
    parts : sequence of str
        Names of the parts.
    percent : str
        Label of the axis.
    """
    with canvas(0.9 + 0.42 * len(bars)) as (figure, axis):
        for i, counts in enumerate(bars.values()):
            whole, left = max(sum(counts), 1), 0.0
            for k, count in enumerate(counts):
                width = 100.0 * count / whole
                axis.barh(
                    i, width, left=left, height=0.62, color=FILLS[k], hatch=HATCHES[k], edgecolor=INK,
                    linewidth=0.5, label=parts[k] if i == 0 else None,
                )  # fmt: skip
                if width > 6:
                    axis.text(
                        left + width / 2, i, str(count), ha="center", va="center", fontsize=7,
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
                    )  # fmt: skip
                left += width
        axis.set_yticks(range(len(bars)), list(bars))
        axis.set_ylim(len(bars) - 0.5, -0.5)
        axis.set_xlim(0, 100)
        axis.set_xlabel(percent)
        axis.tick_params(axis="y", length=0)
        figure.legend(loc="outside upper right", ncols=4, fontsize=7)
        return svg(figure)
