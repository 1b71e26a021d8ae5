import json
from pathlib import Path

import pytest
from rich.console import Console

from experiments import compare
from experiments.comparison import Study
from experiments.errors import RequestError
from experiments.history import TINY
from experiments.paired import paired_difference
from experiments.table import as_data, as_markdown, as_tables, caption, difference_text, save
from experiments.typeset import number
from indicators.library import headlines
from scenarios.scenario import ScenarioError, load_scenario

YEARS = (2009, 2012)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    out = tmp_path_factory.mktemp("runs")
    return compare(["integrated", "placebo"], 3, 1, out, world=TINY, years=YEARS)


def test_the_baseline_is_added_and_stands_first(study: Study) -> None:
    assert study.scenarios == ("baseline-2013", "integrated", "placebo")
    assert study.seeds == (1, 2, 3)
    assert len(study.measured) == 9


@pytest.mark.slow
def test_parallel_equals_serial_in_any_order(study: Study) -> None:
    done: list[tuple[int, int]] = []
    other = compare(
        ["placebo", "integrated"], 3, 2, world=TINY, years=YEARS, progress=lambda n, of: done.append((n, of))
    )
    assert done == [(n, 9) for n in range(10)]
    assert {key: repr(value) for key, value in other.measured.items()} == {
        key: repr(value) for key, value in study.measured.items()
    }
    assert other.path is None


def test_whole_runs_are_found_and_not_made_again(study: Study) -> None:
    assert study.path is not None and study.found == 0
    again = compare(["integrated", "placebo"], 3, 1, study.path.parent, world=TINY, years=YEARS)
    assert again.found == 9
    assert repr(again.measured) == repr(study.measured)


def test_difference_is_paired(study: Study) -> None:
    found = study.difference("integrated", "decided")
    arm, base = study.series("integrated", "decided"), study.series("baseline-2013", "decided")
    assert found.mean == pytest.approx(sum(a - b for a, b in zip(arm, base, strict=True)) / 3)
    assert found.pairs == 3


def test_unknown_scenario_of_a_study(study: Study) -> None:
    with pytest.raises(RequestError, match="integrated, placebo"):
        study.series("planned", "settled")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_tables_show_every_headline(study: Study, language: str) -> None:
    console = Console(width=220, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    for table in as_tables(study, language, 220):
        console.print(table)
    text = console.export_text() + caption(study, language)
    markdown = as_markdown(study, language)
    for one in headlines():
        assert one.label(language) in markdown
    assert "90 %" in text and "90 %" in markdown
    assert ("better in" if language == "en" else "bedre i") in text


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_width_loses_a_scenario_or_the_baseline(study: Study, width: int) -> None:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    tables = as_tables(study, "en", width)
    for table in tables:
        console.print(table)
    text = console.export_text()
    assert all(arm in text for arm in study.arms)
    if width > 60:  # there rows become blocks, since no word is broken
        assert text.count("baseline-2013") == len(tables)
    for arm in study.arms:
        assert difference_text(study.difference(arm, "settled"), 0, "en").splitlines()[1] in text


def test_saved_results_say_where_from(study: Study) -> None:
    folder = save(study)
    data = json.loads((folder / "table.json").read_text(encoding="utf-8"))
    assert data["municipality_codes"] == 2013 and data["code"]
    assert len(data["replicates"]) == 9 * len(study.measured["integrated", 1])
    assert data == json.loads(json.dumps(as_data(study)))
    lines = (folder / "table.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 2 * len(headlines())
    assert {"table.en.md", "table.nb.md"} <= {path.name for path in folder.iterdir()}


def test_two_scenarios_of_one_name_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    text = 'name = "mine"\n[description]\nen = "a"\nnb = "b"\n[dials]\npeer_learning = 0.'
    one.write_text(text + "3\n")
    other.write_text(text + "4\n")
    with pytest.raises(RequestError, match="give one another name"):
        compare([one, other], 1, world=TINY)


def test_a_file_may_not_take_the_name_of_a_library_scenario(tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_text('name = "integrated"\n[description]\nen = "a"\nnb = "b"\n')
    with pytest.raises(ScenarioError, match="its own name"):
        compare([path], 1, world=TINY)


def test_a_comparison_needs_replicates_and_workers() -> None:
    with pytest.raises(RequestError, match="at least one"):
        compare(replicates=0)
    with pytest.raises(RequestError, match="at least one"):
        compare(workers=0)


def test_a_study_without_a_folder_cannot_be_saved() -> None:
    with pytest.raises(RequestError, match="out="):
        save(compare([], 1, 1, world=TINY, years=(2009, 2009)))


def test_numbers_as_people_read_them() -> None:
    assert number(-1234.5, 1) == "−1\u202f234.5"
    assert number(1234.5, 1, "nb", signed=True) == "+1\u202f234,5"
    assert number(-0.004, 2, signed=True) == "0.00"
    assert number(float("nan"), 2) == "n/a" and number(float("nan"), 2, "nb") == "mangler"
    two = paired_difference([2.0, 4.0], [1.0, 1.0], 1)
    assert difference_text(two, 0, "en").splitlines()[0] == "+2"
    assert difference_text(two, 0, "en").endswith("better in 2 of 2")
    assert difference_text(paired_difference([2.0], [1.0], 0), 0, "nb") == "+1\n-"


def test_a_scenario_may_be_given_as_such() -> None:
    mine = load_scenario("integrated").with_changes({"peer_learning": 0.0})
    assert compare([mine], 1, 1, world=TINY, years=(2009, 2009)).arms == (mine.name,)


def test_one_scenario_may_be_named_by_itself() -> None:
    study = compare("integrated", 1, 1, world=TINY, years=(2009, 2009))
    assert study.scenarios == ("baseline-2013", "integrated")


def test_scenarios_of_different_worlds_are_told(tmp_path: Path) -> None:
    text = 'name = "small"\nworld = "tiny"\n[description]\nen = "a"\nnb = "b"\n[dials]\npeer_learning = 0.9\n'
    (tmp_path / "small.toml").write_text(text)
    small = tmp_path / "small.toml"
    with pytest.raises(RequestError, match="different worlds .*small: tiny.*choose one with --world"):
        compare(["integrated", small], 1, 1)
    assert compare(small, 1, 1, years=(2009, 2009)).arms == ("small",)  # the baseline goes along


def test_what_a_scenario_adds_to_its_own_parent(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\nparent = "informed"\n[dials]\npeer_learning = 0.9\n')
    short = {"world": TINY, "years": (2009, 2009)}
    mine = tmp_path / "mine.toml"
    study = compare([mine], 1, 1, tmp_path, baseline="informed", **short)  # type: ignore[arg-type]
    assert study.scenarios == ("informed", "mine")
    assert study.path is not None and study.path.name == "mine-against-informed-tiny"
    usual = compare(["informed", mine], 1, 1, tmp_path, baseline="baseline-2013", **short)  # type: ignore[arg-type]
    assert usual.scenarios == ("baseline-2013", "informed", "mine")
    assert usual.path is not None and usual.path.name == "informed-mine-tiny"
    both = [usual.difference("mine", "settled", against="informed"), study.difference("mine", "settled")]
    assert repr(both[0]) == repr(both[1])
    assert study.earlier is None
    mine.write_text(mine.read_text().replace("0.9", "0.8"))
    save(study)
    again = compare([mine], 1, 1, tmp_path, baseline="informed", **short)  # type: ignore[arg-type]
    assert again.earlier is not None and again.earlier.changed == ("mine",)
    assert again.earlier.kept is not None and (study.path / again.earlier.kept / "table.csv").is_file()
