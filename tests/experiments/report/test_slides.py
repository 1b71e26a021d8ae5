"""Slides: read back as what they are, with the sentences of the report, its figures and their texts."""

import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.report import slides as module
from experiments.report.build import build, document
from experiments.report.document import Document, Items, Text
from experiments.report.material import Material
from experiments.report.slides import LETTERS, installed, slides
from tests.experiments.report.conftest import MOMENT

pytestmark = pytest.mark.skipif(not installed(), reason="The extra pptx is not installed.")
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"


@pytest.fixture(scope="module", params=["en", "nb"])
def made(request: pytest.FixtureRequest, material: Material) -> Document:
    return document(material, request.param, MOMENT)


@pytest.fixture(scope="module")
def deck(made: Document) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(slides(made, MOMENT)))


def said(slide: Any) -> str:
    return "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_every_sentence_and_warning_of_the_first_chapter_is_there_once(made: Document, deck: Any) -> None:
    whole = "\n".join(said(slide) for slide in deck.slides)
    (first,) = (one for one in made.sections if one.key == "headline")
    wanted: list[str] = []
    for block in first.blocks:
        if isinstance(block, Items):
            wanted += block.items
        elif isinstance(block, Text) and block.sort == "warning":
            wanted.append(block.text)
    assert len(wanted) >= 8
    for sentence in wanted:
        assert whole.count(sentence) == 1, sentence
    for slide in list(deck.slides)[1:]:
        body = [p.text_frame for p in slide.placeholders if p.placeholder_format.idx == 1]
        assert all(len(one.text) <= LETTERS or len(one.paragraphs) == 1 for one in body)


def test_every_slide_has_a_title_and_says_that_the_persons_are_synthetic(made: Document, deck: Any) -> None:
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert made.footer in said(slide)
    assert said(deck.slides[0]).startswith(made.title)


def test_every_figure_is_a_picture_with_its_text_inside_the_slide(made: Document, deck: Any) -> None:
    pictures = [s for slide in deck.slides for s in slide.shapes if s.shape_type == 13]
    figures = list(made.figures())
    assert [one._element.nvPicPr.cNvPr.get("descr") for one in pictures] == [one.alt for one in figures]
    for one in pictures:
        assert one.image.content_type == "image/png" and one.image.size[0] > 800
        assert one.left >= 0 and one.top >= 0
        assert one.left + one.width <= deck.slide_width
        assert one.top + one.height <= deck.slide_height
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in list(deck.slides)[1:])
    for figure in figures:
        assert figure.alt in notes
        if figure.table:
            assert figure.table.caption in notes


def test_what_is_written_says_its_language(made: Document, deck: Any) -> None:
    known = {"en": "en-GB", "nb": "nb-NO"}
    assert deck.core_properties.language == made.language
    runs = [r for slide in deck.slides for r in slide._element.iter(TEXT)]
    assert len(runs) > 20 and {one.get("lang") for one in runs} == {known[made.language]}


def test_the_command_writes_it_beside_the_page(folder: Path, material: Material) -> None:
    paths = build(material, "nb", MOMENT, pptx=True)
    assert [path.suffix for path in paths] == [".html", ".pdf", ".pptx"] and all(p.is_file() for p in paths)
    assert paths[2].parent == folder and paths[2].read_bytes()[:2] == b"PK"


def test_nothing_in_it_is_loaded_from_elsewhere(made: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(slides(made, MOMENT))) as file:
        for name in file.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in file.read(name), name
        names = [name for name in file.namelist() if re.fullmatch(r"ppt/slides/\w+\.xml", name)]
        texts = [file.read(name).decode() for name in names]
    assert texts and not any("<script" in text for text in texts)


def test_without_the_extra_there_is_one_sentence_and_no_half_report(
    material: Material, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(RequestError) as error:
        build(material, "en", MOMENT, pptx=True)
    assert "[pptx]" in error.value.said("nb") and error.value.said("en").startswith("Slides need an extra")
