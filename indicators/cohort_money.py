"""What a settlement cohort costs and brings in its first years, by who pays: what indicators of cost read.

Every December, what each person and household of a cohort was paid, paid and used over the year, by
calendar year of settlement. A cohort is followed for a fixed number of calendar years, so that settling
sooner does not look dear for being seen longer; nothing is extrapolated beyond the run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from agents.kinds import Tenure
from indicators.reading import read, recorded_years, world_of
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
OBSERVERS: Final = (PEOPLE, *FROM_PERSONS, *FROM_HOUSEHOLDS, RENTS, DWELLINGS)

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


def amounts(record: Record, observer: Observer) -> dict[int, dict[int, float]]:
    """Return NOK of each calendar year, nominal, by year of settlement."""
    cells = read(record, observer.name)
    found: dict[int, dict[int, float]] = {}
    columns = (cells["settlement_year"].tolist(), cells["year"].tolist(), cells["value"].tolist())
    for cohort, year, value in zip(*columns, strict=True):
        mine = found.setdefault(cohort, {})
        mine[year] = mine.get(year, 0.0) + value
    return found


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
    """What was recorded of the cohorts: NOK of each calendar year by year of settlement, and purpose;
    the persons of each cohort in the December of its settlement."""

    world: NationalWorld
    nominal: Mapping[str, Mapping[int, Mapping[int, float]]]
    dwelling_months: Mapping[int, Mapping[int, float]]
    persons: Mapping[int, float]

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read a record."""
        found = {
            one.name.removeprefix("cohort_"): amounts(record, one)
            for one in (*FROM_PERSONS, *FROM_HOUSEHOLDS, RENTS)
        }
        persons = {cohort: yearly.get(cohort, 0.0) for cohort, yearly in amounts(record, PEOPLE).items()}
        return cls(world_of(record), found, amounts(record, DWELLINGS), persons)


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
