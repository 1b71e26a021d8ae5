"""How to make the study and the report again in one command, and with what they were made."""

import shlex

from experiments.comparison import of_study
from experiments.report.document import Section, Table, Text
from experiments.report.material import Material
from experiments.report.sections.places import has_map
from experiments.report.words import Words
from scenarios.worlds import world_named

PROGRAM = ("python", "run.py")  # from the folder of the source, installed or not


def command(material: Material) -> str:
    """Return the command that makes the study again, or finds it done."""
    study, about = material.study, material.saved.about
    usual = world_named(about.world).baseline
    words = [*PROGRAM, "compare", *study.arms, "--replicates", str(len(study.seeds))]
    if study.baseline != usual:
        words += ["--baseline", study.baseline]
    if study.seeds[0] != 1:
        words += ["--seed", str(study.seeds[0])]
    if about.per_draw != 1:
        words += ["--chance-per-draw", str(about.per_draw)]
    if about.world not in _own(material):
        words += ["--world", about.world]
    if about.scale != 1.0:
        words += ["--scale", f"{about.scale:g}"]
    if kind := of_study(about.parameters, about.world):
        words += ["--parameters", kind]
    for name in about.restricted:
        words += ["--restricted", name]
    return shlex.join(words)


def report_command(material: Material, language: str) -> str:
    """Return the command that makes the report of the study in a language."""
    words = [*PROGRAM, "report", material.saved.path.name]
    if language != "en":
        words += ["--lang", language]
    if material.boundaries is not None and has_map(material):
        words += ["--boundaries", material.boundaries.name]
    if material.restricted and not material.saved.about.restricted:
        words.append("--restricted")
    return shlex.join(words)


def _own(material: Material) -> set[str]:
    """Return the worlds that the scenarios are about: named, one needs no other."""
    arms = [material.scenario(name) for name in material.study.arms]
    return {str(one["world"]) for one in arms if "world" in one}


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    about, seeds = material.saved.about, material.study.seeds
    rows = [
        (words("again.code"), about.code),
        (words("again.seeds"), f"{seeds[0]}–{seeds[-1]} ({len(seeds)})"),
        (words("again.world"), f"{about.world}, {words('again.scale')} {words.number(about.scale, 3)}"),
        (words("again.versions"), ", ".join(f"{name} {found}" for name, found in about.versions.items())),
        (words("again.runs"), "\n".join(_identities(material))),
    ]
    return Section(
        "again",
        words("again.title"),
        (
            Text(words("again.lead")),
            Text(f"{command(material)} && {report_command(material, words.language)}", "code"),
            Table(words("again.table"), (words("again.what"), words("again.value")), tuple(rows), left=2),
            Text(words("again.files"), "note"),
        ),
    )


def _identities(material: Material) -> list[str]:
    """Return the identity of each scenario's first run."""
    return [
        f"{run.scenario}, {run.seed}: {run.identity}"
        for run in material.saved.done
        if run.seed == material.study.seeds[0]
    ]
