"""A wrong put into the functions that are loaded: no file is read again."""

import gc
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

from benchmarks.mutation.operators import Mutant


class Unfit(RuntimeError):
    """A wrong that cannot be put into what is loaded."""


def put(one: Mutant, tree: Path) -> None:
    """Put a wrong into the functions that are loaded from its file.

    Raises
    ------
    Unfit
        If the wrong changes no function, or one that is not loaded yet: it would be loaded without the wrong.
    """
    file = tree / one.path

    def codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
        for inner in code.co_consts:
            if isinstance(inner, CodeType):
                yield (inner.co_qualname, inner.co_firstlineno), inner
                yield from codes(inner)

    source = file.read_bytes()
    pair = (codes(compile(text, str(file), "exec", dont_inherit=True)) for text in (source, one.of(source)))
    # the two differ in one place only, and lines before it are the same: functions come in the same order
    changed = {key: new for (key, old), (_, new) in zip(*pair, strict=True) if old != new}
    if not changed:
        raise Unfit(f"nothing changes in {one.path}:{one.line}")
    loaded = [
        found for found in gc.get_objects()
        if isinstance(found, FunctionType) and found.__code__.co_filename == str(file)
    ]  # fmt: skip
    here = [f for f in loaded if (f.__code__.co_qualname, f.__code__.co_firstlineno) in changed]
    if not here:
        raise Unfit(f"what changes in {one.path}:{one.line} is not loaded")
    for function in here:
        function.__code__ = changed[function.__code__.co_qualname, function.__code__.co_firstlineno]
