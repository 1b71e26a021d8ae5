"""How long contracts run."""

import pytest

from simulation.contracts import contract_length
from tests.simulation.runs import tiny_model, values


def test_contracts_shorten_with_the_stakes_unless_frozen() -> None:
    rules = values().rules("municipality")
    low, high = (tiny_model(before={"coordination.reporting_stakes": s}) for s in (0.0, 1.0))
    assert contract_length(low, rules) == rules.contract_months
    assert contract_length(high, rules) == rules.contract_stakes
    frozen = tiny_model(before={"coordination.reporting_stakes": 1.0}, frozen=True)
    assert contract_length(frozen, rules) == pytest.approx(rules.contract_months)
