import csv
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import nan
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from experiments.errors import RequestError
from experiments.history import TINY, Run
from experiments.verdicts.decompose import Decomposition, between, decompose, planned, players_of
from experiments.verdicts.decompose_report import WORDS, as_markdown, as_tables, save
from experiments.verdicts.pool import Pool
from indicators.indicator import Measured
from indicators.library import headlines
from scenarios.dials import DIALS
from scenarios.parameters import ROOT
from scenarios.scenario import load_scenario

FRAGMENTED, INTEGRATED = load_scenario("fragmented"), load_scenario("integrated")
BASELINE = load_scenario("baseline-2013")
WEIGHTS = {dial.parameter: 2.0**i for i, dial in enumerate(DIALS)}


class Stub:
    """A pool whose runs are a game with a known answer; counts the runs asked for."""

    def __init__(self, missing: int = 0) -> None:
        self.runs: list[Run] = []
        self.missing = missing

    def expect(self, runs: int, *, most: bool = False) -> None:
        self.expected = runs

    def measured(self, runs: Sequence[Run]) -> list[Mapping[str, Measured]]:
        self.runs += runs
        return [{one.name: Measured(self.value(run)) for one in headlines()} for run in runs]

    def value(self, run: Run) -> float:
        if run.seed == self.missing:
            return nan
        dials = {name: float(run.scenario.changes.get(name, 0.1)) for name in WEIGHTS}  # type: ignore[arg-type]
        together = 64.0 * dials["coordination.shared_guidance"] * dials["coordination.municipal_routines"]
        return sum(WEIGHTS[name] * dials[name] for name in WEIGHTS) + together


def divided(pool: Any, *, replicates: int = 3, **options: Any) -> Decomposition:
    return decompose(FRAGMENTED, INTEGRATED, replicates, pool, **options)


@pytest.mark.parametrize("nested", [False, True])
def test_what_two_dials_do_together_is_shared_between_them(nested: bool) -> None:
    found = divided(Stub(), nested=nested)
    for name, weight in WEIGHTS.items():
        part = found.parts["settled", name]
        shared = 32.0 if name.endswith(("guidance", "routines")) else 0.0
        expected = weight * 0.1 if name.endswith("stakes") else weight + shared
        assert float(part.exact) == pytest.approx(expected)
        assert part.band.low == pytest.approx(expected) == part.band.high


@pytest.mark.parametrize("nested", [False, True])
def test_dials_and_layers_sum_to_the_total_exactly(nested: bool) -> None:
    found = divided(Stub(), nested=nested, rounds=2)
    for one in headlines():
        total = found.total[one.name].exact
        assert sum((found.parts[one.name, p].exact for p in found.players), Fraction(0)) == total
        assert sum((found.layers[one.name, x].exact for x in found.layer_names), Fraction(0)) == total
        if nested:
            for layer in found.layer_names:
                dials = [found.parts[one.name, p].exact for p in found.players if found.layer[p] == layer]
                assert sum(dials, Fraction(0)) == found.layers[one.name, layer].exact


def test_each_coalition_is_run_once_a_seed_and_the_ends_are_the_scenarios_themselves() -> None:
    pool = Stub()
    divided(pool)
    names = [(run.scenario.name, run.seed) for run in pool.runs]
    assert len(set(names)) == len(names) <= 3 * (2 + 2 * 8 + 2)
    assert {"fragmented", "integrated"} <= {name for name, _ in names}
    assert pool.expected == len(names)  # told before the first is made


def test_a_coalition_is_named_by_what_it_changes() -> None:
    turned = ["coordination.shared_guidance", "coordination.peer_learning"]
    one = between(FRAGMENTED, INTEGRATED, turned)
    assert one == between(FRAGMENTED, INTEGRATED, turned[::-1])
    assert one.changes["coordination.peer_learning"] == 1.0
    assert one.changes["coordination.shared_forecast"] == 0.0
    assert between(FRAGMENTED, INTEGRATED, []) is FRAGMENTED
    assert between(FRAGMENTED, INTEGRATED, list(WEIGHTS)) is INTEGRATED
    assert "coordination.reporting_stakes" not in between(FRAGMENTED, BASELINE, list(WEIGHTS)).changes


def test_a_budget_buys_as_many_rounds_as_it_can() -> None:
    pool = Stub()
    found = divided(pool, budget=130)
    assert found.rounds > 1 and len(pool.runs) <= 130
    with pytest.raises(RequestError, match="more than the budget of 20"):
        divided(Stub(), budget=20)


def test_few_dials_are_counted_in_all_orders() -> None:
    end = FRAGMENTED.with_changes({"shared_guidance": 1.0, "peer_learning": 1.0})
    pool = Stub()
    found = decompose(FRAGMENTED, end, 2, pool)  # type: ignore[arg-type]
    assert found.rounds == 0 and len(pool.runs) == 2 * 4
    assert "all orders" in as_markdown(found, "en")


def test_a_replicate_without_a_figure_is_left_out_and_counted() -> None:
    found = divided(Stub(missing=2))
    assert found.total["settled"].band.pairs == 2


def test_orders_of_more_rounds_begin_with_those_of_fewer() -> None:
    groups = [range(5), range(5, 9)]
    few, many = (set(planned(groups, n, [7], False)[7]) for n in (1, 3))
    assert few < many


def test_what_cannot_be_divided_is_said() -> None:
    with pytest.raises(RequestError, match="nothing to divide"):
        players_of(INTEGRATED, INTEGRATED)
    with pytest.raises(RequestError, match="more than parameters"):
        players_of(INTEGRATED, load_scenario("placebo"))


def test_levers_are_a_layer_of_their_own() -> None:
    end = BASELINE.with_changes({"peer_learning": 1.0, "husbanken.grant_share_priority": 0.4})
    players, layer = players_of(BASELINE, end)
    assert players == ("coordination.peer_learning", "husbanken.grant_share_priority")
    assert [layer[one] for one in players] == ["municipal", "levers"]


@pytest.mark.parametrize("language", ["en", "nb"])
def test_tables_and_files(tmp_path: Path, language: str) -> None:
    found = divided(Stub())
    screen = Console(width=110, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    for table in as_tables(found, language, 110, headlines()[:2]):
        screen.print(table)
    assert "fragmented" in screen.export_text()
    save(found, tmp_path)
    text = (tmp_path / f"decomposition.{language}.md").read_text(encoding="utf-8")
    assert text == as_markdown(found, language)
    listed = list(csv.DictReader((tmp_path / "decomposition.csv").open()))
    one = [row for row in listed if row["indicator"] == "settled"]
    dials = [Fraction(row["exact"]) for row in one if row["sort"] == "dial"]
    assert sum(dials) == Fraction(next(row["exact"] for row in one if row["sort"] == "total"))
    assert len(json.loads((tmp_path / "decomposition.json").read_text())["rows"]) == len(listed)


@pytest.mark.parametrize(
    ("language", "dial", "channel"), [("en", "dial", "channel"), ("nb", "bryter", "kanal")]
)
def test_words_are_those_of_the_glossary(language: str, dial: str, channel: str) -> None:
    """A decomposition divides among dials; channels are what dials work through."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert "| dial | bryter |" in glossary and "| channel | kanal |" in glossary
    text = " ".join(word for word in WORDS[language].values()).lower()
    assert dial in text and channel not in text and "spak" not in text


def test_end_to_end_an_unreachable_dial_does_exactly_nothing(tmp_path: Path) -> None:
    """Tiny world, three dials, all eight coalitions; peer learning without strength reaches nobody."""
    start = FRAGMENTED.with_changes({"channels.peers": 0.0, "channels.common": 0.0})
    end = start.with_changes({"shared_guidance": 1.0, "municipal_routines": 1.0, "peer_learning": 1.0})
    years = {"world": TINY, "years": (2009, 2012)}
    pool = Pool(tmp_path, 1)
    found = decompose(start, end, 1, pool, **years)  # type: ignore[arg-type]
    assert (pool.asked, pool.found) == (8, 0)
    parts = [found.parts[one.name, "coordination.peer_learning"] for one in headlines()]
    assert all(part.exact == 0 for part in parts)
    assert any(found.parts[one.name, "coordination.municipal_routines"].exact != 0 for one in headlines())
    for one in headlines():
        assert sum(found.parts[one.name, p].exact for p in found.players) == found.total[one.name].exact
    again = Pool(tmp_path, 1)
    assert repr(decompose(start, end, 1, again, **years)) == repr(found)  # type: ignore[arg-type]
    assert again.found == 8
