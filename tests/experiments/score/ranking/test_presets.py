from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.score.ranking.families import Family, by_family
from experiments.score.ranking.gains import gains
from experiments.score.ranking.presets import ORDER, equal_by_level, presets, ranked
from tests.experiments.score.studies import BASE, made

HARD = ("hard:single_men", "hard:health")


def ranks(arms: dict[str, tuple[list[float], list[float]]]) -> dict[str, dict[str, int]]:
    """Ranks by preset; each arm has two hard groups' standardised gains beside equal headlines."""
    before = [0.0, 1.0, 2.0]
    shift = {BASE: ([0.0], [0.0]), **arms}
    values = {name: {"settled": before, "crowded": before} for name in shift}
    parts = {
        (name, "settled"): {part: [x + by[i][0] for x in before] for i, part in enumerate(HARD)}
        for name, by in shift.items()
    }
    found = gains(made(values, parts))
    return {one.name: dict(one.ranks) for one in presets(by_family(found), found)}


def test_leximin_looks_at_the_worst_then_the_second_worst() -> None:
    found = ranks({"even": ([0.1], [0.1]), "uneven": ([-0.2], [9.0]), "tie": ([9.0], [0.1])})
    assert found["worst_off"] == {BASE: 3, "even": 2, "uneven": 4, "tie": 1}
    assert found["equal_by_level"] == {BASE: 1, "even": 1, "uneven": 1, "tie": 1}


def test_all_five_are_there_and_say_when_there_is_nothing_to_rank_by() -> None:
    values = {"crowded": [0.1, 0.2]}
    found = gains(made({BASE: values, "arm": {"crowded": [0.0, 0.0]}}))
    made_presets = presets(by_family(found), found)
    assert tuple(one.name for one in made_presets) == ORDER and len(ORDER) == 5
    by_name = {one.name: one for one in made_presets}
    assert by_name["here_and_now"].ranks == {BASE: 2, "arm": 1}
    for empty in ("investment", "capability", "worst_off"):
        assert not by_name[empty].ranks and all(isnan(x) for x in by_name[empty].values.values())
    assert by_name["equal_by_level"].weights == {"S04": 1.0}


@given(st.lists(st.sampled_from(["individual", "household", "state"]), min_size=1, max_size=8))
def test_every_level_has_the_same_weight(levels: list[str]) -> None:
    families = [Family(str(i), (), level, True, True) for i, level in enumerate(levels)]  # type: ignore[arg-type]
    weights = equal_by_level(families)
    assert weights.sum() == pytest.approx(1.0)
    for level in set(levels):
        share = weights[np.array([one == level for one in levels])].sum()
        assert share == pytest.approx(1 / len(set(levels)))


def test_equals_share_the_better_rank() -> None:
    assert ranked(("a", "b", "c"), [(1.0,), (1.0,), (0.0,)]) == {"a": 1, "b": 1, "c": 3}
