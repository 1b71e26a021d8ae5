"""Which commit moved which headline of a fixed small study: ``python -m benchmarks.results_changelog``.

Looks at the commits since the oldest one listed, runs the study in a copy of each whose model is not
known yet, and writes ``docs/results-changelog.json`` (the figures) and ``docs/results-changelog.md``
(what moved). A model is the content of the packages results depend on, not a commit: a commit that
leaves them alone costs nothing, and figures outlive a rebase. Old commits run in today's environment;
one that cannot is said so. With ``--daily`` only the last commit of each day since the newest one listed is
measured: what a day of many commits moved, in minutes.
"""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, Final

from experiments.storage import PACKAGES, ROOT, write_json, write_text

STUDY: Final = {
    "world": "norway-2013",
    "scale": 0.05,
    "scenarios": ["fragmented", "baseline-2013", "integrated"],
    "seeds": [1, 2],
}
FIRST: Final = 10  # commits looked at when nothing is known
FIGURES: Final = 6  # significant figures kept: processors may differ in the last bits
PATIENCE: Final = 1800  # seconds a study may take

# what runs in the copy of a commit; only names every commit has had
CHILD: Final = """
import json, sys
from pathlib import Path
import experiments
if Path(experiments.__file__).resolve().parent.parent != Path.cwd().resolve():
    raise SystemExit("another copy of the code was imported")
from experiments import simulate
from indicators.library import headlines
study = json.loads(sys.argv[1])
answer = {}
for scenario in study["scenarios"]:
    runs = [simulate(scenario, s, world=study["world"], scale=study["scale"]) for s in study["seeds"]]
    answer[scenario] = {
        one.name: [run.indicator(one.name).value for run in runs] for one in headlines()
    }
units = {one.name: [one.en, one.unit] for one in headlines()}
print(json.dumps({"figures": answer, "units": units}))
"""

type Model = dict[str, Any]  # figures by scenario and headline, and units; or an error
type Measure = Callable[[str], Model]


def git(*arguments: str, root: Path = ROOT) -> str:
    """Return what git says; SystemExit with its own sentence when it cannot."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


def commits(number: int | None, known: Sequence[str], root: Path = ROOT) -> list[dict[str, str]]:
    """Return commits from old to new: the last `number`, or all since the oldest of `known`."""
    lines = git("log", "--first-parent", "--format=%h%x09%as%x09%s", "--abbrev=10", root=root).splitlines()
    listed = [dict(zip(("commit", "date", "subject"), line.split("\t", 2), strict=True)) for line in lines]
    places = [i for i, one in enumerate(listed) if one["commit"] in known]
    last = number if number is not None else (places[-1] + 1 if places else FIRST)
    return listed[:last][::-1]


def daily(listed: Sequence[Mapping[str, str]], known: Sequence[str]) -> list[dict[str, str]]:
    """Return the commits that are known, and of the days after them the last of each with how many it
    stands for."""
    places = [i for i, one in enumerate(listed) if one["commit"] in known]
    kept = [dict(listed[i]) for i in places]
    after = listed[places[-1] + 1 if places else 0 :]
    for date in dict.fromkeys(one["date"] for one in after):
        mine = [one for one in after if one["date"] == date]
        kept.append({**mine[-1], "of": str(len(mine))})
    return kept


def model_of(commit: str, root: Path = ROOT) -> str:
    """Return a hash of the packages of a commit that results depend on."""
    trees = git("ls-tree", commit, *PACKAGES, root=root)
    return hashlib.sha256((trees + json.dumps(STUDY)).encode()).hexdigest()[:12]


def measure(commit: str, root: Path = ROOT) -> Model:
    """Run the study in a copy of a commit; an error is a sentence, not an exception."""
    with tempfile.TemporaryDirectory(prefix="bosetting-") as name:
        folder = Path(name).resolve()
        packed = subprocess.run(["git", "archive", commit], cwd=root, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        try:
            done = subprocess.run(
                [sys.executable, "-c", CHILD, json.dumps(STUDY)],
                cwd=folder, capture_output=True, text=True, timeout=PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"error": f"not done in {PATIENCE} s"}
        if done.returncode:
            said = done.stderr.strip().splitlines() or ["no reason given"]
            return {"error": said[-1].replace(f"{folder}/", "")[:200]}
        answer = json.loads(done.stdout.splitlines()[-1])
    figures = {
        scenario: {name: rounded(values) for name, values in found.items()}
        for scenario, found in answer["figures"].items()
    }
    return {"figures": figures, "units": answer["units"]}


def rounded(values: Sequence[float]) -> float | None:
    """Return the mean of the seeds to a few significant figures; None where one is missing."""
    mean = sum(values) / len(values)
    return float(f"{mean:.{FIGURES}g}") if isfinite(mean) else None


def updated(
    data: Mapping[str, Any],
    listed: Sequence[Mapping[str, str]],
    model: Callable[[str], str],
    measured: Measure,
) -> dict[str, Any]:
    """Return the data with every commit listed that changes the model; only new models are measured."""
    known: dict[str, Model] = dict(data.get("models", {}))
    entries: list[dict[str, str]] = []
    for one in listed:
        name = model(one["commit"])
        if entries and entries[-1]["model"] == name:
            continue
        if name not in known:
            print(f"{one['commit']} {one['subject']}", file=sys.stderr)
            known[name] = measured(one["commit"])
        entries.append({**one, "model": name})
    used = {entry["model"]: known[entry["model"]] for entry in entries}
    return {"study": STUDY, "entries": entries, "models": used}


def moved(before: Model, after: Model) -> list[tuple[str, list[str]]]:
    """Return (headline, a cell for each scenario) of what differs between two models."""
    listed = []
    for name in after["units"]:
        is_new = name not in before["units"]
        pairs = [
            (None if is_new else before["figures"].get(scenario, {}).get(name), found[name])
            for scenario, found in after["figures"].items()
        ]
        if is_new or any(old != new for old, new in pairs):
            listed.append((name, [_cell(old, new, is_new) for old, new in pairs]))
    gone = [name for name in before["units"] if name not in after["units"]]
    return listed + [(name, ["gone"] * len(after["figures"])) for name in gone]


def _cell(old: float | None, new: float | None, is_new: bool) -> str:
    shown = [("-" if x is None else f"{x:,.4g}" if abs(x) < 1000 else f"{x:,.0f}") for x in (old, new)]
    if is_new:
        return f"new: {shown[1]}"
    return shown[1] if old == new else f"{shown[0]} → {shown[1]}"


def render(data: Mapping[str, Any]) -> str:
    """Return the page."""
    study = data["study"]
    scenarios = ", ".join(f"`{one}`" for one in study["scenarios"])
    seeds = ", ".join(map(str, study["seeds"]))
    lines = [
        "# Results changelog",
        "",
        "Which commit moved which headline of a small fixed study, newest first. Written by",
        "`python -m benchmarks.results_changelog`; never edited by hand.",
        "",
        f"The study: {scenarios} in `{study['world']}` at scale {study['scale']}, the",
        f"mean of seeds {seeds}. It is a tripwire, not a result: so small a world is noisy, and a headline",
        "may move because chance fell otherwise. Commits that leave the code and tables of the model as they",
        "were are not listed.",
    ]
    entries, models = data["entries"], data["models"]
    for i in range(len(entries) - 1, -1, -1):
        entry, after = entries[i], models[entries[i]["model"]]
        of = f"The last of {entry['of']} commits of the day: " if entry.get("of", "1") != "1" else ""
        lines += ["", f"## {entry['date']} `{entry['commit']}`", "", f"{of}{entry['subject']}", ""]
        earlier = [models[one["model"]] for one in entries[:i] if "error" not in models[one["model"]]]
        if "error" in after:
            lines.append(f"Does not run in today's environment: {after['error']}")
        elif not earlier:
            lines.append(f"The first of the list that runs: {len(after['units'])} headlines.")
        elif not (found := moved(earlier[-1], after)):
            lines.append("Nothing moved.")
        else:
            lines.append(
                f"| of {len(after['units'])} headlines {len(found)} moved | {' | '.join(after['figures'])} |"
            )
            lines.append("|---" * (1 + len(after["figures"])) + "|")
            units = {**earlier[-1]["units"], **after["units"]}
            for name, cells in found:
                lines.append(f"| {units[name][0]} ({units[name][1]}) | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> None:
    """Bring the changelog up to the last commit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--commits", type=int, help="look at the last so many commits; otherwise all since the oldest listed"
    )
    parser.add_argument(
        "--daily", action="store_true", help="of each day not listed yet only the last commit"
    )
    options = parser.parse_args(arguments)
    path = root / "docs" / "results-changelog.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    known = {entry["commit"]: entry for entry in data.get("entries", [])}
    listed = commits(options.commits, list(known), root)
    if options.daily:
        listed = daily(listed, list(known))
    listed = [{**one, **known.get(one["commit"], {})} for one in listed]  # what a commit stands for stays
    data = {"study": STUDY, "entries": [], "models": {}, **data}

    def kept(commit: str) -> Model:  # written at once, so that a run that is stopped goes on from here
        data["models"][model_of(commit, root)] = found = measure(commit, root)
        write_json(path, data)
        return found

    data = updated(data, listed, lambda commit: model_of(commit, root), kept)
    write_json(path, data)
    write_text(path.with_suffix(".md"), render(data))
    print(f"{len(data['entries'])} commits changed the model; see docs/results-changelog.md.")


if __name__ == "__main__":
    main()
