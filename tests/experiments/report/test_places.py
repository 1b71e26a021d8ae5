import numpy as np

from experiments.disclosure import suppress
from experiments.report.sections.places import _half, held_back


def test_a_municipality_is_held_back_in_all_scenarios_when_it_must_be_in_one() -> None:
    means = {"a": np.array([3.0, 40.0, 12.0, 0.0]), "b": np.array([30.0, 40.0, 12.0, 0.0])}
    assert held_back(means).tolist() == suppress(means["a"]).hidden.tolist() == [True, False, True, False]


def test_one_replicate_is_never_clear() -> None:
    assert np.isinf(_half(np.ones((1, 3)))).all()
    assert (_half(np.ones((4, 3))) == 0).all()
