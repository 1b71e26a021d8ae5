"""Prior and posterior of every calibrated parameter, overlaid."""

import io
from collections.abc import Mapping
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from calibration.inference.labels import less_by
from calibration.inference.priors import chosen, inverse
from calibration.inference.words import WORDS

COLUMNS, WIDTH, HEIGHT = 4, 3.1, 2.1  # panels a row; inches each
GRAY, BLUE = "#b8b8b8", "#1f5fa8"


def figure(
    names: tuple[str, ...], draws: npt.NDArray[np.float64], said: Mapping[str, Any], language: str
) -> bytes:
    """Return a PNG with one panel a parameter, those the record tells most of first.

    Parameters
    ----------
    names : tuple of str
    draws : shape (n, p)
        Of the posterior, on the parameters' own scales.
    said : mapping
        The manifest.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    words = WORDS[language]["figure"]
    prior = chosen(names, said["world"])
    about = {one["parameter"]: one for one in said["parameters"]}
    order = sorted(range(len(names)), key=lambda j: -about[names[j]]["contraction"])
    rows = ceil(len(names) / COLUMNS)
    drawn = Figure(figsize=(COLUMNS * WIDTH, rows * HEIGHT + 0.5), layout="constrained")
    FigureCanvasAgg(drawn)
    even = (np.arange(2000) + 0.5) / 2000
    panels = np.atleast_1d(drawn.subplots(rows, COLUMNS, squeeze=False)).ravel()
    for panel, j in zip(panels, order, strict=False):
        record = prior.records[j]
        before = inverse(record, even)
        low, high = float(before.min()), float(before.max())
        bins = np.linspace(low, high, 25)
        panel.hist(before, bins, density=True, color=GRAY, label=words["prior"])
        panel.hist(
            draws[:, j], bins, density=True, histtype="step", color=BLUE, lw=1.6, label=words["posterior"]
        )
        one = about[names[j]]
        panel.axvline(float(one["default"]), color="black", lw=0.8, ls=":", label=words["default"])
        told = WORDS[language]["told"][one["told"]]
        panel.set_title(f"{names[j]}\n{less_by(one['contraction'], language)}: {told}", fontsize=7)
        panel.tick_params(labelsize=6)
        panel.set_yticks([])
    for panel in panels[len(names) :]:
        panel.set_axis_off()
    panels[0].legend(fontsize=6, frameon=False)
    kept = io.BytesIO()
    drawn.savefig(kept, format="png", dpi=130)
    return kept.getvalue()
