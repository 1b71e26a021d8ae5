"""How long contracts run that a settled household begins with."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulation.model import SettlementModel

PRIVATE_CONTRACT = 36  # months


def contract_length(model: "SettlementModel", rules: object) -> int:
    """Return the months of a municipal contract; shorter when much hangs on the figures (G2)."""
    stakes = 0.0 if model.frozen else model.coordination.stakes
    full, short = float(rules.contract_months), float(rules.contract_stakes)  # type: ignore[attr-defined]
    return round(full + (short - full) * stakes)
