"""What lies beside a study: decompositions by channel and contested branches that others made of it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments.errors import RequestError
from experiments.report.material import Material
from experiments.store.beside import contested_beside
from scenarios.worlds import NORWAY


def decompositions(material: Material) -> Iterator[Mapping[str, Any]]:
    """Return the decompositions of the study's scenarios, in the order of the scenarios.

    Raises
    ------
    RequestError
        If a file there cannot be understood.
    """
    about, folder = material.saved.about, material.saved.path
    world = "" if about.world == NORWAY.name else f"-{about.world}"
    scale = "" if about.scale == 1.0 else f"-scale-{about.scale:g}"
    for arm in material.study.arms:
        for path in sorted(folder.parent.glob(f"{_plain(arm)}{world}{scale}-from-*-decomposed")):
            found = _read(path / "decomposition.json")
            if found is not None and found.get("to") == arm:
                yield found


def contested(material: Material) -> Mapping[str, Any] | None:
    """Return the contested branches of the study; None when there are none."""
    found = _read(contested_beside(material.saved) / "contested.json")
    return found if found is not None and found.get("baseline") == material.study.baseline else None


def _read(path: Path) -> Mapping[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise RequestError("unreadable", path=path, reason=error) from None
    if not isinstance(found, dict) or not isinstance(found.get("rows"), list):
        raise RequestError("not_verdict", path=path)
    return found


def _plain(name: str) -> str:
    """Return a name without characters that mean something in a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
