"""The introduction programme and Norwegian."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, Case, Path, Programme, Tenure
from simulation.processes.integration import Integration
from simulation.start.steady import language_profile
from tests.simulation.life_model import life_model, life_values


def start(**changes: object) -> tuple[object, Integration]:
    """Return a model and a prepared process."""
    model = life_model(**changes)
    process = Integration()
    process.prepare(model)
    return model, process


def newly_settled(model: object) -> np.ndarray:
    """Make every adult in Norway newly settled; return their rows."""
    world = model.world
    persons, households = world.persons, world.households
    rows = households.rows(persons.household)
    here = (households.municipality[rows] >= 0) & (persons.birth <= model.month - 18 * 12)
    here &= persons.birth > model.month - 50 * 12
    persons.programme[:] = Programme.NONE
    persons.settled[here] = model.month - 1
    persons.settled_in[here] = households.municipality[rows[here]]
    persons.path[here] = Path.ASYLUM
    persons.employed[:] = 0
    return np.flatnonzero(here)


def test_the_programme_begins_the_month_after_settlement() -> None:
    """With everyone taking part, all newly settled adults begin, and no one else."""
    model, process = start(integration__takeup=(1.0, 1.0))
    rows = newly_settled(model)
    process.run(model)
    active = np.flatnonzero(model.world.persons.programme == Programme.ACTIVE)
    assert np.array_equal(active, rows)


def test_whoever_refused_the_offer_does_not_begin() -> None:
    """L17: households that left public settlement have no programme."""
    model, process = start(integration__takeup=(1.0, 1.0))
    newly_settled(model)
    model.world.households.case[:] = Case.LEFT
    process.run(model)
    assert not np.any(model.world.persons.programme == Programme.ACTIVE)


def test_it_lasts_two_years_where_one_stays_and_is_lost_where_one_leaves() -> None:
    """L73: complete after 24 months, lost on moving to another municipality before."""
    model, process = start(integration__takeup=(1.0, 1.0))
    rows = newly_settled(model)
    mover = rows[0]
    home = model.world.households.rows(model.world.persons.household[[mover]])
    together = model.world.persons.household == model.world.persons.household[mover]
    for month in range(24, 24 + 24):
        model.month = month
        process.run(model)
        if month == 30:
            model.world.households.municipality[home] = 5 - model.world.households.municipality[home]
    model.month = 48
    process.run(model)
    programme = model.world.persons.programme[rows]
    lost = together[rows]
    assert np.all(programme[lost] == Programme.LOST)
    assert np.all(programme[~lost] == Programme.COMPLETED)
    assert np.all(model.world.persons.programme_months[rows[~lost]] == 24)


def test_untied_programme_follows_the_mover() -> None:
    """The lever: without the tie no one loses the programme by moving."""
    model, process = start(integration__takeup=(1.0, 1.0), integration__tied=0.0)
    rows = newly_settled(model)
    process.run(model)
    model.month += 1
    model.world.households.municipality[:] = 0
    process.run(model)
    assert np.all(model.world.persons.programme[rows] == Programme.ACTIVE)


def test_language_only_rises_and_noise_slows_it() -> None:
    """L14: the same draws in shared housing give levels no higher, and some lower."""
    levels = {}
    for tenure in (Tenure.PRIVATE, Tenure.SHARED):
        model, process = start(persons=2000, integration__learning_shared=0.6)
        model.world.persons.language[:] = 0
        model.world.households.tenure[:] = tenure
        before = model.world.persons.language.copy()
        for month in range(24, 48):
            model.month = month
            process.run(model)
            assert np.all(model.world.persons.language >= before)
            before = model.world.persons.language.copy()
        levels[tenure] = before.astype(int)
    assert levels[Tenure.SHARED].mean() < levels[Tenure.PRIVATE].mean()
    assert levels[Tenure.PRIVATE].max() <= 4


def test_those_abroad_or_not_yet_settled_are_left_alone() -> None:
    """Quota households abroad, and settlement in the future (burn-in), do not learn."""
    model, process = start()
    world = model.world
    world.persons.language[:] = 0
    world.households.tenure[:] = Tenure.ABROAD
    world.persons.settled[::2] = 60
    world.households.tenure[world.households.rows(world.persons.household[::2])] = Tenure.PRIVATE
    world.persons.settled[world.persons.settled != 60] = NEVER
    ahead = world.persons.settled == 60
    households = world.households.rows(world.persons.household)
    for month in range(24, 30):
        model.month = month
        process.run(model)
    assert np.all(world.persons.language[ahead] == 0)
    assert np.all(world.persons.language[world.households.tenure[households] == Tenure.ABROAD] == 0)


@given(st.floats(0.3, 1.9))
def test_the_profile_is_a_distribution_that_improves(pace: float) -> None:
    """Cumulative shares end at 1 and fall with years (more Norwegian) and education."""
    profile = language_profile(life_values(integration__learning_education=(pace, pace + 0.2, pace + 0.4)))
    assert profile.shape == (3, 30, 5)
    assert np.all(profile[..., -1] == 1) and np.all(np.diff(profile, axis=-1) >= -1e-12)
    assert np.all(np.diff(profile[..., :-1], axis=1) <= 1e-9)
    assert np.all(np.diff(profile[..., :-1], axis=0) <= 1e-9)
