"""The reference: a page for each package, from the docstrings of its modules."""

import ast
from pathlib import Path
from typing import Final

from scenarios.parameters import ROOT

PACKAGES: Final = (
    "experiments", "calibration", "workshop", "indicators", "scenarios", "simulation", "agents", "data",
)  # fmt: skip
# in the wheel, but not called by who uses it: the twin is read as code, processes have pages of their own
APART: Final = ("simulation.twin", "simulation.processes", "data.building", "data.build")


def modules(package: str) -> list[str]:
    """Return the modules of a package that have something to say, by their dotted names."""
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        apart = any(name == one or name.startswith(f"{one}.") for one in APART)
        if not apart and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
            found.append(name)
    return found


def page(package: str) -> str:
    """Return the page of one package."""
    lines = [f"# {package}", ""]
    for name in modules(package):
        lines += [f"::: {name}", ""]
    return "\n".join(lines)


def packages() -> list[str]:
    """Return the packages that are there."""
    return [name for name in PACKAGES if (Path(ROOT) / name).is_dir() and modules(name)]
