"""Where the processes come to rest: shares at work, in education and by language, for a start that
does not drift."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR
from agents.parameters import Values
from agents.refugee import (
    AGE_BANDS,
    EDUCATIONS,
    LEVELS,
    OCCUPIED,
    OWN,
    PROGRAMME,
    SEXES,
    YEAR_GROUP_OF,
    YEARS,
    language_chance,
    study_entry,
    work_entry,
    work_exit,
)
from simulation.people import TURN, over_turn

F64 = npt.NDArray[np.float64]


def language_profile(values: Values) -> F64:
    """Return cumulative shares of language levels, shape (education 3, year since settlement 30,
    level 5), for adults settled with the programme: what the model's own pace leads to.

    For the start: draw u in (0, 1) and take the first level whose entry exceeds u. Entry [e, y]
    is the mean over year y (midpoint). Half are taken to work or study after the programme.
    """
    rules = values.rules("integration")
    chance = 1.0 - (1.0 - language_chance(rules)[:, :, 0, 0, :]) ** TURN
    takeup = float(np.mean(rules.vector("takeup")))
    shares = np.zeros((3, YEARS, LEVELS))
    state = np.zeros((2, 3, LEVELS))  # (without, with programme)
    state[:, :, 0] = 1.0
    turns = MONTHS_PER_YEAR // TURN
    for turn in range(YEARS * turns):
        after = 0.5 * (chance[OWN] + chance[OCCUPIED])
        active = turn * TURN < rules.length
        for j, pace in enumerate((after, chance[PROGRAMME] if active else after)):
            moved = state[j] * pace
            state[j] -= moved
            state[j][:, 1:] += moved[:, :-1]
        shares[:, turn // turns] += ((1.0 - takeup) * state[0] + takeup * state[1]) / turns
    profile = np.cumsum(shares, axis=-1)
    profile[..., -1] = 1.0
    return profile


def work_profiles(values: Values) -> tuple[F64, F64]:
    """Return the shares employed and in ordinary education, shape (sex 2, education 3, age band 5, year
    since settlement 30) both.

    Age bands: 16-19, 20-24, 25-39, 40-54, 55-66. Implied by the hazards of work, so a start drawn from
    them does not drift.
    """
    employed = np.zeros((SEXES, EDUCATIONS, AGE_BANDS, YEARS))
    student = np.zeros_like(employed)
    turns = MONTHS_PER_YEAR // TURN
    for turn, (level, weight) in enumerate(work_cohorts(values)):
        mean = np.sum(level * weight[..., None], axis=(3, 4, 5))
        employed[..., turn // turns] += mean[..., 1] / turns
        student[..., turn // turns] += mean[..., 2] / turns
    return employed, student


def work_cohorts(values: Values) -> Iterator[tuple[F64, F64]]:
    """Follow cohorts of average persons from settlement through the model's own hazards, turn by turn.

    Yields, at the end of each turn, the shares idle, employed and in education of each cell (sex, education,
    age band, care, health, programme, activity 3), and the cell's weight among those of its sex, education
    and age (without the last axis).
    """
    rules, learning = values.rules("work"), values.rules("integration")
    entry, leave = over_turn(work_entry(rules)), over_turn(work_exit(rules))
    study, end = over_turn(study_entry(rules)), float(over_turn(np.array(rules.study_end)))
    pace = over_turn(language_chance(learning)[:, :, 0, :, :])  # status, education, health, level
    takeup = learning.vector("takeup")
    # cells: sex, education, age band, care, health, programme; states: language x (idle, work, study)
    care = np.zeros((SEXES, AGE_BANDS, 2))
    care[:, :, 0] = 1.0
    care[1] = np.stack([1.0 - rules.vector("profile_care"), rules.vector("profile_care")], axis=-1)
    sick = np.array([1.0 - rules.profile_health, rules.profile_health])
    part = np.stack([1.0 - takeup, takeup], axis=-1)
    weight = (
        care[:, None, :, :, None, None] * sick[None, None, None, None, :, None]
        * part[:, None, None, None, None, :]
    )  # fmt: skip
    shape = (SEXES, EDUCATIONS, AGE_BANDS, 2, 2, 2)
    weight = np.broadcast_to(weight, shape)
    state = np.zeros((*shape, LEVELS, 3))
    state[..., 0, 0] = 1.0
    length = int(learning.length)
    turns = MONTHS_PER_YEAR // TURN
    for turn in range(YEARS * turns):
        year = turn // turns
        active = turn * TURN < length
        # learn: (education, health, level) paces moved to (1, e, 1, 1, h, 1, level, 1)
        new = np.empty_like(state)
        for activity in range(3):
            status = OWN if activity == 0 else OCCUPIED
            for programme in range(2):
                here = PROGRAMME if active and programme and activity == 0 else status
                p = pace[here][None, :, None, None, :, :]
                moved = state[..., programme, :, activity] * p
                kept = state[..., programme, :, activity] - moved
                kept[..., 1:] += moved[..., :-1]
                new[..., programme, :, activity] = kept
        state = new
        # entry axes: sex, education, language, age, care, health, active, group
        group = int(YEAR_GROUP_OF[year])
        chance = np.stack(
            [entry[..., 0, group], entry[..., int(active), group]], axis=-1
        )  # sex, education, language, age, care, health, programme
        enter = np.moveaxis(chance, 2, -1)
        away = leave[..., year][:, :, :, None, :, None, None]
        # study axes: sex, age, language, programme, group
        take = np.stack([study[..., 0, group], study[..., int(active), group]], axis=-1)
        take = np.moveaxis(take, 2, -1)[:, None, :, None, None, :, :]
        idle, work, learn = state[..., 0], state[..., 1], state[..., 2]
        found, started = idle * enter, idle * (1.0 - enter) * take
        lost, ended = work * away, learn * end
        state = np.stack(
            [idle - found - started + lost + ended, work + found - lost, learn + started - ended], axis=-1
        )
        yield np.sum(state, axis=-2), weight  # over language
