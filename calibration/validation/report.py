"""A validation as one page that needs nothing else, and as a table."""

from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any

from calibration.validation.chapters import CHAPTERS
from calibration.validation.material import Material
from calibration.validation.words import words_in
from experiments.report import page as html
from experiments.report.document import FURNITURE, Document
from experiments.storage import write_text
from experiments.typeset import csv_text


def document(material: Material, language: str, moment: datetime) -> Document:
    """Return the report as a document."""
    words = words_in(language)
    found = [chapter(material, words) for chapter in CHAPTERS]
    subtitle = words(
        "page.subtitle", years=material.years, runs=len(material.cells),
        parameters=words(f"parameters.{material.parameters}"),
    )  # fmt: skip
    return Document(
        language,
        words("page.title"),
        subtitle,
        tuple(one for one in found if one is not None),
        words("page.footer"),
        moment.date().isoformat(),
        {name: words(f"page.{name}") for name in FURNITURE},
    )


def table(material: Material) -> list[dict[str, Any]]:
    """Return every cell of every target with the model's: fit, input and held out told apart."""
    rows = []
    for one in material.judged:
        for place, cell in enumerate(one.cells):
            mean, low, high = (float(x[place]) for x in (one.band.mean, one.band.low, one.band.high))
            rows.append(
                {
                    "target": one.target.name,
                    "role": one.target.role,
                    "year": cell.year,
                    "geography": cell.geography,
                    "group": cell.group,
                    "record": _text(cell.value),
                    "se": _text(cell.se),
                    "state": cell.state,
                    "model": _text(mean),
                    "low": _text(low),
                    "high": _text(high),
                    "within": int(one.within[place]) if one.counted[place] else "",
                    "unit": one.target.unit,
                }
            )
    return rows


def _text(value: float) -> str:
    """Return a figure for a file; nothing where there is none, since an empty cell is no zero."""
    return f"{value:.6g}" if isfinite(value) else ""


def build(
    material: Material, folder: Path, language: str, moment: datetime | None = None
) -> tuple[Path, Path]:
    """Write ``validation.<language>.html`` and ``validation.csv``; return both.

    Raises
    ------
    OutputError
        If they cannot be written.
    """
    made = document(material, language, moment or datetime.now(UTC))
    paths = (folder / f"validation.{language}.html", folder / "validation.csv")
    write_text(paths[0], html.page(made))
    write_text(paths[1], csv_text(table(material)))
    return paths
