"""A forest: paired differences, one a line, each with its interval; a hollow mark where it holds zero.

What lies far outside the others does not flatten them: it is an arrow at the edge, its value beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from textwrap import fill
from typing import Any, Final

import numpy as np

from experiments.paired import Paired
from experiments.report.figures.style import COLOURS, FAINT, INK, MARKS, canvas, formatter, svg
from experiments.score.band import Band
from experiments.typeset import interval, number, telling

WIDEST: Final = 44  # letters of a label on one line: the differences want room, too
TALLEST: Final = 8.4  # inches: a page, with room for the caption
FEW: Final = 4  # reaches below which none can be said to be far out
FAR: Final = 4.0  # times the reach that three in four stay within
MANY: Final = 16  # lines above which they are set closely: two figures to a page
ROOM: Final = 1.06  # of the axis beyond what is drawn


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

    @property
    def ends(self) -> tuple[float, ...]:
        """What of it is to be drawn."""
        return tuple(x for x in (self.mean, self.low, self.high) if isfinite(x))


@dataclass(frozen=True)
class Line:
    """One line: its name, and a difference for each scenario."""

    label: str
    differences: Mapping[str, Mark]
    head: bool = False  # set in bold: the whole of which others are parts
    over: str = ""  # begins a part of the figure, which is called so


def reach(marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the lowest and highest value to draw to scale; infinite where nothing lies far outside.

    Far outside is more than ``FAR`` times what three marks in four stay within, measured from zero.
    """
    reaches = [max(map(abs, mark.ends)) for mark in marks if mark.ends]
    if len(reaches) < FEW:
        return -inf, inf
    limit = FAR * float(np.quantile(reaches, 0.75, method="lower"))
    if limit == 0 or max(reaches) <= limit:
        return -inf, inf
    kept = [end for mark in marks for end in mark.ends if mark.ends and max(map(abs, mark.ends)) <= limit]
    return min(0.0, *kept) * ROOM, max(0.0, *kept) * ROOM


def forest(lines: Sequence[Line], unit: str, language: str, digits: int = 1) -> bytes:
    """Draw the lines downwards, scenarios beside each other with a colour and a mark each.

    Parameters
    ----------
    digits : int
        Decimals of a value that is written because it lies outside.
    """
    arms = list(dict.fromkeys(arm for line in lines for arm in line.differences))
    each = 0.8 / max(len(arms), 1)
    labels = [fill(line.label, WIDEST) for line in lines]
    tall = max((label.count("\n") + 1 for label in labels), default=1)
    places, parts = _places(lines)
    bottom = places[-1] + 0.5 if places else 0.5
    many = bottom > MANY
    row = max(0.125, 0.07 * len(arms), 0.11 * tall) if many else max(0.24, 0.17 * len(arms), 0.15 * tall)
    height = 0.9 + bottom * row
    size = 4 if many else 5
    left, right = reach([mark for line in lines for mark in line.differences.values()])
    with canvas(min(height, TALLEST)) as (figure, axis):
        axis.axvline(0.0, color=INK, linewidth=0.9)
        if isfinite(left):
            axis.set_xlim(left, right)
        for k, arm in enumerate(arms):
            colour, mark = COLOURS[k % len(COLOURS)], MARKS[k % len(MARKS)]
            for i, line in zip(places, lines, strict=True):
                found = line.differences.get(arm)
                if found is None or found.mean != found.mean:
                    continue
                y = i - 0.4 + each * (k + 0.5)
                if found.low == found.low:
                    axis.plot([found.low, found.high], [y, y], color=colour, linewidth=1.6)
                face = colour if found.clear else "white"
                axis.plot(
                    [found.mean], [y], marker=mark, markersize=size, markerfacecolor=face,
                    markeredgecolor=colour, linestyle="none",
                )  # fmt: skip
                if min(found.ends) < left or max(found.ends) > right:
                    _outside(axis, found, y, (left, right), colour, digits, language)
            axis.plot([], [], color=colour, marker=mark, markersize=size, linewidth=1.6, label=arm)
        axis.set_yticks(places, labels, fontsize=6.5 if many else None)
        for text, line in zip(axis.get_yticklabels(), lines, strict=True):
            text.set_fontweight("bold" if line.head else "normal")
        for y, name in parts:
            axis.axhline(y - 0.5, color=FAINT, linewidth=0.6)
            axis.annotate(
                name, (0.0, y), xycoords=("axes fraction", "data"), xytext=(-7, 0),
                textcoords="offset points", ha="right", va="center", style="italic",
                fontsize=6.5 if many else 7.5,
            )  # fmt: skip
        axis.set_ylim(bottom, -0.5)
        axis.grid(axis="x", color=FAINT, alpha=0.3, linewidth=0.5)
        axis.set_axisbelow(True)
        axis.spines["left"].set_visible(False)
        axis.tick_params(axis="y", length=0, pad=7)
        axis.xaxis.set_major_formatter(formatter(language))
        axis.set_xlabel(unit)
        if len(arms) > 1:
            figure.legend(loc="outside upper right", ncols=min(len(arms), 4), fontsize=7)
        return svg(figure)


def _places(lines: Sequence[Line]) -> tuple[list[float], list[tuple[float, str]]]:
    """Return how far down each line is, and each heading of a part with its name."""
    places: list[float] = []
    parts: list[tuple[float, str]] = []
    down = 0.0
    for line in lines:
        if line.over:
            parts.append((down, line.over))
            down += 1
        places.append(down)
        down += 1
    return places, parts


def _outside(
    axis: Any, found: Mark, y: float, shown: tuple[float, float], colour: str, digits: int, language: str
) -> None:
    """Draw an arrow at the edge towards what lies beyond it, and write the value beside the arrow."""
    right = max(found.ends) > shown[1] and (found.mean > shown[0] or max(found.ends) > -min(found.ends))
    edge = shown[1] if right else shown[0]
    digits = telling(digits, found.clear, found.low, found.high)
    band = interval(found.low, found.high, digits, language)
    value = f"{number(found.mean, digits, language, signed=True)} {band}".strip()
    for end, mark, beyond in (
        (shown[0], "<", min(found.ends) < shown[0]),
        (shown[1], ">", max(found.ends) > shown[1]),
    ):
        if beyond:
            axis.plot([end], [y], marker=mark, markersize=4, color=colour, linestyle="none", clip_on=False)
    axis.annotate(  # to the right of its arrow, on either side: to the left stand the names
        value, (edge, y), xytext=(6, 0), textcoords="offset points", ha="left", va="center", fontsize=6,
        color=INK, annotation_clip=False, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip
