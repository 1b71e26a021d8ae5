"""What ``run.py workshop`` does: open the workshop, or make its embedded set."""

from pathlib import Path
from typing import Final, Literal

from experiments.typeset import checked_language
from workshop.serve import Where, serve
from workshop.shelf import EMBEDDED

WORDS: Final = {
    "en": {"presets": "presets", "households": "households", "design": "design",
           "made": "The embedded set: {}, {:.1f} MB"},
    "nb": {"presets": "forhåndsvalg", "households": "husholdninger", "design": "forsøksoppsett",
           "made": "Det innebygde settet: {}, {:.1f} MB"},
}  # fmt: skip


def workshop(
    action: Literal["open", "build", "answers"], where: Where, browser: bool, out: Path,
    size: tuple[int, int, int], workers: int | None, language: str, boundaries: Path | None = None,
) -> None:  # fmt: skip
    """Open the workshop, build its embedded set, or make the answers of the set anew.

    `size` is replicates of each preset, settings of the design, and replicates of each setting.
    """
    checked_language(language)
    if action == "open":
        serve(where, out, language, browser, boundaries=boundaries)
    elif action == "build":
        build(EMBEDDED, out, size, workers, language)
    else:
        answered(EMBEDDED, out, language)


def build(folder: Path, out: Path, asked: tuple[int, int, int], workers: int | None, language: str) -> None:
    """Make the embedded set, with progress, and say how large it is."""
    from experiments.commands import console, shown_progress
    from workshop.embedding import Size, embed

    words, screen, size = WORDS[language], console(), Size(*asked)
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
    screen.print(words["made"].format(folder, megabytes(folder)), soft_wrap=True, highlight=False)


def answered(folder: Path, out: Path, language: str) -> None:
    """Make anew what is answered beforehand of the embedded set as it is: no run, some seconds."""
    from workshop.answers import FOLDER, make
    from workshop.house import House

    make(House(out, folder), folder / FOLDER)
    print(WORDS[language]["made"].format(folder, megabytes(folder)))


def megabytes(folder: Path) -> float:
    """Return how large a folder is with all that is in it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
