"""Measures one task in a process of its own: ``python child.py TASK_FILE AGENTS STEPS`` prints one JSON line.

It is run by the Python of a throw-away environment that has the engine and nothing of this project, so it
imports nothing but what comes with Python. A task file has

- ``PACKAGE``: the name its version is asked by;
- ``DOES``: what one agent does in one step, in a few words;
- ``build(agents)``: returns a model with so many agents;
- ``step(model)``: lives one step of it;
- ``count(model)``, if there are not just so many agents as were asked for.
"""

import gc
import json
import runpy
import sys
import time
from importlib.metadata import PackageNotFoundError, version

SMALL = 100  # agents of the model that is built and stepped first, so that what is loaded late is there
WARM = 1  # steps before the clock starts


def resident() -> int:
    """Return the bytes this process holds in memory; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return 0


def version_of(package: str) -> str:
    """Return the version of an installed package; what is not installed as a package has none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def main(file: str, agents: int, steps: int) -> None:
    """Build, step, and tell seconds of the processor and bytes."""
    task = runpy.run_path(file)
    task["step"](task["build"](SMALL))
    gc.collect()
    before = resident()
    model = task["build"](agents)
    for _ in range(WARM):
        task["step"](model)
    there = task["count"](model) if "count" in task else agents
    began = time.process_time()
    for _ in range(steps):
        task["step"](model)
    seconds = time.process_time() - began
    gc.collect()
    told = {
        "version": version_of(task["PACKAGE"]), "does": task["DOES"], "agents": there, "steps": steps,
        "seconds": seconds, "bytes": max(resident() - before, 0),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
