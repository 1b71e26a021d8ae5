"""What is wrong with a command line, in Bokmål: the library that reads it tells it in English only."""

import re
from typing import Any, Final

PATTERNS: Final = (  # what it says, and the same in Bokmål; what is caught is the user's own or a name
    (r"No such command (?P<a>'[^']*')", "Det finnes ingen kommando {a}."),
    (r"No such option: (?P<a>\S+)", "Valget {a} finnes ikke."),
    (r"Missing (?:argument|parameter|command)[: ]+(?P<a>'[^']*')", "{a} mangler."),
    (r"Missing option (?P<a>'[^']*')", "Valget {a} mangler."),
    (r"Missing command", "Kommandoen mangler."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<a>[^)]*)\)", "{a} er for mye."),
    (r"Option (?P<a>'[^']*') requires (?:an argument|\d+ arguments)", "Valget {a} trenger en verdi."),
    (r"Option (?P<a>'[^']*') does not take a value", "Valget {a} skal ikke ha noen verdi."),
    (
        r"Invalid value for (?P<a>'[^']*').*greater than or equal to (?P<b>-?\d+(?:\.\d+)?)",
        "{a} må være minst {b}.",
    ),
    (
        r"Invalid value for (?P<a>'[^']*').*less than or equal to (?P<b>-?\d+(?:\.\d+)?)",
        "{a} kan være høyst {b}.",
    ),
    (r"Invalid value for (?P<a>'[^']*').*valid (?:integer|int)", "{a} må være et heltall."),
    (r"Invalid value for (?P<a>'[^']*').*valid (?:number|float)", "{a} må være et tall."),
    (
        r"Invalid value for (?P<a>'[^']*').*?(?P<b>'[^']*') is not one of (?P<c>.*?)\.?$",
        "{a} kan ikke være {b}; den kan være {c}.",
    ),
    (r"Invalid value for (?P<a>'[^']*')", "verdien for {a} er ikke gyldig."),
)
POSSIBLE: Final = re.compile(r"\(?(?:Possible options|Did you mean):? (?P<names>[^)?]*)")


def in_bokmal(told: str) -> str | None:
    """Return in Bokmål what the reader of the command line tells, or None when it is none of the known."""
    for pattern, words in PATTERNS:
        if found := re.search(pattern, told, re.DOTALL):
            near: Any = POSSIBLE.search(told)
            return words.format(**found.groupdict()) + (f" Mente du {near['names']}?" if near else "")
    return None
