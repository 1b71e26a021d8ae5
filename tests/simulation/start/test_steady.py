"""Where the processes come to rest: by hand for Norwegian, and person by person for work and study."""

from itertools import islice, product

import numpy as np
import pytest

from agents.parameters import Values
from agents.refugee import OCCUPIED, OWN, PROGRAMME, language_chance, study_entry, work_entry, work_exit
from simulation.people import TURN
from simulation.start.steady import language_profile, work_cohorts, work_profiles
from tests.simulation.life_model import life_values

GROUP_BEGINS = (0, 1, 2, 3, 5, 8)  # years since settlement
LEVELS, YEARS = 5, 30
BEGUN = 24  # months of the programme, a whole number of turns

# no two alike, so that nothing can stand in another's place
APART = life_values(
    integration__takeup=(0.9, 0.5), integration__length=float(BEGUN), work__profile_health=0.3,
    work__profile_care=(0.05, 0.2, 0.6, 0.5, 0.1),
)  # fmt: skip


def beyond_their_ranges(**changes: tuple[float, ...]) -> Values:
    """Return the parameters with some that no user could give: what is nil makes the rest plain."""
    told = {f"integration.{name}": value for name, value in changes.items()}
    return Values({**dict(life_values()), **told})


def learned(pace: float, turns: float) -> float:
    """Return the share still at the first level after some turns at a monthly pace."""
    return float((1.0 - pace) ** (TURN * turns))


def test_norwegian_of_the_programme_only_is_learned_by_those_who_take_part_while_it_lasts() -> None:
    """One level to reach, at 5 % a month, for two years: then nobody moves any more."""
    values = beyond_their_ranges(
        level_hazard=(0.05, 0.0, 0.0, 0.0), learning_status=(0.0, 1.0, 0.0, 0.0, 0.0),
        learning_education=(1.0, 0.5, 2.0), takeup=(0.8, 0.6),
    )  # fmt: skip
    found = language_profile(values)
    turns = 12 // TURN
    for education, pace in enumerate((0.05, 0.025, 0.1)):
        for year in range(4):
            ends = [min(year * turns + k, BEGUN // TURN) for k in range(1, turns + 1)]
            still = 0.3 + 0.7 * np.mean([learned(pace, end) for end in ends])
            assert found[education, year] == pytest.approx([still, 1, 1, 1, 1]), (education, year)


def test_norwegian_without_the_programme_is_learned_half_as_at_home_and_half_as_at_work() -> None:
    """Two levels: who is neither at the first nor beyond the second is between."""
    values = beyond_their_ranges(
        level_hazard=(0.04, 0.02, 0.0, 0.0), learning_status=(0.5, 9.0, 1.0, 5.0, 7.0),
        learning_education=(1.0, 1.0, 1.0), takeup=(0.0, 0.0),
    )  # fmt: skip
    first, second = (1.0 - 0.5 * ((1 - 0.5 * pace) ** TURN + (1 - pace) ** TURN) for pace in (0.04, 0.02))
    at, shares = np.array([1.0, 0.0, 0.0]), []
    for _ in range(YEARS * 12 // TURN):
        at = at @ np.array([[1 - first, first, 0], [0, 1 - second, second], [0, 0, 1]])
        shares.append(at)
    year = np.mean(np.reshape(shares, (YEARS, 12 // TURN, 3)), axis=1)
    expected = np.cumsum(np.column_stack([year, np.zeros((YEARS, 2))]), axis=1)
    for education in range(3):
        assert language_profile(values)[education] == pytest.approx(expected)


def followed(
    values: Values, sex: int, education: int, band: int, months: int, takes_part: tuple[int, ...] = (0, 1)
) -> list[np.ndarray]:
    """Follow persons of one cell and return, after each turn, the shares idle, at work and studying."""
    work, learning = values.rules("work"), values.rules("integration")
    words, finds, leaves = language_chance(learning), work_entry(work), work_exit(work)
    takes, ends = study_entry(work), float(work.study_end)
    mother = float(work.vector("profile_care")[band]) if sex == 1 else 0.0
    part = float(learning.vector("takeup")[sex])

    def turn(chance: float) -> float:
        return float(1.0 - (1.0 - chance) ** TURN)

    result = [np.zeros(3) for _ in range(0, months, TURN)]
    for care, ill, programme in product((0, 1), (0, 1), takes_part):
        weight = (mother if care else 1 - mother) * (work.profile_health if ill else 1 - work.profile_health)
        if len(takes_part) == 2:
            weight *= part if programme else 1 - part
        state = {(level, doing): 0.0 for level in range(LEVELS) for doing in range(3)}
        state[0, 0] = 1.0
        for number, month in enumerate(range(0, months, TURN)):
            year = month // 12
            group = max(at for at, begins in enumerate(GROUP_BEGINS) if begins <= year)
            active = int(programme and month < int(learning.length))
            spoken = dict.fromkeys(state, 0.0)
            for (level, doing), share in state.items():
                where = OCCUPIED if doing else PROGRAMME if active else OWN
                up = turn(words[where, education, 0, ill, level])
                spoken[level, doing] += share * (1 - up)
                if up:
                    spoken[level + 1, doing] += share * up
            state = dict.fromkeys(state, 0.0)
            for (level, doing), share in spoken.items():
                if doing == 0:
                    find = turn(finds[sex, education, level, band, care, ill, active, group])
                    study = (1 - find) * turn(takes[sex, band, level, active, group])
                    state[level, 1] += share * find
                    state[level, 2] += share * study
                    state[level, 0] += share * (1 - find - study)
                else:
                    stop = turn(leaves[sex, education, band, ill, year] if doing == 1 else ends)
                    state[level, 0] += share * stop
                    state[level, doing] += share * (1 - stop)
            for (_, doing), share in state.items():
                result[number][doing] += weight * share
    return result


@pytest.mark.parametrize(
    ("sex", "education", "band"), [(0, 0, 0), (0, 1, 2), (1, 2, 2), (1, 1, 4), (0, 2, 3), (1, 0, 1)]
)
def test_shares_at_work_and_in_education_are_those_of_persons_followed_one_by_one(
    sex: int, education: int, band: int
) -> None:
    """The mean of each year since settlement, over those with and without care, illness and programme."""
    shares = np.array(followed(APART, sex, education, band, YEARS * 12))
    yearly = shares.reshape(YEARS, 12 // TURN, 3).mean(axis=1)
    employed, student = work_profiles(APART)
    assert employed[sex, education, band] == pytest.approx(yearly[:, 1])
    assert student[sex, education, band] == pytest.approx(yearly[:, 2])


def test_cohorts_tell_those_of_the_programme_from_the_others_at_every_turn() -> None:
    """A year after its end, and while it lasts: of each cell by sex, education and age."""
    at = [BEGUN // TURN // 2 - 1, (BEGUN + 12) // TURN - 1]
    cohorts = list(islice(work_cohorts(APART), at[-1] + 1))
    for sex, education, band in product(range(2), range(3), (0, 2, 4)):
        for programme in (0, 1):
            one = followed(APART, sex, education, band, BEGUN + 12, takes_part=(programme,))
            for turn in at:
                level, weight = (found[sex, education, band] for found in cohorts[turn])
                share = weight[..., programme, None] / weight[..., programme].sum()
                found = (level[..., programme, :] * share).sum(axis=(0, 1))
                assert found == pytest.approx(one[turn]), (sex, education, band, programme, turn)
