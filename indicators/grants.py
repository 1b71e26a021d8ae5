"""Rental grants that Husbanken pays to municipalities for dwellings (C41, C42)."""

from agents.kinds import Purpose
from data import national_series
from indicators.cost import FLOWS, ORE, PRICE_YEAR
from indicators.indicator import Indicator, Measured
from indicators.reading import flow_by_year, from_policy, mean, read
from simulation.recorder import Record

MILLION = 1_000_000


def paid(record: Record) -> Measured:
    """Return the rental grants paid a year, million NOK of 2013."""
    nominal = flow_by_year(record, read(record, FLOWS.name, purpose=int(Purpose.RENTAL_GRANT)))
    level = national_series("cpi")
    real = {y: ore / ORE / MILLION * level[PRICE_YEAR] / level[y] for y, ore in nominal.items()}
    return Measured(mean(from_policy(real)), real)


INDICATORS = (
    Indicator(
        name="rental_grants",
        en="Rental grants paid a year, mean 2011-16",
        nb="Utleietilskudd utbetalt i året, snitt 2011-16",
        unit=f"million NOK ({PRICE_YEAR})",
        direction=0,
        source="S15; C41, C42",
        observers=(FLOWS,),
        compute=paid,
        order=88,
        digits=1,
        headline=False,
    ),
)
