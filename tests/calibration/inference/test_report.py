"""What a calibration calls the figures of the record: in words, in the language asked for."""

from typing import Any

import pytest

from calibration.inference.figure import figure
from calibration.inference.keep import read_manifest
from calibration.inference.known import known_rows, known_table
from calibration.inference.report import (
    LEVELS,
    fit_rows,
    level,
    markdown,
    parameter_rows,
    parameter_table,
    sentences,
    span,
    summary_label,
)
from calibration.inference.words import WORDS
from calibration.library import summaries
from data.posterior import FOLDER, posterior
from experiments.storage import code_fingerprint
from tests.commands import ROOT, shown


def embedded() -> dict[str, Any]:
    said = read_manifest("norway-2013", FOLDER)
    assert said is not None
    return said


def test_every_figure_that_is_fitted_to_has_a_name_in_words() -> None:
    for one in summaries():
        for language in ("en", "nb"):
            told = summary_label(one.name, language)
            assert ":" not in told.replace(": ", "") and "_" not in told, told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "In work or education after the introduction programme, 1 y, men, 2011"),
        ("nb", "I arbeid eller utdanning etter introduksjonsprogrammet, 1 år, menn, 2011"),
    ],
)
def test_who_and_when_stand_behind_what(language: str, told: str) -> None:
    assert summary_label("programme:2011:1 y, men", language) == told
    assert summary_label("of_another_time:2011", language) == "of_another_time:2011"
    place = summary_label("programme:2011:0301:1 y, men", language)
    assert place == f"{told.removesuffix(', 2011')}, 0301, 2011"


@pytest.mark.parametrize(
    ("record", "expected", "found"),
    [(0.5, True, "runs"), (0.4, True, "runs"), (0.7, True, "granted"), (0.9, False, "outside"),
     (0.5, False, "outside")],
)  # fmt: skip
def test_a_figure_has_one_of_three_verdicts_by_a_rule_that_its_row_shows(
    record: float, expected: bool, found: str
) -> None:
    assert level({"record": record, "low": 0.4, "high": 0.6, "expected": expected}) == found


@pytest.mark.parametrize("language", ["en", "nb"])
def test_verdicts_are_counted_and_their_rule_is_told(language: str) -> None:
    said = read_manifest("norway-2013", FOLDER)
    assert said is not None
    words = WORDS[language]["fit"]
    rows = fit_rows(said, language)
    assert {row[-1] for row in rows} <= set(words["verdicts"].values()) and len(rows) == len(said["fit"])
    for one, row in zip(said["fit"], rows, strict=True):
        reached = {None: "", True: words["reached"], False: words["missed"]}[one["reached"]]
        assert row[-2].endswith(reached) and bool(row[-2]) == (one["reached"] is not None)
    counts = [sum(level(one) == name for one in said["fit"]) for name in LEVELS]
    (told,) = [line for line in sentences(said, language) if WORDS[language]["levels"][:8] in line]
    assert [int(word) for word in told.replace(";", " ").split() if word.isdigit() and word != "90"] == [
        len(rows), *counts,
    ]  # fmt: skip


def test_a_range_is_written_one_way_and_holds_together() -> None:
    assert span(-1.0, 1.0, "en").replace("\u00a0", " ") == "−1.00 to 1.00"
    assert span(-1.0, 2500.0, "nb").replace("\u00a0", " ") == "−1,00 til 2\u202f500"
    assert " " not in span(-1.0, 1.0, "en")


def test_the_words_of_the_page_are_those_of_the_command() -> None:
    page = " ".join((ROOT / "docs" / "calibration.md").read_text(encoding="utf-8").split()).lower()
    for words in WORDS["en"]["fit"]["verdicts"].values():
        assert words in page
    assert "as expected" not in page and "told together" not in page


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_default_outside_its_own_prior_is_told(language: str) -> None:
    said = read_manifest("norway-2013", FOLDER)
    assert said is not None
    inside = [dict(one, default=one["prior"][1]) for one in said["parameters"]]
    start = WORDS[language]["wide"].partition("{")[0]
    assert not [line for line in sentences({**said, "parameters": inside}, language) if start in line]
    first, *rest = inside
    moved = [dict(first, default=first["prior"][2] + 1.0), *rest]
    (told,) = [line for line in sentences({**said, "parameters": moved}, language) if start in line]
    assert first["parameter"] in told and rest[0]["parameter"] not in told


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_parameter_can_be_typed_from_the_table(language: str, width: int) -> None:
    said = read_manifest("norway-2013", FOLDER)
    assert said is not None
    text = shown(parameter_table(said, language), width)
    assert all(f"({one['parameter']})" in text for one in said["parameters"])
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("language", ["en", "nb"])
def test_how_the_inference_did_on_known_truths_is_told_parameter_by_parameter(language: str) -> None:
    said = embedded()
    rows, page = known_rows(said, language), markdown(said, language)
    assert len(rows) == len(said["sbc"]) == len(said["parameters"])
    for row, one, own in zip(rows, said["sbc"], said["sbc_on_model"], strict=True):
        assert one["parameter"] in row[0] and f"| {' | '.join(row)} |" in page
        shown_shares = [int(cell.split("\u00a0")[0].split()[0]) for cell in (row[1], row[2], row[4], row[5])]
        shares = [of[key] for of in (one, own) for key in ("coverage_90", "coverage_50")]
        assert shown_shares == [pytest.approx(100 * share, abs=0.51) for share in shares]
        assert float(row[3].replace(",", ".")) == pytest.approx(one["uniform_p"], abs=0.0006)
        assert [int(word) for word in row[6].split()] == one["histogram"]
        assert sum(one["histogram"]) == one["truths"]
    text = shown(known_table(said, language), 100)
    assert all(one["parameter"] in text for one in said["sbc"]) and max(map(len, text.splitlines())) <= 100


def test_ranks_that_are_far_from_even_and_truths_that_were_not_tried_are_told_as_such() -> None:
    said = embedded()
    first = dict(said["sbc"][0], uniform_p=1e-9)
    (row,) = known_rows({**said, "sbc": [first], "sbc_on_model": []}, "nb")
    assert row[3].replace("\u00a0", " ") == "< 0,001" and row[4:6] == ["–", "–"]
    none = markdown({**said, "sbc": [], "sbc_on_model": []}, "en")
    assert "Known truths" not in none


@pytest.mark.parametrize("language", ["en", "nb"])
def test_that_the_code_has_changed_since_is_told_and_nothing_where_it_has_not(language: str) -> None:
    now = code_fingerprint()
    said = {**embedded(), "code": now, "made": "2026-11-30"}
    older = {**said, "code": "0123456789abcdef"}
    same, other = sentences(said, language), sentences(older, language)
    (told,) = [line for line in other if line not in same]
    assert "2026-11-30: 0123456789abcdef" in told and now in told and len(other) == len(same) + 1
    assert told in markdown(older, language) and told not in markdown(said, language)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_figure_and_the_table_say_the_same_of_a_wider_posterior(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from matplotlib.axes import Axes

    said, titles = embedded(), []
    monkeypatch.setattr(Axes, "set_title", lambda panel, text, **how: titles.append(text))
    kept = posterior("norway-2013")
    assert kept is not None
    below = [dict(one, contraction=-0.171) for one in said["parameters"][:1]]
    said = {**said, "parameters": [*below, *said["parameters"][1:]]}
    figure(kept.names, kept.draws, said, language)
    in_table = {row[0].rpartition("(")[2].rstrip(")"): row[4] for row in parameter_rows(said, language)}
    in_figure = dict(title.split("\n") for title in titles)
    assert {name: text.partition(":")[0] for name, text in in_figure.items()} == in_table
    assert in_table[below[0]["parameter"]].startswith("−17")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_own_tables_are_named_with_what_follows_of_restricted_ones(language: str) -> None:
    said, words = embedded(), WORDS[language]
    assert not any(one.startswith(words["tables"][:20]) for one in sentences(said, language))
    said["tables"] = [
        {"name": "bosatte", "sha256": "0123456789abcdef", "restricted": False},
        {"name": "persons", "sha256": "fedcba9876543210", "restricted": True},
    ]
    *_, which, restricted = sentences(said, language)
    assert which == words["tables"].format(names="bosatte (01234567), persons (fedcba98)")
    assert restricted == words["restricted"].format(names="persons")
    said["tables"].pop()
    assert sentences(said, language)[-1] == words["tables"].format(names="bosatte (01234567)")
