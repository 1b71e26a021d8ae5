"""A score as plain data, ready for JSON: names for indicators, null for what is not known."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any, Final

import numpy as np

from experiments.score.band import Band
from experiments.score.card import Entry, OverHorizon
from experiments.score.comparisons import Comparisons
from experiments.score.displacement import Displacement, TwoLedgers
from experiments.score.distribution import Spread
from experiments.score.horizons import Horizon
from experiments.score.ranking.gains import Criterion
from experiments.score.score import Score
from indicators.indicator import Indicator
from indicators.library import indicator
from simulation.worlds import national

FORMAT: Final = 1
SAID: Final[Mapping[type, tuple[str, ...]]] = {  # properties that readers of the file want, too
    Band: ("clear",),
    Comparisons: ("all", "by_chance"),
    Criterion: ("key", "family"),
    Entry: ("level", "better"),
    Displacement: ("hardly",),
    Horizon: ("name", "coverage"),
    OverHorizon: ("available",),
    Spread: ("raises_mean",),
    TwoLedgers: ("trap", "clear", "told", "hollow"),
}


def as_data(found: Score) -> dict[str, Any]:
    """Return a score as plain data; ``indicators`` says what the names in it mean."""
    body = plain(found)
    names = {e.indicator.name for card in found.cards.values() for e in card.entries}
    names |= {one.indicator.name for d in found.displacement.values() if d for one in d.ledgers}
    names |= {e.indicator.name for card in found.cards.values() for e in card.beside}
    told = {name: indicator(name).told_in(national(found.world)) for name in sorted(names)}
    body["indicators"] = {name: described(one) for name, one in told.items()}
    return {"format": FORMAT, **body}


def described(one: Indicator) -> dict[str, Any]:
    """Return what an indicator is, in both languages."""
    keys = (
        "en", "nb", "unit", "direction", "digits", "level", "effect", "way", "nature", "horizon", "bearers",
        "measured_by", "caveat_en", "caveat_nb", "guards", "scorecard", "source",
    )  # fmt: skip
    return {**{key: plain(getattr(one, key)) for key in keys}, "unit_nb": one.unit_in("nb")}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: an indicator by its name, an unknown number as null."""
    if isinstance(value, Indicator):
        return value.name
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        names = (*(one.name for one in fields(value)), *SAID.get(type(value), ()))
        return {name: plain(getattr(value, name)) for name in names}
    return value
