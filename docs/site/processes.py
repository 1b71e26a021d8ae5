"""A page for each process of the month: its step, its rule, parameters with sources, behaviour and code.

The rule is the section of ``odd.md``, the parameters are those the section or the file names, and the
sources are rows of ``evidence.md``.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from agents.parameters import Parameter
from docs.build import cell, draw, span, value
from docs.site.figures import CAPTION, SHOWN
from scenarios.parameters import ROOT, model_parameters

DOCS: Final = ROOT / "docs"
EVIDENCE: Final = re.compile(r"\b([ECLS])(\d\d+)(\.\d)?(?:-[ECLS]?(\d\d+))?\b")


@cache
def text(name: str) -> str:
    """Return a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


@cache
def sections() -> dict[str, tuple[str, str]]:
    """Return number and body of each process's section of odd.md, in its order."""
    found = re.split(r"^### (7\.\d+) `(\w+)`\n", text("odd.md").split("\n## 8. ")[0], flags=re.MULTILINE)
    return {name: (number, body.strip()) for number, name, body in zip(*[iter(found[1:])] * 3, strict=True)}


def step(name: str) -> tuple[str, str, str]:
    """Return a process's row of the month: step, who decides, what it writes as the binding reason."""
    month = text("odd.md").split("\n## 3. ")[1].split("\n## 4. ")[0]
    row = re.search(rf"^\| (\d+) \| (`{name}`[^|]*) \| ([^|]*) \|([^|\n]*)", month, re.MULTILINE)
    if row is None:
        raise LookupError(f"The month in odd.md, section 3, has no process '{name}'.")
    number, _, who, writes = (part.strip() for part in row.groups())
    return number, who, writes


def parameters_of(name: str) -> list[Parameter]:
    """Return the parameters a process's section names, and those its file reads."""
    known = model_parameters()
    code = (ROOT / "simulation" / "processes" / f"{name}.py").read_text(encoding="utf-8")
    groups = set(re.findall(r'rules\("(\w+)"\)', code))
    read = set(re.findall(r"\.(\w+)\b", code)) | set(re.findall(r'vector\("(\w+)"\)', code))
    named = set(re.findall(r"`(\w+\.\w+)`", sections()[name][1]))
    return [
        known[one]
        for one in known
        if one in named or (one.split(".")[0] in groups and one.split(".")[1] in read)
    ]


def sources_of(prose: str) -> list[str]:
    """Return tables of the rows of evidence.md that a text cites, a table for each kind of evidence."""
    cited: set[str] = set()
    for letter, first, part, last in EVIDENCE.findall(prose):
        cited.add(f"{letter}{first}{part}")
        if last:  # a range: what lies between is cited, too
            cited |= {f"{letter}{n:0{len(first)}d}" for n in range(int(first), int(last) + 1)}
    lines: list[str] = []
    head: list[str] = []
    for before, line in pairwise(text("evidence.md").splitlines()):
        if line.startswith("|---"):
            head = ["", before, line]
        row = re.match(r"\| ([ECLS]\d\d+(?:\.\d)?) \|", line)
        if row and row.group(1) in cited:
            lines += [*head, line]
            head = []
    return lines


def from_folder(prose: str) -> str:
    """Return prose of ``docs/`` with its links as seen from a folder below it."""
    return re.sub(r"\]\((?![#/]|https?:)([^)]+)\)", r"](../\1)", prose)


def linked(prose: str) -> str:
    """Return prose in which a name of another process leads to its page."""
    names = "|".join(sections())
    return re.sub(rf"(?<!\[)`({names})`(?! *:)", r"[`\1`](\1.md)", prose)


def page(name: str) -> str:
    """Return the page of one process as Markdown."""
    number, body = sections()[name]
    at, who, writes = step(name)
    records = parameters_of(name)
    prose = body + " ".join(one.source for one in records)
    lines = [
        f"# `{name}`", "",
        f"Step {at} of the month. **Who decides:** {who}. **Binding reason it writes:** {writes}.", "",
        f"*Made from section {number} of [the ODD](../odd.md), the parameter records and the code.*", "",
        "## Rule", "", from_folder(re.sub(rf"\[`{name}`\]\({name}\.md\)", f"`{name}`", linked(body))), "",
        "## Parameters", "",
    ]  # fmt: skip
    lines += [*_parameters(records), "", "## Behaviour", ""]
    lines += [f"![{alternative(name)}]({name}.svg)", "", CAPTION, "", "## Sources", ""]
    lines += sources_of(prose) or ["None beyond those of the parameters."]
    lines += ["", "## Code", "", f"::: simulation.processes.{name}", ""]
    return "\n".join(lines)


def _parameters(records: Sequence[Parameter]) -> list[str]:
    """Return a table of parameters, narrower than that of parameters.md, which has the Bokmål too."""
    if not records:
        return ["None of its own: it reads what other rules have decided."]
    lines = ["What its section names or its file reads; all others: [parameters](../parameters.md).", ""]
    lines += ["| name | value (range), unit | status, source | what it is |", "|---|---|---|---|"]
    for one in records:
        drawn = f"; drawn: {draw(one)}" if draw(one) else ""
        cells = (
            f"`{one.name}`", f"{value(one.value)} ({span(one)}), {one.unit}",
            f"{one.status.value}{drawn}; {one.source}", f"{one.en}.",
        )  # fmt: skip
        lines.append("| " + " | ".join(cell(part) for part in cells) + " |")
    return lines


def alternative(name: str) -> str:
    """Return what the figure of a process shows, for who cannot see it."""
    return f"With and without {name}, by year: {' and '.join(SHOWN[name])}"


def names() -> list[str]:
    """Return all processes in the order of the month."""
    return sorted(sections(), key=lambda one: int(step(one)[0]))


def files() -> set[str]:
    """Return the processes there are."""
    folder = Path(ROOT / "simulation" / "processes")
    return {path.stem for path in folder.glob("*.py")} - {"__init__"}
