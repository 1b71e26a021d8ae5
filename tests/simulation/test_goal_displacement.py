"""The known trap: with much at stake what is reported gets better while what is done gets worse; an audit
softens both, and takes hours."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from simulation.model import Phase, SettlementModel
from simulation.start.tiny import tiny_world
from tests.simulation.runs import BEGIN, STRONG, values

PERSONS, MONTHS, FIRST = 2000, 60, 36  # the first year's reports are of the start
SEEDS = (1, 2)


class Ledgers(NamedTuple):
    """Settled of those asked for, as done and as reported (per cent), persons settled, and hours."""

    true: float
    reported: float
    settled: float
    hours: float


class Witness(SettlementModel):
    """Remembers what was reported, and how many were settled, before events are cleared."""

    def __init__(self, seed: int, **changes: float) -> None:
        start = tiny_world(seed, persons=PERSONS, municipalities=20, vedtak=20, queue=0.3)
        phases = [Phase(BEGIN, values({**STRONG, **changes}))]
        super().__init__(start, phases, seed, start=BEGIN, population_scale=PERSONS / 110_110)
        self.settled = 0
        self.told: list[dict[str, np.ndarray]] = []

    def step(self) -> None:
        clear = self.events.clear

        def look() -> None:
            if self.month > FIRST:
                if found := self.events.read("settled"):
                    self.settled += int(found["persons"].sum())
                if found := self.events.read("report"):
                    self.told.append(found)
            clear()

        self.events.clear = look  # type: ignore[method-assign]
        super().step()
        self.events.clear = clear  # type: ignore[method-assign]


@cache
def ledgers(stakes: float, **gaming: float) -> Ledgers:
    found = []
    for seed in SEEDS:
        changes = {"coordination.reporting_stakes": stakes}
        changes |= {f"gaming.{name}": value for name, value in gaming.items()}
        model = Witness(seed, **changes)
        model.run_to(BEGIN + MONTHS)
        asked = [r["asked"] == 1 for r in model.told]
        each = [
            np.concatenate([r[name][a] for r, a in zip(model.told, asked, strict=True)]).mean()
            for name in ("true_percent", "reported_percent")
        ]
        found.append((*each, model.settled, np.mean([r["hours"].mean() for r in model.told])))
    return Ledgers(*np.mean(found, axis=0))


def test_the_reported_rises_while_the_true_falls() -> None:
    calm, pressed = ledgers(0.1), ledgers(1.0)
    assert pressed.reported > calm.reported + 10
    assert pressed.true < calm.true - 2
    assert pressed.settled < calm.settled


def test_an_audit_softens_it_and_takes_hours() -> None:
    calm, pressed, half, whole = ledgers(0.1), ledgers(1.0), ledgers(1.0, audit=0.5), ledgers(1.0, audit=1.0)
    assert pressed.reported > half.reported > whole.reported
    assert pressed.true < half.true < whole.true
    assert whole.true == pytest.approx(calm.true, rel=0.1)
    assert pressed.hours < half.hours < whole.hours


def test_whose_operators_are_switched_off_is_as_if_they_were_not_there() -> None:
    """At the stakes that were measured the operators change nothing, whatever their strength."""
    strong = dict.fromkeys(("relabel", "ratchet", "paper_plan", "onward", "deferral"), 1.0)
    assert ledgers(0.1) == ledgers(0.1, **strong, unsuitable=60.0, rent_shift=0.5)
    assert ledgers(1.0) != ledgers(1.0, **strong, unsuitable=60.0, rent_shift=0.5)
