"""Write docs/parameters.md and docs/parameters-2024.md from the parameter records: ``python docs/build.py``.

The pages are never edited by hand; a test holds them against the records. With ``--site`` the whole
documentation is built into build/site, too (``docs/site``; needs the extra ``docs``).
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from agents.parameters import Draw, Parameter, Status, Value
from indicators.unit_costs import unit_costs
from scenarios.parameters import FOLDERS, ROOT, model_parameters
from simulation.worlds import NORWAY_2024, overlay

PAGE: Final = Path(__file__).resolve().parent / "parameters.md"
PAGE_2024: Final = PAGE.with_name("parameters-2024.md")

HEADING: Final = """\
# Parameters

Every number the rules of the model read, with what it rests on. This page is written by
`python docs/build.py` from the TOML files beside the code that uses them; edit those, not this page.

- **status** says what a value rests on: `measured` (counted or estimated in data on Norway), `literature`
  (a published estimate, carried over), `assumed` (a judgement: nobody has measured it), `policy` (a rule in
  force, or a lever).
- **range** is what a scenario may set it to. A parameter with a **draw** takes a new value within it in each
  replicate, the same in every scenario of that replicate.
- **source** gives ids: E, C, L and S are rows of [evidence.md](evidence.md); ids in small letters are rows of
  the tables in `data/tables`; "decision n" or "design n" is decision n in section 7 of
  [odd.md](odd.md).

Labels are given in English and, in italics, in Bokmål.
"""

HEADING_2024: Final = """\
# Parameters of the world of 2024

What `norway-2024` has otherwise than [parameters.md](parameters.md), which explains the columns; all else
is the same. This page is written by `python docs/build.py` from `simulation/start/norway_2024/*.toml`. Yearly
lists are 2022-2033. Nothing here is calibrated.
"""


UNIT_COSTS: Final = """\
`indicators/unit_costs.toml`: what nights, dwellings and years are worth. They change no run and are no
parameters of a scenario; indicators show their bounds."""


def number(x: float) -> str:
    """Return a number without a needless decimal point."""
    return str(int(x)) if x == int(x) else repr(x)


def value(x: Value) -> str:
    """Return a value as text; lists with spaces between."""
    if isinstance(x, str):
        return x
    if isinstance(x, tuple):
        return " ".join(number(part) for part in x)
    return number(x)


def span(record: Parameter) -> str:
    """Return the range: one bound where a list shares it, the choices of a textual parameter."""
    if record.choices:
        return ", ".join(record.choices)
    bounds = []
    for bound in (record.low, record.high):
        same = isinstance(bound, tuple) and len(set(bound)) == 1
        bounds.append(value(bound[0] if same and isinstance(bound, tuple) else bound))
    return " to ".join(bounds)


def draw(record: Parameter) -> str:
    """Return how the value is drawn per replicate, empty when it is fixed."""
    if record.draw is Draw.FIXED:
        return ""
    return f"normal, sd {number(record.sd)}" if record.draw is Draw.NORMAL else record.draw.value


def cell(text: str) -> str:
    """Return text that cannot break a table."""
    return " ".join(text.replace("|", "/").split())


def table(records: Sequence[Parameter]) -> list[str]:
    """Return the table of one file."""
    lines = ["| name | value | range | unit | status | draw | source | what it is |", "|" + "---|" * 8]
    for one in records:
        cells = (
            f"`{one.name}`", value(one.value), span(one), one.unit, one.status.value, draw(one),
            one.source, f"{one.en}. *{one.nb}.*",
        )  # fmt: skip
        lines.append("| " + " | ".join(cell(text) for text in cells) + " |")
    return lines


def render() -> str:
    """Return the whole page."""
    parameters = model_parameters()
    groups: dict[str, list[Parameter]] = {}
    for name in parameters:
        groups.setdefault(name.split(".")[0], []).append(parameters[name])
    lines = [HEADING, "| file | parameters | " + " | ".join(Status) + " | drawn |", "|" + "---|" * 7]
    everything = [parameters[name] for name in parameters]
    for label, records in [*((f"[{g}](#{g})", r) for g, r in groups.items()), ("all", everything)]:
        found = Counter(one.status for one in records)
        drawn = sum(one.draw is not Draw.FIXED for one in records)
        figures = [len(records), *(found[status] for status in Status), drawn]
        lines.append(f"| {label} | " + " | ".join(str(n) for n in figures) + " |")
    files = {
        path.stem: path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in folder.glob("*.toml")
    }
    for group, records in groups.items():
        lines += ["", f"## {group}", "", f"`{files[group]}`", "", *table(records)]
    costs = [unit_costs()[name] for name in sorted(unit_costs())]
    lines += ["", "## Unit costs of indicators", "", UNIT_COSTS, "", *table(costs)]
    return "\n".join(lines) + "\n"


def render_2024() -> str:
    """Return the page of what the world of 2024 has otherwise."""
    records = overlay(NORWAY_2024)
    groups: dict[str, list[Parameter]] = {}
    for name in sorted(records):
        groups.setdefault(name.split(".")[0], []).append(records[name])
    found = Counter(one.status for one in records.values())
    counted = ", ".join(f"{found[status]} {status}" for status in Status)
    lines = [HEADING_2024, f"{len(records)} parameters: {counted}."]
    for group, own in groups.items():
        lines += ["", f"## {group}", "", *table(own)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    PAGE_2024.write_text(render_2024(), encoding="utf-8")
    print(f"{PAGE.name}: {len(model_parameters())} parameters")
    if "--site" in sys.argv[1:]:
        quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml")]
        sys.exit(subprocess.run(command, env=quiet).returncode)
