"""Colours of states are told apart by eyes that see two of the three primaries, and so are their hatches."""

from itertools import combinations

import numpy as np
import pytest

from experiments.report.figures.style import AREAS, HATCHES
from experiments.report.sections.tenure import ORDER

# Machado, Oliveira and Fernandes (2009), full severity, for linear RGB
EYES = {
    "three": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
APART = 10.0  # CIE 1976: four times what is just seen


def lab(colour: str, eye: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = XYZ @ np.clip(np.asarray(EYES[eye]) @ linear, 0, 1) / WHITE
    f = np.where(seen > 0.008856, np.cbrt(seen), 7.787 * seen + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eye", EYES)
def test_every_state_has_a_colour_of_its_own_for_every_eye(eye: str) -> None:
    assert len(set(AREAS)) == len(AREAS) >= len(ORDER)
    for a, b in combinations(AREAS, 2):
        assert np.linalg.norm(lab(a, eye) - lab(b, eye)) > APART, (a, b, eye)


def test_every_state_has_a_hatch_of_its_own() -> None:
    assert len(set(HATCHES)) == len(HATCHES) >= len(ORDER)
