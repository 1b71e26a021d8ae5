"""Every month of waiting has one binding reason, whatever the world; and what a reason says is so."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import NOBODY, Case, DwellingState, Reason, Tenure
from simulation.observers import Observer
from simulation.recorder import Recorder
from tests.simulation.runs import tiny_model

WAITS = (("waiting", "==", 1),)


@settings(max_examples=6)
@given(
    seed=st.integers(1, 10_000), vacancy=st.floats(0.0, 0.3), listings=st.integers(0, 4),
    vedtak=st.integers(0, 40), queue=st.floats(0.05, 0.5), known=st.booleans(),
)  # fmt: skip
def test_reasons_partition_the_months_of_waiting(seed: int, **world: Any) -> None:
    recorder = Recorder(None, [
        Observer("all", "households", WAITS, "sum:persons"),
        Observer("why", "households", WAITS, "sum:persons", ("reason",)),
    ])  # fmt: skip
    tiny_model(seed, world={"persons": 150, **world}, recorder=recorder).run_to(48)
    record = recorder.record()
    whole, parts = record.arrays("all"), record.arrays("why")
    assert Reason.NONE not in parts["reason"]
    summed = np.bincount(parts["month"], weights=parts["value"], minlength=48)
    np.testing.assert_array_equal(summed[whole["month"]], whole["value"])


def test_reasons_say_what_is_so() -> None:
    """A year of a small world: who is accepted, found, proposed, on its way."""
    model = tiny_model(3, world={"queue": 0.4, "vedtak": 20})
    h, found = model.world.households, set()
    for _ in range(18):
        model.step()
        month = model.month - 1
        waiting = np.flatnonzero((h.case >= Case.READY) & (h.case <= Case.FOUND))
        reason, case = h.reason[waiting], h.case[waiting]
        found |= set(reason.tolist())
        pending = (h.tenure[waiting] == Tenure.ABROAD) & (h.contract_end[waiting] > month)
        assert np.all(case[reason == Reason.SEARCH_LATER] == Case.ACCEPTED)
        assert np.all(h.case_since[waiting[reason == Reason.SEARCH_LATER]] == month)
        assert np.all(case[np.isin(reason, [Reason.PAPERS, Reason.SERVICE_HOURS])] >= Case.ACCEPTED)
        assert np.all(case[reason == Reason.ANSWER_PENDING] == Case.PROPOSED)
        assert np.all(pending[reason == Reason.ARRIVAL_PENDING])
        assert np.all(case[reason == Reason.NO_PLACES] == Case.READY)
    assert {Reason.NO_PLACES, Reason.SEARCH_LATER, Reason.PAPERS, Reason.ANSWER_PENDING} <= found


def test_a_vacancy_let_to_another_queue_names_the_case_that_it_suited() -> None:
    model = tiny_model(world={"queue": 0.4})
    h, homes = model.world.households, model.world.dwellings
    homes.state[homes.state == DwellingState.VACANT] = DwellingState.READYING
    cases = np.flatnonzero((h.tenure == Tenure.RECEPTION) & (h.persons <= 2))[:2]
    h.case[cases], h.case_municipality[cases], h.case_dwelling[cases] = Case.ACCEPTED, 1, NOBODY
    h.permit[cases] = [3, 9]  # the first has waited longer
    h.persons[cases] = 2
    given = np.flatnonzero((homes.municipality == 1) & (homes.household == NOBODY))[:1]
    homes.rooms[given] = 2
    h.reason[cases] = Reason.HOURS
    model.allocation._passed_over(model, given, cases)
    assert h.reason[cases].tolist() == [Reason.OTHER_FIRST, Reason.HOURS]
    homes.rooms[given] = 1
    h.reason[cases] = Reason.HOURS
    model.allocation._passed_over(model, given, cases)  # too small for either
    assert h.reason[cases].tolist() == [Reason.HOURS, Reason.HOURS]
