"""Flows between two columns of states, as ribbons as wide as the flow."""

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.report.figures.style import AREAS, HATCHES, INK, canvas, svg

GAP = 0.025  # between the blocks of a column, as a share of the tallest
LINE = 0.055  # between two labels at least
BLOCK = 0.06  # width of a block
Flows = Mapping[tuple[str, str], float]


def sankey(
    panels: Mapping[str, Flows], labels: Mapping[str, str], order: Sequence[str], language: str
) -> bytes:
    """Draw one panel for each scenario, all to one measure.

    Parameters
    ----------
    panels : mapping
        By title: flow by (from, to).
    labels : mapping
        What the states are called.
    order : sequence of str
        States from top to bottom; each keeps its colour and hatch on both sides.
    """
    tallest = max((sum(flows.values()) for flows in panels.values()), default=0.0) or 1.0
    rows = -(-len(panels) // 2)
    with canvas(2.7 * rows, nrows=rows, ncols=min(len(panels), 2), squeeze=False) as (figure, axes):
        for axis in list(axes.flat)[len(panels) :]:
            axis.set_visible(False)
        for axis, (title, flows) in zip(axes.flat, panels.items(), strict=False):
            axis.set_title(title)
            axis.set_axis_off()
            axis.set_xlim(-0.85, 1.85)
            axis.set_ylim(1.02 + GAP * len(order), -0.02)
            _panel(axis, flows, labels, order, tallest, language)
        return svg(figure)


def _column(flows: Flows, order: Sequence[str], side: int, tallest: float) -> dict[str, tuple[float, float]]:
    """Return top and height of each block that has a flow."""
    placed, top = {}, 0.0
    for state in order:
        height = sum(value for ends, value in flows.items() if ends[side] == state) / tallest
        if height > 0:
            placed[state] = (top, height)
            top += height + GAP
    return placed


def _panel(
    axis: Any, flows: Flows, labels: Mapping[str, str], order: Sequence[str], tallest: float, language: str
) -> None:
    from matplotlib.patches import PathPatch, Rectangle
    from matplotlib.path import Path

    from experiments.typeset import number

    columns = [_column(flows, order, side, tallest) for side in (0, 1)]
    used = [{state: top for state, (top, _) in column.items()} for column in columns]
    for before in order:
        for after in order:
            value = flows.get((before, after), 0.0) / tallest
            if value <= 0:
                continue
            a, b = used[0][before], used[1][after]
            used[0][before] += value
            used[1][after] += value
            left, right, middle = BLOCK, 1 - BLOCK, 0.5
            points = [
                (left, a), (middle, a), (middle, b), (right, b),
                (right, b + value), (middle, b + value), (middle, a + value), (left, a + value), (left, a),
            ]  # fmt: skip
            codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
            look = order.index(before)
            axis.add_patch(
                PathPatch(
                    Path(points, codes),
                    facecolor=AREAS[look % len(AREAS)],
                    alpha=0.45,
                    edgecolor=INK,
                    linewidth=0.2,
                )  # fmt: skip
            )
    for side, column in enumerate(columns):
        lowest = -LINE
        for state, (top, height) in column.items():
            look = order.index(state)
            axis.add_patch(
                Rectangle(
                    (side * (1 - BLOCK), top),
                    BLOCK,
                    height,
                    facecolor=AREAS[look % len(AREAS)],
                    hatch=HATCHES[look % len(HATCHES)],
                    edgecolor=INK,
                    linewidth=0.5,
                )  # fmt: skip
            )
            text = f"{labels[state]} {number(height * tallest, 0, language)}"
            place, aligned = ((-0.03, "right"), (1.03, "left"))[side]
            lowest = max(top + height / 2, lowest + LINE)
            axis.text(place, lowest, text, ha=aligned, va="center", fontsize=6.5)
