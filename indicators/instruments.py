"""What municipalities know of instruments, and what comes of them: loans and dwellings with a grant."""

from functools import partial

from agents.kinds import Instrument, Purpose
from indicators.cost import FLOWS, paid
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import flow_by_year, from_policy, mean, read
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

KNOWN = Observer("instruments_known", "municipalities", measure="sum:known", every="year")
TOWNS = Observer("towns", "municipalities", every="year")
LOANS = Observer("startlan_loans", "event:purchase", (("startlan", ">", 0),), every="year")
WITH_GRANT = Observer("dwellings_with_grant", "event:investment", (("grant", ">", 0),), every="year")


def known(record: Record) -> Measured:
    """Return the share of instruments that a municipality knows, mean of Decembers."""
    cells, towns = read(record, KNOWN.name), read(record, TOWNS.name)
    return rate(record, cells, towns, 1.0 / len(Instrument))


def count(record: Record, observer: Observer) -> Measured:
    """Return how many a year."""
    yearly = flow_by_year(record, read(record, observer.name))
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="instruments_known",
        en="Instruments known to municipalities",
        nb="Virkemidler kommunene kjenner",
        unit="share",
        unit_nb="andel",
        direction=1,
        source="S13; HB05, L01",
        observers=(KNOWN, TOWNS),
        compute=known,
        order=39,
        digits=3,
        headline=False,
        level=("municipality",),
        way="indirect",
        horizon="invest",
        caveat_en="To know is no gain by itself: whether anything comes of it is what E90 could not show.",
        caveat_nb="Å kjenne noe er ingen gevinst i seg selv: om det blir noe av det, kunne E90 ikke vise.",
        guards=("dwellings_added",),
    ),
    Indicator(
        name="startlan_loans",
        en="Homes bought with startlån a year",
        nb="Boliger kjøpt med startlån i året",
        unit="loans a year",
        unit_nb="lån i året",
        direction=0,
        source="S22; HB02, E48",
        observers=(LOANS,),
        compute=partial(count, observer=LOANS),
        order=98,
        headline=False,
        level=("household", "municipality"),
        nature="economic",
        horizon="invest",
        measured_by=("Husbanken",),
        caveat_en="To lend to those who cannot carry it is no gain; the model has no defaults on loans.",
        caveat_nb=(
            "Å låne ut til dem som ikke bærer det, er ingen gevinst; modellen har ikke mislighold av lån."
        ),
        guards=("overburden",),
        series=("national_series:startlan_recipients",),
    ),
    Indicator(
        name="dwellings_with_grant",
        en="Dwellings obtained with a rental grant a year",
        nb="Boliger skaffet med utleietilskudd i året",
        unit="dwellings a year",
        unit_nb="boliger i året",
        direction=0,
        source="S13; HB04, C42",
        observers=(WITH_GRANT,),
        compute=partial(count, observer=WITH_GRANT),
        order=36,
        headline=False,
        level=("municipality", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("Husbanken",),
        caveat_en=(
            "Some would have come without the grant: only the difference from a paired run is additional."
        ),
        caveat_nb="Noen ville kommet uten tilskudd: bare forskjellen fra en parvis kjøring kommer i tillegg.",
        guards=("dwellings_added",),
        series=("national_series:rental_grant_dwellings",),
    ),
    Indicator(
        name="allowance_paid",
        en="Housing allowance paid a year",
        nb="Bostøtte utbetalt i året",
        unit=f"million NOK of {NORWAY_2013.price_year}",
        unit_nb=f"millioner kr i {NORWAY_2013.price_year}-priser",
        direction=0,
        source="S21; C32",
        observers=(FLOWS,),
        compute=partial(paid, purpose=Purpose.HOUSING_ALLOWANCE),
        order=95,
        digits=1,
        headline=False,
        level=("state", "household"),
        effect="cost",
        nature="economic",
        bearers=("state",),
        measured_by=("Husbanken",),
        caveat_en=(
            "High can be help that reaches, or need that lasts: read it with the need. The published sum is"
            " of everybody who receives it."
        ),
        caveat_nb=(
            "Høyt kan være hjelp som når fram, eller behov som varer: les det med behovet. Den publiserte "
            "summen gjelder alle som får den."
        ),
        guards=("allowance_need",),
        series=("national_series:housing_allowance_accounts",),
    ),
)
