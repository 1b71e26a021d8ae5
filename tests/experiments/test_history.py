"""Scenarios branch from a shared history where they first differ, and get the same bits."""

from pathlib import Path

import pytest

from experiments import history
from experiments.history import TINY, Run
from experiments.single import carry_out
from scenarios.scenario import Scenario, load_scenario
from tests.experiments.test_single import same

HEAD = 'name = "{}"\n{}[description]\nen = "a"\nnb = "b"\n'
SHOCK = '[shocks]\npermits.surge = {{ value = 3.0, from = "{}", to = "{}" }}\n'


def scenario(folder: Path, name: str, head: str = "", rest: str = "") -> Scenario:
    (folder / f"{name}.toml").write_text(HEAD.format(name, head) + rest, encoding="utf-8")
    return load_scenario(folder / f"{name}.toml")


@pytest.fixture(scope="module")
def arms(tmp_path_factory: pytest.TempPathFactory) -> list[Scenario]:
    folder = tmp_path_factory.mktemp("arms")
    return [
        load_scenario("baseline-2013"),
        scenario(folder, "late", rest=SHOCK.format("2013-07", "2014-02")),
        load_scenario("integrated"),
        scenario(folder, "early", rest=SHOCK.format("2010-03", "2010-08")),
        scenario(folder, "both", 'parent = "integrated"\n', SHOCK.format("2010-03", "2012-08")),
        scenario(folder, "mid-year", 'parent = "fragmented"\npolicy = "2012-09"\n'),
        scenario(folder, "from-the-start", rest=SHOCK.format("2008-03", "2009-08")),
        scenario(folder, "salted", 'salt = 2\npolicy = "2012-03"\n', SHOCK.format("2013-07", "2013-09")),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("late", "both"),
        pytest.param(
            ("baseline-2013", "integrated", "early", "mid-year", "from-the-start", "salted", "late"),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["two", "all"],
)
def test_branching_gives_the_bits_of_a_run_by_itself(arms: list[Scenario], names: tuple[str, ...]) -> None:
    """One after another in one worker, as a comparison lives them."""
    for arm in (arm for name in names for arm in arms if arm.name == name):
        run = Run(arm, 3, 2014, TINY)
        assert same(carry_out(run).record, carry_out(run, share_history=True).record) == [], arm.name


def test_a_late_shock_shares_all_years_before_it(
    arms: list[Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    lived: list[tuple[int, int]] = []
    whole = history._model

    def watched(run: Run, world: object, recorder: object, month: int | None = None) -> object:
        model = whole(run, world, recorder, month)  # type: ignore[arg-type]
        run_to = model.run_to

        def counted(end: int) -> None:
            lived.append((model.month, end))
            run_to(end)

        model.run_to = counted  # type: ignore[method-assign]
        return model

    history._history.cache_clear()
    monkeypatch.setattr(history, "_model", watched)
    for arm in (arms[0], arms[1], arms[2]):
        carry_out(Run(arm, 9, 2014, TINY), share_history=True)
    assert lived == [(24, 48), (48, 96), (48, 72), (72, 96), (48, 96)]
