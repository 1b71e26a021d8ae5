"""Traces by exact re-run: a run is lived again with households followed, and must give the same bits."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agents.kinds import Kind
from experiments.comparison import of_study, study_name
from experiments.errors import RequestError
from experiments.history import Run, live
from experiments.single import carry_out, checked_parameters, checked_scale, checked_years, world_of
from experiments.storage import writable_folder
from scenarios.scenario import Scenario, load_scenario
from simulation.recorder import Record, Recorder
from simulation.trace import Sample, Trace

DIGITS = 16


@dataclass(frozen=True)
class Traced:
    """A run lived with households followed; its record is the same as without, bit by bit."""

    run: Run
    trace: Trace
    record: Record


def parse_key(text: str) -> int:
    """Return a household key written as 16 hexadecimal digits, as traces and stories write it."""
    try:
        if len(text) == DIGITS:
            return int(text, 16)
    except ValueError:
        pass
    raise RequestError("key", text=text)


def parse_kind(text: str | None) -> int | None:
    """Return a household kind by name (None: any)."""
    if text is None:
        return None
    name = text.strip().upper().replace("-", "_")
    if name not in Kind.__members__:
        kinds = ", ".join(kind.name.lower().replace("_", "-") for kind in Kind)
        raise RequestError("no_kind", text=text, kinds=kinds)
    return int(Kind[name])


def key_text(key: int) -> str:
    """Return a household key as text."""
    return f"{int(key):016x}"


def follow(run: Run, households: Iterable[int] = (), sample: Sample | None = None) -> tuple[Trace, Record]:
    """Live a run from its start with households followed; returns what was noted, and the record."""
    trace = Trace(households, sample=sample)
    meta = {"identity": run.identity(), "scenario": run.scenario.name, "seed": run.seed}
    with Recorder(None, run.all_observers(), meta | {"years": run.resolved()["years"]}, trace) as recorder:
        live(run, recorder)
    return trace, recorder.record()


def trace(
    scenario: str | Path | Scenario,
    seed: int = 1,
    households: Iterable[int] = (),
    sample: Sample | None = None,
    *,
    out: str | Path | None = None,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    parameters: str | None = None,
) -> Traced:
    """Follow households through a run that is lived again, and hold it against the run without.

    The run without is read where ``run.py simulate`` left it under `out`, or made now. `parameters`
    says where its values come from, as for a comparison.

    Raises
    ------
    RequestError
        If a household asked for did not live in the run, or the re-run was not exact.
    """
    chosen = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    where = world_of([chosen], world)
    last = checked_years(years, where)
    kind = checked_parameters(parameters, chosen.world)
    run = Run(chosen, seed, last, where, checked_scale(scale), parameters=kind)
    folder = None
    if out is not None:
        name = study_name([chosen], where, scale, parameters=of_study(kind, chosen.world))
        folder = writable_folder(Path(out) / "simulate" / name / str(seed))
    plain = carry_out(run, folder).record
    asked = list(households)
    found, record = follow(run, asked, sample)
    present = set(found.table().get("key", np.zeros(0)).tolist())
    for key in asked:
        if key not in present:
            raise RequestError("not_lived", key=key_text(key), name=chosen.name, seed=seed)
    if not same_record(plain, record):
        raise RequestError("not_exact", name=chosen.name, seed=seed)
    return Traced(run, found, record)


def same_record(one: Record, other: Record) -> bool:
    """Return whether two records hold the same bits."""
    return one.meta["observers"] == other.meta["observers"] and all(
        np.array_equal(one.columns[name], other.columns[name]) for name in one.columns
    )
