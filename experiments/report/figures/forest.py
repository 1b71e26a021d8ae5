"""A forest: paired differences, one a line, each with its interval; a hollow mark where it holds zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Final

from experiments.paired import Paired
from experiments.report.figures.style import COLOURS, FAINT, INK, MARKS, canvas, formatter, svg
from experiments.score.band import Band

WIDEST: Final = 44  # letters of a label on one line: the differences want room, too
TALLEST: Final = 8.4  # inches: a page, with room for the caption


@dataclass(frozen=True)
class Mark:
    """A difference to draw: the mean and its interval."""

    mean: float
    low: float
    high: float
    clear: bool

    @classmethod
    def of(cls, found: Paired | Band) -> "Mark":
        """Return the mark of a paired difference."""
        if isinstance(found, Paired):
            return cls(found.mean, found.low, found.high, found.clear)
        return cls(found.mean, found.mean_low, found.mean_high, found.clear)


@dataclass(frozen=True)
class Line:
    """One line: its name, and a difference for each scenario."""

    label: str
    differences: Mapping[str, Mark]
    head: bool = False  # set in bold: the whole of which others are parts


def forest(lines: Sequence[Line], unit: str, language: str) -> bytes:
    """Draw the lines downwards, scenarios beside each other with a colour and a mark each."""
    arms = list(dict.fromkeys(arm for line in lines for arm in line.differences))
    each = 0.8 / max(len(arms), 1)
    labels = [fill(line.label, WIDEST) for line in lines]
    tall = max((label.count("\n") + 1 for label in labels), default=1)
    height = 0.9 + len(lines) * max(0.24, 0.17 * len(arms), 0.15 * tall)
    with canvas(min(height, TALLEST)) as (figure, axis):
        axis.axvline(0.0, color=INK, linewidth=0.9)
        for k, arm in enumerate(arms):
            colour, mark = COLOURS[k % len(COLOURS)], MARKS[k % len(MARKS)]
            for i, line in enumerate(lines):
                found = line.differences.get(arm)
                if found is None or found.mean != found.mean:
                    continue
                y = i - 0.4 + each * (k + 0.5)
                if found.low == found.low:
                    axis.plot([found.low, found.high], [y, y], color=colour, linewidth=1.6)
                face = colour if found.clear else "white"
                axis.plot(
                    [found.mean], [y], marker=mark, markersize=5, markerfacecolor=face,
                    markeredgecolor=colour, linestyle="none",
                )  # fmt: skip
            axis.plot([], [], color=colour, marker=mark, markersize=5, linewidth=1.6, label=arm)
        axis.set_yticks(range(len(lines)), labels)
        for text, line in zip(axis.get_yticklabels(), lines, strict=True):
            text.set_fontweight("bold" if line.head else "normal")
        axis.set_ylim(len(lines) - 0.5, -0.5)
        axis.grid(axis="x", color=FAINT, alpha=0.3, linewidth=0.5)
        axis.set_axisbelow(True)
        axis.spines["left"].set_visible(False)
        axis.tick_params(axis="y", length=0)
        axis.xaxis.set_major_formatter(formatter(language))
        axis.set_xlabel(unit)
        if len(arms) > 1:
            figure.legend(loc="outside upper right", ncols=min(len(arms), 4), fontsize=7)
        return svg(figure)
