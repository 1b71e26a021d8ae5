"""Coordination: dials joined to strengths, and nothing else."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.coordination import Coordination
from tests.simulation.runs import values

LATENT = (np.arange(10) + 0.5) / 10.0
INFORMAL = np.linspace(0.0, 0.9, 10)
DIALS = (
    "shared_guidance", "shared_forecast", "aligned_funding", "joint_reporting", "reporting_stakes",
    "municipal_routines", "reception_dialogue", "housing_follow_up", "peer_learning",
)  # fmt: skip
NAMES = [f.name for f in fields(Coordination)]


def made(**changes: Any) -> Coordination:
    full = {f"coordination.{d}": 0.0 for d in DIALS}
    full |= {(f"coordination.{k}" if k in DIALS else f"channels.{k}"): v for k, v in changes.items()}
    return Coordination.from_values(values(full), LATENT, INFORMAL)


def differing(a: Coordination, b: Coordination) -> set[str]:
    return {n for n in NAMES if not np.array_equal(getattr(a, n), getattr(b, n))}


def test_with_every_dial_at_zero_nothing_is_coordinated() -> None:
    c = made()
    assert c.guidance == c.forecast == c.funding == c.stakes == c.dialogue == c.follow_up == c.peers == 0.0
    assert not c.routines.any() and not c.routine_hours.any()
    np.testing.assert_allclose(c.informed, INFORMAL)  # informal cooperation stays


@pytest.mark.parametrize("dial", DIALS)
def test_a_dial_moves_its_own_channels_only(dial: str) -> None:
    reach = {
        "shared_guidance": {"guidance", "guidance_hours"},
        "shared_forecast": {"forecast"},
        "aligned_funding": {"funding"},
        "joint_reporting": {"report_hours"},
        "reporting_stakes": {
            "stakes",
            "stakes_hard",
            "stakes_order",
            "stakes_effort",
            "gaming",
            "report_hours",
        },  # fmt: skip
        "municipal_routines": {"routines", "informed", "routine_hours"},
        "reception_dialogue": {"dialogue"},
        "housing_follow_up": {"follow_up", "follow_up_hours"},
        "peer_learning": {"peers"},
    }
    on = made(**{dial: 1.0, "stakes": 0.3})
    assert differing(on, made(stakes=0.3)) == reach[dial]


def test_joint_reporting_gives_hours_back_and_stakes_take_them() -> None:
    assert made(joint_reporting=1.0).report_hours == 0.0
    assert made(reporting_stakes=1.0).report_hours == 2 * made().report_hours


@given(st.floats(0, 1), st.floats(0, 1))
def test_raising_the_dial_only_adds_municipalities_with_routines(a: float, b: float) -> None:
    low, high = made(municipal_routines=min(a, b)), made(municipal_routines=max(a, b))
    assert np.all((low.routine_hours > 0) <= (high.routine_hours > 0))


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_strengths_stay_between_minus_one_and_one(strength: float, common: float) -> None:
    c = made(shared_forecast=1.0, municipal_routines=1.0, forecast=strength, routines=strength, common=common)
    assert c.forecast == pytest.approx(np.clip(strength + common, -1, 1))
    assert np.all(np.abs(c.routines) <= 1) and np.all(np.abs(c.informed) <= 1)


def test_routines_and_informal_cooperation_substitute() -> None:
    c = made(municipal_routines=1.0, routines=0.6)
    np.testing.assert_allclose(c.informed, 1 - (1 - 0.6) * (1 - INFORMAL))


@pytest.mark.parametrize("dial", DIALS)
def test_the_switch_makes_every_dial_dead(dial: str) -> None:
    assert differing(made(**{dial: 1.0, "switch": 0.0}), made(switch=0.0)) == set()


GAMING = ("audit", "known", "paired", "bottom", "adjusted")


def pressed(**gaming: float) -> Coordination:
    full = {f"coordination.{d}": 0.0 for d in DIALS} | {"coordination.reporting_stakes": 1.0}
    full |= {f"gaming.{name}": value for name, value in gaming.items()}
    return Coordination.from_values(values(full), LATENT, INFORMAL)


def test_gaming_begins_beyond_the_stakes_that_were_measured() -> None:
    assert made().gaming == made(reporting_stakes=0.1).gaming == 0.0
    assert 0.0 < made(reporting_stakes=0.5).gaming < made(reporting_stakes=1.0).gaming == 1.0


def test_what_softens_gaming() -> None:
    full = pressed()
    assert full.stakes == full.stakes_hard == full.stakes_order == full.gaming == 1.0
    assert pressed(audit=1.0).stakes == pressed(known=0.0).gaming == pressed(paired=1.0).stakes_hard == 0.0
    half = pressed(audit=0.5)
    assert half.stakes == 0.5 and 0.0 < half.gaming < 0.5
    assert half.report_hours > full.report_hours  # an audit costs hours
    assert half.stakes_effort == full.stakes_effort  # and does not change what effort follows


def test_stakes_on_the_worst_off_or_an_adjusted_table_make_selection_useless() -> None:
    bottom, adjusted = pressed(bottom=1.0), pressed(adjusted=1.0)
    assert bottom.stakes_hard == bottom.stakes_order == adjusted.stakes_hard == 0.0
    assert adjusted.stakes_order == bottom.stakes == adjusted.stakes == 1.0
