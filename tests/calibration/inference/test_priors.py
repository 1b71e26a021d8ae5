from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from agents.parameters import Draw, Status
from calibration.inference import commands
from calibration.inference.commands import screened
from calibration.inference.priors import (
    as_overrides,
    candidates,
    chosen,
    contested,
    distribution,
    inverse,
)
from experiments.asked import Asked
from scenarios.parameters import drawn_parameters, model_parameters, replicate_values
from tests.calibration.inference import toy


@given(st.floats(0.001, 0.999), st.sampled_from(list(Draw)))
def test_quantiles_and_values_are_each_others_inverse(u: float, draw: Draw) -> None:
    record = toy.record("a.b", draw, 1.0)
    x = inverse(record, np.array([u]))
    if 0.0 < x[0] < 2.0:  # a normal is cut off at its ends
        assert distribution(record, x)[0] == pytest.approx(u, abs=1e-9)


def test_a_drawn_parameter_keeps_the_distribution_of_its_record() -> None:
    """The median of a draw per replicate is the prior's value at one half."""
    names = [one.name for one in drawn_parameters()]
    prior = chosen(names)
    values = np.array([[replicate_values(seed)[name] for name in names] for seed in range(150)])
    below = (values < prior.values(np.full((1, len(names)), 0.5))).mean(axis=0)
    assert np.abs(below - 0.5).max() < 0.17


def test_what_the_record_cannot_tell_is_no_candidate() -> None:
    names = candidates().names
    groups = {name.partition(".")[0] for name in names}
    assert not groups & {"channels", "coordination", "landlord", "gaming", "procurement"}
    assert not set(names) & contested()
    assert "start.queue_persons" in names and "work.entry_health" in names
    assert all(model_parameters()[name].status is not Status.POLICY for name in names)


def test_what_became_a_parameter_after_the_screening_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is none of those that are calibrated until somebody screens anew, and that is said."""
    asked = Asked(1, None, tmp_path, 1, None, 1.0, "en")
    known = screened(asked, tmp_path, Console(), again=False, embed=False)
    assert set(known.names) <= set(candidates().names)
    young = known.names[0]
    assert young not in capsys.readouterr().out
    monkeypatch.setattr(commands.Screened, "read", lambda path: known.only(known.names[1:]))
    found = screened(asked, tmp_path, Console(width=200), again=False, embed=False)
    assert young not in found.names and young in capsys.readouterr().out


def test_what_a_rule_fixes_is_in_no_new_posterior(tmp_path: Path) -> None:
    """Not when screening is made anew, and not when what it found earlier is read: co-ethnics count once."""
    fixed = "household.destination_coethnic"
    assert fixed not in candidates().names
    assert model_parameters()[fixed].value == 0.0 and model_parameters()[fixed].draw is Draw.FIXED
    asked = Asked(1, None, tmp_path, 1, None, 1.0, "en")
    read = screened(asked, tmp_path, Console(), again=False, embed=False)
    assert read.names and fixed not in read.names
    assert set(read.chosen(len(read.names))) <= set(candidates().names)


def test_a_design_becomes_values_within_the_ranges() -> None:
    prior = candidates()
    rows = as_overrides(prior, np.array([np.full(len(prior.names), u) for u in (0.0, 0.3, 1.0)]))
    for row in rows:
        model_parameters().resolve(row)
