"""Councils decide with what they have before them."""

import numpy as np
import pytest

from agents.kinds import NEVER, DwellingState, Instrument, Mode, Owner, Reason
from simulation.conservation import check_world
from tests.simulation.runs import tiny_model
from tests.simulation.witness import watched


def knowledge(prepare: object = None, **changes: float):  # type: ignore[no-untyped-def]
    names = {k.replace("__", "."): v for k, v in changes.items()}
    model = tiny_model(before=names, world={"pending": 0.9})
    model.month = 37
    if prepare is not None:
        prepare(model)  # type: ignore[operator]
    return model, model.vedtaking._knowledge(model)


def true_dwellings(model, salience: float) -> np.ndarray:  # type: ignore[no-untyped-def]
    """Return what can be had in a year, or was housed before, without any error of belief."""
    m, rules = model.world.municipalities, model.values.rules("municipality")
    housed = rules.housed_before * (np.exp(m.capacity) + m.family_last_year) / rules.persons_per_dwelling
    return np.maximum(model.vedtaking._dwellings(model, salience), housed)


def test_without_the_forecast_family_is_believed_to_be_last_years() -> None:
    model, known = knowledge(coordination__shared_forecast=0.0)
    np.testing.assert_array_equal(known.family, model.world.municipalities.family_last_year)


def test_a_full_forecast_tells_the_truth_times_the_common_error() -> None:
    def erring(model) -> None:  # type: ignore[no-untyped-def]
        model.world.imdi.common_error = 0.3
        h = model.world.households
        rows = np.flatnonzero((h.refugee == 1) & (h.municipality == 2))[:3]
        h.family_month[rows], h.family_pending[rows] = 40, 2
        model.world.municipalities.family_last_year[:] = 50

    model, known = knowledge(erring, coordination__shared_forecast=1.0, channels__forecast=1.0)
    assert known.family[2] == pytest.approx(6 * np.exp(0.3)) or known.family[2] > 6 * np.exp(0.3)
    others = np.delete(known.family, 2)
    assert np.all(others < 50)


def test_a_misleading_forecast_errs_twice_as_far_and_brings_no_news() -> None:
    def erring(model) -> None:  # type: ignore[no-untyped-def]
        model.world.imdi.common_error = 0.3
        model.world.municipalities.family_last_year[:] = 50

    for channel in (-1.0, -0.5):
        _, known = knowledge(erring, coordination__shared_forecast=1.0, channels__forecast=channel)
        assert known.family == pytest.approx(50 * (1 + channel) - 50 * channel * np.exp(0.6))


def test_errors_of_belief_shrink_with_routines_and_are_centred() -> None:
    def spread(routines: float) -> np.ndarray:
        model = tiny_model(
            before={"coordination.municipal_routines": routines, "channels.routines": 1.0},
            world={"municipalities": 300},
        )
        model.world.municipalities.informal[:] = 0.0
        model._phase = -1
        model._enter_phase()
        model.month = 37
        known = model.vedtaking._knowledge(model)
        true = model.vedtaking._dwellings(model, max(known.salience, 0.0))
        return np.log(known.dwellings / true)

    without, with_ = spread(0.0), spread(1.0)
    assert without.std() > 1.5 * with_.std()
    assert abs(without.mean()) < 4 * without.std() / 300**0.5


def test_errors_of_belief_are_as_large_as_is_said_and_partly_last() -> None:
    """What a council believes errs by a part that lasts and one of its own each month, both normal."""
    model = tiny_model(world={"municipalities": 600, "persons": 700})
    rules, informed = model.values.rules("municipality"), model.coordination.informed
    seen = []
    for month in (37, 38):
        model.month = month
        known = model.vedtaking._knowledge(model)
        seen.append(np.log(known.dwellings / true_dwellings(model, max(known.salience, 0.0))))
    sd = np.mean(rules.belief_sd * (1.0 - informed)) + rules.belief_floor
    assert np.std(seen[1] - seen[0]) == pytest.approx(sd * np.sqrt(2.0), rel=0.1)
    lasting = np.cov(seen)[0, 1]
    assert lasting == pytest.approx(rules.belief_bias_sd**2, rel=0.25)
    assert np.mean(seen) == pytest.approx(0.0, abs=0.05)


def test_aligned_funding_tells_yes_or_no_and_both_can_be() -> None:
    """A project waiting for its grant counts for the believed chance, or for the true answer."""

    def waits(frame: int):  # type: ignore[no-untyped-def]
        def prepare(model) -> None:  # type: ignore[no-untyped-def]
            world = model.world
            uid = world.dwellings.append(
                np.array([77], dtype=np.uint64), municipality=1, place=2, rooms=2, owner=Owner.MUNICIPALITY,
                state=DwellingState.PIPELINE, due=NEVER, mode=Mode.PURCHASE,
            )  # fmt: skip
            world.husbanken.queue = np.array([[uid[0], 1, 500, 36, 37, 1]])
            world.husbanken.frame_left = frame

        return prepare

    def dwellings(frame: int, dial: float) -> float:
        model, _ = knowledge(waits(frame), coordination__aligned_funding=dial, channels__funding=1.0)
        return float(model.vedtaking._dwellings(model, 0.0)[1])

    unknown = dwellings(1000, 0.0)
    assert dwellings(0, 0.0) == unknown
    assert dwellings(1000, 1.0) > unknown > dwellings(0, 1.0)


def test_paper_places_are_not_counted_as_unused() -> None:
    def prepare(model) -> None:  # type: ignore[no-untyped-def]
        m = model.world.municipalities
        m.vedtak_last_year[:], m.paper_places[:], m.moved_last_year[:] = 20, 10, 10

    _, known = knowledge(prepare)
    assert not known.unused_share.any()


def test_salience_compares_with_the_year_before_also_beyond_the_record() -> None:
    def prepare(model) -> None:  # type: ignore[no-untyped-def]
        model.month = 110
        model.world.imdi.need, model.world.imdi.need_before = 200, 100

    _, known = knowledge(prepare)
    assert known.salience == pytest.approx(np.log(2.0))


def test_each_council_decides_at_most_once_a_year_and_every_decision_is_told() -> None:
    _, witness = watched()
    events = witness.all("vedtak")
    year = events["month"] // 12
    once = set(zip(year.tolist(), events["municipality"].tolist(), strict=True))
    assert len(once) == len(year) and len(once) >= 6 * 3
    assert np.all(events["decided"] >= events["minor"])
    for month, town in enumerate(witness.towns[1:], 1):
        changed = np.flatnonzero(town["vedtak"] != witness.towns[month - 1]["vedtak"])
        told = witness.events[month].get("vedtak", {}).get("municipality", [])
        assert set(changed.tolist()) <= set(np.asarray(told).tolist())


def test_a_vedtak_is_real_places_and_paper_and_stakes_bring_the_paper() -> None:
    for stakes in (0.0, 1.0):
        _, witness = watched(coordination__reporting_stakes=stakes)
        paper = sum(t["paper_places"].sum() for t in witness.towns)
        assert (paper > 0) == (stakes > 0)
        assert all(np.all(t["paper_places"] <= t["vedtak"]) for t in witness.towns)


def test_frozen_councils_keep_what_stands() -> None:
    model = tiny_model(frozen=True)
    before = model.world.municipalities.vedtak.copy()
    model.run_to(60)
    np.testing.assert_array_equal(model.world.municipalities.vedtak, before)
    assert check_world(model.world) == []


def test_dwellings_that_can_be_had_in_a_year_add_up() -> None:
    """What the stock turns over and what is vacant, less what others are promised; private listings of a year
    for each way to get them; and what can be bought for."""

    def more(where: str = "", salience: float = 0.0, **state: float) -> float:
        model = tiny_model()
        m, world = model.world.municipalities, model.world
        m.occupied[:], m.vacant[:], m.listings_seen[:], m.known[:] = 0, 0, 0, False
        m.sense_of_fairness[:] = 0.5
        world.dwellings.state[:] = DwellingState.LISTED
        for name, number in state.items():
            column = getattr(m, name)
            column[(1, int(where)) if where else (1, 0)] = number
        return float(model.vedtaking._dwellings(model, salience)[1])

    rules = tiny_model().values.rules("municipality")
    least = more()
    people = tiny_model().world.geography.population[1, 2]
    assert least == pytest.approx(0.6 * rules.borrowing * people / 2_000_000)
    assert more(str(int(Instrument.RENTAL_GRANT)), known=1) == pytest.approx(least / 0.6)
    turned = rules.suitable * rules.turnover * 0.5
    assert more("3", occupied=40) - least == pytest.approx(40 * turned)
    assert more("3", vacant=4) - least == pytest.approx(4 * turned + 2)
    assert more("0", listings_seen=5) == least  # no way to get them is known
    model = tiny_model()
    m = model.world.municipalities
    m.listings_seen[:], m.known[:] = 1.0, False
    without = model.vedtaking._dwellings(model, 0.0)
    m.known[:, Instrument.GUARANTEE] = True
    one = model.vedtaking._dwellings(model, 0.0) - without
    assert one == pytest.approx(12 * 5 * rules.private_share)
    m.known[:, Instrument.LEASE_ROUTINE] = True
    assert model.vedtaking._dwellings(model, 0.0) - without == pytest.approx(2 * one)
    both = model.vedtaking._dwellings(model, 0.5) - without
    assert both == pytest.approx(2 * one * (1 + 0.5 * rules.salience_search))


def test_a_council_counts_the_programme_places_it_has_left() -> None:
    """Three years' intake times the room, less persons of households settled within two years, and two."""

    def prepare(model) -> None:  # type: ignore[no-untyped-def]
        h, m = model.world.households, model.world.municipalities
        h.settled[:] = NEVER
        rows = np.flatnonzero(h.refugee == 1)[:3]
        h.municipality[rows], h.persons[rows] = 2, 4
        h.settled[rows] = model.month - 24, model.month - 25, model.month
        m.capacity[:] = np.log(10.0)

    model, known = knowledge(prepare, municipality__service_room=2.0)
    assert known.services_left[2] == pytest.approx(60 - 8 + 2)
    assert np.delete(known.services_left, 2) == pytest.approx(62)
    assert known.supported == pytest.approx(10)


def test_what_is_told_of_a_decision_holds_minors_and_all_others() -> None:
    model = tiny_model()
    m = model.world.municipalities
    model.month, m.vedtak_month[:] = 37, [37, 37, 37, 37, 38, 37]
    m.requested[:], m.requested_minor[:], m.vedtak_minor[:] = 20, 5, 5
    model.vedtaking.run(model)
    told = model.events.read("vedtak")
    assert told["municipality"].tolist() == [0, 1, 2, 3, 5] and set(told["requested"].tolist()) == {25}
    where = told["municipality"]
    assert np.array_equal(told["decided"], (m.vedtak + m.vedtak_minor)[where]) and told["decided"].any()
    assert np.array_equal(told["minor"], m.vedtak_minor[where])
    assert m.reported_ratio[where] == pytest.approx(m.vedtak[where] / 20)


def test_the_decisions_of_the_start_are_told_in_january_2009_like_any_other() -> None:
    model = tiny_model()
    m = model.world.municipalities
    m.requested[:], m.requested_minor[:], m.vedtak[:], m.vedtak_minor[:] = 20, 5, 12, 4
    model.vedtaking._stand(model)
    told = model.events.read("vedtak")
    assert told["municipality"].tolist() == list(range(6))
    for name, figure in (("requested", 25), ("decided", 16), ("minor", 4), ("reason", int(Reason.STANDING))):
        assert told[name].tolist() == [figure] * 6, name
    assert m.reported_ratio == pytest.approx(12 / 20)
