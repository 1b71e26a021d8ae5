"""What municipalities and IMDi hold at the start; the level they settle at is that of their record."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.kinds import Instrument, Kind, Mode
from agents.municipality import kind_weights, round5
from agents.parameters import Values
from simulation.randomness import Randomness, Stream, normal
from simulation.start.anchor import Anchor
from simulation.start.record import Record, read_record, request_effects, settlement_level
from simulation.start.shares import spread
from simulation.world import SIZES, Geography, Imdi, Municipalities, empty_municipalities

F64 = npt.NDArray[np.float64]

_NEED_BY_SIZE = np.array([0.66, 0.11, 0.1, 0.07, 0.06])  # households settled a year by rooms needed
_PERSONS_A_HOUSEHOLD = 1.6


def start_municipalities(
    values: Values,
    geography: Geography,
    facts: Anchor,
    draws: Randomness,
    scale: float,
    read: Callable[[tuple[str, ...]], Record] = read_record,
) -> Municipalities:
    """Return the municipalities of the start, their record read by `read`."""
    rules, own = values.rules("start"), values.rules("municipality")
    codes, key = geography.code, geography.key
    m = len(codes)
    found = settlement_level(values, codes, read)
    level = found.level
    record = read(codes)
    town = empty_municipalities(m)
    population = geography.population[:, 2] * scale

    def uniform(number: int) -> F64:
        return draws.uniform(Stream.START_MUNICIPALITY, 100 + number, key)

    # who takes part in the first year is drawn; the places then add up to the nation's
    # (minors, who have places of their own, are a part of what the record counts)
    minors = spread(int(round(rules.vedtak_minors * scale)), facts.minors)
    both = (rules.vedtak_first + rules.vedtak_minors) * scale
    factor = both / level.sum()
    takes = uniform(8) < found.part
    taking = np.where(takes, found.when, 0.0)
    place = round5(np.maximum(both * taking / taking.sum() - minors, 0.0))
    if record.in_force is not None:
        place = np.where(np.isnan(record.in_force), place, np.rint(np.nan_to_num(record.in_force) * scale))
        place = place.astype(np.int64)
    town.capacity = np.log(np.maximum(factor * found.when - minors, 0.25 * factor * found.when))
    town.taking_part = found.part
    rho = float(rules.will_recorded)
    will = rho * np.clip(found.surplus, -2.0, 2.0) + np.sqrt(1.0 - rho**2) * normal(uniform(0))
    town.willingness = float(rules.political_sd) * will
    town.routine_latent = uniform(1)
    small, large = rules.informal
    size = np.clip((np.log(population / scale) - np.log(1500.0)) / np.log(40.0), 0.0, 1.0)
    town.informal = np.clip(small + (large - small) * size + 0.2 * (uniform(2) - 0.5), 0.0, 0.95)
    base = rules.vector("known")
    logit = np.log(base / (1.0 - base))[None, :] + rules.known_size * (
        np.log(population / scale)[:, None] - 9.0
    )
    town.known = np.stack([uniform(10 + i) for i in range(len(Instrument))], axis=1) < 1.0 / (
        1.0 + np.exp(-logit)
    )
    low, high = rules.fairness
    town.sense_of_fairness = low + (high - low) * uniform(3)
    seen = np.clip((np.log1p(5.0 * level) - 3.0) / 4.0, -0.4, 0.5)
    town.experience = np.clip(
        seen[:, None] + 0.3 * (np.stack([uniform(20 + i) for i in range(len(Kind))], axis=1) - 0.5), -1.0, 1.0
    )
    imdi = values.rules("imdi")
    town.request_effect = request_effects(
        record, imdi.population_elasticity, imdi.settled_elasticity, imdi.request_own
    )
    for i, year in enumerate(record.requested_years):
        asked = record.requested[:, i] * scale
        town.requested_record[:, year - geography.calendar.first_year] = np.where(
            np.isnan(asked), -1, np.nan_to_num(np.rint(asked))
        )
    town.vedtak = place
    town.vedtak_previous = place.copy()
    town.requested = round5(1.25 * place.astype(np.float64))
    town.vedtak_minor = minors
    town.requested_minor = town.vedtak_minor.copy()
    town.vedtak_month[:] = -1
    town.kind_weight = kind_weights(own, town.experience, np.zeros(m))
    town.used_mode[:, Mode.LEASE] = town.known[:, Instrument.LEASE_ROUTINE] & (uniform(5) < 0.6)
    town.used_mode[:, Mode.GUARANTEE] = town.known[:, Instrument.GUARANTEE] & (uniform(6) < 0.5)
    town.used_mode[:, Mode.PURCHASE] = uniform(7) < 0.3
    town.moved_last_year = place.copy()
    town.vedtak_last_year = place.copy()
    homes = place[:, None] / _PERSONS_A_HOUSEHOLD / 12.0
    town.last_year_kinds = homes * _NEED_BY_SIZE[None, :SIZES] + 0.001
    # in the middle of its plan
    town.borrowing_room = np.rint(own.borrowing * own.borrowing_plan / 2.0 * population).astype(np.int64)
    town.reported_ratio = place / np.maximum(town.requested, 1)
    return town


def start_imdi(geography: Geography, town: Municipalities) -> Imdi:
    """Return IMDi at the start: the need is what municipalities were asked for."""
    return Imdi(
        need=int(town.requested.sum() + town.requested_minor.sum()),
        officer_hours=np.zeros(len(geography.region_name)),
    )
