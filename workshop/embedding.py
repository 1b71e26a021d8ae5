"""Making the embedded set: the presets with a few replicates, lives of some households, and the design.

``run.py workshop build`` calls it. What was run before is found in the run store and not run again, so the
same command goes on where it was stopped.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from experiments.comparison import compare
from experiments.disclosure import restricted_data
from experiments.engine import cores
from experiments.storage import code_fingerprint, versions, writable_folder, write_json, write_text
from experiments.store.saved import open_study
from experiments.stories.story import stories
from scenarios.scenario import PRESETS, load_scenario
from scenarios.worlds import NORWAY
from simulation.trace import Sample
from workshop import answers, emulator
from workshop.data.lives import life_data
from workshop.data.observers import OBSERVERS
from workshop.house import House, posterior_of
from workshop.pack import packs_of, refuse_restricted, write_pack, zipped

Progress = Callable[[str, int, int], None]
PAIRS: Final = (
    ("baseline-2013", "integrated"), ("fragmented", "integrated"), ("baseline-2013", "planned"),
    ("baseline-2013", "informed"), ("baseline-2013", "fragmented"),
)  # fmt: skip
AMONG: Final = 300  # households of a pair, of which some are shown and all are counted
FORMAT: Final = 1


@dataclass(frozen=True)
class Size:
    """How large an embedded set is to be.

    Parameters
    ----------
    replicates : int
        Of each preset.
    points, point_replicates : int
        Settings of the design, and replicates of each; no design with 0 points.
    presets, pairs
        Scenarios, and pairs of them under which lives are told; fewer for a trial.
    """

    replicates: int = 4
    points: int = 256
    point_replicates: int = 4
    presets: tuple[str, ...] = PRESETS
    pairs: tuple[tuple[str, str], ...] = PAIRS


def embed(
    folder: Path,
    out: Path,
    size: Size,
    workers: int | None = None,
    seed: int = 1,
    world: str = NORWAY.name,
    progress: Progress | None = None,
    command: str = "run.py workshop build",
) -> dict[str, Any]:
    """Make the embedded set in a folder; returns its manifest.

    Parameters
    ----------
    folder : Path
        For the set.
    out : Path
        Run store, where the runs are kept.

    Raises
    ------
    WorkshopError
        If the model rests on restricted data.
    """

    def say(what: str) -> Callable[[int, int], None]:
        return lambda done, total: progress(what, done, total) if progress else None

    refuse_restricted(restricted_data())
    writable_folder(folder)
    drawn = posterior_of(world)
    used = workers or cores()
    store = out / "workshop" / "build"
    study = compare(
        size.presets,
        size.replicates,
        used,
        store,
        say("presets"),
        seed=seed,
        world=world,
        observers=OBSERVERS,
    )
    assert study.path is not None
    packs = packs_of(open_study(study.path), "embedded", named=True)
    for pack in packs:
        write_pack(pack, folder)
    lives = _lives(size.pairs, seed, world, say("households"))
    write_text(folder / "lives.json.gz", zipped(lives))
    about: dict[str, Any] = {"points": size.points, "replicates": size.point_replicates, "seed": seed}
    about |= {"code": code_fingerprint(), "posterior": drawn, "made": time.strftime("%Y-%m-%d")}
    if size.points:
        table, designed = emulator.run_design(
            size.points, size.point_replicates, seed, used, store, world, say("design")
        )
        emulator.write_design(folder, {**emulator.fitted(table, designed, world), "about": about})
    manifest = {
        "format": FORMAT, "command": command, "made": time.strftime("%Y-%m-%d"), "code": code_fingerprint(),
        "posterior": drawn, "versions": dict(versions()), "world": world, "seed": seed,
        "replicates": size.replicates,
        "scenarios": [pack.key for pack in packs], "design": about if size.points else None,
        "lives": sorted(lives),
    }  # fmt: skip
    write_json(folder / "manifest.json", manifest)
    answers.make(House(out, folder), folder / answers.FOLDER)
    return manifest


def _lives(
    pairs: Sequence[tuple[str, str]], seed: int, world: str, say: Callable[[int, int], None]
) -> dict[str, Any]:
    """Return lives of households under pairs of presets, by pair."""
    found = {}
    for i, pair in enumerate(pairs):
        say(i, len(pairs))
        told = stories([load_scenario(name) for name in pair], seed, sample=Sample(AMONG), world=world)
        if told:
            found["|".join(pair)] = life_data(told)
    say(len(pairs), len(pairs))
    return found
