"""Published agent-based engines: which are installed. Nothing is installed here, and none is measured yet.

What an agent does in one step differs so much that a rate alone would mislead: ``docs/performance.md`` says
what each does.
"""

from importlib.util import find_spec
from typing import Final

COMPARED: Final = ("starsim", "flee", "vivarium")


def sentences() -> list[str]:
    """Return a sentence for each engine."""
    return [
        f"{name} is not installed here, so it was not measured."
        if find_spec(name) is None
        else f"{name} is installed, but this benchmark has no measurement of it yet."
        for name in COMPARED
    ]
