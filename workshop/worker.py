"""A worker process: does one task of a job, tells how far it is in lines of JSON, and ends.

It reads its task from its standard input and ends as soon as that is closed, so none outlives the server.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TextIO

Told = Mapping[str, Any]
Say = Callable[[Told], None]
NICE: Final = 5


def scenario_of(spec: Told) -> Any:
    """Return a scenario of the library by name, or the one a text describes."""
    from scenarios.reading import load_scenario
    from workshop.editor import read_text

    return load_scenario(spec["library"]) if "library" in spec else read_text(spec["toml"])


def compare_task(task: Told, say: Say) -> Told:
    """Run a scenario, and the baseline of its world or what it is held against, over some replicates."""
    from experiments.comparison import compare
    from workshop.data.observers import OBSERVERS

    study = compare(
        [scenario_of(one) for one in task["scenarios"]], task["replicates"], 1, task["out"],
        lambda done, total: say({"progress": [done, total]}), seed=task["seed"], world=task["world"],
        baseline=None if task.get("baseline") is None else scenario_of(task["baseline"]), observers=OBSERVERS,
    )  # fmt: skip
    return {"study": str(study.path)}


def pack_task(task: Told, say: Say) -> Told:
    """Make packs of a study, with what the run left out of it in no way changed."""
    from experiments.store.saved import open_study
    from experiments.table import save
    from workshop.pack import packs_of, write_pack

    saved = open_study(task["study"])
    save(saved.comparison())
    packs = packs_of(saved, "run")
    for pack in packs:
        write_pack(pack, Path(task["shelf"]))
    return {"keys": [pack.key for pack in packs]}


def report_task(task: Told, say: Say) -> Told:
    """Write the report of a study, with slides where the extra for them is there."""
    from experiments.report.build import build
    from experiments.report.material import gather
    from experiments.report.slides import installed

    made = build(gather(task["study"]), task["language"], pptx=installed())
    return {path.suffix[1:]: str(path) for path in made}


def story_task(task: Told, say: Say) -> Told:
    """Tell the lives of households under two scenarios."""
    from experiments.stories.story import stories
    from experiments.stories.tracing import parse_kind
    from simulation.trace import Sample
    from workshop.data.lives import life_data

    sample = Sample(task["count"], parse_kind(task["kind"]))
    found = stories(
        [scenario_of(one) for one in task["scenarios"]], task["seed"], sample=sample, world=task["world"]
    )
    return {"life": life_data(found)}


TASKS: Final[Mapping[str, Callable[[Told, Say], Told]]] = {
    "compare": compare_task, "pack": pack_task, "report": report_task, "story": story_task,
}  # fmt: skip


def do(task: Told, say: Say) -> None:
    """Do a task and say its result, or why there is none."""
    from experiments.errors import sentence

    try:
        say({"result": TASKS[task["do"]](task, say)})
    except Exception as error:
        told = {language: sentence(error, language) for language in ("en", "nb")}
        say({"failed": told if told["en"] else None, "fault": f"{type(error).__name__}: {error}"[:300]})


def give_way() -> None:
    """Let the server and the browser go first: whoever asks is answered while the model runs."""
    with suppress(OSError, AttributeError):  # not on every system
        os.nice(NICE)
    with suppress(OSError):  # where sessions share the cores evenly, niceness counts within one only
        Path("/proc/self/autogroup").write_text(str(NICE), encoding="ascii")


def _end_with(source: TextIO) -> None:
    """End this process when whoever began it has closed its end, whatever it is doing."""
    source.read()
    os._exit(1)


def main() -> None:
    """Read a task, do it."""
    give_way()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    task = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with, args=(sys.stdin,), daemon=True).start()

    def say(told: Told) -> None:
        answers.write(json.dumps(told, allow_nan=False) + "\n")
        answers.flush()

    do(task, say)
    answers.close()
    os._exit(0)  # the reading thread would be waited for


if __name__ == "__main__":
    main()
