"""What ``run.py scenarios`` prints, in both languages."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from experiments.errors import RequestError
from experiments.scenario_commands import (
    check_files,
    print_difference,
    print_list,
    print_scenario,
    write_new,
)
from experiments.scenario_tables import as_json, brief, list_tables, show_table, unbroken
from scenarios.parameters import model_parameters
from scenarios.scenario import load_scenario, scenario_names

MARKUP = 'name = "mine"\n[description]\nen = "[/bold] a"\nnb = "[red]b"\n[dials]\npeer_learning = 0.9\n'


@pytest.mark.parametrize("width", [60, 80, 150])
def test_the_list_has_every_scenario_at_every_width(width: int) -> None:
    screen = Console(width=width, record=True, file=io.StringIO())
    for table in list_tables("nb"):
        screen.print(table)
    text = screen.export_text()
    for name in scenario_names():
        assert name in text
    assert "Fordelingsregler" in text and "Allocation" not in text


def test_many_dials_are_counted_and_shocks_have_their_months() -> None:
    text = brief(load_scenario("integrated-under-surge"), "nb")
    assert text == "8 brytere\npermits.surge = 1,5, fra 2015-07 til 2016-12"
    assert brief(load_scenario("baseline-2013"), "en") == "nothing"


@pytest.mark.parametrize("name", scenario_names())
def test_show_says_from_what_to_what(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "nb"):
        print_scenario(name, False, language)
        text = capsys.readouterr().out
        assert load_scenario(name).description.said(language).split()[0] in text
    assert re.search("endrer|trekkes|kan være", text)


def test_show_as_json_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_scenario("surge", True, "en")
    found = json.loads(capsys.readouterr().out)
    assert [phase["from"] for phase in found["phases"]] == ["2007-01", "2015-07"]
    assert set(found["phases"][1]["values"]) == set(model_parameters())
    assert found["changes"][0]["value"] == 1.5 and found["changes"][0]["to"] == "2016-12"
    assert found["scenario"]["shocks"]["permits.surge"] == {"value": 1.5, "from": "2015-07", "to": "2016-12"}
    assert as_json(load_scenario("baseline-2013"))["changes"] == []


def test_diff_of_two_and_of_one_against_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    print_difference("planned", "integrated", "en")
    text = capsys.readouterr().out
    assert "peer_learning" in text and "municipal_routines" not in text
    print_difference("surge", None, "nb")
    text = capsys.readouterr().out
    assert "baseline-2013" in text and "1,5, fra 2015-07" in text and "faktor på" in text
    print_difference("placebo", "baseline-2013", "en")
    assert "salt" in capsys.readouterr().out
    print_difference("planned", "planned", "nb")
    assert capsys.readouterr().out == "Ingenting skiller.\n"


def test_validate_tells_all_files_and_whether_all_are_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_new("mine", "informed", tmp_path, "nb")
    capsys.readouterr()
    (tmp_path / "wrong.toml").write_text(MARKUP.replace("0.9", "9"), encoding="utf-8")
    files = [str(tmp_path / "mine.toml"), str(tmp_path / "wrong.toml"), "none.toml"]
    assert not check_files(files, "nb")
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith(
        "mine.toml: OK. mine, 4 endringer, virker fra 2011-01. "
        "Den endrer ingenting sammenlignet med informed."
    )
    assert "linje 6: peer_learning = 9 er utenfor spennet 0 til 1" in said[1]
    assert said[2] == "Det finnes ingen scenariofil none.toml."
    assert check_files(files[:1], "en")


def test_what_a_file_says_is_text_and_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.toml").write_text(MARKUP, encoding="utf-8")
    print_scenario(str(tmp_path / "mine.toml"), False, "en")
    assert "[/bold] a" in capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 100, 150])
def test_no_width_loses_what_a_value_rests_on(width: int) -> None:
    screen = Console(width=width, record=True, file=io.StringIO())
    screen.print(show_table(load_scenario("integrated"), "en", width))
    text = screen.export_text()
    assert "source" in text and "E123" in text and "literature" in text
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 150])
def test_a_number_does_not_come_apart(width: int) -> None:
    assert unbroken("for 33 000, 33 000 og 16 500 i 2022-24") == "for 33000, 33000 og 16500 i 2022-24"
    screen = Console(width=width, record=True, file=io.StringIO())
    for table in list_tables("nb"):
        screen.print(table)
    assert "33000" in screen.export_text() and "33 000" not in screen.export_text()


def test_a_file_that_changes_nothing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_new("mine", "informed", tmp_path, "en")
    capsys.readouterr()
    file = tmp_path / "mine.toml"
    assert check_files([str(file)], "en")
    assert capsys.readouterr().out.rstrip().endswith("It changes nothing compared with informed.")
    assert check_files([str(file)], "nb")
    assert capsys.readouterr().out.rstrip().endswith("Den endrer ingenting sammenlignet med informed.")
    below = tmp_path / "below.toml"
    below.write_text('name = "below"\nparent = "mine.toml"\n[dials]\npeer_learning = 0.9\n')
    (tmp_path / "later.toml").write_text('name = "later"\nparent = "informed"\npolicy = "2012-01"\n')
    assert check_files([str(below), str(tmp_path / "later.toml")], "en")
    assert "nothing compared" not in capsys.readouterr().out
    below.write_text('name = "below"\nparent = "mine.toml"\n')
    assert check_files([str(below)], "en")
    assert "nothing compared with mine." in capsys.readouterr().out


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(RequestError, match="there are en, nb"):
        print_list("de")
