"""Mesa, without the parts of it that this model never enters: grids, networks, tables.

``import mesa`` loads all that it can do, and with that pandas, scipy.spatial and networkx, which takes
longer than a small run. Here those parts become modules that load when something in them is first asked
for, so that a user's own code finds all of Mesa.
"""

import inspect
import sys
from types import FrameType, ModuleType
from typing import Any, Final

from agents.later import defer

DEFERRED: Final = (
    "mesa.discrete_space",
    "mesa.space",
    "mesa.experimental.continuous_space",
    "mesa.experimental.meta_agents",
    "pandas",
    "asyncio",  # for bars that Mesa's batches show
)


def frames_above(frame: FrameType | None, context: int = 1) -> list[inspect.FrameInfo]:
    """Return a frame and those above it as :func:`inspect.getouterframes` does, without a line of source."""
    found = []
    while frame is not None:
        code = frame.f_code
        found.append(inspect.FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, None, None))
        frame = frame.f_back
    return found


def module_of(thing: Any) -> ModuleType | None:
    """Return the module a frame runs in as :func:`inspect.getmodule` does, without a look at all files."""
    if inspect.isframe(thing):
        return sys.modules.get(thing.f_globals.get("__name__", ""))
    return _by_file(thing)


_by_file, _outer = inspect.getmodule, inspect.getouterframes

if "mesa" not in sys.modules:
    for part in DEFERRED:
        defer(part)
    # Mesa's logging asks for every frame above the import, and with it for its source, which it never reads:
    # files that need not be searched for and parsed.
    inspect.getouterframes, inspect.getmodule = frames_above, module_of  # type: ignore[assignment]
    try:
        import mesa
    finally:
        inspect.getouterframes, inspect.getmodule = _outer, _by_file

import mesa  # noqa: E402
from mesa.agentset import AgentSet, GroupBy  # noqa: E402

__all__ = ["AgentSet", "GroupBy", "mesa"]
