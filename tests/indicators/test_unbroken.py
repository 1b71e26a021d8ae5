from dataclasses import replace

import pytest

from indicators.library import headlines, indicator
from indicators.unbroken import REASONS, WANTED, lacking, why


@pytest.mark.parametrize("name", [one.name for one in headlines()])
def test_a_headline_has_all_five_breakdowns_or_says_why_not(name: str) -> None:
    one = indicator(name)
    assert bool(lacking(one)) == bool(one.unbroken)
    for language in ("en", "nb"):
        assert bool(why(one, language)) == bool(lacking(one))


def test_what_is_lacking_and_why() -> None:
    one = indicator("waiting_stock")
    assert lacking(one) == ("centrality",) and "mottak" in why(one, "nb")
    whole = replace(one, breakdown=WANTED)
    assert lacking(whole) == () and why(whole, "en") == ""
    assert all(len(words) == 2 and all(words) for words in REASONS.values())
