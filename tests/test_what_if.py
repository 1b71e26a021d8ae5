"""The ten minutes of "Your own what-if": what the README and its sister in Bokmål tell to do, done."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ".venv/bin/python run.py "
QUICK = ("--world", "tiny", "--replicates", "1")  # for the command that runs all of Norway


def section(file: str) -> str:
    text = (ROOT / file).read_text(encoding="utf-8")
    if file == "README.md":
        text = text[text.index("## Your own what-if") : text.index("## What an interval covers")]
    return text


def steps(file: str) -> list[list[str]]:
    """Return the commands of the section in order, as lists of arguments."""
    lines = "".join(re.findall(r"```sh\n(.*?)```", section(file), re.DOTALL)).splitlines()
    assert all(line.startswith(PYTHON) for line in lines)
    return [shlex.split(line.removeprefix(PYTHON)) for line in lines]


def edit(file: str, scenario: Path) -> None:
    """Do with the new file what the section says: take # from two lines and set their numbers."""
    wanted = re.findall(r"```toml\n(.*?)```", section(file), re.DOTALL)[0].splitlines()
    text = scenario.read_text(encoding="utf-8")
    assert len(wanted) == 2
    for line in wanted:
        name = line.split(" = ")[0]
        text, times = re.subn(rf"^# {name} = [0-9.]+", line, text, flags=re.MULTILINE)
        assert times == 1
    scenario.write_text(text, encoding="utf-8")


def done(arguments: list[str], folder: Path) -> str:
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    ("file", "right", "row", "better"),
    [
        ("README.md", "mine.toml: OK.", "Waiting in reception", "better in"),
        ("docs/egen-hva-om.md", "mitt.toml: OK.", "Venter i mottak", "bedre i"),
    ],
)
@pytest.mark.slow
def test_each_step_does_what_the_text_says(
    tmp_path: Path, file: str, right: str, row: str, better: str
) -> None:
    new, validate, diff, look, answer = steps(file)
    said = done(new, tmp_path)
    (scenario,) = tmp_path.glob("*.toml")
    assert scenario.name in said
    edit(file, scenario)
    assert right in done(validate, tmp_path)
    said = done(diff, tmp_path)
    assert "municipal_routines" in said and "housing_follow_up" in said and "peer_learning" not in said
    said = done(look, tmp_path)
    assert row in said and better in said and scenario.stem in said
    assert "--world" not in answer
    assert row in done([*answer, *QUICK], tmp_path)


def test_the_file_the_text_makes_is_right(tmp_path: Path) -> None:
    """The steps without a run, in the fast tests."""
    from scenarios.scenario import load_scenario
    from scenarios.template import write_template

    for file in ("README.md", "docs/egen-hva-om.md"):
        new = steps(file)[0]
        language = "nb" if "nb" in new else "en"
        scenario = write_template(new[2], new[new.index("--parent") + 1], tmp_path, language)
        edit(file, scenario)
        mine = load_scenario(scenario)
        assert (mine.dials["municipal_routines"], mine.dials["housing_follow_up"]) == (0.9, 0.8)


def test_both_languages_tell_the_same_steps() -> None:
    plain = [
        [[word for word in step if word not in ("--language", "nb")] for step in steps(file)]
        for file in ("README.md", "docs/egen-hva-om.md")
    ]
    mine = [[word.replace("mitt", "mine") for word in step] for step in plain[1]]
    assert plain[0] == mine
