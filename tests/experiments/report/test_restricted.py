"""A study that rests on a restricted file: from the command to the report, no small cell leaves."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from experiments import compare, open_study
from experiments.asked import Asked
from experiments.commands import compare_and_print
from experiments.comparison import Study
from experiments.disclosure import THRESHOLD, suppress, with_margins
from experiments.report import page
from experiments.report.build import document
from experiments.report.document import Document, Figure, Table
from experiments.report.material import gather
from experiments.report.sections import places
from experiments.report.sections.tenure import ORDER, flows
from experiments.report.words import words_in
from experiments.score.distribution import COUNTS
from experiments.score.files import as_markdown
from experiments.score.score import score
from indicators.settlement import SETTLED
from tests.experiments.linear_programme import bounds

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def micro(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a researcher's own file, with what says that it is restricted beside it."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "micro.toml").write_text('title = "Own microdata"\nrestricted = true\n', encoding="utf-8")
    path = folder / "micro.csv"
    path.write_text("person;municipality\n1;0301\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def marked(micro: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a study that the command line made and marked."""
    out = tmp_path_factory.mktemp("runs")
    compare_and_print(["integrated"], Asked(2, 1, out, 1, "tiny", 1.0, "en"), restricted=[micro])
    return out / "integrated-tiny"


def kept(study: Study) -> Path:
    assert study.path is not None
    return study.path


def tables(made: Document) -> Iterator[Table]:
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            if isinstance(block, Figure) and block.table is not None:
                yield block.table


def test_the_study_keeps_the_mark_and_so_does_a_later_answer(marked: Path) -> None:
    assert open_study(marked).restricted == ("micro.csv",)
    again = compare(["integrated"], 2, 1, marked.parent, world="tiny")
    assert again.restricted == ("micro.csv",) and open_study(marked).restricted == ("micro.csv",)
    told = json.loads((marked / "table.json").read_text(encoding="utf-8"))
    assert told["restricted"] == ["micro.csv"] and not any(row["parts"] for row in told["replicates"])


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_report_shows_no_small_cell_and_says_so(marked: Path, language: str) -> None:
    material = gather(marked)
    assert material.restricted
    words = words_in(language)
    made = document(material, language, MOMENT)
    assert words("page.restricted") in made.footer
    assert page.page(made).count(words("disclosure.held_back")) >= 3  # flows, groups, all figures
    moves = [one for one in tables(made) if one.head[0] == words("tenure.from_to")]
    shown = [cell for one in moves for row in one.rows for cell in row[1:] if re.fullmatch(r"\d+", cell)]
    assert all(int(cell) == 0 or int(cell) >= THRESHOLD for cell in shown)
    assert "--restricted micro.csv" in page.page(made)


def test_groups_of_counts_are_large_in_the_report_and_in_the_score(marked: Path) -> None:
    material, found = gather(marked), score(open_study(marked))
    assert found.restricted and "small cells are held back" in as_markdown(found, "en")
    assert "små celler er holdt tilbake" in as_markdown(found, "nb")
    for one in (found, material.score):
        for spread in one.distributions["integrated"].spreads:
            if spread.indicator.unit in COUNTS:
                levels = [level for g in spread.groups for level in (g.baseline, g.arm)]
                assert all(level == 0 or level >= THRESHOLD for level in levels)


def test_flows_that_are_held_back_cannot_be_had_by_subtraction(marked: Path) -> None:
    """The attack: who has the report, and knows every large total, looks for what was held back."""
    whole = flows(gather(marked_open(marked)), "integrated")
    shown = flows(gather(marked), "integrated")
    counts = np.array([[whole.get((a, b), 0.0) for b in ORDER[1:]] for a in ORDER])
    hidden = np.array([[(a, b) in whole and (a, b) not in shown for b in ORDER[1:]] for a in ORDER])
    small = (counts > 0) & (counts < THRESHOLD)
    assert small.any() and (hidden | ~small).all() and hidden.sum() > 1
    table = with_margins(counts)
    empty = counts == 0  # not drawn: whether it is none or held back, nobody can tell
    mask = suppress(counts).mask  # of the totals: a small one is held back like any other
    mask[:-1, :-1] |= hidden | empty
    for at in zip(*np.nonzero(hidden), strict=True):
        low, high = bounds(table, mask, at)
        assert high - low > 1e-6 and (high >= THRESHOLD - 1e-4 or not small[at])


def marked_open(folder: Path) -> Path:
    """Return the folder of the same study without its mark."""
    place = folder.parent / "open"
    if not place.exists():
        place = kept(compare(["integrated"], 2, 1, place, world="tiny"))
    return place


@pytest.mark.slow
def test_a_map_holds_small_municipalities_back(micro: Path, tmp_path: Path) -> None:
    folder = kept(compare(["integrated"], 2, 1, tmp_path, scale=0.02, restricted=[micro]))
    material = gather(folder)
    told = material.by_municipality(SETTLED.name, 48)
    assert told is not None
    means = {name: found.mean(axis=0) for name, found in told.items()}
    hidden = places.held_back(means)
    small = np.any([(found > 0) & (found < THRESHOLD) for found in means.values()], axis=0)
    assert small.any() and (hidden | ~small).all()
    made = places.section(material, words_in("en"))
    assert made is not None
    (figure,) = [one for one in made.blocks if isinstance(one, Figure)]
    assert b"held back" in figure.svg  # the key says what crosses mean
    where = places.places(material)
    assert where is not None
    named = {row[0].split(" ")[0] for row in (figure.table.rows if figure.table else ())}
    assert not named & {code for code, held in zip(where.codes, hidden, strict=False) if held}
