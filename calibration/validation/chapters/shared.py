"""What chapters share: labels and likely reasons."""

from contextlib import suppress
from functools import cache

from calibration.baseline import group_text
from calibration.library import UnknownTarget, target
from calibration.target import NATION, Cell, Target
from data import municipality_frame
from experiments.report.words import Words


def label(target: Target, cell: Cell, language: str) -> str:
    """Return what a cell is, of whom, where and when."""
    what, group = target.label(language), group_text(cell.group, language)
    where = "" if cell.geography == NATION else place_names().get(cell.geography, cell.geography)
    when = "" if str(cell.year) in what else str(cell.year)
    return ", ".join(filter(None, (what, group, where, when)))


@cache
def place_names() -> dict[str, str]:
    """Return the names of counties and municipalities by their number; of these with it, since some share
    a name."""
    frame = municipality_frame()
    towns = {code: f"{code} {name}" for code, name in zip(frame.index, frame["name"], strict=True)}
    return towns | dict(zip(frame["county_code"], frame["county_name"], strict=True))


def reason(name: str, words: Words) -> str:
    """Return the likely reason why a target fails: judged after the fact, or else what its own file says."""
    base = name.removesuffix("_held_out").removesuffix("_given")
    own = ""
    with suppress(UnknownTarget):
        own = target(name).why_nb if words.language == "nb" else target(name).why_en
    return words.get(f"reasons.{name}", words.get(f"reasons.{base}", own or words("fails.unknown")))
