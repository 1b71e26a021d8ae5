"""Ties, wellbeing and health: each person is looked at once in four months.

Ties to kin and co-ethnics (bonding), to neighbours and colleagues (bridging) and to institutions
(linking) move a little towards what the person's situation gives room for; a move of dwelling costs
part of them. Wellbeing follows security, room, work, ties and waiting. Integer arithmetic
throughout: a fraction is rounded up or down by chance, so that nothing is lost on average.
"""

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR
from agents.parameters import Rules
from simulation.kernels import wellbeing as kernels
from simulation.people import ADULT, TURN
from simulation.randomness import Stream, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
I16 = npt.NDArray[np.int16]

FROM_AGE = 6 * MONTHS_PER_YEAR  # months: younger children's ties are their parents'
WAITS = 7  # years waited 0, 1, ... 6 and more
CROWD_BITS = 16  # coethnics are counted in powers of two


@dataclass(frozen=True)
class Tables:
    """Integer tables: room for ties by situation (points 0-100), pace (1024ths a turn), points
    of wellbeing, thresholds of health.

    security: (tenure 12,) points; bonding_size: (powers of two of coethnics 17,) points; health:
    (origin 8, wait 7), the chance over a turn of a health event; recovery: the chance over a turn.
    """

    pace: I64  # bonding, bridging, linking
    bonding_size: I16
    bridging: I16  # base, work, study or programme, school children, owning, per language level
    linking: I16  # base, programme, municipal tenancy, per language level
    security: I16
    crowded: int
    working: int
    ties: int  # points per hundred ties of each sort
    ailing: int
    wait: int  # points per year of waiting in reception
    base: int
    step: int
    health: I64
    recovery: int
    children_keep: int  # percent of what adults keep of their ties


def build_tables(rules: Rules) -> Tables:
    """Return the integer tables for the parameters ``wellbeing.*``."""
    yearly = rules.vector("health_event") / 1000.0
    waited = np.array([exp(rules.wait_health * max(i - 1, 0)) for i in range(WAITS)])
    hazard = np.clip(yearly[:, None] * waited[None, :], 0.0, 1.0)

    def whole(name: str) -> I16:
        return np.asarray(np.rint(rules.vector(name)), dtype=np.int16)

    powers = np.arange(CROWD_BITS + 1, dtype=np.float64)
    return Tables(
        pace=np.rint(rules.vector("pace") * 1024 * TURN / MONTHS_PER_YEAR).astype(np.int64),
        bonding_size=np.rint(
            rules.bonding_base + (rules.bonding_most - rules.bonding_base) * np.minimum(powers / 10.0, 1.0)
        ).astype(np.int16),
        bridging=whole("bridging"),
        linking=whole("linking"),
        security=whole("security"),
        crowded=round(rules.crowded),
        working=round(rules.working),
        ties=round(rules.ties),
        ailing=round(rules.ailing),
        wait=round(rules.wait_points),
        base=round(rules.base),
        step=round(rules.step),
        health=threshold(1.0 - (1.0 - hazard) ** (TURN / MONTHS_PER_YEAR)),
        recovery=int(threshold(1.0 - (1.0 - rules.recovery) ** (TURN / MONTHS_PER_YEAR))),
        children_keep=round(rules.children_keep * 100),
    )


class Wellbeing:
    """Ties, wellbeing and health, one month."""

    name = "wellbeing"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the tables."""
        self.tables = build_tables(model.values.rules("wellbeing"))
        sizes = np.arange(1 << 12)
        self._log = np.frompyfunc(lambda n: int(n).bit_length(), 1, 1)(sizes).astype(np.int8)

    def run(self, model: "SettlementModel") -> None:
        """Move those whose turn it is one step."""
        world, month, t = model.world, model.month, self.tables
        p, h, d = world.persons, world.households, world.dwellings
        kin = t.bonding_size[self._log[np.minimum(world.places.coethnic, len(self._log) - 1)]]
        kernels.feel(
            month, TURN, FROM_AGE, ADULT, model.draws.stream(Stream.WELLBEING, month),
            p.key, p.household, p.birth, p.origin, p.settled, p.present, p.language, p.programme, p.employed,
            p.student, p.bonding, p.bridging, p.linking, p.wellbeing, p.health, h.row_of, h.tenure, h.place,
            h.children, h.persons, h.permit, h.dwelling, h.health, d.row_of, d.rooms, kin.ravel(),
            kin.shape[1], int(t.bonding_size[0]), t.pace, t.bridging, t.linking, t.security, t.base, t.ties,
            t.working, t.crowded, t.ailing, t.wait, t.step, t.health.ravel(), WAITS, t.recovery,
        )  # fmt: skip
        if month % MONTHS_PER_YEAR == 0:  # who recovered no longer counts, from the next year on
            need = np.zeros(len(h), dtype=np.int8)
            ill = np.flatnonzero((p.health == 1) & (p.present == 1))
            need[h.rows(p.household[ill])] = 1
            np.copyto(h.health, need, where=h.refugee == 1)
