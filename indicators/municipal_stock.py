"""Municipal dwellings: how many per inhabitant, and what their operation costs (KOSTRA). No signs: low cost
can be neglect, and a large stock a sector that people cannot leave."""

from agents.kinds import DwellingState, Purpose
from indicators.cost import FLOWS
from indicators.groups import part_ratios, town_sums
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import by_year, from_policy, mean, ratio, read, since_policy, world_of
from indicators.towns import PEOPLE
from indicators.unit_costs import real
from simulation.ledger import ORE
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

IN_USE = (DwellingState.READYING, DwellingState.VACANT, DwellingState.OCCUPIED)
STOCK = Observer(
    "municipal_stock",
    "dwellings",
    (("municipal", "==", 1), ("state", "in", IN_USE)),
    by=("municipality", "centrality"),
    every="year",
)
PER = 1000.0


def coverage(record: Record) -> Measured:
    """Return dwellings per thousand inhabitants; by municipality too."""
    homes, people = read(record, STOCK.name), read(record, PEOPLE.name)
    late, of = since_policy(record, homes), since_policy(record, people)
    over, under = town_sums(late, late["value"]), town_sums(of, of["value"])
    return rate(record, homes, people, PER, part_ratios(over, under, PER))


def operation(record: Record) -> Measured:
    """Return what municipalities pay for operation a dwelling and year, thousand NOK of the price year."""
    paid = by_year(read(record, FLOWS.name, purpose=int(Purpose.DWELLING_OPERATION)))
    amounts = real(world_of(record), {year: ore / ORE / PER for year, ore in paid.items()})
    homes = by_year(read(record, STOCK.name))
    yearly = {year: ratio(amount, homes.get(year, 0.0)) for year, amount in amounts.items()}
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="municipal_coverage",
        en="Municipal dwellings per 1000 inhabitants",
        nb="Kommunale boliger per 1000 innbyggere",
        unit="dwellings",
        unit_nb="boliger",
        direction=0,
        source="S13; KO03",
        observers=(STOCK, PEOPLE),
        compute=coverage,
        order=37,
        digits=1,
        headline=False,
        level=("municipality",),
        nature="economic",
        horizon="invest",
        measured_by=("SSB (KOSTRA)",),
        caveat_en="The stock open to refugees; its level at the start is assumed. More can be lock-in.",
        caveat_nb=(
            "Boligene som er åpne for flyktninger; nivået ved starten er antatt. Flere kan bety innelåsing."
        ),
        breakdown=("centrality", "municipality"),
        guards=("exits_to_good",),
        series=("national_series:municipal_dwellings",),
    ),
    Indicator(
        name="operation_per_dwelling",
        en="Operation of a municipal dwelling a year",
        nb="Driftsutgift per kommunal bolig i året",
        unit=f"1000 NOK of {NORWAY_2013.price_year}",
        unit_nb=f"1000 kr i {NORWAY_2013.price_year}-priser",
        direction=0,
        source="S15; KO01, C44",
        observers=(FLOWS, STOCK),
        compute=operation,
        order=38,
        digits=1,
        headline=False,
        level=("municipality",),
        effect="cost",
        nature="economic",
        bearers=("municipality",),
        measured_by=("SSB (KOSTRA)",),
        caveat_en="Low can be thrift or neglect: the model has no maintenance, so it cannot tell.",
        caveat_nb="Lavt kan være sparsommelighet eller forsømmelse: modellen har ikke vedlikehold.",
        guards=("secure_home",),
        series=("national_series:municipal_dwelling_opex",),
    ),
)
