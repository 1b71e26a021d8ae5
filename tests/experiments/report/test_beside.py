import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import RequestError
from experiments.report.beside import contested, decompositions
from experiments.report.document import Figure, Items, Table
from experiments.report.material import gather
from experiments.report.sections import channels
from experiments.report.sections import contested as chapter
from experiments.report.words import words_in


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    place = tmp_path / folder.name
    shutil.copytree(folder, place)
    return place


def put(path: Path, content: Any) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(content), encoding="utf-8")


def part(sort: str, name: str, mean: float) -> dict[str, Any]:
    about = {"indicator": "waiting_months_all", "sort": sort, "part": name, "en": name, "nb": f"{name} nb"}
    return {**about, "mean": mean, "low": mean - 1, "high": None if mean > 5 else mean + 1}


def test_a_decomposition_beside_the_study_becomes_a_chapter(copy: Path) -> None:
    assert list(decompositions(gather(copy))) == []
    rows = [part("layer", "state", -3.0), part("dial", "guidance", -2.5), part("total", "total", 6.0)]
    found = {"from": "baseline-2013", "to": "integrated", "seeds": [1, 2], "rows": rows}
    put(copy.parent / "integrated-tiny-from-baseline-2013-decomposed" / "decomposition.json", found)
    put(copy.parent / "integrated-tiny-from-informed-decomposed" / "decomposition.json", {**found, "to": "x"})
    made = channels.section(gather(copy), words_in("nb"))
    assert made is not None
    (figure,) = [one for one in made.blocks if isinstance(one, Figure)]
    assert "guidance nb: −2,50 [−3,50; −1,50]" in figure.alt
    assert figure.table is not None and figure.table.rows[2][1].strip() == "+6,00"


def test_contested_branches_beside_the_study_become_a_chapter(copy: Path) -> None:
    assert contested(gather(copy)) is None
    row = {
        "scenario": "integrated", "indicator": "settled", "mechanism": "lock-in", "flip": "weak",
        "evidence": "E01", "difference": 4.0, "low": 1.0, "high": None, "change": "turned",
    }  # fmt: skip
    usual = {**row, "mechanism": "", "flip": "", "change": "", "replicates": 4}
    rows = [
        usual, row, {**row, "indicator": "waiting_months_all", "change": "lost", "low": -1.0, "high": 9.0},
        {**row, "indicator": "crowded", "change": "same"},
    ]  # fmt: skip
    told = {"baseline": "baseline-2013", "rows": rows}
    put(copy.parent / f"{copy.name}-contested" / "contested.json", told)
    made = chapter.section(gather(copy), words_in("en"))
    assert made is not None
    _, summary, pairs, moved, _, counts = made.blocks
    assert isinstance(summary, Items) and isinstance(moved, Table) and isinstance(counts, Table)
    assert summary.items[0] == "integrated: 2 of 3 verdicts on all headlines move under 1 changes."
    assert getattr(pairs, "text", "").startswith("4 paired futures")
    assert "no longer clear" in moved.rows[1][1]  # the wait, under the flip
    (flip,) = counts.rows
    assert "lock" not in flip[0] and "→" in flip[0] and flip[2:] == ("1 / 1 / 0", "0 / 0 / 0")


def test_a_damaged_file_is_said(copy: Path) -> None:
    put(copy.parent / f"{copy.name}-contested" / "contested.json", [])
    with pytest.raises(RequestError, match="is not what"):
        contested(gather(copy))
