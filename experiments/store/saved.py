"""A study on disk, asked without loading it all: DuckDB as a query engine over its Parquet files.

DuckDB writes nothing: its own files have a single writer, while the run sets have one each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from experiments.errors import RequestError
from experiments.storage import RECORD, read_manifest
from experiments.store.compact import Shelf
from experiments.store.measured import INDICATORS, read_measured
from experiments.store.study_file import STUDY, Listed, StudyFile
from indicators.indicator import Measured
from indicators.library import indicator
from scenarios.sentences import Near, nearest
from simulation.recorder import is_whole
from simulation.whole import MANIFEST

EFFORT: Final = ("seconds", "processor_seconds", "peak_megabytes")
# of a manifest; the rest of it is long
KEPT: Final[tuple[str, ...]] = ("files", "restricted", "restricted_inputs", *EFFORT)

if TYPE_CHECKING:
    import pandas as pd

    from experiments.comparison import Study


@dataclass(frozen=True)
class SavedStudy:
    """A study and what of it is done.

    Parameters
    ----------
    path : Path
        Its folder.
    about : StudyFile
        What it consists of.

    Notes
    -----
    :meth:`query` knows three tables:

    ``runs``
        scenario, seed, identity, seconds, processor_seconds, peak_megabytes, folder; one row a run done.
    ``indicators``
        scenario, seed, indicator, year, part, value; the headline has neither year nor part.
    ``records``
        scenario, seed, observer, month, k0-k3, value: all that was observed (months from January 2007).
    """

    path: Path
    about: StudyFile

    @cached_property
    def _manifests(self) -> Mapping[Listed, Mapping[str, Any]]:
        found = {}
        for run in self.about.runs:
            said = read_manifest(self.path / run.place)
            if said is not None and said.get("identity") == run.identity:
                found[run] = {key: said[key] for key in KEPT if key in said}
        return found

    @property
    def done(self) -> tuple[Listed, ...]:
        """Runs whose whole result is there (their bytes are looked at by ``studies verify``)."""
        return tuple(self._manifests)

    @property
    def restricted(self) -> tuple[str, ...]:
        """Names of the restricted files it rests on, as the study or one of its runs says; none usually."""
        found = dict.fromkeys(self.about.restricted)
        for said in self._manifests.values():
            if said.get("restricted") is True:
                found |= dict.fromkeys(said.get("restricted_inputs") or (MANIFEST,))
        return tuple(found)

    def damage(self, run: Listed) -> tuple[str, ...]:
        """Return the files of a run done whose bytes are not those that were written."""
        folder = self.path / run.place
        try:
            files = dict(self._manifests[run]["files"])
            return tuple(name for name in files if not is_whole(folder / name, files[name]))
        except (KeyError, TypeError, ValueError):
            return (MANIFEST,)

    @property
    def missing(self) -> tuple[Listed, ...]:
        """Runs still to be made: the same command makes them."""
        return tuple(run for run in self.about.runs if run not in self._manifests)

    def runs(self) -> "pd.DataFrame":
        """Return the runs that are done, with what each took."""
        return self.query("select * from runs order by seed, scenario")

    def query(self, sql: str) -> "pd.DataFrame":
        """Return what SQL says of the tables ``runs``, ``indicators`` and ``records``.

        Raises
        ------
        RequestError
            If the question is not understood.
        """
        import duckdb

        safe: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        with duckdb.connect(":memory:", config=safe) as asked:
            self._prepare(asked)
            try:
                answer: pd.DataFrame = asked.sql(sql).df()
                return answer
            except duckdb.Error as error:
                raise RequestError("not_answered", reason=str(error).splitlines()[0]) from None
            except AttributeError:
                raise RequestError("questions_only") from None

    def headline(self, name: str) -> "pd.DataFrame":
        """Return a headline indicator: scenario, seed, value; one row a run done."""
        key = indicator(name).name  # names the nearest when there is none
        return self.query(
            "select scenario, seed, value from indicators where year is null and part is null "
            f"and indicator = '{key}' order by seed, scenario"
        )

    def comparison(self) -> "Study":
        """Return the replicates in which every scenario is done, as :func:`experiments.compare` would.

        Raises
        ------
        RequestError
            If there is none.
        """
        from experiments.comparison import Study

        there = {(run.scenario, run.seed): run for run in self.done}
        seeds = sorted({run.seed for run in self.done})
        whole = tuple(s for s in seeds if all((name, s) in there for name in self.about.scenarios))
        if not whole:
            raise RequestError("no_whole_replicate", name=self.path.name)
        shelf = Shelf()
        measured: dict[tuple[str, int], Mapping[str, Measured]] = {
            (name, seed): shelf.kept(read_measured(self.path / there[name, seed].place))
            for seed in whole
            for name in self.about.scenarios
        }
        return Study(
            self.about.scenarios,
            whole,
            measured,
            len(measured),
            self.path,
            self.about.per_draw,
            self.about.world,
            self.about.scale,
            restricted=self.restricted,
            parameters=self.about.parameters,
        )

    def _prepare(self, asked: Any) -> None:
        """Give DuckDB the three tables, and nothing outside the study's folder."""
        asked.execute(
            "create table runs (scenario varchar, seed bigint, identity varchar, seconds double, "
            "processor_seconds double, peak_megabytes double, folder varchar)"
        )
        for run, said in self._manifests.items():
            asked.execute(
                "insert into runs values (?, ?, ?, ?, ?, ?, ?)",
                [run.scenario, run.seed, run.identity, *(said.get(k) for k in EFFORT), run.place.as_posix()],
            )
        for table, name, columns in (
            ("indicators", INDICATORS, "indicator, year, part, value"),
            ("records", RECORD, "cast(observer as varchar) as observer, month, k0, k1, k2, k3, value"),
        ):
            files = [(self.path / run.place / name).as_posix() for run in self.done]
            if not files:
                continue
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            prefix = self.path.as_posix().replace("'", "''")
            asked.execute(
                f"create view {table} as select scenario, seed, {columns} from "
                f"read_parquet([{listed}], filename = true) file join runs on "
                f"file.filename = '{prefix}/' || runs.folder || '/{name}'"
            )
        directory = self.path.as_posix().replace("'", "''")
        asked.execute(f"set allowed_directories = ['{directory}']")
        asked.execute("set enable_external_access = false")
        asked.execute("set lock_configuration = true")


def open_study(path: str | Path) -> SavedStudy:
    """Return a study that lies in a folder.

    Raises
    ------
    RequestError
        If the folder is no study.
    """
    folder = Path(path).absolute()
    about = StudyFile.read(folder)
    if about is None:
        raise RequestError("no_study", path=path, file=STUDY, hint=_like(folder))
    return SavedStudy(folder, about)


def _like(folder: Path) -> Near:
    """Return the study beside a folder whose name is most like it: one that begins so before another."""
    names = sorted(place.parent.name for place in folder.parent.glob(f"*/{STUDY}"))
    longer = [name for name in names if name.startswith(f"{folder.name}-")]
    return Near(min(longer, key=len)) if longer else nearest(folder.name, names)


def place_of(name: str, out: Path) -> Path:
    """Return the folder a study is named by: below the results, or anywhere by its path."""
    return Path(name) if Path(name).is_dir() and not (out / name).is_dir() else out / name


def studies_in(folder: Path) -> list[SavedStudy]:
    """Return the studies below a folder of results, by name."""
    places = sorted(place.parent for place in folder.glob(f"*/{STUDY}"))
    return [SavedStudy(place.absolute(), about) for place in places if (about := StudyFile.read(place))]
