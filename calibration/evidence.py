"""Single figures of the record by the id of their evidence."""

from math import nan

from data import national_series, pattern, role_of
from data.roles import HELD_OUT


def figure(evidence: str, *, held_out: bool = False) -> float:
    """Return a row of ``patterns.csv``, or of ``national_series.csv`` as ``series:<id>:<year>``.

    NaN when it is held out and `held_out` is not set.
    """
    if role_of(evidence) == HELD_OUT and not held_out:
        return nan
    purpose = "validation" if held_out else "model"
    if evidence.startswith("series:"):
        _, name, year = evidence.split(":")
        return national_series(name, purpose=purpose)[int(year)]  # type: ignore[arg-type]
    return float(pattern(evidence, purpose=purpose)["value"])  # type: ignore[arg-type]
