from pathlib import Path

import pytest

from agents.kinds import POLICY_MONTH
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, replicate_values
from scenarios.scenario import BASELINE, LIBRARY, PRESETS, ScenarioError, load_scenario, scenario_names

HEAD = 'name = "mine"\n[description]\nen = "a"\nnb = "b"\n'


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_every_file_of_the_library_loads_and_bears_its_name() -> None:
    assert set(PRESETS) <= set(scenario_names())
    for path in LIBRARY.glob("*.toml"):
        assert load_scenario(path.stem).name == path.stem


@pytest.mark.parametrize("name", PRESETS)
def test_presets_change_dials_only_and_start_in_january_2011(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.policy_month == POLICY_MONTH
    assert set(scenario.changes) <= {dial.parameter for dial in DIALS}


def test_baseline_changes_nothing_and_has_one_phase() -> None:
    baseline = load_scenario(BASELINE)
    assert baseline.changes == {}
    assert [month for month, _ in baseline.phases(1)] == [0]


def test_a_scenario_holds_only_differences_from_the_baseline() -> None:
    parameters = model_parameters()
    for name in PRESETS:
        assert all(parameters[key].value != value for key, value in load_scenario(name).changes.items())


def test_children_take_over_the_changes_of_their_parents() -> None:
    informed, planned = load_scenario("informed"), load_scenario("planned")
    assert informed.changes.items() <= planned.changes.items()
    assert planned.changes["coordination.municipal_routines"] == 1.0


def test_integrated_leaves_the_stakes_of_reporting_as_they_were() -> None:
    changes = load_scenario("integrated").changes
    assert "coordination.reporting_stakes" not in changes
    assert set(changes.values()) == {1.0} and len(changes) == 8


def test_arms_share_the_draws_of_a_replicate_and_the_years_before_the_policy() -> None:
    drawn = replicate_values(7)
    first = load_scenario(BASELINE).phases(7)[0]
    for name in PRESETS:
        phases = load_scenario(name).phases(7)
        assert phases[0][0] == 0 and dict(phases[0][1]) == dict(first[1])
        assert all(values[key] == value for _, values in phases for key, value in drawn.items())


def test_all_errors_at_once_with_line_range_and_nearest_name(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'name = "x y"\nparent = "informd"\npolicy = "2011-13"\npolciy = 1\n[description]\nen = "a"\n'
        "[changes]\ncoordination.shared_guidence = 0.5\ncoordination.peer_learning = 3\n",
    )
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0].removeprefix(f"{path}, ") for line in lines] == [
        "line 1", "line 2", "line 3", "line 4", "line 5", "line 8", "line 9"
    ]  # fmt: skip
    assert "Did you mean informed?" in lines[1]
    assert "Did you mean policy?" in lines[3]
    assert "Did you mean coordination.shared_guidance?" in lines[5]
    assert "outside its range 0.0 to 1.0" in lines[6]


def test_unknown_name_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="Did you mean integrated"):
        load_scenario("integrate")
    with pytest.raises(ScenarioError, match="no scenario file"):
        load_scenario(tmp_path / "none.toml")


def test_a_loop_of_parents_is_refused(tmp_path: Path) -> None:
    write(tmp_path, 'parent = "b.toml"\n' + HEAD, "a.toml")
    write(tmp_path, 'parent = "a.toml"\n' + HEAD, "b.toml")
    with pytest.raises(ScenarioError, match="its own ancestor"):
        load_scenario(tmp_path / "a.toml")


def test_policy_outside_the_years_of_the_model(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="outside 2007-01 to 2016-12"):
        load_scenario(write(tmp_path, 'policy = "2020-01"\n' + HEAD))


def test_policy_from_the_first_month_is_one_phase(tmp_path: Path) -> None:
    path = write(tmp_path, 'policy = "2007-01"\n' + HEAD + "[changes]\ncoordination.peer_learning = 1.0\n")
    ((month, values),) = load_scenario(path).phases(1)
    assert month == 0 and values["coordination.peer_learning"] == 1.0


def test_changes_must_be_a_table(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="line 1: changes must be a table"):
        load_scenario(write(tmp_path, "changes = 3\n" + HEAD))


def test_with_changes_takes_short_names_of_dials_and_checks() -> None:
    changed = load_scenario(BASELINE).with_changes({"peer_learning": 0.5})
    assert changed.changes == {"coordination.peer_learning": 0.5}
    assert changed.name == "baseline-2013-with-peer_learning-0.5"
    with pytest.raises(ScenarioError, match="Did you mean coordination.peer_learning"):
        load_scenario(BASELINE).with_changes({"coordination.peer_lerning": 0.5})
    with pytest.raises(ScenarioError, match="outside its range"):
        load_scenario(BASELINE).with_changes({"peer_learning": 5})


def test_pinning_a_drawn_parameter_is_a_change_even_at_its_central_value() -> None:
    pinned = load_scenario(BASELINE).with_changes({"channels.common": 0.0})
    assert pinned.phases(3)[1][1]["channels.common"] == 0.0


def test_placebo_changes_chance_only() -> None:
    placebo = load_scenario("placebo")
    assert placebo.salt == 1 and placebo.changes == {}


def test_resolved_is_plain_data_with_every_value() -> None:
    resolved = load_scenario("planned").resolved(2)
    assert resolved["seed"] == 2
    assert len(resolved["phases"]) == 2
    assert set(resolved["phases"][1]["values"]) == set(model_parameters())
