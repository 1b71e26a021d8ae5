"""The score of a study on disk: the whole of it, its files and what the command prints."""

import csv
import json
import re
from pathlib import Path

import pytest

from experiments import compare, open_study
from experiments.errors import RequestError
from experiments.history import TINY
from experiments.score import card_sheets, displacement_sheet, people_sheets, ranking_sheets, words
from experiments.score.commands import score_and_print
from experiments.score.files import TEXT, rows, save, sheets
from experiments.score.plain import as_data
from experiments.score.score import score
from indicators.library import headlines

YEARS = (2009, 2014)
NAME = "integrated-tiny"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    compare(["integrated"], 2, 1, folder, world=TINY, years=YEARS)
    return folder


def test_a_study_is_scored(out: Path) -> None:
    found = score(open_study(out / NAME))
    assert found.arms == ("integrated",) and found.policy_years == {"integrated": 2011}
    card = found.cards["integrated"]
    assert len(card.entries) == len(headlines())
    settled = card.entry("settled")
    assert [over.horizon.coverage for over in settled.over] == ["whole", "part", "none"]
    assert settled.band.known and not settled.over[2].available
    assert not any(entry.better is not None for entry in card.entries if entry.indicator.ambiguous)
    moved = found.money["integrated"]
    assert moved.transfers and sum(one.band.mean for one in moved.net) == pytest.approx(0, abs=1e-9)
    assert found.payers["integrated"].others and found.ranking is not None
    assert found.comparisons.headlines <= len(headlines())


def test_a_study_is_scored_to_the_last_bit_each_time(out: Path) -> None:
    one, other = (repr(as_data(score(open_study(out / NAME)))) for _ in range(2))
    assert one == other


def test_files_are_strict_and_complete(out: Path) -> None:
    found = score(open_study(out / NAME))
    folder = save(found, out / NAME)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    data = json.loads((folder / "score.json").read_text(encoding="utf-8"), parse_constant=refuse)
    assert data["format"] == 1 and data["comparisons"]["by_chance"] == found.comparisons.by_chance
    entry = data["cards"]["integrated"]["entries"][0]
    assert data["indicators"][entry["indicator"]]["nb"] and entry["level"] and "clear" in entry["band"]
    with (folder / "score.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert {row["table"] for row in table} >= {"card", "transfer", "net", "standard deviation"}
    assert len([row for row in table if row["table"] != "standard deviation"]) == len(rows(found))
    for language, beyond in (("en", "beyond the run"), ("nb", "etter kjøringens slutt")):
        text = (folder / f"score.{language}.md").read_text(encoding="utf-8")
        assert beyond in text and not re.search(r"\bnan\b", text.lower())
        assert text.count("\n## ") == len(sheets(found, language))


def test_chance_and_parameters_stand_apart_in_the_table_and_the_file(tmp_path: Path) -> None:
    path = compare(["integrated"], 4, 1, tmp_path, world=TINY, years=(2009, 2011), chance_per_draw=2).path
    assert path is not None
    found = score(open_study(path))
    assert any(sheet.title.startswith("Where the band comes from") for sheet in sheets(found, "en"))
    (row,) = (
        row for row in rows(found)
        if (row["table"], row["name"], row["horizon"]) == ("card", "wellbeing", "all")
    )  # fmt: skip
    assert row["chance_low"] < row["median"] < row["chance_high"]
    assert row["parameters_low"] <= row["median"] <= row["parameters_high"]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_command_prints_everything_or_json_alone(
    out: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    score_and_print(NAME, out, False, True, language)
    printed = capsys.readouterr().out
    assert "integrated" in printed and str(out / NAME) in printed.replace("\n", "")
    score_and_print(NAME, out, False, False, language)
    brief = capsys.readouterr().out
    assert "--full" in brief and "--full" not in printed and len(brief) < len(printed)
    score_and_print(str(out / NAME), out, True, False, language)
    assert json.loads(capsys.readouterr().out)["baseline"] == "baseline-2013"


def test_what_cannot_be_scored_is_said_in_a_sentence(out: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="is no study"):
        score_and_print("nothing", out, False, False, "en")
    compare(["baseline-2013"], 1, 1, tmp_path, world=TINY, years=(2009, 2009))
    with pytest.raises(RequestError, match="one scenario only"):
        score_and_print("baseline-2013-tiny", tmp_path, False, False, "en")


def test_every_text_is_there_in_both_languages() -> None:
    texts = (
        words.SAID, card_sheets.TITLES, card_sheets.NOTES, people_sheets.TEXT, people_sheets.PURPOSES,
        ranking_sheets.TEXT, displacement_sheet.TEXT, TEXT,
    )  # fmt: skip
    for table in texts:
        for pair in table.values():
            assert len(pair) == 2 and all(pair)
            assert pair[0].count("{") == pair[1].count("{")
