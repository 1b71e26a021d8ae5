"""Waiting in reception with a permit: the stock at the end of 2010 and 2012 and in September 2011, and
those who have waited long.

Not independent of settled: who is settled no longer waits. ``calibration.noise`` correlates them.
"""

from collections.abc import Callable
from math import nan

import numpy as np

from agents.kinds import AUGUST, SEPTEMBER, Case, Tenure
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_count, of_share
from indicators.library import indicator
from indicators.reading import ratio, read
from simulation.groups import SINGLE_MAN, decode
from simulation.observers import Observer
from simulation.recorder import Record

COUNTING = 0.05  # IMDi counts who is ready for settlement; who that is changed between its reports
LONG = 6  # months
LONG_WAITING = Observer(
    "long_waiting",
    "households",
    where=(("waiting", "==", 1), ("tenure", "==", Tenure.RECEPTION), ("waiting_months", ">", LONG)),
    measure="sum:persons",
    by=("group",),
    every="quarter",
)

BY_CASE = Observer(
    "waiting_by_case",
    "households",
    where=(("waiting", "==", 1),),
    measure="sum:persons",
    by=("case",),
)


def stock(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the stock at the end of a year or in September."""
    end, september = (indicator(name).of(record).by_year for name in ("waiting_stock", "waiting_september"))
    return lambda one: (september if one.group == "September" else end).get(one.year, nan)


def over_a_year(record: Record) -> Callable[[Figure], float]:
    """Return a reader of persons who have waited more than a year."""
    found = indicator("waiting_over_12").of(record).by_year
    return lambda one: found.get(one.year, nan)


def long_share(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share that has waited more than half a year, and of single men among them."""
    shares = indicator("waiting_over_6").of(record).parts
    cells = read(record, LONG_WAITING.name)
    cells = {key: values[cells["month"] % 12 == SEPTEMBER] for key, values in cells.items()}
    kind = decode(cells["group"])
    who = {"single men among them": kind["hard"] & SINGLE_MAN > 0, "single among them": kind["kind"] == 0}

    def of(one: Figure) -> float:
        if one.group == "of those waiting":
            return shares.get(f"september:{one.year}", nan)
        mine = cells["year"] == one.year
        persons = np.where(who[one.group], cells["value"], 0)[mine]
        return ratio(float(persons.sum()), float(cells["value"][mine].sum()))

    return of


def unassigned(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share in August whom no municipality has said yes to."""
    cells = read(record, BY_CASE.name)
    cells = {key: values[cells["month"] % 12 == AUGUST] for key, values in cells.items()}

    def of(one: Figure) -> float:
        mine = cells["year"] == one.year
        persons, none = cells["value"][mine], cells["case"][mine] < Case.ACCEPTED
        return ratio(float(persons[none].sum()), float(persons.sum()))

    return of


TARGETS = (
    *targets_of(
        [
            Figure("series:waiting_end:2010", 2010, "December"),
            Figure("series:waiting_end:2012", 2012, "December"),
            Figure("series:waiting_sep:2011", 2011, "September"),
        ],
        name="waiting",
        read=stock,
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Waiting in reception with a permit",
        nb="Venter i mottak med opphold",
        unit="persons",
        unit_nb="personer",
        persons=True,
        transform="log",
        discrepancy=0.10,
        allowed=(0.20, 500.0),
        why_en="Permits are known by year only, and not all who get one need a place.",
        why_nb="Tillatelser er bare kjent per år, og ikke alle som får en, trenger plass.",
        note_en="waiting: the queue at the start of 2009 is known only as a range (about 620 to 2,300)",
        note_nb="venting: køen ved starten av 2009 er bare kjent som et spenn (omtrent 620 til 2 300)",
    ),
    *targets_of(
        [Figure("series:waiting_gt12m_end:2012", 2012)],
        name="waiting_over_12",
        read=over_a_year,
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Have waited more than 12 months",
        nb="Har ventet mer enn 12 måneder",
        unit="persons",
        unit_nb="personer",
        persons=True,
        transform="log",
        discrepancy=0.30,
        allowed=(0.20, 100.0),
        why_en="What makes a household hard to settle is drawn, not registered.",
        why_nb="Hva som gjør en husholdning vanskelig å bosette, er trukket, ikke registrert.",
    ),
    *targets_of(
        [
            Figure("share_waiting_gt6m_sep_2011", 2011, "of those waiting", of=1869),
            Figure("share_longwait_single_men_sep_2011", 2011, "single men among them", of=598),
            Figure("share_longwait_single_sep_2011", 2011, "single among them", of=598),
        ],
        name="waiting_long",
        read=long_share,
        se=lambda value, one: of_share(value, one.of, design=2.5, step=0.01),
        en="Have waited more than 6 months",
        nb="Har ventet mer enn 6 måneder",
        unit="share",
        unit_nb="andel",
        transform="logit",
        discrepancy=0.60,
        allowed=(0.0, 0.10),
        observers=(LONG_WAITING,),
        why_en="The split of permits by household kind is a prior, not a figure.",
        why_nb="Hvordan tillatelser fordeler seg på husholdningstyper, er en antakelse, ikke et tall.",
    ),
    *targets_of(
        [Figure("share_unassigned_aug_2010", 2010, "without a municipality", of=1627)],
        name="waiting_unassigned",
        read=unassigned,
        se=lambda value, one: of_share(value, one.of, design=2.5, step=0.01),
        en="Wait without a municipality that has said yes",
        nb="Venter uten at noen kommune har sagt ja",
        unit="share",
        unit_nb="andel",
        transform="logit",
        discrepancy=0.60,
        allowed=(0.0, 0.15),
        observers=(BY_CASE,),
        why_en="Councils answer within months in the model; what IMDi counts as assigned is not said.",
        why_nb="Kommunene svarer innen måneder i modellen; hva IMDi regner som anvist, er ikke sagt.",
        note_en="without a municipality: of those ready for settlement (in August; 1,627 in December)",
        note_nb="uten kommune: av dem som var klare for bosetting (i august; 1 627 i desember)",
    ),
)
