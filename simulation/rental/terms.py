"""What the market takes from the parameters in force: tables, beliefs, days, limits of a search."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.landlord import LandlordTables, guarantee_premium, papers_days, prior_counts
from agents.landlord import build_tables as landlord_tables
from agents.parameters import Rules
from simulation.areas import factors
from simulation.rental.tables import MarketTables, build_tables

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Terms:
    """Parameters and tables of the market; the twin reads the same.

    Attributes
    ----------
    rules, household, owner : Rules
        Of the market, of households and of landlords.
    tables, landlord : MarketTables, LandlordTables
    days : int64 array, shape (M,)
        Days until a municipality's papers are ready.
    premium : int
        NOK a month a known guarantee adds to an asking rent.
    mean : float64 array, shape (4,)
        Ordinary applicants a listing, by centrality.
    applications, lease_applications : int
        Listings a household, and a municipality for each lease, asks about in a month.
    lease_reach : int
        Weight of a municipality's request, in applicants.
    prior : tuple
        A new landlord's beliefs, counts.
    benefit : int
        Introduction benefit, NOK a month.
    area : int64 array, shape (A,)
        Rents of each area in thousandths of its place's level.
    """

    rules: Rules
    household: Rules
    owner: Rules
    tables: MarketTables
    landlord: LandlordTables
    days: I64
    premium: int
    mean: F64
    applications: int
    lease_applications: int
    lease_reach: int
    prior: tuple[int, int, int, int]
    benefit: int
    area: I64


def terms_in_force(model: "SettlementModel") -> Terms:
    """Return the terms of the model's present values; frozen landlords know no routines."""
    values = model.values
    rules, household, owner = (values.rules(name) for name in ("rental_market", "household", "landlord"))
    return Terms(
        rules=rules,
        household=household,
        owner=owner,
        tables=build_tables(rules),
        landlord=landlord_tables(owner),
        days=papers_days(owner, model.coordination.routines * (0.0 if model.frozen else 1.0)),
        premium=guarantee_premium(owner),
        mean=rules.vector("applicants"),
        applications=int(round(rules.applications)),
        lease_applications=int(round(rules.lease_applications)),
        lease_reach=int(round(rules.lease_reach)),
        prior=prior_counts(owner),
        benefit=int(round(household.programme_benefit)),
        area=factors(model.world.geography, rules.area_rent),
    )
