"""Why persons with a permit wait: person-months in reception by the binding reason of the month.

Every month of waiting has one reason, so the parts are a partition: they sum to the whole. What binds
first hides what would bind next: a share says where a month was lost, not what removing the reason
would gain.
"""

from agents.kinds import Reason, Tenure
from indicators.groups import part
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import by_year, read, since_policy, sums
from simulation.observers import Observer
from simulation.recorder import Record

REASONS = Observer(
    "waiting_reasons",
    "households",
    where=(("waiting", "==", 1), ("tenure", "==", Tenure.RECEPTION)),
    measure="sum:persons",
    by=("reason",),
    every="month",
)
# what binds while a household is accepted and has no dwelling, or is refused for want of one
FOR_A_DWELLING = (
    Reason.NO_DWELLING, Reason.NO_WITHOUT_DWELLING, Reason.SEARCH_LATER, Reason.UNDER_WAY,
    Reason.OTHER_FIRST, Reason.HOURS, Reason.BORROWING, Reason.FRAME_EXHAUSTED, Reason.MARKET_EMPTY,
    Reason.RENT_TOO_HIGH, Reason.LANDLORD_NO,
)  # fmt: skip


def compute(record: Record) -> Measured:
    """Return the person-months of waiting from January 2011, by year; `parts` holds the share of each
    reason (``reason:``, its name in small letters)."""
    cells = read(record, REASONS.name)
    since = since_policy(record, cells)
    months = sums(since["reason"], since["value"])
    whole = sum(months.values())
    parts = {part("reason", Reason(code).name.lower()): x / whole for code, x in months.items() if x}
    return Measured(whole, by_year(cells), parts)


def for_a_dwelling(record: Record) -> Measured:
    """Return the share of person-months in which a dwelling was what lacked."""
    cells = read(record, REASONS.name)
    lacking = read(record, REASONS.name, reason=FOR_A_DWELLING)
    return rate(record, lacking, cells)


INDICATORS = (
    Indicator(
        name="waiting_reasons",
        en="Person-months of waiting in reception, by reason",
        nb="Personmåneder ventet i mottak, etter grunn",
        unit="person-months",
        direction=-1,
        source="S01; L03",
        observers=(REASONS,),
        compute=compute,
        order=13,
        headline=False,
        level=("individual",),
        unit_nb="personmåneder",
        breakdown=("reason",),
        caveat_en="What binds first hides what would bind next.",
        caveat_nb="Det som hindrer først, skjuler det som ville hindret deretter.",
    ),
    Indicator(
        name="waiting_for_dwelling",
        en="Months of waiting in which a dwelling was what lacked",
        nb="Ventemåneder der det var bolig som manglet",
        unit="share",
        direction=0,
        source="S01; L03",
        observers=(REASONS,),
        compute=for_a_dwelling,
        order=14,
        digits=3,
        headline=False,
        level=("individual",),
        unit_nb="andel",
    ),
)
