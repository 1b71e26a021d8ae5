"""What the project is made of, and that nothing from outside is ever run as code."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "agents", "simulation", "scenarios", "indicators", "calibration", "experiments", "workshop", "data",
)  # fmt: skip
RUNS_CODE = {"eval", "exec", "compile", "__import__"}
UNPICKLES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
READS_PICKLES = {"read_pickle", "to_pickle", "unsafe_load", "full_load"}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("subprocess", "getstatusoutput")}


def told(path: Path) -> list[str]:
    """Return what in a file would run or unpack code from outside, each with its line."""
    return dangers(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def dangers(code: str, name: str = "code") -> list[str]:
    found: list[str] = []

    def say(node: ast.AST, what: str) -> None:
        found.append(f"{name}:{getattr(node, 'lineno', 0)}: {what}")

    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for one in names:
                if one.split(".")[0] in UNPICKLES:
                    say(node, f"imports {one}")
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in RUNS_CODE:
                say(node, f"calls {called.id}")
            if isinstance(called, ast.Attribute):
                owner = called.value.id if isinstance(called.value, ast.Name) else ""
                if called.attr in READS_PICKLES or (owner, called.attr) in SHELLS:
                    say(node, f"calls {owner}.{called.attr}")
                if owner == "yaml" and called.attr == "load":
                    say(node, "calls yaml.load")
            for keyword in node.keywords:
                on = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
                if keyword.arg in ("allow_pickle", "shell") and on:
                    say(node, f"{keyword.arg}=True")
    return found


@pytest.mark.parametrize(
    "code",
    ["import pickle", "from joblib import load", "eval(x)", "exec(x)", "np.load(f, allow_pickle=True)",
     "subprocess.run(x, shell=True)", "os.system(x)", "yaml.load(f)", "pd.read_pickle(f)"],
)  # fmt: skip
def test_the_look_finds_what_it_looks_for(code: str) -> None:
    assert len(dangers(code)) == 1


def test_the_look_leaves_what_is_harmless() -> None:
    assert dangers("import json, re\nre.compile(x)\nnp.load(f, allow_pickle=False)\nyaml.safe_load(f)") == []


@pytest.mark.parametrize("package", ["run.py", *PACKAGES])
def test_nothing_from_outside_is_run_or_unpacked_as_code(package: str) -> None:
    place = ROOT / package
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert files
    assert [one for path in files for one in told(path)] == []


def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_licences", ROOT / "docs" / "licences.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_is_listed_with_a_licence_that_goes_with_ours() -> None:
    module = licences()
    listed = module.rows(module.PAGE.read_text(encoding="utf-8"))
    pinned = module.pins(module.CONSTRAINTS.read_text(encoding="utf-8"))
    assert {name: version for name, (version, _) in listed.items()} == pinned, "run: python docs/licences.py"
    assert {name: module.incompatible(licence) for name, (_, licence) in listed.items()} == {
        name: [] for name in listed
    }


def test_what_is_installed_says_the_licence_that_is_listed() -> None:
    module = licences()
    compared = 0
    for name, (version, licence) in module.rows(module.PAGE.read_text(encoding="utf-8")).items():
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # of an extra that is not installed here
        if package.version == version:
            assert module.licence_of(package) == licence, name
            compared += 1
    assert compared > 40


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [("MIT", []), ("MIT OR GPL-3.0-only", []), ("MIT AND GPL-3.0-only", ["GPL-3.0-only"]),
     ("BSD-2-Clause AND Apache-2.0 WITH LLVM-exception", []), ("not stated", ["not stated"])],
)  # fmt: skip
def test_licences_are_judged(expression: str, wrong: list[str]) -> None:
    assert licences().incompatible(expression) == wrong


@pytest.mark.slow
def test_no_version_that_is_pinned_has_a_known_vulnerability(tmp_path: Path) -> None:
    """Ask a database of vulnerabilities, where the machine reaches one and pip-audit is there."""
    if importlib.util.find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed here: known vulnerabilities were not looked up.")
    wanted = tmp_path / "requirements.txt"
    wanted.write_text((ROOT / "constraints.txt").read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "-r", str(wanted), "--no-deps", "--disable-pip",
         "--progress-spinner=off", "--timeout", "20"],
        capture_output=True, text=True, timeout=300, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    lost = r"ConnectionError|ServiceError|Max retries|Name or service|HTTPError|Timeout"
    unreached = re.search(lost, done.stderr)
    unseen = done.stdout.count("could not be audited") > 10  # a registry without that database
    if unseen or (done.returncode and unreached and "Found" not in done.stderr):
        pytest.skip("The database of vulnerabilities cannot be reached from here.")
    assert done.returncode == 0, done.stdout + done.stderr
