"""The settlement level is shrunk, predicts better than the raw record, and blanks are not zeros."""

from dataclasses import replace

import numpy as np
import pytest

from agents.parameters import Values
from data.loader import municipality_frame, settlement_panel
from simulation.start.geography import national_geography
from simulation.start.record import YEARS, Record, estimate, read_record, request_effects, settlement_level


def codes(values: Values) -> tuple[str, ...]:
    return national_geography(values).code


def test_the_shrunk_level_predicts_2012_better_than_the_own_mean(values: Values) -> None:
    record = read_record(codes(values))
    known = ~np.isnan(record.settled[:, 3]) & (~np.isnan(record.settled[:, :3])).any(axis=1)
    shrunk = estimate(record.settled[:, :3], None, record.log_population, record.centrality, 0.5, 2.0)
    truth = record.settled[known, 3]
    own = np.nanmean(record.settled[known, :3], axis=1)
    mine = shrunk.when[known]
    assert np.abs(mine - truth).mean() < np.abs(own - truth).mean()
    assert np.abs(np.log(mine / truth)).mean() < np.abs(np.log(own / truth)).mean()


def test_nothing_of_2013_enters() -> None:
    assert max(YEARS) == 2012
    panel = settlement_panel()
    assert panel.loc[panel["year"] == 2013, ["decided", "settled"]].isna().all().all()


def test_the_levels_add_up_to_about_the_nations(values: Values) -> None:
    level = settlement_level(values, codes(values)).level
    assert 5_400 < level.sum() < 6_400


def test_a_blank_year_is_not_a_zero() -> None:
    population, centrality = np.log(np.linspace(2_000, 40_000, 30)), np.full(30, 1.0)
    settled = np.tile(np.array([10.0, 12.0, 8.0, 10.0]), (30, 1))
    blank, zero = settled.copy(), settled.copy()
    blank[0, 3], zero[0, 3] = np.nan, 0.0
    arguments = (None, population, centrality, 0.5, 2.0)
    assert estimate(blank, *arguments).when[0] > 1.15 * estimate(zero, *arguments).when[0]
    assert estimate(blank, *arguments).part[0] < estimate(settled, *arguments).part[0]


def test_late_years_tell_more_than_early_ones_and_memory_of_one_forgets_none() -> None:
    population, centrality = np.log(np.linspace(2_000, 40_000, 30)), np.full(30, 1.0)
    settled = np.tile(np.array([10.0, 12.0, 8.0, 10.0]), (30, 1))
    rising, falling, stopped, begun = (settled.copy() for _ in range(4))
    rising[0], falling[0] = [5.0, 5.0, 20.0, 20.0], [20.0, 20.0, 5.0, 5.0]
    stopped[0, 2:], begun[0, :2] = np.nan, np.nan
    arguments = (None, population, centrality, 0.5, 0.4)
    for one, other, field in ((rising, falling, "when"), (begun, stopped, "part")):
        late, early = (getattr(estimate(rows, *arguments, 0.7), field)[0] for rows in (one, other))
        assert late > 1.2 * early
        late, early = (getattr(estimate(rows, *arguments), field)[0] for rows in (one, other))
        assert late == pytest.approx(early)


def test_what_a_municipality_was_asked_for_stays_its_own() -> None:
    record = read_record(tuple(municipality_frame().index))
    asked = record.requested[:, 0]
    known = np.nan_to_num(asked) > 0
    none, own = (request_effects(record, 0.4, 0.2, share, 2.0) for share in (0.0, 0.76))
    rest = np.log(asked[known]) - 0.4 * record.log_population[known]
    rest -= 0.2 * np.log1p(np.nan_to_num(record.settled_before[known]))
    assert np.corrcoef(own[known], rest)[0, 1] > np.corrcoef(none[known], rest)[0, 1] + 0.1
    np.testing.assert_array_equal(none[~known], own[~known])


def test_where_all_are_alike_the_level_is_what_they_did_and_what_differs_is_drawn_towards_it() -> None:
    """Towns of a size with 10 a year: little can lie between them (a variance of 0.02, the least), so who has
    no figure is expected 10 by the logarithm, and who has one year counts 49.5 years of that besides."""
    towns = 40
    settled = np.full((towns, 4), 10.0)
    settled[0] = np.nan
    settled[1, :3] = np.nan
    found = estimate(settled, None, np.full(towns, 8.0), np.full(towns, 2.0), 0.5, 2.0)
    level = np.log(10.125)  # half a person is added to the forty of four years
    alone = np.log(10.5)  # and to the ten of one
    weight = np.array([1 / (0.02 + 0.1), 1 / (0.02 + 0.025)])
    middle = (alone * weight[0] + 38 * level * weight[1]) / (weight[0] + 38 * weight[1])
    expected = np.exp(middle + 0.01)
    shape = 1.0 / (np.exp(0.02) - 1.0)
    when = [expected, (shape + 10) / (shape / expected + 1), (shape + 40) / (shape / expected + 4)]
    assert found.when[:3] == pytest.approx(when)
    assert found.when[3:] == pytest.approx(np.full(37, when[2]))
    assert found.surplus[0] == 0
    assert found.surplus[1:3] == pytest.approx((np.log(when[1:]) - np.log(expected)) / np.sqrt(0.02))
    # of four years as many as towns of the size take part in, counted as two years of one's own
    pattern = (38 * 4 + 1) / (4 * towns)
    assert found.part[:3] == pytest.approx([2 * pattern / 6, (2 * pattern + 1) / 6, (2 * pattern + 4) / 6])
    assert found.level == pytest.approx(found.when * found.part)


def test_a_decision_counts_as_half_a_year_and_no_persons_decided_as_half_a_year_without() -> None:
    """The level of who decided 20 is as of 40 + 10 persons in four years and a half.

    Of who decided none it is as of 40 in four, but half a year less took part.
    """
    towns = 60
    settled, decided = np.full((towns, 4), 10.0), np.full(towns, np.nan)
    decided[:2] = 20.0, 0.0
    sizes = (np.full(towns, 8.0), np.full(towns, 2.0))
    found = estimate(settled, decided, *sizes, 0.5, 2.0)
    shape = 1.0 / (np.exp(0.02) - 1.0)
    expected = (shape / ((shape + 40) / found.when[2] - 4)) if found.when[2] else 0.0  # solved for it
    assert found.when[0] == pytest.approx((shape + 50) / (shape / expected + 4.5))
    assert found.when[1] == pytest.approx(found.when[2])
    pattern = (towns * 4 + 0.5) / (towns * 4 + 1.0)
    assert found.part[:3] == pytest.approx(
        [(2 * pattern + 4.5) / 6.5, (2 * pattern + 4) / 6.5, (2 * pattern + 4) / 6], rel=1e-3
    )


def test_large_and_central_towns_are_expected_to_settle_more_where_such_towns_do() -> None:
    """Persons as the square root of inhabitants, and half as many again for a step of centrality: a town
    without a figure is expected just that; one that does as expected has no surplus, twice it has."""
    size = np.linspace(7.0, 11.0, 40)
    centrality = np.arange(40) % 4
    does = np.exp(0.5 * size) * 1.5**centrality
    settled = np.repeat(does[:, None], 4, axis=1)
    settled[3], settled[8] = np.nan, 2.0 * settled[8]
    found = estimate(settled, None, size, centrality.astype(float), 0.5, 2.0)
    assert found.when[3] == pytest.approx(does[3] * np.exp(0.01), rel=0.03)
    others = np.delete(np.arange(40), [3, 8])
    assert found.when[others] == pytest.approx(does[others], rel=0.03)
    assert found.surplus[8] > 3.0 > 0.6 > np.abs(found.surplus[others]).max()
    first = estimate(settled[:, :2], None, size, centrality.astype(float), 0.5, 2.0)
    assert first.part[3] > found.part[3]  # two years without a figure say less than four


def test_large_towns_take_part_more_often_where_large_towns_do() -> None:
    """Of forty small towns one in four years, of forty large ones three: who left no record at all is like
    others of its size as far as two years of one's own would say."""
    size = np.repeat([7.0, 11.0], 40)
    settled = np.full((80, 4), np.nan)
    settled[:40, 0] = settled[40:, 1] = settled[40:, 2] = settled[40:, 3] = 10.0
    found = estimate(settled, None, size, np.full(80, 1.0), 0.5, 2.0)
    assert found.part[[0, 40]] == pytest.approx([(2 * 0.25 + 1) / 6, (2 * 0.75 + 3) / 6], rel=1e-4)


def test_effects_of_requests_by_hand() -> None:
    """Two counties of two towns that were asked, and one that was not.

    A county's mean counts two, drawn to the nation's by two more; half of what a town was asked beyond that
    is its own.
    """
    asked = np.exp(np.array([3.0, 4.0, 1.0, 2.0]))
    record = Record(
        settled=np.zeros((6, 1)), decided=np.zeros(6), requested=np.zeros((6, 1)), requested_years=(2012,),
        settled_before=np.array([np.nan, np.e - 1, np.nan, np.e - 1, 5.0, 5.0]),
        log_population=np.array([10.0, 10.0, 8.0, 8.0, 9.0, 9.0]), centrality=np.zeros(6),
        county=np.array([1, 1, 2, 2, 2, 3]),
    )  # fmt: skip
    told = replace(record, requested=np.array([*asked, np.nan, 0.0])[:, None])
    # less half the logarithm of inhabitants and a quarter of that of settled: -2, -1.25, -3, -2.25
    rest = np.array([3.0 - 5.0, 4.0 - 5.0 - 0.25, 1.0 - 4.0, 2.0 - 4.0 - 0.25])
    rest -= rest.mean()
    county = np.array([rest[:2].sum() / 4, rest[2:].sum() / 4])
    expected = [*(0.5 * county[0] + 0.5 * rest[:2]), *(0.5 * county[1] + 0.5 * rest[2:]), county[1], 0.0]
    assert request_effects(told, 0.5, 0.25, 0.5, 2.0) == pytest.approx(expected)
    assert request_effects(record, 0.5, 0.25, 0.5, 2.0).tolist() == [0.0] * 6


def test_the_record_is_of_the_years_and_towns_asked_for() -> None:
    panel, frame = settlement_panel(), municipality_frame()
    towns = ("1201", "0301", "0101")
    record = read_record(towns)

    def figure(column: str, year: int) -> list[float]:
        rows = panel[panel["year"] == year].set_index("code")[column]
        return [float(rows[code]) for code in towns]

    for at, year in enumerate((2009, 2010, 2011, 2012)):
        assert record.settled[:, at] == pytest.approx(figure("settled", year), nan_ok=True)
    assert record.settled_before == pytest.approx(figure("settled", 2011), nan_ok=True)
    assert record.decided == pytest.approx(figure("decided", 2012), nan_ok=True)
    assert record.requested[:, 0] == pytest.approx(figure("requested", 2012), nan_ok=True)
    assert record.requested[:, 1] == pytest.approx(figure("requested", 2013), nan_ok=True)
    assert record.requested_years == (2012, 2013) and record.in_force is None
    assert np.exp(record.log_population) == pytest.approx([frame["population_2009"][code] for code in towns])
    assert record.county.tolist() == [12, 3, 1]
