"""Each of the nine dials, from 0 to 1 with strong strengths: it changes what it should, and nothing
when the processes it acts through are knocked out.

One file, for the dials are one list: two runs, with a dial at 0 and at 1, tell each of them.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pytest

from agents.kinds import (
    NEVER,
    DwellingState,
    Instrument,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from scenarios.dials import DIALS
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from simulation.world import World
from tests.simulation.runs import FULL, STRONG, digest, values

OCTOBER: Final = 45  # of 2010: requests go out at once, councils decide from January on
NONE: Final = dict.fromkeys([*FULL, "coordination.reporting_stakes"], 0.0)
SCALE: Final = 0.01
Prepare = Callable[[World], None]


def arm(
    dial: str,
    setting: float,
    months: int = 0,
    changes: Mapping[str, Any] | None = None,
    prepare: Prepare | None = None,
    knocked_out: tuple[str, ...] = (),
    watch: Callable[[SettlementModel], None] | None = None,
    **world: Any,
) -> SettlementModel:
    """A tiny world in which one dial has a setting and all others are at zero."""
    given = {"municipalities": 8, "persons": 500, "vedtak": 20, "queue": 0.3, "month": OCTOBER, **world}
    start = tiny_world(2, **given)
    if prepare is not None:
        prepare(start)
    kept = {**STRONG, **NONE, **(changes or {}), f"coordination.{dial}": setting}
    model = SettlementModel(
        start, [Phase(OCTOBER, values(kept))], 2, start=OCTOBER, population_scale=SCALE,
        knocked_out=knocked_out,
    )  # fmt: skip
    for _ in range(months):
        model.step()
        if watch is not None:
            watch(model)
    return model


def both(dial: str, months: int, **given: Any) -> tuple[SettlementModel, SettlementModel]:
    """The dial at 0 and at 1."""
    return arm(dial, 0.0, months, **given), arm(dial, 1.0, months, **given)


def towns(model: SettlementModel) -> dict[str, Any]:
    return vars(model.world.municipalities)


# --- nothing of what it cannot reach ----------------------------------------------------------------

# the processes a dial acts through: with these out it is as if it were not there
THROUGH: Final = {
    "shared_guidance": ("guidance", "grants", "procurement", "careers"),
    "shared_forecast": ("vedtak", "matching", "procurement"),
    "aligned_funding": ("vedtak", "grants"),
    "joint_reporting": ("guidance",),
    "reporting_stakes": (
        "guidance",
        "vedtak",
        "matching",
        "allocation",
        "offers",
        "settlement",
        "secondary_moves",
        "accounts",
        "reports",
    ),  # fmt: skip
    "municipal_routines": ("guidance", "vedtak", "matching", "procurement", "rental_market"),
    "reception_dialogue": ("permits", "offers"),
    "housing_follow_up": ("guidance", "careers", "tenancies"),
    "peer_learning": ("guidance",),
}
# what is vacated is made ready in the same time with routines and without
SAME_TURNAROUND: Final = {"municipality.turnaround": 3.0, "municipality.turnaround_routines": 3.0}


def test_the_nine_dials_are_all_here() -> None:
    assert set(THROUGH) == {dial.name for dial in DIALS}


@pytest.mark.parametrize("dial", sorted(THROUGH))
def test_a_dial_reaches_nothing_past_the_processes_it_acts_through(dial: str) -> None:
    changes = SAME_TURNAROUND if dial == "municipal_routines" else {}
    low, high = both(dial, 16, changes=changes, knocked_out=THROUGH[dial])
    assert digest(low) == digest(high)
    for name, held in towns(low).items():
        np.testing.assert_array_equal(held, towns(high)[name], err_msg=name)


# --- what it should change --------------------------------------------------------------------------


def test_shared_guidance_makes_instruments_known_or_unsettles_them() -> None:
    advisers = {"husbanken.adviser_hours": 3000.0}
    low, high = both("shared_guidance", 12, known=False, changes=advisers)
    assert not low.world.municipalities.known.any()
    assert high.world.municipalities.known.sum() > 5
    wrong = {**advisers, "channels.knowledge": -0.8, "municipality.forget": 0.2}
    low, high = both("shared_guidance", 16, known=True, changes=wrong)  # two Januaries
    assert high.world.municipalities.known.sum() < low.world.municipalities.known.sum()


def family_to_come(world: World) -> None:
    """Every town has six households whose family of four comes in the second half of 2011."""
    h = world.households
    for town in range(world.geography.municipalities):
        rows = np.flatnonzero((h.municipality == town) & (h.refugee == 1) & (h.persons < 4))[:6]
        h.family_pending[rows] = 4
        h.family_month[rows] = OCTOBER + 11 + np.arange(len(rows)) % 6


def test_shared_forecast_tells_the_council_of_family_to_come() -> None:
    """Bad news: fewer places, before any of the family is there; in no town more."""
    asked = {"imdi.need": [40_000.0] * 7, "municipality.level_constant": 0.6}  # will and request do not bind
    low, high = both("shared_forecast", 11, prepare=family_to_come, changes=asked)
    assert high.world.municipalities.vedtak.sum() < 0.8 * low.world.municipalities.vedtak.sum()
    assert np.all(high.world.municipalities.vedtak <= low.world.municipalities.vedtak)


def test_shared_forecast_shows_imdi_the_vacancies() -> None:
    """A case that one town only has a dwelling for goes there, if IMDi sees it."""

    def one_town_has_homes(world: World) -> None:
        d = world.dwellings
        d.state[d.state == DwellingState.VACANT] = DwellingState.REMOVED
        d.append(
            np.arange(40, dtype=np.uint64) + np.uint64(77), municipality=5, place=6, area=0,
            rooms=1 + np.arange(40) % 4, owner=Owner.MUNICIPALITY, state=DwellingState.VACANT, rent=4000,
        )  # fmt: skip
        world.municipalities.vacant[:] = 0
        world.municipalities.vacant[5, :4] = 10

    def proposed(model: SettlementModel) -> int:
        h = model.world.households
        return int(np.sum(h.case_municipality == 5))

    hours = {"imdi.officer_hours": 3000.0}
    # places enough everywhere, so that no town is full
    given: dict[str, Any] = {"prepare": one_town_has_homes, "vacancy": 0.0, "vedtak": 80, "queue": 0.6}
    low, high = both("shared_forecast", 3, changes=hours, **given)
    assert proposed(high) > 1.3 * proposed(low)


def applications(world: World) -> None:
    """Husbanken has 24 applications: from towns without places first, then from towns with places."""
    towns = world.municipalities
    towns.vedtak[4:] = towns.vedtak_previous[4:] = 0
    where = np.concatenate([np.arange(12) % 4 + 4, np.arange(12) % 4])
    place = world.geography.first_place[where]
    uids = world.dwellings.append(
        np.arange(24, dtype=np.uint64) + np.uint64(99), municipality=where, place=place,
        area=world.geography.first_area[place], rooms=2, owner=Owner.MUNICIPALITY,
        state=DwellingState.PIPELINE, due=NEVER, rent=4000, mode=Mode.PURCHASE, cost=1_000_000,
    )  # fmt: skip
    world.husbanken.frame_left = 100_000_000
    received = np.where(np.arange(24) < 12, OCTOBER - 4, OCTOBER - 2)
    world.husbanken.queue = np.column_stack(
        (uids.astype(np.int64), where, np.full(24, 300_000), received, np.full(24, OCTOBER), np.ones(24))
    ).astype(np.int64)


def test_aligned_funding_puts_municipalities_with_places_first_in_line() -> None:
    low, high = both("aligned_funding", 8, prepare=applications, knocked_out=("procurement", "requests"))

    def granted(model: SettlementModel) -> tuple[int, int]:
        d = model.world.dwellings
        town = d.municipality[d.grant > 0]
        return int(np.sum(town < 4)), int(np.sum(town >= 4))

    with_places, without = granted(high)
    assert granted(low)[0] == 0 and granted(low)[1] > 0
    assert with_places > 0 and without == 0  # others wait longer: nobody answers more in all
    assert abs(with_places - granted(low)[1]) <= 4


def test_joint_reporting_gives_hours_back_and_more_are_settled_where_hours_bind() -> None:
    scarce = {"municipality.service_hours": [42.0, 0.0], "channels.report_hours": 28.0,
              "municipality.settle_hours": 14.0, "imdi.officer_hours": 3000.0}  # fmt: skip
    late: dict[float, int] = {}
    for setting in (0.0, 1.0):
        kept: list[int] = []

        def look(model: SettlementModel, kept: list[int] = kept) -> None:
            kept.append(int(np.sum(model.world.households.reason == Reason.SERVICE_HOURS)))

        arm("joint_reporting", setting, 15, changes=scarce, watch=look, vacancy=0.5, municipalities=3)
        late[setting] = sum(kept)
    assert late[0.0] > late[1.0]
    low, high = both("joint_reporting", 1, changes=scarce, knocked_out=("settlement",))
    gained = high.world.municipalities.hours - low.world.municipalities.hours
    np.testing.assert_allclose(gained[:, 0], 28.0)
    np.testing.assert_allclose(gained[:, 2], 0.0)


def test_reporting_stakes_bring_paper_places_short_contracts_and_better_looking_reports() -> None:
    low, high = both("reporting_stakes", 24, changes={"imdi.need": [40_000.0] * 7})  # answers are partial
    assert not low.world.municipalities.paper_places.any()
    assert high.world.municipalities.paper_places.sum() > 0

    def newest_contract(model: SettlementModel) -> int:
        h = model.world.households
        new = (h.tenure == Tenure.MUNICIPAL) & (h.settled > OCTOBER + 12) & (h.since == h.settled)
        return int(np.max(h.contract_end[new] - h.since[new]))

    assert newest_contract(high) < newest_contract(low)

    def reported_over_true(model: SettlementModel) -> float:
        m = model.world.municipalities
        asked = m.requested > 0
        true = m.moved[asked] / m.requested[asked]
        return float(np.mean(m.reported_ratio[asked] - true))

    at_december = {"knocked_out": ("requests",)}  # the year's counts stand as they were
    low, high = both("reporting_stakes", 3, **at_december)
    assert reported_over_true(high) > reported_over_true(low)


def test_municipal_routines_start_the_search_early_and_make_dwellings_ready_sooner() -> None:
    """Nobody is named (no matching): only who searches at the vedtak looks for dwellings."""
    late = {"municipality.early_search": 0.0}
    searched: dict[float, int] = {}
    for setting in (0.0, 1.0):
        found: list[int] = []

        def orders(model: SettlementModel, found: list[int] = found) -> None:
            d = model.world.dwellings
            found.append(int(np.sum(d.state == DwellingState.PIPELINE)))

        arm("municipal_routines", setting, 4, changes=late, watch=orders, knocked_out=("matching", "careers"))
        searched[setting] = sum(found)
    assert searched[0.0] == 0 < searched[1.0]
    low, high = both("municipal_routines", 1, changes={"municipality.property_hours": [500.0, 0.0]})
    ready = [int(model.pipelines.ready_month(model).sum()) for model in (low, high)]
    assert ready[1] < ready[0]
    assert np.all(high.world.municipalities.hours[:, 1] < low.world.municipalities.hours[:, 1])


def test_reception_dialogue_completes_the_files_and_moves_expectations() -> None:
    restarts: dict[float, int] = {}
    complete: dict[float, float] = {}
    for setting in (0.0, 1.0):
        seen: list[int] = []

        def look(model: SettlementModel, seen: list[int] = seen) -> None:
            h = model.world.households
            again = (h.reason == Reason.INCOMPLETE) & (h.case_since == model.month - 1)
            seen.append(int(np.sum(again)))

        model = arm(
            "reception_dialogue", setting, 24, watch=look, vacancy=3.0, queue=0.0, vedtak=60,
            changes={"permits.complete_without": 0.3, "imdi.officer_hours": 3000.0, "permits.surge": 6.0},
        )  # fmt: skip
        h = model.world.households
        waiting = (h.permit >= OCTOBER) & (h.refusals == 0) & (h.tenure <= Tenure.ABROAD)
        complete[setting] = float(h.file_complete[waiting & (h.refugee == 1)].mean())
        restarts[setting] = sum(seen)
    assert complete[1.0] > complete[0.0]
    assert restarts[1.0] < restarts[0.0]


def test_housing_follow_up_spreads_knowledge_of_startlan_for_officers_hours() -> None:
    low, high = both("housing_follow_up", 18, changes={"channels.follow_up": 1.0}, queue=0.0)
    know = [int(np.sum(model.world.households.knows_startlan)) for model in (low, high)]
    assert know[1] > know[0]
    assert high.tenancies.tables.trouble.sum() < low.tenancies.tables.trouble.sum()
    low, high = both("housing_follow_up", 1, knocked_out=("careers",))
    hours = [model.world.municipalities.hours for model in (low, high)]
    assert np.all(hours[1][:, 2] <= hours[0][:, 2]) and np.any(hours[1][:, 2] < hours[0][:, 2])
    np.testing.assert_array_equal(hours[1][:, :2], hours[0][:, :2])  # no other pool pays


def only_the_first_town_knows(world: World) -> None:
    """It rents in dwellings, and its neighbours hear of it in January; councils differ in will."""
    world.municipalities.willingness[:] = np.linspace(-0.5, 0.5, world.geography.municipalities)
    world.municipalities.known[0] = True
    world.municipalities.used_mode[0, [Mode.LEASE, Mode.GUARANTEE]] = True


def test_peer_learning_carries_what_a_neighbour_used_and_nothing_else() -> None:
    given: dict[str, Any] = {
        "prepare": only_the_first_town_knows, "known": False, "municipalities": 4,
        "changes": {"municipality.peer_adopt": 0.3, "channels.peers": 1.0, "municipality.forget": 0.0},
    }  # fmt: skip
    low, high = both("peer_learning", 28, **given)
    assert not low.world.municipalities.known[1:].any()
    known = high.world.municipalities.known[1:]
    assert known[:, [Instrument.GUARANTEE, Instrument.LEASE_ROUTINE]].any()
    assert not known[:, [Instrument.STARTLAN, Instrument.SHARED_HOUSING]].any()
    willing = [model.world.municipalities.willingness for model in (low, high)]
    assert not np.array_equal(willing[0], willing[1])  # what travels is the reported result
