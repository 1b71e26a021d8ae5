"""The table of why they waited: shares that sum to the whole, in both languages."""

from experiments.comparison import Study
from experiments.reason_table import as_markdown, as_tables, lines, ranked
from indicators.indicator import Measured


def study() -> Study:
    parts = {
        ("baseline-2013", 1): {"no_places": 0.75, "hours": 0.25},
        ("baseline-2013", 2): {"no_places": 0.65, "hours": 0.35},
        ("integrated", 1): {"no_places": 0.5, "hours": 0.25, "other_first": 0.25},
        ("integrated", 2): {"no_places": 0.4, "hours": 0.35, "other_first": 0.25},
    }
    measured = {}
    for where, part in parts.items():
        named = {f"reason:{name}": share for name, share in part.items()}
        measured[where] = {"waiting_reasons": Measured(1000.0, {}, named)}
    return Study(("baseline-2013", "integrated"), (1, 2), measured)


def test_shares_and_paired_differences_by_reason() -> None:
    assert ranked(study()) == ["no_places", "hours", "other_first"]
    rows = lines(study(), "en", ["integrated"])
    assert rows[0][:2] == ["no municipality had places left", "70.0"]
    assert rows[0][2].startswith("−25.0") and rows[2][2].startswith("+25.0")
    assert sum(float(row[1]) for row in rows[:-1]) == 100.0
    assert rows[-1][0] == "person-months in all" and rows[-1][2] == "0"


def test_it_is_told_in_bokmal_and_in_as_many_tables_as_the_width_needs() -> None:
    text = as_markdown(study(), "nb")
    assert "ingen kommune hadde plasser igjen" in text and "70,0" in text
    assert len(as_tables(study(), "nb", 200)) == 1
