"""Where households are settled: the first dwelling, municipal or private."""

from functools import partial

import numpy as np

from agents.kinds import Tenure
from indicators.groups import PLACED, group_ratios
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

FIRST = Observer("first_dwelling", "event:settled", by=("tenure", "path", "placed"), every="year")
MUNICIPAL = (Tenure.MUNICIPAL, Tenure.SHARED)  # shared housing is the municipality's too
PRIVATE = (Tenure.PRIVATE, Tenure.UNSERIOUS)


def share(record: Record, tenures: tuple[int, ...]) -> Measured:
    """Return the share of households settled in a dwelling whose first tenure is one of these; by group too.

    Unaccompanied minors in staffed places are no part of it.
    """
    everyone = read(record, FIRST.name)
    housed = {key: values[everyone["tenure"] != Tenure.STAFFED] for key, values in everyone.items()}
    chosen = {key: values[np.isin(housed["tenure"], tenures)] for key, values in housed.items()}
    late = since_policy(record, housed)
    mine = np.where(np.isin(late["tenure"], tenures), late["value"], 0)
    return rate(record, chosen, housed, parts=group_ratios(late["placed"], mine, late["value"]))


INDICATORS = (
    Indicator(
        name="share_municipal",
        en="Households settled in a municipal dwelling, 2011-16",
        nb="Husholdninger bosatt i kommunal bolig, 2011-16",
        unit="share",
        direction=0,
        source="L40; E93",
        observers=(FIRST,),
        compute=partial(share, tenures=MUNICIPAL),
        order=40,
        digits=3,
        level=("municipality", "household"),
        horizon="both",
        measured_by=("IMDi",),
        unit_nb="andel",
        breakdown=PLACED,
        caveat_en="Neither good nor bad by itself: secure, but a residual sector.",
        caveat_nb="Verken bra eller dårlig i seg selv: trygt, men en restsektor.",
    ),
    Indicator(
        name="share_private",
        en="Households settled in a private rented dwelling, 2011-16",
        nb="Husholdninger bosatt i privat leid bolig, 2011-16",
        unit="share",
        direction=0,
        source="E93",
        observers=(FIRST,),
        compute=partial(share, tenures=PRIVATE),
        order=41,
        digits=3,
        level=("municipality", "household"),
        horizon="both",
        measured_by=("IMDi",),
        unit_nb="andel",
        breakdown=PLACED,
        caveat_en="Neither good nor bad by itself: faster, but often less secure.",
        caveat_nb="Verken bra eller dårlig i seg selv: raskere, men ofte mindre trygt.",
        series=("patterns:share_*_private_rental",),
    ),
)
