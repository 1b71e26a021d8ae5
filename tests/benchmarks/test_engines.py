"""`run.py bench --engines`: each task in a process of its own, and a sentence where one cannot be measured.

No engine is installed and no network is asked here: tasks are written by the tests.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bench import commands
from benchmarks.bench.engines import runner
from benchmarks.bench.engines.runner import Engine, Measurement, NotMeasuredError

TASK = """
PACKAGE = "numpy"
DOES = "adds one; it is an integer in a list"
def build(agents):
    return list(range(agents))
def step(model):
    model[:] = [one + 1 for one in model]
"""


def task(folder: Path, text: str = TASK, name: str = "fake_task.py") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_task_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    found = runner.measured(Engine("Fake", task(tmp_path)), Path(sys.executable), 200_000, 3)
    assert (found.engine, found.agents, found.steps) == ("Fake", 200_000, 3)
    assert found.version.count(".") >= 1 and found.does.startswith("adds one")
    assert found.seconds > 0 and found.rate == pytest.approx(600_000 / found.seconds)
    if Path("/proc/self/statm").exists():
        assert 200_000 * 8 < found.bytes < 200_000 * 500


def test_an_engine_says_how_many_agents_there_really_are(tmp_path: Path) -> None:
    file = task(tmp_path, TASK + "def count(model):\n    return len(model) + 1\n")
    assert runner.measured(Engine("Fake", file), Path(sys.executable), 10, 1).agents == 11


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import no_such_engine\n", "No module named 'no_such_engine'"),
        (TASK.replace("return list(range(agents))", "raise ValueError('what is an error?')"), "what is an"),
        ("print('a task that says nothing else')\nimport os\nos._exit(3)\n", "exit code 3"),
        ("import os\nos._exit(0)\n", "list index out of range"),
    ],
)
def test_what_cannot_be_run_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NotMeasuredError) as caught:
        runner.measured(Engine("Fake", task(tmp_path, text)), Path(sys.executable), 10, 1)
    assert said in str(caught.value) and str(caught.value).startswith("Fake could not be run with 10 agents")
    assert str(caught.value).endswith("not measured.") and "\n" not in str(caught.value)


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "RUNNING", 0.5)
    with pytest.raises(NotMeasuredError, match=r"took more than 0 s|took more than 1 s"):
        runner.measured(
            Engine("Fake", task(tmp_path, "import time\ntime.sleep(60)\n")), Path(sys.executable), 10
        )


def test_what_cannot_be_installed_is_named_and_the_others_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(command: list[str | Path], seconds: float, here: bool = False) -> str:
        if "pip" in command:
            raise subprocess.CalledProcessError(1, "pip", stderr="ERROR: No matching distribution found\n")
        return "" if "venv" in command else run(command, seconds, here)

    run = runner._run
    monkeypatch.setattr(runner, "_run", no_network)
    file = task(tmp_path)
    told: list[tuple[int, int]] = []
    engines = [Engine("Far", file, "far-away"), Engine("Near", file)]
    far, *near = runner.compared(engines, (10, 20), 1, lambda done, total: told.append((done, total)))
    assert far == "Far could not be installed (ERROR: No matching distribution found): not measured."
    assert [one.agents for one in near if isinstance(one, Measurement)] == [10, 20]
    assert told[0] == (0, 4) and told[-1] == (3, 4)


def test_an_engine_that_takes_an_older_python_gets_it_or_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    old = Engine("Old", Path("old_task.py"), "old", "3.11")
    here = {"python3.10": sys.executable}
    monkeypatch.setattr(runner.shutil, "which", lambda name: here.get(name, "/no"))
    assert runner.interpreter(old) == sys.executable  # what stands in for 3.11 does not start
    assert runner.interpreter(Engine("New", Path("new_task.py"), "new", "3.99")) == sys.executable
    monkeypatch.setattr(runner.shutil, "which", lambda name: None)
    with pytest.raises(NotMeasuredError, match=r"Old takes Python 3\.11 at most, and none is on the path"):
        runner.interpreter(old)


def test_the_command_prints_the_table_and_writes_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engines = [Engine("Fake", task(tmp_path)), Engine("Broken", task(tmp_path, "1 / 0\n", "broken_task.py"))]
    commands.engines_and_print(False, tmp_path, engines)
    printed = capsys.readouterr().out
    assert "Not the same work" in printed and "Fake" in printed and "adds one" in printed
    assert "Broken could not be run with 10,000 agents (ZeroDivisionError" in printed
    rows = json.loads((tmp_path / "engines.json").read_text())
    assert [(row["engine"], row["agents"]) for row in rows] == [("Fake", 10_000), ("Fake", 100_000)]
    with (tmp_path / "engines.csv").open() as written:
        assert [row["does"] for row in csv.DictReader(written)] == [row["does"] for row in rows]
    commands.engines_and_print(True, tmp_path, engines[1:])
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("engine", runner.ENGINES[:2], ids=lambda one: one.name)
def test_what_is_here_already_is_measured(engine: Engine) -> None:
    found = runner.measured(engine, Path(sys.executable), 2000, 1)
    assert found.seconds > 0 and 1500 < found.agents < 2500 and found.does


def test_every_engine_has_a_task_that_says_what_an_agent_does() -> None:
    for engine in runner.ENGINES:
        text = engine.task.read_text(encoding="utf-8")
        assert all(part in text for part in ("PACKAGE = ", "DOES = ", "def build(", "def step("))
        assert engine.task.name.endswith("_task.py")  # a file named as its engine would hide it
