"""A story as a table for the terminal, as Markdown and as JSON."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from agents.calendar import Calendar
from agents.kinds import Reason
from agents.reason_words import words
from experiments.caveat import caveats
from experiments.storage import write_json, write_text
from experiments.stories.life import Life
from experiments.stories.life_words import kind, when
from experiments.stories.story import Story, Stretch
from experiments.stories.tracing import key_text
from experiments.typeset import LANGUAGES, markdown_head, markdown_row

if TYPE_CHECKING:
    from experiments.grid import Grid

TEXT: Final = MappingProxyType({
    "en": MappingProxyType({
        "title": "Household {key}: {kind}, {persons} at first, seed {seed}",
        "months": "months",
        "long": "{} – {}, {} months",
        "month": "1 month",
        "several": "{} months",
        "same": "the same",
        "before": "as before",
        "summary": "Waited {waited}{reasons}. Moves: {moves}.",
        "none": "Lives in the other scenario only.",
        "because": ", by what bound: {}",
        "note": "A synthetic household, invented by the simulation: nothing here is about a person. "
        "Same chance in both scenarios; each month of waiting has one binding reason.",
    }),
    "nb": MappingProxyType({
        "title": "Husholdning {key}: {kind}, {persons} til å begynne med, frø {seed}",
        "months": "måneder",
        "long": "{} – {}, {} måneder",
        "month": "1 måned",
        "several": "{} måneder",
        "same": "det samme",
        "before": "som før",
        "summary": "Ventet {waited}{reasons}. Flyttinger: {moves}.",
        "none": "Finnes bare i det andre scenariet.",
        "because": ", etter hva som hindret: {}",
        "note": "En syntetisk husholdning, oppdiktet av simuleringen: ingenting her handler om et menneske. "
        "Samme tilfeldigheter i begge scenarioer; hver ventemåned har én grunn.",
    }),
})  # fmt: skip


def title(story: Story, language: str) -> str:
    """Return the heading."""
    first = next(life for life in story.lives if life is not None).months[0]
    return TEXT[language]["title"].format(
        key=key_text(story.key), kind=kind(story.kind, language), persons=first.persons, seed=story.seed
    )


def summary(life: Life | None, language: str) -> str:
    """Return a life in two sentences: months waited by reason, and moves."""
    text: Mapping[str, str] = TEXT[language]
    if life is None:
        return text["none"]
    ordered = sorted(life.reasons().items(), key=lambda one: (-one[1], one[0]))
    named = "; ".join(f"{words(reason, language)} {months}" for reason, months in ordered)
    reasons = text["because"].format(named) if named else ""
    waited = text["month" if life.waited == 1 else "several"].format(life.waited)
    return text["summary"].format(waited=waited, reasons=reasons, moves=life.moves)


def note(story: Story, language: str) -> str:
    """Return what a story is and is not."""
    return " ".join([*caveats(story.world, story.scale, language), TEXT[language]["note"]])


def _months(one: Stretch, language: str, calendar: Calendar) -> str:
    begin = when(one.first, language, calendar)
    if one.first == one.last:
        return begin
    return TEXT[language]["long"].format(begin, when(one.last, language, calendar), one.last - one.first + 1)


def shown(story: Story, language: str) -> list[list[str]]:
    """Return the rows of the story: months and both lives, what is unchanged in a few words."""
    text, rows = TEXT[language], []
    before: tuple[str, ...] = ("", "")
    for stretch in story.stretches(language):
        cells = [text["before"] if new == old else new for new, old in zip(stretch.said, before, strict=True)]
        if stretch.said[0] == stretch.said[1]:
            cells = [stretch.said[0], text["same"]]
        rows.append([_months(stretch, language, story.calendar), *cells])
        before = stretch.said
    return rows


def as_table(story: Story, language: str) -> "Grid":
    """Return the story for the terminal."""
    from experiments.grid import Grid

    table = Grid(title=title(story, language), show_lines=True, caption=note(story, language))
    table.add_column(TEXT[language]["months"], min_width=12)
    for name in story.scenarios:
        table.add_column(name)
    for row in shown(story, language):
        table.add_row(*row)
    table.add_row("Σ", *(summary(life, language) for life in story.lives))
    return table


def as_markdown(story: Story, language: str) -> str:
    """Return the story in Markdown."""
    head = [TEXT[language]["months"], *story.scenarios]
    lines = [*markdown_head(head), *map(markdown_row, shown(story, language))]
    sums = [
        f"- **{name}**: {summary(life, language)}"
        for name, life in zip(story.scenarios, story.lives, strict=True)
    ]
    parts = [f"# {title(story, language)}", "\n".join(sums), "\n".join(lines), note(story, language)]
    return "\n\n".join(parts) + "\n"


def as_data(story: Story) -> dict[str, Any]:
    """Return the story as plain data."""
    return {
        "note": {language: note(story, language) for language in LANGUAGES},
        "household": key_text(story.key),
        "kind": kind(story.kind, "en"),
        "seed": story.seed,
        "world": story.world,
        "scale": story.scale,
        "scenarios": list(story.scenarios),
        "difference": story.difference(),
        "lives": [_plain(life) for life in story.lives],
        "stretches": {
            language: [
                {
                    "first": when(s.first, "en", story.calendar),
                    "last": when(s.last, "en", story.calendar),
                    "said": list(s.said),
                }
                for s in story.stretches(language)
            ]
            for language in LANGUAGES
        },
    }


def _plain(life: Life | None) -> dict[str, Any] | None:
    if life is None:
        return None
    reasons = {Reason(code).name.lower(): months for code, months in sorted(life.reasons().items())}
    return {"months": len(life.months), "waited": life.waited, "reasons": reasons, "moves": life.moves}


def save(story: Story, folder: Path) -> Path:
    """Write ``story-<key>.json`` and ``story-<key>.<language>.md``; return the folder."""
    name = f"story-{key_text(story.key)}"
    write_json(folder / f"{name}.json", as_data(story))
    for language in LANGUAGES:
        write_text(folder / f"{name}.{language}.md", as_markdown(story, language))
    return folder
