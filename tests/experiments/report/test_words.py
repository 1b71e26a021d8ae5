import re
from string import Formatter

import pytest

from experiments.errors import RequestError
from experiments.report.words import FOLDER, words_in

CODE = FOLDER.parent


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_words_and_blanks() -> None:
    en, nb = words_in("en").known, words_in("nb").known
    assert set(en) == set(nb)
    assert {name for name in en if blanks(en[name]) != blanks(nb[name])} == set()
    same = {name for name in en if en[name] == nb[name]}
    assert same == {"common.unknown", "harm.of", "places.scenario", "assumptions.found"}


def test_every_word_in_the_code_is_known_and_every_word_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    known = set(words_in("en").known)
    named = set(re.findall(r"""words\(\s*["']([a-z_]+\.[a-z_]+)["']""", code))
    assert named - known == set()
    made = ("subject.", "verb.", "tenure.", "page.", "places.", "sources.", "coverage.", "contested.",
            "payers.")  # fmt: skip
    assert {name for name in known - named if not name.startswith((*made, "headline."))} <= {
        f"{section}.{key}" for section, key in re.findall(r'self\("([a-z]+)\.([a-z_]+)"', code)
    }


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(RequestError, match="there are en, nb"):
        words_in("fr")


def test_numbers_are_written_as_the_language_does() -> None:
    assert words_in("nb").interval(-0.25, 1.5, 1) == "[−0,2; +1,5]"
    assert words_in("en").interval(0.4, float("nan"), 1) == ""
