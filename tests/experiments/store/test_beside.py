"""What lies beside a study is found by who reads the study, however many scenarios it has."""

from pathlib import Path

import pytest

from experiments import compare
from experiments.asked import Asked
from experiments.comparison import Study
from experiments.report.beside import contested, decompositions
from experiments.report.document import Figure
from experiments.report.material import gather
from experiments.report.sections import channels
from experiments.report.sections import contested as chapter
from experiments.report.words import words_in
from experiments.score.ranking.branches import read_verdicts
from experiments.store.beside import contested_beside
from experiments.store.saved import open_study
from experiments.verdicts import contested as branching
from experiments.verdicts.commands import contested_and_print, decompose_and_print
from scenarios.mechanisms import mechanisms

ONE = [one for one in mechanisms() if one.name == "settlement-rents"]
ARMS = ["fragmented", "integrated"]


def kept(study: Study) -> Path:
    assert study.path is not None
    return study.path


@pytest.mark.slow
def test_score_and_report_find_the_branches_of_several_scenarios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branching, "mechanisms", lambda: ONE)
    contested_and_print(ARMS, Asked(1, 1, tmp_path, 1, "tiny", 1.0, "en"))
    folder = kept(compare(ARMS, 1, 1, tmp_path, world="tiny"))
    assert contested_beside(open_study(folder)).is_dir()
    told = contested(gather(folder))
    assert told is not None and {row["scenario"] for row in told["rows"]} == set(ARMS)
    made = chapter.section(gather(folder), words_in("nb"))
    assert made is not None and len(made.blocks) >= 2
    verdicts = read_verdicts(open_study(folder))
    assert verdicts is not None and len(verdicts) == 1 + len(ONE[0].flips)


@pytest.mark.slow
def test_the_report_tells_a_decomposition_as_the_command_wrote_it(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'name = "mine"\nparent = "baseline-2013"\n[description]\nen = "Two dials"\nnb = "To brytere"\n'
        "[dials]\nmunicipal_routines = 1.0\njoint_reporting = 1.0\n",
        encoding="utf-8",
    )
    asked = Asked(1, 1, tmp_path, 1, "tiny", 1.0, "nb")
    decompose_and_print("baseline-2013", str(mine), asked, 1, None, False, [])
    material = gather(kept(compare([mine], 1, 1, tmp_path, world="tiny")))
    (found,) = decompositions(material)
    for language in ("en", "nb"):
        made = channels.section(material, words_in(language))
        assert made is not None
        figures = [one for one in made.blocks if isinstance(one, Figure)]
        assert len(figures) == 2  # the wait and work
        dials = [row[language] for row in found["rows"] if row["sort"] == "dial"]
        assert figures[0].table is not None and figures[0].table.rows[-1][0] not in dials
        assert all(any(name == row[0] for row in figures[0].table.rows) for name in set(dials))


def test_a_study_with_several_seeds_to_a_draw_has_those_of_one(tmp_path: Path) -> None:
    one, several = (
        kept(compare(["integrated"], 2, 1, tmp_path, world="tiny", years=(2009, 2009), chance_per_draw=each))
        for each in (1, 2)
    )
    assert one.name != several.name
    assert contested_beside(open_study(several)) == contested_beside(open_study(one))
