"""One run of a tiny world, watched month by month; shared by the tests of the processes."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from agents.kinds import Case, Kind, Tenure
from simulation.conservation import check_world
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from tests.simulation.runs import BEGIN, values

MONTHS = 60


@dataclass
class Witness:
    """Stands where a recorder stands and keeps what it sees."""

    events: list[dict[str, dict[str, Any]]] = field(default_factory=list)
    waiting: list[set[int]] = field(default_factory=list)
    vanished: list[set[int]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    towns: list[dict[str, Any]] = field(default_factory=list)
    held: list[set[tuple[int, int]]] = field(default_factory=list)  # cases in hand: household, municipality

    def observe(self, model: SettlementModel) -> None:
        h, m = model.world.households, model.world.municipalities
        queue = (h.case >= Case.READY) & (h.case <= Case.FOUND) & (h.tenure != Tenure.GONE)
        self.waiting.append(set(h.uid[queue].tolist()))
        living = set(h.uid[h.tenure != Tenure.GONE].tolist())
        self.vanished.append(set(range(h.next_uid)) - living)
        self.broken += check_world(model.world, model.month)
        self.events.append(model.events.snapshot())
        names = ("vedtak", "vedtak_minor", "paper_places", "requested", "moved", "moved_minor")
        towns = {name: getattr(m, name).copy() for name in names}
        held = (h.case >= Case.PROPOSED) & (h.case <= Case.FOUND) & (h.kind != Kind.UNACCOMPANIED)
        where = h.case_municipality[held]
        towns["held"] = np.bincount(where, h.persons[held], len(m.vedtak))
        self.towns.append(towns)
        self.held.append(set(zip(h.uid[held].tolist(), where.tolist(), strict=True)))

    def all(self, name: str) -> dict[str, Any]:
        """Every event of a name, with the month it happened."""
        months = [(BEGIN + i, e[name]) for i, e in enumerate(self.events) if name in e]
        if not months:
            return {}
        joined = {k: np.concatenate([e[k] for _, e in months]) for k in months[0][1]}
        size = next(iter(months[0][1]))
        joined["month"] = np.concatenate([np.full(len(e[size]), t) for t, e in months])
        return joined


@cache
def watched(**changes: Any) -> tuple[SettlementModel, Witness]:
    """A run of five years from 2009 (changes as ``coordination__peer_learning=1.0``)."""
    witness = Witness()
    given = {name.replace("__", "."): value for name, value in changes.items()}
    model = SettlementModel(
        tiny_world(1, 6, 500, vedtak=25), [Phase(BEGIN, values(given))], 1, start=BEGIN,
        population_scale=0.02, recorder=witness,  # type: ignore[arg-type]
    )  # fmt: skip
    model.run_to(BEGIN + MONTHS)
    return model, witness
