"""How the report was made, and what it cost."""

from typing import Final

from calibration.inference.keep import read_manifest
from calibration.inference.report import aged
from calibration.runs import targets_key
from calibration.validation.material import Material
from data.posterior import FOLDER
from experiments.history import WORLD
from experiments.report.document import Section, Text
from experiments.report.words import Words
from experiments.storage import code_fingerprint, versions
from scenarios.parameters import posterior_key

TOLD_OF: Final = ("made", "command", "runs", "processor_seconds", "versions", "code")  # of a manifest


def again(m: Material, words: Words) -> Section:
    """Return how to make it again, what it cost and with which versions."""
    each = m.cells.seconds / len(m.cells)
    facts = words(
        "again.facts", runs=len(m.cells), minutes=words.number(m.cells.seconds / 60, 1),
        each=words.number(each, 1), versions=", ".join(f"{k} {v}" for k, v in versions().items()),
        code=code_fingerprint(), targets=targets_key(),
        posterior=posterior_key(WORLD, m.parameters) or words("common.none"),
    )  # fmt: skip
    blocks = [Text(words("again.lead")), Text(m.command, "code"), Text(facts, "note")]
    calibrated = calibration_of(m, words)
    blocks += [Text(calibrated, "note")] if calibrated else []
    return Section("again", words("again.title"), tuple(blocks))


def calibration_of(m: Material, words: Words) -> str:
    """Return when, by what and at which cost the draws of the runs were made; empty of the prior's,
    or where the manifest does not say."""
    said = read_manifest(WORLD, FOLDER) if posterior_key(WORLD, m.parameters) else None
    if said is None or not set(TOLD_OF) <= set(said):  # draws of another hand
        return ""
    told = words(
        "again.calibrated", made=said["made"], command=said["command"], **said["runs"],
        runs=sum(said["runs"].values()), minutes=words.number(said["processor_seconds"] / 60, 1),
        versions=", ".join(f"{k} {v}" for k, v in said["versions"].items()), code=said["code"],
    )  # fmt: skip
    return " ".join([told, *aged(said, words.language)])
