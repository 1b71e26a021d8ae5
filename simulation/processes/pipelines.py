"""Pipelines: dwellings decided earlier come, vacated ones are made ready, leases are given back."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, NOBODY, DwellingState, Owner
from simulation.randomness import Stream

if TYPE_CHECKING:
    from simulation.model import SettlementModel


class Pipelines:
    """Dwellings that come, become ready, or leave municipal disposal."""

    name = "pipelines"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the turnaround of vacated dwellings: months without and with routines."""
        rules = model.values.rules("municipality")
        self.lease_kept = int(rules.lease_kept)
        routines = (
            np.zeros(model.world.geography.municipalities) if model.frozen else model.coordination.routines
        )
        self.turnaround = np.clip(
            rules.turnaround + (rules.turnaround_routines - rules.turnaround) * routines, 0.5, 6.0
        )
        self._cached = (-1, np.zeros(0, dtype=np.int16))

    def ready_month(self, model: "SettlementModel") -> npt.NDArray[np.int16]:
        """Return, per municipality, the month a dwelling vacated now is ready (int16, (M,)).

        The turnaround's fraction of a month is a draw; a property service without hours left
        takes a month more.
        """
        month, ready = self._cached
        if month != model.month:
            draw = model.draws.uniform(Stream.READYING, model.month, model.world.geography.key)
            whole = np.floor(self.turnaround + draw)
            if not model.frozen:
                whole = whole + (model.world.municipalities.hours[:, 1] <= 0.0)
            ready = (model.month + np.maximum(whole, 1)).astype(np.int16)
            self._cached = (model.month, ready)
        return ready

    def run(self, model: "SettlementModel") -> None:
        """Advance every dwelling whose month has come."""
        homes, month = model.world.dwellings, model.month
        state = homes.state
        ready = np.flatnonzero(
            ((state == DwellingState.PIPELINE) | (state == DwellingState.READYING))
            & (homes.due <= month)
            & (homes.due != NEVER)
        )
        homes.state[ready] = DwellingState.VACANT
        homes.due[ready] = NEVER
        homes.empty[ready] = 0
        vacant = np.flatnonzero(homes.state == DwellingState.VACANT)
        homes.empty[vacant] = np.minimum(homes.empty[vacant] + 1, 100)
        back = vacant[
            (homes.owner[vacant] == Owner.MUNICIPALITY_LEASED)
            & (homes.empty[vacant] > self.lease_kept)
            & (homes.reserved[vacant] == NOBODY)
        ]
        homes.owner[back] = Owner.LANDLORD
        homes.state[back] = DwellingState.LISTED
        homes.empty[back] = 0
