"""A figure of each process's behaviour: what the tiny world becomes with it and without it.

A figure is drawn anew when the site is built. Six invented municipalities and one seed: it shows in which
direction a process works, and answers no question about Norway.
"""

import io
from functools import cache
from typing import Any, Final

from experiments.single import simulate
from indicators.library import indicator

CAPTION: Final = (
    "Six invented municipalities, baseline, one seed: the run as it is, and with this process left out "
    "from the first month. It shows the direction in which a process works; no size holds for Norway."
)

# two indicators a process, chosen for what it does itself and for what that leads to
SHOWN: Final[dict[str, tuple[str, str]]] = {
    "permits": ("waiting_stock", "settled"),
    "requests": ("asked", "settled"),
    "guidance": ("instruments_known", "dwellings_added"),
    "vedtak": ("decided", "waiting_stock"),
    "pipelines": ("dwellings_added", "settled"),
    "grants": ("dwellings_with_grant", "dwellings_added"),
    "procurement": ("dwellings_added", "waiting_stock"),
    "rental_market": ("moves", "waiting_stock"),
    "matching": ("settled", "waiting_stock"),
    "allocation": ("settled", "waiting_stock"),
    "offers": ("refusals", "settled"),
    "self_settlement": ("settled", "waiting_over_12"),
    "settlement": ("settled", "waiting_stock"),
    "integration": ("language_outside_work", "employment_rate"),
    "work": ("employment_rate", "cost_nav"),
    "wellbeing": ("wellbeing", "ties_bridging"),
    "reunification": ("household_size", "crowded"),
    "tenancies": ("evictions", "others_waiting"),
    "careers": ("owner_share", "startlan_loans"),
    "secondary_moves": ("moves", "segregation"),
    "demography": ("household_size", "crowded"),
    "accounts": ("cost_public", "cost_municipality"),
    "reports": ("report_hours", "report_gap"),
    "observation": ("decided", "settled"),
}


@cache
def measured(left_out: str | None) -> dict[str, Any]:
    """Return the indicators of the tiny world, with one process left out or none."""
    return dict(simulate(world="tiny", knocked_out=() if left_out is None else (left_out,)).indicators())


def figure(name: str) -> bytes:
    """Return the figure of one process as SVG; the same bytes for the same figures."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none", "font.size": 9}):
        drawing = Figure(figsize=(8.4, 2.9), layout="constrained")
        panels = drawing.subplots(1, 2)
        for panel, shown in zip(panels, SHOWN[name], strict=True):
            one = indicator(shown)
            lives = (("as it is", None, "#1f5f8b", "-"), (f"without {name}", name, "#b3541e", "--"))
            for label, out, colour, line in lives:
                by_year = measured(out)[shown].by_year
                x, y = list(by_year), list(by_year.values())
                panel.plot(x, y, line, color=colour, label=label, marker="o", ms=3)
            panel.set_title(f"{one.en}\n({one.unit})", fontsize=9, loc="left", wrap=True)
            panel.set_ylim(bottom=min(0.0, panel.get_ylim()[0]))
            panel.spines[["top", "right"]].set_visible(False)
            panel.xaxis.get_major_locator().set_params(integer=True)
        panels[0].legend(frameon=False, fontsize=8)
        kept = io.BytesIO()
        drawing.savefig(kept, format="svg", metadata={"Date": None})
    return kept.getvalue()
