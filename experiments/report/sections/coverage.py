"""What an interval covers, and what it does not."""

from experiments.report.document import Items, Section, Text
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.resting import varied
from simulation.worlds import NORWAY_2013


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    count = len(material.study.seeds)
    drawn = len(varied(material.world.name, material.study.parameters))
    covers = words("coverage.covers", count=count, level=words.level(), drawn=drawn)
    record = "record" if material.world.name == NORWAY_2013.name else "no_record"
    names = ("fixed", "form", "mean", record, "chance")
    return Section(
        "coverage",
        words("coverage.title"),
        (
            Text(covers),
            Text(words("coverage.not")),
            Items(tuple(words(f"coverage.{name}") for name in names)),
            Text(words("coverage.must_not"), "warning"),
        ),
    )
