"""What a settlement cohort costs and brings in its first years, by who pays: what indicators of cost read.

Every December, what each person and household of a cohort was paid, paid and used over the year, by
calendar year of settlement and by the group of the household as it was settled, which does not change when
a family grows or moves: what a group costs is then divided by those who were settled in it. A cohort is
followed for a fixed number of calendar years, so that settling sooner does not look dear for being seen
longer; nothing is extrapolated beyond the run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Self

from agents.kinds import Tenure
from indicators.groups import sums_by
from indicators.reading import read, recorded_years, where, world_of
from indicators.unit_costs import in_price_year, present_value, real, unit_cost
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NationalWorld

HORIZON: Final = 5  # calendar years, that of settlement included: what C05 and C20 count
COHORT: Final = (("months_since_settlement", ">=", 0), ("months_since_settlement", "<", 12 * HORIZON))


def _people(name: str, measure: str) -> Observer:
    return Observer(f"cohort_{name}", "persons", COHORT, measure, ("settlement_year",), "year")


def _homes(name: str, measure: str, *where: tuple[str, str, int]) -> Observer:
    return Observer(
        f"cohort_{name}", "households", (("refugee", "==", 1), *COHORT, *where), measure,
        ("settlement_year",), "year",
    )  # fmt: skip


PEOPLE: Final = _people("people", "count")
FROM_PERSONS: Final = tuple(
    _people(name, f"sum:year_{name}")
    for name in (
        "tax", "introduction_benefit", "state_benefit", "integration_grant", "services", "minor_grant",
        "staffed_place",
    )
)  # fmt: skip
FROM_HOUSEHOLDS: Final = tuple(
    _homes(name, f"sum:year_{name}") for name in ("child_benefit", "allowance", "assistance")
)
RENTS: Final = _homes("municipal_rent", "sum:year_rent", ("tenure", "==", Tenure.MUNICIPAL))
DWELLINGS: Final = _homes("municipal_months", "sum:year_months", ("tenure", "==", Tenure.MUNICIPAL))

# By group, what each payer pays net: recorded as one sum, of two sets of dimensions, not of all at once.
CROSSES: Final = (("kind", "sex", "hard"), ("origin", "centrality"))
# what a payer pays a group net, its dwellings apart
STATE_NET: Final[Mapping[str, int]] = {"net_of_state": 1}
MUNICIPALITY_NET: Final[Mapping[str, int]] = {"net_of_municipality": 1, "dwellings": 1}


def _grouped(one: Observer, cross: tuple[str, ...]) -> Observer:
    keys = tuple(f"settled_{dimension}" for dimension in cross)
    return replace(one, name=f"{one.name}_by_{cross[0]}", by=(*one.by, *keys))


BY_GROUP: Final[Mapping[str, tuple[Observer, ...]]] = {
    name: tuple(_grouped(one, cross) for one in observers for cross in CROSSES)
    for name, observers in {
        "people": (PEOPLE,),
        "months": (DWELLINGS,),
        **{
            net: (
                _people(f"{net}_of_persons", f"sum:year_{net}"), _homes(f"{net}_of_homes", f"sum:year_{net}")
            )
            for net in ("net_of_state", "net_of_municipality")
        },
    }.items()
}  # fmt: skip
OBSERVERS: Final = (
    PEOPLE, *FROM_PERSONS, *FROM_HOUSEHOLDS, RENTS, DWELLINGS,
    *(one for some in BY_GROUP.values() for one in some),
)  # fmt: skip

# who pays (+) and who receives (-), by what it is for; a dwelling is the municipality's
STATE: Final[Mapping[str, int]] = {
    "integration_grant": 1, "minor_grant": 1, "state_benefit": 1, "child_benefit": 1, "allowance": 1,
    "tax": -1,
}  # fmt: skip
MUNICIPALITY: Final[Mapping[str, int]] = {
    "services": 1, "staffed_place": 1, "introduction_benefit": 1, "assistance": 1, "dwellings": 1,
    "municipal_rent": -1, "integration_grant": -1, "minor_grant": -1,
}  # fmt: skip
TRANSFERS: Final = ("integration_grant", "minor_grant")  # from the state to municipalities: netted once


Yearly = Mapping[int, Mapping[int, float]]  # of each calendar year by year of settlement


def amounts(record: Record, observer: Observer) -> dict[int, dict[int, float]]:
    """Return NOK of each calendar year, nominal, by year of settlement."""
    cells = read(record, observer.name)
    found: dict[int, dict[int, float]] = {}
    columns = (cells["settlement_year"].tolist(), cells["year"].tolist(), cells["value"].tolist())
    for cohort, year, value in zip(*columns, strict=True):
        mine = found.setdefault(cohort, {})
        mine[year] = mine.get(year, 0.0) + value
    return found


def group_amounts(record: Record, name: str) -> dict[str, Yearly]:
    """Return the same of every group, by part: ``people``, ``months`` in municipal dwellings, or what a payer
    pays net. A household's group is the one it was settled in."""
    found: dict[str, dict[int, dict[int, float]]] = {}
    for observer in BY_GROUP[name]:
        cells = read(record, observer.name)
        moments = {(cohort, year) for cohort, year in zip(
            cells["settlement_year"].tolist(), cells["year"].tolist(), strict=True
        )}  # fmt: skip
        for cohort, year in moments:
            mine = where(cells, (cells["settlement_year"] == cohort) & (cells["year"] == year))
            keys = {key.removeprefix("settled_"): mine[key] for key in observer.by[1:]}
            for group, value in sums_by(keys, mine["value"]).items():
                yearly = found.setdefault(group, {}).setdefault(cohort, {})
                yearly[year] = yearly.get(year, 0.0) + value
    return dict(found)


def cohorts(record: Record, horizon: int = HORIZON) -> list[int]:
    """Return the settlement years since the policy year that the run follows for the whole horizon."""
    last = recorded_years(record)[-1]
    first = max(world_of(record).policy_year, recorded_years(record)[0])
    return list(range(first, last - horizon + 2))


def dwelling_year(world: NationalWorld) -> float:
    """Return what a municipal dwelling costs a year: operation, and interest on what it cost; NOK of the
    world's price year."""
    operation = in_price_year(world, unit_cost("dwelling_operation"), 2012)
    return operation + unit_cost("discount_rate") * in_price_year(world, unit_cost("dwelling_cost"), 2016)


@dataclass(frozen=True)
class Money:
    """What was recorded of the cohorts, or of one group of them: NOK of each calendar year by year of
    settlement, and purpose (of a group, payer); the persons of each cohort in the December of its
    settlement."""

    world: NationalWorld
    nominal: Mapping[str, Yearly]
    dwelling_months: Yearly
    persons: Mapping[int, float]

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a record."""
        found = {
            one.name.removeprefix("cohort_"): amounts(record, one)
            for one in (*FROM_PERSONS, *FROM_HOUSEHOLDS, RENTS)
        }
        people = _at_settlement(amounts(record, PEOPLE))
        return cls(world_of(record), found, amounts(record, DWELLINGS), people)


@lru_cache(maxsize=1)  # what state, municipality and both pay is read of the same record, one after another
def money_of_groups(record: Record) -> Mapping[str, Money]:
    """Read the money of every group that has persons, by part."""
    found = {name: group_amounts(record, name) for name in BY_GROUP}
    people, months = found.pop("people"), found.pop("months")
    return MappingProxyType(
        {
            name: Money(
                world_of(record),
                {payer: by.get(name, {}) for payer, by in found.items()},
                months.get(name, {}),
                _at_settlement(yearly),
            )
            for name, yearly in people.items()
        }
    )


def _at_settlement(people: Yearly) -> dict[int, float]:
    return {cohort: yearly.get(cohort, 0.0) for cohort, yearly in people.items()}


def by_purpose(money: Money, cohort: int, horizon: int, rate: float) -> dict[str, float]:
    """Return what each purpose comes to over the horizon, NOK of the world's price year per person of the
    cohort, discounted to the year of settlement; empty when nobody was settled."""
    window = range(cohort, cohort + horizon)
    persons = money.persons.get(cohort, 0.0)
    if not persons:
        return {}

    def value(yearly: Mapping[int, float]) -> float:
        return present_value({y: x for y, x in yearly.items() if y in window}, cohort, rate) / persons

    found = {name: value(real(money.world, by.get(cohort, {}))) for name, by in money.nominal.items()}
    cost = dwelling_year(money.world)
    months = money.dwelling_months.get(cohort, {})
    return {**found, "dwellings": value({year: x / 12.0 * cost for year, x in months.items()})}


def net(purposes: Mapping[str, float], payers: Mapping[str, int]) -> float:
    """Return what a payer pays less what it receives."""
    return sum(sign * purposes[name] for name, sign in payers.items())
