"""Tenure, rooms, purses and stock of the start: their tables by hand, and their shares in the nation."""

import numpy as np
import pytest

from agents.kinds import START_MONTH, Kind, Tenure
from agents.parameters import Values
from simulation.moves import needed_rooms
from simulation.randomness import quantile_index
from simulation.start.geography import national_geography
from simulation.start.tenure import YEARS, draw_rooms, stock_by_place, tenure_tables, time_since
from simulation.world import World

CERTAIN = float(1 << 32)
EVEN = np.arange(0, 1 << 32, 1 << 22)  # draws that cover the unit interval evenly


def test_owning_begins_in_the_third_year_and_approaches_its_ceiling(values: Values) -> None:
    rules = values.rules("start")
    own = tenure_tables(rules).own / CERTAIN
    assert own.shape[2] == YEARS
    assert not own[:, :, :3].any() and np.all(own[:, Kind.FAMILY, 3] > 0)
    assert np.all(np.diff(own, axis=2) >= 0)
    ceiling = rules.vector("own_ceiling")[:, None] * rules.vector("own_kind")[None, :]
    assert np.all(own[:, :, -1] <= np.minimum(ceiling, 0.97) + 1e-6)
    # what is left to own falls by the same share each year
    free = (own[:, :, 10] < 0.97) & (ceiling > 0)
    left = 1.0 - own[free] / ceiling[free][:, None]
    pace = np.exp(-rules.vector("own_hazard") / rules.vector("own_ceiling"))
    pace = np.broadcast_to(pace[:, None], free.shape)[free]
    for year in range(3, 8):
        assert left[:, year] / left[:, year - 1] == pytest.approx(pace, abs=1e-5)


def test_municipal_share_falls_from_that_of_newcomers_to_that_of_long_residence(values: Values) -> None:
    rules = values.rules("start")
    share = tenure_tables(rules).municipal / CERTAIN
    kind = rules.vector("municipal_kind")
    newcomers = np.clip(rules.municipal_first * kind, 0, 0.95)
    assert share[:, :, 0] == pytest.approx(np.tile(newcomers, (len(share), 1)), abs=1e-6)
    later = rules.vector("municipal_later")[:, None] * kind[None, :]
    fade = np.exp(-(YEARS - 1) / rules.municipal_fade)
    long_here = later + (rules.municipal_first * kind[None, :] - later) * fade
    assert share[:, :, -1] == pytest.approx(np.clip(long_here, 0, 0.95), abs=1e-6)


def test_tenures_of_the_nation_are_near_their_shares(nation: World, values: Values) -> None:
    rules, homes = values.rules("start"), nation.households
    mine = (homes.refugee == 1) & (homes.municipality >= 0) & (homes.kind != Kind.UNACCOMPANIED)
    tenure, residence = homes.tenure, START_MONTH - homes.settled.astype(np.int64)
    tenants = mine & (tenure != Tenure.OWNED)
    lone = (homes.kind == Kind.SINGLE) & (residence <= 36)
    assert np.all(lone[mine & (tenure == Tenure.SHARED)])
    assert np.mean(tenure[tenants & lone] == Tenure.SHARED) == pytest.approx(rules.shared_recent, abs=0.03)
    rest = tenants & ~lone
    assert np.mean(tenure[rest] == Tenure.TEMPORARY) == pytest.approx(rules.temporary, abs=0.005)
    assert np.mean(tenure[rest] == Tenure.RELATIVES) == pytest.approx(rules.relatives, abs=0.01)
    private = tenants & np.isin(tenure, (Tenure.PRIVATE, Tenure.UNSERIOUS))
    assert np.mean(tenure[private] == Tenure.UNSERIOUS) == pytest.approx(rules.unserious, abs=0.01)


def test_tenure_began_between_settlement_and_now(nation: World) -> None:
    homes = nation.households
    rows = np.flatnonzero(homes.tenure == Tenure.OWNED)
    rows = rows[np.argsort(homes.settled[rows])[: len(EVEN)]]  # those who have been here longest
    began = time_since(homes, rows, 4.0, EVEN[: len(rows)], 24)
    ago = 24 - 1 - began
    assert ago.min() == 0 and np.all(began >= homes.settled[rows])
    free = began > homes.settled[rows]
    expected = np.rint(-48.0 * np.log1p(-(quantile_index(EVEN[: len(rows)], 256) + 0.5) / 256))
    assert np.array_equal(ago[free], expected[free]) and free.mean() > 0.9
    later = time_since(homes, rows, 4.0, EVEN[: len(rows)], -5_000)
    assert np.array_equal(later, homes.settled[rows])  # nobody has begun before settling


def test_the_crowded_lack_a_room_and_the_others_have_some_to_spare(values: Values) -> None:
    rules = values.rules("start")
    for size in (1, 2, 3, 5, 8):
        persons = np.full(len(EVEN), size, dtype=np.int8)
        need = int(needed_rooms(persons)[0])
        rooms = draw_rooms(rules, persons, EVEN, EVEN[::-1].copy() | 1, 1.0)
        assert rooms.min() >= 1 and rooms.max() <= 5
        share = float(rules.vector("crowded")[need - 1])
        crowded = share * CERTAIN > EVEN
        assert np.all(rooms[crowded] == max(need - 1, 1))
        assert np.all(rooms[~crowded] >= need)
        none = draw_rooms(rules, persons, EVEN, EVEN, 0.0)
        assert np.all(none >= need)
    large = np.full(4, 8, dtype=np.int8)  # one in four of the largest lacks two
    short = draw_rooms(rules, large, np.zeros(4, dtype=np.int64), np.arange(4), 1.0)
    assert (needed_rooms(large) - short).tolist() == [2, 1, 1, 1]


def test_stock_goes_by_population_and_what_is_held_and_adds_up(values: Values) -> None:
    geography = national_geography(values)
    p = len(geography.place_municipality)
    per = np.array([1.0, 2.0, 3.0, 4.0])
    stock = stock_by_place(geography, per, 50_000, np.zeros(p, dtype=np.int64), 0.5)
    assert stock.sum() == 50_000
    people = geography.population[geography.place_municipality, 2] * geography.place_share
    weight = people * per[geography.centrality[geography.place_municipality]]
    share = 50_000 * weight / weight.sum()
    assert np.all(np.abs(stock - share) <= 1.0 + 0.03 * share)
    held = np.zeros(p, dtype=np.int64)
    held[7] = 900
    more = stock_by_place(geography, per, 50_000, held, 0.5)
    assert more[7] >= 1_801 and more.sum() == 50_000  # at most half of them refugees', and one over
    settled = np.zeros(geography.municipalities)
    settled[geography.place_municipality[7]] = 1.0
    drawn = stock_by_place(geography, per, 50_000, np.zeros(p, dtype=np.int64), 0.5, settled, 0.4)
    assert drawn[7] == pytest.approx(0.6 * stock[7] + 0.4 * 50_000, rel=0.02)


def test_purses_have_the_mean_of_their_tenure(nation: World, values: Values) -> None:
    rules, homes = values.rules("start"), nation.households
    for place, tenure in ((1, Tenure.PRIVATE), (2, Tenure.OWNED)):
        mine = (homes.refugee == 1) & (homes.tenure == tenure)
        assert homes.savings[mine].mean() == pytest.approx(rules.savings[place], rel=0.05)
        assert np.median(homes.savings[mine]) == pytest.approx(np.log(2) * rules.savings[place], rel=0.1)
    private = (homes.refugee == 1) & (homes.tenure == Tenure.PRIVATE)
    assert homes.knows_startlan[private].mean() == pytest.approx(rules.knows_startlan, abs=0.02)
    assert np.all(homes.knows_startlan[homes.startlan == 1] == 1)
