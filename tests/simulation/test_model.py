"""The whole month: same bits, conservation, placebo, frozen decisions, knock-outs."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.kinds import Case, Tenure
from simulation.conservation import check_world
from simulation.model import Phase, SettlementModel
from simulation.start.tiny import tiny_world
from tests.simulation.runs import FULL, SCALE, digest, tiny_model, values

NONE = dict.fromkeys(FULL, 0.0)


def run(months: int = 48, **options: object) -> SettlementModel:
    model = tiny_model(**options)  # type: ignore[arg-type]
    model.run_to(24 + months)
    return model


def test_the_same_seed_gives_the_same_bits_and_another_seed_does_not() -> None:
    assert digest(run()) == digest(run())
    assert digest(run()) != digest(run(seed=2))


def test_a_policy_that_changes_nothing_gives_identical_output() -> None:
    assert digest(run(after={})) == digest(run())


def test_before_the_policy_date_all_arms_are_identical() -> None:
    baseline, full = tiny_model(after={}), tiny_model(after=FULL)
    for _ in range(24):
        baseline.step()
        full.step()
        assert digest(baseline) == digest(full)
    baseline.run_to(96)
    full.run_to(96)
    assert digest(baseline) != digest(full)


def test_stepping_in_pieces_equals_one_run() -> None:
    pieces = tiny_model()
    for end in (25, 31, 60):
        pieces.run_to(end)
    assert digest(pieces) == digest(run(36))


def test_with_every_strength_switched_off_no_dial_does_anything() -> None:
    off = {"channels.switch": 0.0}
    assert digest(run(72, before=off, after=FULL)) == digest(run(72, before=off, after=NONE))


@pytest.mark.parametrize("dial", sorted(FULL) + ["coordination.reporting_stakes"])
def test_with_decisions_frozen_each_dials_effect_vanishes(dial: str) -> None:
    low = run(72, after={dial: 0.0}, frozen=True)
    high = run(72, after={dial: 1.0}, frozen=True)
    assert digest(low) == digest(high)
    np.testing.assert_array_equal(low.world.municipalities.vedtak, high.world.municipalities.vedtak)


def test_frozen_councils_keep_their_standing_vedtak() -> None:
    model = tiny_model(frozen=True)
    before = model.world.municipalities.vedtak.copy()
    model.run_to(60)
    np.testing.assert_array_equal(model.world.municipalities.vedtak, before)


@given(
    seed=st.integers(1, 10_000),
    municipalities=st.integers(2, 9),
    persons=st.integers(30, 500),
    vacancy=st.floats(0.0, 0.3),
    pending=st.floats(0.0, 0.5),
    queue=st.floats(0.0, 0.4),
    full=st.booleans(),
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_everything_is_conserved_every_month(
    seed: int, municipalities: int, persons: int, vacancy: float, pending: float, queue: float, full: bool
) -> None:
    world = tiny_world(
        seed, municipalities=municipalities, persons=persons, vacancy=vacancy, pending=pending, queue=queue
    )
    phases = [Phase(24, values()), Phase(30, values(FULL if full else NONE))]
    model = SettlementModel(world, phases, seed, start=24, population_scale=persons / 110_110)
    for _ in range(20):
        model.step()
        assert check_world(world) == []
        assert model.ledger.balanced()


def test_the_queue_adds_up_every_month() -> None:
    """Entered = settled + left + still waiting, in households that were not dissolved."""
    model = tiny_model()
    households = model.world.households
    for _ in range(60):
        model.step()
        entered = households.permit >= 24
        states = households.case[entered]
        settled = np.isin(states, (Case.SETTLED, Case.LEFT))
        waiting = np.isin(states, (Case.READY, Case.PROPOSED, Case.ACCEPTED, Case.FOUND))
        gone = households.tenure[entered] == Tenure.GONE
        assert np.all(settled | waiting | gone)
        placed = households.tenure[entered][waiting & ~gone]
        assert set(placed.tolist()) <= {Tenure.RECEPTION, Tenure.ABROAD}


PROCESSES = [
    "permits", "requests", "guidance", "vedtak", "pipelines", "grants", "procurement", "rental_market",
    "matching", "allocation", "offers", "self_settlement", "settlement", "integration", "work", "wellbeing",
    "reunification", "tenancies", "careers", "secondary_moves", "demography", "accounts", "reports",
]  # fmt: skip


@pytest.mark.parametrize("process", PROCESSES)
def test_each_process_can_be_knocked_out_and_changes_the_world(process: str) -> None:
    whole, without = run(60), run(60, knocked_out=[process])
    assert check_world(without.world) == []
    changed = digest(whole) != digest(without)
    if process in ("grants", "guidance", "reports"):  # rare in a tiny world: see their own files
        return
    assert changed


def test_knocking_out_an_unknown_process_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no process named 'wrok'; known: .*work"):
        tiny_model(knocked_out=["wrok"])


def test_without_settlement_everybody_waits() -> None:
    model = run(36, knocked_out=["settlement"])
    households = model.world.households
    assert not np.any(households.settled[households.case == Case.SETTLED] >= 24)


def test_the_scale_of_a_small_world_scales_its_permits() -> None:
    model = tiny_model()
    before = model.world.persons.next_uid
    model.run_to(36)
    newcomers = np.count_nonzero(
        (model.world.persons.uid >= before) & (model.world.persons.path <= 1)
    )
    assert 0.3 * 6000 * SCALE < newcomers < 2.0 * 6000 * SCALE
