import pytest

from agents.parameters import Status
from scenarios.parameters import model_parameters
from scenarios.template import known
from scenarios.units import UNITS_NB, unit_text
from simulation.worlds import NATIONAL


@pytest.mark.parametrize("world", [world.name for world in NATIONAL])
def test_every_unit_a_planner_meets_is_in_bokmal(world: str) -> None:
    """Rules in force and what scenarios of the library turn; the rest may be shown as declared."""
    parameters = model_parameters(world)
    met = {name for name, record in parameters.items() if record.status is Status.POLICY} | set(
        known("levers")
    )
    assert {parameters[name].unit for name in met} - set(UNITS_NB) == set()


def test_no_unit_is_left_over() -> None:
    used = {record.unit for world in NATIONAL for _, record in model_parameters(world.name).items()}
    assert set(UNITS_NB) <= used
    assert unit_text("dial 0-1", "en") == "dial 0-1" and unit_text("months", "nb") == "måneder"
