"""What a kernel reckons for one household is what the household's rules say."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents import household
from simulation.kernels import budget as kernels
from tests.simulation.runs import values

RULES = household.budget(values().rules("household"), 36)
WHOLE = replace(RULES, share_permille=1000, interest=900_000, tax_permille=1000)  # every krone shows
MONEY = st.integers(0, 60_000)


def plain(function: Any) -> Any:
    """Return the function as it is written: compiling it anew takes longer than all examples."""
    return function.py_func


@given(
    st.sampled_from([RULES, WHOLE]), MONEY, st.integers(1, 12), st.integers(0, 3), st.integers(0, 20_000),
    st.sampled_from([0, 1, 241, 900_000]),
)  # fmt: skip
def test_the_kernel_s_budget_is_the_household_s(
    rules: household.Budget, income: int, persons: int, earners: int, rent: int, debt: int
) -> None:
    b = kernels.packed(rules)
    one = [np.array([number]) for number in (income, persons, earners, rent, debt)]
    i, p, e, r, d = one
    assert plain(kernels.net_income)(b, income, earners) == household.net_income(rules, i, e)[0]
    helped = plain(kernels.housing_allowance)(b, income, persons, rent)
    assert helped == household.housing_allowance(rules, i, p, r)[0]
    most = plain(kernels.affordable_rent)(b, income, persons, earners)
    assert most == household.affordable_rent(rules, i, p, e)[0]
    left = household.residual_income(rules, i, p, e, r, d)
    assert plain(kernels.saved)(b, income, persons, earners, rent, debt) == household.saved(rules, left)[0]
    assert plain(kernels.repayment)(b, debt) == debt // rules.amortisation


def test_nobody_gets_an_allowance_for_less_than_the_own_share() -> None:
    b = kernels.packed(WHOLE)
    own = int(WHOLE.own[1])
    assert [plain(kernels.housing_allowance)(b, 0, 1, own + more) for more in (-1, 0, 1)] == [0, 0, 1]
