"""A score on the screen: one or two screens unless all of it is asked for."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from experiments import compare, open_study
from experiments.score import brief
from experiments.score.commands import score_and_print
from experiments.score.overtaken import MARK, WAITS, Overtaken
from experiments.score.score import Score, score

SCREEN = 50  # lines of a terminal window


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs")
    path = compare(["integrated", "target-regime"], 2, 1, out, world="tiny", years=(2009, 2013)).path
    assert path is not None
    return path


@pytest.fixture(scope="module")
def found(folder: Path) -> Score:
    return score(open_study(folder))


@pytest.mark.parametrize("language", ["en", "nb"])
def test_it_fits_two_screens_and_all_of_it_does_not(
    folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    score_and_print(folder.name, folder.parent, False, False, language)
    short = capsys.readouterr().out.splitlines()
    score_and_print(folder.name, folder.parent, False, True, language)
    assert len(short) <= 2 * SCREEN < len(capsys.readouterr().out.splitlines())


def test_headlines_stand_by_level_one_for_each_part_of_the_scorecard(found: Score) -> None:
    entries = brief.chosen(found.cards["integrated"].entries)
    ids = [set(entry.indicator.scorecard) for entry in entries]
    assert all(one - set().union(*ids[:i]) for i, one in enumerate(ids))  # each adds a part
    assert not any(entry.indicator.ambiguous and entry.columns == ("context",) for entry in entries)
    assert "waiting_stock" in {entry.indicator.name for entry in entries}


def test_parties_presets_and_warnings_are_there(found: Score) -> None:
    titles = [str(table.title) for table in brief.tables(found, 200, "en")]
    assert len(titles) == 3 and "Who pays" in titles[1] and "Five sets" in titles[2]
    narrow = [str(table.title) for table in brief.tables(found, 80, "en")]
    assert len(narrow) == 5  # a table for each scenario
    assert all(any(said.startswith(f"{arm}: ") for said in brief.warnings(found, "en")) for arm in found.arms)


def test_a_long_label_wraps_and_no_word_of_it_is_lost(found: Score) -> None:
    text = io.StringIO()
    Console(width=120, file=text).print(next(iter(brief.tables(found, 120, "nb"))))
    shown = " ".join(line.strip().split("  ")[0] for line in text.getvalue().splitlines())
    labels = [e.indicator.heading("nb") for e in brief.chosen(found.cards["integrated"].entries)]
    assert max(map(len, labels)) > brief.LABEL
    assert all(label in shown for label in labels)


def test_a_line_says_gain_or_loss_only_where_it_is_clear(found: Score) -> None:
    for entry in brief.chosen(found.cards["target-regime"].entries):
        said = brief.line(entry.band, entry.indicator.digits, "en", entry.indicator.direction)
        assert said.endswith(("gain", "loss", "clear")) == entry.band.clear


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_wait_that_overtakes_others_is_told_first_and_marked(found: Score, language: str) -> None:
    arm = found.arms[-1]
    shown = [e.indicator for e in brief.chosen(found.cards[found.arms[0]].entries)]
    wait = next(one.name for one in shown if one.name in WAITS)
    settled = found.cards[arm].entry("settled").band
    told = replace(found, overtaken={arm: Overtaken(arm, (wait,), None, settled)})
    said = [one for one in brief.warnings(told, language) if one.startswith(MARK)]
    assert len(said) == 1 and f"{MARK} {arm}: " in said[0]
    before = [one for one in brief.warnings(told, language) if one.partition(":")[0].endswith(arm)]
    assert before[0] == said[0]
    first = next(iter(brief.tables(told, 200, language)))
    cells = [str(cell) for column in first.columns for cell in column.cells]
    assert sum(cell.endswith(MARK) for cell in cells) == 1
    plain = next(iter(brief.tables(found, 200, language)))
    assert [c.removesuffix(f" {MARK}") for c in cells] == [str(c) for x in plain.columns for c in x.cells]
