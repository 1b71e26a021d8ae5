"""The command line as its user meets it: in a process of its own where that matters, else in this one.

One file, for it is the command line as a whole: its help, its refusals, its answers and its end. What a
command gives is tested where the command's package is.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from experiments.store.saved import studies_in
from run import application
from tests.commands import Command

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "agents", "simulation", "scenarios", "indicators", "calibration", "experiments", "workshop", "data",
)  # fmt: skip
TINY = ("--world", "tiny")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["simulate"],
        ["compare"],
        ["parameters"],
        ["check-baseline"],
        ["studies"],
        ["scenarios"],
        ["scenarios", "new"],
        ["trace"],
        ["story"],
        ["decompose"],
        ["equivalent"],
        ["score"],
        ["data"],
    ],  # fmt: skip
)
def test_help(here: Command, command: list[str]) -> None:
    done = here(*command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout


def commands(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every command with its name, those of groups too."""
    yield " ".join(above) or "run.py", group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*above, name))


def test_every_option_says_what_it_does_and_what_holds_without_it() -> None:
    for name, command in commands(typer.main.get_command(application())):
        assert name == "run.py" or command.help, name
        for one in command.params:
            said = getattr(one, "help", None) or ""
            if one.name == "help" or getattr(one, "hidden", False):
                continue
            assert len(said) > 5 and said.endswith("."), (name, one.name, said)
            if one.default is None and not one.required:
                assert "left out" in said.lower(), (name, one.name, said)


@pytest.mark.parametrize("command", [[], ["scenarios", "new"]])
def test_help_of_a_process(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout and not done.stderr


def test_help_loads_no_package_of_the_model() -> None:
    code = (
        "import sys, run\nsys.argv = ['run.py', '--help']\n"
        "try:\n    run.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'pandas', 'mesa', 'scipy', 'distributed', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["simulate", "integrate"], "Did you mean integrated?"),
        (["simulate", "none.toml"], "no scenario file none.toml"),
        (["simulate", "--set", "peer_lerning=1"], "Did you mean coordination.peer_learning?"),
        (["simulate", "--set", "peer_learning=2"], "outside its range 0 to 1"),
        (["simulate", "--set", "peer_learning"], "NAME=VALUE"),
        (["simulate", "--world", "mars"], "no world named 'mars'"),
        (["simulate", "--language", "de"], "no labels in 'de'"),
        (["simulate", "--out", "run.py"], "cannot be written to run.py"),
        (["simulate", "--seed", "x"], "--seed"),
        (["parameters", "--group", "chanels"], "Did you mean channels?"),
        (["simulate", "integrate", "--language", "nb"], "Mente du integrated?"),
        (["simulate", "--seed", "1", "--seed=2"], "--seed is given twice"),
        (["trace", "--kind", "famly"], "There is no household kind 'famly'"),
        (["trace", "--household", "7"], "16 hexadecimal digits"),
        (["story", "integrated"], "two different scenarios"),
        (["compare", "baseline-2013", "--contested", *TINY], "a scenario beside the baseline"),
        (["decompose", "integrated", "placebo", *TINY], "more than parameters"),
        (["decompose", "--budget", "20", *TINY], "more than the budget of 20"),
        (["decompose", "--show", "decided", "--show", "setled", *TINY], "Did you mean settled?"),
        (["equivalent", "--lever", "grant_shar", *TINY], "Did you mean"),
        (["equivalent", "--low", "0.5", "--high", "0.2", *TINY], "not from 0.5 to 0.2"),
        (["equivalent", "--headline", "wating_months", *TINY], "Did you mean waiting_months?"),
        (["comparre"], "Did you mean 'compare'"),
        (["scenarios", "show", "integrate"], "Did you mean integrated?"),
        (["scenarios", "lst"], "Did you mean 'list'?"),
        (["scenarios", "--language", "nb", "list"], "Sett --language etter kommandoen 'list'"),
        (["scenarios", "new", "integrated"], "give yours its own name"),
        (["--replicates", "0"], "--replicates"),
        (["compare", "integrated", "--scheduler", "tcp://10.0.0.1:8786"], "unprotected; use tls://"),
        (["compare", "integrated", "--scheduler", "tls://10.0.0.1:8786"], "needs certificates"),
        (["compare", "integrated", "--scheduler", "here"], "no address of a scheduler"),
        (["compare", "integrated", "--tls-ca", "run.py"], "name it with --scheduler"),
        (["compare", "integrated", "--until", "settled"], "HEADLINE=WIDTH"),
        (["studies", "show", "nix"], "is no study"),
        (["studies", "rm", ".", "--yes"], "is no study"),
        (["studies", "burn"], "'burn'"),
        (["simulate", "--world", "mars", "--language", "nb"], "Det finnes ingen verden som heter 'mars'"),
        (["parameters", "--group", "chanels", "--language=nb"], "Mente du channels?"),
        (["studies", "show", "nix", "--language", "nb"], "er ingen studie"),
        (["studies", "show", "--language", "nb"], "Si hvilken studie"),
        (["compare", "integrated", "--until", "settled", "--language", "nb"], "HOVEDTALL=BREDDE"),
        (["simulate", "--seed", "x", "--lang", "nb"], "riktig: '--seed' må være et heltall. Se --help."),
        (["compare", "--replicates", "0", "--lang=nb"], "'--replicates' må være minst 1."),
        (["comparre", "--lang", "nb"], "ingen kommando 'comparre'. Mente du 'compare'"),
        (["score", "--lang", "nb"], "'study' mangler."),
        (["score", "x", "--languag", "nb", "--lang", "nb"], "Valget --languag finnes ikke."),
        (["studies", "burn", "--lang", "nb"], "'action' kan ikke være 'burn'"),
        (["score", "x", "y", "--lang", "nb"], "y er for mye."),
        (["score", "x", "--lang", "nb", "--language", "en"], "--language er gitt to ganger"),
        (["compare", "integrated", "--contested", "--until", "settled=2"], "goes with none of"),
        (["compare", "integrated", "--at-most", "16"], "--at-most goes with --until: it says at how many"),
        (["compare", "integrated", "--at-most", "16", "--lang", "nb"], "--at-most brukes bare sammen"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(here: Command, arguments: list[str], said: str) -> None:
    done = here(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["simulate", "integrate"], "Did you mean integrated?"),
        (["simulate", "--seed", "1", "--seed=2"], "--seed is given twice"),
        (["studies", "show", "--language", "nb"], "Si hvilken studie"),
        (["comparre", "--lang", "nb"], "ingen kommando 'comparre'. Mente du 'compare'"),
    ],
)
def test_a_process_says_one_sentence_and_ends_with_2(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    ["", "simulate", "compare", "decompose", "equivalent", "parameters", "indicators", "studies", "score",
     "report", "check-baseline", "data", "calibrate", "posterior", "validate", "sensitivity", "scenarios",
     "scenarios list", "scenarios show", "scenarios diff", "scenarios new", "scenarios validate", "trace",
     "story", "workshop"],
)  # fmt: skip
def test_the_language_has_both_spellings(command: str) -> None:
    from typer.main import get_command

    found: Any = get_command(application())
    for name in command.split():
        found = found.commands[name]
    (language,) = (one for one in found.params if one.name == "language")
    assert set(language.opts) == {"--language", "--lang"}


def test_broken_toml_names_file_and_line(here: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\npolicy = \n')
    done = here("simulate", "mine.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r"mine\.toml, line 2: this is not TOML \(.*\)\.", done.stderr.strip())


def test_a_missing_table_is_one_sentence(tmp_path: Path) -> None:
    """A copy of the project without one of its tables."""
    for name in ("run.py", *PACKAGES):
        if name != "data":
            (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "data" / "tables").mkdir(parents=True)
    for path in (*(ROOT / "data").iterdir(), *(ROOT / "data" / "tables").iterdir()):
        if path.is_file() and path.name != "municipalities.csv":
            (tmp_path / path.relative_to(ROOT)).write_bytes(path.read_bytes())
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import run; run.foreign_packages = lambda: []\n"
        "sys.argv = ['run.py', 'simulate', '--out', 'results']\nrun.main()"
    )
    done = subprocess.run(
        # no kernel runs; compiled, they would be so anew for this place
        [sys.executable, "-W", "ignore::RuntimeWarning", "-c", code], cwd=tmp_path,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "municipalities.csv" in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_packages_from_elsewhere_are_refused(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_bytes((ROOT / "run.py").read_bytes())
    for name in PACKAGES:
        if name == "data":
            continue
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
    done = subprocess.run(
        [sys.executable, "run.py", "scenarios"], cwd=tmp_path, capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert "an environment of its own: data" in done.stderr


def test_simulate_prints_indicators_and_the_path(tmp_path: Path) -> None:
    done = run(
        "simulate", "integrated", "--world", "tiny", "--set", "peer_learning=0", "--out", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    assert "Waiting in reception" in done.stdout and str(tmp_path) in done.stdout.replace("\n", "")


def test_compare_prints_the_table_in_bokmal_and_saves_it(tmp_path: Path) -> None:
    chosen = ("--replicates", "2", "--workers", "1", "--out", str(tmp_path), "--language", "nb")
    done = run("compare", "integrated", *TINY, *chosen)
    assert done.returncode == 0, done.stderr
    assert "Venter i mottak" in done.stdout and "bedre i" in done.stdout
    assert (tmp_path / "integrated-tiny" / "table.nb.md").is_file()


def test_a_household_is_followed_and_its_story_told(here: Command, tmp_path: Path) -> None:
    told = ("--world", "tiny", "--out", str(tmp_path), "--kind", "single")
    done = here("trace", "integrated", "--sample", "1", *told)
    assert done.returncode == 0, done.stderr
    assert "bit for bit" in done.stdout
    assert (tmp_path / "traces" / "integrated-1-single-tiny" / "trace.csv").is_file()
    done = here("story", "baseline-2013", "integrated", "--most-different", "--language", "nb", *told)
    assert done.returncode == 0, done.stderr
    assert "Venter i mottak" in done.stdout
    assert len(list(tmp_path.glob("stories/baseline-2013-integrated-tiny-1/story-*"))) == 3


def test_parameters_count_what_values_rest_on(here: Command) -> None:
    done = here("parameters", "--group", "coordination")
    assert done.returncode == 0 and "1 literature" in done.stdout


def test_scenarios_lists_the_library(here: Command) -> None:
    listed = here("scenarios").stdout
    assert "integrated" in listed and listed == here("scenarios", "list").stdout
    assert "Fordelingsregler" in here("scenarios", "--language", "nb").stdout


def test_validate_says_ok_or_every_problem_with_exit_code_1(here: Command, tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text('name = "wrong"\n[dials]\npeer_lerning = 1\naligned_funding = 2\n')
    done = here("scenarios", "validate", "wrong.toml", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "wrong.toml, line 3: there is no dial named 'peer_lerning'. Did you mean peer_learning?"
    assert second.startswith("wrong.toml, line 4: ") and "outside its range 0 to 1" in second
    assert here("scenarios", "new", "mine", cwd=tmp_path).returncode == 0
    assert here("scenarios", "validate", "mine.toml", cwd=tmp_path).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_it_ends_cleanly_and_half_a_result_is_none(tmp_path: Path, told: signal.Signals) -> None:
    chosen = ("--replicates", "40", "--workers", "2", "--out", str(tmp_path))
    process = subprocess.Popen(
        [sys.executable, "run.py", *TINY, *chosen],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 300  # kernels may have to be compiled first, on a busy machine
    while not list(tmp_path.glob("*/*/*/manifest.json")):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    if told is signal.SIGINT:
        os.killpg(process.pid, told)  # what a terminal does: everyone in the group hears it
    else:
        process.terminate()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert err.strip().splitlines()[-1].startswith("Stopped.") and "Traceback" not in err
    assert "resource_tracker" not in err
    with pytest.raises(ProcessLookupError):  # no worker is left
        for _ in range(600):
            os.killpg(process.pid, 0)
            time.sleep(0.1)
    (study,) = studies_in(tmp_path)
    assert study.done and study.missing and not any(study.damage(one) for one in study.done)
    begun = {path.parent.relative_to(study.path) for path in study.path.glob("*/*/record.parquet")}
    assert begun - {one.place for one in study.done} <= {one.place for one in study.missing}
