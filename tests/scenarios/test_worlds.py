import numpy as np
import pytest

from agents.kinds import END_MONTH, START_MONTH
from scenarios.parameters import model_parameters, start_parameters
from scenarios.scenario import load_scenario, scenario_names
from scenarios.worlds import NORWAY, TINY, TODAY, WORLDS, WorldError, world_named


def test_the_years_of_the_model() -> None:
    assert NORWAY.years == (2009, 2016) == TINY.years
    assert (NORWAY.start, NORWAY.end, TINY.start) == (0, END_MONTH, START_MONTH)
    assert NORWAY.span == ("2007-01", "2016-12")


def test_every_world_has_a_name_of_its_own_and_a_policy_date_within_its_years() -> None:
    assert len({world.name for world in WORLDS}) == len(WORLDS)
    for world in WORLDS:
        assert world_named(world.name) is world
        assert world.start <= world.policy_month < world.end
        assert world.data.calendar.year_of(world.start) <= world.first_year <= world.last_year


def test_an_unknown_world_names_the_nearest() -> None:
    with pytest.raises(WorldError, match="Did you mean norway-2013"):
        world_named("norway2013")
    with pytest.raises(WorldError, match="Did you mean norway-2013 or norway-2024?"):
        world_named("norway")
    with pytest.raises(WorldError) as caught:
        world_named("finland")
    assert "Did you mean" not in str(caught.value)


def test_months_as_text_and_back() -> None:
    for month in (0, 11, 12, END_MONTH - 1):
        assert NORWAY.index(NORWAY.text(month)) == month


def test_the_world_of_today_has_months_lists_and_a_baseline_of_its_own() -> None:
    assert TODAY.years == (2024, 2033)
    assert TODAY.span == ("2022-01", "2033-12")
    assert (TODAY.index("2024-01"), TODAY.policy_month, TODAY.end) == (START_MONTH, 36, 144)
    values = model_parameters(TODAY.name)
    years = TODAY.last_year - TODAY.data.first_year + 1
    yearly = [name for name, record in model_parameters().items() if "2007-2016" in record.unit]
    assert len(yearly) > 15
    for name in yearly:  # none is left with the years of another world
        assert len(values[name].value) == years or name == "imdi.need", name  # type: ignore[arg-type]
    assert load_scenario(TODAY.baseline).changes == {}


def test_a_world_differs_in_values_not_in_names() -> None:
    own = set(model_parameters(TODAY.name)) - set(model_parameters())
    assert own and all(name.startswith("world.") for name in own)
    assert own <= start_parameters(TODAY.name)
    assert model_parameters(TINY.name) is model_parameters(NORWAY.name)


@pytest.mark.parametrize("name", [name for name in scenario_names() if "2024" in name])
def test_scenarios_of_today_begin_in_january_2025(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.world == TODAY.name
    first = scenario.phases()[0][1]
    assert dict(first) == dict(load_scenario(TODAY.baseline).phases()[0][1])
    assert scenario.branch_month >= TODAY.policy_month


def test_the_middle_of_the_permits_is_the_baseline() -> None:
    middle = load_scenario("permits-2024-middle")
    assert middle.changes == {}
    low, high = load_scenario("permits-2024-low"), load_scenario("permits-2024-high")
    paths = [
        np.sum([one.phases()[-1][1][name] for name in ("permits.total", "permits.collective")], axis=0)
        for one in (low, middle, high)
    ]
    assert np.all(paths[0][3:] < paths[1][3:]) and np.all(paths[1][3:] < paths[2][3:])
    assert np.array_equal(paths[0][:3], paths[2][:3])  # nothing before the policy differs
