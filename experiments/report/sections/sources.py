"""Where each number is from: what an indicator is, who measures it in reality, and the tables behind."""

from typing import Final

from data import descriptor, table_names
from experiments.report.document import Section, Table, Text, cells
from experiments.report.material import Material
from experiments.report.words import Words

SUFFIX: Final = ".csv"


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    rows = []
    for one in material.headlines():
        measured = ", ".join(one.measured_by) or words("sources.nobody")
        observed = breakable(", ".join(observer.name for observer in one.observers))
        caveat = one.caveat(words.language)
        rows.append([one.label(words.language), breakable(one.source), measured, observed, caveat])
    head = ("indicator", "source", "measured_by", "observed", "caveat")
    indicators = Table(
        words("sources.indicators"),
        tuple(words(f"sources.{name}") for name in head),
        cells(rows),
        left=5,
        widths=(0.24, 0.13, 0.15, 0.17, 0.31),
    )
    return Section(
        "sources",
        words("sources.title"),
        (Text(words("sources.lead")), indicators, _tables(material, words), *_english(words)),
    )


def _english(words: Words) -> list[Text]:
    """Return that titles of tables are English, where the report is not."""
    said = words("sources.english")
    return [Text(said, "note")] if said else []


def breakable(name: str) -> str:
    """Return a name that a narrow column may break after an underscore."""
    return name.replace("_", "_\u200b")


def _tables(material: Material, words: Words) -> Table:
    """Return the tables of real figures as the runs found them."""
    used = material.manifests[material.study.baseline, material.study.seeds[0]].get("data", {})
    known, rows = set(table_names()), []
    for file, digest in sorted(used.items()):
        name = file.removesuffix(SUFFIX)
        if not file.endswith(SUFFIX) or name not in known:
            continue
        about = descriptor(name)
        rows.append(
            [
                str(about["title"]),
                str(about["publisher"]),
                str(about["licence"]),
                breakable(f"{name} {digest}"),
            ]
        )
    head = ("table", "publisher", "terms", "file")
    return Table(
        words("sources.tables"),
        tuple(words(f"sources.{name}") for name in head),
        cells(rows),
        left=4,
        widths=(0.33, 0.22, 0.22, 0.23),
    )
