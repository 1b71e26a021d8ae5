"""A report from a study: gathered, told chapter by chapter, written as one page and one PDF."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from experiments.errors import RequestError
from experiments.report import page as html
from experiments.report import paper
from experiments.report.document import FURNITURE, Document
from experiments.report.material import Material
from experiments.report.sections import (
    again,
    assumptions,
    channels,
    contested,
    coverage,
    distribution,
    figures,
    headline,
    ledgers,
    payers,
    places,
    ranking,
    scorecard,
    sources,
    tenure,
    waiting,
)
from experiments.report.slides import installed, slides
from experiments.report.words import words_in
from experiments.storage import write_text

CHAPTERS: Final = (
    headline, scorecard, payers, distribution, ledgers, waiting, tenure, places, ranking, channels, contested,
    assumptions, coverage, again, sources, figures,
)  # fmt: skip


def document(material: Material, language: str, moment: datetime) -> Document:
    """Return the report as a document."""
    words = words_in(language)
    study = material.study
    found = [chapter.section(material, words) for chapter in CHAPTERS]
    footer = words("page.footer")
    if material.restricted:
        footer = f"{footer} {words('page.restricted')}"
    return Document(
        language,
        words("page.title", arms=", ".join(study.arms), baseline=study.baseline),
        words("page.subtitle", study=material.saved.path.name, pairs=len(study.seeds), years=material.years),
        tuple(one for one in found if one is not None),
        footer,
        moment.date().isoformat(),
        {name: words(f"page.{name}") for name in FURNITURE},
    )


def build(
    material: Material, language: str, moment: datetime | None = None, *, pptx: bool = False
) -> tuple[Path, ...]:
    """Write ``report.<language>.html`` and ``report.<language>.pdf`` beside the study; return both.

    Parameters
    ----------
    material : Material
    language : str
    moment : datetime, optional
        When it is made; now when left out.
    pptx : bool
        Write slides, ``report.<language>.pptx``, too, and return their path last.

    Raises
    ------
    RequestError, OutputError
        In one sentence.
    """
    if pptx and not installed():  # said before the work is done
        raise RequestError("no_pptx")
    now = moment or datetime.now(UTC)
    made = document(material, language, now)
    folder = material.saved.path
    paths = [folder / f"report.{language}.{end}" for end in ("html", "pdf")]
    write_text(paths[0], html.page(made))
    write_text(paths[1], paper.paper(made, now))
    if pptx:
        paths.append(folder / f"report.{language}.pptx")
        write_text(paths[2], slides(made, now))
    return tuple(paths)
