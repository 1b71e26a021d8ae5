"""The whole month: same bits, conservation, placebo, frozen decisions, knock-outs."""

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.kinds import Case, Tenure
from simulation.conservation import check_world
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from tests.simulation.runs import FULL, SCALE, digest, tiny_model, values

NONE = dict.fromkeys(FULL, 0.0)
STAKES = "coordination.reporting_stakes"


def run(months: int = 48, **options: object) -> SettlementModel:
    model = tiny_model(**options)  # type: ignore[arg-type]
    model.run_to(24 + months)
    return model


@cache
def baseline(months: int = 36) -> SettlementModel:
    """A run that many tests compare with; not to be changed."""
    return run(months)


@cache
def frozen_without_dials() -> SettlementModel:
    """Agents answer from habit, all dials at zero for two years; not to be changed."""
    return run(after={**NONE, STAKES: 0.0}, frozen=True)


def test_the_same_seed_gives_the_same_bits_and_another_seed_does_not() -> None:
    assert digest(run(36)) == digest(baseline())
    assert digest(baseline()) != digest(run(36, seed=2))


def test_a_policy_that_changes_nothing_gives_identical_output() -> None:
    assert digest(run(36, after={})) == digest(baseline())


def test_before_the_policy_date_all_arms_are_identical() -> None:
    without, full = tiny_model(after={}), tiny_model(after=FULL)
    for _ in range(24):
        without.step()
        full.step()
        assert digest(without) == digest(full)
    without.run_to(72)
    full.run_to(72)
    assert digest(without) != digest(full)


def test_stepping_in_pieces_equals_one_run() -> None:
    pieces = tiny_model()
    for end in (25, 31, 60):
        pieces.run_to(end)
    assert digest(pieces) == digest(baseline())


def test_with_every_strength_switched_off_no_dial_does_anything() -> None:
    off = {"channels.switch": 0.0}
    assert digest(run(before=off, after=FULL)) == digest(run(before=off, after=NONE))


@pytest.mark.parametrize("dial", [*sorted(FULL), STAKES])
def test_with_decisions_frozen_each_dials_effect_vanishes(dial: str) -> None:
    low, high = frozen_without_dials(), run(after={**NONE, STAKES: 0.0, dial: 1.0}, frozen=True)
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
    # few look for themselves: in a tiny world enough of them are needed to be seen
    often = {"before": {"self_settlement.search": 0.2}} if process == "self_settlement" else {}
    whole = run(36, **often) if often else baseline()
    without = run(36, knocked_out=[process], **often)
    assert check_world(without.world) == []
    if process == "reports":  # nobody lives otherwise for it, but other municipalities see its figures
        seen, unseen = (model.world.municipalities.reported_ratio for model in (whole, without))
        assert np.any(seen != unseen)
    else:
        assert digest(whole) != digest(without)


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
    newcomers = np.count_nonzero((model.world.persons.uid >= before) & (model.world.persons.path <= 1))
    assert 0.3 * 6000 * SCALE < newcomers < 2.0 * 6000 * SCALE
