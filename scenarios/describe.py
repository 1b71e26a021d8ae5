"""What a scenario changes, as rows to read: from what, to what, from when, and on what it rests."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from agents.parameters import Parameter, Status, Value
from scenarios.definition import PRESETS, Scenario
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from scenarios.sections import bound_text, plain
from scenarios.worlds import TODAY

MINUS: Final = "\u2212"
NB_STATUS: Final = {
    Status.MEASURED: "målt", Status.LITERATURE: "litteratur", Status.ASSUMED: "antatt",
    Status.POLICY: "regel eller tiltak",
}  # fmt: skip


class Group(StrEnum):
    """What kind of scenario it is; the order of lists."""

    PRESETS = "presets"
    DIALS = "dials"
    LEVERS = "levers"
    RULES = "rules"
    SHOCKS = "shocks"
    COMBINATIONS = "combinations"
    LEVELS_2024 = "levels-2024"
    OTHERS_2024 = "others-2024"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Change:
    """One thing a scenario changes.

    Attributes
    ----------
    section
        ``dials``, ``levers``, ``rules`` or ``shocks``.
    key
        The name as it stands in that section of a file.
    before, after
        The baseline's value and the scenario's.
    first, last
        Months in force, as ``YYYY-MM``; None: to the end.
    """

    section: str
    key: str
    record: Parameter
    before: Value
    after: Value
    first: str
    last: str | None = None


def changes_of(scenario: Scenario) -> list[Change]:
    """Return what a scenario changes from the baseline: dials in their order, then the rest by name."""
    parameters = model_parameters(scenario.world)

    def row(section: str, key: str, name: str, after: Value) -> Change:
        record = parameters[name]
        return Change(section, key, record, record.value, after, scenario.policy)

    found = [
        row("dials", dial.name, dial.parameter, scenario.dials[dial.name])
        for dial in DIALS
        if dial.name in scenario.dials
    ]
    found += [row("levers", name, name, value) for name, value in sorted(scenario.levers.items())]
    found += [row("rules", name, name, value) for name, value in sorted(scenario.rules.items())]
    for name, shock in sorted(scenario.shocks.items()):
        record = parameters[name]
        before = scenario.changes.get(name, record.value)
        found.append(Change("shocks", name, record, before, shock.value, shock.first, shock.last))
    return found


def group_of(scenario: Scenario) -> Group:
    """Return the kind of a scenario, by its world and what it changes."""
    if scenario.name in PRESETS:
        return Group.PRESETS
    sections = {change.section for change in changes_of(scenario)}
    if scenario.world == TODAY.name:
        levels = scenario.name == scenario.spec.baseline or sections == {"dials"}
        return Group.LEVELS_2024 if levels else Group.OTHERS_2024
    if not sections:
        return Group.NOTHING
    if len(sections) > 1 or scenario.parent not in (None, scenario.spec.baseline):
        return Group.COMBINATIONS
    return Group(sections.pop())


@dataclass(frozen=True)
class Difference:
    """One thing in which two scenarios differ: a change, or None where one has the baseline's."""

    section: str
    key: str
    record: Parameter
    one: Change | None
    other: Change | None


def differences(one: Scenario, other: Scenario) -> list[Difference]:
    """Return what differs between two scenarios beyond their name, description and policy date."""
    sides: list[dict[tuple[str, str], Change]] = [
        {(change.section, change.key): change for change in changes_of(scenario)} for scenario in (one, other)
    ]
    found = []
    for place in dict.fromkeys([*sides[0], *sides[1]]):
        a, b = sides[0].get(place), sides[1].get(place)
        if _in_force(a) != _in_force(b):
            record = (a or b).record  # type: ignore[union-attr]
            found.append(Difference(*place, record, a, b))
    return sorted(found, key=lambda row: list(Group).index(Group(row.section)))


def _in_force(change: Change | None) -> tuple[Any, ...] | None:
    """Return what tells two changes apart; the policy date is told once, not for every row."""
    if change is None:
        return None
    return (change.after, *((change.first, change.last) if change.section == "shocks" else ()))


def value_text(value: Value, language: str = "en") -> str:
    """Return a value as people read it: a decimal comma in Bokmål, a minus sign that is no hyphen."""
    if isinstance(value, str):
        return value
    text = " ".join(plain(number) for number in (value if isinstance(value, tuple) else (value,)))
    text = text.replace("-", MINUS)
    return text.replace(".", ",") if language == "nb" else text


def between(low: str, high: str, language: str = "en") -> str:
    """Return a range, its ends as texts: the one way in which ranges are written."""
    return f"{low} {'til' if language == 'nb' else 'to'} {high}"


def range_text(record: Parameter, language: str = "en") -> str:
    """Return the range of a parameter, or its choices."""
    if record.choices:
        return ", ".join(record.choices)
    low, high = (bound_text(bound).replace("-", MINUS) for bound in (record.low, record.high))
    text = between(low, high, language)
    return text.replace(".", ",") if language == "nb" else text


def label(record: Parameter, language: str = "en") -> str:
    """Return what a parameter is, in the language."""
    return record.nb if language == "nb" else record.en


def status_text(status: Status, language: str = "en") -> str:
    """Return what a value rests on, in the language."""
    return NB_STATUS[status] if language == "nb" else status.value
