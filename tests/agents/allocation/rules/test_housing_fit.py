"""By housing."""

import numpy as np

from tests.agents.allocation.made import alone, decide, towns


def vacancy(*where: tuple[int, int]) -> np.ndarray:
    homes = np.zeros((20, 5), dtype=np.int64)
    for m, rooms in where:
        homes[m, rooms - 1] += 1
    return homes


ROOM = {"places": np.full(20, 30), "plan": np.full(20, 30)}


def test_a_case_goes_to_a_vacancy_of_its_size_and_only_one() -> None:
    c = alone(2, persons=np.array([2, 2]))
    chosen = decide("housing_fit", c, towns(**ROOM, vacant=vacancy((7, 2))))
    assert chosen[0] == 7 and chosen[1] != 7


def test_expected_family_counts_before_the_present_size() -> None:
    c = alone(2, persons=np.array([1, 1]), expected=np.array([4, 4]))
    chosen = decide("housing_fit", c, towns(**ROOM, vacant=vacancy((7, 1), (9, 4))))
    assert chosen.tolist() == [9, 7]


def test_the_own_region_first_then_the_nation() -> None:
    c = alone(2, region=np.array([1, 1]))
    chosen = decide("housing_fit", c, towns(**ROOM, vacant=vacancy((3, 1), (4, 1))))
    assert chosen.tolist() == [4, 3]  # regions are m mod 3


def test_it_does_not_favour_the_first_codes() -> None:
    n, m = 4000, 20
    t = towns(places=np.full(m, 10**6), vacant=np.full((m, 5), 10**6))
    counts = np.bincount(decide("housing_fit", alone(n, hours=np.zeros(n)), t), minlength=m)
    assert ((counts - n / m) ** 2 / (n / m)).sum() < 43.8  # 19 df, p = 0.001
