"""A scenario survives every way it can be taken away: file, Python, upload."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.dials import DIALS
from scenarios.scenario import Scenario, ScenarioError, load_scenario, scenario_names
from workshop.editor import python_of, read_text, slug, toml_of, toml_of_scenario


def from_python(text: str) -> Scenario:
    names: dict[str, object] = {"__name__": "taken away"}
    exec(text, names)
    found = names["scenario"]
    assert isinstance(found, Scenario)
    return found


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_of_the_library_comes_back_from_its_file_and_its_python(name: str) -> None:
    one = load_scenario(name)
    again = read_text(toml_of_scenario(one))
    for field in ("changes", "shocks", "policy", "salt", "world", "description"):
        assert getattr(again, field) == getattr(one, field)
    assert from_python(python_of(one)) == one


@given(
    st.sampled_from([name for name in scenario_names() if load_scenario(name).world == "norway-2013"]),
    st.dictionaries(st.sampled_from([dial.name for dial in DIALS]), st.floats(0, 1), max_size=9),
    st.text(max_size=80),
)
def test_what_the_dials_say_is_what_the_file_says(parent: str, dials: dict[str, float], name: str) -> None:
    found = read_text(toml_of(name, parent, dials))
    assert found.changes == load_scenario(parent).with_changes(dials).changes
    assert from_python(python_of(found)) == found
    assert found.name == slug(name) and found.name not in scenario_names()


@given(st.text(max_size=400))
def test_any_text_is_a_scenario_or_a_sentence(text: str) -> None:
    try:
        read_text(text)
    except ScenarioError as error:
        assert error.said("nb") and error.said("en") and "/tmp" not in error.said("en")


@pytest.mark.parametrize("parent", ["../../etc/passwd.toml", "/etc/passwd.toml", "scenario.toml", "./x.toml"])
def test_an_upload_has_no_parent_outside_the_library(parent: str) -> None:
    with pytest.raises(ScenarioError):
        read_text(f'name = "mine"\nparent = "{parent}"\n')
    with pytest.raises(ScenarioError):
        toml_of("mine", parent, {})


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ScenarioError, match="64 kB"):
        read_text("#" * 70_000)
