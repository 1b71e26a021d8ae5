"""Maps: one shape a municipality, filled where its figure is clear, hatched where it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.report.figures.style import FAINT, INK, canvas, formatter, svg
from experiments.report.material import F64

Rings = Sequence[npt.NDArray[np.float64]]  # the rings of one municipality, each of shape (n, 2)
B = npt.NDArray[np.bool_]
UNCLEAR, HIDDEN = "////", "xxxxxx"
LEVELS = "cividis_r"  # its lightness runs one way: read by the colour-blind and in grey, more is darker
AROUND_ZERO = "PuOr"  # orange below zero, purple above, pale at zero: told apart by the colour-blind
BELOW = 0.7  # width of the dark edge of what is below zero: in grey print both ends are dark


@dataclass(frozen=True)
class Layer:
    """What one map shows.

    Parameters
    ----------
    values : array, shape (M,)
        NaN where there is none.
    unclear : bool array, shape (M,)
        Faded and hatched.
    hidden : bool array, shape (M,)
        Held back so that no small cell is shown.
    around_zero : bool
        A difference: the scale is the same on both sides of zero.
    """

    title: str
    unit: str
    values: F64
    unclear: B
    hidden: B
    around_zero: bool = False


def hexagons(column: npt.ArrayLike, row: npt.ArrayLike) -> list[Rings]:
    """Return one hexagon for each cell of a grid whose odd rows are shifted half a cell to the east."""
    x = np.asarray(column, dtype=np.float64) + 0.5 * (np.asarray(row) % 2)
    y = np.asarray(row, dtype=np.float64) * sqrt(0.75)
    corners = np.array([(sin(k * pi / 3), cos(k * pi / 3)) for k in range(6)]) / sqrt(3)
    return [[corners + (a, b)] for a, b in zip(x, y, strict=True)]


def maps(
    shapes: Sequence[Rings], layers: Sequence[Layer], unclear: str, hidden: str, below: str, language: str
) -> bytes:
    """Draw the layers beside each other.

    Parameters
    ----------
    shapes : sequence of rings
        One for each municipality, north upwards.
    unclear, hidden, below : str
        What hatching, crosses and dark edges mean.
    """
    columns = len(layers) if len(layers) < 3 else 3
    rows = -(-len(layers) // columns)
    with canvas((5.0 if columns < 3 else 3.4) * rows, nrows=rows, ncols=columns, squeeze=False) as (
        figure,
        axes,
    ):
        for axis in list(axes.flat)[len(layers) :]:
            axis.set_visible(False)
        for axis, layer in zip(axes.flat, layers, strict=False):
            _map(figure, axis, shapes, layer, language)
        from matplotlib.patches import Patch

        keys = [Patch(facecolor="white", edgecolor=FAINT, hatch=UNCLEAR, label=unclear)]
        if any(layer.around_zero for layer in layers):
            keys.append(Patch(facecolor="white", edgecolor=INK, linewidth=BELOW, label=below))
        if any(layer.hidden.any() for layer in layers):
            keys.append(Patch(facecolor="white", edgecolor=INK, hatch=HIDDEN, label=hidden))
        figure.legend(handles=keys, loc="outside lower left", fontsize=7, ncols=2)
        return svg(figure)


def bounds(layer: Layer) -> tuple[float, float]:
    """Return the ends of a map's scale: of a difference as far below zero as above, of a level from zero.

    What is filled sets them, and the two in a hundred that lie furthest out do not; an arrow tells of them.
    """
    known = np.isfinite(layer.values) & ~layer.hidden
    filled = known & ~layer.unclear
    values = np.abs(layer.values[filled if filled.any() else known])
    size = float(np.quantile(values, 0.98)) if len(values) else 0.0
    size = size or 1.0
    return (-size if layer.around_zero else 0.0), size


def _map(figure: Any, axis: Any, shapes: Sequence[Rings], layer: Layer, language: str) -> None:
    from matplotlib.collections import PathCollection
    from matplotlib.colors import Normalize
    from matplotlib.path import Path

    paths = [Path.make_compound_path(*[Path(_closed(ring)) for ring in rings]) for rings in shapes]
    known = np.isfinite(layer.values)
    shown = known & ~layer.unclear & ~layer.hidden
    low, high = bounds(layer)
    filled = PathCollection(
        [paths[i] for i in np.flatnonzero(shown)], array=layer.values[shown], norm=Normalize(low, high),
        cmap=AROUND_ZERO if layer.around_zero else LEVELS, edgecolors="white", linewidths=0.3,
    )  # fmt: skip
    axis.add_collection(filled)
    fewer = [paths[i] for i in np.flatnonzero(shown & (layer.values < 0))] if layer.around_zero else []
    if fewer:
        axis.add_collection(PathCollection(fewer, facecolors="none", edgecolors=INK, linewidths=BELOW))
    for mask, hatch, edge in (
        (layer.unclear & ~layer.hidden, UNCLEAR, FAINT),
        (layer.hidden, HIDDEN, INK),
        (~known & ~layer.unclear & ~layer.hidden, "", FAINT),
    ):
        chosen = [paths[i] for i in np.flatnonzero(mask)]
        if chosen:
            axis.add_collection(
                PathCollection(chosen, facecolors="white", edgecolors=edge, linewidths=0.25, hatch=hatch)
            )
    every = np.concatenate([ring for rings in shapes for ring in rings])
    (left, low), (right, high) = every.min(axis=0), every.max(axis=0)
    axis.set_xlim(left, right)
    axis.set_ylim(low, high)
    axis.set_aspect("equal")
    axis.set_axis_off()
    axis.set_title(layer.title)
    bar = figure.colorbar(
        filled, ax=axis, orientation="horizontal", shrink=0.8, pad=0.02, extend="both" if layer.around_zero
        else "max", format=formatter(language),
    )  # fmt: skip
    bar.set_label(layer.unit, fontsize=7)
    bar.ax.tick_params(labelsize=7)
    bar.outline.set_linewidth(0.4)


def _closed(ring: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a ring that ends where it begins."""
    return ring if (ring[0] == ring[-1]).all() else np.concatenate([ring, ring[:1]])
