"""Commands that take a verdict apart: under contested mechanisms, by dial, and in grant money."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console

from experiments.asked import Asked
from experiments.commands import MESSAGES, console, shown_progress
from experiments.comparison import baseline_first, of_study, study_name
from experiments.engine import cores
from experiments.progress import minutes
from experiments.single import checked_parameters, world_of
from experiments.storage import writable_folder
from experiments.store.beside import CONTESTED
from experiments.typeset import checked_language, number
from experiments.verdicts import contested_report, decompose_report, equivalent_report
from experiments.verdicts.contested import contested
from experiments.verdicts.decompose import decompose
from experiments.verdicts.equivalent import equivalent, lever
from experiments.verdicts.pool import Pool
from indicators.indicator import Indicator
from indicators.library import headlines, indicator
from scenarios.scenario import Scenario, load_scenario
from scenarios.worlds import world_named

MORE: Final = {"en": "The files hold all {} headlines.", "nb": "Filene har alle {} hovedtall."}
COST: Final = {
    "en": {
        "all": "This takes {} runs, less those that are found done; the time left shows with the first.",
        "time": "About {time} of processor time for all of them ({each} s a run where it was measured); "
        "worker processes: {workers}.",
        "most": "This takes at most {} runs, less those that are found done; the time left shows with the "
        "first.",
    },
    "nb": {
        "all": "Dette tar {} kjøringer, minus dem som alt er gjort; tiden som er igjen, vises med de første.",
        "time": "Om lag {time} prosessortid for alle ({each} s per kjøring der det ble målt); "
        "prosesser: {workers}.",
        "most": "Dette tar høyst {} kjøringer, minus dem som alt er gjort; tiden som er igjen, vises med de "
        "første.",
    },
}
# Processor seconds of a run, measured on 30 November 2026 (one core of a cloud machine): docs/scale.md
SECONDS: Final = {"norway-2013": 7.3, "norway-2024": 15.0, "tiny": 1.2}
USUAL: Final = ("waiting_months_all", "settled", "decided", "cost_public")  # shown unless others are named


def shown_headlines(names: Sequence[str] = ()) -> list[Indicator]:
    """Return the headlines for the screen: those named, ``all``, or a usual few (files have them all)."""
    return list(headlines()) if "all" in names else [indicator(name) for name in names or USUAL]


def cost(
    runs: int,
    most: bool,
    language: str,
    world: str = "",
    scale: float = 1.0,
    workers: int = 1,
    each: float | None = None,
) -> str:
    """Say how many runs a command takes before it begins and, where the world is told, how long; `each`:
    processor seconds of a run, where it is none of the usual."""
    said = COST[language]["most" if most else "all"].format(runs)
    if each is None and (world not in SECONDS or scale != 1.0):
        return said
    each = SECONDS[world] if each is None else each
    time = COST[language]["time"].format(
        time=minutes(runs * each), each=number(each, 1, language), workers=workers
    )
    return f"{said} {time}"


def more(language: str) -> str:
    """Say that the files hold more than the screen shows."""
    return MORE[language].format(len(headlines()))


@contextmanager
def running(screen: Console, asked: Asked, world: str = "") -> Iterator[Pool]:
    """Give a pool that shows its progress; say before what its runs take, and afterwards how many it took.

    Parameters
    ----------
    screen : Console
    asked : Asked
    world : str, optional
        Of all the runs; how long they take is told only with it.
    """
    language = checked_language(asked.language)
    words = MESSAGES[language]
    began = time.monotonic()
    with shown_progress(screen, words["runs"], language) as progress:

        def told(runs: int, most: bool) -> None:
            say(screen, cost(runs, most, language, world, asked.scale, asked.workers or cores()))

        pool = Pool(asked.out, asked.workers, progress, asked.cluster, told)
        yield pool
    used = min(pool.workers, max(pool.asked, 1))
    screen.print(words["done"].format(pool.asked, pool.found, minutes(time.monotonic() - began), used))


def kept_in(asked: Asked, arms: Sequence[Scenario], about: Sequence[Scenario], ending: str) -> Path:
    """Return the folder for what was found: named after its arms, in the world of all it is about."""
    of = arms[0].world
    kind = of_study(checked_parameters(asked.parameters, of), of)
    name = study_name(arms, world_of(about, asked.world), asked.scale, parameters=kind)
    return writable_folder(asked.out / f"{name}-{ending}")


def say(screen: Console, text: str, style: str = "") -> None:
    """Print running text, numbers uncoloured."""
    screen.print(text, style=style or None, highlight=False)


def contested_and_print(scenarios: list[str], asked: Asked) -> None:
    """Compare under every flip, print how the verdicts move and say where the results are."""
    screen, language = console(), checked_language(asked.language)
    arms = [load_scenario(one) for one in scenarios]
    with running(screen, asked) as pool:
        found = contested(arms, asked.replicates, pool, **asked.of_runs())
    base = world_named(world_of(arms, asked.world)).baseline
    folder = kept_in(asked, baseline_first(arms, base), arms, CONTESTED)  # beside the study it is about
    contested_report.save(found, folder)
    for table in contested_report.as_tables(found, language, screen.width, shown_headlines()):
        screen.print(table)
    say(screen, f"{contested_report.caption(found, language)} {more(language)}", "italic")
    for arm in found.arms:
        say(screen, contested_report.summary(found, arm, language))
        say(screen, contested_report.spread_sentence(found, arm, language, shown_headlines()))
        if off := contested_report.without_first_link(found, arm, language, shown_headlines()):
            say(screen, off)
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)


def decompose_and_print(
    start: str, end: str, asked: Asked, rounds: int, budget: int | None, nested: bool, names: list[str]
) -> None:
    """Divide a gain among dials, print it and say where the results are."""
    screen, language = console(), checked_language(asked.language)
    first, last, shown = load_scenario(start), load_scenario(end), shown_headlines(names)
    with running(screen, asked) as pool:
        found = decompose(
            first, last, asked.replicates, pool, rounds=rounds, budget=budget, nested=nested,
            **asked.of_runs(),
        )  # fmt: skip
    folder = kept_in(asked, [last], [first, last], f"from-{found.start}-decomposed")
    decompose_report.save(found, folder)
    for table in decompose_report.as_tables(found, language, screen.width, shown):
        screen.print(table)
    say(screen, f"{decompose_report.caption(found, language)} {more(language)}", "italic")
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)


def equivalent_and_print(
    scenario: str, headline: str, name: str, low: float | None, high: float | None, asked: Asked
) -> None:
    """Search what a lever would have to be, print it and say where the results are."""
    screen, language = console(), checked_language(asked.language)
    wanted, turned = load_scenario(scenario), lever(name, low, high)
    with running(screen, asked) as pool:
        result = equivalent(wanted, turned, headline, asked.replicates, pool, **asked.of_runs())
    folder = kept_in(asked, [wanted], [wanted], f"{headline}-by-{turned.name.rpartition('.')[2]}")
    equivalent_report.save(result, folder)
    screen.print(equivalent_report.as_table(result, language))
    for sentence in equivalent_report.sentences(result, language):
        say(screen, sentence)
    say(screen, equivalent_report.caption(result, language), "italic")
    screen.print(MESSAGES[language]["results"].format(folder), soft_wrap=True, highlight=False)
