"""Rental grants that Husbanken pays to municipalities for dwellings (C41, C42)."""

from functools import partial

from agents.kinds import Purpose
from indicators.cost import FLOWS, paid
from indicators.indicator import Indicator
from simulation.worlds import NORWAY_2013

INDICATORS = (
    Indicator(
        name="rental_grants",
        en="Rental grants paid a year, mean 2011-16",
        nb="Utleietilskudd utbetalt i året, snitt 2011-16",
        unit=f"million NOK ({NORWAY_2013.price_year})",
        direction=0,
        source="S15; C41, C42",
        observers=(FLOWS,),
        compute=partial(paid, purpose=Purpose.RENTAL_GRANT),
        order=88,
        digits=1,
        headline=False,
        level=("state",),
        effect="cost",
        bearers=("state",),
        measured_by=("Husbanken",),
        unit_nb=f"millioner kr ({NORWAY_2013.price_year})",
        series=("national_series:rental_grant_appropriation",),
    ),
)
