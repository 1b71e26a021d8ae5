"""Keys of the start: known answers, so that a being keeps its key from one version to the next."""

import numpy as np

from simulation.randomness import mix
from simulation.start.keys import Being, keys_of, start_keys


def test_a_key_is_its_number_behind_what_kind_of_being_it_is_and_mixed() -> None:
    assert keys_of(Being.MUNICIPALITY, [301]).tolist() == [mix(7 * 2**40 + 301)]
    assert start_keys(Being.PERSON, 3, first=5).tolist() == [mix(2**40 + number) for number in (5, 6, 7)]
    assert keys_of(Being.PLACE, [0, 1]).tolist() == start_keys(Being.PLACE, 2).tolist()


def test_no_two_beings_share_a_key() -> None:
    keys = np.concatenate([start_keys(being, 100) for being in Being])
    assert len(np.unique(keys)) == len(Being) * 100
