"""The wheel: all that the tool needs is in it, and it runs from a folder with spaces and æøå."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PARTS = PROJECT["tool"]["hatch"]["build"]["only-include"]


def kept(path: Path) -> bool:
    """Whether a file belongs to the project: not compiled, nor half-written."""
    return path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".pyc", ".partial")


def test_start_up_looks_at_every_package_of_the_wheel() -> None:
    assert {"run.py", *run.PACKAGES} == set(PARTS)


def test_the_command_is_the_function_that_run_py_calls() -> None:
    assert PROJECT["project"]["scripts"] == {"bosetting": "run:main"} and callable(run.main)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    made = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if made.returncode and "hatchling" in made.stderr and "No matching distribution" in made.stderr:
        pytest.skip("The build backend hatchling cannot be had here.")
    assert made.returncode == 0, made.stderr
    (found,) = folder.glob("bosetting-*.whl")
    return found


@pytest.mark.slow
def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if kept(path)}
    assert inside == {path.relative_to(ROOT).as_posix() for path in files}


@pytest.fixture(scope="module")
def tool(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed by itself; the libraries are those of this environment."""
    place = tmp_path_factory.mktemp("et sted på øya, æ")
    made = place / "miljø"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(made)], check=True, timeout=300)
    scripts = made / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", str(wheel)],
        check=True, timeout=300,
    )  # fmt: skip
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout
    # a folder added so is searched last, and links of installs for editing in it are not followed
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site.strip()) / "libraries.pth").write_text("\n".join(libraries) + "\n", encoding="utf-8")
    return scripts / "bosetting"


def answer(tool: Path, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(tool), *arguments], cwd=folder, capture_output=True, text=True, timeout=300,
        env=surroundings | {"COLUMNS": "200", "PYTHONUTF8": "1"} | environment,
    )  # fmt: skip


@pytest.mark.slow
def test_the_installed_command_answers_from_another_folder(tool: Path, tmp_path: Path) -> None:
    here = tmp_path / "mitt arbeid på Ærø"
    here.mkdir()
    (here / "data").mkdir()  # a folder of the user's own by a name of ours
    (here / "data" / "__init__.py").write_text("raise RuntimeError('not ours')")
    helped = answer(tool, here, "--help")
    assert helped.returncode == 0 and "simulate" in helped.stdout, helped.stderr
    listed = answer(tool, here, "scenarios", "list")
    assert listed.returncode == 0 and "baseline-2013" in listed.stdout, listed.stderr


@pytest.mark.slow
def test_it_runs_the_model_as_the_clone_does_and_writes_where_it_stands(tool: Path, tmp_path: Path) -> None:
    here = tmp_path / "mitt arbeid på Ærø"
    here.mkdir()
    done = answer(tool, here, "simulate", "--world", "tiny")
    assert done.returncode == 0, done.stderr
    assert (here / "runs" / "simulate" / "baseline-2013-tiny" / "1" / "record.parquet").is_file()
    ours = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "simulate", "--world", "tiny"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stdout == ours.stdout


@pytest.mark.slow
def test_packages_from_another_place_are_refused_in_a_sentence(tool: Path, tmp_path: Path) -> None:
    (tmp_path / "agents").mkdir()
    (tmp_path / "agents" / "__init__.py").write_text("")
    done = answer(tool, tmp_path, "scenarios", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2 and "an environment of its own: agents" in done.stderr
    assert len(done.stderr.splitlines()) == 1
