"""Stories: two lives of one household, condensed, with the reason of every month of waiting."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Case, Kind, Reason, Tenure
from experiments.errors import RequestError
from experiments.stories.commands import waits
from experiments.stories.life import Event, Life, Month, _with_new
from experiments.stories.life_words import happening, sentences, town_name
from experiments.stories.story import Counted, Story, counted, most_different, stories
from experiments.stories.story_files import as_data, as_markdown, save, shown, summary
from scenarios.scenario import load_scenario
from simulation.trace import Sample

SHORT = {"world": "tiny", "years": (2009, 2012)}
WAITING = Month(
    month=50, kind=Kind.SINGLE, persons=1, case=Case.READY, reason=Reason.NO_PLACES, why=0, landlord=0,
    tenure=Tenure.RECEPTION, town=None, case_town=None, rooms=-1, seeks=False,
)  # fmt: skip
HOUSED = replace(
    WAITING, case=Case.SETTLED, reason=0, tenure=Tenure.MUNICIPAL, town="Voss", rooms=2, seeks=False
)
SETTLED = Event("settled", "Voss", None, -1, Tenure.MUNICIPAL, 1, -1, -1, -1, -1)


def life(*months: Month, left: int | None = None) -> Life:
    return Life(7, tuple(replace(one, month=50 + i) for i, one in enumerate(months)), left)


def story(one: Life | None, other: Life | None) -> Story:
    return Story(7, ("a", "b"), 1, "tiny", (one, other))


def refused(cause: int) -> Month:
    return replace(WAITING, case=Case.ACCEPTED, case_town="Voss", reason=Reason.LANDLORD_NO, landlord=cause)


def test_a_known_story_in_both_languages() -> None:
    settles = replace(HOUSED, events=(SETTLED,))
    told = story(
        life(WAITING, WAITING, refused(Reason.TROUBLE), settles, HOUSED, HOUSED),
        life(WAITING, WAITING, WAITING, WAITING, WAITING, left=55),
    )
    assert shown(told, "en") == [
        ["Mar 2011 – Apr 2011, 2 months", "Waits in reception: no municipality had places left.", "the same"],
        [
            "May 2011",
            "Waits in reception, accepted by Voss, no dwelling yet: the landlord let to another (feared "
            "trouble).",
            "as before",
        ],
        [
            "Jun 2011",
            "SETTLED in Voss, in a municipal dwelling. Lives in a municipal dwelling in Voss (1 in 2 rooms).",
            "as before",
        ],
        ["Jul 2011", "Lives in a municipal dwelling in Voss (1 in 2 rooms).", "as before"],
        ["Aug 2011", "as before", "Has left: dead, emigrated, or joined another household."],
    ]
    assert shown(told, "nb")[1][1] == (
        "Venter i mottak, godtatt av Voss, ingen bolig ennå: utleieren leide ut til en annen (frykt for "
        "problemer)."
    )
    assert summary(told.lives[0], "en") == (
        "Waited 3 months, by what bound: no municipality had places left 2; the landlord let to another 1. "
        "Moves: 0."
    )


def test_one_month_is_no_months() -> None:
    assert summary(life(WAITING, HOUSED), "en").startswith("Waited 1 month, ")
    assert summary(life(WAITING, HOUSED), "nb").startswith("Ventet 1 måned, ")


def test_who_lives_in_one_arm_only_is_said_so() -> None:
    told = story(life(WAITING, HOUSED), None)
    assert shown(told, "en")[0][2] == "Does not live in this scenario."
    assert summary(None, "nb") == "Finnes bare i det andre scenariet."
    assert as_data(told)["lives"][1] is None and told.difference() == 2


def test_the_most_different_is_the_one_whose_months_differ_most() -> None:
    same, little = (
        story(life(WAITING, HOUSED), life(WAITING, HOUSED)),
        story(life(WAITING, HOUSED, HOUSED), life(WAITING, WAITING, HOUSED)),
    )
    far = story(life(HOUSED, HOUSED, HOUSED), life(WAITING, WAITING, replace(HOUSED, town="Oslo")))
    assert [one.difference() for one in (same, little, far)] == [0, 1, 3]
    assert most_different([same, little, far]) is far
    with pytest.raises(RequestError, match="no household of that kind"):
        most_different([])


def test_how_many_waited_longer_and_that_it_is_one_seed() -> None:
    less, more = life(WAITING, HOUSED, HOUSED), life(WAITING, WAITING, HOUSED)
    found = [story(less, more), story(more, less), story(more, less), story(less, less), story(less, None)]
    assert counted(found) == Counted(1, 2, 1, 1)
    said = waits(found, "en")
    assert "1 waited longer under b than under a, 2 shorter and 1 as long" in said
    assert "1 lived in one of the two only" in said and "one seed" in said
    said = waits(found, "nb")
    assert "ventet 1 lenger under b enn under a, 2 kortere og 1 like lenge" in said and "ett frø" in said
    assert "levde bare" not in waits(found[:2], "nb")


def test_a_case_handed_back_is_not_a_no_beside_a_dwelling_under_way() -> None:
    back = Event("handed_back", "Town 4", None, -1, -1, -1, Reason.UNDER_WAY, -1, -1, -1)
    assert happening(back, "en") == (
        "Town 4 hands the case back: no dwelling was found in time (at the last: a dwelling of the size is "
        "under way)."
    )
    assert happening(back, "nb").startswith("Sted 4 gir saken tilbake: ingen bolig ble funnet i tide")


def test_towns_of_the_invented_world_have_a_name_in_bokmal() -> None:
    told = story(life(WAITING, replace(HOUSED, town="Town 4")), None)
    assert shown(told, "nb")[1][1] == "Bor i kommunal bolig i Sted 4 (1 i 2 rom)."
    assert "in Town 4" in shown(told, "en")[1][1]
    assert town_name("Townsend", "nb") == "Townsend" and town_name(None, "nb") is None


def test_who_joins_the_household_is_told() -> None:
    arrival = Event("family_arrival", "Voss", None, -1, Tenure.MUNICIPAL, 2, -1, -1, -1, -1)
    born = _with_new(replace(HOUSED, persons=2), HOUSED)
    assert sentences(born, "en").startswith("New in the household: 1 (born, or moved in).")
    assert sentences(born, "nb").startswith("Nye i husholdningen: 1 (født, eller flyttet inn).")
    came = replace(HOUSED, persons=3, events=(arrival,))
    assert _with_new(came, HOUSED) == came and _with_new(HOUSED, HOUSED) == HOUSED


def test_a_story_of_a_part_of_norway_says_so() -> None:
    told = replace(story(life(WAITING), None), world="norway-2013", scale=0.1)
    assert "NOT AN ANSWER" in as_markdown(told, "en") and "IKKE ET SVAR" in as_markdown(told, "nb")
    assert (as_data(told)["world"], as_data(told)["scale"]) == ("norway-2013", 0.1)
    assert "synthetic" in as_data(told)["note"]["en"] and "syntetisk" in as_data(told)["note"]["nb"]


MONTHS = st.lists(
    st.one_of(
        st.sampled_from([HOUSED]),
        st.builds(
            lambda case, reason: replace(WAITING, case=case, reason=reason, case_town="Voss"),
            st.integers(Case.READY, Case.FOUND), st.integers(1, len(Reason) - 1),
        ),
    ),
    min_size=1, max_size=30,
)  # fmt: skip


@given(MONTHS, MONTHS)
def test_reasons_partition_waiting_and_stretches_partition_the_months(
    one: list[Month], other: list[Month]
) -> None:
    told = story(life(*one), life(*other))
    for lived in told.lives:
        assert lived is not None
        assert sum(lived.reasons().values()) == lived.waited
        assert lived.waited == sum(month.case != Case.SETTLED for month in lived.months)
    for language in ("en", "nb"):
        stretches = told.stretches(language)
        covered = [month for s in stretches for month in range(s.first, s.last + 1)]
        assert covered == list(range(50, 50 + max(len(one), len(other))))
        assert all(a.said != b.said for a, b in zip(stretches, stretches[1:], strict=False))


def test_both_arms_of_a_run_share_the_years_before_the_policy(tmp_path: Path) -> None:
    found = stories(["fragmented", "integrated"], 2, sample=Sample(12), **SHORT)
    assert len(found) == 12
    for told in found:
        assert all(lived is not None for lived in told.lives)
        before = [[m for m in lived.months if m.month < 48] for lived in told.lives if lived]
        assert before[0] == before[1]
    folder = save(most_different(found), tmp_path)
    data = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))
    assert data["scenarios"] == ["fragmented", "integrated"]
    for lived in data["lives"]:
        assert sum(lived["reasons"].values()) == lived["waited"]
    assert as_markdown(found[0], "nb").startswith("# Husholdning")


def test_a_policy_that_changes_nothing_tells_the_same_story_twice() -> None:
    nothing = load_scenario("baseline-2013").with_changes({"coordination.peer_learning": 0.2})
    for told in stories(["baseline-2013", nothing], 2, sample=Sample(5), **SHORT):
        assert told.difference() == 0 and told.lives[0] == told.lives[1]


def test_a_story_takes_two_scenarios_and_a_household_that_lived() -> None:
    with pytest.raises(RequestError, match="two different scenarios"):
        stories(["integrated"], 1, **SHORT)
    with pytest.raises(RequestError, match="lived in either scenario"):
        stories(["integrated", "fragmented"], 1, [255], **SHORT)
