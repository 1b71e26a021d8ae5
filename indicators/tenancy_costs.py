"""What goes wrong in tenancies: claims on guarantees (IP12), and shared homes that people leave for their
flatmates (IP11)."""

from functools import partial

from agents.kinds import Purpose, Reason, Tenure
from indicators.cost import FLOWS, paid
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

LEFT = Observer(
    "left_for_flatmates",
    "event:move",
    (("refugee", "==", 1), ("from_tenure", "==", Tenure.SHARED), ("reason", "==", Reason.FLATMATES)),
    every="year",
)
SHARED = Observer(
    "shared_homes", "households", (("refugee", "==", 1), ("tenure", "==", Tenure.SHARED)), every="quarter"
)
QUARTERS = 4.0


def shared(record: Record) -> Measured:
    """Return households that leave a shared home for their flatmates, per hundred a year of sharing."""
    return rate(record, read(record, LEFT.name), read(record, SHARED.name), 100.0 * QUARTERS)


INDICATORS = (
    Indicator(
        name="guarantee_claims",
        en="Paid on guarantees a year",
        nb="Utbetalt på garantier i året",
        unit=f"million NOK of {NORWAY_2013.price_year}",
        unit_nb=f"millioner kr i {NORWAY_2013.price_year}-priser",
        direction=-1,
        source="S15; IP12",
        observers=(FLOWS,),
        compute=partial(paid, purpose=Purpose.GUARANTEE_LOSS),
        order=88,
        digits=2,
        headline=False,
        level=("municipality", "household"),
        effect="cost",
        nature="economic",
        bearers=("municipality",),
        measured_by=("Husbanken",),
        caveat_en=(
            "Of dwellings that municipalities rent in or stand behind: what is damaged in their own is not "
            "booked. Rises when more guarantees are given."
        ),
        caveat_nb=(
            "For boliger kommunene leier inn eller står bak: skade i egne boliger bokføres ikke. Stiger når"
            " det gis flere garantier."
        ),
        guards=("share_private",),
    ),
    Indicator(
        name="shared_exits",
        en="Left a shared home for their flatmates, per 100 years of sharing",
        nb="Flyttet fra bofellesskap på grunn av de andre, per 100 år i bofellesskap",
        unit="households",
        unit_nb="husholdninger",
        direction=-1,
        source="S03; IP11, L16",
        observers=(LEFT, SHARED),
        compute=shared,
        order=51,
        digits=1,
        headline=False,
        level=("household",),
        caveat_en="Leaving stands for conflict, which is not in the model. A small shared home can be good.",
        caveat_nb="Å flytte står for konflikt, som ikke er i modellen. Et lite bofellesskap kan være bra.",
        guards=("settled_on_time", "secure_home"),
    ),
)
