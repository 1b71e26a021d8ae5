"""Studies that are disturbed end like those that are not, bit by bit: kills, a full disk, two at once."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from experiments import compare, open_study
from experiments.table import save

ROOT = Path(__file__).resolve().parents[3]
STUDY = "integrated-tiny"
REPLICATES = 3
RUNS = 2 * REPLICATES
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals")]


def command(out: Path, workers: int = 2) -> list[str]:
    chosen = [
        "--world",
        "tiny",
        "--replicates",
        str(REPLICATES),
        "--workers",
        str(workers),
        "--out",
        str(out),
    ]
    return [sys.executable, str(ROOT / "run.py"), "compare", "integrated", *chosen]


def begin(out: Path, workers: int = 2) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(out, workers),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    _, said = process.communicate(timeout=600)
    return process.returncode, said


def caught[Seen](process: "subprocess.Popen[str]", look: Callable[[], Seen]) -> Seen:
    """Wait until there is something to see, and return it with the study's processes standing still.

    They stand still whenever one looks: so what is seen is still so when something is done about it,
    however much else the machine has to do.
    """
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        os.killpg(process.pid, signal.SIGSTOP)
        if seen := look():
            return seen
        os.killpg(process.pid, signal.SIGCONT)
        time.sleep(0.02)
    process.kill()
    raise AssertionError(f"the study ended, or 300 seconds, and nothing was seen: {end(process)}")


def one_sentence(said: str) -> str:
    """Return what is said besides the progress, which a machine with much to do is told of in between."""
    (sentence,) = (line for line in said.strip().splitlines() if not re.match(r"\d+/\d+ runs, ", line))
    return sentence


def results(out: Path) -> dict[str, bytes]:
    """Return the tables and every run's Parquet files."""
    study = out / STUDY
    tables = {path.name: path.read_bytes() for path in study.glob("table.*")}
    return tables | {str(path.relative_to(study)): path.read_bytes() for path in study.glob("*/*/*.parquet")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed")
    save(compare(["integrated"], REPLICATES, 1, out, world="tiny"))
    return out


@pytest.fixture(scope="module")
def undisturbed(made: Path) -> dict[str, bytes]:
    found = results(made)
    assert len(found) == 4 + 2 * RUNS
    return found


def taken(files: Iterable[Path]) -> int:
    """Return the bytes that files take on a disk in memory, which gives out whole pages."""
    page = resource.getpagesize()
    return sum(-(-path.stat().st_size // page) * page for path in files)


def room(made: Path, workers: int) -> int:
    """Return the size of a disk on which one run or more is finished, whoever is first, and never all.

    Whatever is being written when the disk is full is at most one run a worker. So where there is room
    for that many whole runs, one at least is finished; half a run more is for what a study keeps beside
    its runs and for a manifest that is somewhat longer.
    """
    runs = [taken(manifest.parent.iterdir()) for manifest in made.rglob("manifest.json")]
    beside = 2 * taken([made / STUDY / "study.json"])  # itself, and the one that takes its place
    size = beside + workers * max(runs) + max(runs) // 2
    assert len(runs) == RUNS and size < sum(runs) - max(runs) // 2
    return size


def check(out: Path, undisturbed: dict[str, bytes]) -> None:
    """Nothing is lost, nothing is counted twice, nothing differs, nothing half-written is left."""
    assert results(out) == undisturbed
    data = json.loads((out / STUDY / "table.json").read_text())
    assert {row["replicates"] for row in data["rows"]} <= set(range(REPLICATES + 1))
    study = open_study(out / STUDY)
    assert len(study.done) == RUNS and not study.missing
    assert len(study.query("select distinct scenario, seed from records")) == RUNS
    assert not list(out.rglob("*.partial"))


def test_a_worker_killed_in_the_middle_of_a_run(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    process = begin(tmp_path)
    partial, *_ = caught(process, lambda: list(tmp_path.rglob("record.parquet.*.partial")))
    found = re.search(r"-(\d+)-[0-9a-f]+\.partial$", partial.name)
    assert found is not None and int(found[1]) != process.pid
    os.kill(int(found[1]), signal.SIGKILL)  # the worker that writes it
    os.killpg(process.pid, signal.SIGCONT)
    code, said = end(process)
    assert code == 0, said
    check(tmp_path, undisturbed)


def test_the_main_process_killed_and_the_study_resumed(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    process = begin(tmp_path)
    caught(process, lambda: len(list(tmp_path.rglob("manifest.json"))) >= 2)
    os.kill(process.pid, signal.SIGKILL)
    os.killpg(process.pid, signal.SIGCONT)
    end(process)  # hears the last of its workers too: they may have ended the run they were at
    finished = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("manifest.json")}
    assert 2 <= len(finished) < RUNS
    code, said = end(begin(tmp_path))
    assert code == 0, said
    assert all(path.stat().st_mtime_ns == when for path, when in finished.items())
    check(tmp_path, undisturbed)


def test_two_studies_at_once_in_one_folder(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    both = [begin(tmp_path, 1), begin(tmp_path, 2)]
    for code, said in [end(process) for process in both]:
        assert code == 0, said
    check(tmp_path, undisturbed)


def test_files_that_may_not_grow(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    """A limit on the size of files: what every system can do in place of a full disk."""
    least = min(len(content) for name, content in undisturbed.items() if name.endswith("record.parquet"))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least // 2, least // 2))

    done = subprocess.run(command(tmp_path, 1), capture_output=True, text=True, timeout=600, preexec_fn=limit)
    assert done.returncode == 2
    said = one_sentence(done.stderr)
    assert "Results cannot be written" in said or "cannot be written (" in said
    assert not list(tmp_path.rglob("manifest.json")) and not list(tmp_path.rglob("*.partial"))
    code, said = end(begin(tmp_path))
    assert code == 0, said
    check(tmp_path, undisturbed)


FULL = """
set -e
disk=$1; copy=$2; size=$3; shift 3
mount -t tmpfs -o size=$size tmpfs "$disk"
code=0; "$@" 2> "$copy/said" || code=$?
echo $code > "$copy/code"
find "$disk" -name '*.partial' > "$copy/partial"
find "$disk" -name manifest.json > "$copy/finished"
mount -o remount,size=64m tmpfs "$disk"
"$@"
cp -a "$disk/." "$copy/disk"
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_and_room_again(
    tmp_path: Path, made: Path, undisturbed: dict[str, bytes], workers: int
) -> None:
    """A small disk in memory, seen by the study only."""
    enter = next(
        (way for way in (["unshare", "--mount"], ["unshare", "-rm"]) if _mounts(way, tmp_path)), None
    )
    if enter is None:
        pytest.skip("a disk in memory cannot be mounted here, with or without being root")
    disk, copy, size = tmp_path / "disk", tmp_path / "copy", room(made, workers)
    for folder in (disk, copy / "disk"):
        folder.mkdir(parents=True)
    done = subprocess.run(
        [*enter, "sh", "-c", FULL, "sh", str(disk), str(copy), str(size), *command(disk, workers)],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = (copy / "said").read_text().strip()
    assert (copy / "code").read_text().strip() == "2"
    assert "cannot be written" in one_sentence(said)
    if workers == 1:  # others are ended in the middle of theirs; the next run sweeps what they left
        assert (copy / "partial").read_text() == ""
    assert 0 < len((copy / "finished").read_text().splitlines()) < RUNS
    check(copy / "disk", undisturbed)


def _mounts(enter: list[str], folder: Path) -> bool:
    if shutil.which(enter[0]) is None:
        return False
    script = f"mount -t tmpfs -o size=64k tmpfs {folder} && umount {folder}"
    return subprocess.run([*enter, "sh", "-c", script], capture_output=True).returncode == 0
