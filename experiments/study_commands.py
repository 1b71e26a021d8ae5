"""What ``studies list``, ``show``, ``verify`` and ``rm`` of the command line do."""

from pathlib import Path
from typing import Any, Final

from experiments.commands import console
from experiments.errors import RequestError
from experiments.grid import Grid
from experiments.progress import minutes
from experiments.store.others import other_result, others_in
from experiments.store.remove import removable, remove, size
from experiments.store.saved import SavedStudy, open_study, place_of, studies_in
from experiments.store.verify import verify
from experiments.table import as_tables, caption
from experiments.typeset import checked_language, number

YES: Final = ("y", "yes", "j", "ja")
WORDS: Final = {
    "en": {
        "columns": ("study", "world", "scenarios", "seeds", "done", "MB", "changed since"),
        "others": ("other results", "what", "MB"),
        "pool": "runs of decompositions, equivalents and contested mechanisms, shared",
        "simulate": "single runs",
        "stories": "stories of households",
        "traces": "households followed",
        "contested": "a comparison under contested mechanisms",
        "decomposition": "a gain divided among dials",
        "equivalent": "what would have done the same",
        "file": "Not as written: {}",
        "damaged": "{}/{}, {} damaged",
        "remove": "Remove {} ({} MB)?",
        "none": "There is no study in {}.",
        "left": "Still to be made: {} of {} runs; the command that began it goes on.",
        "took": "Runs made: {}, in {} of processor time; a process held at most {} MB.",
        "fine": "Run sets as written: {whole}; {scenario}, seed {seed}, computed anew: the same bits.",
        "amiss": "Run sets not as written: {damaged} of {all}; {scenario}, seed {seed}, "
        "computed anew: {how}.",
        "same": "the same bits",
        "differs": "differs in {}",
        "ask": "Remove {} (runs: {}, {} MB)?",
        "answers": "[y/N]",
        "kept": "Nothing was removed.",
        "gone": "Removed: {}",
        "changed": "code or versions",
    },
    "nb": {
        "columns": ("studie", "verden", "scenarioer", "frø", "ferdig", "MB", "endret siden"),
        "others": ("andre resultater", "hva", "MB"),
        "pool": "kjøringer som oppdelinger, likeverdige tiltak og omstridte mekanismer deler",
        "simulate": "enkeltkjøringer",
        "stories": "fortellinger om husholdninger",
        "traces": "husholdninger fulgt",
        "contested": "en sammenligning under omstridte mekanismer",
        "decomposition": "en gevinst delt mellom brytere",
        "equivalent": "hva som ville gjort det samme",
        "file": "Ikke som skrevet: {}",
        "damaged": "{}/{}, {} skadet",
        "remove": "Fjerne {} ({} MB)?",
        "none": "Det er ingen studie i {}.",
        "left": "{} av {} kjøringer gjenstår; kommandoen som begynte, fortsetter.",
        "took": "Kjøringer: {}, på {} prosessortid; en prosess brukte høyst {} MB.",
        "fine": "Kjøringer som er som de ble skrevet: {whole}; {scenario}, frø {seed}, regnet på nytt: "
        "de samme bitene.",
        "amiss": "Ikke som de ble skrevet: {damaged} av {all} kjøringer; {scenario}, frø {seed}, regnet på "
        "nytt: {how}.",
        "same": "de samme bitene",
        "differs": "forskjell i {}",
        "ask": "Fjerne {} (kjøringer: {}, {} MB)?",
        "answers": "[j/N]",
        "kept": "Ingenting ble fjernet.",
        "gone": "Fjernet: {}",
        "changed": "kode eller versjoner",
    },
}


def study_command(action: str, name: str | None, out: Path, yes: bool, language: str) -> bool:
    """Do one of list, show, verify and rm; return whether all was well.

    Raises
    ------
    RequestError
        If the study is not named, or there is none.
    """
    words = WORDS[checked_language(language)]
    if action == "list":
        _list(out, words, language)
        return True
    if name is None:
        raise RequestError("name_study", action=action)
    place = place_of(name, out)
    if action == "show":
        _show(open_study(place), words, language)
        return True
    if action == "verify":
        return _verify(open_study(place), words)
    _remove(place, yes, words, language)
    return True


def _list(out: Path, words: dict[str, Any], language: str) -> None:
    found, others = studies_in(out), others_in(out)
    if not found and not others:
        console().print(words["none"].format(out), highlight=False)
        return
    from experiments.storage import code_fingerprint, versions

    table = Grid()
    for column in words["columns"]:
        table.add_column(column)
    for one in found:
        about = one.about
        seeds = sorted({run.seed for run in about.runs})
        now = about.code == code_fingerprint() and dict(about.versions) == dict(versions())
        world = about.world if about.scale == 1.0 else f"{about.world}, {about.scale:g}"
        table.add_row(
            one.path.name, world, ", ".join(about.scenarios), f"{seeds[0]}-{seeds[-1]}",
            _progress(one, words), number(size(one.path) / 1e6, 1, language),
            "" if now else words["changed"],
        )  # fmt: skip
    if found:
        console().print(table)
    if others:
        beside = Grid()
        for column in words["others"]:
            beside.add_column(column)
        for other in others:
            beside.add_row(other.path.name, words[other.sort], number(size(other.path) / 1e6, 1, language))
        console().print(beside)


def _progress(one: SavedStudy, words: dict[str, Any]) -> str:
    """Return how many runs are done: those whose bytes are as they were written."""
    damaged = sum(bool(one.damage(run)) for run in one.done)
    whole, wanted = len(one.done) - damaged, len(one.about.runs)
    return words["damaged"].format(whole, wanted, damaged) if damaged else f"{whole}/{wanted}"


def _show(one: SavedStudy, words: dict[str, Any], language: str) -> None:
    screen = console()
    if one.done:
        took = one.runs()
        screen.print(
            words["took"].format(
                len(took), minutes(took["processor_seconds"].sum()), f"{took['peak_megabytes'].max():.0f}"
            ),
            highlight=False,
        )
    if one.missing:
        screen.print(words["left"].format(len(one.missing), len(one.about.runs)), highlight=False)
    study = one.comparison()
    for table in as_tables(study, language, screen.width):
        screen.print(table)
    screen.print(caption(study, language), style="italic", highlight=False)


def _verify(one: SavedStudy, words: dict[str, Any]) -> bool:
    found = verify(one)
    how = words["differs"].format(", ".join(found.differing)) if found.differing else words["same"]
    console().print(
        words["fine" if found.good else "amiss"].format(
            whole=found.whole,
            damaged=len(found.damaged),
            all=found.whole + len(found.damaged),
            scenario=found.recomputed.scenario,
            seed=found.recomputed.seed,
            how=how,
        ),
        highlight=False,
    )
    for file in found.files:
        console().print(words["file"].format(file), highlight=False, soft_wrap=True)
    return found.good


def agreed(question: str) -> bool:
    """Ask, and return whether the answer is yes in either language; no answer is none."""
    try:
        return input(question).strip().lower() in YES
    except EOFError:
        return False


def _remove(place: Path, yes: bool, words: dict[str, Any], language: str) -> None:
    folder = removable(place)
    taken = number(size(folder) / 1e6, 1, language)
    if other_result(folder) is not None:
        question = words["remove"].format(place, taken)
    else:
        question = words["ask"].format(place, len(open_study(folder).done), taken)
    if not yes and not agreed(f"{question} {words['answers']} "):
        console().print(words["kept"])
        return
    remove(place)
    console().print(words["gone"].format(place), highlight=False)
