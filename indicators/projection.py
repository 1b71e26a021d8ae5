"""Children's later education: a projection, never a result and never in money (S25)."""

from math import exp, log

import numpy as np

from indicators.groups import PLACED, group_ratios, part
from indicators.indicator import Indicator, Measured
from indicators.reading import ratio, read, recorded_years
from indicators.unit_costs import unit_cost
from simulation.observers import Observer
from simulation.recorder import Record

CHILDREN = Observer(
    "children_by_moves",
    "households",
    where=(("refugee", "==", 1), ("recent", "==", 1), ("children", ">", 0), ("crowding", ">=", 0)),
    measure="sum:children",
    by=("moves", "crowding", "placed"),
    every="year",
)


def logit(p: float) -> float:
    """Return the log odds of a share."""
    return log(p / (1.0 - p))


def slope(base: float, points: float) -> float:
    """Return the log odds that take `points` percentage points from a share."""
    return logit(base - points / 100.0) - logit(base)


def completion(
    moves: np.ndarray, crowded: np.ndarray, base: float, per_move: float, crowding: float
) -> np.ndarray:
    """Return the share who complete upper secondary, by moves and crowding, on the logistic scale."""
    at = logit(base) + slope(base, per_move) * moves + slope(base, crowding) * crowded
    return np.array([1.0 / (1.0 + exp(-x)) for x in at.tolist()])


def compute(record: Record) -> Measured:
    """Return the projected share of the children of the last December; `parts`: both ends of what the
    coefficients may be, and every group."""
    cells = read(record, CHILDREN.name)
    keep = cells["year"] == recorded_years(record)[-1]
    moves, crowded, children = (cells[name][keep].astype(float) for name in ("moves", "crowding", "value"))

    def figure(base: float, per_move: float, crowding: float) -> float:
        share = completion(moves, crowded, base, per_move, crowding)
        return ratio(float((share * children).sum()), float(children.sum()))

    value = figure(*(unit_cost(one) for one in ("upper_secondary", "move_points", "crowding_points")))
    low = figure(
        unit_cost("upper_secondary", "low"),
        unit_cost("move_points", "high"),
        unit_cost("crowding_points", "high"),
    )
    high = figure(
        unit_cost("upper_secondary", "high"),
        unit_cost("move_points", "low"),
        unit_cost("crowding_points", "low"),
    )
    middle = (unit_cost(one) for one in ("upper_secondary", "move_points", "crowding_points"))
    groups = group_ratios(cells["placed"][keep], completion(moves, crowded, *middle) * children, children)
    return Measured(value, {}, {part("bound", "low"): low, part("bound", "high"): high, **groups})


INDICATORS = (
    Indicator(
        name="upper_secondary",
        en="Projected completion of upper secondary, children of recent families",
        nb="Framskrevet fullføring av videregående, barn i nylig bosatte familier",
        unit="share",
        direction=1,
        source="S25; E40, E43, E44",
        observers=(CHILDREN,),
        compute=compute,
        order=99,
        digits=3,
        unit_nb="andel",
        level=("household", "society"),
        way="indirect",
        horizon="invest",
        caveat_en=(
            "A projection from moves and crowding with coefficients from elsewhere, never in money: read "
            "it with "
            "its bounds, which are wide."
        ),
        caveat_nb=(
            "En framskriving fra flyttinger og trangboddhet med koeffisienter fra andre steder, aldri i "
            "kroner: "
            "les den med grensene, som er vide."
        ),
        breakdown=("bound", *PLACED),
        guards=("unwanted_moves", "crowded_children"),
    ),
)
