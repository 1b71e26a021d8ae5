"""What can be wrong with a scenario, said in one clear sentence each, in English and Bokmål."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from scenarios.reasons import Reason
from scenarios.units import unit_text

LONGEST: Final = 60  # characters of a user's own text that a sentence repeats
MOST: Final = 20  # problems told of one file; the rest are counted

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_scenario": (
        "There is no scenario named {name}.{hint} Known: {known}; a file of your own ends in .toml.",
        "Det finnes ikke noe scenario som heter {name}.{hint} Kjente: {known}; en egen fil slutter på .toml.",
    ),
    "no_file": ("There is no scenario file {path}.", "Det finnes ingen scenariofil {path}."),
    "exists": (
        "{path} is there already and is left as it is; choose another name.",
        "{path} finnes alt og får være i fred; velg et annet navn.",
    ),
    "no_folder": ("There is no folder {path}.", "Det finnes ingen mappe {path}."),
    "unwritable": ("{path} cannot be written ({reason}).", "{path} kan ikke skrives ({reason})."),
    "unreadable": ("the file cannot be read ({reason}).", "filen kan ikke leses ({reason})."),
    "not_utf8": (
        "the file is not text in UTF-8; save it as UTF-8.",
        "filen er ikke tekst i UTF-8; lagre den som UTF-8.",
    ),
    "too_big": (
        "the file is larger than {most} kB; a scenario is a page of text.",
        "filen er større enn {most} kB; et scenario er en side med tekst.",
    ),
    "long_line": (
        "the line is longer than {most} characters; break it.",
        "linjen er lengre enn {most} tegn; del den.",
    ),
    "too_deep": (
        "tables or lists lie more than {most} deep in one another; a scenario needs {most} at most.",
        "tabeller eller lister ligger mer enn {most} nivåer inni hverandre; mer trenger ikke et scenario.",
    ),
    "not_toml": ("this is not TOML ({reason}).", "dette er ikke TOML ({reason})."),
    "bare_month": (
        'a month stands in quotes: {key} = "{month}".',
        'en måned står i anførselstegn: {key} = "{month}".',
    ),
    "bare_text": ('text stands in quotes: {key} = "...".', 'tekst står i anførselstegn: {key} = "...".'),
    "decimal_comma": (
        "a number has a decimal point, not a comma: {number}.",
        "et tall skrives med desimalpunktum, ikke komma: {number}.",
    ),
    "curly": (
        'quotation marks must be the straight ones: ".',
        'anførselstegnene må være de rette: ".',
    ),
    "twice": ("{name} stands twice; keep one.", "{name} står to ganger; behold én."),
    "loop": (
        "the scenario is its own ancestor; remove one 'parent'.",
        "scenarioet er sin egen forelder; fjern én 'parent'.",
    ),
    "too_many_parents": (
        "there are more than {most} parents above one another.",
        "det er mer enn {most} foreldre over hverandre.",
    ),
    "outside_folder": (
        "{path} leaves the folder of this file; a parent is of the library or lies beside this file.",
        "{path} fører ut av filens mappe; en forelder er et scenario i samlingen eller ligger ved siden av.",
    ),
    "parent": ("parent: {inner}", "parent: {inner}"),
    "missing": ("the field {name} is missing.", "feltet {name} mangler."),
    "unknown_field": ("a scenario has no field {name}.{hint}", "et scenario har ikke noe felt {name}.{hint}"),
    "wrong": ("{name} = {value} is not right: {wanted}.", "{name} = {value} er ikke riktig: {wanted}."),
    "name_taken": (
        "name: {name} is a scenario of the library; give yours its own name.",
        "name: {name} er et scenario i samlingen; gi ditt et eget navn.",
    ),
    "not_table": (
        "{section} must be a table [{section}] of name = value.",
        "{section} må være en tabell [{section}] med navn = verdi.",
    ),
    "no_world": ("there is no world named {name}.{hint} Known: {known}.",
                 "det finnes ingen verden som heter {name}.{hint} Kjente: {known}."),
    "date": (
        '{name} is a TOML date; write the month as text: {key} = "{month}".',
        '{name} er en TOML-dato; skriv måneden som tekst: {key} = "{month}".',
    ),
    "month": (
        '{name} = {value} is no month; write it as "{month}".',
        '{name} = {value} er ingen måned; skriv den som "{month}".',
    ),
    "month_outside": (
        "{name} = {value} is outside {first} to {last}, the months of the world {world}.",
        "{name} = {value} er utenfor {first} til {last}, månedene i verdenen {world}.",
    ),
    "backwards": (
        "the shock of {name} ends ({last}) before it begins ({first}).",
        "sjokket i {name} slutter ({last}) før det begynner ({first}).",
    ),
    "shock": (
        'the shock of {name} is written {{ value = ..., from = "2015-07", to = "2016-06" }}; {what}.',
        'sjokket i {name} skrives {{ value = ..., from = "2015-07", to = "2016-06" }}; {what}.',
    ),
    "no_dial": ("there is no dial named {name}.{hint}", "det finnes ingen bryter som heter {name}.{hint}"),
    "no_parameter": (
        "there is no parameter named {name}.{hint}",
        "det finnes ingen parameter som heter {name}.{hint}",
    ),
    "belongs": ("{name} belongs in [{section}], as {key}.", "{name} hører hjemme i [{section}], som {key}."),
    "number": ("{name} takes one number, not {value}.", "{name} tar ett tall, ikke {value}."),
    "numbers": (
        "{name} takes a list of {count} numbers, not {value}.",
        "{name} tar en liste med {count} tall, ikke {value}.",
    ),
    "range": (
        "{name} = {value} is outside its range {low} to {high} ({unit}).",
        "{name} = {value} er utenfor spennet {low} til {high} ({unit}).",
    ),
    "choice": (
        "{name} = {value} is not one of {choices}.{hint}",
        "{name} = {value} er ikke en av {choices}.{hint}",
    ),
    "start_only": (
        "{name} only shapes the start of a run ({start}); a policy of {policy} cannot change it.",
        "{name} former bare starten av en kjøring ({start}); et tiltak fra {policy} kan ikke endre den.",
    ),
    "more": ("and {count} more like these.", "og {count} til."),
}  # fmt: skip
CLOSE: Final = 0.6  # how like a known name must be to be suggested; a farther one only misleads
HINT: Final = (" Did you mean {}?", " Mente du {}?")
WANTED: Final[Mapping[str, tuple[str, str]]] = {
    "name": (
        "at most 80 letters a-z, digits, '.', '_' and '-', a letter or digit first",
        "høyst 80 bokstaver a-z, sifre, '.', '_' og '-', først en bokstav eller et siffer",
    ),
    "text": ("a text in quotes, of 1 to 500 characters", "en tekst i anførselstegn, på 1 til 500 tegn"),
    "description": (
        'a table [description] with en = "..." and nb = "..."',
        'en tabell [description] med en = "..." og nb = "..."',
    ),
    "salt": ("a whole number from 0", "et helt tall fra 0"),
    "shock_value": ("value is missing", "value mangler"),
    "shock_from": ("from is missing", "from mangler"),
    "shock_field": ("it has no other fields", "andre felt har det ikke"),
    "shock_table": ("this is something else", "dette er noe annet"),
}


@dataclass(frozen=True)
class Wanted:
    """What would be right, by its key in `WANTED`."""

    key: str


@dataclass(frozen=True)
class Near:
    """The nearest valid name, if there is one."""

    name: str | None


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a sentence of `SENTENCES`, and where (line 0: nowhere in a file)."""

    code: str
    given: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    line: int = 0

    def said(self, language: str = "en") -> str:
        """Return the sentence, with file and line before it."""
        nb = language == "nb"
        words: dict[str, Any] = {}
        for key, value in self.given.items():
            if isinstance(value, Near):
                words[key] = HINT[nb].format(value.name) if value.name else ""
            elif key == "unit":
                words[key] = unit_text(value, language)
            elif isinstance(value, Wanted):
                words[key] = WANTED[value.key][nb]
            else:
                words[key] = value.said(language) if isinstance(value, ScenarioError | Reason) else value
        text = SENTENCES[self.code][nb].format(**words)
        if not self.file:
            return text
        return f"{self.file}{f', {"linje" if nb else "line"} {self.line}' if self.line else ''}: {text}"


class ScenarioError(ValueError):
    """A scenario is unknown or its file is wrong; one line per problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.said())

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Problem, ...]]]:
        return ScenarioError, (self.problems,)

    def said(self, language: str = "en") -> str:
        """Return the sentences in a language, one a line."""
        return "\n".join(problem.said(language) for problem in self.problems)


def wrong(code: str, **given: Any) -> ScenarioError:
    """Return the error of one problem that stands in no line of a file."""
    return ScenarioError([Problem(code, given)])


class Problems:
    """The problems of one file, gathered so that all are told at once.

    Parameters
    ----------
    file : str
        The file as the user named it.
    lines : mapping of str to int
        Line of every key, by dotted name.
    """

    def __init__(self, file: str, lines: Mapping[str, int]) -> None:
        self.file, self.lines = file, lines
        self.found: list[Problem] = []

    def add(self, key: str, code: str, /, **given: Any) -> None:
        """Add a problem of the key; its line is that of the nearest table that has one."""
        self.found.append(Problem(code, given, self.file, self.line(key)))

    def line(self, key: str) -> int:
        """Return the line of a key, or of the table it stands in; 1 when neither is known."""
        while key not in self.lines and "." in key:
            key = key.rpartition(".")[0]
        return self.lines.get(key, 1)

    def near(self, name: str, names: Sequence[str]) -> Near:
        """Return the nearest valid name; not sought for the problems that are only counted."""
        if len(self.found) >= MOST:
            return Near(None)
        return nearest(name, names)

    def raise_any(self) -> None:
        """Raise what was found, in the order of the lines.

        Raises
        ------
        ScenarioError
            If anything was found.
        """
        if not self.found:
            return
        told = sorted(self.found, key=lambda problem: problem.line)
        rest = len(told) - MOST
        more = [Problem("more", {"count": rest}, self.file)] if rest > 0 else []
        raise ScenarioError([*told[:MOST], *more])


def nearest(name: str, names: Sequence[str]) -> Near:
    """Return the name that is most like another, if any is."""
    found = get_close_matches(name[:LONGEST], names, n=1, cutoff=CLOSE)
    return Near(found[0] if found else None)


def shown(value: Any) -> str:
    """Return a user's own value so that it fits a sentence and a terminal."""
    try:
        text = f"{value:g}" if isinstance(value, float) else repr(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits
        return "this"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
