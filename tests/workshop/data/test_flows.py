import numpy as np

from indicators.first_dwelling import FIRST
from indicators.tenure_moves import MOVES
from simulation.recorder import Record
from workshop.data.flows import NODES, flow_data


def _at(links: list[list[float]], before: str | None = None, after: str | None = None) -> float:
    return sum(
        value for a, b, value in links if before in (None, NODES[int(a)]) and after in (None, NODES[int(b)])
    )


def test_december_holds_the_moves_of_the_year(records: dict[str, list[Record]]) -> None:
    found = flow_data(records["integrated"])
    december = found["links"][35]  # of the third year
    first, moves = (
        np.mean([r.arrays(name)["value"][r.arrays(name)["month"] == 59].sum() for r in records["integrated"]])
        for name in (FIRST.name, MOVES.name)
    )
    settled = _at(december, "reception") - _at(december, "reception", "left")
    assert abs(settled - first) < 0.51 and first > 0
    rest = _at(december) - settled - _at(december, after="left")
    assert abs(rest - moves) < 2 and moves > 0


def test_the_first_months_have_no_year_behind_them(records: dict[str, list[Record]]) -> None:
    found = flow_data(records["integrated"])
    assert found["start"] == 11 and not any(found["links"][:11]) and all(found["links"][11:])


def test_the_baseline_stands_beside_and_is_the_same_before_the_policy(
    records: dict[str, list[Record]],
) -> None:
    found = flow_data(records["integrated"], records["baseline-2013"])
    assert found["compare"][:24] == found["links"][:24] and found["compare"] != found["links"]


def test_households_leave_the_queue_or_the_country(records: dict[str, list[Record]]) -> None:
    found = flow_data(records["baseline-2013"])
    assert {NODES[int(a)] for step in found["links"] for a, b, _ in step if NODES[int(b)] == "left"} <= {
        "reception", "housed",
    }  # fmt: skip
    assert any(_at(step, after="left") for step in found["links"])
