"""The validation report: whole, in both languages, honest about where the model is worse."""

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from math import nan
from pathlib import Path
from string import Formatter

import numpy as np
import pytest

from calibration.inference.keep import read_manifest
from calibration.library import all_targets, target
from calibration.runs import Cells
from calibration.validation.chapters import making
from calibration.validation.chapters.figures import MOST_CELLS, figures
from calibration.validation.chapters.making import again, calibration_of
from calibration.validation.chapters.shared import reason
from calibration.validation.door import judged
from calibration.validation.forward import predicted
from calibration.validation.material import Material, gather, seen_2013
from calibration.validation.municipal import MOVES
from calibration.validation.report import UNLIKE, build, document, table
from calibration.validation.words import FOLDER, words_in
from data.posterior import FOLDER as POSTERIORS
from data.roles import HELD_OUT
from experiments.parameter_list import sources_text
from tests.calibration.validation.invented import invented

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def material(forward: bool = False, **how: float) -> Material:
    cells = Cells(invented(**how), tuple(range(30)), 90.0)  # type: ignore[arg-type]
    later = predicted(cells.by_target, True) if forward else None
    return gather(cells, "prior", "norway-2013", 1.0, "python run.py validate", later)


def text_of(m: Material, language: str = "en") -> str:
    blocks = (block for section in document(m, language, NOW).sections for block in section.blocks)
    return "\n".join(str(getattr(block, "text", getattr(block, "items", ""))) for block in blocks)


def test_where_the_model_is_worse_the_first_paragraph_says_so() -> None:
    first = document(material(off=0.8), "en", NOW).sections[0].blocks[0]
    assert "the model is worse than 4 of 4 simple rivals" in first.text  # type: ignore[union-attr]
    good = document(material(noise=0.02), "en", NOW).sections[0].blocks[0]
    assert "the model is better than all 4 simple rivals" in good.text  # type: ignore[union-attr]


def test_it_says_when_nothing_was_fitted_and_which_priors_have_seen_2013() -> None:
    said = text_of(material())
    assert "nothing here is a fitted model" in said
    names = {name: used for name, _, _, used in seen_2013()}
    assert names["municipality.keep"] == "decided" and names["municipality.overshoot"] == "settled"
    assert names["imdi.request_sd"] == "requested"
    assert (
        f"{sum(used != 'requested' for used in names.values())} priors were estimated on decisions of 2013"
        in said
    )


@pytest.mark.parametrize(("language", "assumed"), [("en", "assumed"), ("nb", "antatt")])
def test_priors_are_told_in_the_language_and_their_sources_explained(language: str, assumed: str) -> None:
    (section,) = (one for one in document(material(), language, NOW).sections if one.key == "priors")
    statuses = {row[1] for row in section.blocks[1].rows}  # type: ignore[union-attr]
    assert assumed in statuses and len(statuses) > 1 and (language == "en") == ("measured" in statuses)
    assert section.blocks[2].text == sources_text(language)  # type: ignore[union-attr]
    assert "section 7 of docs/odd.md" in sources_text("en") and "avsnitt 7" in sources_text("nb")


@pytest.mark.parametrize(("language", "word"), [("en", "suppressed"), ("nb", "skjermet")])
def test_a_suppressed_figure_is_not_called_missing_and_its_municipality_is_named(
    language: str, word: str
) -> None:
    some = next(one for one in material().judged if one.target.name == "settled")
    cell = replace(some.cells[0], geography="0301", value=nan, state="suppressed")
    shown = replace(some, cells=(cell, *some.cells[1:]))
    (row, *_) = figures([shown], "", words_in(language)).rows
    assert row[2] == word and "0301 Oslo" in row[0]


def test_fit_and_held_out_are_apart() -> None:
    by_key = {section.key: section for section in document(material(), "en", NOW).sections}
    held = by_key["held"].blocks[1].rows  # type: ignore[union-attr]
    fit = by_key["fit"].blocks[1].rows  # type: ignore[union-attr]
    assert {row[1] for row in held} == {"held out"}
    assert {row[1] for row in fit} == {"fit", "input"}


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_page_needs_nothing_else(language: str, tmp_path: Path) -> None:
    page, figures = build(material(forward=True), tmp_path, language, NOW)
    text = page.read_text(encoding="utf-8")
    assert text.count("<section") == 11
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)", text) and "<script" not in text
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.S)
    assert len(figures.read_text(encoding="utf-8").splitlines()) == 1 + sum(
        len(judged(one)) for one in all_targets()
    )


def test_the_same_runs_are_the_same_page(tmp_path: Path) -> None:
    one, other = (
        build(material(), tmp_path / name, "en", NOW)[0]
        for name in ("a", "b")
        if not (tmp_path / name).mkdir()
    )
    assert one.read_bytes() == other.read_bytes()


def test_an_empty_cell_of_the_table_is_no_zero() -> None:
    rows = [row for row in table(material()) if row["state"] == "suppressed"]
    assert rows and all(row["record"] == "" and row["within"] == "" for row in rows)


def test_what_counts_others_than_the_model_is_neither_within_nor_outside() -> None:
    rows = table(material())
    moves = [row for row in rows if row["target"] == MOVES]
    assert len(moves) == 428 and {row["within"] for row in moves} == {""}
    assert {"not comparable cell by cell" in row["note_en"] for row in moves} == {True}
    assert {"kan ikke sammenlignes tall for tall" in row["note_nb"] for row in moves} == {True}
    others = [row for row in rows if row["target"] not in UNLIKE]
    assert 1 in {row["within"] for row in others} <= {"", 0, 1}
    assert not any("not comparable" in row["note_en"] for row in others)


@pytest.mark.parametrize(("language", "mark"), [("en", "note"), ("nb", "merknad")])
def test_each_note_below_a_table_has_the_number_of_its_rows(language: str, mark: str) -> None:
    sections = {one.key: one for one in document(material(), language, NOW).sections}
    for key, role in (("fit", False), ("held", True)):
        _, figures, *below = sections[key].blocks
        numbers = [re.findall(rf" \({mark} (\d+)\)$", row[0]) for row in figures.rows]  # type: ignore[union-attr]
        marked = list(dict.fromkeys(int(one[0]) for one in numbers if one))
        told = [text for block in below if re.match(rf"{mark} \d+\. ", text := block.text.lower())]  # type: ignore[union-attr]
        assert marked == list(range(1, len(told) + 1)) and told
        notes = [
            one.target.note(language).lower() for one in material().judged
            if (one.target.role == HELD_OUT) == role and len(one.cells) <= MOST_CELLS
        ]  # fmt: skip
        assert [text.split(". ", 1)[1].rstrip(".") for text in told] == list(
            dict.fromkeys(filter(None, notes))
        )


def test_both_languages_have_the_same_words_and_fields() -> None:
    found = [tomllib.loads((FOLDER / f"{one}.toml").read_text(encoding="utf-8")) for one in ("en", "nb")]
    flat = [
        {
            f"{section}.{key}": {name for _, name, _, _ in Formatter().parse(text) if name}
            for section, words in one.items()
            for key, text in words.items()
        }
        for one in found
    ]
    assert flat[0] == flat[1]


def test_every_held_out_target_of_places_has_a_likely_reason() -> None:
    for one in all_targets():
        if one.role == HELD_OUT and len(judged(one)) > 20:
            assert words_in("en").get(f"reasons.{one.name}", "") != ""


def failing(cells: dict[str, np.ndarray], language: str = "en") -> str:
    m = gather(Cells(cells, tuple(range(30)), 90.0), "prior", "norway-2013", 1.0, "python run.py validate")
    (section,) = (one for one in document(m, language, NOW).sections if one.key == "fails")
    return "\n".join(line for block in section.blocks for line in getattr(block, "items", ()))


def test_a_figure_of_the_country_outside_its_interval_fails_alone() -> None:
    """A target of one cell: one miss of one is no rare chance, and still a miss."""
    cells = invented()
    assert "against 6\u202f511 on record" not in failing(cells)
    cells["settled_held_out"] = cells["settled_held_out"] * 0.5
    said = failing(cells)
    assert "against 6\u202f511 on record, outside the interval" in said
    assert "mot 6\u202f511 registrert, utenfor intervallet" in failing(cells, "nb")


def test_places_fail_by_the_rule_of_the_table_of_coverage() -> None:
    one = max((one for one in all_targets() if one.role == HELD_OUT), key=lambda one: len(judged(one)))
    cells, title = invented(), one.label("en")
    m = gather(Cells(cells, tuple(range(30)), 90.0), "prior", "norway-2013", 1.0, "python run.py validate")
    found = m.by_name()[one.name]
    assert found.n >= 100 and (f"{title}: {int(found.within.sum())} of " in failing(cells)) == (
        not found.calibrated
    )
    cells[one.name] = np.full_like(cells[one.name], 0.02)  # near no share on record, and still a share
    assert f"{title}: 0 of " in failing(cells)


def test_the_first_paragraph_tells_error_and_order_of_moves_apart() -> None:
    found = material()
    mine, rival = found.moves.model["scaled"], found.moves.rivals["gravity"]["scaled"]
    said = document(found, "en", NOW).sections[0].blocks[0].text  # type: ignore[union-attr]
    better, ordered = mine.mae <= rival.mae, mine.rank >= rival.rank
    assert ("the model is better than a gravity model" in said) == (better and ordered)
    one, other = replace(rival, mae=mine.mae - 1, rank=mine.rank - 0.1), "the model the better order"
    mixed = replace(found, moves=replace(found.moves, rivals={"gravity": {"scaled": one, "own": one}}))
    assert other in document(mixed, "en", NOW).sections[0].blocks[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_share_of_the_persons_is_judged_without_reasons(language: str) -> None:
    cells = {name: values * 0.3 for name, values in invented().items()}
    runs = Cells(cells, tuple(range(30)), 90.0)
    whole, part = (gather(runs, "prior", "norway-2013", scale, "x") for scale in (1.0, 0.1))
    likely = words_in(language)("reasons.settled")
    assert likely in text_of(whole, language) and likely not in text_of(part, language)
    assert words_in(language)("first.scaled") in text_of(part, language)
    assert words_in(language)("fails.no_reasons") in text_of(part, language)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_an_invented_world_is_held_against_nothing(language: str) -> None:
    m = replace(material(forward=True), world="tiny")
    made = document(m, language, NOW)
    assert [one.key for one in made.sections] == ["first", "forward", "again"]
    assert "(tiny, " in made.subtitle and "norway-2013" not in made.subtitle
    assert {row["record"] for row in table(m)} == {row["within"] for row in table(m)} == {""}
    assert "6\u202f511" not in str(made.sections)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_the_draws_cost_and_were_made_with_is_told_of_draws_alone(language: str) -> None:
    said = read_manifest("norway-2013", POSTERIORS)
    assert said is not None
    words = words_in(language)
    assert calibration_of(material(), words) == ""  # of the prior
    told = calibration_of(replace(material(), parameters="posterior"), words)
    for shown in (said["made"], said["command"], said["code"], said["versions"]["numpy"]):
        assert shown in told
    assert str(sum(said["runs"].values())) in told
    assert words.number(said["processor_seconds"] / 60, 1) in told
    assert ("goes on where it was" if language == "en" else "fortsetter samme kommando") in told
    blocks = again(replace(material(), parameters="posterior"), words).blocks
    assert told in [getattr(block, "text", "") for block in blocks]


def test_a_manifest_that_says_less_costs_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "read_manifest", lambda world, folder: {"point": {}, "draws_hash": "x"})
    assert calibration_of(replace(material(), parameters="posterior"), words_in("en")) == ""


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_target_without_a_reason_of_the_report_gives_its_own(language: str) -> None:
    words = words_in(language)
    for name in ("decided", "work", "work_by_residence", "work_by_continent"):
        own = target(name).why_nb if language == "nb" else target(name).why_en
        assert own and reason(name, words) == own
    assert reason("crowded", words) == words("reasons.crowded") != target("crowded").why_en
    assert reason("of_another_time", words) == words("fails.unknown")
