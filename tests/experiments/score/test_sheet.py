from experiments.score.sheet import Sheet

SHEET = Sheet("Title", ("what", "a", "b"), (("x", "1\n[0; 2]", ""), ("y|z", "3", "4")), ("Note.",))


def test_markdown_keeps_its_columns() -> None:
    assert SHEET.markdown().splitlines() == [
        "## Title", "", "| what | a | b |", "| --- | ---: | ---: |", "| x | 1<br>[0; 2] |  |",
        "| y/z | 3 | 4 |", "", "Note.",
    ]  # fmt: skip


def test_a_narrow_terminal_gets_lines_and_loses_nothing() -> None:
    assert SHEET.fits(80) and not SHEET.fits(40)
    assert SHEET.lines() == ["x", "    a: 1 [0; 2]", "y|z", "    a: 3", "    b: 4"]
    assert SHEET.table().row_count == 2
