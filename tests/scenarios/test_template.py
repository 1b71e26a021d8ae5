from pathlib import Path

import pytest

from scenarios.dials import DIALS
from scenarios.scenario import BASELINE, PRESETS, ScenarioError, load_scenario, scenario_names
from scenarios.template import known, write_template

LANGUAGES = ("en", "nb")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parent", [*PRESETS, "integrated-under-surge"])
def test_a_new_file_is_its_parent(tmp_path: Path, parent: str, language: str) -> None:
    mine = load_scenario(write_template("mine", parent, tmp_path, language))
    above = load_scenario(parent)
    assert (mine.name, mine.parent) == ("mine", parent)
    assert (mine.changes, mine.shocks, mine.policy) == (above.changes, above.shocks, above.policy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_every_note_made_a_line_it_is_right_and_repeats_the_parent(
    tmp_path: Path, language: str
) -> None:
    path = write_template("mine", "informed", tmp_path / "mine.toml", language)
    text = path.read_text(encoding="utf-8")
    names = [*(dial.name for dial in DIALS), *known("levers"), *known("rules"), "permits.surge"]
    for name in names:
        assert f"\n# {name} = " in text
        text = text.replace(f"\n# {name} = ", f"\n{name} = ")
    path.write_text(text, encoding="utf-8")
    mine = load_scenario(path)
    assert mine.changes == load_scenario("informed").changes and list(mine.shocks) == ["permits.surge"]


def test_the_parent_may_be_a_file_beside_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_template("above", BASELINE, tmp_path, "en")
    mine = load_scenario(write_template("mine", str(tmp_path / "above.toml"), tmp_path, "en"))
    assert mine.parent == "above.toml"
    (tmp_path / "inner").mkdir()
    with pytest.raises(ScenarioError, match="leaves the folder"):
        write_template("mine", str(tmp_path / "above.toml"), tmp_path / "inner", "en")
    monkeypatch.chdir(tmp_path)
    assert write_template("third", "above.toml", None, "en") == Path("third.toml")


def test_what_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(ScenarioError, match="is there already"):
        write_template("mine", BASELINE, tmp_path, "en")
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "parent", "folder", "said"),
    [
        ("../x", BASELINE, ".", "at most 80 letters"),
        ("", BASELINE, ".", "at most 80 letters"),
        ("integrated", BASELINE, ".", "its own name"),
        ("mine", "integrate", ".", "Did you mean integrated"),
        ("mine", BASELINE, "none/there.toml", "There is no folder"),
    ],
)
def test_what_cannot_be_written(tmp_path: Path, name: str, parent: str, folder: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        write_template(name, parent, tmp_path / folder, "en")
    assert list(tmp_path.iterdir()) == []


def test_the_library_covers_what_a_planner_may_turn() -> None:
    assert "husbanken.grant_share_priority" in known("levers") and known("rules") == ["imdi.rule"]
    assert len(scenario_names()) >= 12
