"""The tables of the anchor: suppressed cells are unknown, shares are shares."""

import numpy as np
import pytest

from agents.kinds import Origin
from agents.parameters import Values
from data.loader import origin_mix
from simulation.start import anchor as anchors
from simulation.start.anchor import Sizes, anchor, household_shares, origin_shares
from simulation.start.geography import national_geography


def test_shares_add_up(values: Values) -> None:
    facts = anchor(values, national_geography(values).code)
    assert facts.refugees.sum() == 110_110
    assert np.allclose(facts.origin.sum(axis=1), 1.0)
    assert np.isclose(facts.national_origin.sum(), 1.0)
    assert np.allclose(facts.size.sum(axis=1), 1.0)


def test_a_suppressed_origin_is_not_taken_for_zero(values: Values) -> None:
    codes = national_geography(values).code
    frame = origin_mix()
    somali = frame[frame["country_code"].astype(int) == 346].set_index("code")["persons_status"]
    hidden = np.array([somali.get(code, "") == "suppressed" for code in codes])
    assert hidden.sum() > 100
    facts = anchor(values, codes)
    assert np.all(facts.origin[hidden, Origin.SOMALIA] > 0.0)


def test_small_municipalities_are_drawn_towards_the_nation(values: Values) -> None:
    facts = anchor(values, national_geography(values).code)
    apart = np.abs(facts.origin - facts.national_origin).sum(axis=1)
    tiny = facts.refugees < 5
    assert apart[tiny].mean() < 0.25
    assert apart[~tiny].mean() > apart[tiny].mean()


def test_more_shrinkage_brings_mixes_nearer(values: Values) -> None:
    codes = national_geography(values).code
    facts = anchor(values, codes)
    weight = np.ones(len(Origin))
    nation, loose = origin_shares(codes, facts.refugees, weight, 5.0)
    _, tight = origin_shares(codes, facts.refugees, weight, 500.0)
    assert np.abs(tight - nation).sum() < np.abs(loose - nation).sum()


def test_somali_households_are_larger_than_iranian() -> None:
    size, couple, lone = household_shares(Sizes((0.5, 0.3, 0.1, 0.1), (3.0, 4.3), (0.4, 0.6)))
    mean = size @ np.arange(1, 9)
    assert mean[Origin.SOMALIA] > mean[Origin.IRAN]
    assert np.all((couple > 0) & (couple < 1))
    assert lone[Origin.SOMALIA] > lone[Origin.IRAQ]


def test_couples_and_lone_parents_are_told_apart_by_households(monkeypatch: pytest.MonkeyPatch) -> None:
    """30 persons with one parent are 10 households, of which 4 of two persons and 6 of more; 40 in couples
    alone are 20; 43 in couples with children are 10."""
    persons = {"couple_no_children": 40, "single_parent": 30, "couple_children": 43}
    monkeypatch.setattr(
        anchors, "pattern", lambda name: {"value": persons[name[len("hh_type_") : -len("_somalia_2016")]]}
    )
    couple, lone = anchors.couples_and_lone("somalia", Sizes((1.0,) * 4, (3.0, 4.3), (0.4, 0.6)))
    assert couple == pytest.approx(20 / 24) and lone == pytest.approx(6 / 16)
