"""What municipalities and IMDi hold at the start; the level they settle at is that of their record."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, Instrument, Kind, Mode
from agents.municipality import kind_weights, round5
from agents.parameters import Values
from simulation.randomness import Randomness, Stream, normal
from simulation.start.anchor import Anchor
from simulation.start.record import Record, read_record, request_effects, settlement_level
from simulation.start.shares import spread
from simulation.world import Geography, Imdi, Municipalities, empty_municipalities

F64 = npt.NDArray[np.float64]

EXPERIENCE_YEARS = 5.0  # of settlement, as in the unit of `start.experience_level`


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
    least = rules.capacity_least * factor
    town.capacity = np.log(np.maximum(factor * found.when - minors, least * found.when))
    town.taking_part = found.part
    rho = float(rules.will_recorded)
    will = rho * np.clip(found.surplus, -2.0, 2.0) + np.sqrt(1.0 - rho**2) * normal(uniform(0))
    town.willingness = float(rules.political_sd) * will
    town.routine_latent = uniform(1)
    small, large = rules.informal
    few, many = rules.informal_size
    size = np.clip((np.log(population / scale) - np.log(few)) / np.log(many / few), 0.0, 1.0)
    spread_out = rules.informal_spread * (uniform(2) - 0.5)
    town.informal = np.clip(small + (large - small) * size + spread_out, *rules.informal_bounds)
    base = rules.vector("known")
    logit = np.log(base / (1.0 - base))[None, :] + rules.known_size * (
        np.log(population / scale)[:, None] - rules.known_middle
    )
    town.known = np.stack([uniform(10 + i) for i in range(len(Instrument))], axis=1) < 1.0 / (
        1.0 + np.exp(-logit)
    )
    low, high = rules.fairness
    town.sense_of_fairness = low + (high - low) * uniform(3)
    none, beyond = rules.experience_level
    seen = np.clip((np.log1p(EXPERIENCE_YEARS * level) - none) / beyond, *rules.experience_bounds)
    of_kind = np.stack([uniform(20 + i) for i in range(len(Kind))], axis=1) - 0.5
    town.experience = np.clip(seen[:, None] + rules.experience_spread * of_kind, -1.0, 1.0)
    imdi = values.rules("imdi")
    town.request_effect = request_effects(
        record, imdi.population_elasticity, imdi.settled_elasticity, imdi.request_own, rules.county_prior
    )
    for i, year in enumerate(record.requested_years):
        asked = record.requested[:, i] * scale
        town.requested_record[:, year - geography.calendar.first_year] = np.where(
            np.isnan(asked), -1, np.nan_to_num(np.rint(asked))
        )
    town.vedtak = place
    town.vedtak_previous = place.copy()
    town.requested = round5(rules.requested_factor * place.astype(np.float64))
    town.vedtak_minor = minors
    town.requested_minor = town.vedtak_minor.copy()
    town.vedtak_month[:] = -1
    town.kind_weight = kind_weights(own, town.experience, np.zeros(m))
    lease, guarantee, purchase = rules.used_modes
    town.used_mode[:, Mode.LEASE] = town.known[:, Instrument.LEASE_ROUTINE] & (uniform(5) < lease)
    town.used_mode[:, Mode.GUARANTEE] = town.known[:, Instrument.GUARANTEE] & (uniform(6) < guarantee)
    town.used_mode[:, Mode.PURCHASE] = uniform(7) < purchase
    town.moved_last_year = place.copy()
    town.vedtak_last_year = place.copy()
    homes = place[:, None] / rules.settled_household / MONTHS_PER_YEAR
    town.last_year_kinds = homes * rules.vector("need_by_size")[None, :] + 0.001
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
