"""Every indicator that a small world can hold equals a slow, plain recomputation from persons, households and
events, month by month, on random worlds.

What needs years after settlement, money and reasons stands in ``test_recomputed_years.py``. That the money of
persons and households is that of the ledger is tested in ``test_living.py``.
"""

from functools import cache
from math import isnan, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase as Stage
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import Account
from indicators.cost import net
from indicators.indicator import Measured
from indicators.library import all_indicators, observers_of
from simulation.model import Phase, SettlementModel
from simulation.recorder import Record, Recorder
from simulation.start.tiny import tiny_world
from tests.indicators.plain import FIRST, Witness
from tests.simulation.runs import STRONG, values

YEARS = range(2011, 2014)
COUNTS = ("settled", "asked", "decided", "lost_vacancies", "dwellings_added", "dwellings_with_grant",
          "startlan_loans", "report_hours")  # fmt: skip


@cache
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
    for name in ("asked", "decided", "lost_vacancies", "report_hours"):
        told = found[name].by("centrality")
        for level, figure in told.items():
            assert same(figure, seen.mean_of(f"{name}centrality:{level}", YEARS)), (name, level)
        assert sum(told.values()) == pytest.approx(found[name].value), name
    for part, figure in {"": found["rent_effect"].value, **found["rent_effect"].parts}.items():
        rents = seen.mean_of(f"rent_effect{part}", YEARS)
        assert figure == pytest.approx(rents, abs=1e-3), part  # recorded in millionths

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

    worst = found["worst_off_wellbeing"]
    assert set(worst.parts) == {part for part in seen.points if part}
    for part, told in {"": worst.value, **worst.parts}.items():
        lowest, tenth = sorted(seen.points[part]), len(seen.points[part]) / 10
        total = sum(lowest[: int(tenth)]) + (tenth - int(tenth)) * lowest[int(tenth)]
        assert same(told, total / tenth), part

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


def december_only(record: Record) -> Record:
    """Return a record without what was seen in other months: municipalities are looked at in December."""
    keep = record.columns["month"] % 12 == 11
    return Record({name: column[keep] for name, column in record.columns.items()}, record.meta)


def test_municipal_figures_are_those_of_their_people_and_add_up_to_the_nation() -> None:
    """For every indicator with a breakdown by municipality: each town's figure by a plain recomputation, and
    all of them, weighted by what stands below the line there, the nation's."""
    seen, found = lived(11, persons=160, municipalities=5)
    record = december_only(seen.recorder.record())
    counts = {"settled"}
    divided = [one for one in all_indicators() if "municipality" in one.breakdown]
    assert {one.name for one in divided} >= {"secure_home", "overburden", "municipal_coverage"} | counts
    for one in divided:
        towns = found[one.name].by("municipality")
        nation = one.of(record).value
        if one.name in counts:
            assert sum(towns.values()) == pytest.approx(nation) == pytest.approx(found[one.name].value)
            continue
        ratio = seen.towns[one.name]
        assert len(towns) > 3
        for dimension in ("municipality", "centrality"):
            told = found[one.name].by(dimension)
            for group, figure in told.items():
                assert same(figure, ratio.value(f"{dimension}:{group}")), (one.name, group)
            weight = {group: ratio.below[f"{dimension}:{group}"] for group in told}
            assert sum(weight.values()) == ratio.below[""], one.name
            mean = sum(told[group] * weight[group] for group in told) / sum(weight.values())
            assert mean == pytest.approx(nation), (one.name, dimension)


@settings(max_examples=3, deadline=None, phases=(Stage.explicit, Stage.generate))
@given(seed=st.integers(1, 10_000), municipalities=st.integers(2, 6))
def test_payers_and_receivers_add_to_zero(seed: int, municipalities: int) -> None:
    """Over all accounts what is paid is what is received, in every year and at every level of centrality; the
    levels, with what is booked in no municipality, add up to the nation."""
    seen, found = lived(seed, persons=100, municipalities=municipalities)
    record = seen.recorder.record()
    levels = (-1, *np.unique(seen.model.world.geography.centrality).tolist())
    by_level = {(a, at): net(record, a, at) for a in Account for at in levels}
    by_account = {account: net(record, account) for account in Account}
    for year in YEARS:
        paid = [yearly.get(year, 0.0) for yearly in by_account.values()]
        assert sum(paid) == pytest.approx(0.0, abs=1e-6) and max(paid) > 0 > min(paid)
        for at in levels:
            there = [by_level[account, at].get(year, 0.0) for account in Account]
            assert sum(there) == pytest.approx(0.0, abs=1e-6), at
        for account in Account:
            parts = sum(by_level[account, at].get(year, 0.0) for at in levels)
            assert parts == pytest.approx(by_account[account].get(year, 0.0), abs=1e-6), account
    assert seen.model.ledger.balanced()

    settled = found["settled"].by("centrality")
    for name, account in (("cost_municipality", Account.MUNICIPALITY), ("cost_nav", Account.NAV)):
        told = found[name].by("centrality")
        here = sum(told[level] * settled[level] for level in told if settled[level])
        for at in levels:  # paid where nobody was settled, or nowhere
            if at < 0 or not settled[f"level_{at}"]:
                here += sum(by_level[account, at].get(year, 0.0) for year in YEARS) / len(YEARS) / 1000
        assert here == pytest.approx(found[name].value * found["settled"].value), name


def test_levels_of_centrality_add_up_to_the_nation() -> None:
    """Every count of everybody by centrality is the nation's; of a share, weighted by who stands below it."""
    seen, found = lived(11, persons=160, municipalities=5)
    for name in ("settled", "asked", "decided", "lost_vacancies", "report_hours", "dwellings_added"):
        assert sum(found[name].by("centrality").values()) == pytest.approx(found[name].value), name
    whole = {"share_municipal", "waiting_months", "exits_to_good", "unwanted_moves", "others_waiting",
             "children_low_standing", "poverty_gap", "work_2_years"}  # fmt: skip
    for name in whole & set(seen.ratios) & {one.name for one in all_indicators()}:
        told, below = found[name].by("centrality"), seen.ratios[name].below
        weights = {level: below[f"centrality:{level}"] for level in told}
        assert sum(weights.values()) == pytest.approx(below[""]), name
        mean = sum(told[level] * weights[level] for level in told) / below[""]
        assert mean == pytest.approx(found[name].value), name
