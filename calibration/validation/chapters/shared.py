"""What chapters share: labels and likely reasons."""

from calibration.baseline import group_text
from calibration.target import Cell, Target
from experiments.report.words import Words


def label(target: Target, cell: Cell, language: str) -> str:
    """Return what a cell is, of whom and when."""
    group = group_text(cell.group, language)
    return ", ".join(filter(None, (target.label(language), group, str(cell.year))))


def reason(name: str, words: Words) -> str:
    """Return the likely reason why a target fails."""
    base = name.removesuffix("_held_out").removesuffix("_given")
    return words.get(f"reasons.{name}", words.get(f"reasons.{base}", words("fails.unknown")))
