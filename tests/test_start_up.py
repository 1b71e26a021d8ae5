"""What a command does not need is not loaded: start-up stays short without a clock in a test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TELL = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"


def loaded(code: str) -> set[str]:
    """Return the modules a cold process has loaded after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{TELL}"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(json.loads(done.stderr.splitlines()[-1]))


def command(*arguments: str) -> str:
    return f"""
import sys
sys.argv = ["run.py", *{list(arguments)!r}]
import run
try:
    run.main()
except SystemExit as end:
    assert not end.code
"""


def test_help_loads_no_package_of_the_model_and_no_numbers() -> None:
    tops = {name.partition(".")[0] for name in loaded(command("--help"))}
    heavy = {"numpy", "numba", "pandas", "scipy", "pyarrow", "mesa", "pydantic", "simulation", "dask"}
    assert not tops & heavy


def test_a_small_run_loads_only_what_it_counts_with(tmp_path: Path) -> None:
    found = loaded(command("simulate", "--world", "tiny", "--out", str(tmp_path)))
    assert "mesa.model" in found and "numba" in found
    unneeded = {"pandas.core", "networkx", "scipy.stats", "scipy.optimize", "scipy.spatial", "dask", "duckdb"}
    unneeded |= {"scipy.special._basic", "yaml.reader", "asyncio.base_events"}
    unneeded |= {"rich.spinner"}  # no wheel turns where there is no terminal to show it
    assert not found & unneeded


def test_a_small_run_hardly_looks_for_objects_without_use_and_leaves_them_at_its_end(tmp_path: Path) -> None:
    code = f"""
import gc, run
begun = sum(one["collections"] for one in gc.get_stats())
{command("simulate", "--world", "tiny", "--out", str(tmp_path))}
looked = sum(one["collections"] for one in gc.get_stats()) - begun
assert looked <= 10, looked  # a hundred otherwise
assert gc.get_freeze_count() > 10 * len(gc.get_objects())
assert gc.isenabled()
"""
    assert "mesa.model" in loaded(code)


def test_a_small_run_asks_no_installed_package_for_a_say_in_what_is_valid(tmp_path: Path) -> None:
    """Every package's list of what it plugs into would be read."""
    code = f"""
import importlib.metadata as installed
asked, look = [], installed.entry_points
installed.entry_points = lambda **of: (asked.append(of), look(**of))[1]
{command("simulate", "--world", "tiny", "--out", str(tmp_path))}
assert not [of for of in asked if of.get("group") == "pydantic"], asked
"""
    assert "pydantic" in loaded(code)


def test_what_is_read_where_nothing_is_run_loads_no_compiler() -> None:
    """As `simulation/kernels/__init__.py` has it."""
    found = loaded("import simulation.tables, simulation.world, simulation.people, simulation.randomness")
    assert {"simulation.membership", "simulation.moves"} <= found
    assert not found & {"numba", "simulation.kernels"}


def test_what_mesa_has_besides_is_there_when_it_is_asked_for() -> None:
    code = """
from agents.meeting_mesa import mesa
import sys
assert "pandas.core" not in sys.modules and "mesa.discrete_space.grid" not in sys.modules
assert callable(mesa.space.MultiGrid) and callable(mesa.discrete_space.OrthogonalMooreGrid)
import pandas as pd, pandas.testing
assert pd.DataFrame({"a": [1, 2]})["a"].sum() == 3 and type(pd).__name__ == "module"
try:
    pd.no_such_name
except AttributeError as error:
    assert "no_such_name" in str(error)
else:
    raise AssertionError
"""
    assert "mesa.discrete_space.grid" in loaded(code)


def test_scipy_is_whole_beside_the_two_quantiles_and_gives_their_bits() -> None:
    code = """
import numpy as np
from agents.quantiles import betaincinv, ndtri
import sys
assert "scipy.special._basic" not in sys.modules and "scipy.linalg.lapack" not in sys.modules
import scipy, scipy.stats, scipy.special, scipy.linalg
draws = (np.arange(1000) + 0.5) / 1000
assert np.array_equal(scipy.special.ndtri(draws), ndtri(draws))
assert np.array_equal(scipy.special.betaincinv(3.5, 1.5, draws), betaincinv(3.5, 1.5, draws))
assert np.array_equal(scipy.linalg.inv(np.eye(2)), np.eye(2)) and scipy.special.factorial(5) == 120
assert scipy.special.betaincinv is not None and type(scipy.special).__name__ == "module"
"""
    assert "scipy.linalg.lapack" in loaded(code)


@pytest.mark.parametrize("first", ["", "import scipy.special", "import scipy.linalg, scipy.stats"])
def test_the_quantiles_are_scipys_whatever_was_loaded_before(first: str) -> None:
    code = f"""
{first}
from agents.quantiles import betaincinv, ndtri
import scipy.special
assert ndtri([0.3]) == scipy.special.ndtri([0.3])
assert betaincinv(2.0, 3.0, 0.3) == scipy.special.betaincinv(2.0, 3.0, 0.3)
"""
    assert "scipy.special._ufuncs" in loaded(code)


def test_parts_of_scipy_are_whole_for_threads_that_load_them_at_once() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
import agents.quantiles
names = ["scipy.stats", "scipy.special", "scipy.linalg", "scipy.optimize"]
together = Barrier(8)
def look(i):
    together.wait()
    return callable(getattr(import_module(names[i % 4]), ("zscore", "expit", "inv", "brentq")[i % 4]))
with ThreadPoolExecutor(8) as pool:
    assert all(pool.map(look, range(8)))
"""
    assert "scipy.stats" in loaded(code)


def test_mesas_loggers_are_those_of_a_plain_import() -> None:
    tell = "import mesa.mesa_logging as m, sys; print(sorted(m._module_loggers)); sys.stdout.flush()"
    here, plain = (
        subprocess.run(
            [sys.executable, "-c", f"{code}; {tell}"],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        ).stdout
        for code in ("import agents.meeting_mesa, mesa; mesa.space.MultiGrid", "import mesa")
    )  # fmt: skip
    assert "mesa.model" in here and here == plain


def test_a_part_that_is_loaded_by_several_threads_at_once_is_whole_for_each() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from agents.meeting_mesa import mesa
together = Barrier(8)
def look(_):
    together.wait()
    import pandas as pd
    return pd.DataFrame([[1]]).size + pd.Series([1]).sum()
with ThreadPoolExecutor(8) as pool:
    assert list(pool.map(look, range(8))) == [2] * 8
"""
    assert "pandas.core" in loaded(code)


def test_the_workshop_shows_its_first_picture_before_it_loads_what_computes(tmp_path: Path) -> None:
    found = loaded(f"""
import asyncio, json, shutil
from pathlib import Path
import run, uvicorn
from workshop.answers import ABOUT, FOLDER
from workshop.commands import workshop
from workshop.app import application
from workshop.house import House
house = House(Path({str(tmp_path)!r}))
shutil.copytree(house.embedded / FOLDER, house.store / FOLDER)
about = house.store / FOLDER / ABOUT  # whatever they were made of: here it matters only what is loaded
about.write_text(json.dumps({{**json.loads(about.read_text()), "key": house.answers.key}}))
app = application(house)
asked = []

async def ask(path, cookie=b""):
    async def receive():
        return {{"type": "http.request", "body": b"", "more_body": False}}
    async def send(message):
        asked.append(message)
    path, _, query = path.partition("?")
    scope = {{"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "",
             "scheme": "http", "http_version": "1.1", "query_string": query.encode(),
             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
             "headers": [(b"host", b"127.0.0.1"), (b"cookie", cookie)]}}
    await app(scope, receive, send)

async def main():
    await ask("/")
    cookie = next(v for k, v in asked[0]["headers"] if k == b"set-cookie").split(b";")[0]
    pair = "a=baseline-2013&b=integrated"
    for path in ("/page/app.js", "/api/start", f"/api/compare?{{pair}}", "/api/packs/integrated"):
        await ask(path, cookie)

asyncio.run(main())
assert [one["status"] for one in asked if "status" in one] == [200] * 5
""")
    assert "starlette.routing" in found
    heavy = {"numpy", "numba", "pandas", "scipy", "pyarrow", "mesa", "dask", "agents.parameters"}
    assert not found & heavy
