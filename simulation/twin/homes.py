"""How a household changes dwelling: vacate, occupy, lodge; and moving home with all that follows."""

from typing import TYPE_CHECKING

import numpy as np

from agents.kinds import NEVER, DwellingState, Owner, Tenure
from simulation import relocation
from simulation.areas import factors
from simulation.twin.beings import Dwelling, Household
from simulation.twin.shared import as_columns

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


def vacate(model: "TwinModel", household: Household) -> None:
    """Let go of the dwelling: a municipal one is made ready, a landlord's is listed, an owned one is
    sold to the ordinary market and leaves the table."""
    home = household.dwelling
    if home is None:
        return
    home.household = None
    home.due = NEVER
    if home.municipal:
        home.state = DwellingState.READYING
        home.due = int(model.pipelines.ready_month(model)[home.municipality])
    elif home.owner == Owner.HOUSEHOLD:
        home.state = DwellingState.REMOVED
    else:
        home.state = DwellingState.LISTED
    home.empty = 0
    home.guaranteed = 0
    household.dwelling = None


def occupy(model: "TwinModel", household: Household, home: Dwelling, tenure: int, contract_end: int) -> None:
    """Move a household without a dwelling into a free one; reservations of both are cleared."""
    if home.household is not None or household.dwelling is not None:
        raise ValueError("occupy: a dwelling is taken or a household has not vacated")
    home.household = household
    home.state = DwellingState.OCCUPIED
    home.reserved = None
    home.due = NEVER
    home.empty = 0
    household.dwelling = home
    household.case_dwelling = None
    household.place = home.place
    household.municipality = home.municipality
    household.tenure = tenure
    household.since = model.month
    household.contract_end = contract_end
    household.rent = 0 if home.owner == Owner.HOUSEHOLD else home.rent
    household.arrears = 0
    household.outgrown = NEVER


def lodge(model: "TwinModel", household: Household, tenure: Tenure, place: int | None = None) -> None:
    """Put a household without a dwelling in lodging, with kin, in a staffed place or on the list."""
    if household.dwelling is not None:
        raise ValueError("lodge: a household has not vacated its dwelling")
    household.tenure = tenure
    household.since = model.month
    household.contract_end = NEVER
    household.rent = 0
    if place is not None:
        household.place = place
        household.municipality = int(model.world.geography.place_municipality[place])


def lose_ties(household: Household, percent: int, month: int, children: int) -> tuple[int, int]:
    """A household moved: adults keep `percent` of their bonding and bridging ties, and children
    `children` percent of that. Return the points held, and how many of them are lost."""
    held = sum(person.bonding + person.bridging for person in household.members)
    for person in household.members:
        kept = percent if person.is_adult(month) else percent * children // 100
        person.bonding = person.bonding * kept // 100
        person.bridging = person.bridging * kept // 100
    return held, held - sum(person.bonding + person.bridging for person in household.members)


def home_price(model: "TwinModel", place: int, area: int, rooms: int) -> int:
    """Return the price of a home, NOK: a square metre dearer where the area stands higher."""
    rules = model.values.rules("careers")
    prices = relocation.price_now(as_columns(model).world, rules, model.month)
    metres = int(np.rint(rules.vector("square_metres"))[rooms - 1])
    return int(prices[place]) * metres * int(factors(model.world.geography, rules.area_price)[area]) // 1000


def equity(model: "TwinModel", household: Household) -> int:
    """Return what an owner would have left after selling, NOK (0 for others)."""
    if household.tenure != Tenure.OWNED or household.dwelling is None:
        return 0
    home = household.dwelling
    value = home_price(model, home.place, home.area, home.rooms)
    cost = value * round(1000 * model.values.number("careers.sale_cost")) // 1000
    return max(value - cost - household.debt, 0)


def _leave(model: "TwinModel", household: Household, to: int) -> None:
    """Sell, report the exit, let go of the present dwelling."""
    home = household.dwelling
    if household.tenure == Tenure.OWNED and home is not None:
        left = equity(model, household)
        model.events.add(
            "sale", household=household.uid, municipality=household.municipality,
            price=home_price(model, home.place, home.area, home.rooms), debt=household.debt,
            startlan=household.startlan,
        )  # fmt: skip
        household.savings = min(household.savings + left, 2_000_000_000)
        household.debt = 0
        household.startlan = 0
    if household.tenure == Tenure.MUNICIPAL and to != Tenure.MUNICIPAL:
        model.events.add(
            "exit_municipal", household=household.uid, municipality=household.municipality,
            refugee=household.refugee, destination=to, stay=model.month - household.since,
        )  # fmt: skip
    if home is not None and home.municipal:
        model.events.add("turnover", municipality=home.municipality, refugee=household.refugee)
    vacate(model, household)


def _report(model: "TwinModel", household: Household, place: int, municipality: int, tenure: int) -> None:
    """Report a move from (place, municipality, tenure), count it and loosen ties."""
    model.events.add(
        "move", household=household.uid, from_place=place, to_place=household.place,
        from_municipality=municipality, to_municipality=household.municipality,
        from_tenure=tenure, to_tenure=household.tenure, persons=household.persons,
        kind=household.kind,
        since_settled=-1 if household.settled == NEVER else model.month - household.settled,
        reason=household.why,
    )  # fmt: skip
    household.moves = min(household.moves + 1, 127)
    if household.refugee == 1:
        away = household.municipality != municipality
        kept = model.values.number(f"careers.ties_kept_{'between' if away else 'within'}")
        children = round(100 * model.values.number("wellbeing.children_keep"))
        held, lost = lose_ties(household, round(100 * kept), model.month, children)
        model.events.add(
            "ties_loosened", household=household.uid, municipality=household.municipality, held=held,
            lost=lost,
        )  # fmt: skip


def move_in(
    model: "TwinModel",
    household: Household,
    home: Dwelling,
    tenure: int,
    contract_end: int,
    guaranteed: int = 0,
) -> None:
    """A resident household moves into a free dwelling; search and wait end, ties loosen."""
    place, municipality, before = household.place, household.municipality, household.tenure
    _leave(model, household, tenure)
    occupy(model, household, home, tenure, contract_end)
    home.guaranteed = household.guaranteed = guaranteed
    household.seeks_place = -1
    household.seeks_since = NEVER
    household.queue_since = NEVER
    _report(model, household, place, municipality, before)


def move_out(model: "TwinModel", household: Household, tenure: Tenure) -> None:
    """A household loses its home and lodges (others return to the waiting list)."""
    place, municipality, before = household.place, household.municipality, household.tenure
    _leave(model, household, tenure)
    lodge(model, household, tenure)
    household.guaranteed = 0
    household.arrears = 0
    model.events.add(
        "homeless", household=household.uid, municipality=municipality, refugee=household.refugee
    )
    _report(model, household, place, municipality, before)


def dissolve_others(model: "TwinModel", household: Household, destination: int) -> None:
    """Another disadvantaged household leaves the model for `destination` (a Tenure)."""
    _leave(model, household, destination)
    household.tenure = Tenure.GONE
    household.rent = 0
    household.contract_end = NEVER
    household.seeks_place = -1
    household.queue_since = NEVER
    household.guaranteed = 0
