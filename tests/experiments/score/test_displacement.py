from pathlib import Path

import pytest

from experiments import compare, open_study
from experiments.comparison import Study
from experiments.score.displacement import REPORTED, TRUE, audited, displacement
from experiments.score.displacement_sheet import audit_sentences, displacement_sheet, trap_sentences
from experiments.score.files import as_markdown
from experiments.score.score import score
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
    # the gap opened, over how far reports moved; of upkeep, both fell or rose by 0.1
    assert found.index == pytest.approx((0.4 + 0.1) / (0.3 + 0.1)) and found.moved == pytest.approx(0.4)
    for language, said in (("en", "gets worse"), ("nb", "blir dårligere")):
        sheet = displacement_sheet(found, language)
        assert len(sheet.rows) == 2 and any(said in note for note in sheet.notes)


def test_a_small_fall_behind_a_rising_report_is_told_and_noise_is_not() -> None:
    found = displacement(study([0.4999, 0.4999], [0.8, 0.8], [0.5, 0.5]), "arm")
    assert found is not None
    (said,) = trap_sentences(found, "en")
    assert "−0.0001" in said and "both in 2 of 2" in said
    noise = [0.4, 0.61], [0.61, 0.4], [0.5, 0.5]  # the trap in no replicate, on the median it is not clear
    found = displacement(study(*noise), "arm")
    assert found is not None and trap_sentences(found, "en") == ()


def test_a_report_that_gains_without_the_deed_is_told() -> None:
    found = displacement(study([0.5, 0.5], [0.8, 0.8], [0.5, 0.5]), "arm")
    assert found is not None
    assert "does not, clearly" in trap_sentences(found, "en")[0]
    assert "uten at det som gjøres" in trap_sentences(found, "nb")[0]


def test_audited_scenarios_are_those_that_differ_in_nothing_else() -> None:
    def run(audit: float, stakes: float) -> dict[str, object]:
        scenario = {"dials": {"reporting_stakes": stakes}, "levers": {"gaming.audit": audit, "x": 1.0}}
        return {"scenario": scenario, "phases": [{"values": {"gaming.audit": audit}}]}

    runs = {"none": run(0.0, 1.0), "all": run(1.0, 1.0), "calm": run(0.0, 0.0)}
    assert audited(runs) == {"none": 0.0, "all": 1.0}
    assert audited({}) == {}


@pytest.mark.slow
def test_the_trap_of_the_test_world_is_told_in_words_and_an_audit_softens_it(tmp_path: Path) -> None:
    """The library's own scenarios, run in the invented world: nothing here is made up for the test."""
    arms = ["target-regime", "stakes-audit-all"]
    path = compare(arms, 4, 1, tmp_path, world="tiny", years=(2009, 2014)).path
    assert path is not None
    found = score(open_study(path))
    pressed, calm = (found.displacement[arm] for arm in arms)
    assert pressed is not None and calm is not None
    use, used = ({one.indicator.name: one for one in it.ledgers}["ledger_use"] for it in (pressed, calm))
    assert use.reported.median > 0.1 and use.reported.clear  # what is reported gets much better
    assert use.true.median < use.reported.median / 4  # what is done does not
    assert abs(used.apart.median) < use.apart.median / 4  # and the audit takes away what was only told
    assert any(use.indicator.en in said for said in trap_sentences(pressed, "en"))
    assert not any(use.indicator.en in said for said in trap_sentences(calm, "en"))
    assert found.audits == {"target-regime": 0.0, "stakes-audit-all": 1.0}
    for language, word in (("en", "reports audited"), ("nb", "rapportene kontrolleres")):
        (said, *_) = audit_sentences(found.displacement, found.audits, language)
        assert word in said and said in as_markdown(found, language)


def test_what_is_done_is_no_displacement() -> None:
    found = displacement(study([0.8, 0.9], [0.8, 0.9], [0.5, 0.5]), "arm")
    assert found is not None and found.index == 0.0 and not any(one.trap for one in found.ledgers)


def test_a_gap_that_the_baseline_has_already_is_not_the_arms_doing() -> None:
    base, arm = {TRUE: [0.4, 0.4], REPORTED: [0.6, 0.6]}, {TRUE: [0.5, 0.5], REPORTED: [0.7, 0.7]}
    values = {BASE: {"ledger_use": [0.4, 0.4]}, "arm": {"ledger_use": [0.5, 0.5]}}
    found = displacement(made(values, {(BASE, "ledger_use"): base, ("arm", "ledger_use"): arm}), "arm")
    assert found is not None and found.index == pytest.approx(0.0, abs=1e-12)  # all that is new was done
    told = {**arm, TRUE: [0.4, 0.4]}
    found = displacement(made(values, {(BASE, "ledger_use"): base, ("arm", "ledger_use"): told}), "arm")
    assert found is not None and found.index == pytest.approx(1.0)  # it was only told


@pytest.mark.parametrize(("language", "said"), [("en", "hardly move (0.1 %"), ("nb", "knapt (0,1 %")])
def test_reports_that_hardly_move_have_no_index(language: str, said: str) -> None:
    found = displacement(study([0.4, 0.4], [0.501, 0.501], [0.5, 0.5]), "arm")
    assert found is not None and found.hardly and found.index != found.index
    assert found.moved == pytest.approx(0.001)  # 0.2 % of one figure, nothing of the other
    notes = displacement_sheet(found, language).notes
    assert any(said in note for note in notes) and not any("0.40 [" in note for note in notes)


def test_the_baselines_reports_have_no_index_and_a_study_without_ledgers_none() -> None:
    found = displacement(study([0.5, 0.5], [0.5, 0.5], [0.5, 0.5]), "arm")
    assert found is not None and found.index != found.index
    assert found.hardly and "hardly move" in displacement_sheet(found, "en").notes[-1]
    assert displacement(made({BASE: {"settled": [1.0]}, "arm": {"settled": [1.0]}}), "arm") is None
