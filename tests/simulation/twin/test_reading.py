"""Reading listings."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.rental.choosing import CODE
from simulation.twin.reading import apply_for

applicants = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 5), st.integers(0, 2**32 - 1), st.integers(0, 6)), max_size=30
)
offers = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), max_size=30)


@given(applicants, offers)
def test_applicants_read_distinct_listings_of_their_place_and_range(who: list, what: list) -> None:
    code = np.sort(np.array([p * CODE + r for p, r in what], dtype=np.int64))
    place, low, start, most = (np.array([w[i] for w in who], dtype=np.int64) for i in range(4))
    high = np.minimum(low + 1, 5)
    a, b = apply_for(place, low, high, start, code, most)
    assert len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(a)
    assert np.all(code[b] // CODE == place[a])
    assert np.all((code[b] % CODE >= low[a]) & (code[b] % CODE <= high[a]))
    for i in range(len(who)):
        base = place[i] * CODE
        fitting = np.sum((code >= base + low[i]) & (code <= base + high[i]))
        assert np.sum(a == i) == min(fitting, most[i])
