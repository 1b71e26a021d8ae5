"""A document as one HTML file that needs nothing else: no script, no font, no picture from elsewhere."""

import base64
from pathlib import Path
from typing import Final

from experiments.report.document import Document, Figure, Items, Table, Text

TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
SORTS: Final = {Text: "text", Items: "items", Table: "table", Figure: "figure"}


def page(document: Document) -> str:
    """Return the page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.tests["sort"] = lambda block, name: SORTS[type(block)] == name
    environment.filters["data_uri"] = data_uri
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return environment.get_template("page.html").render(document=document, style=style)


def data_uri(svg: bytes) -> str:
    """Return a picture as part of the page itself."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
