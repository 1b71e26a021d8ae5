"""The names of the allocation rules: one per file of ``agents/allocation/rules``."""

import pkgutil

from agents.allocation import rules


def rule_names() -> tuple[str, ...]:
    """Return the names of all rules, in alphabetical order (no rule is imported)."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(rules.__path__)))
