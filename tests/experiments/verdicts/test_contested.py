from math import nan
from pathlib import Path

import pytest
from rich.console import Console

from experiments.errors import RequestError
from experiments.history import TINY
from experiments.paired import Paired
from experiments.verdicts.contested import Branch, Branches, Change, change, contested
from experiments.verdicts.contested_report import (
    as_markdown,
    as_tables,
    caption,
    save,
    summary,
    without_first_link,
)
from experiments.verdicts.pool import Pool
from indicators.library import headlines
from scenarios.mechanisms import mechanisms
from simulation.whole import MANIFEST

CHOSEN = [one for one in mechanisms() if one.name == "settlement-rents"]


def verdict(mean: float, low: float = nan, high: float = nan) -> Paired:
    return Paired(mean, low, high, 3, None)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (verdict(2, 1, 3), verdict(1, 0.5, 2), Change.SAME),
        (verdict(2, 1, 3), verdict(-2, -3, -1), Change.TURNED),
        (verdict(2, 1, 3), verdict(1, -1, 3), Change.LOST),
        (verdict(1, -1, 3), verdict(-2, -3, -1), Change.FOUND),
        (verdict(1, -1, 3), verdict(-1, -3, 1), Change.LEANS),
        (verdict(1), verdict(2), Change.SAME),
    ],
)
def test_how_a_verdict_moves(before: Paired, after: Paired, found: Change) -> None:
    assert change(before, after) is found


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory) -> tuple[Branches, Path]:
    out = tmp_path_factory.mktemp("runs")
    pool = Pool(out, 1)
    return contested(["integrated"], 2, pool, world=TINY, years=(2009, 2011), chosen=CHOSEN), out


def test_both_arms_are_run_in_every_branch(branches: tuple[Branches, Path]) -> None:
    found, _ = branches
    assert [branch.flip for branch in found.branches] == ["raises", "lowers"]
    assert (found.asked, found.found) == (2 * 2 * 3, 0)


def test_moved_is_the_paired_difference_of_the_differences(branches: tuple[Branches, Path]) -> None:
    found, _ = branches
    for branch in found.branches:
        for one in ("settled", "waiting_stock"):
            key = ("integrated", one)
            expected = branch.difference[key].mean - found.usual[key].mean
            assert branch.moved[key].mean == pytest.approx(expected)


def test_an_interrupted_study_goes_on_where_it_was(branches: tuple[Branches, Path]) -> None:
    found, out = branches
    whole = sorted((out / "pool").iterdir())
    for folder in whole[::3]:
        (folder / MANIFEST).unlink()
    pool = Pool(out, 1)
    again = contested(["integrated"], 2, pool, world=TINY, years=(2009, 2011), chosen=CHOSEN)
    assert again.found == len(whole) - len(whole[::3])
    assert repr(again.branches) == repr(found.branches)
    assert sorted((out / "pool").iterdir()) == whole


@pytest.mark.parametrize("language", ["en", "nb"])
def test_tables_name_every_flip_and_headline(branches: tuple[Branches, Path], language: str) -> None:
    found, out = branches
    text = as_markdown(found, language)
    for branch in found.branches:
        assert branch.answer.label(language) in text
    for one in headlines():
        assert one.label(language) in text
    assert summary(found, "integrated", language) in text and caption(found, language) in text
    screen = Console(width=120, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    for table in as_tables(found, language, 120, headlines()):
        screen.print(table)
    assert "E71" in screen.export_text()
    assert (save(found, out) / f"contested.{language}.md").read_text(encoding="utf-8") == text


def test_the_baseline_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="beside the baseline"):
        contested(["baseline-2013"], 2, Pool(tmp_path, 1), world=TINY)


def by_hand(usual: Paired, off: Paired) -> Branches:
    """The verdict on one headline as the model stands, and with the first link off."""
    one = next(it for it in headlines() if it.name == "settled")
    key = ("mine", "settled")
    link = next(it for it in mechanisms() if it.name == "first-link")
    branch = Branch(link, "none", {key: off}, {key: off})
    return Branches("baseline-2013", ("mine",), (1, 2, 3), (one,), {key: usual}, (branch,), 0, 0)


def test_where_no_verdict_was_clear_none_is_called_robust() -> None:
    found = by_hand(verdict(2, -1, 5), verdict(0, 0, 0))
    assert "no verdict was clear, so none could turn" in summary(found, "mine", "en")
    assert "ingen konklusjon var klar, så ingen kunne snu" in summary(found, "mine", "nb")
    robust = by_hand(verdict(2, 1, 5), verdict(2, 1, 4))
    assert "no verdict turns" in summary(robust, "mine", "en")


def test_how_the_first_link_moves_the_difference_is_said() -> None:
    found = by_hand(verdict(2, -1, 5), verdict(0, 0, 0))
    one = found.indicators
    assert "from +2 to zero" in without_first_link(found, "mine", "en", one)
    assert "fra +2 til null" in without_first_link(found, "mine", "nb", one)
    assert "fra +2 til null" in as_markdown(found, "nb")
    partly = by_hand(verdict(2, -1, 5), verdict(-1, -2, 0))
    assert "from +2 to −1" in without_first_link(partly, "mine", "en", one)
