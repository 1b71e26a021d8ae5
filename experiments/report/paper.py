"""A document as a tagged PDF, set by typst: compiler and fonts come with packages, nothing is fetched."""

import json
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from experiments.report.document import Document, Figure, Items, Table, Text
from experiments.report.figures.style import fonts

TEMPLATE: Final = Path(__file__).resolve().parent / "templates" / "paper.typ"
STANDARD: Final = "ua-1"  # accessible PDF: the compiler refuses figures without alternative text


def paper(document: Document, moment: datetime) -> bytes:
    """Return the PDF.

    Parameters
    ----------
    document : Document
    moment : datetime
        When it is made: the only thing in which two PDFs of one document differ.
    """
    import typst

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for figure in document.figures():
            (folder / f"{figure.name}.svg").write_bytes(figure.svg)
        (folder / "document.json").write_text(json.dumps(plain(document)), encoding="utf-8")
        (folder / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        compiler: Any = typst.Compiler(  # its stub leaves open what a PDF is
            folder / TEMPLATE.name, root=folder, font_paths=[fonts()], ignore_system_fonts=True
        )
        stamp = int(moment.astimezone(UTC).timestamp())
        made: bytes = compiler.compile(timestamp=stamp, format="pdf", pdf_standards=[STANDARD])
    return made


def plain(document: Document) -> dict[str, Any]:
    """Return a document as data that the template reads; pictures by the name of their file."""
    return {
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "footer": document.footer,
        "made": document.made,
        "labels": document.labels,
        "sections": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in document.sections
        ],
    }


def _block(block: Text | Items | Table | Figure) -> dict[str, Any]:
    if isinstance(block, Figure):
        table = None if block.table is None else asdict(block.table)
        return {
            "kind": "figure", "file": f"{block.name}.svg", "alt": block.alt, "caption": block.caption,
            "table": table,
        }  # fmt: skip
    return {"kind": type(block).__name__.lower(), **asdict(block)}
