import pytest

from workshop.compared import check
from workshop.errors import WorkshopError
from workshop.pack import Pack


def test_packs_of_another_posterior_are_not_compared() -> None:
    shown = {"world": "norway-2013", "scale": 1.0, "scenario": {"name": "one"}}
    mine, others = (Pack("k", "b", "code", {**shown, "posterior": of}, {1: {}}) for of in ("a", "b"))
    check(mine, mine)
    with pytest.raises(WorkshopError):
        check(mine, others)
