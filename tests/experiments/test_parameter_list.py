import json

import pytest
from rich.console import Console

from experiments.errors import RequestError
from experiments.parameter_list import as_json, as_table, counts, records


def test_counts_add_up() -> None:
    assert sum(counts(records()).values()) == len(records())


def test_a_group_holds_its_file_only() -> None:
    assert len(records("coordination")) == 9
    with pytest.raises(RequestError, match="Did you mean coordination"):
        records("cordination")


def test_json_is_plain() -> None:
    listed = json.loads(json.dumps(as_json(records("channels"))))
    assert listed["parameters"][0]["source"]


@pytest.mark.parametrize(
    ("language", "counted", "unit"), [("en", "8 assumed", "dial 0-1"), ("nb", "8 antatt", "bryter 0-1")]
)
def test_table_shows_name_source_and_counts(language: str, counted: str, unit: str) -> None:
    console = Console(width=200, record=True)
    console.print(as_table(records("coordination"), language))
    text = console.export_text()
    assert "coordination.peer_learning" in text and "E123" in text and counted in text and unit in text
