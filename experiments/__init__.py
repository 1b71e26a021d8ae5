"""What is done with the model: single runs, paired comparisons, tables.

``simulate``, ``compare`` and ``open_study`` are loaded when first used, so that the command line
starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.comparison import compare
    from experiments.single import simulate
    from experiments.store.saved import open_study

_HOME = {
    "simulate": "experiments.single",
    "compare": "experiments.comparison",
    "open_study": "experiments.store.saved",
}
__all__ = ["compare", "open_study", "simulate"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
