"""A report of the world of 2024: its years, prices, municipalities and what it was never held against."""

from datetime import UTC, datetime

import pytest

from experiments import compare
from experiments.report.build import document
from experiments.report.document import Document, Figure, Items, Table, Text
from experiments.report.material import Material, gather
from experiments.report.sections import coverage
from experiments.report.sections.again import command
from experiments.report.sections.places import places
from experiments.report.words import words_in

pytestmark = pytest.mark.slow

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    path = compare(["integrated-2024"], 2, 1, tmp_path_factory.mktemp("runs"), scale=0.02).path
    assert path is not None
    return gather(path)


def said(made: Document, but: tuple[str, ...]) -> str:
    """Return all text of a document, of chapters other than those named."""
    found: list[str] = []
    for section in made.sections:
        if section.key in but:
            continue
        for block in section.blocks:
            tables: list[Table] = []
            if isinstance(block, Text):
                found.append(block.text)
            elif isinstance(block, Items):
                found += block.items
            elif isinstance(block, Table):
                tables.append(block)
            elif isinstance(block, Figure):
                found += [block.alt, block.caption]
                tables += [block.table] if block.table is not None else []
            for table in tables:
                found += [table.caption, *table.head, *(cell for row in table.rows for cell in row)]
    return "\n".join(found)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_it_is_told_in_its_own_years_and_prices(material: Material, language: str) -> None:
    made = document(material, language, MOMENT)
    text = said(made, but=("sources", "again", "payers"))  # unit costs stand in the prices they were given in
    assert "2025\u20132033" in text
    for other in ("2011-16", "2011-14", "2009-11", "of 2013", "2013-priser", "baseline-2013"):
        assert other not in text


def test_all_municipalities_are_on_the_map(material: Material) -> None:
    where = places(material)
    assert where is not None and len(where.codes) == len(where.shapes) == 357
    assert "map" in {figure.name for figure in document(material, "nb", MOMENT).figures()}


def test_it_claims_no_record_and_can_be_made_again(material: Material) -> None:
    for language in ("en", "nb"):
        words = words_in(language)
        listed = next(one for one in coverage.section(material, words).blocks if isinstance(one, Items))
        assert words("coverage.no_record") in listed.items and words("coverage.record") not in listed.items
    assert command(material) == "python run.py compare integrated-2024 --replicates 2 --scale 0.02"
