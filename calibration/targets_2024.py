"""What the baseline of the world of 2024 is held against: its one recorded year, 2024.

Little of it is a check. Requests and decisions are given to the model; national settlement of 2024
set the year's permits and was looked at when parameters without a source were chosen. What the model
was not given is how settlement of 2024 spread over municipalities.
"""

import numpy as np

from calibration.checks import Target, of_year, role_in_checks, targets
from data import national_2024, settlement_panel_2024
from simulation.worlds import NORWAY_2024, NationalWorld

YEAR = 2024
LARGEST = 10
NOTE_EN = "settled: national settlement of 2024 helped to set permits and values marked so; it is no check"
NOTE_NB = "bosatt: landets bosetting i 2024 var med på å sette tillatelser og merkede verdier; ingen prøve"
AUTUMN_EN = "spread: the record of municipalities ends in mid-November"
AUTUMN_NB = "spredning: tallene for kommunene slutter midt i november"


def targets_of(world: NationalWorld) -> list[Target]:
    """Return the figures that the baseline of a world is held against."""
    return targets_2024() if world is NORWAY_2024 else targets()


def targets_2024() -> list[Target]:
    """Return the figures of 2024."""
    panel = settlement_panel_2024()
    settled = panel.loc[panel["year"] == YEAR, "settled"].to_numpy(float)
    largest = float(np.sort(settled)[-LARGEST:].sum() / settled.sum())
    made = [
        Target(
            "Places asked for 2024",
            "Plasser anmodet om 2024",
            "panel_2024:requested:2024",
            national_2024("requested_2024"),
            of_year("asked", YEAR),
            0.10,
            0.0,
        ),
        Target(
            "Places decided 2024",
            "Plasser vedtatt 2024",
            "panel_2024:decided:2024",
            national_2024("resolved_2024"),
            of_year("decided", YEAR),
            0.10,
            0.0,
        ),
        Target(
            "Settled 2024",
            "Bosatt 2024",
            "table:national_2024",
            national_2024("settled_2024"),
            of_year("settled", YEAR),
            0.10,
            0.0,
            note_en=NOTE_EN,
            note_nb=NOTE_NB,
        ),
        Target(
            "Municipalities that settle anyone 2024",
            "Kommuner som bosetter noen 2024",
            "panel_2024:settled:2024",
            float((settled > 0).sum()),
            of_year("municipalities_settling", YEAR),
            0.10,
            0.0,
            persons=False,
            note_en=AUTUMN_EN,
            note_nb=AUTUMN_NB,
        ),
        Target(
            "Settled in the ten municipalities that settle most 2024",
            "Bosatt i de ti kommunene som bosetter flest 2024",
            "panel_2024:settled:2024",
            largest,
            of_year("settled_in_ten", YEAR),
            0.0,
            0.05,
            3,
            persons=False,
        ),
    ]
    for target in made:
        role_in_checks(target.evidence)
    return made
