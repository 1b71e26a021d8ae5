"""Permits: who comes, the same in every arm."""

import numpy as np
import pytest

from agents.kinds import NEVER, Case, Kind, Path, Tenure
from simulation.randomness import Randomness
from tests.simulation.runs import tiny_model, values

RULES = values().rules("permits")


def arrivals(months: int = 12, scale: float = 1.0, **options: object) -> object:
    model = tiny_model(**options)  # type: ignore[arg-type]
    model.population_scale = scale
    for month in range(24, 24 + months):
        model.month = month
        model.permits.run(model)
    return model


@pytest.fixture(scope="module")
def year() -> object:
    return arrivals()


def new(model: object) -> np.ndarray:
    return np.flatnonzero(model.world.households.permit >= 24)  # type: ignore[attr-defined]


def test_the_years_persons_are_those_on_record(year) -> None:  # type: ignore[no-untyped-def]
    h = year.world.households
    rows = new(year)
    persons = np.bincount(h.path[rows], weights=h.persons[rows], minlength=6)
    total, quota, minors = (RULES.vector(n)[2] for n in ("total", "quota", "minors"))
    assert persons.sum() == pytest.approx(total, rel=0.03)
    assert persons[Path.QUOTA] == pytest.approx(quota, rel=0.06)
    assert persons[Path.UNACCOMPANIED] == pytest.approx(minors, abs=12)


def test_households_hold_the_persons_they_say(year) -> None:  # type: ignore[no-untyped-def]
    h, p = year.world.households, year.world.persons
    rows = new(year)
    size = np.bincount(h.rows(p.household), minlength=len(h))
    young = np.bincount(h.rows(p.household[p.birth > 36 - 216 - 12]), minlength=len(h))
    np.testing.assert_array_equal(size[rows], h.persons[rows])
    assert np.all(young[rows] >= h.children[rows])
    couples = rows[np.isin(h.kind[rows], (Kind.COUPLE, Kind.FAMILY))]
    assert np.all(h.persons[couples] - h.children[couples] == 2)
    assert np.all(h.persons[rows[h.kind[rows] == Kind.SINGLE]] == 1)
    assert np.all(p.household[p.rows(h.head[rows])] == h.uid[rows])
    np.testing.assert_array_equal(h.health[rows] > 0, np.bincount(h.rows(p.household), p.health)[rows] > 0)


def test_asylum_waits_in_reception_quota_abroad_with_a_date(year) -> None:  # type: ignore[no-untyped-def]
    h = year.world.households
    rows = new(year)
    quota = rows[h.path[rows] == Path.QUOTA]
    wait = h.contract_end[quota] - h.permit[quota]
    assert np.all(h.tenure[quota] == Tenure.ABROAD) and wait.min() >= 3 and wait.max() <= 8
    asylum = rows[h.path[rows] == Path.ASYLUM]
    assert set(h.case[asylum].tolist()) == {Case.READY, Case.LEFT}
    assert np.mean(h.case[asylum] == Case.LEFT) == pytest.approx(RULES.leak[2], abs=0.02)
    assert np.all((h.family_month[rows] != NEVER) == (h.family_pending[rows] > 0))
    assert np.all(h.family_known[rows] <= (h.family_pending[rows] > 0))


def test_health_and_the_month_of_birth_are_unrelated(year) -> None:  # type: ignore[no-untyped-def]
    p = year.world.persons
    newest = p.household >= year.world.households.uid[new(year)[0]]
    month = (-p.birth[newest & (p.health == 1)]) % 12
    assert len(np.unique(month)) == 12


def test_no_dial_changes_who_comes() -> None:
    base = arrivals(4, 0.2)
    dials = {f"coordination.{d}": 1.0 for d in ("reception_dialogue", "peer_learning")}
    other = arrivals(4, 0.2, before=dials)
    a, b = (m.world.households for m in (base, other))  # type: ignore[attr-defined]
    knows = {"file_complete", "family_known"}
    for name, column in a.arrays().items():
        if name not in knows:
            np.testing.assert_array_equal(column, b.arrays()[name])
    assert b.file_complete.sum() > a.file_complete.sum()
    talks = [{"coordination.reception_dialogue": d} for d in (0.0, 1.0)]
    frozen = [arrivals(4, 0.2, frozen=True, before=d) for d in talks]
    one, two = (m.world.households.file_complete for m in frozen)  # type: ignore[attr-defined]
    np.testing.assert_array_equal(one, two)


def test_a_surge_adds_asylum_only_and_burn_in_rests() -> None:
    calm, surge = arrivals(6, 0.3), arrivals(6, 0.3, before={"permits.surge": 3.0})

    def count(m: object, path: Path) -> int:
        return int(np.sum(m.world.households.path[new(m)] == path))  # type: ignore[attr-defined]

    assert count(surge, Path.ASYLUM) == pytest.approx(3 * count(calm, Path.ASYLUM), rel=0.05)
    assert count(surge, Path.QUOTA) == count(calm, Path.QUOTA)
    model = tiny_model()
    model.month, before = 23, model.world.persons.n
    model.permits.run(model)
    assert model.world.persons.n == before


def test_another_seed_brings_others() -> None:
    model = tiny_model()
    model.draws = Randomness(2)
    model.population_scale = 0.5
    model.permits.run(model)
    same = arrivals(1, 0.5)
    a, b = model.world.households, same.world.households  # type: ignore[attr-defined]
    assert a.origin[-30:].tolist() != b.origin[-30:].tolist()


def test_adults_are_as_old_as_those_who_come(year) -> None:  # type: ignore[no-untyped-def]
    """One in 24 of each year from 18 to 34, fewer above, none above 56; parents are 22 or more; minors who
    come alone 15 to 17, other children under 16."""
    h, p = year.world.households, year.world.persons
    newest = np.flatnonzero(np.isin(p.household, h.uid[new(year)]))
    home = h.rows(p.household[newest])
    ages = (h.permit[home].astype(int) - p.birth[newest]) // 12
    single = h.kind[home] == Kind.SINGLE
    counts = np.bincount(ages[single], minlength=57) / np.count_nonzero(single)
    assert counts[18:35] == pytest.approx(1 / 24, abs=0.012)
    assert counts[[36, 38, 40, 43, 46, 50, 56]] == pytest.approx(1 / 24, abs=0.012)
    assert set(np.flatnonzero(counts)) <= set(range(18, 57))
    alone = h.kind[home] == Kind.UNACCOMPANIED
    assert set(ages[alone].tolist()) == {15, 16, 17}
    families = np.isin(h.kind[home], (Kind.FAMILY, Kind.SINGLE_PARENT))
    of_families = set(ages[families].tolist())
    assert set(range(16)) <= of_families and not of_families & set(range(16, 22))
