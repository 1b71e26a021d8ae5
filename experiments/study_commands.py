"""What ``studies list``, ``show``, ``verify`` and ``rm`` of the command line do."""

from pathlib import Path
from typing import Any, Final

from rich.table import Table

from experiments.commands import console
from experiments.errors import RequestError
from experiments.progress import minutes
from experiments.store.remove import removable, remove, size
from experiments.store.saved import SavedStudy, open_study, studies_in
from experiments.store.verify import verify
from experiments.table import as_tables, caption, checked_language

WORDS: Final = {
    "en": {
        "columns": ("study", "world", "scenarios", "seeds", "done", "MB", "changed since"),
        "none": "There is no study in {}.",
        "left": "{} of {} runs are still to be made; the command that began it goes on.",
        "took": "{} runs took {} of processor time; a process held at most {} MB.",
        "fine": "{whole} run sets are as written; {scenario}, seed {seed}, computed anew: the same bits.",
        "amiss": "{damaged} of {all} run sets are not as written; {scenario}, seed {seed}, "
        "computed anew: {how}.",
        "same": "the same bits",
        "differs": "differs in {}",
        "ask": "Remove {} with {} runs ({} MB)?",
        "kept": "Nothing was removed.",
        "gone": "Removed: {}",
        "changed": "code or versions",
    },
    "nb": {
        "columns": ("studie", "verden", "scenarioer", "frø", "ferdig", "MB", "endret siden"),
        "none": "Det er ingen studie i {}.",
        "left": "{} av {} kjøringer gjenstår; kommandoen som begynte, fortsetter.",
        "took": "{} kjøringer tok {} prosessortid; en prosess brukte høyst {} MB.",
        "fine": "{whole} kjøringer er som de ble skrevet; {scenario}, frø {seed}, regnet på nytt: "
        "de samme bitene.",
        "amiss": "{damaged} av {all} kjøringer er ikke som de ble skrevet; {scenario}, frø {seed}, regnet på "
        "nytt: {how}.",
        "same": "de samme bitene",
        "differs": "forskjell i {}",
        "ask": "Fjerne {} med {} kjøringer ({} MB)?",
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
        _list(out, words)
        return True
    if name is None:
        raise RequestError(f"Name the study: studies {action} NAME (studies list shows which there are).")
    place = Path(name) if Path(name).is_dir() and not (out / name).is_dir() else out / name
    if action == "show":
        _show(open_study(place), words, language)
        return True
    if action == "verify":
        return _verify(open_study(place), words)
    _remove(place, yes, words)
    return True


def _list(out: Path, words: dict[str, Any]) -> None:
    found = studies_in(out)
    if not found:
        console().print(words["none"].format(out), highlight=False)
        return
    from experiments.storage import code_fingerprint, versions

    table = Table()
    for column in words["columns"]:
        table.add_column(column, overflow="fold")
    for one in found:
        about = one.about
        seeds = sorted({run.seed for run in about.runs})
        now = about.code == code_fingerprint() and dict(about.versions) == dict(versions())
        world = about.world if about.scale == 1.0 else f"{about.world}, {about.scale:g}"
        table.add_row(
            one.path.name, world, ", ".join(about.scenarios), f"{seeds[0]}-{seeds[-1]}",
            f"{len(one.done)}/{len(about.runs)}", f"{size(one.path) / 1e6:.1f}",
            "" if now else words["changed"],
        )  # fmt: skip
    console().print(table)


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
    return found.good


def _remove(place: Path, yes: bool, words: dict[str, Any]) -> None:
    import typer

    folder = removable(place)
    runs = len(open_study(folder).done)
    if not yes and not typer.confirm(words["ask"].format(place, runs, f"{size(folder) / 1e6:.1f}")):
        console().print(words["kept"])
        return
    remove(place)
    console().print(words["gone"].format(place), highlight=False)
