"""All allocation rules, found by name: every file of ``agents/allocation/rules`` is one."""

from difflib import get_close_matches
from importlib import import_module

from agents.allocation import rules
from agents.allocation.contract import Rule
from agents.allocation.names import rule_names


class UnknownRule(LookupError):
    """There is no allocation rule of that name; the message names the nearest."""


def allocation_rule(name: str) -> Rule:
    """Return one rule.

    Raises
    ------
    UnknownRule
        If no file has that name. Only found names are imported, never a path from outside.
    TypeError
        If the file has no ``RULE``.
    """
    names = rule_names()
    if name not in names:
        near = get_close_matches(name, names, n=1, cutoff=0.3)
        hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(names)}."
        raise UnknownRule(f"There is no allocation rule named {name!r}.{hint}")
    rule = getattr(import_module(f"{rules.__name__}.{name}"), "RULE", None)
    if not isinstance(rule, Rule):
        raise TypeError(f"agents/allocation/rules/{name}.py must set RULE to an instance of Rule.")
    return rule
