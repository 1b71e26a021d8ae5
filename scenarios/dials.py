"""The nine coordination dials, in two layers.

A dial is a parameter named ``coordination.<dial>`` in [0, 1]; what it changes stands in
``agents/coordination.py``. The layers are kept apart because municipal routines may respond to
what the state does, and a report shows each layer's part.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Layer(StrEnum):
    """Who turns the dial."""

    STATE = "state"
    MUNICIPAL = "municipal"


@dataclass(frozen=True, slots=True)
class Dial:
    """One dial: the name of its parameter is ``coordination.<name>``."""

    name: str
    layer: Layer

    @property
    def parameter(self) -> str:
        """Full name of the parameter."""
        return f"coordination.{self.name}"


DIALS: Final = (
    Dial("shared_guidance", Layer.STATE),
    Dial("shared_forecast", Layer.STATE),
    Dial("aligned_funding", Layer.STATE),
    Dial("joint_reporting", Layer.STATE),
    Dial("reporting_stakes", Layer.STATE),
    Dial("municipal_routines", Layer.MUNICIPAL),
    Dial("reception_dialogue", Layer.MUNICIPAL),  # shared with the state, carried out locally
    Dial("housing_follow_up", Layer.MUNICIPAL),
    Dial("peer_learning", Layer.MUNICIPAL),
)


def dials(layer: Layer | None = None) -> tuple[Dial, ...]:
    """Return the dials of one layer, or all nine."""
    return tuple(dial for dial in DIALS if layer is None or dial.layer is layer)
