"""A question asked again of a changed scenario keeps the tables of the first answer, and says so."""

from pathlib import Path

import pytest

from experiments.commands import changed
from experiments.store.earlier import Earlier, keep_earlier
from experiments.store.study_file import Listed, StudyFile


def about(mine: str, code: str = "") -> StudyFile:
    runs = [Listed("baseline-2013", 1, "a" * 16), Listed("mine", 1, mine * 16)]
    study = StudyFile.now(["baseline-2013", "mine"], "tiny", 1.0, 2016, runs)
    return study if not code else StudyFile(**{**vars(study), "code": code})


def test_a_changed_scenario_keeps_the_earlier_tables(tmp_path: Path) -> None:
    assert keep_earlier(tmp_path, about("b")) is None
    about("b").add_to(tmp_path)
    (tmp_path / "table.csv").write_text("first")
    assert keep_earlier(tmp_path, about("b")) is None and (tmp_path / "table.csv").exists()
    found = keep_earlier(tmp_path, about("c"))
    assert found is not None and found.changed == ("mine",) and found.kept is not None
    assert (tmp_path / found.kept / "table.csv").read_text() == "first"
    assert not (tmp_path / "table.csv").exists()
    about("c").add_to(tmp_path)
    (tmp_path / "table.csv").write_text("second")
    again = keep_earlier(tmp_path, about("b"))
    assert again is not None and again.kept is not None and again.kept != found.kept
    assert (tmp_path / again.kept / "table.csv").read_text() == "second"


def test_other_code_is_told_as_such_and_nothing_is_kept_where_nothing_was(tmp_path: Path) -> None:
    about("b", code="older").add_to(tmp_path)
    assert keep_earlier(tmp_path, about("c")) == Earlier((), None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Changed since the last answer: mine. The earlier tables are kept in earlier-1."),
        ("nb", "Endret siden forrige svar: mine. De tidligere tabellene er bevart i earlier-1."),
    ],
)
def test_it_is_said_in_one_line(language: str, said: str) -> None:
    assert changed(Earlier(("mine",), "earlier-1"), language) == said
    assert "mine" not in changed(Earlier((), None), language)
