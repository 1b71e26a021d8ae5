"""What IMDi's offices see of the municipalities when they propose cases."""

from typing import TYPE_CHECKING

import numpy as np

from agents.allocation.contract import F64, I64, Rule, Towns
from agents.kinds import Origin
from agents.parameters import Rules
from simulation.inhabitants import population
from simulation.local_market import UNIT, local_factor
from simulation.randomness import Stream

if TYPE_CHECKING:
    from simulation.model import SettlementModel


def towns_seen(model: "SettlementModel", rule: Rule, places: I64, adults: bool, work: Rules) -> Towns:
    """Return the sight of the municipalities for one track.

    Parameters
    ----------
    places : int64 array, shape (M,)
        Places left on the track, persons.
    adults : bool
        Adults and families; else unaccompanied minors, who need no dwelling.
    work : Rules
        The parameters ``work.*``: how local markets differ.

    Reads institutions only, so the twin of plain objects uses it as it is.
    """
    m, geography = model.world.municipalities, model.world.geography
    market, coethnic, distance = _nothing(len(places))
    if rule.asks_places:
        market, coethnic, distance = _local(model, work)
    seen = _seen(model, rule, adults)
    return Towns(
        places=places,
        plan=m.vedtak if adults else m.vedtak_minor,
        region=geography.region.astype(np.int64),
        population=population(model),
        answered=m.reported_ratio,
        kind_weight=m.kind_weight,
        vacant=np.where(seen[:, None], m.vacant, 0),
        coming=np.where(seen[:, None], m.coming, 0),
        market=market,
        coethnic=coethnic,
        distance=distance,
    )


def _seen(model: "SettlementModel", rule: Rule, adults: bool) -> np.ndarray:
    """Return where vacancies are seen: last month's, everywhere if the rule asks, else in the part
    of the municipalities the shared forecast covers."""
    keys = model.world.geography.key
    if not adults:
        return np.zeros(len(keys), dtype=np.bool_)
    if rule.asks_vacancies:
        return np.ones(len(keys), dtype=np.bool_)
    forecast = 0.0 if model.frozen else model.coordination.forecast
    if forecast <= 0.0:
        return np.zeros(len(keys), dtype=np.bool_)
    seen: np.ndarray = model.draws.uniform(Stream.VACANCIES_SEEN, model.month, keys) < forecast
    return seen


def _nothing(towns: int) -> tuple[F64, I64, F64]:
    """Return what a rule that does not ask about places is shown."""
    origins = len(Origin)
    none = np.zeros(1)  # one number read as a matrix: making whole ones four times a month costs more
    coethnic = np.broadcast_to(none.astype(np.int64), (towns, origins))
    return np.broadcast_to(none + 1.0, (towns, origins)), coethnic, np.broadcast_to(none, (towns, towns))


def _local(model: "SettlementModel", work: Rules) -> tuple[F64, I64, F64]:
    """Return labour market, residents by origin, and distances, by municipality."""
    places, geography = model.world.places, model.world.geography
    of = geography.place_municipality.astype(np.int64)
    towns = len(geography.first_place)
    factor = local_factor(geography.local_employment, places.employed, places.persons, places.coethnic, work)
    market = np.zeros((towns, factor.shape[1]))
    np.add.at(market, of, factor * geography.place_share[:, None] / float(UNIT))
    coethnic = np.zeros((towns, factor.shape[1]), dtype=np.int64)
    np.add.at(coethnic, of, places.coethnic)
    first = geography.first_place.astype(np.int64)
    return market, coethnic, geography.distance[np.ix_(first, first)]
