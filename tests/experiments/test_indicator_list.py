import json

import pytest
from rich.console import Console

from experiments.errors import RequestError, sentence
from experiments.evidence import Evidence, cited, known
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


@pytest.mark.parametrize("asked", ["E26", "e26", " E26 "])
def test_a_row_of_the_evidence_says_what_it_is_and_what_rests_on_it(asked: str) -> None:
    one = found(asked)
    assert isinstance(one, Evidence) and one.indicators == ("work_10_years", "state_balance")
    assert one.parameters == ("work.reversal", "work.reversal_year")
    told = dict(detail(one, "en"))
    assert told["what"].startswith("integration reverses: improvement for 5-10 years")
    assert told["state"] == "evidence: not an indicator itself"
    assert "docs/evidence.md" in told["how to read it"]
    bokmal = dict(detail(one, "nb"))
    assert bokmal["tilstand"] == "kunnskapsgrunnlag: ikke selv en indikator"
    assert bokmal["parametre som bygger på det"] == "work.reversal, work.reversal_year"
    assert json.loads(json.dumps(as_data(None, asked)))["evidence"]["id"] == "E26"


def test_every_row_of_the_evidence_can_be_asked_for() -> None:
    assert len(known()) > 150
    for identifier in known():
        one = found(identifier)
        assert isinstance(one, Evidence) and one.told and detail(one, "nb"), identifier
    within = found("E06")  # work cites E04-E09
    assert isinstance(within, Evidence) and "wellbeing" in within.indicators


def test_ids_are_found_in_a_text_and_in_a_range_of_it() -> None:
    assert cited("S15; C20-C22, C44; E04-06; E71.1") == {
        "C20", "C21", "C22", "C44", "E04", "E05", "E06", "E71.1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "near"),
    [("LA3", "LA03"), ("S27", "S2"), ("waiting stock", "waiting_stock"), ("work 5", "work_5")],
)
def test_what_is_not_there_names_the_nearest_of_its_own_sort(asked: str, near: str) -> None:
    with pytest.raises(UnknownIndicator) as told:
        found(asked)
    assert (told.value.near or "").startswith(near)
    assert "run.py indicators" in (sentence(told.value, "nb") or "") and asked in str(told.value)


def test_nonsense_is_told_where_the_list_is() -> None:
    with pytest.raises(UnknownIndicator) as told:
        found("xx")
    assert told.value.near is None and "lists what there is" in (sentence(told.value) or "")


def test_as_data_is_plain() -> None:
    listed = json.loads(json.dumps(as_data(None)))
    assert len(listed["catalogue"]) == 105 and len(listed["indicators"]) == len(all_indicators())
    assert json.loads(json.dumps(as_data(None, "crowded")))["catalogue"][0]["id"] == "IM15"
