"""Files of targets as researchers write them: what cannot be meant is told before anything is run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calibration import library, targets
from calibration.library import all_targets, check_declared, every_target
from experiments.errors import RequestError

GOOD = """
from calibration.target import Target

TARGETS = (
    Target("{name}", "Own", "Egen", "persons", "personer", "fit", lambda held_out: (), lambda record: ()),
)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A folder whose files are target files, too."""
    monkeypatch.setattr(targets, "__path__", [*targets.__path__, str(tmp_path)])
    every_target.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    every_target.cache_clear()


def told(folder: Path, name: str, text: str) -> RequestError:
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as error:
        every_target()
    return error.value


def test_a_file_is_found_by_name(folder: Path) -> None:
    (folder / "own_good.py").write_text(GOOD.format(name="own_good"), encoding="utf-8")
    assert "own_good" in {one.name for one in all_targets()}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("own_open", "TARGETS = (\n", ":1: this cannot be read as a target (SyntaxError: "),
        ("own_import", "\nfrom calibration.municipl import codes\n", ".py:2: "),
        ("own_word", GOOD.replace("record: ()", "record: (), person=True"), "Did you mean 'persons'?"),
    ],
)
def test_a_file_that_python_cannot_run_is_one_sentence(folder: Path, name: str, text: str, said: str) -> None:
    error = told(folder, name, text)
    for language in ("en", "nb"):
        sentence = error.said(language)
        assert sentence.startswith(f"calibration/targets/{name}.py") and "\n" not in sentence
    assert said in error.said("en")


def test_a_file_without_targets_is_not_passed_over(folder: Path) -> None:
    error = told(folder, "own_none", GOOD.format(name="own_none").replace("TARGETS", "TARGET"))
    assert error.said("en").startswith("calibration/targets/own_none.py has no TARGETS")


def test_a_name_that_is_taken_names_both_files(folder: Path) -> None:
    said = told(folder, "own_twice", GOOD.format(name="moves_in")).said("en")
    assert "calibration/targets/own_twice.py" in said and "calibration/targets/moves.py" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "fitt"}, "role is 'fitt', and must be input, fit, held-out"),
        ({"transform": "lgo"}, "transform is 'lgo', and must be log, logit, identity"),
        ({"discrepancy": -1.0}, "discrepancy is -1.0, and must be >= 0"),
        ({"discrepancy": float("nan")}, "discrepancy is nan"),
        ({"world": "norway"}, "world is 'norway'"),
        ({"nb": ""}, "nb is '', and must be"),
        ({"discrepancy": 0.1, "why_nb": ""}, "why_nb is ''"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(given: dict[str, Any], said: str) -> None:
    one = next(one for one in all_targets() if one.discrepancy and one.why_nb)
    check_declared(one)
    with pytest.raises(RequestError, match=r".") as error:
        check_declared(replace(one, **given))
    assert said in error.value.said("en") and error.value.said("nb") != error.value.said("en")


def test_roles_of_own_tables_are_seen_before_any_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from calibration import evidence, target

    one = replace(next(iter(all_targets())), tables=("own",), role="held-out")
    monkeypatch.setattr(library, "all_targets", lambda world: (one,))
    monkeypatch.setattr(target, "role_of", lambda name: "fit" if name == evidence.CONNECTOR + "own" else "?")
    with pytest.raises(ValueError, match="has the role 'held-out', its table 'own' the role 'fit'"):
        library.check_tables("norway-2013")
