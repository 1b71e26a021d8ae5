"""Whether a study is what was computed: the bytes of every run set, and one run computed anew."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.errors import RequestError
from experiments.history import Run
from experiments.single import carry_out
from experiments.storage import RECORD, code_fingerprint, read_manifest, versions
from experiments.store.measured import read_measured
from experiments.store.saved import SavedStudy
from experiments.store.study_file import Listed
from scenarios.scenario import Scenario
from simulation.recorder import COLUMNS, RecordError, read_record


@dataclass(frozen=True)
class Verified:
    """What was found: run sets with other bytes than were written, and how one run compares.

    `files` names the damaged files, below the study's folder; `differing` names what differs between the
    kept run and the one computed anew (empty: the same bits in everything).
    """

    whole: int
    damaged: tuple[Listed, ...]
    files: tuple[str, ...]
    recomputed: Listed
    differing: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing was found amiss."""
        return not self.damaged and not self.differing


def verify(study: SavedStudy, scenario: str | None = None, seed: int | None = None) -> Verified:
    """Look at the bytes of every run done and compute one anew, the first unless another is named.

    Raises
    ------
    RequestError
        If there is nothing to verify, or the study is of other code or versions.
    """
    chosen = [run for run in study.done if scenario in (None, run.scenario) and seed in (None, run.seed)]
    if not chosen:
        raise RequestError("nothing_to_verify", name=study.path.name)
    if study.about.code != code_fingerprint() or dict(study.about.versions) != dict(versions()):
        raise RequestError(
            "other_code",
            name=study.path.name,
            code=study.about.code,
            versions=_said(study.about.versions),
            own=code_fingerprint(),
            own_versions=_said(versions()),
        )
    wrong = {run: names for run in study.done if (names := study.damage(run))}
    files = tuple((run.place / name).as_posix() for run, names in wrong.items() for name in names)
    one = chosen[0]
    return Verified(len(study.done) - len(wrong), tuple(wrong), files, one, _differing(study, one))


def _differing(study: SavedStudy, one: Listed) -> tuple[str, ...]:
    folder = study.path / one.place
    said = (read_manifest(folder) or {})["run"]
    run = Run(
        Scenario.model_validate(said["scenario"]),
        one.seed,
        said["years"][1],
        said["world"],
        said["scale"],
        said["frozen"],
        tuple(said["knocked_out"]),
        said["overrides"],
        parameters=said["parameters"],
    )
    if run.identity() != one.identity:
        return ("identity",)
    try:
        kept = read_record(folder / RECORD)
        measured = read_measured(folder)
    except (RecordError, OSError, ValueError):
        return (RECORD,)
    anew = carry_out(run)
    differing = [
        name for name in COLUMNS if not np.array_equal(kept.columns[name], anew.record.columns[name])
    ]
    if repr(measured) != repr(anew.indicators()):
        differing.append("indicators")
    return tuple(differing)


def _said(found: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in dict(found).items())
