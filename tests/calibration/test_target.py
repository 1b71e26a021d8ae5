"""Targets: figures of the record, the same of a run, and what the likelihood uses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.library import UnknownTarget, all_targets, fit_targets, observers, summaries, target
from calibration.target import Cell, HeldOutError, Target, back, no_summary, onto, slope
from data import DataError, role_of


@given(st.sampled_from(["log", "logit", "identity"]), st.floats(0.01, 0.99))
def test_a_transform_is_undone_by_back_and_its_slope_is_its_derivative(transform: str, value: float) -> None:
    assert back(transform, onto(transform, value)) == pytest.approx(value)  # type: ignore[arg-type]
    step = 1e-6
    rise = (onto(transform, value + step) - onto(transform, value - step)) / (2 * step)  # type: ignore[arg-type]
    assert slope(transform, value) == pytest.approx(rise, rel=1e-3)  # type: ignore[arg-type]


def test_every_figure_has_the_role_of_its_target() -> None:
    for one in all_targets():
        if one.role != "held-out":
            assert {role_of(cell.evidence) for cell in one.known()} == {one.role}


def test_only_fit_targets_have_summaries_and_their_names_are_unique() -> None:
    names = [summary.name for summary in summaries()]
    assert len(set(names)) == len(names)
    for one in fit_targets():
        assert one.summaries or one.summarise is no_summary, one.name
    assert not any(one.summaries for one in all_targets() if one.role != "fit")


def test_a_summary_knows_its_record() -> None:
    for one in summaries():
        assert np.isfinite([one.observed, one.se, one.discrepancy]).all(), one.name
        assert one.se > 0 and one.discrepancy > 0


def test_what_is_held_out_is_refused_without_the_door() -> None:
    made = Target(
        "x", "x", "x", "", "", "held-out", lambda shown: [Cell("panel:settled:2013", 2013)],
        lambda record: np.zeros(1),
    )  # fmt: skip
    with pytest.raises(HeldOutError, match="only validation"):
        made.record()
    assert len(made.record(held_out=True)) == 1


def test_evidence_of_another_role_is_refused() -> None:
    made = Target(
        "x", "x", "x", "", "", "fit", lambda shown: [Cell("panel:settled:2013", 2013)],
        lambda record: np.zeros(1),
    )  # fmt: skip
    with pytest.raises(DataError, match="'held-out' in held_out.toml"):
        made.known()


def test_an_unknown_target_names_the_nearest() -> None:
    with pytest.raises(UnknownTarget, match="Did you mean settled"):
        target("setled")


def test_observers_have_one_meaning_each() -> None:
    names = [one.name for one in observers()]
    assert names == sorted(set(names))
