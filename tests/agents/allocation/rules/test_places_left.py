"""The practice."""

import numpy as np

from tests.agents.allocation.made import alone, cases, decide, towns

UNSEEN = np.zeros((20, 5), dtype=np.int64)


def test_own_region_and_the_most_places_left() -> None:
    nowhere = np.full(120, -1)
    c = cases(4, close_family=nowhere, excluded=nowhere, region=np.arange(120) % 3)
    t = towns(4, places=np.full(20, 100), plan=np.full(20, 100), vacant=UNSEEN)
    chosen = decide("places_left", c, t)
    np.testing.assert_array_equal(t.region[chosen], c.region)
    used = np.bincount(chosen, weights=c.persons, minlength=20)
    for region in range(3):
        mine = used[t.region == region]
        assert mine.max() - mine.min() <= 5  # evened out, up to one household


def test_a_vacancy_that_is_shown_comes_before_the_rest() -> None:
    shown = UNSEEN.copy()
    shown[7, 0] = 1
    chosen = decide("places_left", alone(2), towns(places=np.full(20, 9), vacant=shown))
    assert chosen[0] == 7 and chosen[1] != 7
