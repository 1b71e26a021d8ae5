"""Modules that load when they are first looked into.

A library often loads all that it can do, where a model enters a part; what is put off here is found, whole,
by whoever asks for it.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is loaded, in place, when a name of it is first looked for.

    :class:`importlib.util.LazyLoader` loads at any look at all, and an import statement already looks: at
    the module's spec, and for a part of it at its path. What is put off here is what others import at
    their top (pandas by pyarrow's users, YAML by numba), so what is known without loading does not load it.

    Raises
    ------
    ImportError
        If it cannot be loaded. What failed is tried anew at the next look, as an import is.
    """

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__["_later"]
        with state["lock"]:  # others wait until it is whole; the thread that loads it goes on
            if not state["begun"]:
                self._load(state)
                return getattr(self, name)
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None

    def _load(self, state: dict[str, Any]) -> None:
        state["begun"] = True  # what it looks for in itself meanwhile is there or is missing
        if state["path"] is not None:
            self.__path__ = state["path"]
        try:
            self.__spec__.loader.exec_module(self)  # type: ignore[union-attr]
        except AttributeError as error:  # would be read as: the name that was looked for is missing
            state["begun"] = False
            raise ImportError(f"{self.__name__} could not be loaded: {error}", name=self.__name__) from error
        except BaseException:
            state["begun"] = False
            raise
        self.__class__ = ModuleType  # type: ignore[assignment]


def spec_of(name: str) -> ModuleSpec | None:
    """Return where a module lies, without importing the packages above it; None where there is none."""
    top, *rest = name.split(".")
    found = find_spec(top)
    if not rest or found is None or not found.submodule_search_locations:
        return found
    path = Path(found.submodule_search_locations[0], *rest)
    for file, inner in ((path / "__init__.py", [str(path)]), (path.with_suffix(".py"), None)):
        if file.is_file():
            return spec_from_file_location(name, file, submodule_search_locations=inner)
    return None


def defer(name: str, parts_alone: bool = False) -> None:
    """Let a module load when it is first looked into; one that is loaded, or not there, is left alone.

    Parameters
    ----------
    name : str
    parts_alone : bool
        Let a package's modules be imported without loading the package itself.
    """
    if name in sys.modules:
        return
    spec = spec_of(name)
    if spec is None or spec.loader is None:
        return
    plain = module_from_spec(spec)
    module = Later(name)
    module.__dict__.update(plain.__dict__)
    path = module.__dict__.get("__path__")
    if not parts_alone:  # whoever imports a part looks for the path, and so loads the package
        module.__dict__.pop("__path__", None)
    module.__dict__["_later"] = {"lock": RLock(), "begun": False, "path": path}
    sys.modules.setdefault(name, module)  # another thread may have deferred or imported it meanwhile
