import pytest

from experiments.comparison import Study
from experiments.score.displacement import REPORTED, TRUE, displacement
from experiments.score.displacement_sheet import displacement_sheet
from tests.experiments.score.studies import BASE, made

NAMES = ("ledger_use", "ledger_upkeep")


def study(true: list[float], told: list[float], upkeep: list[float]) -> Study:
    base = {TRUE: [0.5, 0.5], REPORTED: [0.5, 0.5]}
    return made(
        {BASE: {name: [0.5, 0.5] for name in NAMES}, "arm": {name: [0.5, 0.5] for name in NAMES}},
        {
            (BASE, "ledger_use"): base, (BASE, "ledger_upkeep"): base,
            ("arm", "ledger_use"): {TRUE: true, REPORTED: told},
            ("arm", "ledger_upkeep"): {TRUE: [0.5, 0.5], REPORTED: upkeep},
        },
    )  # fmt: skip


def test_the_trap_and_the_index() -> None:
    found = displacement(study([0.4, 0.4], [0.8, 0.8], [0.4, 0.4]), "arm")
    assert found is not None
    by_name = {one.indicator.name: one for one in found.ledgers}
    use, upkeep = (by_name[name] for name in NAMES)
    assert use.trap and not upkeep.trap
    assert use.true.median == pytest.approx(-0.1) and use.reported.median == pytest.approx(0.3)
    assert found.index == pytest.approx((0.4 + 0.1) / (0.3 + 0.1))  # told over true, over told over before
    for language, said in (("en", "gets worse"), ("nb", "blir dårligere")):
        sheet = displacement_sheet(found, language)
        assert len(sheet.rows) == 2 and any(said in note for note in sheet.notes)


def test_what_is_done_is_no_displacement() -> None:
    found = displacement(study([0.8, 0.9], [0.8, 0.9], [0.5, 0.5]), "arm")
    assert found is not None and found.index == 0.0 and not any(one.trap for one in found.ledgers)


def test_the_baselines_reports_have_no_index_and_a_study_without_ledgers_none() -> None:
    found = displacement(study([0.5, 0.5], [0.5, 0.5], [0.5, 0.5]), "arm")
    assert found is not None and found.index != found.index
    assert "no goal displacement" in displacement_sheet(found, "en").notes[-1]
    assert displacement(made({BASE: {"settled": [1.0]}, "arm": {"settled": [1.0]}}), "arm") is None
