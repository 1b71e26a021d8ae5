"""A policy that raises the mean and harms a group is flagged in words, first thing in the report."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.report.material import gather
from experiments.report.sections.headline import section
from experiments.report.words import words_in
from experiments.store.measured import read_measured, write_measured
from experiments.store.study_file import StudyFile
from indicators.library import indicator

NAME = "work_2_years"


@pytest.fixture
def harmful(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the study in which integrated helps into work, single adults excepted."""
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    about = StudyFile.read(copy)
    assert about is not None
    for run in about.runs:
        place = copy / run.place
        found = read_measured(place)
        shift = 0.001 * run.seed
        gains = {"kind:single": -0.10, "kind:family": 0.15, "kind:couple": 0.12}
        helps = run.scenario == "integrated"
        parts = {part: 0.4 + shift + (gain if helps else 0) * (1 + shift) for part, gain in gains.items()}
        value = 0.4 + shift + (0.05 * (1 + shift) if helps else 0)
        found[NAME] = replace(found[NAME], value=value, parts=parts)
        facts = write_measured(place, found)
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        manifest["files"]["indicators.parquet"] = facts
        (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "raises the mean gain while single adults lose (clear)."),
        ("nb", "gevinst i snitt, men enslige voksne taper (klart)."),
    ],
)
def test_the_mean_does_not_hide_who_is_harmed(harmful: Path, language: str, said: str) -> None:
    made = section(gather(harmful), words_in(language))
    warnings = [block.text for block in made.blocks if getattr(block, "sort", "") == "warning"]
    label = indicator(NAME).label(language)
    (loss,) = [text for text in warnings if text.startswith(f"integrated: {label}: {said}")]
    # and how much: the mean with the interval that the verdict rests on, then the spread, each named
    group = gather(harmful).score.distributions["integrated"]
    (band,) = [g.band for one in group.spreads if one.indicator.name == NAME and one.dimension == "kind"
               for g in one.groups if g.name == "single"]  # fmt: skip
    words = words_in(language)
    mean = f"{words.number(100 * band.mean, 1, True)} "
    mean += words.interval(100 * band.mean_low, 100 * band.mean_high, 1)
    assert f"{mean} {words('common.points')} (" in loss
    for end in (band.low, band.high):
        assert words.number(100 * end, 1, True) in loss.partition(";")[2]
    sentences = [item for block in made.blocks for item in getattr(block, "items", ())]
    up = {"en": "raises the share at work", "nb": "øker andelen i arbeid"}[language]
    assert any(up in sentence for sentence in sentences)  # the mean is told, too


@pytest.mark.parametrize("sign", [1, -1])
def test_a_shorter_wait_while_more_wait_and_fewer_are_settled_is_told(
    folder: Path, tmp_path: Path, sign: int
) -> None:
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    about = StudyFile.read(copy)
    assert about is not None
    shifts = {"waiting_months_all": -4.0, "waiting_stock": 5.0 * sign, "settled": -3.0 * sign}
    for run in about.runs:
        place = copy / run.place
        found = read_measured(place)
        for name, shift in shifts.items():
            value = 20.0 + (shift * (1 + 0.01 * run.seed) if run.scenario == "integrated" else 0.0)
            found[name] = replace(found[name], value=value)
        facts = write_measured(place, found)
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        manifest["files"]["indicators.parquet"] = facts
        (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    made = section(gather(copy), words_in("en"))
    told = [block.text for block in made.blocks if "the wait is shorter, but" in getattr(block, "text", "")]
    assert len(told) == (sign > 0)
    assert all("more wait in reception: +5 [" in one and "fewer are settled: −3 [" in one for one in told)
