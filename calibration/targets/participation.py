"""Municipalities that settle anyone, and that decide on places: the rest take no part at all."""

from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_count
from calibration.targets.places import yearly

MUNICIPALITIES = 428


def binomial(value: float, _: Figure) -> float:
    """Return the standard deviation of a number of municipalities, each with its own chance.

    Most of them take part nearly always or never, so it is a third of a coin's.
    """
    return of_count(value * (1 - value / MUNICIPALITIES), dispersion=0.3)


TARGETS = (
    *targets_of(
        [Figure(f"series:municipalities_settled:{year}", year) for year in (2009, 2010, 2011, 2012, 2013)],
        name="participation",
        read=yearly("municipalities_settling"),
        se=binomial,
        en="Municipalities that settle anyone",
        nb="Kommuner som bosetter noen",
        unit="municipalities",
        unit_nb="kommuner",
        transform="identity",
        discrepancy=15.0,
        allowed=(0.10, 0.0),
        why_en="Whether a municipality takes part at all is estimated from at most four years of its own.",
        why_nb="Om en kommune i det hele tatt deltar, er anslått fra høyst fire av dens egne år.",
    ),
    *targets_of(
        [Figure(f"series:municipalities_decided:{year}", year) for year in (2012, 2013)],
        name="deciding",
        read=yearly("municipalities_deciding"),
        se=binomial,
        en="Municipalities that decide on places",
        nb="Kommuner som vedtar plasser",
        unit="municipalities",
        unit_nb="kommuner",
        transform="identity",
        discrepancy=15.0,
        allowed=(0.10, 0.0),
        why_en="Places for minors alone are not counted as a decision by the model.",
        why_nb="Plasser bare for mindreårige regnes ikke som vedtak i modellen.",
    ),
)
