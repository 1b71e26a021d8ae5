"""A study of another version of the code is told as such, in both languages."""

from dataclasses import replace

import pytest

from experiments.score.older import older
from experiments.storage import code_fingerprint
from experiments.store.study_file import StudyFile


@pytest.mark.parametrize(("language", "word"), [("en", "version"), ("nb", "versjon")])
def test_only_what_other_code_made_is_told(language: str, word: str) -> None:
    about = StudyFile.now(["baseline-2013"], "tiny", 1.0, 2012, ())
    assert older(about, language) is None
    said = older(replace(about, code="0123456789abcdef"), language)
    assert said is not None and word in said and "0123456789abcdef" in said and code_fingerprint() in said
