"""How figures look: colours that the colour-blind tell apart, marks that survive a grey printer."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's palette, from dark to light so that the order holds in grey, too
COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
LINES: Final = ("solid", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (5, 1.5, 1, 1.5)), (0, (8, 2)), (0, (3, 3)))
MARKS: Final = ("o", "s", "^", "D", "v", "P")
AREAS: Final = (*COLOURS, "#F0E442")  # of areas with an edge: yellow alone is no line on white
HATCHES: Final = ("", "////", "....", "xxxx", "\\\\\\\\", "++", "oo")
BASE: Final = "#555555"
INK: Final = "#1a1a1a"
FAINT: Final = "#8a8a8a"
WIDTH: Final = 7.0  # inches: the text width of a page
LABEL: Final = "synthetic persons · syntetiske personer"  # stays with a picture that is copied out
SETTINGS: Final[Any] = {  # matplotlib types its settings name by name
    "svg.fonttype": "path",  # the same picture wherever it is shown
    "svg.hashsalt": "report",  # the same bytes each time
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "path.simplify": True,
}


@contextmanager
def canvas(height: float, **axes: Any) -> Iterator[tuple["Figure", Any]]:
    """Give a figure and its axes, in this style and without a screen.

    Parameters
    ----------
    height : float
        Inches; the width is that of the page.
    axes
        For ``Figure.subplots``.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    with rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(rect=(0, 0, 0.985, 1)))
        figure.text(0.999, 0.5, LABEL, rotation=90, ha="right", va="center", fontsize=5, color=FAINT)
        FigureCanvasSVG(figure)
        yield figure, figure.subplots(**axes)


def svg(figure: "Figure") -> bytes:
    """Return a figure as SVG without a date: the same figure is the same bytes.

    The solver that lays a figure out orders its variables by where they lie in memory, so that places
    differ in their last bits from time to time; they are rounded before anything is drawn.
    """
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axis in figure.axes:
        x, y, width, height = (round(float(at), 4) for at in axis.get_position(original=True).bounds)
        axis.set_position((x, y, width, height))
    written = io.BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()


def fonts() -> Path:
    """Return the folder of the fonts that come with matplotlib."""
    from matplotlib import get_data_path

    return Path(get_data_path()) / "fonts" / "ttf"


def formatter(language: str, digits: int | None = None) -> Any:
    """Return what writes the numbers of an axis as the language does."""
    from matplotlib.ticker import FuncFormatter

    from experiments.typeset import number

    def written(value: float, _: int) -> str:
        places = digits if digits is not None else _needed(value)
        return number(value, places, language)

    return FuncFormatter(written)


def _needed(value: float) -> int:
    """Return how many decimals a tick needs."""
    for places in range(5):
        if abs(value - round(value, places)) < 1e-9 * max(1.0, abs(value)):
            return places
    return 5
