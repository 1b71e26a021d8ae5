"""The README keeps what it promises."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_it_starts_with_two_commands_that_set_themselves_up() -> None:
    commands = [block.strip() for block in blocks("sh")][:2]
    for command in commands:
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e ")
    assert commands[0].endswith(".venv/bin/python run.py")
    assert ".venv/bin/python -m pytest" in commands[1]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m 1 -E '([^']+)' README.md", script)
    assert pattern
    found = next(line for line in README.splitlines() if re.search(pattern.group(1), line))
    assert found == blocks("sh")[1].strip()


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks("python")
    quick = code.replace("replicates=4", 'replicates=2, workers=1, world="tiny", years=(2009, 2012)')
    assert quick != code
    exec(compile(quick, "README.md", "exec"), {"__name__": "__main__"})
    assert "Paired(mean=" in capsys.readouterr().out


def test_the_scenario_example_is_one(tmp_path: Path) -> None:
    from scenarios.scenario import load_scenario

    code = blocks("toml")[-1]
    (tmp_path / "mine.toml").write_text(code, encoding="utf-8")
    scenario = load_scenario(tmp_path / "mine.toml")
    assert scenario.dials["municipal_routines"] == 0.9 and scenario.dials["shared_guidance"] == 0.8
    assert scenario.levers and scenario.rules and scenario.shocks


def test_the_map_has_every_package() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["only-include"]
    for name in packages:
        assert re.search(rf"^{re.escape(name)}/? ", README, re.MULTILINE), name


def test_constraints_are_exact_and_name_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.]+", pin) for pin in pins)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
    extras = [need for extra in wanted["optional-dependencies"].values() for need in extra]
    for need in [*wanted["dependencies"], *extras]:
        assert re.split(r"[\[<>=~!]", need)[0].lower() in names, need
