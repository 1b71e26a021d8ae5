"""Rules are found by the name of their file; a new file is a new rule."""

import sys
from pathlib import Path

import numpy as np
import pytest

from agents.allocation import rules
from agents.allocation.names import rule_names
from agents.allocation.registry import UnknownRule, allocation_rule
from scenarios.parameters import model_parameters
from tests.agents.allocation.made import alone, decide, towns

ROOT = Path(__file__).parents[3]


def test_the_choices_of_the_parameter_are_the_files() -> None:
    files = {path.stem for path in (ROOT / "agents/allocation/rules").glob("*.py")} - {"__init__"}
    assert set(rule_names()) == files == set(model_parameters()["imdi.rule"].choices)
    assert len(files) >= 7


@pytest.mark.parametrize("name", rule_names())
def test_every_rule_says_what_it_knows(name: str) -> None:
    rule = allocation_rule(name)
    assert len(sys.modules[type(rule).__module__].__doc__ or "") > 150


@pytest.mark.parametrize("name", ["places_lft", "os", "../etc", "agents.imdi", ""])
def test_only_found_names_are_imported(name: str) -> None:
    with pytest.raises(UnknownRule, match="no allocation rule named"):
        allocation_rule(name)


def how_to_example() -> str:
    """The rule that docs/how-to/add-an-allocation-rule.md shows."""
    page = (ROOT / "docs/how-to/add-an-allocation-rule.md").read_text(encoding="utf-8")
    return page.split("```python\n")[1].split("```")[0]


def test_the_rule_of_the_how_to_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "largest_first.py").write_text(how_to_example(), encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    assert "largest_first" in rule_names()
    places = np.array([3, 1, 2])
    chosen = decide("largest_first", alone(6), towns(m=3, places=places, region=np.array([0, 1, 2])))
    assert chosen.tolist()[0] == 0 and np.bincount(chosen).tolist() == [3, 1, 2]
    sys.modules.pop("agents.allocation.rules.largest_first")


def test_a_file_without_a_rule_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty_rule.py").write_text('"""Nothing."""\n', encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    with pytest.raises(TypeError, match=r"empty_rule.py must set RULE"):
        allocation_rule("empty_rule")
    sys.modules.pop("agents.allocation.rules.empty_rule")
