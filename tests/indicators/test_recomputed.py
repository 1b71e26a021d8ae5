"""Every indicator that a small world can hold equals a slow, plain recomputation from persons, households and
events, month by month, on random worlds.

Not here, but in tests with known answers: what needs cohorts older than these worlds (retention, work and
owning after five years), costs by cohort, the projection, and the counts of reasons. That the recorded money
is that of the ledger is tested in ``test_living.py``.
"""

from math import isnan, nan
from typing import Any

import pytest
from hypothesis import Phase as Stage
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.indicator import Measured
from indicators.library import all_indicators, indicator, observers_of
from simulation.model import Phase, SettlementModel
from simulation.recorder import Recorder
from simulation.start.tiny import tiny_world
from tests.indicators.plain import FIRST, Witness
from tests.simulation.runs import STRONG, values

YEARS = range(2011, 2014)
COUNTS = ("settled", "asked", "decided", "lost_vacancies", "dwellings_added", "dwellings_with_grant",
          "startlan_loans", "report_hours")  # fmt: skip


def lived(seed: int, **world: Any) -> tuple[Witness, dict[str, Measured]]:
    """Live three years of a small world; return what the witness saw and what the indicators say."""
    given_values = values({**STRONG, "permits.surge": 1.5})
    made = tiny_world(seed, month=FIRST, **world)
    recorder = Recorder(None, observers_of(all_indicators()), {"years": [YEARS[0], YEARS[-1]]})
    witness = Witness(recorder)
    model = SettlementModel(
        made, [Phase(0, given_values)], seed, start=FIRST, population_scale=0.004,
        recorder=witness,  # type: ignore[arg-type]
    )  # fmt: skip
    model.run_to(FIRST + 12 * len(YEARS))
    record = recorder.record()
    return witness, {one.name: one.of(record) for one in all_indicators()}


def same(found: float, expected: float) -> bool:
    return (isnan(found) and isnan(expected)) or found == pytest.approx(expected, rel=1e-9, abs=1e-9)


# shrinking a world that takes seconds would take hours
@settings(max_examples=3, deadline=None, phases=(Stage.explicit, Stage.generate))
@given(
    seed=st.integers(1, 10_000), municipalities=st.integers(2, 6), persons=st.integers(40, 160),
    vacancy=st.floats(0.0, 0.3), listings=st.integers(0, 4), vedtak=st.integers(2, 30),
    queue=st.floats(0.0, 0.4),
)  # fmt: skip
def test_equal_to_a_plain_recomputation(seed: int, **world: Any) -> None:
    seen, found = lived(seed, **world)

    for name, ratio in seen.ratios.items():
        assert same(found[name].value, ratio.value()), (name, found[name].value, ratio.value())
        for part in ratio.below:
            if part and ratio.below[part]:
                told = found[name].parts[part]
                assert same(told, ratio.value(part)), (name, part, told, ratio.value(part))
    for name in COUNTS:
        expected = seen.mean_of(name, YEARS)
        assert same(found[name].value, expected), (name, found[name].value, expected)
    rents = seen.mean_of("rent_effect", YEARS)
    assert found["rent_effect"].value == pytest.approx(rents, abs=1e-3)  # recorded in millionths

    survival = seen.survival()
    entered = sum(n for n, *_ in seen.cohort())
    assert same(found["waiting_months_all"].value, sum(survival) if entered else nan)
    for part, told in found["waiting_months_all"].parts.items():
        assert same(told, sum(seen.survival(part))), part
    for name, share in (("waiting_p50", 0.5), ("waiting_p90", 0.9)):
        reached = [month for month, left in enumerate(survival) if left <= 1 - share + 1e-12]
        assert same(found[name].value, float(reached[0]) if reached else nan), name
    for name, of_settled in (("settled_on_time", False), ("settled_on_time_reported", True)):
        assert same(found[name].value, seen.on_time(YEARS[-1], of_settled)), name
        for part, told in found[name].parts.items():
            assert same(told, seen.on_time(YEARS[-1], of_settled, part)), (name, part)

    assert same(found["waiting_stock"].value, sum(seen.waiting) / len(seen.waiting))
    nights = [365.25 / 12 * sum(seen.waiting[12 * k : 12 * k + 12]) / 1000 for k in range(len(YEARS))]
    assert same(found["reception_nights"].value, sum(nights) / len(nights))
    settling = [float(len(seen.settlers[year])) for year in YEARS]
    assert same(found["municipalities_settling"].value, sum(settling) / len(settling))

    lowest, tenth = sorted(seen.points), len(seen.points) / 10
    total = sum(lowest[: int(tenth)]) + (tenth - int(tenth)) * lowest[int(tenth)]
    assert same(found["worst_off_wellbeing"].value, total / tenth)

    gaps = [sum(abs(a - b) for a, b in towns.values()) / len(towns) for towns in seen.reports.values()]
    assert same(found["report_gap"].value, sum(gaps) / len(gaps))

    exposed, apart = [], []
    for there, people in seen.places:
        everybody = [max(n, sum(x for (p, _), x in there.items() if p == k)) for k, n in enumerate(people)]
        exposed.append(sum(n * n / everybody[place] for (place, _), n in there.items()) / sum(there.values()))
        refugees = [sum(x for (p, _), x in there.items() if p == k) for k in range(len(people))]
        others = [all_ - mine for all_, mine in zip(everybody, refugees, strict=True)]
        shares = zip(refugees, others, strict=True)
        apart.append(0.5 * sum(abs(r / sum(refugees) - o / sum(others)) for r, o in shares))
    assert same(found["coethnic_exposure"].value, sum(exposed) / len(exposed))
    assert same(found["segregation"].value, sum(apart) / len(apart))


def test_municipal_figures_add_up_to_the_nation() -> None:
    """Shares by municipality, weighted by their persons, are the share of the nation."""
    seen, found = lived(11, persons=160, municipalities=5)
    for name in ("overburden", "residual_poor", "jobless_households", "allowance_need", "self_sufficient"):
        towns = found[name].by("municipality")
        weight = {town: seen.ratios[name].below[f"municipality:{town}"] for town in towns}
        mean = sum(towns[town] * weight[town] for town in towns) / sum(weight.values())
        assert mean == pytest.approx(found[name].value), name
    record = seen.recorder.record()
    settled = record.arrays("settled")
    assert settled["value"].sum() == sum(seen.yearly["settled"].values())
    assert indicator("settled").of(record).value == pytest.approx(seen.mean_of("settled", YEARS))
