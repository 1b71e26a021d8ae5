import pytest

from agents.kinds import POLICY_MONTH
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters, replicate_values
from scenarios.scenario import (
    BASELINE,
    LIBRARY,
    PRESETS,
    ScenarioError,
    Shock,
    load_scenario,
    scenario_names,
)


def test_every_file_of_the_library_loads_and_bears_its_name() -> None:
    assert set(PRESETS) <= set(scenario_names())
    for path in LIBRARY.glob("*.toml"):
        assert load_scenario(path.stem).name == path.stem


@pytest.mark.parametrize("name", PRESETS)
def test_presets_change_dials_only_and_start_in_january_2011(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.policy_month == POLICY_MONTH
    assert not scenario.levers and not scenario.rules and not scenario.shocks
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


def test_the_library_has_a_dated_surge() -> None:
    for name in ("surge", "integrated-under-surge"):
        scenario = load_scenario(name)
        shock = scenario.shocks["permits.surge"]
        assert (shock.first, shock.last) == ("2015-07", "2016-12")
    assert scenario.dials == load_scenario("integrated").dials


def test_arms_share_the_draws_of_a_replicate_and_the_years_before_the_policy() -> None:
    drawn = replicate_values(7)
    first = load_scenario(BASELINE).phases(7)[0]
    for name in PRESETS:
        phases = load_scenario(name).phases(7)
        assert phases[0][0] == 0 and dict(phases[0][1]) == dict(first[1])
        assert all(values[key] == value for _, values in phases for key, value in drawn.items())


def test_with_changes_takes_short_names_of_dials_and_checks() -> None:
    changed = load_scenario(BASELINE).with_changes({"peer_learning": 0.5})
    assert changed.changes == {"coordination.peer_learning": 0.5}
    assert changed.name == "baseline-2013-with-peer_learning-0.5"
    with pytest.raises(ScenarioError, match="Did you mean coordination.peer_learning"):
        load_scenario(BASELINE).with_changes({"coordination.peer_lerning": 0.5})
    with pytest.raises(ScenarioError, match="outside its range 0 to 1"):
        load_scenario(BASELINE).with_changes({"peer_learning": 5})
    with pytest.raises(ScenarioError, match="only shapes the start"):
        load_scenario(BASELINE).with_changes({"start.crowded": 0.1})


def test_a_long_change_still_names_a_folder() -> None:
    changed = load_scenario(BASELINE).with_changes({"husbanken.frame": [300.0] * 10})
    other = load_scenario(BASELINE).with_changes({"husbanken.frame": [300.0] * 9 + [301.0]})
    assert len(changed.name) <= 80 and changed.name != other.name


def test_a_shock_begins_and_ends() -> None:
    surge = load_scenario("surge").model_copy(
        update={
            "shocks": {
                "permits.surge": Shock.model_validate({"value": 2.0, "from": "2015-07", "to": "2016-06"})
            }
        }
    )
    found = [(month, values["permits.surge"]) for month, values in surge.phases(1)]
    assert found == [(0, 1.0), (102, 2.0), (114, 1.0)]
    assert surge.branch_month == 102


def test_a_shock_stands_above_a_lever_while_it_lasts() -> None:
    shock = Shock.model_validate({"value": 3.0, "from": "2010-01", "to": "2011-06"})
    both = load_scenario(BASELINE).model_copy(
        update={"levers": {"permits.surge": 2.0}, "shocks": {"permits.surge": shock}}
    )
    assert [(m, v["permits.surge"]) for m, v in both.phases(1)] == [(0, 1.0), (36, 3.0), (54, 2.0)]
    assert both.branch_month == 36


def test_a_shock_that_changes_nothing_makes_no_phase() -> None:
    shock = Shock.model_validate({"value": 1.0, "from": "2015-07"})
    calm = load_scenario(BASELINE).model_copy(update={"shocks": {"permits.surge": shock}})
    assert [month for month, _ in calm.phases(1)] == [0]


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
