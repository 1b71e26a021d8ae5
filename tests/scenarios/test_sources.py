"""One evidence row has one role: what is held out is never the source of a value."""

import re

from data.roles import HELD_OUT, all_roles
from scenarios.parameters import model_parameters


def test_no_parameter_rests_on_a_held_out_row() -> None:
    held = {name for name, role in all_roles().items() if role == HELD_OUT}
    assert held
    for name, record in model_parameters().items():
        cited = set(re.findall(r"[A-Za-z0-9_:\-]+", record.source))
        assert not cited & held, f"{name} cites {sorted(cited & held)}"
