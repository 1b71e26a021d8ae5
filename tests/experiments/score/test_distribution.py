import numpy as np
import pytest

from experiments.score.band import Band, band
from experiments.score.distribution import distribution, gap, harm, held_back
from experiments.score.people_sheets import group_sheet, harm_sentence
from tests.experiments.score.studies import BASE, made

BEFORE = [10.0, 11.0, 12.0, 13.0]


def test_a_policy_that_raises_the_mean_and_harms_singles_is_flagged_in_words() -> None:
    study = made(
        {BASE: {"waiting_months_all": BEFORE}, "arm": {"waiting_months_all": [x - 2.0 for x in BEFORE]}},
        {
            (BASE, "waiting_months_all"): {"hard:single_men": BEFORE, "hard:others": BEFORE, "odd:x": BEFORE},
            ("arm", "waiting_months_all"): {
                "hard:single_men": [x + d for x, d in zip(BEFORE, (1.0, 1.1, 0.9, 1.0), strict=True)],
                "hard:others": [x - 3.0 for x in BEFORE],
                "odd:x": BEFORE,
            },
        },
    )
    found = distribution(study, "arm")
    (spread,) = found.spreads  # a dimension of the indicator's own is no group of people
    assert spread.dimension == "hard" and spread.losing == 0.5
    assert spread.gap_before == 0.0 and spread.gap == pytest.approx(4.0, abs=0.1)
    assert spread.gap_change.better == 0  # a wider gap is no gain
    assert [(g.name, g.harm) for g in spread.harmed] == [("single_men", "clear")] and spread.raises_mean
    (loss,) = found.losses
    assert loss.raises_mean and loss.clear and loss.worst[1].name == "single_men" and found.signed == 2
    assert loss.worst[1].loss == pytest.approx(1.0 / np.std(BEFORE, ddof=1))
    assert "raises the mean gain while single men lose (clear)" in harm_sentence(loss, "en")
    assert "gevinst i snitt, men enslige menn taper (klart)" in harm_sentence(loss, "nb")
    for language, said in (("en", "single men lose"), ("nb", "enslige menn taper")):
        labels = {name: name for name in found.whole_only}
        sheet = group_sheet(found, labels, language)
        assert any(said in note for note in sheet.notes) and len(sheet.rows) == 1
    assert "waiting_months_all" not in found.whole_only and "settled" in found.whole_only


def test_a_mean_that_only_chance_raises_is_not_said_to_rise() -> None:
    after = [8.0, 14.0, 9.0, 13.5]  # the median gains, the interval for the mean holds zero
    lost = [x + d for x, d in zip(BEFORE, (1.0, 1.1, 0.9, 1.0), strict=True)]
    parts = {"kind:single": BEFORE, "kind:family": BEFORE, "sex:men": BEFORE, "sex:women": BEFORE}
    study = made(
        {BASE: {"waiting_months_all": BEFORE}, "arm": {"waiting_months_all": after}},
        {
            (BASE, "waiting_months_all"): parts,
            ("arm", "waiting_months_all"): {**parts, "kind:single": lost, "sex:men": lost},
        },
    )
    (loss,) = distribution(study, "arm").losses
    assert [(at, group.name) for at, group in loss.groups] == [("kind", "single"), ("sex", "men")]
    assert not loss.raises_mean and "mean" not in harm_sentence(loss, "en")
    assert "single adults and men and boys lose (clear)" in harm_sentence(loss, "en")


def test_what_others_pay_for_a_group_is_no_loss_of_the_group() -> None:
    """A dearer group is a loss of who pays: of the municipalities of a level, never of single adults."""
    dearer = [x + d for x, d in zip(BEFORE, (1.0, 1.1, 0.9, 1.0), strict=True)]
    base = {"kind:single": BEFORE, "kind:family": BEFORE, "centrality:level_0": BEFORE,
            "centrality:level_3": BEFORE}  # fmt: skip
    names = ("cohort_municipality", "state_balance", "waiting_months_all")
    study = made(
        {BASE: dict.fromkeys(names, BEFORE), "arm": dict.fromkeys(names, dearer)},
        {
            (arm, name): dict.fromkeys(base, values)
            for arm, values in ((BASE, BEFORE), ("arm", dearer)) for name in names
        },
    )  # fmt: skip
    found = distribution(study, "arm")
    losses = {one.indicator.name: {at for at, _ in one.groups} for one in found.losses}
    assert losses == {"cohort_municipality": {"centrality"}, "waiting_months_all": {"kind", "centrality"}}
    assert found.signed == 6
    (paid,) = (s for s in found.spreads if (s.indicator.name, s.dimension) == ("cohort_municipality", "kind"))
    assert np.isnan(paid.losing) and paid.groups[0].arm == pytest.approx(np.median(dearer))


def test_shares_of_small_groups_are_held_back_as_their_counts_are() -> None:
    counts = {"kind:single": 40.0, "kind:family": 30.0, "kind:couple": 20.0, "kind:unaccompanied": 2.0}
    shares = dict.fromkeys([*counts, "kind:single_parent"], 0.5)  # of single parents no count is known
    names = {"settled": counts, "work_5_years": shares}
    parts = {
        (arm, name): {part: [value, value] for part, value in by.items()}
        for arm in (BASE, "arm") for name, by in names.items()
    }  # fmt: skip
    values = {"settled": [92.0, 92.0], "work_5_years": [0.5, 0.5]}
    found = distribution(made({BASE: values, "arm": values}, parts), "arm")
    whole = {s.indicator.name: {g.name for g in s.groups} for s in found.spreads}
    assert len(whole["work_5_years"]) == 5
    kept = {s.indicator.name: s for s in held_back(found).spreads}
    names_kept = {name: {g.name for g in spread.groups} for name, spread in kept.items()}
    assert "unaccompanied" not in names_kept["settled"] and len(names_kept["settled"]) == 2
    assert names_kept["work_5_years"] == names_kept["settled"]  # and the one that protects it
    assert np.isnan(kept["work_5_years"].gap) and not kept["work_5_years"].gap_change.known


def test_harm_wants_a_sign_a_loss_beyond_the_tolerance_and_most_replicates() -> None:
    clear = band([-1.0, -1.1, -0.9], [0.0] * 3, 1)
    assert harm(clear, 1, 0.5) == "clear" and harm(clear, 1, 2.0) == "" and harm(clear, 0, 0.0) == ""
    assert harm(band([-5.0, -1.0, -0.1, 0.5], [0.0] * 4, 1), 1, 0.1) == "leaning"
    assert harm(band([-5.0, -1.0, 0.1, 0.5], [0.0] * 4, 1), 1, 0.1) == ""
    assert harm(Band(), 1, 0.0) == ""


def test_gap() -> None:
    assert gap({"a": 1.0, "b": 4.0, "c": float("nan")}) == 3.0
    assert gap({"a": 1.0}) != gap({"a": 1.0})
