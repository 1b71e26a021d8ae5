"""Work in municipal dwellings against work of like persons elsewhere (IP05): a difference, not an effect."""

import numpy as np

from agents.kinds import Tenure
from indicators.homes import HOUSED
from indicators.indicator import Indicator, Measured
from indicators.reading import read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

AFTER = Observer(
    "work_by_tenure",
    "persons",
    (
        ("age", ">=", 20), ("age", "<=", 66), ("tenure", "in", HOUSED),
        ("months_since_settlement", ">=", 24), ("months_since_settlement", "<", 60),  # after the programme
    ),
    by=("group", "tenure", "employed"),
    every="year",
)  # fmt: skip


def _difference(cells: dict[str, np.ndarray]) -> float:
    """Return at work in municipal dwellings less at work elsewhere, of the groups that live in both, each
    weighted by its persons in municipal dwellings; NaN when there are none."""
    codes, place = np.unique(cells["group"], return_inverse=True)
    inside = cells["tenure"] == Tenure.MUNICIPAL
    works = cells["employed"] == 1

    def total(keep: np.ndarray) -> np.ndarray:
        return np.bincount(place, weights=np.where(keep, cells["value"], 0.0), minlength=len(codes))

    here, there = total(inside), total(~inside)
    both = (here > 0) & (there > 0)
    if not both.any():
        return float("nan")
    apart = total(inside & works)[both] / here[both] - total(~inside & works)[both] / there[both]
    return float((apart * here[both]).sum() / here[both].sum())


def compute(record: Record) -> Measured:
    """Return the difference of all years together, and of each."""
    cells = read(record, AFTER.name)
    years = np.unique(cells["year"]).tolist()
    yearly = {
        int(year): _difference({key: values[cells["year"] == year] for key, values in cells.items()})
        for year in years
    }
    return Measured(_difference(since_policy(record, cells)), yearly)


INDICATORS = (
    Indicator(
        name="lock_in",
        en="At work in municipal dwellings less like persons elsewhere, 2-5 years after settlement",
        nb="I arbeid i kommunal bolig minus lignende personer ellers, 2-5 år etter bosetting",
        unit="difference of shares",
        unit_nb="forskjell i andel",
        direction=0,
        source="S14; IP05",
        observers=(AFTER,),
        compute=compute,
        order=41,
        digits=3,
        headline=False,
        level=("individual",),
        nature="economic",
        horizon="invest",
        caveat_en=(
            "Like in household kind, origin, sex and what makes somebody hard to settle, and in nothing "
            "else: who finds work moves out, so a difference is there without any lock-in. Nothing in the "
            "model makes a municipal dwelling hold back work."
        ),
        caveat_nb=(
            "Lignende i husholdningstype, opprinnelse, kjønn og hva som gjør noen vanskelig å bosette, og i"
            " ikke noe annet: den som får arbeid, flytter ut, så en forskjell er der uten noen innelåsing. "
            "Ikke noe i modellen gjør at en kommunal bolig holder noen fra arbeid."
        ),
        guards=("stay_municipal",),
    ),
)
