"""What a calibration calls the figures of the record: in words, in the language asked for."""

import pytest

from calibration.inference.report import summary_label
from calibration.library import summaries


def test_every_figure_that_is_fitted_to_has_a_name_in_words() -> None:
    for one in summaries():
        for language in ("en", "nb"):
            told = summary_label(one.name, language)
            assert ":" not in told.replace(": ", "") and "_" not in told, told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "In work or education after the introduction programme, 1 y, men, 2011"),
        ("nb", "I arbeid eller utdanning etter introduksjonsprogrammet, 1 år, menn, 2011"),
    ],
)
def test_who_and_when_stand_behind_what(language: str, told: str) -> None:
    assert summary_label("programme:2011:1 y, men", language) == told
    assert summary_label("of_another_time:2011", language) == "of_another_time:2011"
