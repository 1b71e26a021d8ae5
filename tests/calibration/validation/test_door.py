"""What is held out is opened by validation alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from calibration.library import all_targets, fit_targets, summaries
from calibration.target import HeldOutError
from calibration.validation.door import judged
from data.roles import HELD_OUT
from scenarios.parameters import ROOT

PACKAGES = (
    "agents", "calibration", "data", "experiments", "indicators", "scenarios", "simulation", "workshop"
)  # fmt: skip
DOOR = ROOT / "calibration" / "validation" / "door.py"
# figures pass through these, which refuse or ask the caller's purpose
WALLS = {ROOT / "data" / "loader.py"}


def opened(path: Path) -> Iterator[int]:
    """Lines where ``held_out=True`` or ``purpose="validation"`` is passed outright, or a target's cells are
    asked for past :meth:`calibration.target.Target.known`, whose argument has no name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if node.func.attr == "cells" and given == [True]:
                yield node.lineno
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            given = (node.arg, node.value.value)
            if given in (("held_out", True), ("purpose", "validation")):
                yield node.value.lineno


def test_only_the_door_opens_what_is_held_out() -> None:
    files = [ROOT / "run.py", *(f for package in PACKAGES for f in (ROOT / package).rglob("*.py"))]
    found = [path for path in files if list(opened(path))]
    assert [path for path in found if path not in WALLS] == [DOOR]


def test_the_door_is_seen_however_it_is_passed(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    for line in ("a.known(held_out=True)", 'table("a", purpose="validation")', "a.cells(True)"):
        file.write_text(line, encoding="utf-8")
        assert list(opened(file)) == [1], line
    file.write_text("a.cells(False)\na.cells(held_out)", encoding="utf-8")
    assert not list(opened(file))


def imported(path: Path) -> set[str]:
    """Modules that a file imports, at the top or inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_nothing_outside_validation_goes_through_the_door() -> None:
    door = "calibration.validation.door"
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "validation" not in path.parts:
                assert door not in imported(path), f"{path.name} opens what is held out"


# runs of a forecast, and the command line, which only calls what is asked for
ALLOWED = {
    "runs.py": {"calibration.validation.forecasts"},
    "command_line.py": {"calibration.validation.commands"},
}


def test_inference_knows_nothing_of_validation() -> None:
    for path in [*(ROOT / "calibration" / "inference").rglob("*.py"), *(ROOT / "calibration").glob("*.py")]:
        reached = {name for name in imported(path) if name.startswith("calibration.validation")}
        allowed = ALLOWED.get(path.name, set())
        assert {name for name in reached if name.count(".") == 2} <= allowed, path.name


@pytest.mark.parametrize("one", [t for t in all_targets() if t.role == HELD_OUT], ids=lambda one: one.name)
def test_a_held_out_target_is_shut(one) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(HeldOutError):
        one.known()
    with pytest.raises(HeldOutError):
        one.record()
    assert one.summaries == ()
    shown = judged(one)
    assert any(cell.value == cell.value for cell in shown)


def test_inference_sees_fit_alone() -> None:
    assert {one.role for one in fit_targets()} == {"fit"}
    assert {one.target for one in summaries()} <= {one.name for one in fit_targets()}
