"""Hours and knowledge."""

import numpy as np
import pytest

from agents.kinds import Instrument, Mode
from tests.simulation.runs import tiny_model

OFF = {f"coordination.{d}": 0.0 for d in ("shared_guidance", "peer_learning", "housing_follow_up",
       "reporting_stakes", "joint_reporting", "municipal_routines")}  # fmt: skip


def hours(frozen: bool = False, **dials: float) -> np.ndarray:
    model = tiny_model(before={**OFF, **{f"coordination.{k}": v for k, v in dials.items()}}, frozen=frozen)
    model.guidance.run(model)
    return model.world.municipalities.hours.copy()


@pytest.mark.parametrize(
    ("dial", "pools"),
    [("shared_guidance", {0}), ("reporting_stakes", {0, 1}), ("municipal_routines", {1}),
     ("housing_follow_up", {2}), ("peer_learning", set()), ("joint_reporting", {0, 1})],
)  # fmt: skip
def test_each_dial_costs_its_own_hours(dial: str, pools: set[int]) -> None:
    difference = hours(**{dial: 1.0}) - hours()
    assert set(np.flatnonzero(np.any(difference != 0, axis=0)).tolist()) == pools
    assert np.all(difference >= 0) if dial == "joint_reporting" else np.all(difference <= 0)


def test_hours_are_never_negative_and_frozen_ones_know_no_dials() -> None:
    assert np.all(hours(shared_guidance=1.0, reporting_stakes=1.0, municipal_routines=1.0) >= 0)
    np.testing.assert_array_equal(
        hours(True), hours(True, joint_reporting=1.0, municipal_routines=1.0, housing_follow_up=1.0)
    )


def learned(
    months: int = 24, known: bool = False, frozen: bool = False, practised: bool = True, **changes: float
) -> np.ndarray:
    names = {k.replace("__", "."): v for k, v in changes.items()}
    model = tiny_model(before={**OFF, **names}, world={"known": known}, frozen=frozen)
    model.population_scale = 1.0
    m = model.world.municipalities
    m.requested[:] = 100
    for month in range(25, 25 + months):
        model.month = month
        m.used_mode[:, [Mode.LEASE, Mode.GUARANTEE, Mode.PURCHASE]] = practised
        model.guidance.run(model)
    return m.known.copy()


def test_guidance_teaches_and_with_the_wrong_sign_does_not() -> None:
    assert not learned().any()
    assert learned(coordination__shared_guidance=1.0).any()
    assert not learned(coordination__shared_guidance=1.0, channels__knowledge=-0.8).any()
    assert not learned(frozen=True, coordination__shared_guidance=1.0).any()


def test_advice_teaches_the_faster_the_more_of_it_is_right() -> None:
    """The more of the channel, the more is known after four months; a fifth of it teaches as well."""

    def known(months: int, share: float) -> int:
        names = {"coordination__shared_guidance": 1.0, "channels__knowledge": share}
        return int(learned(months, **names).sum())

    assert 0 < known(4, 0.2) < known(4, 0.5) < known(4, 1.0) < 30


def test_what_is_not_practised_is_forgotten() -> None:
    assert learned(known=True).all()  # practised for two years
    idle = learned(known=True, practised=False)
    assert not idle.all()
    assert learned(known=True, practised=False, municipality__forget=0.0).all()
    assert learned(known=True, practised=False, frozen=True).all()
    never = [Instrument.STARTLAN, Instrument.SHARED_HOUSING]  # nothing bought or leased shows their use
    assert idle[:, never].all()


def test_wrong_advice_unlearns_at_the_pace_at_which_right_advice_teaches() -> None:
    """What one sign makes known in a world that knows nothing, the other takes from one that knows all."""
    for months in (1, 3):
        right = learned(months, coordination__shared_guidance=1.0, channels__knowledge=0.4)
        mislead = {"coordination__shared_guidance": 1.0, "channels__knowledge": -0.4}
        wrong = learned(months, known=True, practised=False, **mislead)
        np.testing.assert_array_equal(right, ~wrong)
        assert right.any() and wrong.any()
        # who practises an instrument knows better
        practised = [Instrument.GUARANTEE, Instrument.RENTAL_GRANT, Instrument.LEASE_ROUTINE]
        assert learned(months, known=True, **mislead)[:, practised].all()


def test_what_is_known_rests_through_the_burn_in() -> None:
    model = tiny_model(before={**OFF, "coordination.shared_guidance": 1.0}, world={"known": True})
    model.month = 12  # a January
    model.world.municipalities.requested[:] = 100
    model.guidance.run(model)
    assert model.world.municipalities.known.all()


def test_what_neighbours_used_travels_and_nothing_else() -> None:
    known = learned(72, coordination__peer_learning=1.0)
    assert known[:, Instrument.LEASE_ROUTINE].any()
    assert not known[:, [Instrument.STARTLAN, Instrument.SHARED_HOUSING]].any()


def test_what_no_neighbour_used_does_not_travel() -> None:
    peers = {"coordination__peer_learning": 1.0, "channels__peers": 0.8}
    assert learned(72, **peers).any()
    assert not learned(72, practised=False, **peers).any()


def test_what_a_neighbour_used_is_not_taken_up_at_once() -> None:
    """In one January a share of about `peer_adopt` takes up what all of them used."""
    model = tiny_model(before={**OFF, "coordination.peer_learning": 1.0}, world={"municipalities": 60})
    m = model.world.municipalities
    m.known[:], m.used_mode[:] = False, True
    model.month = 36
    model.guidance.run(model)
    chance = float(model.values["municipality.peer_adopt"]) * model.coordination.peers
    taken = m.known[:, [Instrument.GUARANTEE, Instrument.RENTAL_GRANT, Instrument.LEASE_ROUTINE]]
    assert 0.3 * chance < taken.mean() < 3 * chance


def test_the_reported_result_moves_the_will_whether_true_or_not() -> None:
    model = tiny_model(before={**OFF, "coordination.peer_learning": 1.0})
    m, geography = model.world.municipalities, model.world.geography
    m.willingness[:] = np.linspace(-1, 1, 6)
    m.reported_ratio[:] = [1.0, 0.8, 0.6, 0.4, 0.2, 0.0]
    m.moved[:], m.vedtak[:] = 0, 0  # what is true plays no part
    model.month = 36
    model.guidance.run(model)
    shift = m.willingness - np.linspace(-1, 1, 6)
    heard = m.reported_ratio[geography.neighbours] - 0.5  # (M, 3): one of the neighbours is heard
    assert np.all(np.any(np.sign(np.round(heard, 9)) == np.sign(np.round(shift, 9))[:, None], axis=1))
    assert np.any(shift > 0) and np.any(shift < 0)  # good news and bad
