"""run.py data as its user meets it: a process of its own, against a bank on this machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
[columns]
year = "role:time"
geography = "role:geo"
group = ["Kjonn"]
"""


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "data", *arguments, "--folder", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"},
    )


def test_a_researchers_table_from_file_to_verified_rows(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(TOML.replace("Kjonn", "Kjon"), encoding="utf-8")
    assert run("add", str(path), folder=tmp_path / "d").returncode == 0
    listed = run("list", folder=tmp_path / "d")
    assert "people" in listed.stdout and "People (unchecked)" in listed.stdout and "12008" in listed.stdout
    wrong = run("update", "people", "--server", bank.address, folder=tmp_path / "d")
    assert wrong.returncode == 1 and "no variable 'Kjon'. Did you mean Kjonn?" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    (tmp_path / "d" / "tables" / "people.toml").write_text(TOML, encoding="utf-8")
    done = run("update", "people", "--server", bank.address, "--language", "nb", folder=tmp_path / "d")
    assert done.returncode == 0, done.stderr
    assert "people: 24 celler (20 observert, 2 skjermet, 1 mangler, 1 ikke aktuelt)" in done.stdout
    shown = run("show", "people", "--rows", "5", folder=tmp_path / "d")
    assert "20 observed, 2 suppressed" in shown.stdout and "19 more rows." in shown.stdout
    assert "persons" in shown.stdout and "unchecked" not in shown.stdout.lower()
    asked = len(bank.asked)
    checked = run("verify", folder=tmp_path / "d")
    assert checked.returncode == 0 and "the same bytes" in checked.stdout and len(bank.asked) == asked
    (rows,) = (tmp_path / "d" / "snapshots").iterdir()
    rows.write_text("year\n", encoding="utf-8")
    spoiled = run("verify", folder=tmp_path / "d")
    assert spoiled.returncode == 1 and "not what it was" in spoiled.stderr


def test_one_table_that_fails_does_not_stop_the_others(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "d" / "tables").mkdir(parents=True)
    (tmp_path / "d" / "tables" / "a.toml").write_text("kind = 3", encoding="utf-8")
    (tmp_path / "d" / "tables" / "b.toml").write_text(TOML, encoding="utf-8")
    done = run("update", "a", "b", "--server", bank.address, folder=tmp_path / "d")
    assert done.returncode == 1 and "b: 24 cells" in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == 7 and all(line.startswith("a.toml: ") for line in lines)
    listed = run("list", folder=tmp_path / "d")
    assert listed.returncode == 1 and "a.toml: " in listed.stderr and "People" in listed.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "Name the table"),
        (["add"], "Name the table's file"),
        (["add", "none.toml"], "none.toml cannot be read"),
        (["show", "rentz"], "Did you mean rents?"),
        (["update", "rents", "--server", "http://127.0.0.1:9", "--language", "xx"], "no labels in 'xx'"),
        (["boundaries", "none.geojson"], "none.geojson cannot be read"),
        (["verify", "rents"], "has not been fetched"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode in (1, 2) and said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_a_query_the_bank_refuses_is_one_sentence(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "d" / "tables").mkdir(parents=True)
    (tmp_path / "d" / "tables" / "b.toml").write_text(TOML, encoding="utf-8")
    bank.faults.append(status(400))
    done = run("update", "b", "--server", bank.address, "--language", "nb", folder=tmp_path / "d")
    assert done.returncode == 1 and "avviste spørringen (HTTP 400)." in done.stderr
