import json
from pathlib import Path

import numpy as np
import pytest

from experiments.errors import RequestError
from experiments.score.ranking.branches import read_verdicts
from experiments.score.ranking.ranking import ranking
from experiments.store.saved import SavedStudy
from experiments.store.study_file import StudyFile
from tests.experiments.score.studies import BASE, made


def row(mechanism: str, flip: str, difference: float | None) -> dict[str, object]:
    return {
        "scenario": "arm", "indicator": "crowded", "mechanism": mechanism, "flip": flip,
        "difference": difference,
    }  # fmt: skip


def test_a_study_finds_the_branches_beside_it(tmp_path: Path) -> None:
    study = SavedStudy(tmp_path / "arm", StudyFile.now([BASE, "arm"], "tiny", 1.0, 2016, []))
    assert read_verdicts(study) is None
    beside = tmp_path / "arm-contested"
    beside.mkdir()
    file = beside / "contested.json"
    rows = [row("", "", -0.1), row("rents", "rise", 0.3), row("x", "y", None)]
    file.write_text(json.dumps({"baseline": "another", "rows": rows}))
    assert read_verdicts(study) is None
    file.write_text(json.dumps({"baseline": BASE, "rows": rows}))
    verdicts = read_verdicts(study)
    assert verdicts is not None and list(verdicts) == ["", "rents: rise", "x: y"]
    values = {"crowded": [0.1, 0.2]}
    found = ranking(made({BASE: values, "arm": {"crowded": [0.0, 0.1]}}), verdicts)
    assert found is not None and found.branches is not None
    sd = np.std([0.1, 0.2], ddof=1)
    assert found.branches["arm"] == (pytest.approx(0.3 / sd), "rents: rise")
    assert found.branches[BASE] == (pytest.approx(0.1 / sd), "")
    file.write_text("[]")
    with pytest.raises(RequestError, match=r"contested\.json cannot be read"):
        read_verdicts(study)


def test_branches_of_other_scenarios_say_nothing() -> None:
    values = {"crowded": [0.1, 0.2]}
    found = ranking(made({BASE: values, "arm": {"crowded": [0.0, 0.1]}}), {"": {("other", "crowded"): 1.0}})
    assert found is not None and found.branches is None
