"""What parameters are called on the pages of a calibration, and how much less their variance is."""

from experiments.typeset import number
from scenarios.parameters import model_parameters


def label(name: str, world: str, language: str) -> str:
    """Return what a parameter is called, with its name."""
    records = model_parameters(world)
    if name not in records:
        return name
    record = records[name]
    return f"{record.nb if language == 'nb' else record.en} ({name})"


def less_by(contraction: float, language: str) -> str:
    """Return how much less a variance is, in per cent: below 0 where it is more than the prior's."""
    return f"{number(100 * contraction, 0, language)} %"
