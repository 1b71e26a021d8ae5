"""The site: what is made for it is made of what is there, tutorials run, and it builds without a warning."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.site import figures, processes, reference, tutorials
from indicators.library import indicator
from scenarios.parameters import ROOT
from simulation.processes.offers import Offers

NAMES = processes.names()


def test_every_process_has_a_page_in_the_order_of_the_month() -> None:
    assert set(NAMES) == processes.files() == set(figures.SHOWN)
    assert NAMES[0] == "permits" and NAMES[-1] == "observation"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_rule_parameters_sources_and_code(name: str) -> None:
    page = processes.page(name)
    titles = re.findall(r"^## (\w+)", page, re.MULTILINE)
    assert titles == ["Rule", "Parameters", "Behaviour", "Sources", "Code"]
    assert f"![With and without {name}" in page and f"::: simulation.processes.{name}" in page
    named = re.findall(r"\]\((\w+)\.md\)", page)
    assert set(named) <= set(NAMES) - {name}
    assert all(indicator(shown).name == shown for shown in figures.SHOWN[name])


def test_parameters_are_those_the_section_names_and_the_file_reads() -> None:
    found = {one.name for one in processes.parameters_of(Offers.name)}
    assert {"offers.aware", "offers.restart", "household.offer_standard", "gaming.unsuitable"} <= found
    assert not any(name.startswith("permits.") for name in found)


def test_a_range_of_evidence_cites_what_lies_between() -> None:
    rows = processes.sources_of("as E03-E05 and C10 say")
    assert [row.split(" | ")[0] for row in rows if re.match(r"\| [EC]\d", row)] == [
        "| E03", "| E04", "| E05", "| C10",
    ]  # fmt: skip


def test_a_figure_shows_two_indicators_with_and_without_the_process() -> None:
    drawn = figures.figure("work").decode("utf-8")
    assert "without work" in drawn and "as it is" in drawn
    assert figures.figure("work").decode("utf-8") == drawn
    employed = figures.measured(None)["employment_rate"].value
    assert figures.measured("work")["employment_rate"].value < employed


@pytest.mark.parametrize("path", tutorials.paths(), ids=lambda path: path.stem)
def test_a_tutorial_runs_and_says_what_it_printed(path: Path) -> None:
    before = Path.cwd()
    page = tutorials.page(path)
    assert Path.cwd() == before and page.startswith(f"# {tutorials.title(path)}")
    code, printed = page.count("```python\n"), page.count('```text title="prints"\n')
    saying = [body for prose, body in tutorials.cells(path) if not prose and "print(" in body]
    assert code >= 2 and printed == len(saying)
    assert "Traceback" not in page and not re.search(r"(^|\s)/(tmp|home|root|var)/", page)


def test_a_tutorial_that_fails_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("# %% [markdown]\n# # Broken\n# %%\nassert False, 'seen'\n")
    before = Path.cwd()
    with pytest.raises(AssertionError, match="seen"):
        tutorials.page(tmp_path / "broken.py")
    assert Path.cwd() == before


def test_the_reference_has_what_python_users_begin_with() -> None:
    page = reference.page("experiments")
    assert "::: experiments.single" in page and "::: experiments.comparison" in page
    assert "simulation.twin" not in reference.page("simulation")


@pytest.mark.parametrize(("one", "other"), [("planners", "planleggere"), ("facilitators", "fasilitatorer")])
def test_tours_in_both_languages_show_the_same_commands(one: str, other: str) -> None:
    def commands(name: str) -> list[str]:
        text = (ROOT / "docs" / "tours" / f"{name}.md").read_text(encoding="utf-8")
        lines = re.findall(r"^\.venv/bin/python (.*)$", text, re.MULTILINE)
        return [re.sub(r" --lang(uage)? (nb|en)", "", line).replace(" NAVN", " NAME") for line in lines]

    assert commands(one) == commands(other) != []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_links_to_other_pages_lead_somewhere(page: Path) -> None:
    made = {f"tutorials/{path.stem}.md" for path in tutorials.paths()} | {f"processes/{n}.md" for n in NAMES}
    for link in re.findall(r"\]\(([^)#:]+\.md)[^)]*\)", page.read_text(encoding="utf-8")):
        place = (page.parent / link).resolve()
        assert place.is_file() or place.relative_to(ROOT / "docs").as_posix() in made, link


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_asks_nothing_of_another_machine(tmp_path: Path) -> None:
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("mkdocstrings") is None:
        pytest.skip('The extra "docs" is not installed here: the site was not built.')
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=900, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    pages = sorted(tmp_path.rglob("*.html"))
    assert {f"{name}.html" for name in NAMES} <= {page.name for page in pages}
    loads = re.compile(r"""(?:src|srcset)="https?://|<link[^>]+href="https?://|url\(["']?https?://""")
    for page in [*pages, *tmp_path.rglob("*.css")]:
        text = page.read_text(encoding="utf-8")
        assert not loads.search(text), page.name
        assert str(ROOT) not in text, page.name
    for drawing in (tmp_path / "processes").glob("*.svg"):
        assert "<svg" in drawing.read_text(encoding="utf-8")
