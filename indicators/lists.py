"""The municipal list of other disadvantaged households: who joins it, and who gives it up (KOSTRA)."""

from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from simulation.observers import Observer
from simulation.recorder import Record

JOINED = Observer("list_joined", "event:list_joined", every="year")
GIVEN_UP = Observer("list_given_up", "event:list_given_up", every="year")


def given_up(record: Record) -> Measured:
    """Return households that give up the list a year, over those that join it."""
    return rate(record, read(record, GIVEN_UP.name), read(record, JOINED.name))


INDICATORS = (
    Indicator(
        name="list_given_up",
        en="Gave up the municipal list, of those who joined it",
        nb="Ga opp den kommunale lista, av dem som kom på den",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S18; KO04, KO05",
        observers=(JOINED, GIVEN_UP),
        compute=given_up,
        order=91,
        digits=3,
        headline=False,
        level=("household", "municipality"),
        bearers=("others",),
        caveat_en=(
            "Of others than refugees. Nobody's application is turned down in the model: who waits too long "
            "gives up, which stands for it."
        ),
        caveat_nb=(
            "For andre enn flyktninger. Ingen får avslag i modellen: den som venter for lenge, gir opp, og "
            "det står for det."
        ),
        guards=("others_waiting", "settled"),
        series=(
            "national_series:municipal_housing_applications",
            "national_series:municipal_housing_refusals",
        ),
    ),
)
