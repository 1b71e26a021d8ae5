"""The state a world begins with before anything is decided or known."""

import numpy as np

from simulation.world import empty_municipalities, empty_places


def test_municipalities_begin_with_nothing_decided_and_shares_that_are_shares() -> None:
    m = empty_municipalities(3)
    assert not m.known.any() and not m.vedtak.any() and not m.requested.any() and not m.vacant.any()
    assert (m.requested_record == -1).all()  # not known, which is not none
    for share in (m.taking_part, m.sense_of_fairness, m.reported_ratio, m.last_year_kinds):
        assert share.min() >= 0.0 and share.max() <= 1.0
    assert np.allclose(m.last_year_kinds.sum(axis=1), 1.0) and (m.kind_weight == 1.0).all()
    assert 0.5 < m.sense_of_fairness[0] < 1.0  # most vacancies go to others who are disadvantaged


def test_places_begin_at_the_level_of_the_anchor() -> None:
    p = empty_places(2, 8)
    for level in (p.rent_index, p.price_index, p.tightness):
        assert level.tolist() == [1.0, 1.0]
    assert p.coethnic.shape == (2, 8) and not p.coethnic.any() and not p.lease_requests.any()
