"""A validation as one page that needs nothing else, and as a table."""

from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any, Final

from calibration.target import Target
from calibration.validation.chapters import CHAPTERS, UNJUDGED
from calibration.validation.material import Material
from calibration.validation.municipal import MOVES
from calibration.validation.words import words_in
from experiments.caveat import share_text
from experiments.report import page as html
from experiments.report.document import FURNITURE, Document
from experiments.storage import write_text
from experiments.typeset import LANGUAGES, csv_text

UNLIKE: Final = (MOVES,)  # the record counts others than the model: a contest compares shares


def document(material: Material, language: str, moment: datetime) -> Document:
    """Return the report as a document."""
    words = words_in(language)
    found = [chapter(material, words) for chapter in (CHAPTERS if material.norway else UNJUDGED)]
    subtitle = words(
        "page.subtitle", runs=len(material.cells), parameters=words(f"parameters.{material.parameters}"),
        world=material.world, scale=share_text(material.scale, language),
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
    """Return every cell of every target with the model's: fit, input and held out told apart, what the
    comparison cannot say beside them, and of which world the runs are.

    Where record and model count different persons, a cell is not said to lie within or outside; beside what
    an invented world has stands no figure of the record.
    """
    rows = []
    for one in material.judged:
        alike = one.target.name not in UNLIKE and material.norway
        notes = {f"note_{one_in}": _note(one.target, one_in, material.norway) for one_in in LANGUAGES}
        for place, cell in enumerate(one.cells):
            mean, low, high = (float(x[place]) for x in (one.band.mean, one.band.low, one.band.high))
            rows.append(
                {
                    "target": one.target.name,
                    "role": one.target.role,
                    "year": cell.year,
                    "geography": cell.geography,
                    "group": cell.group,
                    "record": _text(cell.value) if material.norway else "",
                    "se": _text(cell.se) if material.norway else "",
                    "state": cell.state,
                    "model": _text(mean),
                    "low": _text(low),
                    "high": _text(high),
                    "within": int(one.within[place]) if alike and one.counted[place] else "",
                    "unit": one.target.unit,
                    "world": material.world,
                    "scale": f"{material.scale:g}",
                    **notes,
                }
            )
    return rows


def _note(target: Target, language: str, norway: bool) -> str:
    """Return what cells of a target cannot say, in one of the languages."""
    if not norway:
        return words_in(language)("fit.invented")
    unlike = words_in(language)("fit.unlike") if target.name in UNLIKE else ""
    return "; ".join(filter(None, (target.note(language), unlike)))


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
