"""What contested branches of the truth make of a ranking, where the study has them beside it."""

import json
from collections.abc import Mapping
from math import isfinite

import numpy as np

from experiments.errors import RequestError
from experiments.score.ranking.families import ByFamily
from experiments.score.ranking.gains import Gains
from experiments.score.ranking.presets import equal_by_level
from experiments.store.beside import contested_beside
from experiments.store.saved import SavedStudy

Verdicts = Mapping[str, Mapping[tuple[str, str], float]]  # branch, (scenario, headline): mean difference
FILE = "contested.json"


def read_verdicts(saved: SavedStudy) -> Verdicts | None:
    """Return the verdicts of the contested branches that lie beside a study; None when there are none.

    Branches held against another baseline are none of the study's.

    Raises
    ------
    RequestError
        If the file cannot be understood.
    """
    path = contested_beside(saved) / FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["baseline"] != saved.about.scenarios[0]:
            return None
        rows = told["rows"]
        found: dict[str, dict[tuple[str, str], float]] = {}
        for row in rows:
            branch = f"{row['mechanism']}: {row['flip']}" if row["mechanism"] else ""
            value = row["difference"]
            found.setdefault(branch, {})[row["scenario"], row["indicator"]] = (
                float("nan") if value is None else float(value)
            )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RequestError("not_branches", path=path, reason=error) from None
    return found


def branch_values(cells: Gains, families: ByFamily, verdicts: Verdicts) -> dict[str, dict[str, float]]:
    """Return the gain with weights equal by level, by branch and scenario.

    Differences are standardised as everywhere: by the baseline of the study itself. The baseline's gain
    is zero; a headline that a branch has no figure for counts as no difference. Branches that lack a
    scenario of the study are left out.
    """
    weights = equal_by_level(families.families)
    heads = {one.indicator.name: one for one in cells.criteria if not one.part}
    found: dict[str, dict[str, float]] = {}
    for branch, verdict in verdicts.items():
        if not set(cells.names[1:]) <= {scenario for scenario, _ in verdict}:
            continue
        row = {}
        for name in cells.names:
            each = []
            for family in families.families:
                known = [(verdict.get((name, member), 0.0), heads[member]) for member in family.members]
                gained = [x * one.indicator.direction / one.sd if isfinite(x) else 0.0 for x, one in known]
                each.append(sum(gained) / len(gained))
            row[name] = float(np.asarray(each) @ weights)
        found[branch] = row
    return found
