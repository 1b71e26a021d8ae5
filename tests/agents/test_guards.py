"""What stands in for nothing has one name."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = [path for room in ("agents", "simulation", "indicators") for path in (ROOT / room).rglob("*.py")]


def test_the_guard_is_named_once_in_the_model() -> None:
    bare = re.compile(r"(?<![\w.])1e-0?9\b")
    found = [path.relative_to(ROOT).as_posix() for path in MODEL if bare.search(path.read_text("utf-8"))]
    assert found == ["agents/guards.py"]
