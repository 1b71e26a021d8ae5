from scenarios.describe import Group, changes_of, differences, group_of, range_text, value_text
from scenarios.parameters import model_parameters
from scenarios.scenario import BASELINE, PRESETS, Shock, load_scenario, scenario_names


def test_changes_in_the_order_of_the_sections() -> None:
    found = changes_of(load_scenario("integrated-under-surge"))
    assert [row.section for row in found] == ["dials"] * 8 + ["shocks"]
    assert found[0].key == "shared_guidance" and (found[0].before, found[0].after) == (0.3, 1.0)
    assert (found[-1].key, found[-1].first, found[-1].last) == ("permits.surge", "2015-07", "2016-12")


def test_every_scenario_of_the_library_has_a_group() -> None:
    groups = {name: group_of(load_scenario(name)) for name in scenario_names()}
    assert {name for name, group in groups.items() if group is Group.PRESETS} == set(PRESETS)
    assert groups["surge"] is Group.SHOCKS
    assert groups["allocation-random"] is Group.RULES
    assert groups["grant-share-40"] is Group.LEVERS
    assert groups["target-regime"] is Group.DIALS
    assert groups["integrated-with-stakes"] is groups["integrated-under-surge"] is Group.COMBINATIONS
    assert groups["placebo"] is Group.NOTHING
    levels = {name for name, group in groups.items() if group is Group.LEVELS_2024}
    assert levels == {"fragmented-2024", "baseline-2024", "integrated-2024"}
    assert groups["permits-2024-middle"] is groups["surge-2024"] is Group.OTHERS_2024


def test_only_what_differs() -> None:
    found = differences(load_scenario("planned"), load_scenario("integrated"))
    assert "municipal_routines" not in {row.key for row in found} and len(found) == 7
    assert differences(load_scenario("planned"), load_scenario("planned")) == []
    (row,) = differences(load_scenario("integrated"), load_scenario("integrated-under-surge"))
    assert row.key == "permits.surge" and row.one is None and row.other is not None


def test_the_same_shock_in_other_months_differs() -> None:
    surge = load_scenario("surge")
    later = Shock.model_validate({"value": 1.5, "from": "2016-01"})
    assert len(differences(surge, surge.model_copy(update={"shocks": {"permits.surge": later}}))) == 1


def test_a_shock_is_told_against_the_lever_it_stands_above() -> None:
    shock = Shock.model_validate({"value": 3.0, "from": "2012-01"})
    both = load_scenario(BASELINE).model_copy(
        update={"levers": {"permits.surge": 2.0}, "shocks": {"permits.surge": shock}}
    )
    assert changes_of(both)[-1].before == 2.0


def test_values_and_ranges_as_people_read_them() -> None:
    assert value_text((0.5, 2.0)) == "0.5 2" and value_text((0.5, 2.0), "nb") == "0,5 2"
    assert range_text(model_parameters()["careers.learns_startlan"], "nb") == "0 til 0,1"
    assert "housing_fit" in range_text(model_parameters()["imdi.rule"])


def test_whole_numbers_have_no_exponent() -> None:
    assert value_text((1e6, -150000.0)) == "1000000 −150000" and value_text(0.25, "nb") == "0,25"
    assert range_text(model_parameters()["accounts.grant_kind_more"], "nb") == "−150000 til 1000000"
