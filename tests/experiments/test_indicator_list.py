import json

import pytest
from rich.console import Console

from experiments.errors import RequestError
from experiments.indicator_list import WORDS, as_data, as_tables, chosen, detail, found
from indicators.catalogue import Entry, catalogue
from indicators.library import UnknownIndicator, all_indicators


def text_of(level: str | None, language: str) -> str:
    console = Console(width=220, record=True)
    for table in as_tables(level, language):
        console.print(table)
    return console.export_text()


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["en"].keys() == WORDS["nb"].keys()
    for key, value in WORDS["en"].items():
        assert len(value) == len(WORDS["nb"][key]) or isinstance(value, str), key


@pytest.mark.parametrize(("language", "state"), [("en", "not modellable"), ("nb", "kan ikke modelleres")])
def test_the_list_holds_everything_with_its_state(language: str, state: str) -> None:
    text = text_of(None, language)
    for one in all_indicators():
        assert one.name in text
    for row in catalogue():
        assert row.id in text
    assert state in text and "105" in text


def test_one_level_only() -> None:
    indicators, entries = chosen("neighbourhood")
    assert 0 < len(indicators) < len(all_indicators()) and 0 < len(entries) < 105
    assert "coethnic_exposure" in text_of("neighbourhood", "en")
    with pytest.raises(RequestError, match="there are individual"):
        chosen("village")


def test_one_indicator_in_detail() -> None:
    told = dict(detail(found("waiting_months"), "nb"))
    assert told["måles i virkeligheten av"] == "IMDi" and "waiting_months_all" in told["les sammen med"]
    assert dict(detail(found("retention"), "en"))["better when"] == "ambiguous: no sign"


def test_an_entry_of_the_catalogue_in_detail() -> None:
    one = found("ko02")
    assert isinstance(one, Entry)
    assert "maintenance" in dict(detail(one, "en"))["why, or how to read it"]


def test_neither_names_the_nearest() -> None:
    with pytest.raises(UnknownIndicator, match="crowded"):
        found("crowdet")


def test_as_data_is_plain() -> None:
    listed = json.loads(json.dumps(as_data(None)))
    assert len(listed["catalogue"]) == 105 and len(listed["indicators"]) == len(all_indicators())
    assert json.loads(json.dumps(as_data(None, "crowded")))["catalogue"][0]["id"] == "IM15"
