"""What ``data list``, ``show``, ``add``, ``update``, ``verify`` and ``boundaries`` of the command line do."""

import sys
import time
from collections.abc import Callable, Mapping
from math import isnan
from pathlib import Path
from typing import Any

from calibration.connector.api import SSB, Api
from calibration.connector.boundaries import fetch_boundaries, take
from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.folder import data_folder
from calibration.connector.lock import Entry, fingerprint, read_lock
from calibration.connector.states import HELD_OUT, STATES
from calibration.connector.store import Store
from calibration.connector.web import Web
from calibration.connector.words import WORDS
from experiments.commands import console, shown_progress
from experiments.grid import Grid
from experiments.typeset import checked_language, number

FIRST_ROWS = 20  # shown of a table
LONG = 3.0  # seconds of waiting that are told


def data_command(
    action: str,
    names: list[str],
    folder: Path | None = None,
    language: str = "en",
    server: str | None = None,
    rows: int = FIRST_ROWS,
) -> bool:
    """Do one of the actions; returns whether all went well.

    Raises
    ------
    ConnectorError
        If what was asked for cannot be done; in one sentence.
    """
    checked_language(language)
    store = Store(data_folder(folder))
    if action == "list":
        return list_tables(store, language)
    if action == "add":
        if not names:
            raise ConnectorError("data_name_file")
        for name in names:
            _add(store, Path(name), language)
        return True
    if action == "show":
        if not names:
            raise ConnectorError("data_name_table")
        for name in names:
            show(store, name, language, rows)
        return True
    for name in names if action in ("update", "verify") else ():
        store.known(name)  # before anything is fetched: a slip of the pen is no table that fails
    if action == "update":
        return update(store, names, language, Api(Web(sleep=patient(language)), server or SSB))
    if action == "boundaries":
        return boundaries(store, names, language)
    return verify(store, names, language)


def list_tables(store: Store, language: str) -> bool:
    """Print the tables there are and what was fetched of them."""
    words, screen = WORDS[language], console()
    lock = read_lock(store.folder)
    grid = Grid(*words["columns"])
    unchecked, problems = False, []
    for name in sorted(store.files()):
        try:
            one = store.definition(name)
        except (ConnectorError, DefinitionError) as error:
            problems.append(error.said(language))
            continue
        entry = lock.get(name)
        marks = [words["restricted"]] if one.restricted else []
        if not _checked(one, entry):
            marks.append(words["unchecked"])
            unchecked = True
        title = one.title_nb if language == "nb" else one.title_en
        grid.add_row(
            name,
            title + (f" ({', '.join(marks)})" if marks else ""),
            one.publisher,
            words["kinds"][one.kind].format(one.table),
            words["roles"][one.role],
            _fetched(one, entry, words),
            "" if entry is None else number(entry.rows, 0, language),
        )
    screen.print(grid)
    if unchecked:
        screen.print(words["unchecked note"], highlight=False)
    screen.print(words["folder"].format(store.folder), soft_wrap=True, highlight=False)
    for said in problems:
        print(said, file=sys.stderr)
    return not problems


def show(store: Store, name: str, language: str, rows: int = FIRST_ROWS) -> None:
    """Print what a table is, how many cells are in which state, and its first rows."""
    words, screen = WORDS[language], console()
    one = store.definition(name)
    entry = read_lock(store.folder).get(name)
    title = one.title_nb if language == "nb" else one.title_en
    screen.print(words["title"].format(name=name, title=title), style="bold", highlight=False)
    told: dict[str, Any] = one.model_dump() | {"role": words["roles"][one.role], "file": one.file or ""}
    if language == "nb":
        told |= {"unit": one.unit_nb or one.unit, "note": one.note_nb or one.note}
    if entry is not None:
        told |= {"updated": entry.updated, "fetched": entry.fetched, "hash": entry.hash}
    for key, label in words["about"]:
        if told.get(key):
            screen.print(f"{label}: {told[key]}", soft_wrap=True, highlight=False)
    if one.restricted:
        screen.print(words["restricted line"], highlight=False)
    if not _checked(one, entry):
        screen.print(words["unchecked note"], highlight=False)
    if entry is None:
        screen.print(ConnectorError("data_not_fetched", name=name).said(language), highlight=False)
        return
    from calibration.connector.snapshot import reading

    frame = reading(store.content(one))
    screen.print(_states(entry.states, words, language), highlight=False)
    if one.role == HELD_OUT:
        screen.print(words["held out"], highlight=False)
        return
    grid = Grid(*words["rows"], title=str(told["unit"]))
    for row in frame.head(rows).to_dict("records"):
        value = float(row["value"])
        figure = "" if isnan(value) else number(value, 0 if value.is_integer() else 2, language)
        texts = [str(row[key]) for key in ("year", "geography", "group")]
        grid.add_row(*texts, figure, words["states"][row["state"]], str(row["mark"]))
    screen.print(grid)
    if len(frame) > rows:
        screen.print(words["more"].format(number(len(frame) - rows, 0, language)), highlight=False)


def update(store: Store, names: list[str], language: str, api: Api) -> bool:
    """Fetch tables: those named, or all; one that fails is told and does not stop the others.

    Only a bank that does not answer at all is not asked for the rest.
    """
    words, screen = WORDS[language], console()
    fine, silent, left = True, False, []
    for name in names or sorted(store.files()):
        try:
            one = store.definition(name)
            if silent and one.kind == "ssb":
                left.append(name)
                continue
            before = read_lock(store.folder).get(name)
            with shown_progress(screen, words["query"], language) as progress:
                entry = store.update(one, api, progress)
        except (ConnectorError, DefinitionError) as error:
            print(error.said(language), file=sys.stderr)
            fine = False
            silent = silent or error.key == "data_no_answer"
            continue
        if before is not None and before.hash == entry.hash:
            screen.print(words["same"].format(name=name, fetched=before.fetched), highlight=False)
            continue
        told = words["updated" if entry.updated else "read"].format(
            name=name,
            cells=number(entry.rows, 0, language),
            states=_states(entry.states, words, language),
            updated=entry.updated,
        )
        screen.print(told, highlight=False, soft_wrap=True)
    if left:
        print(words["not asked"].format(", ".join(left)), file=sys.stderr)
    return fine


def verify(store: Store, names: list[str], language: str) -> bool:
    """Check every fetched table hash by hash and make its rows anew from what they were made from."""
    words, screen = WORDS[language], console()
    lock = read_lock(store.folder)
    fine = True
    for name in names or sorted(lock):
        try:
            one = store.definition(name)
            same = store.rebuilt(one) == store.content(one)
        except (ConnectorError, DefinitionError) as error:
            print(error.said(language), file=sys.stderr)
            fine = False
            continue
        if same:
            screen.print(words["fine"].format(name=name, fetched=lock[name].fetched), highlight=False)
        else:
            print(words["differs"].format(name=name), file=sys.stderr)
            fine = False
    if not (names or lock):
        screen.print(words["nothing"], highlight=False)
    return fine


def boundaries(store: Store, names: list[str], language: str) -> bool:
    """Take a user's file of boundaries, or fetch Kartverket's, into the data folder."""
    words, screen = WORDS[language], console()
    if names:
        made = [take(Path(name), store.folder) for name in names]
    else:
        with shown_progress(screen, words["query"], language) as progress:
            made = [fetch_boundaries(store.folder, progress=progress)]
    for path, year in made:
        screen.print(words["boundaries"].format(year=year, path=path), soft_wrap=True, highlight=False)
    return True


def patient(language: str) -> Callable[[float], None]:
    """Return what waits, and says so when it is long enough to wonder."""

    def wait(seconds: float) -> None:
        if seconds >= LONG:
            print(WORDS[language]["wait"].format(seconds), file=sys.stderr, flush=True)
        time.sleep(seconds)

    return wait


def _add(store: Store, path: Path, language: str) -> None:
    if not path.exists():
        raise ConnectorError("data_no_file", path=path)
    one = store.add(path)
    said = WORDS[language]["added"].format(name=one.name, path=store.files()[one.name])
    console().print(said, soft_wrap=True, highlight=False)


def _checked(one: Definition, entry: Entry | None) -> bool:
    """Say whether a definition was ever held against the table itself: a fetch has done so."""
    return one.status == "checked" or (entry is not None and entry.definition == fingerprint(one))


def _fetched(one: Definition, entry: Entry | None, words: Mapping[str, Any]) -> str:
    if entry is None:
        return str(words["not fetched"])
    return entry.fetched[:10] if entry.definition == fingerprint(one) else str(words["other definition"])


def _states(states: Mapping[str, int], words: Mapping[str, Any], language: str) -> str:
    return ", ".join(
        f"{number(states[state], 0, language)} {words['states'][state]}"
        for state in STATES
        if state in states
    )
