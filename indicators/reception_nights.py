"""Nights in reception of those who have a permit, and what they cost on average and at the margin (S19)."""

from functools import partial

from agents.kinds import MONTHS_PER_YEAR
from indicators.groups import BREAKDOWN, part
from indicators.indicator import Indicator, Measured
from indicators.reading import flow_by_year, from_policy, mean, read, world_of
from indicators.unit_costs import in_price_year, unit_cost
from indicators.waiting_stock import WAITING, WAITING_GROUPS, by_group
from simulation.recorder import Record

NIGHTS = 365.25 / 12  # of a month
THOUSAND, MILLION = 1000.0, 1_000_000.0
PRICE_YEAR = 2014


def nights(record: Record) -> dict[int, float]:
    """Return nights of each year: persons who wait in reception at the end of each month."""
    monthly = flow_by_year(record, read(record, WAITING.name))
    return {year: NIGHTS * months for year, months in monthly.items()}


def count(record: Record) -> Measured:
    """Return thousand nights a year."""
    yearly = {year: x / THOUSAND for year, x in nights(record).items()}
    return Measured(mean(from_policy(record, yearly)), yearly)


def cost(record: Record) -> Measured:
    """Return million NOK a year at the average price; `parts` the average, and what would be saved if the
    places were not used (the price times the marginal ratio, and the bounds of the ratio); and the
    average by group."""
    price = in_price_year(world_of(record), unit_cost("reception_night"), PRICE_YEAR)
    yearly = {year: x * price / MILLION for year, x in nights(record).items()}
    value = mean(from_policy(record, yearly))
    parts = {part("price", "average"): value}
    parts[part("price", "marginal")] = value * unit_cost("marginal_ratio")
    parts[part("price", "marginal_low")] = value * unit_cost("marginal_ratio", "low")
    parts[part("price", "marginal_high")] = value * unit_cost("marginal_ratio", "high")
    million = NIGHTS * MONTHS_PER_YEAR * price / MILLION  # of one person who waits for a year
    groups = {name: persons * million for name, persons in by_group(record).items()}
    return Measured(value, yearly, parts | groups)


_indicator = partial(
    Indicator,
    direction=-1,
    source="S19; C02, C03",
    level=("state",),
    effect="cost",
    nature="economic",
    bearers=("state",),
    measured_by=("UDI",),
    guards=("secure_home", "homeless_nights"),
)
INDICATORS = (
    _indicator(
        name="reception_nights",
        en="Nights in reception of those with a permit, a year",
        nb="Netter i mottak for dem som har opphold, i året",
        unit="1000 nights",
        observers=(WAITING,),
        compute=count,
        order=78,
        headline=False,
        unit_nb="1000 netter",
        caveat_en="Persons at the end of each month, times the nights of a month.",
        caveat_nb="Personer ved utgangen av hver måned, ganger månedens netter.",
        series=("national_series:waiting_end",),
    ),
    _indicator(
        name="reception_cost",
        en="Cost of those nights a year, at the average price",
        nb="Kostnad for disse nettene i året, til gjennomsnittspris",
        unit="million NOK",
        observers=(WAITING, WAITING_GROUPS),
        compute=cost,
        order=79,
        unit_nb="millioner kr",
        caveat_en=(
            "In prices of the world's price year. What is saved is less than the average when places stand "
            "empty: the marginal figures stand beside it. The price is from memory, assumed."
        ),
        caveat_nb=(
            "I priser fra verdenens prisår. Det som spares, er mindre enn gjennomsnittet når plasser står "
            "tomme: de marginale tallene står ved siden av. Prisen er fra hukommelsen, antatt."
        ),
        breakdown=("price", *BREAKDOWN),
        unbroken="reception",
    ),
)
