from statistics import NormalDist

import numpy as np

from scenarios.parameters import drawn_parameters, model_parameters, parameter_key, replicate_values


def test_draws_stay_in_range_and_are_the_same_for_the_same_seed() -> None:
    for seed in range(20):
        drawn = replicate_values(seed)
        assert drawn == replicate_values(seed)
        model_parameters().resolve(drawn)  # raises when one is out of range


def test_draws_differ_between_seeds_and_parameters() -> None:
    first, second = replicate_values(1), replicate_values(2)
    assert all(first[name] != second[name] for name in first)
    assert first["channels.knowledge"] != first["channels.forecast"]


def test_priors_of_the_channels_include_zero_and_the_wrong_sign() -> None:
    replicates = [replicate_values(seed) for seed in range(300)]
    own, common = (
        np.array([drawn[name] for drawn in replicates]) for name in ("channels.knowledge", "channels.common")
    )
    assert 0.2 < (own + common < 0).mean() < 0.6  # a channel's strength is its own part and the common one
    assert min((own < 0).mean(), (common < 0).mean()) > 0.1
    record = model_parameters()["channels.knowledge"]
    drawn = NormalDist(float(record.value), record.sd)
    expected = np.mean([min(max(drawn.inv_cdf((i + 0.5) / 999), -1.0), 1.0) for i in range(999)])
    assert abs(own.mean() - expected) < 0.08


def test_every_drawn_parameter_has_a_key_of_its_own() -> None:
    keys = [parameter_key(record.name) for record in drawn_parameters()]
    assert len(set(keys)) == len(keys)


def test_every_record_names_a_source_and_both_labels() -> None:
    for _, record in model_parameters().items():
        assert record.source and record.en and record.nb
