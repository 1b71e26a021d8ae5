"""What homes cost those who buy them: the price over a year of the household's income (HB09)."""

from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from simulation.observers import Observer
from simulation.recorder import Record

PRICES = Observer("prices_paid", "event:purchase", measure="sum:price", every="year")
INCOMES = Observer("incomes_of_buyers", "event:purchase", measure="sum:income", every="year")
MONTHS = 12.0


def price_to_income(record: Record) -> Measured:
    """Return the price of homes bought over the yearly income of who buys them, sums of each."""
    return rate(record, read(record, PRICES.name), read(record, INCOMES.name), 1.0 / MONTHS)


INDICATORS = (
    Indicator(
        name="price_to_income",
        en="Price of homes bought, in yearly incomes of the buyers",
        nb="Pris på boliger som kjøpes, i årsinntekter for kjøperne",
        unit="years of income",
        unit_nb="årsinntekter",
        direction=0,
        source="S18, S22; HB09",
        observers=(PRICES, INCOMES),
        compute=price_to_income,
        order=98,
        digits=2,
        headline=False,
        level=("household", "municipality"),
        nature="economic",
        horizon="both",
        caveat_en=(
            "Of those who bought, before tax: who could not is not in it. A low price eases entry, and "
            "takes from those who own: without a sign."
        ),
        caveat_nb=(
            "For dem som kjøpte, før skatt: de som ikke kunne, er ikke med. Lav pris gjør det lettere å "
            "komme inn, og tar fra dem som eier: uten fortegn."
        ),
        guards=("owner_share", "overburden"),
        series=("national_series:house_sale_mean_price", "house_prices:used_nok_m2"),
    ),
)
