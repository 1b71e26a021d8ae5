"""The documentation keeps up with the code."""

import importlib.util
import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

from scenarios.dials import DIALS
from scenarios.parameters import FOLDERS, ROOT, model_parameters
from scenarios.scenario import PRESETS
from simulation.model import SettlementModel
from simulation.tables import Dwellings, Households, Landlords, Persons

DOCS = ROOT / "docs"
PROSE = ("odd.md", "limits.md", "glossary.md")
EVIDENCE = re.compile(r"\b([ECLS]\d\d(?:\.\d)?)(?:-([ECLS]\d\d(?:\.\d)?))?\b")


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def evidence_ids() -> set[str]:
    return set(re.findall(r"^\| ([ECLS]\d\d(?:\.\d)?) \|", text("evidence.md"), re.MULTILINE))


def cited(prose: str) -> set[str]:
    """Return the ids of evidence in a text, both ends of a range such as E30-E33."""
    return {one for pair in EVIDENCE.findall(prose) for one in pair if one}


def test_the_page_of_parameters_is_up_to_date() -> None:
    assert text("parameters.md") == build().render(), "run: python docs/build.py"
    assert text("parameters-2024.md") == build().render_2024(), "run: python docs/build.py"


def test_every_process_has_a_section() -> None:
    headings = set(re.findall(r"^### 7\.\d+ `(\w+)`$", text("odd.md"), re.MULTILINE))
    files = {path.stem for path in (ROOT / "simulation" / "processes").glob("*.py")} - {"__init__"}
    assert headings == files


def test_the_month_is_told_in_the_order_of_the_step() -> None:
    step = inspect.getsource(SettlementModel.step)
    order = re.findall(r"self\.(\w+)", " ".join(re.findall(r"self\._do\((.*?)\)", step, re.DOTALL)))
    section = text("odd.md").split("## 3. ")[1].split("## 4. ")[0]
    told = re.findall(r"^\| \d+ \| `(\w+)`", section, re.MULTILINE)
    assert told == ["vedtak" if name == "vedtaking" else name for name in order]


def test_every_parameter_file_is_named_and_every_parameter_named_exists() -> None:
    odd = text("odd.md")
    files = [path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in folder.glob("*.toml")]
    assert [file for file in files if file not in odd] == []
    known = model_parameters("norway-2024")  # has those of norway-2013, and a few of its own
    groups = {name.split(".")[0] for name in known}
    for page in PROSE:
        named = re.findall(r"`([a-z_]+)\.([a-z_0-9]+)`", text(page))
        wrong = [f"{g}.{k}" for g, k in named if g in groups and k not in ("py", "toml")]
        assert [name for name in wrong if name not in known] == [], page


def test_every_state_variable_is_described() -> None:
    entities = text("odd.md").split("## 2. ")[1].split("## 3. ")[0]
    for table in (Persons, Households, Dwellings, Landlords):
        assert [column for column in table.columns if f"`{column}`" not in entities] == [], table.__name__


def test_every_dial_channel_and_preset_is_described() -> None:
    section = text("odd.md").split("### 7.6 ")[1].split("### 7.7 ")[0]
    channels = [name for name in model_parameters() if name.startswith("channels.")]
    for name in (*(dial.name for dial in DIALS), *channels, *PRESETS):
        assert f"`{name}`" in section, name


@pytest.mark.parametrize("page", PROSE)
def test_every_piece_of_evidence_cited_exists(page: str) -> None:
    assert cited(text(page)) <= evidence_ids()


@pytest.mark.parametrize("world", ["norway-2013", "norway-2024"])
def test_every_piece_of_evidence_of_a_parameter_exists(world: str) -> None:
    parameters = model_parameters(world)
    lost = {name: cited(parameters[name].source) - evidence_ids() for name in parameters}
    assert {name: ids for name, ids in lost.items() if ids} == {}


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_no_page_names_a_place_on_a_machine_and_links_lead_somewhere(page: str) -> None:
    prose = text(page)
    assert not re.search(r"(^|[\s(`])(/(home|root|tmp|work|Users)/|[A-Z]:\\)", prose)
    targets = [Path(link.split("#")[0]) for link in re.findall(r"\]\(([^)#][^)]*)\)", prose)]
    assert [target for target in targets if not (DOCS / target).exists()] == []


def test_the_glossary_has_every_word_in_both_languages() -> None:
    rows = [line for line in text("glossary.md").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert len(cells) > 60 and all(len(row) == 3 and all(row) for row in cells)
    assert len({row[0] for row in cells}) == len(cells)
