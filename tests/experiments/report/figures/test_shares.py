from experiments.report.figures.shares import shares


def test_every_bar_has_every_part_and_a_bar_of_nothing_is_drawn() -> None:
    drawn = shares({"all": [1, 2, 3, 4], "none": [0, 0, 0, 0]}, ["w", "x", "y", "z"], "per cent")
    assert drawn.count(b"<pattern") >= 3  # hatches, for who sees no colour
