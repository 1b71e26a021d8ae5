"""The tables of a user: which there are, what was fetched of them, and their rows.

``table(name)`` is what targets read. It never asks the network: what the lock file names is read, and
checked against its hash.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from calibration.connector.api import Api
from calibration.connector.cache import Cache, keep_whole
from calibration.connector.cube import Cube, joined
from calibration.connector.definition import Definition, read_definition
from calibration.connector.errors import ConnectorError, DefinitionError
from calibration.connector.fetching import fetch
from calibration.connector.folder import SHIPPED, data_folder
from calibration.connector.jsonstat import parsed, read_cube
from calibration.connector.local import hash_of, local_rows
from calibration.connector.lock import Entry, fingerprint, read_lock, write_lock
from calibration.connector.shaping import rows
from calibration.connector.snapshot import reading, sha256, written
from calibration.connector.states import HELD_OUT
from scenarios.reasons import reason_of
from scenarios.sentences import nearest

if TYPE_CHECKING:
    import pandas as pd

Purpose = Literal["model", "validation"]
SHOWN = ["year", "geography", "group", "value", "state"]


def nothing(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Store:
    """A user's data folder.

    Attributes
    ----------
    folder : Path
        ``tables/`` holds TOML files, ``snapshots/`` rows, ``cache/`` answers, and ``data.lock.json`` says
        which snapshot counts.
    """

    folder: Path

    def files(self) -> dict[str, Path]:
        """Return the TOML file of every table; a user's own goes before one of the same name here."""
        found = {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}
        return found | {path.stem: path for path in sorted((self.folder / "tables").glob("*.toml"))}

    def known(self, name: str) -> Path:
        """Return the TOML file of a table.

        Raises
        ------
        ConnectorError
            If there is no such table; the nearest is named, or the one that has this number elsewhere.
        """
        files = self.files()
        if name not in files:
            known = sorted(files)
            if numbered := self.numbered(name):
                raise ConnectorError("data_number", name=name, known=", ".join(numbered))
            raise ConnectorError(
                "data_no_table", name=name, hint=nearest(name, known), known=", ".join(known)
            )
        return files[name]

    def definition(self, name: str) -> Definition:
        """Return a table's definition.

        Raises
        ------
        ConnectorError
            If there is no such table; the nearest is named, or the one that has this number elsewhere.
        """
        return read_definition(self.known(name)).model_copy(update={"name": name})  # the file's name counts

    def numbered(self, number: str) -> list[str]:
        """Return the names of tables that have this number at their publisher's."""
        found = []
        for name, path in sorted(self.files().items()):
            try:
                if read_definition(path).table == number:
                    found.append(name)
            except (ConnectorError, DefinitionError):
                continue  # what is wrong with it is told where it is asked for
        return found

    def add(self, path: Path) -> Definition:
        """Take a table's TOML file into the folder, once it is right in itself.

        Raises
        ------
        DefinitionError
            With everything that is wrong with it.
        ConnectorError
            If there is a table of that name already that another file described.
        """
        found = read_definition(path)
        text = path.read_text(encoding="utf-8-sig")
        if found.file is not None and found.base is None:
            folder = str(path.resolve().parent).replace("\\", "\\\\").replace('"', '\\"')
            text = f'base = "{folder}"  # the file is seen from here\n{text}'
        place = self.folder / "tables" / f"{found.name}.toml"
        if place.exists() and place.read_text(encoding="utf-8") != text:
            raise ConnectorError("data_name_taken", name=found.name, path=place)
        keep_whole(place, text)
        return found

    def update(
        self, definition: Definition, api: Api | None, progress: Callable[[int, int], None] = nothing
    ) -> Entry:
        """Fetch or read a table anew, write its snapshot and name it in the lock file.

        Parameters
        ----------
        definition : Definition
        api : Api, optional
            Needed for a table of the bank only.
        progress : callable
            Told queries done and queries in all.

        Raises
        ------
        ConnectorError
            If it cannot be had whole; what counted before still counts.
        """
        base = updated = source = ""
        answers: tuple[str, ...] = ()
        roles: Mapping[str, tuple[str, ...]] = {}
        if definition.kind == "ssb":
            assert api is not None
            api.language = definition.language
            got = fetch(definition, api, Cache(self.folder / "cache"), progress)
            base, updated, answers, roles = api.base, got.updated, got.answers, got.cube.heading.roles
            frame = rows(got.cube, definition)
        else:
            frame = local_rows(definition)
            source = "" if definition.kind == "microdata" else hash_of(definition.path)
        content = written(frame)
        entry = Entry(
            definition=fingerprint(definition),
            base=base,
            updated=updated,
            answers=answers,
            roles=roles,
            source=source,
            snapshot=f"{definition.name}-{sha256(content)[:16]}.csv",
            hash=sha256(content),
            rows=len(frame),
            states={str(state): int(count) for state, count in frame["state"].value_counts().items()},
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            restricted=definition.restricted,
        )
        lock = read_lock(self.folder)
        before = lock.get(definition.name)
        if before is not None and replace(before, fetched=entry.fetched) == entry:
            entry = before  # nothing is new: the lock file stays as it is, byte by byte
        keep_whole(self.folder / "snapshots" / entry.snapshot, content)
        write_lock(self.folder, lock | {definition.name: entry})
        return entry

    def entry(self, definition: Definition) -> Entry:
        """Return what was fetched of a table by this very definition.

        Raises
        ------
        ConnectorError
            If nothing was, or by another definition.
        """
        found = read_lock(self.folder).get(definition.name)
        if found is None:
            raise ConnectorError("data_not_fetched", name=definition.name)
        if found.definition != fingerprint(definition):
            raise ConnectorError("data_other_definition", name=definition.name)
        return found

    def content(self, definition: Definition) -> bytes:
        """Return the bytes of a table's snapshot, checked against the lock file.

        Raises
        ------
        ConnectorError
            If it is missing or not the one that was fetched.
        """
        entry = self.entry(definition)
        path = self.folder / "snapshots" / entry.snapshot
        try:
            found = path.read_bytes()
        except OSError as error:
            raise ConnectorError("unreadable", path=path, reason=reason_of(error)) from None
        if sha256(found) != entry.hash:
            raise ConnectorError("data_hash", path=path)
        return found

    def rebuilt(self, definition: Definition) -> bytes:
        """Return a table's rows made anew from what they were made from, without the network.

        Raises
        ------
        ConnectorError
            If that is no longer there, or damaged.
        """
        entry = self.entry(definition)
        if definition.kind != "ssb":
            if entry.source and entry.source != hash_of(definition.path):
                raise ConnectorError("data_hash", path=definition.path)
            return written(local_rows(definition))
        cache = Cache(self.folder / "cache")
        parts = []
        for file in entry.answers:
            content = cache.named(file)
            if content is None:
                raise ConnectorError("data_hash", path=cache.folder / file)
            parts.append(read_cube(parsed(content, file), file))
        return written(rows(_together(parts, entry.roles, definition.name), definition))


def _together(parts: list[Cube], roles: Mapping[str, tuple[str, ...]], name: str) -> Cube:
    """Return a table put together from its parts alone; what they hold between them is what was asked."""
    asked: dict[str, dict[str, None]] = {}
    for part in parts:
        for one in part.heading.dimensions:
            asked.setdefault(one.code, {}).update(dict.fromkeys(one.codes))
    whole = joined({code: tuple(codes) for code, codes in asked.items()}, parts, name)
    return replace(whole, heading=replace(whole.heading, roles=roles))


def table(name: str, folder: Path | None = None, *, purpose: Purpose = "model") -> "pd.DataFrame":
    """Return a table's rows as they were fetched, for a target.

    As of the embedded tables, what is held out is hidden from whoever tunes.

    Parameters
    ----------
    name : str
        Of the table's definition.
    folder : Path, optional
        The data folder; the user's own when left out.
    purpose : str
        ``validation`` shows a table whose role is held-out; ``model`` hides its figures.

    Returns
    -------
    DataFrame
        Columns ``year`` (int), ``geography`` (code; ``00`` for the nation), ``group`` (codes joined by
        ``|``; empty without groups), ``value`` (float, NaN unless observed) and ``state`` (observed,
        suppressed, missing, not applicable; held-out where hidden), sorted. Its ``attrs`` hold name, unit,
        publisher, terms, code_year, role, restricted, status and sha256.

    Raises
    ------
    ConnectorError
        If there is no such table, it was not fetched, or is not as it was fetched.
    """
    store = Store(data_folder(folder))
    definition = store.definition(name)
    content = store.content(definition)
    frame = reading(content)[SHOWN]
    if definition.role == HELD_OUT and purpose != "validation":
        frame["value"], frame["state"] = nan, HELD_OUT
    about = ("name", "unit", "publisher", "terms", "code_year", "role", "restricted", "status")
    frame.attrs.update({one: getattr(definition, one) for one in about}, sha256=sha256(content))
    return frame


def restricted_tables(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the tables made from restricted data: a study that uses one is restricted, too.

    A table whose file cannot be read counts as restricted if the lock file says that it was.
    """
    store = Store(data_folder(folder))
    found = {name for name, entry in read_lock(store.folder).items() if entry.restricted}
    for name in store.files():
        try:
            if store.definition(name).restricted:
                found.add(name)
        except (ConnectorError, DefinitionError):
            continue
    return tuple(sorted(found))
