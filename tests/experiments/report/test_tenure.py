from pathlib import Path

from experiments.disclosure import THRESHOLD
from experiments.report.material import Material, gather
from experiments.report.sections.tenure import flows, section
from experiments.report.words import words_in


def test_flows_are_the_mean_over_replicates(material: Material) -> None:
    found = flows(material, "integrated")
    raw = [material.study.measured["integrated", seed]["tenure_moves"] for seed in material.study.seeds]
    total = sum(sum(one.by("move").values()) for one in raw) / len(raw)
    assert sum(found.values()) == sum(found.values()) and abs(sum(found.values()) - total) < 1e-9
    assert all(after != "reception" for _, after in found)


def test_small_flows_of_restricted_microdata_are_held_back(folder: Path) -> None:
    restricted = gather(folder, restricted=True)
    found = flows(restricted, "integrated")
    assert all(value >= THRESHOLD for value in found.values())
    assert len(found) < len(flows(gather(folder), "integrated"))
    made = section(restricted, words_in("en"))
    told = "held back" if made is None else " ".join(getattr(block, "text", "") for block in made.blocks)
    assert "held back" in told
