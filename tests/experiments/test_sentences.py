"""Every error of the user's to mend is told in both languages, from one place."""

import ast
import pickle
import string

import pytest

from experiments.engine import WorkerError
from experiments.errors import RequestError, sentence
from experiments.sentences import AREAS, SENTENCES, SaidError, said
from indicators.library import UnknownIndicator, indicator
from scenarios.parameters import ROOT
from scenarios.sentences import Near

OURS = ("ConnectorError", "WorkshopError", "RequestError", "OutputError", "WorkerError", "SaidError")


def raised() -> list[tuple[str, ast.Call]]:
    """Return every construction of one of our errors in the program, with where it stands."""
    rooms = ("experiments", "calibration", "workshop")
    files = [ROOT / "run.py", *(file for room in rooms for file in sorted((ROOT / room).rglob("*.py")))]
    return [
        (f"{file.relative_to(ROOT)}:{node.lineno}", node)
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OURS
    ]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_error_raised_has_a_sentence_in_both_languages_and_the_values_in_it() -> None:
    calls = raised()
    assert len(calls) > 40
    for where, call in calls:
        assert len(call.args) == 1 and isinstance(call.args[0], ast.Constant), where
        key = call.args[0].value
        assert key in SENTENCES, f"{where}: {key!r} is no key of experiments/sentences"
        given = {word.arg for word in call.keywords}
        assert fields(SENTENCES[key][0]) == given, where


def test_every_error_class_of_experiments_is_told_by_key() -> None:
    for file in (ROOT / "experiments").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error") and node.name != "SaidError":
                assert "SaidError" in {ast.unparse(base) for base in node.bases}, f"{file}: {node.name}"


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_hold_the_same_values(key: str) -> None:
    en, nb = SENTENCES[key]
    assert fields(en) == fields(nb)
    assert en != nb and en[-1] == nb[-1]


def test_no_key_stands_in_two_areas() -> None:
    assert sum(map(len, AREAS)) == len(SENTENCES)


def test_no_sentence_is_left_over() -> None:
    used = {call.args[0].value for _, call in raised() if isinstance(call.args[0], ast.Constant)}
    told = {"twice", "command_line", "stopped", "full", "memory", "no_indicator",
            "no_indicator_or_id",
            "posterior_draws", "posterior_other"}  # fmt: skip
    assert set(SENTENCES) == used | told


def test_a_sentence_is_told_in_the_language_asked_for() -> None:
    error = RequestError("no_world", name="mars", hint=Near("tiny"), known="tiny")
    assert str(error) == "There is no world named 'mars'. Did you mean tiny? Known: tiny."
    assert sentence(error, "nb") == "Det finnes ingen verden som heter 'mars'. Mente du tiny? Kjente: tiny."
    with pytest.raises(UnknownIndicator) as caught:
        indicator("setled")
    assert sentence(caught.value, "nb") == "Det finnes ingen indikator som heter 'setled'. Mente du settled?"
    assert sentence(MemoryError(), "nb") == said("memory", "nb")


def test_an_error_travels_between_processes() -> None:
    for error in (WorkerError("worker_code", code="a", own="b"), SaidError("scale", scale=2.0)):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error) and again.said("nb") == error.said("nb")
