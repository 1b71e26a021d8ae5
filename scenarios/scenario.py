"""Scenarios: what planners turn.

A scenario is a TOML file of differences from a parent: its name, a description in English and
Bokmål, the month its policy starts, and what it changes::

    name = "mine"
    parent = "informed"
    policy = "2011-01"

    [description]
    en = "The state shares what it knows, routines in nine of ten municipalities, and a surge"
    nb = "Staten deler det den vet, rutiner i ni av ti kommuner, og en økning"

    [dials]
    municipal_routines = 0.9

    [levers]
    husbanken.grant_share_priority = 0.4

    [rules]
    imdi.rule = "housing_fit"

    [shocks]
    permits.surge = { value = 1.5, from = "2015-07", to = "2016-06" }

`definition.py` holds what a scenario is, `reading.py` and `sections.py` how a file is read and checked.
"""

from scenarios.definition import BASELINE, PRESETS, Description, Scenario, Shock
from scenarios.reading import LIBRARY, load_scenario, scenario_names
from scenarios.sentences import ScenarioError

__all__ = [
    "BASELINE",
    "LIBRARY",
    "PRESETS",
    "Description",
    "Scenario",
    "ScenarioError",
    "Shock",
    "load_scenario",
    "scenario_names",
]
