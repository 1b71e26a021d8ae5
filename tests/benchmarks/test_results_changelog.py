"""On a repository of its own: three commits of an invented model, one of them broken."""

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.results_changelog import ROOT, _cell, main, moved, render, rounded

MODEL = """
from types import SimpleNamespace
def simulate(scenario, seed, world, scale):
    value = {value} + seed + (scenario == "integrated")
    return SimpleNamespace(indicator=lambda name: SimpleNamespace(value=value if name == "settled" else 1.0))
"""
LIBRARY = """
from types import SimpleNamespace
def headlines():
    return [SimpleNamespace(name=n, en=n.title(), unit="persons") for n in {names}]
"""


WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
CODE, LIST = "experiments/__init__.py", "indicators/library.py"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=root, check=True)


def commit(root: Path, subject: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-qm", subject)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    for name in ("docs", "experiments", "indicators"):
        (tmp_path / name).mkdir()
    (tmp_path / "indicators" / "__init__.py").write_text("")
    names = LIBRARY.format(names=["settled", "quiet"])
    commit(tmp_path, "The model", {CODE: MODEL.format(value=1), LIST: names})
    return tmp_path


def pages(root: Path) -> tuple[dict, str]:
    data = json.loads((root / "docs" / "results-changelog.json").read_text())
    return data, (root / "docs" / "results-changelog.md").read_text()


def test_it_says_which_commit_moved_what(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(root, "Two more are settled", {CODE: MODEL.format(value=3)})
    commit(root, "Only words", {"README.md": "more words"})
    commit(root, "Broken", {CODE: "raise RuntimeError('no such thing')"})
    mended = {CODE: MODEL.format(value=3) + "# tidied", LIST: LIBRARY.format(names=["settled", "fresh"])}
    commit(root, "Mended", mended)
    main([], root)
    data, page = pages(root)
    assert [one["subject"] for one in data["entries"]] == [
        "The model",
        "Two more are settled",
        "Broken",
        "Mended",
    ]
    assert "| Settled (persons) | 2.5 → 4.5 | 2.5 → 4.5 | 3.5 → 5.5 |" in page
    assert "does not run" in page.lower() and "RuntimeError: no such thing" in page
    assert "| Fresh (persons) | new: 1 |" in page and "| Quiet (persons) | gone |" in page
    assert "Only words" not in page and str(root) not in page

    capsys.readouterr()
    main([], root)
    assert pages(root) == (data, page)
    assert capsys.readouterr().err == ""  # nothing was run again

    commit(root, "Nothing new", {CODE: MODEL.format(value=3) + "# tidied again"})
    main([], root)
    assert capsys.readouterr().err.count("\n") == 1
    assert "Nothing moved." in pages(root)[1]


def test_figures_outlive_a_rebase(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([], root)
    before, _ = pages(root)
    capsys.readouterr()
    git(root, "commit", "-q", "--amend", "-m", "Reworded")
    main([], root)
    after, page = pages(root)
    assert after["models"] == before["models"] and capsys.readouterr().err == ""
    assert "Reworded" in page and "The model" not in page


def test_the_page_is_what_the_figures_say() -> None:
    path = ROOT / "docs" / "results-changelog.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert path.with_suffix(".md").read_text(encoding="utf-8") == render(data)


def test_small_things() -> None:
    assert rounded([1.0, 2.0]) == 1.5 and rounded([1.0, float("nan")]) is None
    assert _cell(1234.5, 12345.0, False) == "1,234 → 12,345" and _cell(None, 0.25, False) == "- → 0.25"
    same = {"figures": {"a": {"x": 1.0}}, "units": {"x": ["X", "m"]}}
    assert moved(same, same) == []


def test_of_a_day_of_many_commits_only_the_last_is_measured(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([], root)
    for k in (2, 3, 4):
        commit(root, f"Change {k}", {CODE: MODEL.format(value=k)})
    capsys.readouterr()
    main(["--daily"], root)
    data, page = pages(root)
    assert [one["subject"] for one in data["entries"]] == ["The model", "Change 4"]
    assert "The last of 3 commits of the day: Change 4" in page and "2.5 → 5.5" in page
    assert capsys.readouterr().err.count("Change") == 1

    main(["--daily"], root)  # again: the same page, nothing run
    assert pages(root) == (data, page)
