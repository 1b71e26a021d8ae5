"""What a run is not: said over, under and inside everything that is made of a part of Norway, or of none."""

from typing import Final

from experiments.history import TINY

WORDS: Final = {
    "en": {
        "scale": "A SHARE OF {share} OF THE PERSONS: FOR TRYING THE COMMANDS, NOT AN ANSWER. Levels are not "
        "those of Norway, and differences are not to be read.",
        "tiny": "Six invented municipalities: not an answer.",
        "synthetic": "Synthetic: invented households and persons of a simulation; no row is about anybody.",
        "row": "synthetic",
        "run": "{world}, scale {scale}",
        "one": "1 replicate",
        "more": "{} replicates",
    },
    "nb": {
        "scale": "EN ANDEL PÅ {share} AV PERSONENE: FOR Å PRØVE KOMMANDOENE, IKKE ET SVAR. Nivåene er ikke "
        "Norges, og forskjellene skal ikke leses.",
        "tiny": "Seks oppdiktede kommuner: ikke et svar.",
        "synthetic": "Syntetisk: oppdiktede husholdninger og personer i en simulering; ingen rad handler om "
        "noen.",
        "row": "syntetisk",
        "run": "{world}, skala {scale}",
        "one": "1 framtid",
        "more": "{} framtider",
    },
}


def invented(world: str) -> bool:
    """Return whether the municipalities of a world are invented: nothing of it is held against a record."""
    return world == TINY


def share_text(scale: float, language: str) -> str:
    """Return a scale as people read it."""
    text = f"{scale:g}"
    return text.replace(".", ",") if language == "nb" else text


def caveats(world: str, scale: float, language: str) -> list[str]:
    """Return why figures of such a run are no answer, a line each; none for a whole country."""
    words = WORDS[language]
    found = [words["tiny"]] if invented(world) else []
    if scale != 1.0:
        found.append(words["scale"].format(share=share_text(scale, language)))
    return found


def synthetic(language: str) -> str:
    """Return that households and persons are invented: for whatever tells of single ones."""
    return WORDS[language]["synthetic"]


def synthetic_row(language: str) -> str:
    """Return the same in a word, for every row of a table: rows are copied out of files."""
    return WORDS[language]["row"]


def titled(title: str, world: str, scale: float, language: str) -> str:
    """Return the title of a table for the terminal, with what the run is not beneath it."""
    return "\n".join([title, *caveats(world, scale, language)])


def headed(title: str, world: str, scale: float, language: str) -> list[str]:
    """Return the lines of a Markdown heading: world and scale in it, what the run is not below, bold."""
    run = WORDS[language]["run"].format(world=world, scale=share_text(scale, language))
    lines = [f"# {title} ({run})", ""]
    for said in caveats(world, scale, language):
        lines += [f"**{said}**", ""]
    return lines


def replicates(count: int, language: str) -> str:
    """Return a count of replicates in words: one has its own."""
    return WORDS[language]["one" if count == 1 else "more"].format(count)
