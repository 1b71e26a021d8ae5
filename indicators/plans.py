"""Plans of municipalities: whether the sizes they reckon with are those that come, and whether what stands in
the plan is begun (S16). That a plan exists says nothing: it is what is reported."""

import numpy as np
import numpy.typing as npt

from agents.kinds import DECEMBER, NEVER, DwellingState, Tenure
from indicators.groups import part
from indicators.indicator import Indicator, Measured
from indicators.reading import (
    by_year,
    from_policy,
    mean,
    ratio,
    read,
    recorded_years,
    since_policy,
    stock_by_year,
)
from indicators.two_ledgers import ON_PAPER
from simulation.moves import needed_rooms
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.world import SIZES

AHEAD = 2  # years

EXPECTED = Observer(
    "plan_sizes", "event:plan", measure="sum:permille", by=("municipality", "rooms"), every="year"
)
CAME = Observer(
    "settled_sizes", "event:settled", (("tenure", "!=", Tenure.STAFFED),), by=("municipality", "persons"),
    every="year",
)  # fmt: skip
IN_PLAN = Observer("dwellings_in_plan", "dwellings", (("state", "==", DwellingState.PIPELINE),), every="year")
BEGUN = Observer(
    "dwellings_begun",
    "dwellings",
    (("state", "==", DwellingState.PIPELINE), ("due", "!=", NEVER)),
    every="year",
)
F64 = npt.NDArray[np.float64]


def _table(towns: npt.NDArray[np.int64], rooms: npt.NDArray[np.int64], values: F64, size: int) -> F64:
    """Return values by municipality and rooms, shape (size, SIZES)."""
    cell = towns * SIZES + rooms - 1
    return np.bincount(cell, weights=values, minlength=size * SIZES).reshape(size, SIZES)


def miss(record: Record) -> Measured:
    """Return how far the share of each size that a municipality reckons with is from what comes in the next
    two years: points of share, mean over sizes, municipalities weighted by who came; by year of the plan.

    `parts`: of the nation's sizes together, where chance is small.
    """
    expected, came = read(record, EXPECTED.name), read(record, CAME.name)
    towns = [one["municipality"].astype(np.int64) for one in (expected, came)]
    size = 1 + max((int(one.max()) for one in towns if len(one)), default=-1)
    rooms = (expected["rooms"].astype(np.int64), needed_rooms(came["persons"].astype(np.int64)))
    yearly, whole = {}, {}
    for year in recorded_years(record)[:-AHEAD]:
        then = expected["year"] == year
        later = (came["year"] > year) & (came["year"] <= year + AHEAD)
        plan = _table(towns[0][then], rooms[0][then], expected["value"][then].astype(np.float64), size)
        real = _table(towns[1][later], rooms[1][later], came["value"][later].astype(np.float64), size)
        some = (plan.sum(axis=1) > 0) & (real.sum(axis=1) > 0)
        plan, real = plan[some], real[some]
        if not len(plan):
            continue
        weight = real.sum(axis=1)
        share = plan / plan.sum(axis=1, keepdims=True)
        off = np.abs(share - real / weight[:, None]).mean(axis=1)
        yearly[year] = 100.0 * float((off * weight).sum() / weight.sum())
        nation = (share * weight[:, None]).sum(axis=0) / weight.sum()
        whole[year] = 100.0 * float(np.abs(nation - real.sum(axis=0) / weight.sum()).mean())
    parts = {part("plan", "nation"): mean(from_policy(record, whole))}
    return Measured(mean(from_policy(record, yearly)), yearly, parts)


def begun(record: Record) -> Measured:
    """Return the share of dwellings in plans that are begun, with what stands on paper only below the line;
    mean of Decembers by their numbers."""
    going, planned, paper = (read(record, one.name) for one in (BEGUN, IN_PLAN, ON_PAPER))
    above, below = (float(since_policy(record, one)["value"].sum()) for one in (going, planned))
    hollow = float(since_policy(record, paper)["value"].sum())
    done, of, empty = stock_by_year(record, going, DECEMBER), by_year(planned), by_year(paper)
    yearly = {
        year: count / (of.get(year, 0.0) + empty.get(year, 0.0))
        for year, count in done.items()
        if of.get(year, 0.0) + empty.get(year, 0.0)
    }
    return Measured(ratio(above, below + hollow), yearly)


INDICATORS = (
    Indicator(
        name="plan_miss",
        en="How far plans miss the sizes that come within two years",
        nb="Hvor langt planene er fra størrelsene som kommer innen to år",
        unit="points of share",
        unit_nb="prosentpoeng",
        direction=-1,
        source="S16; PR06",
        observers=(EXPECTED, CAME),
        compute=miss,
        order=39,
        digits=1,
        headline=False,
        level=("municipality",),
        way="indirect",
        horizon="invest",
        caveat_en=(
            "Who settles few households misses by chance alone: read the level with that of the nation, and "
            "differences between scenarios. The model's plan is the sizes reckoned with, no document."
        ),
        caveat_nb=(
            "Den som bosetter få husholdninger, bommer ved ren tilfeldighet: les nivået sammen med "
            "nasjonens, og se på forskjeller mellom scenarioer. Modellens plan er størrelsene det regnes "
            "med, ikke et dokument."
        ),
        breakdown=("plan",),
        guards=("dwellings_added",),
    ),
    Indicator(
        name="plan_begun",
        en="Dwellings in plans that are begun",
        nb="Boliger i planene som er påbegynt",
        unit="share",
        unit_nb="andel",
        direction=1,
        source="S16; PR06",
        observers=(BEGUN, IN_PLAN, ON_PAPER),
        compute=begun,
        order=39,
        digits=3,
        headline=False,
        level=("municipality",),
        horizon="invest",
        caveat_en=(
            "What waits for a grant or stands on paper only is not begun. That a plan exists, which is what "
            "is reported, counts for nothing here."
        ),
        caveat_nb=(
            "Det som venter på tilskudd eller bare står på papiret, er ikke påbegynt. At en plan finnes, "
            "som er det som rapporteres, teller ikke her."
        ),
        guards=("dwellings_added", "lost_vacancies"),
    ),
)
