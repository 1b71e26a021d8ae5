"""Wellbeing and ties of those who wait or were settled in the last five years (S07, S10); and the worst off
(S24). Points of the model's own scale, 0-100: to compare, never to quote."""

from functools import partial

import numpy as np

from agents.kinds import Tenure
from indicators.groups import PLACED, group_sums, part_ratios, sums_by
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import ratio, read, since_policy, sums, where
from simulation.observers import Observer
from simulation.recorder import Record

RECENT = (("recent", "==", 1), ("age", ">=", 6), ("tenure", "!=", Tenure.ABROAD))
PEOPLE = Observer("recent_people", "persons", where=RECENT, by=("placed",), every="year")
SUMS = {
    name: Observer(
        f"recent_{name}", "persons", where=RECENT, measure=f"sum:{name}", by=("placed",), every="year"
    )
    for name in ("wellbeing", "bonding", "bridging", "linking")
}
HISTOGRAM = Observer("wellbeing_points", "persons", where=RECENT, by=("wellbeing",), every="year")
# one set of dimensions at a time: by all of them at once it would be a row a person
GROUPS = tuple(
    Observer(f"wellbeing_points_by_{keys[0]}", "persons", where=RECENT, by=("wellbeing", *keys), every="year")
    for keys in (("household_kind", "female"), ("hard",), ("origin", "centrality"))
)
DIMENSION = {"household_kind": "kind", "female": "sex"}
TENTH = 0.1


def mean_points(record: Record, name: str) -> Measured:
    """Return the mean of persons in the Decembers since the policy year."""
    total, people = read(record, SUMS[name].name), read(record, PEOPLE.name)
    late, of = since_policy(record, total), since_policy(record, people)
    over, under = group_sums(late["placed"], late["value"]), group_sums(of["placed"], of["value"])
    return rate(record, total, people, parts=part_ratios(over, under))


def bottom_tenth(points: dict[int, float]) -> float:
    """Return the mean points of the tenth with the lowest, given persons by points."""
    whole = sum(points.values())
    left, total = TENTH * whole, 0.0
    for point, persons in sorted(points.items()):
        taken = min(persons, left)
        total += taken * point
        left -= taken
    return ratio(total, TENTH * whole)


def worst_off(record: Record) -> Measured:
    """Return the mean of the bottom tenth over the Decembers since the policy year; by December, and of the
    bottom tenth of every group."""
    cells = read(record, HISTOGRAM.name)
    years = np.unique(cells["year"]).tolist()
    yearly = {
        int(year): bottom_tenth(
            sums(cells["wellbeing"][cells["year"] == year], cells["value"][cells["year"] == year])
        )
        for year in years
    }
    late = since_policy(record, cells)
    return Measured(bottom_tenth(sums(late["wellbeing"], late["value"])), yearly, _worst_of_groups(record))


def _worst_of_groups(record: Record) -> dict[str, float]:
    points: dict[str, dict[int, float]] = {}
    for observer in GROUPS:
        late = since_policy(record, read(record, observer.name))
        for level in np.unique(late["wellbeing"]).tolist():
            mine = where(late, late["wellbeing"] == level)
            keys = {DIMENSION.get(key, key): mine[key] for key in observer.by[1:]}
            for group, persons in sums_by(keys, mine["value"]).items():
                points.setdefault(group, {})[int(level)] = persons
    return {group: bottom_tenth(by_level) for group, by_level in points.items() if sum(by_level.values())}


SCALE = (
    "Points of the model's own scale, from rules that are assumed: compare scenarios, never quote the level.",
    "Poeng på modellens egen skala, etter regler som er antatt: sammenlign scenarioer, siter aldri nivået.",
)


def _points(name: str, en: str, nb: str, source: str, order: int, headline: bool) -> Indicator:
    return Indicator(
        name=name if name == "wellbeing" else f"ties_{name}",
        en=en,
        nb=nb,
        unit="points",
        direction=1,
        source=source,
        observers=(PEOPLE, SUMS[name]),
        compute=partial(mean_points, name=name),
        order=order,
        digits=1,
        headline=headline,
        unit_nb="poeng",
        level=("individual",) if name == "wellbeing" else ("individual", "neighbourhood"),
        way="direct" if name == "wellbeing" else "indirect",
        horizon="now" if name == "wellbeing" else "both",
        caveat_en=SCALE[0],
        caveat_nb=SCALE[1],
        breakdown=PLACED,
        guards=("worst_off_wellbeing",) if name == "wellbeing" else ("retention",),
    )


INDICATORS = (
    _points(
        "wellbeing",
        "Wellbeing, waiting and first five years",
        "Trivsel, i ventetid og de fem første årene",
        "S07; E04-E09",
        52,
        True,
    ),
    _points("bonding", "Ties to kin and co-ethnics", "Bånd til slekt og landsmenn", "S10; L52", 53, False),
    _points(
        "bridging", "Ties to neighbours and colleagues", "Bånd til naboer og kolleger", "S10; L52", 53, True
    ),
    _points("linking", "Ties to institutions", "Bånd til institusjoner", "S10", 53, False),
    Indicator(
        name="worst_off_wellbeing",
        en="Wellbeing of the bottom tenth",
        nb="Trivsel for den tidelen som har det dårligst",
        unit="points",
        direction=1,
        source="S24",
        observers=(HISTOGRAM, *GROUPS),
        compute=worst_off,
        order=54,
        digits=1,
        unit_nb="poeng",
        level=("society", "individual"),
        horizon="both",
        caveat_en=SCALE[0],
        caveat_nb=SCALE[1],
        guards=("wellbeing",),
        breakdown=PLACED,
    ),
)
