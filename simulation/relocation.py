"""A household moves home, with everything that follows: sale, exit, turnover, ties and events.

The processes of the housing market call these; the dwelling itself changes hands in
``simulation/moves.py``.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import year_value
from agents.kinds import NEVER, Owner, Tenure
from agents.parameters import Rules
from simulation.areas import factors
from simulation.moves import lodge, vacate
from simulation.moves import occupy as take
from simulation.ties import lose_ties
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
Rows = npt.NDArray[np.integer]


def price_now(world: World, rules: Rules, month: int) -> I64:
    """Return the price of a square metre in each place, NOK, shape (P,).

    Parameters
    ----------
    rules : Rules
        ``careers.toml`` (the national trend of prices).
    """
    trend = year_value(rules.vector("price_trend"), month)
    return np.rint(world.geography.base_price * world.places.price_index * trend).astype(np.int64)


def home_price(world: World, rules: Rules, month: int, place: Rows, area: Rows, rooms: Rows) -> I64:
    """Return the price (NOK) of homes of `rooms` rooms in the neighbourhood `area` of `place`."""
    metres = np.rint(rules.vector("square_metres")).astype(np.int64)
    level = price_now(world, rules, month)[place] * metres[np.asarray(rooms) - 1]
    price: I64 = level * factors(world.geography, rules.area_price)[area] // 1000
    return price


def value_of(world: World, rules: Rules, month: int, homes: Rows) -> I64:
    """Return the price (NOK) that the dwellings `homes` (rows) would be sold at."""
    d = world.dwellings
    return home_price(world, rules, month, d.place[homes], d.area[homes], d.rooms[homes])


def equity(world: World, rules: Rules, month: int, rows: Rows) -> I64:
    """Return what owner households `rows` would have left after selling, NOK (0 for others)."""
    households, dwellings = world.households, world.dwellings
    result = np.zeros(len(rows), dtype=np.int64)
    owns = np.flatnonzero(households.tenure[rows] == Tenure.OWNED)
    home = dwellings.rows(households.dwelling[rows[owns]])
    value = value_of(world, rules, month, home)
    result[owns] = _left_after_sale(rules, value, households.debt[rows[owns]])
    return result


def _left_after_sale(rules: Rules, value: I64, debt: npt.NDArray[np.int32]) -> I64:
    cost = (value * int(round(1000 * rules.sale_cost))) // 1000
    left: I64 = np.maximum(value - cost - debt, 0)
    return left


def _leave(model: "SettlementModel", rows: Rows, to_tenure: npt.ArrayLike) -> None:
    """Sell, report the exit and let go of the present dwellings of `rows`."""
    world, month = model.world, model.month
    households, dwellings = world.households, world.dwellings
    to = np.broadcast_to(np.asarray(to_tenure, dtype=np.int64), rows.shape)
    rules = model.values.rules("careers")

    owners = rows[households.tenure[rows] == Tenure.OWNED]
    if len(owners):
        home = dwellings.rows(households.dwelling[owners])
        value = value_of(world, rules, month, home)
        left = _left_after_sale(rules, value, households.debt[owners])
        model.events.add(
            "sale", household=households.uid[owners], municipality=households.municipality[owners],
            price=value, debt=households.debt[owners], startlan=households.startlan[owners],
        )  # fmt: skip
        households.savings[owners] = np.minimum(households.savings[owners] + left, 2_000_000_000)
        households.debt[owners] = 0
        households.startlan[owners] = 0

    municipal = households.tenure[rows] == Tenure.MUNICIPAL
    out = rows[municipal]
    if len(out):
        leaves = to[municipal] != Tenure.MUNICIPAL  # a transfer within the stock is no exit
        gone = out[leaves]
        model.events.add(
            "exit_municipal", household=households.uid[gone],
            municipality=households.municipality[gone], refugee=households.refugee[gone],
            destination=to[municipal][leaves], stay=month - households.since[gone].astype(np.int64),
        )  # fmt: skip
    housed = rows[households.dwelling[rows] >= 0]
    home = dwellings.rows(households.dwelling[housed])
    own_stock = dwellings.owner[home] <= Owner.MUNICIPALITY_LEASED
    model.events.add(
        "turnover", municipality=dwellings.municipality[home][own_stock],
        refugee=households.refugee[housed][own_stock],
    )  # fmt: skip
    vacate(world, rows, model.pipelines.ready_month(model))


def _report(model: "SettlementModel", rows: Rows, place: I64, municipality: I64, tenure: I64) -> None:
    """Report moves of `rows` from (place, municipality, tenure), count them and loosen ties."""
    world, month = model.world, model.month
    households = world.households
    settled = households.settled[rows].astype(np.int64)
    model.events.add(
        "move", household=households.uid[rows], from_place=place, to_place=households.place[rows],
        from_municipality=municipality, to_municipality=households.municipality[rows],
        from_tenure=tenure, to_tenure=households.tenure[rows], persons=households.persons[rows],
        kind=households.kind[rows], since_settled=np.where(settled == NEVER, -1, month - settled),
        reason=households.why[rows],
    )  # fmt: skip
    households.moves[rows] = np.minimum(households.moves[rows].astype(np.int64) + 1, 127)
    refugee = households.refugee[rows] == 1
    away = households.municipality[rows] != municipality
    rules = model.values.rules("careers")
    kept = np.where(away, int(round(100 * rules.ties_kept_between)), int(round(100 * rules.ties_kept_within)))
    if refugee.any():
        children = round(100 * model.values.number("wellbeing.children_keep"))
        held, lost = lose_ties(world, rows[refugee], kept[refugee], month, children)
        model.events.add(
            "ties_loosened", household=households.uid[rows[refugee]],
            municipality=households.municipality[rows[refugee]], held=held, lost=lost,
        )  # fmt: skip


def move_in(
    model: "SettlementModel",
    rows: Rows,
    homes: Rows,
    tenure: npt.ArrayLike,
    contract_end: npt.ArrayLike,
    guaranteed: npt.ArrayLike = 0,
) -> None:
    """Move resident households `rows` into free dwellings `homes` (rows of the tables).

    The old home is sold or vacated; events ``sale``, ``exit_municipal``, ``turnover`` and ``move``
    are reported; the search, any wait for a municipal dwelling and part of the ties end.

    Parameters
    ----------
    tenure, contract_end, guaranteed : array-like
        Of the new home, one value or one per household.
    """
    if not len(rows):
        return
    households = model.world.households
    place = households.place[rows].astype(np.int64)
    municipality = households.municipality[rows].astype(np.int64)
    before = households.tenure[rows].astype(np.int64)
    _leave(model, rows, tenure)
    take(model.world, rows, homes, model.month, tenure, contract_end)
    model.world.dwellings.guaranteed[homes] = guaranteed
    households.guaranteed[rows] = guaranteed
    households.seeks_place[rows] = -1
    households.seeks_since[rows] = NEVER
    households.queue_since[rows] = NEVER
    _report(model, rows, place, municipality, before)


def move_out(model: "SettlementModel", rows: Rows, tenure: I64) -> None:
    """Households `rows` lose their home and lodge (`tenure` of each: TEMPORARY, RELATIVES, or NONE for
    other disadvantaged households, who return to the waiting list)."""
    if not len(rows):
        return
    households = model.world.households
    place = households.place[rows].astype(np.int64)
    municipality = households.municipality[rows].astype(np.int64)
    before = households.tenure[rows].astype(np.int64)
    _leave(model, rows, tenure)
    for kind in (Tenure.TEMPORARY, Tenure.RELATIVES, Tenure.NONE):
        lodge(model.world, rows[tenure == kind], model.month, kind)
    households.guaranteed[rows] = 0
    households.arrears[rows] = 0
    model.events.add(
        "homeless", household=households.uid[rows], municipality=municipality,
        refugee=households.refugee[rows],
    )  # fmt: skip
    _report(model, rows, place, municipality, before)


def dissolve_others(model: "SettlementModel", rows: Rows, destination: npt.ArrayLike) -> None:
    """Other disadvantaged households `rows` leave the model (``destination``: a Tenure each)."""
    if not len(rows):
        return
    households = model.world.households
    _leave(model, rows, destination)
    households.tenure[rows] = Tenure.GONE
    households.rent[rows] = 0
    households.contract_end[rows] = NEVER
    households.seeks_place[rows] = -1
    households.queue_since[rows] = NEVER
    households.guaranteed[rows] = 0
