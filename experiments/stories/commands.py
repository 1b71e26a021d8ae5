"""The commands ``trace`` and ``story``: follow households, print, say where the files lie."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from experiments.caveat import caveats, synthetic
from experiments.commands import console, shown_waiting
from experiments.comparison import of_study
from experiments.errors import RequestError
from experiments.storage import writable_folder
from experiments.stories import AMONG
from experiments.stories.life import lives
from experiments.stories.life_words import kind, when
from experiments.stories.story import Story, counted, most_different, stories
from experiments.stories.story_files import as_table, summary
from experiments.stories.story_files import save as save_story
from experiments.stories.trace_files import save as save_trace
from experiments.stories.tracing import key_text, parse_key, parse_kind, trace
from experiments.typeset import checked_language, number
from simulation.trace import Sample

TEXT: Final = {
    "en": {
        "running": "{} with seed {}, household by household",
        "exact": "The run was lived again with {} followed: {} recorded cells, bit for bit the same as "
        "without.",
        "one": "1 household",
        "more": "{} households",
        "columns": ("household", "kind", "from", "to", "told"),
        "picked": "Of {} households the one whose two lives differ most.",
        "counted": "Of these, {longer} waited longer under {second} than under {first}, {shorter} shorter "
        "and {same} as long{apart}. That is one seed: one history of many, and no verdict on either.",
        "apart": "; {} lived in one of the two only",
        "results": "Files: {}",
    },
    "nb": {
        "running": "{} med frø {}, husholdning for husholdning",
        "exact": "Kjøringen ble gjentatt mens {} ble fulgt: {} registrerte celler, bit for bit som uten.",
        "one": "1 husholdning",
        "more": "{} husholdninger",
        "columns": ("husholdning", "type", "fra", "til", "hva som skjedde"),
        "picked": "Av {} husholdninger den der de to livene skiller seg mest.",
        "counted": "Av disse ventet {longer} lenger under {second} enn under {first}, {shorter} kortere og "
        "{same} like lenge{apart}. Det er ett frø: én historie av mange, og ingen dom over noe av dem.",
        "apart": "; {} levde bare i det ene",
        "results": "Filer: {}",
    },
}


def _chosen(household: list[str], kind_name: str | None, sample: int) -> tuple[list[int], Sample | None]:
    """Return the keys asked for, and the sample when no key was given."""
    keys = [parse_key(text) for text in household]
    code = parse_kind(kind_name)
    if keys and code is not None:
        raise RequestError("household_or_kind")
    return keys, None if keys else Sample(sample, code)


def trace_and_print(
    scenario: str, seed: int, household: list[str], kind_name: str | None, sample: int, out: Path,
    world: str | None, scale: float, language: str, parameters: str | None = None,
) -> None:  # fmt: skip
    """Trace households through an exact re-run, list them and say where the tables are."""
    from experiments.grid import Grid

    text: Any = TEXT[checked_language(language)]
    keys, drawn = _chosen(household, kind_name, sample)
    screen = console()
    with shown_waiting(screen, text["running"].format(scenario, seed)):
        traced = trace(
            scenario, seed, keys, drawn, out=writable_folder(out), world=world, scale=scale,
            parameters=parameters,
        )  # fmt: skip
    found = lives(traced.trace, traced.run.end)
    if not found:
        raise RequestError("no_case")
    whom = "some" if drawn is None else kind_name or "any"
    came = of_study(traced.run.drawn_from, traced.run.scenario.world)
    named = [traced.run.scenario.name, str(seed), whom, traced.run.world, came]
    name = "-".join(part for part in named if part)
    folder = save_trace(traced, writable_folder(out / "traces" / name), language)
    table = Grid()
    for column in text["columns"]:
        table.add_column(column)
    for key, life in found.items():
        first, last = life.months[0], life.months[-1]
        table.add_row(
            key_text(key), kind(first.kind, language), when(first.month, language, life.calendar),
            when(last.month, language, life.calendar), summary(life, language),
        )  # fmt: skip
    screen.print(table)
    for said in [synthetic(language), *caveats(traced.run.world, scale, language)]:
        screen.print(said, style="bold", highlight=False)
    cells = len(traced.record.columns["value"])
    followed = text["one" if len(found) == 1 else "more"].format(len(found))
    screen.print(text["exact"].format(followed, number(cells, 0, language)), highlight=False)
    screen.print(text["results"].format(folder), soft_wrap=True, highlight=False)


def waits(found: Sequence[Story], language: str) -> str:
    """Say how many of the households waited longer and shorter under the second scenario."""
    text: Any = TEXT[language]
    count, (first, second) = counted(found), found[0].scenarios
    apart = text["apart"].format(count.apart) if count.apart else ""
    return str(
        text["counted"].format(
            longer=count.longer, shorter=count.shorter, same=count.same, first=first, second=second,
            apart=apart,
        )
    )  # fmt: skip


def story_and_print(
    scenarios: list[str], seed: int, household: list[str], kind_name: str | None, differ: bool, sample: int,
    out: Path, world: str | None, scale: float, language: str, parameters: str | None = None,
) -> None:  # fmt: skip
    """Tell the stories of households under two scenarios side by side."""
    text: Any = TEXT[checked_language(language)]
    keys, drawn = _chosen(household, kind_name, AMONG if differ else sample)
    screen = console()
    folder = writable_folder(out / "stories")
    with shown_waiting(screen, text["running"].format(" / ".join(scenarios), seed)):
        found = stories(scenarios, seed, keys, drawn, world=world, scale=scale, parameters=parameters)
    told = [most_different(found)] if differ else found
    if not told:
        raise RequestError("no_case")
    came = of_study(parameters, told[0].world) if parameters else ""
    named = ["-".join(told[0].scenarios), told[0].world, str(seed), came]
    folder = writable_folder(folder / "-".join(part for part in named if part))
    for story in told:
        screen.print(as_table(story, language))
        save_story(story, folder)
    if differ:
        screen.print(text["picked"].format(len(found)), highlight=False)
        screen.print(waits(found, language), highlight=False)
    screen.print(text["results"].format(folder), soft_wrap=True, highlight=False)
