from math import nan
from pathlib import Path

import pytest

from data.posterior import posterior
from experiments.asked import Asked
from experiments.comparison import study_name
from experiments.paired import Paired, paired_difference, standard_error
from experiments.resting import resting, spreads, varied
from experiments.store.beside import CONTESTED
from experiments.verdicts.commands import kept_in
from experiments.verdicts.contested import Branch, Branches
from indicators.library import headlines
from scenarios.mechanisms import mechanisms
from scenarios.parameters import default_parameters, drawn_parameters
from scenarios.scenario import load_scenario


def test_what_no_data_tells_is_said_in_every_answer() -> None:
    for language, word in (("en", "landlords' beliefs"), ("nb", "utleieres oppfatninger")):
        assert word in resting(language)[0]
        said = resting(language, "posterior", "norway-2013")
        assert len(said) == 2 and "posterior" in said[0] and "2009-2012" in said[0]
    assert "not calibrated" in resting("en", "prior", "norway-2013")[0]
    assert len(resting("en", "prior", "tiny")) == 1  # nothing could be calibrated there


def test_the_three_spreads_are_named_whatever_the_design_tells() -> None:
    assert "--chance-per-draw" in spreads("en", 1) and "stand apart" in spreads("en", 2)
    assert all("--contested" in spreads(language, n) for language in ("en", "nb") for n in (1, 2))


def test_the_standard_error_is_that_of_the_interval() -> None:
    found = paired_difference([1.0, 2.0, 4.0, 9.0], [0.0, 0.0, 0.0, 0.0], 1)
    assert standard_error(found) == pytest.approx(3.559026 / 2, rel=1e-6)  # sd over root of four
    assert standard_error(Paired(1.0, nan, nan, 1, None)) == 0.0


def test_contested_mechanisms_have_a_spread_of_their_own() -> None:
    one = headlines()[0]
    first, second = mechanisms()[:2]
    key = ("arm", one.name)
    usual = paired_difference([10.0, 12.0, 14.0, 16.0], [0.0] * 4, 0)

    def branch(mechanism: object, flip: str, shift: float) -> Branch:
        moved = paired_difference([shift] * 4, [0.0] * 4, 0)
        return Branch(mechanism, flip, {key: usual}, {key: moved})  # type: ignore[arg-type]

    flips = [next(iter(m.flips)) for m in (first, second)]
    made = (branch(first, flips[0], 6.0), branch(second, flips[1], 0.0))
    found = Branches("base", ("arm",), (1, 2, 3, 4), (one,), {key: usual}, made, 0, 0)
    own, contested = found.spreads("arm", one.name)
    assert own == pytest.approx(2.581989, rel=1e-6)  # of the replicates
    assert contested == pytest.approx(3.0)  # 0 and 6 count alike; the second moves nothing


def test_the_parameters_that_vary_are_the_drawn_and_the_calibrated() -> None:
    drawn = {record.name for record in drawn_parameters()}
    assert varied("norway-2013", "prior") == drawn and varied("norway-2013", "point") == frozenset()
    found = posterior("norway-2013")
    calibrated = set() if found is None else set(found.names)
    assert varied("norway-2013", "posterior") == varied("tiny", "posterior") == drawn | calibrated
    assert varied("norway-2024", "posterior") == {one.name for one in drawn_parameters("norway-2024")}


def test_what_lies_beside_a_study_is_of_the_same_parameters(tmp_path: Path) -> None:
    arms = [load_scenario("baseline-2013"), load_scenario("integrated")]

    def place(parameters: str | None) -> str:
        asked = Asked(2, 1, tmp_path, 1, None, 1.0, "en", parameters=parameters)
        return kept_in(asked, arms, arms, CONTESTED).name

    assert place("point") == study_name(arms, "norway-2013", 1.0, parameters="point") + "-contested"
    assert place(None) == place(default_parameters()) == "integrated-contested"
