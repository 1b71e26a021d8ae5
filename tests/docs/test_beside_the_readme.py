"""The files beside the README say what is so."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = ("README.md", "README.nb.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)[^)]*\)", text(name))
    assert links and [link for link in links if not (ROOT / link).exists()] == []


def test_the_citation_is_of_this_version_and_licence() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    assert cited["version"] == PROJECT["version"] and cited["license"] == PROJECT["license"]
    assert {"cff-version", "message", "title", "authors"} <= set(cited)


def test_the_changelog_has_this_version() -> None:
    assert PROJECT["version"] in text("CHANGELOG.md")


def test_the_sister_in_bokmal_shows_commands_that_the_readme_has() -> None:
    commands = set(re.findall(r"`run\.py (\w+)", text("README.md")))
    told = set(re.findall(r"`run\.py (\w+)", text("README.nb.md")))
    assert told and told <= commands
