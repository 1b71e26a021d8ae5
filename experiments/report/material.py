"""What a report is made from: one study on disk, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.comparison import Study
from experiments.errors import RequestError
from experiments.score.score import Score, score
from experiments.storage import read_manifest
from experiments.store.saved import SavedStudy, open_study
from indicators.indicator import Indicator
from indicators.library import all_indicators, indicator
from simulation.worlds import NationalWorld, national

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Material:
    """A study, opened.

    Parameters
    ----------
    saved : SavedStudy
    study : Study
        The replicates in which all scenarios are done.
    restricted : bool
        Whether it was made from microdata that may only leave as tables without small cells.
    boundaries : Path, optional
        A GeoJSON file with real boundaries.
    """

    saved: SavedStudy
    study: Study
    restricted: bool = False
    boundaries: Path | None = None
    manifests: Mapping[tuple[str, int], Mapping[str, Any]] = field(default_factory=dict)

    @property
    def world(self) -> NationalWorld:
        """The world's years and codes; those of norway-2013 for an invented one."""
        return national(self.saved.about.world)

    @property
    def years(self) -> str:
        """The years that headlines cover."""
        return f"{self.world.policy_year}\u2013{self.saved.about.last_year}"

    @cached_property
    def score(self) -> Score:
        """Who gains, who pays, when and how surely."""
        return score(self.saved, restricted=self.restricted)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that every run of the study holds, in the order of tables."""
        held = set.intersection(*(set(found) for found in self.study.measured.values()))
        return tuple(one.told_in(self.world) for one in all_indicators() if one.name in held)

    def label(self, name: str, language: str) -> str:
        """Return what an indicator is called, in the years of the study's world."""
        return indicator(name).told_in(self.world).label(language)

    def headlines(self) -> tuple[Indicator, ...]:
        """The headline indicators it holds."""
        return tuple(one for one in self.indicators if one.headline)

    def has(self, name: str) -> bool:
        """Say whether the study holds an indicator."""
        return any(one.name == name for one in self.indicators)

    def policy(self, scenario: str) -> str:
        """Return the month from which a scenario differs, as ``YYYY-MM``."""
        return str(self.scenario(scenario).get("policy") or f"{self.world.policy_year}-01")

    def scenario(self, name: str) -> Mapping[str, Any]:
        """Return a scenario as it was run: dials, levers, rules, policy date."""
        found: Mapping[str, Any] = (
            self.manifests[name, self.study.seeds[0]].get("run", {}).get("scenario", {})
        )
        return found

    def observer(self, name: str) -> Sequence[str] | None:
        """Return the keys of an observer that every run recorded; None where one did not."""
        keys: Sequence[str] | None = None
        for said in self.manifests.values():
            found = [o for o in said.get("meta", {}).get("observers", ()) if o["name"] == name]
            if not found:
                return None
            keys = tuple(found[0]["by"])
        return keys

    def monthly(self, name: str) -> tuple[list[int], dict[str, F64]] | None:
        """Return the months and the sum over all cells of an observer: scenario to (replicates, months)."""
        if self.observer(name) is None:
            return None
        told = self.saved.query(
            "select scenario, seed, month, sum(value) as value from records "
            f"where observer = '{name}' group by all"
        )
        months = sorted(int(month) for month in told["month"].unique())
        place = {month: i for i, month in enumerate(months)}
        row = {seed: i for i, seed in enumerate(self.study.seeds)}
        found = {name: np.zeros((len(row), len(months))) for name in self.study.scenarios}
        for scenario, seed, month, value in zip(
            told["scenario"], told["seed"], told["month"], told["value"], strict=True
        ):
            if seed in row and scenario in found:
                found[scenario][row[seed], place[int(month)]] = value
        return months, found

    def by_municipality(self, name: str, since: int) -> dict[str, F64] | None:
        """Return the sum of an observer from a month on: scenario to (replicates, municipality index)."""
        keys = self.observer(name)
        if keys is None or "municipality" not in keys:
            return None
        key = f"k{keys.index('municipality')}"
        told = self.saved.query(
            f"select scenario, seed, {key} as place, sum(value) as value from records "
            f"where observer = '{name}' and month >= {since} group by all"
        )
        if told.empty:
            return None
        row = {seed: i for i, seed in enumerate(self.study.seeds)}
        size = int(told["place"].max()) + 1
        found = {name: np.zeros((len(row), size)) for name in self.study.scenarios}
        for scenario, seed, place, value in zip(
            told["scenario"], told["seed"], told["place"], told["value"], strict=True
        ):
            if seed in row and scenario in found and place >= 0:
                found[scenario][row[seed], int(place)] += value
        return found


def gather(path: str | Path, *, restricted: bool = False, boundaries: Path | None = None) -> Material:
    """Open a study for a report.

    Parameters
    ----------
    path : path
        Folder of the study.
    restricted : bool
        Treat it as made from restricted microdata, whatever it says itself.
    boundaries : Path, optional

    Raises
    ------
    RequestError
        If the folder is no study, no replicate is whole, or there is nothing to compare.
    """
    saved = open_study(path)
    study = saved.comparison()
    if not study.arms:
        raise RequestError("one_scenario_report", name=saved.path.name)
    manifests = {}
    for run in saved.done:
        if run.seed in study.seeds:
            manifests[run.scenario, run.seed] = read_manifest(saved.path / run.place) or {}
    return Material(saved, study, restricted or bool(saved.restricted), boundaries, manifests)
