"""Households are drawn until a place has its persons: known shares in, the same shares out."""

from dataclasses import replace
from functools import cache
from typing import Any, cast

import numpy as np
import pytest

from agents.kinds import Kind, Origin
from agents.parameters import Rules
from scenarios.parameters import model_parameters
from simulation.randomness import Randomness
from simulation.start.anchor import Anchor
from simulation.start.homes import Homes, draw_homes, to_places
from simulation.start.tiny_geography import tiny_geography

SOMALIA, IRAQ, THIRD = 0, 1, 2
PERSONS = 40_000  # of each place
MINORS = np.array([300, 0, 700, 500, 0])
ORIGINS = np.array(
    [[0.7, 0.3], [0.2, 0.8], [0.5, 0.5], [0.0, 1.0]]
)  # persons by municipality, of two origins


def rules(**changes: Any) -> Rules:
    return Rules({**vars(model_parameters().resolve().rules("start")), **changes})


def facts() -> Anchor:
    """Return an anchor of large households from the first origin and small ones from the second."""
    origins = len(Origin)
    origin, size = np.zeros((4, origins)), np.zeros((origins, 8))
    origin[:, [SOMALIA, IRAQ]] = ORIGINS
    size[:, 0] = 1.0
    size[SOMALIA] = [0.1, 0.1, 0.0, 0.2, 0.2, 0.2, 0.1, 0.1]
    size[IRAQ, :3] = [0.5, 0.3, 0.2]
    couple, lone = np.full(origins, 0.5), np.full(origins, 0.5)
    couple[[SOMALIA, IRAQ]], lone[[SOMALIA, IRAQ]] = [0.2, 0.7], [0.6, 0.1]
    years = np.tile([1.0, 0.0, 0.0, 0.0, 0.0], (origins, 1))
    years[SOMALIA], years[IRAQ] = [5.0, 4.0, 3.0, 2.0, 1.0], [0.0, 0.0, 1.0, 0.0, 1.0]
    refugees = np.array([2 * PERSONS, PERSONS, PERSONS, PERSONS])
    return cast(Any, Anchor)(
        refugees=refugees, women=refugees // 2, national_origin=origin.mean(axis=0), origin=origin,
        minors=np.ones(4), size=size, couple=couple, lone=lone, recent_years=years,
    )  # fmt: skip


LEVEL = np.array([800.0, 400.0, 800.0, 10.0])  # of settlement: the third new for its stock, the last old


@cache
def drawn(tilt: float = 0.0) -> Homes:
    """Return households of five places in four municipalities."""
    told = rules(
        recent_tilt=tilt, recent_heads=0.5, recent_tilt_bounds=(0.2, 5.0), minors_residence=36.0,
        residence_0_4=(0.4, 0.2, *(0.0,) * 6), residence_5_9=(0.3, 0.2, *(0.0,) * 6),
        residence_10_19=(0.2, 0.5, *(0.0,) * 6), minors_origin=(0.1, 0.2, 0.7, *(0.0,) * 5),
    )  # fmt: skip
    return draw_homes(
        told, tiny_geography(4), facts(), LEVEL, Randomness(4),
        np.array([PERSONS, PERSONS, PERSONS, PERSONS, 3]), MINORS,
    )  # fmt: skip


def grown() -> np.ndarray:
    return drawn().kind != Kind.UNACCOMPANIED


def test_every_place_has_its_persons_and_its_minors() -> None:
    homes, mine = drawn(), grown()
    persons = np.bincount(homes.place[mine], homes.size[mine], minlength=5)
    assert persons.tolist() == [PERSONS, PERSONS, PERSONS, PERSONS, 3]
    assert np.bincount(homes.place[~mine], minlength=5).tolist() == MINORS.tolist()
    assert np.array_equal(homes.town, np.array([0, 0, 1, 2, 3])[homes.place])
    assert homes.size.min() == 1 and homes.size.max() == 8 and np.all(homes.size[~mine] == 1)
    assert len(np.unique(homes.key)) == len(homes.key)


def test_persons_have_the_origins_of_their_municipality() -> None:
    """Of persons, not of households: where half come in large ones, most households are small."""
    homes, mine = drawn(), grown()
    for town in range(3):
        here = mine & (homes.town == town)
        persons = np.bincount(homes.origin[here], homes.size[here], minlength=len(Origin))
        assert persons[:2] / persons.sum() == pytest.approx(ORIGINS[town], abs=0.01)
        assert not persons[2:].any()


def test_households_have_the_sizes_and_kinds_of_their_origin() -> None:
    homes, told = drawn(), facts()
    for origin in (SOMALIA, IRAQ):
        here = grown() & (homes.origin == origin)
        size, kind = homes.size[here], homes.kind[here]
        assert np.bincount(size, minlength=9)[1:] / here.sum() == pytest.approx(told.size[origin], abs=0.012)
        assert np.all(kind[size == 1] == Kind.SINGLE)
        two, more = kind[size == 2], kind[size > 2]
        assert set(two) == {Kind.COUPLE, Kind.SINGLE_PARENT} and set(more) == {
            Kind.FAMILY,
            Kind.SINGLE_PARENT,
        }
        assert np.mean(two == Kind.COUPLE) == pytest.approx(told.couple[origin], abs=0.02)
        assert np.mean(more == Kind.SINGLE_PARENT) == pytest.approx(told.lone[origin], abs=0.02)


def bands(homes: Homes, here: np.ndarray) -> np.ndarray:
    """Return the shares that have lived here under 5, 10, 20 years and longer."""
    return np.histogram(homes.residence[here], [1, 61, 121, 241, 10_000])[0] / here.sum()


def test_residence_has_its_bands_of_which_the_first_counts_half() -> None:
    """Of heads fewer came lately than of persons; the rest is as it was to each other."""
    homes, mine = drawn(), grown()
    for origin, share in ((SOMALIA, (0.2, 0.3, 0.2, 0.1)), (IRAQ, (0.1, 0.2, 0.5, 0.1))):
        here = mine & (homes.origin == origin)
        assert bands(homes, here) == pytest.approx(np.array(share) / sum(share), abs=0.012)


def test_months_of_residence_are_spread_within_their_band() -> None:
    homes, mine = drawn(), grown()
    for begins, ends in ((61, 120), (121, 240), (241, 408)):
        months = homes.residence[mine & (homes.residence >= begins) & (homes.residence <= ends)]
        assert (months.min(), months.max()) == (begins, ends)
        assert months.mean() == pytest.approx((begins + ends) / 2, rel=0.01)
        assert np.histogram(months, 3)[0] / len(months) == pytest.approx(np.full(3, 1 / 3), abs=0.02)
    assert homes.residence[mine].max() == 408
    for origin, weight in ((SOMALIA, (5, 4, 3, 2, 1)), (IRAQ, (0, 0, 1, 0, 1))):
        months = homes.residence[mine & (homes.origin == origin) & (homes.residence <= 60)] - 1
        assert np.bincount(months // 12, minlength=5) / len(months) == pytest.approx(
            np.array(weight) / sum(weight), abs=0.02
        )
        assert np.bincount(months % 12) / len(months) == pytest.approx(np.full(12, 1 / 12), abs=0.015)


def test_where_much_is_settled_for_its_stock_more_came_lately() -> None:
    """Odds of the first band as the level for its stock, to 0.7, between a fifth and five of the nation's.

    As many in all as without.
    """
    homes = drawn(0.7)
    stock = facts().refugees.astype(float)
    ratio = np.clip(LEVEL / stock / (LEVEL.sum() / stock.sum()), 0.2, 5.0) ** 0.7
    ratio /= np.average(ratio, weights=stock)
    assert ratio[3] / ratio[0] == pytest.approx((0.2 / (0.01 / 0.010050)) ** 0.7, rel=0.02)
    for town in range(3):
        odds = np.array([0.1 * ratio[town], 0.2, 0.5, 0.1])
        here = (homes.kind != Kind.UNACCOMPANIED) & (homes.town == town) & (homes.origin == IRAQ)
        assert bands(homes, here) == pytest.approx(odds / odds.sum(), abs=0.012)


def test_a_municipality_without_anybody_settles_as_if_it_had_one() -> None:
    nobody = replace(facts(), refugees=np.array([0, PERSONS, PERSONS, PERSONS]))
    told = rules(minors_residence=36.0)
    homes = draw_homes(
        told,
        tiny_geography(4),
        nobody,
        LEVEL,
        Randomness(4),
        np.array([0, 5, 40, 0, 40]),
        np.zeros(5, dtype=int),
    )
    assert np.bincount(homes.place, homes.size, minlength=5).tolist() == [0, 5, 40, 0, 40]


def test_minors_have_origins_of_their_own_and_came_within_three_years() -> None:
    homes, minor = drawn(), ~grown()
    shares = np.bincount(homes.origin[minor], minlength=3) / minor.sum()
    assert shares == pytest.approx([0.1, 0.2, 0.7], abs=0.04)
    months = homes.residence[minor] - 1
    assert months.min() == 0 and 33 <= months.max() <= 35
    assert months.mean() == pytest.approx(
        35 / 4 - 0.5, abs=0.6
    )  # the product of two even draws, less what is cut


def test_counts_of_a_town_of_several_places_are_shared_out() -> None:
    """By the shares of Oslo's districts where there are as many, else alike; single places have all."""
    geography = tiny_geography(3)
    counts = np.array([11, 7, 5])
    assert to_places(geography, counts, np.array([1.0, 3.0])).tolist() == [3, 8, 7, 5]
    assert to_places(geography, counts, np.array([1.0, 3.0, 2.0])).tolist() == [6, 5, 7, 5]
