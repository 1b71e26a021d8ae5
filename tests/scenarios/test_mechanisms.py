import re
from pathlib import Path

import pytest

from agents.parameters import Draw, ParameterError
from experiments import simulate
from scenarios.mechanisms import mechanisms, read_mechanism
from scenarios.parameters import ROOT, model_parameters
from scenarios.scenario import ScenarioError

FLIPS = [(one.name, flip) for one in mechanisms() for flip in one.flips]
GOOD = """order = 1
evidence = ["E01"]
question = { en = "Is it?", nb = "Er det?" }
default = { en = "no", nb = "nei" }
[flips.yes]
en = "it is"
nb = "det er det"
values = { "work.scar_wait" = -0.05 }
"""


def test_the_contested_mechanisms_of_the_design_are_there() -> None:
    names = {one.name for one in mechanisms()}
    assert {"first-link", "scarring", "settlement-rents", "allowance-rents", "purchases-prices"} <= names
    assert len({one.order for one in mechanisms()}) == len(mechanisms())


def test_limits_names_every_mechanism() -> None:
    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    for one in mechanisms():
        assert f"`{one.name}`" in text


def test_evidence_is_listed() -> None:
    text = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| (\w+) \|", text, re.M))
    for one in mechanisms():
        assert set(one.evidence) <= known, one.name


def test_a_flip_is_no_flip_where_it_repeats_a_fixed_default() -> None:
    parameters = model_parameters()
    for one in mechanisms():
        for flip in one.flips.values():
            for name, value in flip.values.items():
                assert value != parameters[name].value or parameters[name].draw is not Draw.FIXED, name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("work.scar_wait", "work.scar_wiat", "Did you mean work.scar_wait?"),
        ("-0.05", "-5.0", "outside its range"),
        ('nb = "det er det"', "", "flips.yes.nb"),
        ("order = 1", "order = ", "not TOML"),
    ],
)
def test_a_wrong_file_is_told_where(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    assert read_mechanism(path).name == "mine"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises((ScenarioError, ParameterError), match=r"mine\.toml") as caught:
        read_mechanism(path)
    assert said in str(caught.value)


@pytest.mark.slow
def test_every_flip_changes_something() -> None:
    """A flip without a parameter that acts is none: a twentieth of the nation, one replicate."""

    def told(values: dict[str, float | list[float]]) -> str:
        return repr(simulate("integrated", 1, scale=0.05, overrides=values).indicators())

    usual = told({})
    for one in mechanisms():
        found = [told(flip.values) for flip in one.flips.values()]
        assert usual not in found, one.name
        assert len(set(found)) == len(found), one.name
