"""What docs/studies.md and docs/cluster.md show is there, and works."""

import re
from pathlib import Path

import pytest
import typer.main

import run
from experiments import compare
from experiments.engine.settings import MALLOC

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_python_example_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "studies.md").read_text(encoding="utf-8"), re.DOTALL)
    study = compare(["integrated"], 2, 1, tmp_path, world="tiny", years=(2009, 2011))
    quick = code.replace("runs/presets", str(study.path))
    assert quick != code
    exec(compile(quick, "studies.md", "exec"), {"__name__": "__main__"})
    said = capsys.readouterr().out
    assert "waiting" in said and "Paired(mean=" in said


def test_the_options_and_thresholds_named_are_those_there_are() -> None:
    text = (DOCS / "cluster.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(run.application()).commands  # type: ignore[attr-defined]
    options = {name for option in commands["compare"].params for name in option.opts}
    named = set(
        re.findall(r"--(?:scheduler|tls-ca|tls-cert|tls-key|workers|until|at-most|chance-per-draw)\b", text)
    )
    assert {"--scheduler", "--tls-ca", "--tls-cert", "--tls-key"} <= named <= options
    group = typer.main.get_command(run.application())
    for command in (group, *(group.commands[one] for one in ("check-baseline", "decompose", "equivalent"))):  # type: ignore[attr-defined]
        assert "--scheduler" in {name for p in command.params for name in p.opts}
    for name, value in MALLOC.items():
        assert f"{name}={value}" in text and f'{{name: {name}, value: "{value}"}}' in text
