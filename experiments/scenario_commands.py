"""What ``run.py scenarios`` prints: the library, one scenario, a difference, a new file, a check."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.scenario_tables import WORDS, as_json, diff_table, list_tables, show_table, show_text
from scenarios.describe import changes_of, differences
from scenarios.reading import parent_of
from scenarios.scenario import BASELINE, Scenario, ScenarioError, load_scenario
from scenarios.template import write_template


def print_list(language: str) -> None:
    """Print the library in groups."""
    screen = _console(language)
    for table in list_tables(language):
        screen.print(table)
    screen.print(WORDS[language]["more"], style="italic", highlight=False)


def print_scenario(name: str, as_data: bool, language: str) -> None:
    """Print one scenario in plain language, or fully resolved as JSON."""
    screen = _console(language)
    scenario = load_scenario(name)
    if as_data:
        print(json.dumps(as_json(scenario), ensure_ascii=False, indent=1))
        return
    screen.print(show_text(scenario, language), highlight=False)
    if changes_of(scenario):
        screen.print(show_table(scenario, language, screen.width))


def print_difference(one: str, other: str | None, language: str) -> None:
    """Print what differs between two scenarios; from the baseline when only one is named."""
    screen = _console(language)
    pair = (one, other) if other is not None else (BASELINE, one)
    found = [load_scenario(name) for name in pair]
    table = diff_table(found[0], found[1], language)
    screen.print(table if table is not None else WORDS[language]["same"])


def write_new(name: str, parent: str, out: Path | None, language: str) -> None:
    """Write a new scenario file and say what to do with it."""
    screen = _console(language)
    file = write_template(name, parent, out, language)
    screen.print(WORDS[language]["written"].format(file=file), soft_wrap=True, highlight=False, markup=False)


def check_files(files: Sequence[str], language: str) -> bool:
    """Print every problem of every file, or that it is OK; return whether all are."""
    screen = _console(language)
    words = WORDS[language]
    right = True
    for file in files:
        try:
            one = load_scenario(file)
        except ScenarioError as error:
            right = False
            text = error.said(language)
        else:
            number = len(changes_of(one))
            count = words[{0: "count.zero", 1: "count.one"}.get(number, "count.many")].format(number)
            text = words["ok"].format(file=file, name=one.name, count=count, policy=one.policy)
            if (above := idle_from(one, file)) is not None:
                text += f" {words['idle'].format(above)}"
        screen.print(text, soft_wrap=True, highlight=False, markup=False)
    return right


def idle_from(scenario: Scenario, file: str) -> str | None:
    """Return the name of the parent that a scenario changes nothing from; None when it changes something."""
    above = parent_of(scenario, file)
    later = scenario.policy != above.policy and bool(scenario.changes)
    idle = not later and scenario.salt == above.salt and not differences(above, scenario)
    return above.name if idle else None


def _console(language: str) -> Any:
    from experiments.commands import console
    from experiments.typeset import checked_language

    checked_language(language)
    return console()
