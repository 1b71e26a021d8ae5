"""Rental grants that Husbanken pays to municipalities for dwellings (C41, C42)."""

from agents.kinds import Purpose
from indicators.cost import FLOWS, ORE
from indicators.indicator import Indicator, Measured
from indicators.reading import flow_by_year, from_policy, mean, read, world_of
from indicators.unit_costs import real
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

MILLION = 1_000_000


def paid(record: Record) -> Measured:
    """Return the rental grants paid a year from the policy year on, million NOK of the world's price year."""
    nominal = flow_by_year(record, read(record, FLOWS.name, purpose=int(Purpose.RENTAL_GRANT)))
    yearly = real(world_of(record), {year: ore / ORE / MILLION for year, ore in nominal.items()})
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="rental_grants",
        en="Rental grants paid a year, mean 2011-16",
        nb="Utleietilskudd utbetalt i året, snitt 2011-16",
        unit=f"million NOK ({NORWAY_2013.price_year})",
        direction=0,
        source="S15; C41, C42",
        observers=(FLOWS,),
        compute=paid,
        order=88,
        digits=1,
        headline=False,
        level=("state",),
        effect="cost",
        bearers=("state",),
        measured_by=("Husbanken",),
        unit_nb=f"millioner kr ({NORWAY_2013.price_year})",
    ),
)
