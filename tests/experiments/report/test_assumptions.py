from dataclasses import replace

import numpy as np

from experiments.report.material import Material
from experiments.report.sections.assumptions import ENOUGH, changed, counts, moves_with
from indicators.indicator import Measured
from scenarios.parameters import model_parameters


def test_a_scenario_names_the_parameters_it_sets(material: Material) -> None:
    names = changed(material, "integrated")
    assert "coordination.shared_guidance" in names
    assert set(names) <= set(model_parameters())


def test_counts_add_up() -> None:
    records = list(dict(model_parameters().items()).values())
    assert sum(counts(records)) == len(records)


def test_a_parameter_that_drives_a_difference_is_found_and_chance_is_not(material: Material) -> None:
    rng = np.random.default_rng(1)
    seeds = tuple(range(40))
    draws = {
        seed: {"driver": rng.random(), **{f"idle.{i}": rng.random() for i in range(40)}} for seed in seeds
    }
    measured = {("base", seed): {"settled": Measured(1.0)} for seed in seeds}
    measured |= {("arm", seed): {"settled": Measured(1.0 + draws[seed]["driver"])} for seed in seeds}
    study = replace(material.study, scenarios=("base", "arm"), seeds=seeds, measured=measured)
    made = replace(
        material, study=study, manifests={("base", seed): {"drawn": draws[seed]} for seed in seeds}
    )
    found, least, looked = moves_with(made, "arm", "settled")
    assert found[0][0] == "driver" and found[0][1] > 0.99
    assert looked == 41 and 0.4 < least < 0.6
    few = replace(study, seeds=seeds[: ENOUGH - 1])
    assert moves_with(replace(made, study=few), "arm", "settled")[0] == []
