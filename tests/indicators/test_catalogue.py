from indicators.catalogue import catalogue, counts, entries_of
from indicators.indicator import Level
from indicators.library import all_indicators

LEVELS = set(Level.__args__)  # type: ignore[attr-defined]


def test_every_entry_has_a_state_and_what_is_not_built_says_why() -> None:
    assert len(catalogue()) == 105 and len({one.id for one in catalogue()}) == 105
    for one in catalogue():
        assert one.en and one.nb and set(one.level) <= LEVELS, one.id
        assert bool(one.why_en) == bool(one.why_nb), one.id
        assert one.state == "built" or one.why_en, one.id


def test_each_indicator_named_is_there() -> None:
    names = {one.name for one in all_indicators()}
    for one in catalogue():
        assert set(one.indicators) <= names, one.id


def test_counts_are_those_that_the_documents_quote() -> None:
    assert counts(catalogue()) == {"built": 57, "proxy": 33, "not built": 0, "not modellable": 15}


def test_found_by_indicator() -> None:
    assert {one.id for one in entries_of("homeless_nights")} == {"HB06", "MI02"}
