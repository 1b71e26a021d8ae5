"""Scenarios as tables: the library, what one changes, and in what two differ."""

import re
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from scenarios.describe import (
    Change,
    Group,
    changes_of,
    differences,
    group_of,
    label,
    range_text,
    status_text,
    value_text,
)
from scenarios.scenario import Scenario, load_scenario, scenario_names
from scenarios.units import unit_text

if TYPE_CHECKING:
    from experiments.grid import Grid

WHOLE: Final = 110  # columns of a terminal that the whole table of one scenario needs
FEW: Final = 3  # changes that a list names; more are counted
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "scenario": "scenario", "what": "what", "changes": "changes", "none": "nothing",
        "dials": "dials", "levers": "levers", "rules": "rules", "shocks": "shocks",
        "group.presets": "Presets: five levels of coordination",
        "group.dials": "Single dials",
        "group.levers": "Levers",
        "group.rules": "Allocation rules",
        "group.shocks": "Surges and other shocks",
        "group.combinations": "Combinations",
        "group.levels-2024": "Levels of coordination in the world of 2024",
        "group.others-2024": "Permits and surges in the world of 2024",
        "group.nothing": "For checking the comparison itself",
        "more": "One in full: run.py scenarios show NAME. One of your own: run.py scenarios new NAME.",
        "parent": "changes from {}", "from_baseline": "in all, against the baseline of the world",
        "world": "world", "policy": "in force from", "salt": "Chance is drawn anew from {}.",
        "baseline": "baseline", "here": "here", "range": "may be", "unit": "unit",
        "status": "rests on", "source": "source", "until": "to {}", "since": "from {}",
        "nothing_changed": "It changes nothing.", "differs": "differs in", "same": "Nothing differs.",
        "drawn": "drawn anew in each replicate",
        "written": "Written: {file}. Change it in any text editor, then: run.py scenarios validate {file}",
        "ok": "{file}: OK. {name}, {count}, in force from {policy}.",
        "idle": "It changes nothing compared with {}.",
        "count.one": "one change", "count.many": "{} changes", "count.zero": "no changes",
    },
    "nb": {
        "scenario": "scenario", "what": "hva", "changes": "endrer", "none": "ingenting",
        "dials": "brytere", "levers": "tiltak", "rules": "regler", "shocks": "sjokk",
        "group.presets": "Forhåndsvalg: fem nivåer av samordning",
        "group.dials": "Enkeltbrytere",
        "group.levers": "Tiltak",
        "group.rules": "Fordelingsregler",
        "group.shocks": "Økninger og andre sjokk",
        "group.combinations": "Kombinasjoner",
        "group.levels-2024": "Nivåer av samordning i verdenen fra 2024",
        "group.others-2024": "Tillatelser og økninger i verdenen fra 2024",
        "group.nothing": "For å prøve selve sammenligningen",
        "more": "Ett i sin helhet: run.py scenarios show NAVN. Et eget: run.py scenarios new NAVN.",
        "parent": "endrer fra {}", "from_baseline": "i alt, mot grunnlinjen i verdenen",
        "world": "verden", "policy": "virker fra", "salt": "Tilfeldighetene trekkes på nytt fra {}.",
        "baseline": "grunnlinje", "here": "her", "range": "kan være", "unit": "enhet",
        "status": "hviler på", "source": "kilde", "until": "til {}", "since": "fra {}",
        "nothing_changed": "Det endrer ingenting.", "differs": "skiller i", "same": "Ingenting skiller.",
        "drawn": "trekkes på nytt i hver framtid",
        "written": "Skrevet: {file}. Endre den i en teksteditor, og så: run.py scenarios validate {file}",
        "ok": "{file}: OK. {name}, {count}, virker fra {policy}.",
        "idle": "Den endrer ingenting sammenlignet med {}.",
        "count.one": "én endring", "count.many": "{} endringer", "count.zero": "ingen endringer",
    },
}  # fmt: skip


def list_tables(language: str) -> list["Grid"]:
    """Return the library as tables, one a group."""
    from experiments.grid import Grid

    words = WORDS[language]
    found = [load_scenario(name) for name in scenario_names()]
    tables = []
    for group in Group:
        members = [scenario for scenario in found if group_of(scenario) is group]
        if not members:
            continue
        table = Grid(title=words[f"group.{group}"], title_justify="left", expand=True)
        table.add_column(words["scenario"])
        table.add_column(words["what"], ratio=3)
        table.add_column(words["changes"], ratio=2)
        for one in members:
            said = unbroken(one.description.said(language))
            table.add_row(one.name, Text(said), Text(brief(one, language)))
        tables.append(table)
    return tables


def brief(scenario: Scenario, language: str) -> str:
    """Return what a scenario changes in a line or two; many changes are counted."""
    words = WORDS[language]
    changes = changes_of(scenario)
    if scenario.salt:
        return words["salt"].format(scenario.policy)
    parts = []
    for section in ("dials", "levers", "rules", "shocks"):
        rows = [change for change in changes if change.section == section]
        if len(rows) > FEW:
            parts.append(f"{len(rows)} {words[section]}")
        else:
            parts += [f"{row.key} = {dated(row, language)}" for row in rows]
    return "\n".join(parts) or words["none"]


def dated(change: Change, language: str) -> str:
    """Return the value of a change; of a shock with its months."""
    text = value_text(change.after, language)
    if change.section != "shocks":
        return text
    words = WORDS[language]
    text += f", {words['since'].format(change.first)}"
    return text + (f" {words['until'].format(change.last)}" if change.last else "")


def show_text(scenario: Scenario, language: str) -> Text:
    """Return the head of a scenario: what it stands for, its parent, world and policy date."""
    words = WORDS[language]
    text = Text(scenario.name, style="bold")
    text.append(f"\n{unbroken(scenario.description.said(language))}", style="not bold")
    facts = [
        f"{words['world']}: {scenario.world} ({scenario.spec.nb if language == 'nb' else scenario.spec.en})"
    ]
    facts.append(f"{words['policy']} {scenario.policy}")
    if scenario.parent:
        facts.append(words["parent"].format(scenario.parent))
    text.append("\n" + "; ".join(facts), style="not bold")
    if scenario.salt:
        text.append("\n" + words["salt"].format(scenario.policy), style="not bold")
    if not changes_of(scenario):
        text.append("\n" + words["nothing_changed"], style="not bold")
    return text


def show_table(scenario: Scenario, language: str, width: int = WHOLE) -> "Grid":
    """Return what a scenario changes from the baseline, with label, unit, range, source and status.

    On a screen of fewer than `WHOLE` columns those four stand below each other in one column.
    """
    from experiments.grid import Grid

    words = WORDS[language]
    table = Grid(title=words["from_baseline"], title_justify="left", show_lines=True)
    table.add_column(words["what"], min_width=22)
    table.add_column(words["baseline"], justify="right")
    table.add_column(words["here"], justify="right", style="bold")
    heads = [words[name] for name in ("range", "unit", "status", "source")]
    for head in heads if width >= WHOLE else ["\n".join(heads)]:
        table.add_column(head)
    for change in changes_of(scenario):
        record = change.record
        drawn = "" if record.draw == "fixed" else f" ({words['drawn']})"
        about = [
            range_text(record, language),
            unit_text(record.unit, language),
            status_text(record.status, language),
            record.source,
        ]
        table.add_row(
            Text(f"{label(record, language)}\n{change.key}"),
            value_text(change.before, language) + drawn,
            dated(change, language),
            *map(Text, about if width >= WHOLE else ["\n".join(about)]),
        )
    return table


def diff_table(one: Scenario, other: Scenario, language: str) -> "Grid | None":
    """Return what differs between two scenarios, both values; None when nothing does."""
    from experiments.grid import Grid

    words = WORDS[language]
    table = Grid(show_lines=True)
    table.add_column(words["differs"], min_width=22)
    for scenario in (one, other):
        table.add_column(scenario.name, justify="right")
    table.add_column(words["unit"])
    if one.world != other.world:
        table.add_row(words["world"], one.world, other.world, "")
    if one.policy != other.policy:
        table.add_row(words["policy"], one.policy, other.policy, "")
    if one.salt != other.salt:
        table.add_row("salt", str(one.salt), str(other.salt), "")
    for row in differences(one, other):
        cells = [
            dated(change, language) if change else _default(row.section, scenario, row.record.name, language)
            for change, scenario in ((row.one, one), (row.other, other))
        ]
        name = Text(f"{label(row.record, language)}\n{row.key}")
        table.add_row(name, *cells, unit_text(row.record.unit, language))
    return table if table.row_count else None


def _default(section: str, scenario: Scenario, name: str, language: str) -> str:
    """Return the value where a scenario says nothing of it: a shock that is not there has none."""
    from scenarios.parameters import model_parameters

    if section == "shocks":
        return value_text(scenario.changes.get(name, model_parameters(scenario.world)[name].value), language)
    return value_text(model_parameters(scenario.world)[name].value, language)


def as_json(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario fully resolved: every parameter in every phase, drawn ones at their centre."""
    return {
        **scenario.resolved(),
        "changes": [
            {
                "section": change.section, "name": change.record.name, "baseline": change.before,
                "value": change.after, "from": change.first, "to": change.last, "unit": change.record.unit,
                "low": change.record.low, "high": change.record.high, "status": change.record.status,
                "source": change.record.source, "en": change.record.en, "nb": change.record.nb,
            }
            for change in changes_of(scenario)
        ],
    }  # fmt: skip


def unbroken(text: str) -> str:
    """Return a text whose numbers do not come apart at the end of a line: 33 000 as 33000."""
    return re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", text)
