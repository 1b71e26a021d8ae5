"""The page on adding a target, done as it says: own tables, restricted microdata, and the runs they make."""

import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from calibration import library, runs
from calibration.connector import restricted_tables
from calibration.connector.store import Store
from calibration.municipal import codes, counties
from calibration.runs import run_all, targets_key
from calibration.target import Target
from experiments.history import TINY, Run
from scenarios.parameters import ROOT
from scenarios.scenario import load_scenario

PAGE = (ROOT / "docs" / "how-to" / "add-a-target.md").read_text(encoding="utf-8")
OWN = (ROOT / "docs" / "data-connector.md").read_text(encoding="utf-8")  # has the file of the first target


def blocks(language: str, page: str = PAGE) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def target_shown(place: int) -> Target:
    module = ModuleType("shown")
    exec(compile(blocks("python")[place], "add-a-target.md", "exec"), module.__dict__)  # our own page
    (one,) = module.TARGETS
    assert isinstance(one, Target)
    return one


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path / "data"))
    return Store(tmp_path / "data")


def fetched(store: Store, folder: Path, name: str, toml: str, csv: bytes) -> None:
    (folder / f"{name}.csv").write_bytes(csv)
    (folder / f"{name}.toml").write_text(toml, encoding="utf-8")
    place = store.files().get(name)
    store.update(store.definition(name) if place else store.add(folder / f"{name}.toml"), None)


def taken_in(one: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a target be among all others, as its file would."""
    everything = (*library.every_target(), one)
    for place in (library, runs):
        monkeypatch.setattr(place, "every_target", lambda: everything)


def run_of(one: Target) -> np.ndarray:
    found = run_all([Run(load_scenario("baseline-2013"), 1, 2012, TINY, parameters="prior")], None, 1)
    figures: np.ndarray = found.by_target[one.name][0]
    return figures


def test_the_first_target_is_taken_in_and_another_table_makes_other_runs(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (toml,) = (text for text in blocks("toml", OWN) if "bosatte.csv" in text)
    head, *_ = blocks("csv", OWN)[0].splitlines()
    csv = "\n".join([head, *(f"2012;{code};navn;7;" for code in codes())])
    fetched(store, tmp_path, "bosatte", toml, csv.encode("iso-8859-1"))
    one = target_shown(0)
    taken_in(one, monkeypatch)
    before = targets_key()
    found = run_all(
        [Run(load_scenario("baseline-2013"), 1, 2012, TINY, parameters="prior")], None, 1
    ).by_target
    theirs = found["settled_own"][0]
    assert theirs.shape == (len(codes()),) and np.isfinite(theirs).all()
    assert np.array_equal(theirs, found["settled_by_municipality_given"][0].reshape(4, -1)[3])
    assert one in library.fit_targets()
    assert "settled_own:2012:0301" in {summary.name for summary in library.summaries()}

    fetched(store, tmp_path, "bosatte", toml, csv.replace(";7;", ";8;", 1).encode("iso-8859-1"))
    assert targets_key() != before


def test_the_page_s_first_table_is_read_by_its_target(store: Store, tmp_path: Path) -> None:
    (toml,) = (text for text in blocks("toml", OWN) if "bosatte.csv" in text)
    fetched(store, tmp_path, "bosatte", toml, blocks("csv", OWN)[0].encode("iso-8859-1"))
    states = {cell.geography: cell.state for cell in target_shown(0).known()}
    assert states == {"0301": "observed", "1103": "suppressed", "1106": "suppressed", "1149": "missing"}


def test_microdata_are_read_by_group_and_small_cells_stay_unseen(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (toml,), (shown,) = blocks("toml"), blocks("csv")
    assert shown.splitlines()[0] == "year,county,status"
    counts = {
        (county, status): n for county in set(counties()) for status, n in (("stayed", 60), ("left", 30))
    }
    counts["20", "left"] = 3
    rows = [f"2012,{county},{status}" for (county, status), n in counts.items() for _ in range(n)]
    fetched(store, tmp_path, "persons", toml, "\n".join([shown.splitlines()[0], *rows]).encode())
    assert restricted_tables() == ("persons",)
    one = target_shown(1)
    cells = {(cell.geography, cell.group): cell for cell in one.known()}
    assert cells["20", "left"].state == "suppressed"
    seen = {key: cell.value for key, cell in cells.items() if cell.state == "observed"}
    assert seen and all(counts[key] == value for key, value in seen.items())
    taken_in(one, monkeypatch)
    figures = dict(zip(cells, run_of(one), strict=True))
    assert np.isfinite(list(figures.values())).all()  # of cells held back, too
    assert sum(value for (_, status), value in figures.items() if status == "stayed") > 0


def test_the_page_is_found_from_where_a_researcher_begins() -> None:
    for page in ("docs/data-connector.md", "docs/recalibrate.md", "docs/tours/researchers.md", "mkdocs.yml"):
        assert "how-to/add-a-target.md" in (ROOT / page).read_text(encoding="utf-8")
