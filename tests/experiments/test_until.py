from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments import compare, open_study
from experiments.asked import Asked
from experiments.commands import compared, console
from experiments.errors import RequestError
from experiments.history import TINY
from experiments.paired import paired_difference
from experiments.spread_table import spread_table
from experiments.storage import read_manifest
from experiments.until import BATCH, LEAST, LOOKS, Enough, Target, compare_until
from indicators.library import UnknownIndicator
from scenarios.parameters import default_parameters, replicate_values


def test_a_target_is_a_headline_and_a_width() -> None:
    assert Target.read("settled = 200") == Target("settled", 200.0)
    for text in ("settled", "settled=", "settled=-1", "settled=nan", "settled=0", "settled=wide"):
        with pytest.raises(RequestError, match="HEADLINE=WIDTH"):
            Target.read(text)
    with pytest.raises(UnknownIndicator, match="settled"):
        Target.read("setled=3")


FEW, MORE = 3, 2  # replicates before the first look, and between looks, where runs are made for it
WIDE = Target("settled", 1e9)


def soon(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("experiments.until.LEAST", FEW)
    patch.setattr("experiments.until.BATCH", MORE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Enough]:
    out = tmp_path_factory.mktemp("until")
    with pytest.MonkeyPatch.context() as patch:
        soon(patch)
        return out, compare_until(WIDE, ["placebo"], 16, 1, out, least=FEW, world=TINY)


def test_it_stops_when_two_looks_in_a_row_are_narrow_enough(
    made: tuple[Path, Enough], monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    out, found = made
    assert found.reached and len(found.study.seeds) == FEW + MORE * (LOOKS - 1)
    assert found.study.found == 0  # what the first look made was not found
    whole = compare(["placebo"], FEW + MORE, 1, out, world=TINY)
    again = compare_until(WIDE, ["placebo"], 16, 1, out, least=FEW, world=TINY)
    assert again.study.found == len(again.study.measured)
    assert whole.found == len(whole.measured) and repr(whole.measured) == repr(found.study.measured)


def test_it_ends_without_when_the_most_is_reached(
    made: tuple[Path, Enough], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RequestError, match="at least 8"):
        compare_until(Target("settled", 1.0), ["placebo"], 4, 1, world=TINY)
    assert (LEAST, BATCH) == (8, 4)
    out, _ = made
    soon(monkeypatch)
    asked = Asked(FEW, 1, out, 1, TINY, 1.0, "en")
    study = compared(["placebo"], asked, console(), until="settled=0.001", at_most=FEW)
    assert len(study.seeds) == FEW


def test_it_says_why_it_stopped_in_words_and_sensible_digits(made: tuple[Path, Enough]) -> None:
    _, found = made
    settled = Target("settled", 200.0)
    assert "the intervals of “Settled" in replace(found, reached=True).said(settled, "en")
    assert "er høyst 200 brede" in replace(found, reached=True).said(settled, "nb")
    months = Target("waiting_months_all", 0.25)
    assert "er høyst 0,25 brede" in replace(found, reached=True).said(months, "nb")
    assert "is 12.5 wide; see --at-most" in replace(found, widest=12.5, reached=False).said(months, "en")


def test_the_interval_where_it_stops_still_covers() -> None:
    """What repeated looking does to a 90 % interval of normal differences: little."""
    rng = np.random.default_rng(5)
    covered, runs = 0, 1500
    for _ in range(runs):
        values = rng.normal(size=200)
        count = LEAST
        narrow = 0
        while True:
            found = paired_difference(values[:count].tolist(), [0.0] * count, 1)
            narrow = narrow + 1 if found.high - found.low <= 0.8 else 0
            if narrow == LOOKS or count + BATCH > 200:
                break
            count += BATCH
        covered += found.low <= 0.0 <= found.high
    assert 0.87 < covered / runs < 0.92


def test_chance_alone_differs_within_a_draw(tmp_path: Path) -> None:
    study = compare(["integrated"], 4, 1, tmp_path, world=TINY, years=(2009, 2011), chance_per_draw=2)
    assert study.path is not None and study.path.name.endswith("2-per-draw")
    saved = open_study(study.path)
    assert saved.comparison().per_draw == 2
    drawn = {
        run.seed: (read_manifest(saved.path / run.place) or {})["drawn"]
        for run in saved.done
        if run.scenario == "integrated"
    }
    first, second = (replicate_values(seed, parameters=default_parameters()) for seed in (1, 3))
    assert drawn[1] == drawn[2] == first != drawn[3] == drawn[4] == second
    assert study.series("integrated", "settled")[0] != study.series("integrated", "settled")[1]
    plain = compare(["integrated"], 1, 1, world=TINY, years=(2009, 2011))
    assert repr(plain.measured["integrated", 1]) == repr(study.measured["integrated", 1])
    for language in ("en", "nb"):
        table = spread_table(study, language)
        assert table is not None and table.row_count == len(study.indicators)
    assert spread_table(plain) is None
    with pytest.raises(RequestError, match="take a multiple"):
        compare(["integrated"], 3, 1, world=TINY, chance_per_draw=2)
