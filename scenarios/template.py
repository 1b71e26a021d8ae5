"""A new scenario file to fill in: every dial is there as a note, with what it means."""

import re
from pathlib import Path
from typing import Final

from agents.parameters import Value
from scenarios.definition import NAME, Scenario
from scenarios.describe import MINUS, label, range_text
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from scenarios.reading import load_scenario, scenario_names
from scenarios.reasons import reason_of
from scenarios.sentences import Wanted, shown, wrong
from scenarios.units import unit_text
from simulation.whole import write_whole

WORDS: Final = {
    "en": {
        "head": "A scenario: what differs from its parent. Lines that begin with # are notes; to change\n"
        "# something, take away its # and set the number. Numbers have a decimal point: 0.9.\n"
        "# When it is done: run.py scenarios validate {file}",
        "policy": "from when it takes effect, {first} to {last}; shocks have months of their own",
        "description": "What the scenario stands for, in a sentence in each language.",
        "en": "A scenario of my own, from {parent}",
        "nb": "Et eget scenario, ut fra {parent}",
        "dials": "Coordination, each from 0 (none) to 1 (full). Here is what {parent} has.",
        "levers": "Other levers, with the range each may have; all are listed by: run.py parameters",
        "rules": "Rules, chosen by name.",
        "shocks": 'What comes from outside and passes; leave out "to" when it lasts.',
    },
    "nb": {
        "head": "Et scenario: det som skiller det fra forelderen. Linjer som begynner med # er notater;\n"
        "# for å endre noe tar du bort # og setter tallet. Tall har desimalpunktum: 0.9.\n"
        "# Når det er ferdig: run.py scenarios validate {file} --language nb",
        "policy": "fra når det virker, {first} til {last}; sjokk har egne måneder",
        "description": "Hva scenarioet står for, en setning på hvert språk.",
        "en": "A scenario of my own, from {parent}",
        "nb": "Et eget scenario, ut fra {parent}",
        "dials": "Samordning, hver fra 0 (ingen) til 1 (full). Her står det {parent} har.",
        "levers": "Andre tiltak, med spennet hvert kan ha; alle står i: run.py parameters --language nb",
        "rules": "Regler, valgt ved navn.",
        "shocks": 'Det som kommer utenfra og går over; utelat "to" når det varer.',
    },
}  # fmt: skip
SUGGESTED: Final = "permits.surge"  # the shock a new file shows as a note


def template(name: str, above: Scenario, parent: str, language: str, file: str) -> str:
    """Return the text of a new scenario file.

    Parameters
    ----------
    name : str
        Of the new scenario.
    above : Scenario
        Its parent.
    parent : str
        What the file calls its parent.
    language : str
        Of the notes: en or nb.
    file : str
        How the file is called, for the note on how to check it.
    """
    words = WORDS[language]
    first, last = above.spec.span
    parameters = model_parameters(above.world)
    lines = [
        f"# {words['head'].format(file=file)}",
        "",
        f'name = "{name}"',
        f'parent = "{parent}"',
        f'policy = "{above.policy}"  # {words["policy"].format(first=first, last=last)}',
        "",
        f"# {words['description']}",
        "[description]",
        f'en = "{words["en"].format(parent=above.name)}"',
        f'nb = "{words["nb"].format(parent=above.name)}"',
        "",
        f"# {words['dials'].format(parent=above.name)}",
        "[dials]",
    ]
    for dial in DIALS:
        record = parameters[dial.parameter]
        value = above.dials.get(dial.name, record.value)
        lines.append(f"# {dial.name} = {toml_value(value)}  # {label(record, language)}")
    lines += ["", f"# {words['levers']}", "[levers]"]
    lines += [_note(above, key, language) for key in known("levers")]
    lines += ["", f"# {words['rules']}", "[rules]"]
    lines += [_note(above, key, language) for key in known("rules")]
    lines += ["", f"# {words['shocks']}", "[shocks]"]
    dated = f'{{ value = 1.5, from = "{last[:4]}-01", to = "{last[:4]}-06" }}'
    lines.append(f"# {SUGGESTED} = {dated}  # {label(parameters[SUGGESTED], language)}")
    return "\n".join(lines) + "\n"


def known(section: str) -> list[str]:
    """Return the parameters that scenarios of the library set in a section: those worth suggesting."""
    found: set[str] = set()
    for name in scenario_names():
        found |= set(getattr(load_scenario(name), section))
    return sorted(found)


def _note(above: Scenario, name: str, language: str) -> str:
    record = model_parameters(above.world)[name]
    value = above.changes.get(name, record.value)
    # as the file takes it: a decimal point and a hyphen for minus in every language
    span = range_text(record).replace(MINUS, "-")
    span = span.replace(" to ", " til ") if language == "nb" else span
    about = f"{label(record, language)}: {span}"
    about += "" if record.choices else f", {unit_text(record.unit, language)}"
    return f"# {name} = {toml_value(value)}  # {about}"


def toml_value(value: Value) -> str:
    """Return a value as TOML has it."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(repr(number) for number in value)}]"
    return repr(value)


def write_template(name: str, parent: str, out: str | Path | None, language: str) -> Path:
    """Write a new scenario file; an old one is never replaced.

    Parameters
    ----------
    name, parent, language
        See :func:`template`.
    out : path, optional
        File or folder; ``<name>.toml`` in the folder one is in when left out.

    Raises
    ------
    ScenarioError
        If the name is no name, the parent is none, or the file cannot be written or is there already.
    """
    if not re.fullmatch(NAME, name):
        raise wrong("wrong", name="name", value=shown(name), wanted=Wanted("name"))
    if name in scenario_names():
        raise wrong("name_taken", name=name)
    path = Path(f"{name}.toml" if out is None else out)
    if path.is_dir():
        path = path / f"{name}.toml"
    if not path.parent.is_dir():
        raise wrong("no_folder", path=path.parent)
    if path.exists():
        raise wrong("exists", path=path)
    text = template(name, load_scenario(parent), _beside(parent, path), language, path.name)
    try:
        write_whole(path, text)
    except OSError as error:
        raise wrong("unwritable", path=path, reason=reason_of(error)) from None
    return path


def _beside(parent: str, path: Path) -> str:
    """Return what a file at `path` calls its parent; a file must lie in the same folder or below it."""
    if parent in scenario_names():
        return parent
    folder, file = path.parent.resolve(), Path(parent).resolve()
    if not file.is_relative_to(folder):
        raise wrong("outside_folder", path=parent)
    return file.relative_to(folder).as_posix()
