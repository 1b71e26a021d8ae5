from agents.parameters import ParameterSet
from scenarios.dials import DIALS, Layer, dials
from scenarios.parameters import model_parameters


def test_nine_dials_in_two_layers() -> None:
    assert len(DIALS) == 9
    assert len(dials(Layer.STATE)) == 5
    assert len(dials(Layer.MUNICIPAL)) == 4
    assert set(dials()) == set(DIALS)


def test_every_dial_is_a_parameter_between_none_and_full() -> None:
    parameters: ParameterSet = model_parameters()
    for dial in DIALS:
        assert (parameters[dial.parameter].low, parameters[dial.parameter].high) == (0.0, 1.0)


def test_every_coordination_parameter_is_a_dial() -> None:
    named = {name for name in model_parameters() if name.startswith("coordination.")}
    assert named == {dial.parameter for dial in DIALS}
