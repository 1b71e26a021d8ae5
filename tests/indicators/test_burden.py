import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.living import ELIGIBLE, JOBLESS, OVERBURDENED, POOR
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_each_bit_is_a_share_of_persons_in_dwellings() -> None:
    bits = ((0, 50), (OVERBURDENED, 20), (OVERBURDENED + POOR + JOBLESS, 10), (ELIGIBLE + JOBLESS, 20))
    made = record(
        {
            "living": [(DECEMBER, group(), code, 1, n) for code, n in bits],
            "living_by_town": [(DECEMBER, 2, 0, code, n) for code, n in bits],
        }
    )
    found = {name: indicator(name).of(made) for name in
             ("overburden", "residual_poor", "jobless_households", "allowance_need")}  # fmt: skip
    assert [one.value for one in found.values()] == pytest.approx([0.3, 0.1, 0.3, 0.2])
    for one in found.values():
        assert one.by_year == {2012: pytest.approx(one.value)}
        assert one.parts["municipality:2"] == pytest.approx(one.value)
