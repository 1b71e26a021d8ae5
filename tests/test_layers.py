"""Imports point one way: run.py -> workshop -> experiments, calibration -> indicators, scenarios ->
simulation -> agents -> data; and no process of the month knows another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODEL = {"indicators", "scenarios", "simulation", "agents", "data"}
BELOW = {
    "run": {"workshop", "experiments", "calibration", *MODEL},
    "workshop": {"experiments", "calibration", *MODEL},
    "experiments": {"calibration", *MODEL},
    "calibration": {"experiments", *MODEL},
    "indicators": {"simulation", "agents", "data"},
    "scenarios": {"simulation", "agents", "data"},
    "simulation": {"agents", "data"},
    "agents": {"data"},
    "data": set(),
}


def imports(path: Path) -> Iterator[str]:
    """Modules a file imports: at the top, inside functions and for types alike."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, f"{path}: a relative import"
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("layer", BELOW)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    files = [ROOT / "run.py"] if layer == "run" else sorted((ROOT / layer).rglob("*.py"))
    assert files
    wrong = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports(path)
        if (top := module.partition(".")[0]) in BELOW and top != layer and top not in BELOW[layer]
    }
    assert not wrong


def test_experiments_know_of_calibration_only_where_figures_come_in() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sorted((ROOT / "experiments").rglob("*.py"))
        for module in imports(path)
        if module.startswith("calibration") and not module.startswith("calibration.connector")
    }
    assert not wrong


def test_no_process_imports_another() -> None:
    files = sorted((ROOT / "simulation" / "processes").glob("*.py"))
    assert len(files) > 20
    wrong = {
        f"{path.name} imports {module}"
        for path in files
        for module in imports(path)
        if module.startswith("simulation.processes")
    }
    assert not wrong


@pytest.mark.parametrize("folder", ["processes", "rental", "kernels", "start"])
def test_nothing_of_the_model_imports_its_twin(folder: str) -> None:
    files = sorted((ROOT / "simulation" / folder).glob("*.py"))
    assert not [path.name for path in files if any(m.startswith("simulation.twin") for m in imports(path))]
