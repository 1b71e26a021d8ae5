"""A document as slides (PPTX) to speak from: its first sentences, its warnings and its figures, nothing else.

Needs the extra ``pptx``. Slides are real ones: titles and lists in placeholders, so that they can be edited
and read aloud; every picture has its alternative text, and the figures behind it in the notes.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from experiments.errors import RequestError
from experiments.report.document import Document, Figure, Items, Section, Table, Text

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDE, TALL = 13.333, 7.5  # inches
EDGE: Final = 0.55
TITLE: Final = (EDGE, 0.35, WIDE - 2 * EDGE, 1.05)
BODY: Final = (EDGE, 1.5, WIDE - 2 * EDGE, 5.2)
BELOW: Final = 0.9  # inches of the body for what a picture shows
FOOT: Final = (EDGE, 6.85, WIDE - 2 * EDGE, 0.5)
LETTERS: Final = 700  # on a slide: more and it is read, not listened to
FIRST: Final = "headline"
INK: Final = "1A1A1A"
FAINT: Final = "555555"
SCALE: Final = 3.0  # of pictures: 216 dots an inch


def installed() -> bool:
    """Say whether the extra is there."""
    return find_spec("pptx") is not None


def slides(document: Document, moment: datetime) -> bytes:
    """Return the slides.

    Parameters
    ----------
    document : Document
    moment : datetime
        When it is made.

    Raises
    ------
    RequestError
        If the extra is not installed.
    """
    if not installed():
        raise RequestError("no_pptx")
    return _Deck(document).made(moment)


class _Deck:
    def __init__(self, document: Document) -> None:
        from pptx import Presentation
        from pptx.enum.lang import MSO_LANGUAGE_ID
        from pptx.util import Inches

        self.document = document
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(WIDE), Inches(TALL)
        self.language = {
            "en": MSO_LANGUAGE_ID.ENGLISH_UK, "nb": MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL
        }[document.language]  # fmt: skip

    def made(self, moment: datetime) -> bytes:
        """Return all slides as a file."""
        self._opening()
        for section in self.document.sections:
            if section.key == FIRST:
                self._sentences(section)
        for section in self.document.sections:
            for block in section.blocks:
                if isinstance(block, Figure):
                    self._figure(section, block)
        about = self.deck.core_properties
        about.title, about.author = self.document.title, "bosetting"
        about.language = self.document.language
        about.created = about.modified = moment.astimezone(UTC).replace(tzinfo=None)
        file = io.BytesIO()
        self.deck.save(file)
        return file.getvalue()

    def _opening(self) -> None:
        slide = self._slide(0, self.document.title, (EDGE, 2.0, WIDE - 2 * EDGE, 1.8))
        below = slide.placeholders[1]
        _place(below, (EDGE, 4.0, WIDE - 2 * EDGE, 1.2))
        self._write(below.text_frame, [self.document.subtitle], 20, FAINT)

    def _sentences(self, section: Section) -> None:
        """Write the first chapter: each scenario's sentences, then what there is to be warned of."""
        notes = " ".join(b.text for b in section.blocks if isinstance(b, Text) and b.sort != "warning")
        parts = list(_parts(section))
        for i, part in enumerate(parts, 1):
            slide = self._slide(1, f"{section.title} ({i}/{len(parts)})")  # each slide has a title of its own
            body = slide.placeholders[1]
            _place(body, BODY)
            self._write(body.text_frame, part, 20)
            slide.notes_slide.notes_text_frame.text = notes

    def _figure(self, section: Section, figure: Figure) -> None:
        from pptx.util import Inches

        slide = self._slide(5, section.title)
        left, top, width, height = BODY
        picture = slide.shapes.add_picture(io.BytesIO(_png(figure.svg)), Inches(left), Inches(top))
        room = min(Inches(width) / picture.width, Inches(height - BELOW - 0.1) / picture.height)
        picture.width, picture.height = int(picture.width * room), int(picture.height * room)
        picture.left = int((self.deck.slide_width - picture.width) / 2)
        picture.name = figure.name
        picture._element.nvPicPr.cNvPr.set("descr", figure.alt)
        self._text(slide, figure.caption, (EDGE, top + height - BELOW, width, BELOW), 12, FAINT)
        told = [figure.alt, *(_rows(figure.table) if figure.table else [])]
        slide.notes_slide.notes_text_frame.text = "\n".join(told)

    def _slide(self, layout: int, title: str, box: Sequence[float] = TITLE) -> "Slide":
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])
        heading = slide.shapes.title
        _place(heading, box)
        self._write(heading.text_frame, [title], 28, bold=True)
        self._text(slide, self.document.footer, FOOT, 10, FAINT)
        return slide

    def _text(self, slide: "Slide", text: str, box: Sequence[float], size: int, colour: str) -> None:
        from pptx.util import Inches

        made = slide.shapes.add_textbox(*map(Inches, box))
        self._write(made.text_frame, [text], size, colour)

    def _write(
        self, frame: "TextFrame", lines: Sequence[str], size: int, colour: str = INK, bold: bool = False
    ) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        for i, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(10)
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold, run.font.language_id = Pt(size), bold, self.language
            run.font.color.rgb = RGBColor.from_string(colour)


def _place(shape: Any, box: Sequence[float]) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = map(Inches, box)


def _parts(section: Section) -> Iterator[list[str]]:
    """Return what goes on each slide: lists one by one, warnings together, no slide with too many letters."""
    part: list[str] = []
    listed = False
    for block in section.blocks:
        if isinstance(block, Items):
            if part:
                yield part
            part, listed = [], True
            for item in block.items:
                if part and sum(map(len, part)) + len(item) > LETTERS:
                    yield part
                    part = []
                part.append(item)
        elif isinstance(block, Text) and block.sort == "warning":
            if part and (listed or sum(map(len, part)) + len(block.text) > LETTERS):
                yield part
                part = []
            listed = False
            part.append(block.text)
    if part:
        yield part


def _rows(table: Table) -> list[str]:
    """Return a table as lines of the notes."""
    return ["", table.caption, *("; ".join(row).replace("\n", " ") for row in (table.head, *table.rows))]


def _png(svg: bytes) -> bytes:
    """Return a picture as dots: not every program that shows slides draws SVG."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(svg.decode("utf-8"), scale=SCALE)
    return made
