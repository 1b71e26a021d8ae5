"""Persons with a permit who wait in reception for a municipality."""

from functools import partial

from agents.kinds import DECEMBER, MONTHS_PER_YEAR, SEPTEMBER, Tenure
from indicators.groups import BREAKDOWN, group_sums, part
from indicators.indicator import Indicator, Measured
from indicators.reading import (
    from_policy,
    mean,
    ratio,
    ratios,
    read,
    recorded_years,
    since_policy,
    stock_by_year,
)
from simulation.observers import Observer
from simulation.recorder import Record

WAITING = Observer(
    "waiting",
    "households",
    where=(("waiting", "==", 1), ("tenure", "==", Tenure.RECEPTION)),
    measure="sum:persons",
    by=("kind", "waiting_months"),
    every="month",
)

WAITING_GROUPS = Observer(
    "waiting_groups", "households", WAITING.where, "sum:persons", ("group",), "month"
)  # who they are, apart from how long: both at once would be a hundred times the cells


def by_group(record: Record) -> dict[str, float]:
    """Return the mean stock of the months since the policy year by kind, sex, origin and who is hard to
    settle, by part."""
    since = since_policy(record, read(record, WAITING_GROUPS.name))
    months = MONTHS_PER_YEAR * len(from_policy(record, dict.fromkeys(recorded_years(record), 0.0)))
    return {name: persons / months for name, persons in group_sums(since["group"], since["value"]).items()}


def compute(record: Record) -> Measured:
    """Return the mean stock of the months from January 2011, by group too; by year, the stock of
    December."""
    cells = read(record, WAITING.name)
    since = since_policy(record, cells)
    yearly = stock_by_year(record, cells, DECEMBER)
    months = MONTHS_PER_YEAR * len(from_policy(record, yearly))  # those in which nobody waits are among them
    return Measured(ratio(float(since["value"].sum()), months), yearly, by_group(record))


def long_waiting(record: Record, months: int) -> Measured:
    """Return the persons in December who have waited longer; `parts` holds the share in September
    of each year (``september:``)."""
    cells = read(record, WAITING.name)
    keep = cells["waiting_months"] > months
    longer = {key: values[keep] for key, values in cells.items()}
    yearly = stock_by_year(record, longer, DECEMBER)
    shares = ratios(stock_by_year(record, longer, SEPTEMBER), stock_by_year(record, cells, SEPTEMBER))
    shown = {part("september", str(year)): share for year, share in shares.items()}
    return Measured(mean(from_policy(record, yearly)), yearly, shown)


def in_september(record: Record) -> Measured:
    """Return the stock of September by year."""
    yearly = stock_by_year(record, read(record, WAITING.name), SEPTEMBER)
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="waiting_stock",
        en="Waiting in reception with a permit, mean 2011-16",
        nb="Venter i mottak med opphold, snitt 2011-16",
        unit="persons",
        direction=-1,
        source="S01; waiting_end",
        observers=(WAITING, WAITING_GROUPS),
        compute=compute,
        order=10,
        level=("individual", "state"),
        horizon="now",
        measured_by=("IMDi",),
        unit_nb="personer",
        caveat_en="Follows the inflow of permits: no measure of performance without it.",
        caveat_nb="Følger tallet på nye oppholdstillatelser: sier lite om innsats uten det.",
        guards=("waiting_months_all", "settled"),
        series=("national_series:waiting_end",),
        breakdown=BREAKDOWN,
        unbroken="reception",
    ),
    Indicator(
        name="waiting_september",
        en="Waiting in reception in September, mean 2011-16",
        nb="Venter i mottak i september, snitt 2011-16",
        unit="persons",
        direction=-1,
        source="waiting_sep",
        observers=(WAITING,),
        compute=in_september,
        order=11,
        headline=False,
        level=("individual", "state"),
        measured_by=("IMDi",),
        unit_nb="personer",
        series=("national_series:waiting_sep",),
    ),
    *(
        Indicator(
            name=f"waiting_over_{months}",
            en=f"Waited more than {months} months, in December",
            nb=f"Ventet mer enn {months} måneder, i desember",
            unit="persons",
            direction=-1,
            source="S02; waiting_gt12m_end, share_waiting_gt6m_sep_2011",
            observers=(WAITING,),
            compute=partial(long_waiting, months=months),
            order=12,
            headline=False,
            unit_nb="personer",
            level=("individual", "state"),
            measured_by=("IMDi",),
            series=("national_series:waiting_gt12m_end", "patterns:share_waiting_gt6m_sep_2011"),
            breakdown=("september",),
        )
        for months in (6, 12)
    ),
)
