"""A scenario file: what is right in it, and what is said of what is wrong."""

import os
from pathlib import Path

import pytest

from scenarios.scenario import ScenarioError, load_scenario

HEAD = 'name = "mine"\n[description]\nen = "a"\nnb = "b"\n'
SHOCK = HEAD + "[shocks]\npermits.surge = "


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path, language: str = "en") -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return caught.value.said(language).splitlines()


def problem(folder: Path, text: str) -> str:
    (line,) = problems(write(folder, text))
    return line


def test_a_whole_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'parent = "informed"\npolicy = "2012-03"\n' + HEAD + "[dials]\nmunicipal_routines = 0.9\n"
        "[levers]\nhusbanken.grant_share_priority = 0.4\n"
        '[rules]\nimdi.rule = "housing_fit"\n'
        '[shocks]\npermits.surge = { value = 1.5, from = "2015-07", to = "2016-06" }\n',
    )
    mine = load_scenario(path)
    assert mine.dials["municipal_routines"] == 0.9 and mine.dials["shared_guidance"] == 0.8
    assert mine.levers == {"husbanken.grant_share_priority": 0.4}
    assert mine.rules == {"imdi.rule": "housing_fit"}
    assert mine.shocks["permits.surge"].last == "2016-06"
    assert (mine.policy, mine.world) == ("2012-03", "norway-2013")


def test_what_is_not_said_is_the_parents(tmp_path: Path) -> None:
    shock = '[shocks]\npermits.surge = { value = 2, from = "2014-01" }\n'
    write(tmp_path, 'world = "tiny"\npolicy = "2013-01"\nsalt = 3\n' + HEAD + shock, "above.toml")
    child = load_scenario(write(tmp_path, 'parent = "above.toml"\n' + HEAD))
    assert (child.world, child.policy, child.salt) == ("tiny", "2013-01", 3)
    assert child.shocks["permits.surge"].value == 2.0
    again = load_scenario(write(tmp_path, 'parent = "above.toml"\nsalt = 0\n' + HEAD))
    assert again.salt == 0


def test_a_child_may_take_back_what_its_parent_changes(tmp_path: Path) -> None:
    child = load_scenario(write(tmp_path, 'parent = "informed"\n' + HEAD + "[dials]\npeer_learning = 0.2\n"))
    assert "peer_learning" not in child.dials and "shared_forecast" in child.dials


def test_all_problems_at_once_with_line_range_and_nearest_name(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'name = "x y"\nparent = "informd"\npolicy = "2011-13"\npolciy = 1\n[description]\nen = "a"\n'
        "[dials]\nshared_guidence = 0.5\npeer_learning = 3\n",
    )
    found = problems(path)
    assert [line.split(": ")[0].removeprefix(f"{path}, ") for line in found] == [
        "line 1", "line 2", "line 3", "line 4", "line 5", "line 8", "line 9"
    ]  # fmt: skip
    assert "Did you mean informed?" in found[1]
    assert "Did you mean policy?" in found[3]
    assert "Did you mean shared_guidance?" in found[5]
    assert "outside its range 0 to 1" in found[6]
    bokmal = problems(path, "nb")
    assert bokmal[0].startswith(f"{path}, linje 1: name = 'x y' er ikke riktig")
    assert "Mente du informed?" in bokmal[1] and "utenfor spennet 0 til 1 (bryter 0-1)" in bokmal[6]


def test_many_problems_are_counted(tmp_path: Path) -> None:
    text = HEAD + "[levers]\n" + "".join(f"a.b{i} = 1\n" for i in range(100))
    found = problems(write(tmp_path, text))
    assert len(found) == 21 and found[-1].endswith("and 80 more like these.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("policy = 2011-01-01\n" + HEAD, 'is a TOML date; write the month as text: policy = "2011-01".'),
        ("policy = 2011\n" + HEAD, 'policy = 2011 is no month; write it as "2011-01".'),
        ('policy = "2020-01"\n' + HEAD, "outside 2007-01 to 2016-12, the months of the world norway-2013"),
        ('world = "norway"\n' + HEAD, "Did you mean norway-2024? Known: norway-2013"),
        ('world = 3\n' + HEAD, "world = 3 is not right: a text in quotes"),
        ("dials = 3\n" + HEAD, "line 1: dials must be a table [dials]"),
        ("salt = -1\n" + HEAD, "salt = -1 is not right: a whole number from 0"),
        (HEAD.replace("mine", ".."), "name = '..' is not right"),
        (HEAD.replace("mine", "integrated"), "give yours its own name"),
        (HEAD.replace('nb = "b"\n', ""), "the field 'description.nb' is missing"),
        (HEAD + '[dials]\npeer_learning = "0,9"\n', "line 6: peer_learning takes one number, not '0,9'"),
        (HEAD + "[dials]\npeer_learning = nan\n", "line 6: peer_learning = nan is outside its range 0 to 1"),
        (HEAD + "[dials]\npeer_learning = -inf\n", "outside its range"),
        (HEAD + "[dials]\npeer_learning = true\n", "takes one number, not True"),
        (HEAD + f"[dials]\npeer_learning = {'9' * 900}\n", "outside its range"),
        (HEAD + "[dials]\ncoordination.peer_learning = 0.9\n", "belongs in [dials], as peer_learning"),
        (HEAD + "[dials]\npermits.surge = 2.0\n", "belongs in [levers], as permits.surge"),
        (HEAD + "[levers]\npeer_learning = 0.9\n", "belongs in [dials], as peer_learning"),
        (HEAD + '[levers]\nimdi.rule = "random"\n', "belongs in [rules], as imdi.rule"),
        (HEAD + "[levers]\nhusbanken.frame = 3\n", "takes a list of 10 numbers, not 3"),
        (HEAD + "[levers]\nhusbanken.frame = [1, 2]\n", "takes a list of 10 numbers"),
        (HEAD + '[levers]\npermits.surge = 1\n"permits.surge" = 2\n', "permits.surge stands twice"),
        (HEAD + "[levers]\nstart.crowded_owner = 0.1\n", "only shapes the start of a run (2007-01)"),
        (HEAD + '[rules]\nimdi.rule = "houzing_fit"\n', "Did you mean housing_fit?"),
        (SHOCK + "2\n", "the shock of permits.surge is written { value = "),
        (SHOCK + '{ value = 2 }\n', "from is missing"),
        (SHOCK + '{ from = "2015-07" }\n', "value is missing"),
        (SHOCK + '{ value = 2, from = "2015-07", until = "2016-01" }\n', "no other fields"),
        (SHOCK + '{ value = 99, from = "2015-07" }\n', "outside its range 0 to 10"),
        (SHOCK + '{ value = 2, from = "2016-07", to = "2015-01" }\n', "before it begins"),
        (SHOCK + '{ value = 2, from = "2031-07" }\n', "line 6: from = 2031-07 is outside"),
        (SHOCK + '{ value = 2, from = 2015-07-01 }\n', "from is a TOML date"),
        (HEAD + '[shocks]\npeer_learning = { value = 1, from = "2015-07" }\n', "coordination.peer_l"),
        (HEAD + '[shocks]\nstart.crowded_owner = { value = 0.1, from = "2015-07" }\n', "only shapes"),
        (HEAD + '[dials]\n"\\u001b[31m" = 1\n', r"no dial named '\x1b[31m'"),
    ],
)  # fmt: skip
def test_one_problem_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, text)


def test_unknown_name_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="Did you mean integrated"):
        load_scenario("integrate")
    with pytest.raises(ScenarioError, match="no scenario file"):
        load_scenario(tmp_path / "none.toml")
    with pytest.raises(ScenarioError, match="no scenario file"):
        load_scenario("\0.toml")


def test_a_loop_of_parents_is_refused(tmp_path: Path) -> None:
    write(tmp_path, 'parent = "b.toml"\n' + HEAD, "a.toml")
    write(tmp_path, 'parent = "a.toml"\n' + HEAD, "b.toml")
    with pytest.raises(ScenarioError, match="its own ancestor"):
        load_scenario(tmp_path / "a.toml")


def test_too_many_parents_are_refused(tmp_path: Path) -> None:
    for i in range(20):
        write(tmp_path, f'parent = "{i + 1}.toml"\n' + HEAD, f"{i}.toml")
    with pytest.raises(ScenarioError, match="more than 8 parents"):
        load_scenario(tmp_path / "0.toml")


def test_a_parent_lies_in_the_folder_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, HEAD, "outside.toml")
    inner = tmp_path / "study"
    write(inner, HEAD, "beside.toml")
    os.symlink(tmp_path / "outside.toml", inner / "link.toml")
    for parent in ("../outside.toml", str(tmp_path / "outside.toml"), "link.toml", "x/../../outside.toml"):
        assert "leaves the folder" in problem(inner, f'parent = "{parent}"\n' + HEAD)
    assert load_scenario(write(inner, 'parent = "./beside.toml"\n' + HEAD)).parent == "./beside.toml"
    for parent in ("\\u0000.toml", "/dev/zero", "a" * 400 + ".toml", "."):
        assert "parent" in problem(inner, f'parent = "{parent}"\n' + HEAD)


def test_what_only_shapes_the_start_may_change_from_the_first_month(tmp_path: Path) -> None:
    text = 'policy = "2007-01"\n' + HEAD + "[levers]\nstart.crowded_owner = 0.1\n"
    assert load_scenario(write(tmp_path, text)).levers == {"start.crowded_owner": 0.1}


def test_policy_from_the_first_month_is_one_phase(tmp_path: Path) -> None:
    path = write(tmp_path, 'policy = "2007-01"\n' + HEAD + "[dials]\npeer_learning = 1.0\n")
    ((month, values),) = load_scenario(path).phases(1)
    assert month == 0 and values["coordination.peer_learning"] == 1.0


def test_a_file_without_a_description_is_described_by_its_name_and_parent(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "mine"\nparent = "informed"\n')
    found = load_scenario(tmp_path / "mine.toml").description
    assert (found.en, found.nb) == ("mine, from informed", "mine, ut fra informed")
    (tmp_path / "own.toml").write_text('name = "own"\n')
    assert load_scenario(tmp_path / "own.toml").description.en == "own, from baseline-2013"
