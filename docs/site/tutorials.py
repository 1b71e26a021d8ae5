"""Tutorials: scripts in cells (``# %%``) whose page holds what they print when the site is built."""

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import Any, Final

from scenarios.parameters import ROOT

FOLDER: Final = ROOT / "docs" / "tutorials"


def cells(path: Path) -> list[tuple[bool, str]]:
    """Return the cells of a script: whether it is prose, and its text."""
    parts = re.split(r"^# %%(.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for mark, body in zip(parts[1::2], parts[2::2], strict=True):
        prose = "[markdown]" in mark
        if prose:
            body = re.sub(r"^# ?", "", body, flags=re.MULTILINE)
        if body.strip():
            found.append((prose, body.strip("\n")))
    return found


def page(path: Path) -> str:
    """Run a script cell by cell in a folder of its own, and return it with what each cell printed."""
    space: dict[str, Any] = {"__name__": "__main__"}
    written: list[str] = []
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for prose, body in cells(path):
                if prose:
                    written.append(body)
                    continue
                said = io.StringIO()
                with contextlib.redirect_stdout(said):
                    exec(compile(body, str(path), "exec"), space)  # our own script
                written.append(f"```python\n{body}\n```")
                if printed := said.getvalue().rstrip():
                    written.append(f'```text title="prints"\n{printed.replace(folder, ".")}\n```')
        finally:
            os.chdir(before)
    name = path.relative_to(ROOT).as_posix()
    written.append(f"*This page is `{name}`, run when the site was built.*")
    return "\n\n".join(written) + "\n"


def paths() -> list[Path]:
    """Return all tutorials, in their order."""
    return sorted(FOLDER.glob("*.py"))


def title(path: Path) -> str:
    """Return the heading of a tutorial."""
    return cells(path)[0][1].splitlines()[0].lstrip("# ")
