"""What a settlement case is made of."""

from simulation.case_tables import mean_size


def test_mean_size() -> None:
    assert mean_size([1.0, 0, 0, 0, 0], [1.0, 0, 0, 0, 0]) == 1.0
    assert mean_size([0, 0, 0.5, 0.5, 0], [0, 1.0, 0, 0, 0]) == 3.5
