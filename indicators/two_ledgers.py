"""Two ledgers: what municipalities report, and what was done (S26).

Each figure here is the true one; its parts ``ledger:true`` and ``ledger:reported`` hold both. Only a
model knows the first. Nothing here is a headline: the score of a study shows them side by side.
"""

from collections.abc import Mapping

import numpy as np

from agents.kinds import DECEMBER, Account, Kind, Purpose
from indicators.cost import FLOWS, MILLION
from indicators.groups import part
from indicators.indicator import Indicator, Measured
from indicators.programme import STATUS
from indicators.programme import share as after_programme
from indicators.queue import FROM_RECEPTION
from indicators.reading import at_month, by_year, flow_by_year, from_policy, mean, ratios, read, world_of
from indicators.unit_costs import real
from indicators.waiting_stock import WAITING
from simulation.ledger import ORE
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

PERMILLE = 1000
CHILDREN = (Kind.FAMILY, Kind.SINGLE_PARENT, Kind.UNACCOMPANIED)
LIMIT, LIMIT_CHILDREN = 6, 3  # months
TRUE, REPORTED = part("ledger", "true"), part("ledger", "reported")

WHO_WAS_ASKED = (("asked", "==", 1),)
REPORTS = Observer("reports_asked", "event:report", where=WHO_WAS_ASKED, every="year")
USE_TOLD = Observer(
    "use_reported", "event:report", where=WHO_WAS_ASKED, measure="sum:reported_percent", every="year"
)
USE_TRUE = Observer("use_true", "event:report", where=WHO_WAS_ASKED, measure="sum:true_percent", every="year")
RELABEL = Observer(
    "relabelled", "event:report", where=WHO_WAS_ASKED, measure="sum:relabel_permille", every="year"
)
COHORT = Observer("reports_of_cohort", "event:report", where=(("cohort", "==", 1),), every="year")
PLANNED = Observer("planned", "event:report", measure="sum:planned", every="year")
ON_PAPER = Observer("planned_on_paper", "event:report", measure="sum:planned_on_paper", every="year")
IN_TIME = Observer(
    "settled_in_time", "event:settled", where=(("path", "in", FROM_RECEPTION),), measure="sum:persons",
    by=("on_time",), every="year",
)  # fmt: skip
LEFT = Observer(
    "refused_and_left", "event:refused", where=(("leaves", "==", 1),), measure="sum:persons", every="year"
)
CENSUS = Observer(
    "census_jobs", "event:report", where=WHO_WAS_ASKED, measure="sum:census_permille", every="year"
)
BACKLOG = Observer("upkeep_put_off", "event:backlog", measure="sum:ore", every="year")
SHIFTED = Observer("cost_shifted", "event:cost_shifted", measure="sum:ore", every="year")


def both(record: Record, true: Mapping[int, float], reported: Mapping[int, float]) -> Measured:
    """Return the true figure with both as parts, means of the years from the policy date."""
    done, told = mean(from_policy(record, true)), mean(from_policy(record, reported))
    return Measured(done, dict(true), {TRUE: done, REPORTED: told})


def use_of_places(record: Record) -> Measured:
    """Return settled over asked for, mean of the municipalities asked, as a share."""
    count = by_year(read(record, REPORTS.name))
    true, told = (ratios(by_year(read(record, one.name)), count) for one in (USE_TRUE, USE_TOLD))
    return both(record, {y: x / 100 for y, x in true.items()}, {y: x / 100 for y, x in told.items()})


def on_time(record: Record) -> Measured:
    """Return the share settled within the limit.

    True: of all whose turn it was, those who refused an offer and left and those who still wait past the
    limit in December included. Reported: of those settled, less those reported as another group; of
    everyone in the years in which the cohort is what counts.
    """
    settled = read(record, IN_TIME.name)
    timely = by_year({**settled, "value": settled["value"] * settled["on_time"]})
    late = by_year({**settled, "value": settled["value"] * (1 - settled["on_time"])})
    waiting = read(record, WAITING.name)
    limit = np.where(np.isin(waiting["kind"], CHILDREN), LIMIT_CHILDREN, LIMIT)
    still = at_month({**waiting, "value": waiting["value"] * (waiting["waiting_months"] > limit)}, DECEMBER)
    left = flow_by_year(record, read(record, LEFT.name))
    relabelled = ratios(by_year(read(record, RELABEL.name)), by_year(read(record, REPORTS.name)))
    everyone = {y: timely.get(y, 0.0) + late.get(y, 0.0) + still.get(y, 0.0) + left[y] for y in left}
    cohort = by_year(read(record, COHORT.name))
    shown: dict[int, float] = {}
    for y, all_of_them in everyone.items():
        kept = late.get(y, 0.0) * (1.0 - relabelled.get(y, 0.0) / PERMILLE)
        shown[y] = all_of_them if cohort.get(y) else timely.get(y, 0.0) + kept
    return both(record, ratios(timely, everyone), ratios(timely, shown))


def upkeep(record: Record) -> Measured:
    """Return what upkeep of municipal dwellings costs, millions a year in real prices.

    True: what was put off and what was shifted to the state's allowance are a cost, too. Reported: paid.
    """
    flows = read(record, FLOWS.name, payer=int(Account.MUNICIPALITY), purpose=int(Purpose.DWELLING_OPERATION))
    world = world_of(record)

    def millions(yearly: Mapping[int, float]) -> dict[int, float]:
        return real(world, {year: ore / ORE / MILLION for year, ore in yearly.items()})

    paid = flow_by_year(record, flows)
    hidden = [flow_by_year(record, read(record, one.name)) for one in (BACKLOG, SHIFTED)]
    true = {year: ore + sum(one[year] for one in hidden) for year, ore in paid.items()}
    return both(record, millions(true), millions(paid))


def at_work(record: Record) -> Measured:
    """Return the share in work or education a year after the programme.

    Reported: of those who are not, a part had a job in the month of the census, and no other.
    """
    true = after_programme(record, 1)
    put = ratios(by_year(read(record, CENSUS.name)), by_year(read(record, REPORTS.name)))
    told = {year: x + (1.0 - x) * put.get(year, 0.0) / PERMILLE for year, x in true.items()}
    return both(record, true, told)


def planned(record: Record) -> Measured:
    """Return dwellings on their way in December, municipalities together."""
    begun, paper = (flow_by_year(record, read(record, one.name)) for one in (PLANNED, ON_PAPER))
    return both(record, begun, {year: count + paper[year] for year, count in begun.items()})


CAVEAT = (
    "The true figure; what is reported stands beside it. Nobody but a model knows both.",
    "Det sanne tallet; det rapporterte står ved siden av. Ingen andre enn en modell kjenner begge.",
)
COMMON = {
    "headline": False, "level": ("municipality", "state"), "horizon": "both", "breakdown": ("ledger",),
    "caveat_en": CAVEAT[0], "caveat_nb": CAVEAT[1], "source": "S26; E120",
}  # fmt: skip

INDICATORS = (
    Indicator(
        name="ledger_use",
        en="Settled of those asked for",
        nb="Bosatt av anmodet",
        unit="share",
        unit_nb="andel",
        direction=1,
        observers=(REPORTS, USE_TRUE, USE_TOLD),
        compute=use_of_places,
        order=98,
        digits=3,
        **COMMON,  # type: ignore[arg-type]
    ),
    Indicator(
        name="ledger_on_time",
        en="Settled within the limit",
        nb="Bosatt innen fristen",
        unit="share",
        unit_nb="andel",
        direction=1,
        observers=(IN_TIME, WAITING, LEFT, RELABEL, COHORT, REPORTS),
        compute=on_time,
        order=98,
        digits=3,
        **COMMON,  # type: ignore[arg-type]
    ),
    Indicator(
        name="ledger_work",
        en="In work or education a year after the programme",
        nb="I arbeid eller utdanning et år etter programmet",
        unit="share",
        unit_nb="andel",
        direction=1,
        observers=(STATUS, CENSUS, REPORTS),
        compute=at_work,
        order=98,
        digits=3,
        **COMMON,  # type: ignore[arg-type]
    ),
    Indicator(
        name="ledger_plan",
        en="Dwellings on their way in December",
        nb="Boliger på vei i desember",
        unit="dwellings",
        unit_nb="boliger",
        direction=1,
        observers=(PLANNED, ON_PAPER),
        compute=planned,
        order=98,
        **COMMON,  # type: ignore[arg-type]
    ),
    Indicator(
        name="ledger_upkeep",
        en="Cost of upkeep of municipal dwellings",
        nb="Kostnad ved drift av kommunale boliger",
        unit=f"million NOK of {NORWAY_2013.price_year}",
        unit_nb=f"mill. kr i {NORWAY_2013.price_year}-priser",
        direction=-1,
        effect="cost",
        bearers=("municipality",),
        nature="economic",
        observers=(FLOWS, BACKLOG, SHIFTED),
        compute=upkeep,
        order=98,
        digits=1,
        **COMMON,  # type: ignore[arg-type]
    ),
)
