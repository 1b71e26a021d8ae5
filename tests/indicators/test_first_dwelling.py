import pytest

from agents.kinds import Path, Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, WOMAN = group(), group(female=1)
DECEMBER = month_of(2012, 12)


def test_first_dwelling_leaves_staffed_places_out() -> None:
    cells = [
        (DECEMBER, Tenure.MUNICIPAL, Path.ASYLUM, MAN, 6),
        (DECEMBER, Tenure.SHARED, Path.ASYLUM, WOMAN, 1),
        (DECEMBER, Tenure.PRIVATE, Path.ASYLUM, WOMAN, 3),
        (DECEMBER, Tenure.STAFFED, Path.UNACCOMPANIED, MAN, 50),
    ]
    made = record({"first_dwelling": cells})
    assert indicator("share_municipal").of(made).value == pytest.approx(0.7)
    assert indicator("share_private").of(made).value == pytest.approx(0.3)
    assert indicator("share_private").of(made).by("sex") == {"women": 0.75, "men": 0.0}
