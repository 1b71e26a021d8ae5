import re

from scenarios.parameters import model_parameters
from scenarios.units import UNITS_NB, YEARS, general, unit_text
from simulation.worlds import NATIONAL

USED = {record.unit for world in NATIONAL for _, record in model_parameters(world.name).items()}


def test_every_unit_of_every_parameter_is_in_bokmal() -> None:
    assert {general(unit) for unit in USED} - set(UNITS_NB) == set()


def test_no_unit_is_left_over() -> None:
    assert set(UNITS_NB) - {general(unit) for unit in USED} == set()


def test_units_read_as_bokmal_with_their_own_years() -> None:
    english = {"the", "of", "a", "an", "year", "years", "month", "share", "by", "and", "with", "points"}
    for unit in USED:
        told = unit_text(unit, "nb")
        assert unit_text(unit, "en") == unit
        assert "{" not in told and "NOK" not in told, unit
        assert not english & set(re.findall(r"[a-zæøå]+", told)), unit
        assert YEARS.findall(told) == YEARS.findall(unit), unit


def test_a_unit_that_no_parameter_has_is_shown_as_declared() -> None:
    assert unit_text("furlongs", "nb") == "furlongs" and unit_text("a {b}", "nb") == "a {b}"
    assert unit_text("NOK, years 1999-2001", "nb") == "kr, årene 1999-2001"
