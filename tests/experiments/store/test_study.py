"""Studies on disk: listed, asked, verified, removed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from experiments import compare, open_study
from experiments.errors import RequestError
from experiments.history import TINY
from experiments.storage import RECORD, write_json
from experiments.store.lock import locked
from experiments.store.others import Sort, others_in
from experiments.store.remove import remove
from experiments.store.saved import studies_in
from experiments.store.study_file import STUDY, Listed, StudyFile, in_use
from experiments.store.verify import verify
from experiments.study_commands import study_command

YEARS = (2009, 2011)
NAME = "integrated-tiny"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs")
    compare(["integrated"], 2, 1, out, world=TINY, years=YEARS)
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "runs")
    return tmp_path / "runs"


def test_a_study_is_asked_without_loading_it(made: Path) -> None:
    study = open_study(made / NAME)
    again = compare(["integrated"], 2, 1, made, world=TINY, years=YEARS)
    assert again.found == 4 and not study.missing
    settled = study.headline("settled")
    assert settled["value"].tolist() == [
        again.measured[run]["settled"].value
        for run in [("baseline-2013", 1), ("integrated", 1), ("baseline-2013", 2), ("integrated", 2)]
    ]
    assert repr(study.comparison().measured) == repr(
        dict(sorted(again.measured.items(), key=lambda i: i[0][1]))
    )
    assert len(study.runs()) == 4 and (study.runs()["seconds"] > 0).all()
    counted = study.query(
        "select count(*) n, count(distinct observer) o from records where scenario = 'integrated'"
    )
    assert counted["n"][0] > 100 and counted["o"][0] > 10


@pytest.mark.parametrize(
    "sql",
    [
        "select nothing from runs",
        "select * from read_csv('/etc/hosts')",
        "copy runs to '/tmp/x.csv'",
        "nonsense",
    ],
)
def test_what_a_study_cannot_answer_is_one_sentence(made: Path, sql: str) -> None:
    with pytest.raises(RequestError, match="cannot answer that") as caught:
        open_study(made / NAME).query(sql)
    assert len(str(caught.value).splitlines()) == 1


def test_a_run_without_its_manifest_is_missing_and_is_made_again(out: Path) -> None:
    study = open_study(out / NAME)
    first = study.done[0]
    (study.path / first.place / "manifest.json").unlink()
    study = open_study(out / NAME)
    assert study.missing == (first,) and len(study.comparison().seeds) == 1
    assert len(study.query("select * from runs")) == 3
    assert compare(["integrated"], 2, 1, out, world=TINY, years=YEARS).found == 3
    assert not open_study(out / NAME).missing


def test_more_replicates_join_the_same_study_and_other_years_replace_it(out: Path) -> None:
    more = compare(["integrated"], 1, 1, out, seed=3, world=TINY, years=YEARS)
    assert more.seeds == (3,) and len(open_study(out / NAME).done) == 6
    compare(["integrated"], 1, 1, out, world=TINY, years=(2009, 2009))
    assert len(open_study(out / NAME).about.runs) == 2


def test_verify_recomputes_and_notices(out: Path) -> None:
    study = open_study(out / NAME)
    assert verify(study).good
    with (study.path / study.done[1].place / RECORD).open("ab") as file:
        file.write(b"x")
    found = verify(study)
    assert found.whole == 3 and found.damaged == (study.done[1],) and found.differing == ()
    assert found.files == ((study.done[1].place / RECORD).as_posix(),)
    assert verify(study, "integrated", 1).differing == (RECORD,)
    with pytest.raises(RequestError, match="no finished run"):
        verify(study, "planned")


def test_a_study_of_other_code_is_not_verified(out: Path) -> None:
    said = json.loads((out / NAME / STUDY).read_text())
    write_json(out / NAME / STUDY, {**said, "code": "other"})
    with pytest.raises(RequestError, match="version other of the code"):
        verify(open_study(out / NAME))


def test_a_damaged_run_is_named_and_not_listed_as_done(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    study = open_study(out / NAME)
    file = study.path / study.done[1].place / RECORD
    file.write_bytes(file.read_bytes() + b"x")
    assert study_command("list", None, out, False, "nb")
    assert "3/4, 1 skadet" in capsys.readouterr().out
    assert not study_command("verify", NAME, out, False, "nb")
    assert f"Ikke som skrevet: {(study.done[1].place / RECORD).as_posix()}" in capsys.readouterr().out


def test_other_results_are_listed_as_what_they_are_and_removed(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"pool/{'a' * 16}/record.parquet": Sort.POOL,
        "stories/fragmented-integrated-1/story-1.nb.md": Sort.STORIES,
        "traces/integrated-1/trace-members.parquet": Sort.TRACES,
        "simulate/integrated/1/manifest.json": Sort.SINGLE,
        "integrated-contested/contested.json": Sort.CONTESTED,
        "integrated-from-fragmented-decomposed/decomposition.json": Sort.DECOMPOSED,
        "integrated-settled-by-frame/equivalent.json": Sort.EQUIVALENT,
    }
    for name in files:
        (out / name).parent.mkdir(parents=True)
        (out / name).write_text("{}")
    assert {(one.path.name, one.sort) for one in others_in(out)} == {
        (name.split("/")[0], sort) for name, sort in files.items()
    }
    study_command("list", None, out, False, "nb")
    listed = capsys.readouterr().out
    assert "fortellinger om husholdninger" in listed and "en gevinst delt mellom brytere" in listed
    for answer, there in (("nei", True), ("", True), ("Ja", False)):
        monkeypatch.setattr("builtins.input", lambda question, answer=answer: answer)
        study_command("rm", "pool", out, False, "nb")
        assert (out / "pool").exists() is there
    (out / "traces" / "mine.txt").write_text("not ours")
    with pytest.raises(RequestError, match="is no study"):
        study_command("rm", "traces", out, True, "en")


def test_the_study_that_is_meant_is_named(out: Path) -> None:
    shutil.copytree(out / NAME, out / "fragmented-tiny")
    for asked in ("integrated", "integrted-tiny"):  # without the world, and misspelt
        with pytest.raises(RequestError, match=f"Did you mean {NAME}"):
            open_study(out / asked)
    with pytest.raises(RequestError) as none:
        open_study(out / "xyz")
    assert "Did you mean" not in none.value.said("en")


def test_only_studies_are_removed(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("")
    with pytest.raises(RequestError, match="is no study"):
        remove(other)
    (other / STUDY).write_text("{}")
    with pytest.raises(RequestError, match="is no study"):
        remove(other)
    (out / "link").symlink_to(out / NAME)
    with pytest.raises(RequestError, match="is a link"):
        remove(out / "link")
    with in_use(out / NAME), pytest.raises(RequestError, match="in use"):
        remove(out / NAME)
    assert study_command("rm", NAME, out, True, "en") and not (out / NAME).exists()
    assert (other / "mine.txt").exists()


def test_the_list_merges_what_two_writers_asked_for(tmp_path: Path) -> None:
    one = StudyFile.now(["a"], TINY, 1.0, 2010, [Listed("a", 1, "x")])
    two = StudyFile.now(["a"], TINY, 1.0, 2010, [Listed("a", 2, "y")])
    one.add_to(tmp_path)
    two.add_to(tmp_path)
    read = StudyFile.read(tmp_path)
    assert read is not None and [run.seed for run in read.runs] == [1, 2]
    changed = StudyFile.now(["a"], TINY, 1.0, 2010, [Listed("a", 1, "z")])
    changed.add_to(tmp_path)
    assert StudyFile.read(tmp_path) == changed


@pytest.mark.skipif(sys.platform == "win32", reason="locks")
def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom experiments.store.lock import locked\n"
        f"with locked(Path({str(tmp_path / 'lock')!r})):\n    os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
    with locked(tmp_path / "lock", wait=False) as mine:
        assert mine
        with locked(tmp_path / "lock", wait=False) as other:
            assert not other


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_commands_say_what_they_found(
    made: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for action in ("list", "show", "verify"):
        assert study_command(action, NAME, made, False, language)
    said = capsys.readouterr().out
    assert (
        NAME in said and "4/4" in said and ("computed anew" if language == "en" else "regnet på nytt") in said
    )
    assert studies_in(made)[0].path.name == NAME
    with pytest.raises(RequestError, match="Name the study"):
        study_command("show", None, made, False, language)
