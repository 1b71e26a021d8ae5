import pytest

from agents.kinds import END_MONTH, START_MONTH, year_of
from scenarios.worlds import NORWAY, TINY, WORLDS, WorldError, month_index, month_text, world_named


def test_the_years_of_the_model() -> None:
    assert NORWAY.years == (2009, 2016) == TINY.years
    assert (NORWAY.start, NORWAY.end, TINY.start) == (0, END_MONTH, START_MONTH)
    assert NORWAY.span == ("2007-01", "2016-12")


def test_every_world_has_a_name_of_its_own_and_a_policy_date_within_its_years() -> None:
    assert len({world.name for world in WORLDS}) == len(WORLDS)
    for world in WORLDS:
        assert world_named(world.name) is world
        assert world.start <= world.policy_month < world.end
        assert year_of(world.start) <= world.first_year <= world.last_year


def test_an_unknown_world_names_the_nearest() -> None:
    with pytest.raises(WorldError, match="Did you mean norway-2013"):
        world_named("norway2013")


def test_months_as_text_and_back() -> None:
    for month in (0, 11, 12, END_MONTH - 1):
        assert month_index(month_text(month)) == month
