"""run.py data as its user meets it: a process of its own, against a bank on this machine."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from run import main
from tests.calibration.connector.bank import Bank, status

ROOT = Path(__file__).resolve().parents[3]
TOML = """kind = "ssb"
table = "07459"
title_en = "People"
title_nb = "Folk"
unit = "persons"
unit_nb = "personer"
publisher = "SSB"
terms = "CC BY 4.0"
role = "fit"
[columns]
year = "role:time"
geography = "role:geo"
group = ["Kjonn"]
"""


Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Done:
    """What a command said and ended with."""

    returncode: int
    stdout: str
    stderr: str


class Line:
    """The command line within this process; `process` has one of its own."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: Capture) -> None:
        self.folder, self.patch, self.capture = folder, patch, capture

    def words(self, arguments: tuple[str, ...]) -> list[str]:
        return [str(ROOT / "run.py"), "data", *arguments, "--folder", str(self.folder)]

    def __call__(self, *arguments: str) -> Done:
        self.patch.setattr(sys, "argv", self.words(arguments))
        before = signal.getsignal(signal.SIGTERM)
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        signal.signal(signal.SIGTERM, before)
        said = self.capture.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    def process(self, *arguments: str) -> Done:
        made = subprocess.run(
            [sys.executable, *self.words(arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"},
        )
        return Done(made.returncode, made.stdout, made.stderr)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Line:
    return Line(tmp_path / "d", monkeypatch, capsys)


def test_a_researchers_table_from_file_to_verified_rows(bank: Bank, run: Line, tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(TOML.replace("Kjonn", "Kjon"), encoding="utf-8")
    assert run("add", str(path)).returncode == 0
    listed = run("list")
    assert "people" in listed.stdout and "People (unchecked)" in listed.stdout and "12008" in listed.stdout
    wrong = run("update", "people", "--server", bank.address)
    assert wrong.returncode == 1 and "no variable 'Kjon'. Did you mean Kjonn?" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    (tmp_path / "d" / "tables" / "people.toml").write_text(TOML, encoding="utf-8")
    done = run.process("update", "people", "--server", bank.address, "--language", "nb")
    assert done.returncode == 0, done.stderr
    assert "people: 24 celler (20 observert, 2 skjermet, 1 mangler, 1 ikke aktuelt)" in done.stdout
    shown = run("show", "people", "--rows", "5")
    assert "20 observed, 2 suppressed" in shown.stdout and "19 more rows." in shown.stdout
    assert "persons" in shown.stdout and "unchecked" not in shown.stdout.lower()
    asked = len(bank.asked)
    checked = run.process("verify")
    assert checked.returncode == 0 and "the same bytes" in checked.stdout and len(bank.asked) == asked
    (rows,) = (tmp_path / "d" / "snapshots").iterdir()
    rows.write_text("year\n", encoding="utf-8")
    spoiled = run("verify")
    assert spoiled.returncode == 1 and "not what it was" in spoiled.stderr


def test_one_table_that_fails_does_not_stop_the_others(bank: Bank, run: Line, tmp_path: Path) -> None:
    (tmp_path / "d" / "tables").mkdir(parents=True)
    (tmp_path / "d" / "tables" / "a.toml").write_text("kind = 3", encoding="utf-8")
    (tmp_path / "d" / "tables" / "b.toml").write_text(TOML, encoding="utf-8")
    done = run("update", "a", "b", "--server", bank.address)
    assert done.returncode == 1 and "b: 24 cells" in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == 7 and all(line.startswith("a.toml: ") for line in lines)
    listed = run("list")
    assert listed.returncode == 1 and "a.toml: " in listed.stderr and "People" in listed.stdout


def test_a_bank_that_does_not_answer_is_not_asked_for_every_table(
    run: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    local = TOML.replace('kind = "ssb"', 'kind = "px-csv"\nfile = "r.csv"').replace("role:geo", "region")
    (tmp_path / "d" / "tables").mkdir(parents=True)
    (tmp_path / "d" / "tables" / "a.toml").write_text(local.replace("role:time", "år"), encoding="utf-8")
    (tmp_path / "d" / "tables" / "r.csv").write_text("region,Kjonn,2012\n0301,1,7\n", encoding="utf-8")
    done = run("update", "rents", "tenure", "a", "population", "--server", "http://127.0.0.1:9")
    assert done.returncode == 1 and "a: 1 cells" in done.stdout
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0]
    said = done.stderr.splitlines()
    assert said[:3] == [f"Waiting {n} s before the next query." for n in (4, 8, 16)]
    assert "(last: no connection)" in said[3] and said[4].endswith(
        "does not answer: tenure, population. What was fetched before counts."
    )
    assert len(said) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "Name the table"),
        (["add"], "Name the table's file"),
        (["add", "none.toml"], "There is no file none.toml; data add takes a TOML file"),
        (["add", "."], ". cannot be read"),
        (["show", "rentz"], "Did you mean rents?"),
        (["show", "12345"], "data add FILE adds one, and then data update NAME fetches it."),
        (
            ["show", "12008"],
            "12008 is a number at the publisher's: here that table is named municipal_dwellings;",
        ),
        (["update", "12008", "--language", "nb"], "her heter den tabellen municipal_dwellings; bruk navnet"),
        (["list", "rents", "--rows", "3"], "data list does not use NAMES, --rows: leave out what"),
        (
            ["show", "rents", "--server", "x", "--language", "nb"],
            "data show bruker ikke --server: utelat det som ikke brukes.",
        ),
        (["update", "rents", "--server", "http://127.0.0.1:9", "--language", "xx"], "no labels in 'xx'"),
        (["boundaries", "none.geojson"], "none.geojson cannot be read"),
        (["verify", "rents"], "has not been fetched"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], said: str, run: Line) -> None:
    done = run(*arguments)
    assert done.returncode in (1, 2) and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


@pytest.mark.parametrize("action", ["show", "update", "verify"])
def test_a_name_that_no_table_has_is_a_wrong_request_to_every_action(action: str, run: Line) -> None:
    done = run(action, "nosuch", "rents")
    assert done.returncode == 2 and "There is no table 'nosuch'" in done.stderr and not done.stdout
    assert len(done.stderr.strip().splitlines()) == 1  # rents was not asked for


def test_a_query_the_bank_refuses_is_one_sentence(bank: Bank, run: Line, tmp_path: Path) -> None:
    (tmp_path / "d" / "tables").mkdir(parents=True)
    (tmp_path / "d" / "tables" / "b.toml").write_text(TOML, encoding="utf-8")
    bank.faults.append(status(400))
    done = run("update", "b", "--server", bank.address, "--language", "nb")
    assert done.returncode == 1 and "avviste spørringen (HTTP 400)." in done.stderr
