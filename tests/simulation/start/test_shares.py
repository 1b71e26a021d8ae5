import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.start.shares import choose, spread

WEIGHTS = st.lists(st.just(0.0) | st.floats(0.001, 1000.0), min_size=1, max_size=40)


@given(total=st.integers(0, 5000), weight=WEIGHTS)
def test_whole_numbers_add_up_each_its_share_rounded_down_or_up(total: int, weight: list[float]) -> None:
    given_to = np.array(weight)
    result = spread(total, given_to)
    if given_to.sum() == 0.0:
        assert not result.any()
        return
    share = total * given_to / given_to.sum()
    assert result.sum() == total and not result[given_to == 0.0].any()
    assert np.all((result >= np.floor(share - 1e-6)) & (result <= np.ceil(share + 1e-6)))
    more = np.subtract.outer(given_to, given_to) > 0  # who weighs more never gets less
    assert not (more & (np.subtract.outer(result, result) < 0)).any()


@given(
    total=st.integers(0, 300),
    rows=st.lists(st.tuples(st.floats(0.001, 10.0), st.integers(0, 30)), min_size=1),
)
def test_no_entry_exceeds_its_room_and_only_what_fits_nowhere_is_left(
    total: int, rows: list[tuple[float, int]]
) -> None:
    weight, most = np.array([w for w, _ in rows]), np.array([room for _, room in rows])
    result = spread(total, weight, most)
    assert np.all((result >= 0) & (result <= most)) and result.sum() == min(total, most.sum())


def test_what_does_not_fit_goes_to_the_others_by_weight() -> None:
    most = np.array([1, 2, 100, 100])
    assert spread(50, np.array([10.0, 10.0, 2.0, 1.0]), most).tolist() == [1, 2, 31, 16]


def test_a_large_place_gets_its_share_of_few_things_to_give() -> None:
    """One of 428 with a fourteenth of the weight: a fourteenth of what there is, where sharing the rest by
    weight again and again would give it nearly twice as much."""
    weight = np.concatenate([[33.0], np.ones(427)])
    assert spread(460, weight)[0] == 33
    assert spread(46, weight)[0] in (3, 4)


def test_cells_are_chosen_by_thresholds() -> None:
    table = np.array([[10, 20, 30], [0, 0, 30]])
    assert choose(table, np.array([9, 5])).tolist() == [0, 2]
    assert choose(table, np.array([20, 29])).tolist() == [2, 2]
