"""Put small wrongs into the core and see how many the tests notice: ``python -m benchmarks.mutation``."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from benchmarks.mutation.choice import TESTS, WHOLE, chosen_for
from benchmarks.mutation.operators import Mutant, mutants
from benchmarks.mutation.sample import Rate, drawn, rate, room
from benchmarks.mutation.trial import FAILED, WAITED, Bench, copied, load_libraries
from benchmarks.mutation.watching import CORE, Files

ROOT: Final = Path(__file__).resolve().parents[2]
LONG: Final = 1800.0  # seconds of the processor all tests of the core may take
TIMES: Final = 2.0  # a trial may take so many times what the tests take, and the seconds of `--patience` more

UNSEEN: Final = "no test runs it"
NOTHING: Final = 5  # pytest's exit code when it finds no test

type Trial = dict[str, Any]


def found_in(root: Path) -> dict[str, list[Mutant]]:
    """Return every wrong that can be put into the core, by file."""
    paths = sorted(path for package in CORE for path in (root / package).rglob("*.py"))
    names = [path.relative_to(root).as_posix() for path in paths]
    return {name: mutants(name, path.read_bytes()) for name, path in zip(names, paths, strict=True)}


def baseline(bench: Bench, kept: Path) -> tuple[Files, float]:
    """Return what each file of tests runs and takes on the code as it is; measured once, then read.

    SystemExit if a test fails on the code as it is.
    """
    if not kept.is_file():
        print("measuring the tests on the code as it is ...", flush=True)
        bench.unchanged(WHOLE, LONG)  # compiles the kernels
        whole, _ = bench.unchanged(WHOLE, LONG)
        done, files = bench.unchanged(TESTS, LONG)
        for outcome in (whole, done):
            if outcome.code != 0:
                raise SystemExit(f"The tests fail on the code as it is: {outcome.told or outcome.code}.")
        kept.write_text(json.dumps({"whole": whole.seconds, "files": files}))
    told = json.loads(kept.read_text())
    return told["files"], told["whole"]


def tried(path: Path, first: bool = False) -> dict[str, Trial]:
    """Return the trials made so far, by the name of the wrong: the last of each, or the first."""
    if not path.is_file():
        return {}
    trials: list[Trial] = [json.loads(line) for line in path.read_text().splitlines()]
    return {one["name"]: one for one in (reversed(trials) if first else trials)}


def make_trial(
    bench: Bench, one: Mutant, files: Files, whole: float, budget: float, patience: float
) -> Trial:
    """Put one wrong into the copy and run the tests chosen for it."""
    source = (bench.tree / one.path).read_bytes()
    told: Trial = {
        "name": one.name(source), "path": one.path, "line": one.line, "kind": one.kind, "before": one.before,
        "after": one.text,
    }  # fmt: skip
    tests, seconds, reached = chosen_for(one, files, bench.tree, whole, budget)
    if not tests:
        return told | {"noticed": False, "how": UNSEEN, "seconds": 0.0}
    outcome = bench.wrong(one, tests, TIMES * seconds + patience)
    if outcome.code in (NOTHING, FAILED):
        raise SystemExit(f"A trial could not be made: {one.path}:{one.line}, {tests}.")
    if (
        outcome.code == WAITED
    ):  # neither its seconds nor its tests came to an end: it sleeps, or this machine does
        how = "stopped by the clock"
        return told | {"noticed": True, "how": how, "seconds": round(outcome.seconds, 2)}
    if outcome.code == 0:
        how = "" if reached else UNSEEN
    else:
        how = outcome.told or ("stopped" if outcome.code is None else "import")
    return told | {"noticed": outcome.code != 0, "how": how, "seconds": round(outcome.seconds, 2)}


def table(trials: Iterable[Trial], sizes: Mapping[str, int]) -> str:
    """Return the rates as a table of Markdown: by part of the core, and in all."""

    def row(name: str, one: Rate) -> str:
        found = f"{100 * one.share:.0f} % | {100 * one.low:.0f}-{100 * one.high:.0f} %"
        return f"| {name} | {one.of} | {one.tried} | {found} |"

    pairs = [(one["path"], bool(one["noticed"])) for one in trials]
    rooms = sorted({room(path) for path, _ in pairs})
    rows = [row(f"`{name}`", rate([p for p in pairs if room(p[0]) == name], sizes)) for name in rooms]
    head = ["| part | wrongs possible | tried | noticed | 95 % interval |", "|---|---:|---:|---:|---:|"]
    return "\n".join([*head, *rows, row("all", rate(pairs, sizes))])


def main(given: Sequence[str] | None = None, root: Path = ROOT) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="how many are tried (400)")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1); a larger one holds a smaller")
    parser.add_argument("--all", action="store_true", help="try every one: hours")
    parser.add_argument("--only", default="*", help="files, as 'simulation/processes/*'")
    parser.add_argument("--survivors", action="store_true", help="try again those not noticed")
    parser.add_argument("--budget", type=float, default=5.0, help="seconds for other tests (5)")
    parser.add_argument("--patience", type=float, default=6.0, help="seconds more than tests need (6)")
    parser.add_argument("--until", default="", help="stop at this time of the clock, as 11:10")
    parser.add_argument("--out", type=Path, default=root / "runs" / "mutation", help="where results are kept")
    options = parser.parse_args(given)
    load_libraries()
    found = {path: ones for path, ones in found_in(root).items() if fnmatch(path, options.only)}
    sizes = {path: len(ones) for path, ones in found.items()}
    chosen = drawn(found, sum(sizes.values()) if options.all else options.sample, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    log = options.out / "trials.jsonl"
    with copied(root, options.out) as tree:
        bench = Bench(tree)
        files, whole = baseline(bench, options.out / "baseline.json")
        bench.warm(files)
        names = {one.name((tree / one.path).read_bytes()): one for one in chosen}
        known = tried(log)
        left = [
            name for name in names
            if name not in known or (options.survivors and not known[name]["noticed"])
        ]  # fmt: skip
        left.sort(key=lambda name: name not in known)  # those tried before come first
        began = time.monotonic()
        for count, name in enumerate(left):
            if options.until and time.strftime("%H:%M") >= options.until:
                break
            trial = make_trial(bench, names[name], files, whole, options.budget, options.patience)
            with log.open("a") as end:
                end.write(json.dumps(trial) + "\n")
            rest = (time.monotonic() - began) / (count + 1) * (len(left) - count - 1) / 60
            word = "noticed" if trial["noticed"] else "NOT noticed"
            where = f"{trial['path']}:{trial['line']}"
            place = f"{count + 1}/{len(left)} ({rest:.0f} min left)"
            print(f"{place} {word}: {where} {trial['kind']}", flush=True)
    known = tried(log)
    mine = [known[name] for name in names if name in known]
    survived = sorted((one for one in mine if not one["noticed"]), key=lambda one: (one["path"], one["line"]))
    for one in survived:
        print(f"{one['path']}:{one['line']} {one['kind']}: {one['before']} -> {one['after']} {one['how']}")
    first = tried(log, first=True)
    fresh = [first[name] for name in names if name in first]
    if any(one["noticed"] != first[one["name"]]["noticed"] for one in mine):
        print("At the first try, before tests could be written for them:", table(fresh, sizes), sep="\n")
        print("At the last:")
    print(table(mine, sizes))
    if len(mine) < len(names):
        print(f"{len(names) - len(mine)} of the sample are not tried yet: the same command goes on.")


if __name__ == "__main__":
    main(sys.argv[1:])
