from agents.kinds import Path, Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_first_dwellings_and_moves_are_households_a_year() -> None:
    made = record(
        {
            "first_dwelling": [
                (DECEMBER, Tenure.MUNICIPAL, Path.ASYLUM, group(), 6),
                (DECEMBER, Tenure.MUNICIPAL, Path.QUOTA, group(), 6),
                (month_of(2010, 12), Tenure.PRIVATE, Path.ASYLUM, group(), 99),  # before the policy
            ],
            "moves_by_tenure": [
                (DECEMBER, Tenure.MUNICIPAL, Tenure.OWNED, 3),
                (DECEMBER, Tenure.PRIVATE, Tenure.PRIVATE, 9),
            ],
        }
    )
    found = indicator("tenure_moves").of(made)
    assert found.value == 2.0  # twelve moves in six years
    assert found.by_year[2012] == 12.0
    assert found.by("move") == {"reception>municipal": 2.0, "municipal>owned": 0.5, "private>private": 1.5}
