"""Every reason has a name in both languages."""

from agents.kinds import Reason
from agents.reason_words import WORDS, words


def test_every_reason_is_named_in_both_languages_and_no_two_alike() -> None:
    assert set(WORDS) == set(Reason)
    for language in ("en", "nb"):
        named = [words(reason, language) for reason in Reason]
        assert all(named) and len(set(named)) == len(named)


def test_each_language_has_its_own_words() -> None:
    assert words(Reason.NO_HOME) == words(Reason.NO_HOME, "en") == "no home of its own"
    assert words(Reason.NO_HOME, "nb") == "ingen egen bolig"
