"""What ``run.py workshop`` does: open the workshop, or make its embedded set."""

from pathlib import Path
from typing import Final, Literal

from experiments.commands import console, shown_progress
from experiments.typeset import checked_language
from workshop.embedding import Size, embed
from workshop.serve import Where, serve
from workshop.shelf import EMBEDDED

WORDS: Final = {
    "en": {"presets": "presets", "households": "households", "design": "design",
           "made": "The embedded set: {}, {:.1f} MB"},
    "nb": {"presets": "forhåndsvalg", "households": "husholdninger", "design": "forsøksoppsett",
           "made": "Det innebygde settet: {}, {:.1f} MB"},
}  # fmt: skip


def workshop(
    action: Literal["open", "build"], where: Where, browser: bool, out: Path, size: Size, workers: int | None,
    language: str, boundaries: Path | None = None,
) -> None:  # fmt: skip
    """Open the workshop, or build its embedded set."""
    checked_language(language)
    if action == "open":
        serve(where, out, language, browser, boundaries=boundaries)
    else:
        build(EMBEDDED, out, size, workers, language)


def build(folder: Path, out: Path, size: Size, workers: int | None, language: str) -> None:
    """Make the embedded set, with progress, and say how large it is."""
    words, screen = WORDS[language], console()
    begun: set[str] = set()
    with shown_progress(screen, words["made"].partition(":")[0], language) as progress:

        def say(what: str, done: int, total: int) -> None:
            if what not in begun:
                begun.add(what)
                screen.print(words[what])
            progress(done, total)

        given = f"--replicates {size.replicates} --points {size.points}"
        given += f" --point-replicates {size.point_replicates}"
        embed(folder, out, size, workers, progress=say, command=f"run.py workshop build {given}")
    taken = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    screen.print(words["made"].format(folder, taken / 1e6), soft_wrap=True, highlight=False)
