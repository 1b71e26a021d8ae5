"""Mesa's surroundings: what its logging is told of the frames above it."""

import inspect
import sys

from agents.meeting_mesa import frames_above, module_of


def test_frames_and_their_modules_are_those_inspect_finds() -> None:
    frame = inspect.currentframe()
    ours, theirs = frames_above(frame), inspect.getouterframes(frame, context=0)
    assert [(one.frame, one.filename, one.function) for one in ours] == [
        (one.frame, one.filename, one.function) for one in theirs
    ]
    assert module_of(frame) is sys.modules[__name__]
    assert module_of(frames_above) is sys.modules["agents.meeting_mesa"]


def test_code_without_a_module_of_its_own_has_none() -> None:
    """As in a debugger, or an interpreter that is embedded."""
    found: dict[str, object] = {}
    exec("import inspect; frame = inspect.currentframe()", found)
    del found["__builtins__"]
    assert module_of(found["frame"]) is None
    assert module_of(eval("inspect.currentframe()", {"inspect": inspect, "__name__": "gone"})) is None
