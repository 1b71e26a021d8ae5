"""One scenario's results as the page is given them: monthly series, map, flows and headlines.

A pack is made in a worker process from a study on disk and kept as two small files: what the browser
gets as it is, and the indicators, which only the server reads. All arms of a study share the seeds, so any
two packs with seeds in common can be compared replicate by replicate.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import Tenure
from experiments.report.sections.tenure import GROUPS, ORDER
from experiments.storage import read_manifest, writable_folder, write_text
from indicators.first_dwelling import FIRST
from indicators.groups import PEOPLE as PEOPLE_DIMENSIONS
from indicators.indicator import Measured
from indicators.tenure_moves import MOVES, RECEPTION
from indicators.waiting_stock import WAITING
from scenarios.scenario import Scenario
from scenarios.worlds import TINY, world_named
from workshop.seen import PEOPLE, SETTLED

if TYPE_CHECKING:
    from experiments.store.saved import SavedStudy

F64 = npt.NDArray[np.float64]
TENTH: Final = 10.0  # persons settled a month are means of replicates: kept to a tenth of a person
KEPT_PARTS: Final = (*PEOPLE_DIMENSIONS, "reason")
MOST: Final = np.iinfo(np.uint16).max


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
    """

    key: str
    base: str
    code: str
    shown: Mapping[str, Any]
    measured: Mapping[int, Mapping[str, Measured]]

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.shown["scenario"]["name"])

    @property
    def world(self) -> str:
        """Name of the world."""
        return str(self.shown["world"])

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
    """
    from workshop.editor import toml_of_scenario

    study = saved.comparison()
    spec = world_named(study.world)
    runs = {(one.scenario, one.seed): one for one in saved.done}
    keys = {name: name if named else _key([runs[name, s].identity for s in study.seeds])
            for name in study.scenarios}  # fmt: skip
    monthly = _monthly(saved, study.seeds)
    found = []
    for name in study.scenarios:
        manifest = read_manifest(saved.path / runs[name, study.seeds[0]].place) or {}
        scenario = Scenario.model_validate(manifest["run"]["scenario"])
        months, waiting = monthly[name]
        shown = {
            "key": keys[name], "base": keys[study.baseline], "origin": origin, "code": saved.about.code,
            "world": study.world, "scale": study.scale, "seeds": list(study.seeds),
            "scenario": {
                "name": name, "en": scenario.description.en, "nb": scenario.description.nb,
                "toml": toml_of_scenario(scenario),
            },
            "months": [spec.text(month) for month in months],
            "policy": scenario.policy_month - months[0],
            "monthly": {"waiting": waiting},
            "map": None if study.world == TINY.name else _map(saved, name, study.seeds, months),
            "flow": _flow(saved, name, len(study.seeds), spec.first_year),
            "headlines": {
                one.name: [plain(study.measured[name, s][one.name].value) for s in study.seeds]
                for one in study.indicators
            },
        }  # fmt: skip
        measured = {s: study.measured[name, s] for s in study.seeds}
        found.append(Pack(keys[name], keys[study.baseline], saved.about.code, shown, measured))
    return found


def plain(value: float) -> float | None:
    """Return a number as JSON has it: none for NaN, seven significant digits."""
    return None if value != value else float(f"{value:.7g}")


def _key(identities: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(identities).encode()).hexdigest()[:24]


def _monthly(
    saved: "SavedStudy", seeds: Sequence[int]
) -> dict[str, tuple[list[int], list[list[float]]]]:
    """Return the persons who wait in reception: by scenario the months, and a row for each seed."""
    told = saved.query(
        "select scenario, seed, month, sum(value) as value from records "
        f"where observer = '{WAITING.name}' group by all"
    )
    months = list(range(int(told["month"].min()), int(told["month"].max()) + 1))
    found = {}
    for name, rows in told.groupby("scenario"):
        table = np.zeros((len(seeds), len(months)))
        for seed, month, value in zip(rows["seed"], rows["month"], rows["value"], strict=True):
            if seed in seeds:
                table[seeds.index(int(seed)), int(month) - months[0]] = value
        found[str(name)] = (months, table.tolist())
    return found


def _map(saved: "SavedStudy", name: str, seeds: Sequence[int], months: Sequence[int]) -> dict[str, str]:
    """Return months x municipalities, mean of the seeds, as base64 of little-endian uint16."""
    size = len(codes(saved.about.world))
    found = {}
    for label, observer, scale in (("settled", SETTLED, TENTH), ("people", PEOPLE, 1.0)):
        told = saved.query(
            f"select month, k0 as place, sum(value) as value from records where observer = '{observer.name}' "
            f"and scenario = '{name}' and seed in ({', '.join(map(str, seeds))}) group by all"
        )
        table = np.zeros((len(months), size))
        inside = (told["place"] >= 0) & (told["place"] < size)
        table[told["month"][inside].to_numpy(int) - months[0], told["place"][inside].to_numpy(int)] = told[
            "value"
        ][inside].to_numpy(float)
        scaled = np.rint(table * (scale / len(seeds)))
        found[label] = base64.b64encode(np.minimum(scaled, MOST).astype("<u2").tobytes()).decode()
    return found


def codes(world: str) -> list[str]:
    """Return the municipality numbers of a world in the order of the model."""
    from data import load_table

    year = world_named(world).data.code_year
    table = load_table("municipalities" if year == 2013 else f"municipalities_{year}")
    return [str(code) for code in table["code"]]


def _flow(saved: "SavedStudy", name: str, replicates: int, first_year: int) -> dict[str, Any]:
    """Return households a year from one tenure to another: first dwellings, then moves."""
    place = {state: i for i, state in enumerate(ORDER)}

    def state(code: int) -> int:
        return place[GROUPS.get(Tenure(code).name.lower(), "none")]

    years: dict[int, dict[tuple[int, int], float]] = {}
    for observer, sql in (
        (FIRST, "-1 as before, k0 as after"),
        (MOVES, "k0 as before, k1 as after"),
    ):
        told = saved.query(
            f"select month // 12 as year, {sql}, sum(value) as value from records "
            f"where observer = '{observer.name}' and scenario = '{name}' group by all"
        )
        for year, before, after, value in zip(
            told["year"], told["before"], told["after"], told["value"], strict=True
        ):
            ends = place[RECEPTION] if before < 0 else state(int(before)), state(int(after))
            links = years.setdefault(int(year) + _calendar_start(saved), {})
            links[ends] = links.get(ends, 0.0) + float(value) / replicates
    kept = sorted(year for year in years if year >= first_year)
    return {
        "years": kept,
        "nodes": list(ORDER),
        "links": [[[a, b, round(v, 1)] for (a, b), v in sorted(years[year].items())] for year in kept],
    }


def _calendar_start(saved: "SavedStudy") -> int:
    return world_named(saved.about.world).data.calendar.first_year


def write_pack(pack: Pack, folder: Path) -> None:
    """Write a pack as two files, each whole or not at all; the one that says it is there comes last."""
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
    write_text(folder / f"{pack.key}.measured.json.gz", zipped(measured))
    write_text(folder / f"{pack.key}.json.gz", zipped(pack.shown))


def zipped(content: Any) -> bytes:
    """Return JSON, packed; the same bytes each time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), 9, mtime=0)


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
