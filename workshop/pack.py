"""One scenario's results as the page is given them: monthly series, map, flows and headlines.

A pack is made in a worker process from a study on disk and kept as three small files: what the browser
gets as it is; and, which only the server reads, the indicators, and what the maps count in every replicate.
All arms of a study share the seeds, so any two packs with seeds in common can be compared replicate by
replicate.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.storage import read_manifest, writable_folder, write_text
from indicators.groups import PEOPLE as PEOPLE_DIMENSIONS
from indicators.indicator import Measured
from scenarios.scenario import Scenario
from simulation.recorder import Record
from workshop.data.fans import LINES
from workshop.data.flows import flow_data
from workshop.data.maps import MEASURES, counted, map_data
from workshop.data.packing import pack_small, unpack
from workshop.data.records import F64, months_of, records_of, running, stacked
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from experiments.store.saved import SavedStudy

LEFT_OUT: Final = ("hexes", "low", "high")  # of a map: the page has the hexes, and shows no ranges by place
KEPT_PARTS: Final = (*PEOPLE_DIMENSIONS, "reason")


@dataclass(frozen=True)
class Pack:
    """One scenario's results.

    Attributes
    ----------
    key
        A hash of the runs it is made of; of the embedded ones the name of the scenario.
    base
        Key of the pack of the baseline of the same study.
    code
        Fingerprint of the model that made the runs.
    shown
        What the browser gets.
    measured
        Indicators by seed and name.
    counts
        What each map counts, packed (replicates, months, municipalities), where the pack was just made;
        :func:`read_counts` reads them of one that lies in a folder.
    """

    key: str
    base: str
    code: str
    shown: Mapping[str, Any]
    measured: Mapping[int, Mapping[str, Measured]]
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.shown["scenario"]["name"])

    @property
    def world(self) -> str:
        """Name of the world."""
        return str(self.shown["world"])

    @property
    def posterior(self) -> str:
        """Hash of the posterior its replicates drew from: the code's fingerprint does not have it."""
        return str(self.shown.get("posterior", ""))

    @property
    def seeds(self) -> tuple[int, ...]:
        """Replicate seeds, in order."""
        return tuple(self.measured)


def packs_of(saved: "SavedStudy", origin: str, named: bool = False) -> list[Pack]:
    """Return a pack for each scenario of a study, the baseline first.

    Parameters
    ----------
    saved : SavedStudy
    origin : str
        ``embedded`` or ``run``.
    named : bool
        Whether keys are the scenarios' names.

    Raises
    ------
    WorkshopError
        If the study rests on restricted data: a map by municipality is made of small cells.
    """
    from workshop.editor import toml_of_scenario

    refuse_restricted(saved.restricted)

    study = saved.comparison()
    runs = {(one.scenario, one.seed): one for one in saved.done}
    keys = {
        name: name if named else _key([runs[name, s].identity for s in study.seeds])
        for name in study.scenarios
    }
    records = records_of(saved)
    found = []
    for name in study.scenarios:
        manifest = read_manifest(saved.path / runs[name, study.seeds[0]].place) or {}
        scenario = Scenario.model_validate(manifest["run"]["scenario"])
        base = None if name == study.baseline else records[study.baseline]
        months = months_of(records[name][0])
        shown = {
            "key": keys[name], "base": keys[study.baseline], "origin": origin, "code": saved.about.code,
            "posterior": manifest["run"].get("posterior", ""),
            "world": study.world, "scale": study.scale, "seeds": list(study.seeds),
            "scenario": {
                "name": name, "en": scenario.description.en, "nb": scenario.description.nb,
                "toml": toml_of_scenario(scenario),
            },
            "months": months, "policy": months.index(scenario.policy) if scenario.policy in months else None,
            "monthly": {line: series(records[name], line, study.scale) for line in LINES},
            "map": {measure: _maps(records[name], base, measure, study.scale) for measure in MEASURES},
            "flow": flow_data(records[name], None, study.scale),
            "headlines": {
                one.name: [plain(study.measured[name, s][one.name].value) for s in study.seeds]
                for one in study.indicators
            },
        }  # fmt: skip
        measured = {s: study.measured[name, s] for s in study.seeds}
        counts = {one: pack_small(counted(records[name], one)) for one in MEASURES}
        found.append(Pack(keys[name], keys[study.baseline], saved.about.code, shown, measured, counts))
    return found


def refuse_restricted(names: Sequence[str]) -> None:
    """Refuse to show what rests on restricted data.

    Raises
    ------
    WorkshopError
        If any is named.
    """
    if names:
        raise WorkshopError("ws_restricted", names=", ".join(names))


def series(records: Sequence[Record], line: str, scale: float) -> list[list[float | None]]:
    """Return a line of every replicate by month, as the fans have it; None where there is no figure."""
    one = LINES[line]
    found = stacked(records, one.observer)
    if one.window > 1:
        found = np.stack([running(each, one.window) for each in found])
    return [[plain(value) for value in row] for row in (found / scale).tolist()]


def _maps(
    records: Sequence[Record], base: Sequence[Record] | None, measure: str, scale: float
) -> dict[str, Any]:
    """Return a map of the level and, of an arm, of its difference; the page has the hexes."""
    maps = {"level": map_data(records, measure, scale=scale)}
    if base is not None:
        maps["difference"] = map_data(records, measure, base, scale=scale)
    return {name: {k: v for k, v in one.items() if k not in LEFT_OUT} for name, one in maps.items()}


def plain(value: float) -> float | None:
    """Return a number as JSON has it: none for NaN, seven significant digits."""
    return None if value != value else float(f"{value:.7g}")


def _key(identities: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(identities).encode()).hexdigest()[:24]


def write_pack(pack: Pack, folder: Path) -> None:
    """Write a pack as its files, each whole or not at all; the one that says it is there comes last."""
    measured = {
        str(seed): {
            name: [None if one.value != one.value else one.value,
                   {str(y): plain(v) for y, v in one.by_year.items()},
                   {p: plain(v) for p, v in one.parts.items() if p.partition(":")[0] in KEPT_PARTS}]
            for name, one in found.items()
        }
        for seed, found in pack.measured.items()
    }  # fmt: skip
    writable_folder(folder)
    if pack.counts:
        write_text(folder / f"{pack.key}.maps.json.gz", zipped(pack.counts))
    write_text(folder / f"{pack.key}.measured.json.gz", zipped(measured))
    write_text(folder / f"{pack.key}.json.gz", zipped(pack.shown))


def zipped(content: Any, level: int = 9) -> bytes:
    """Return JSON, packed; the same bytes each time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), level, mtime=0)


def read_pack(folder: Path, key: str) -> Pack | None:
    """Return a pack that lies in a folder; None when it does not lie there whole."""
    try:
        shown = json.loads(gzip.decompress((folder / f"{key}.json.gz").read_bytes()))
        told = json.loads(gzip.decompress((folder / f"{key}.measured.json.gz").read_bytes()))
        measured = {
            int(seed): {name: _measured(*one) for name, one in found.items()} for seed, found in told.items()
        }
        return Pack(shown["key"], shown["base"], shown["code"], shown, measured)
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None


def read_counts(folder: Path, key: str) -> dict[str, F64]:
    """Return what the maps of a pack count, by measure: (replicates, months, municipalities).

    Raises
    ------
    WorkshopError
        If the pack was made without them.
    """
    try:
        told = json.loads(gzip.decompress((folder / f"{key}.maps.json.gz").read_bytes()))
        return {measure: unpack(told[measure]) for measure in MEASURES}
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        raise WorkshopError("ws_no_maps") from None


def _measured(
    value: float | None, years: Mapping[str, float | None], parts: Mapping[str, float | None]
) -> Measured:
    def known(one: float | None) -> float:
        return nan if one is None else one

    return Measured(
        known(value),
        {int(year): known(one) for year, one in years.items()},
        {name: known(one) for name, one in parts.items()},
    )
