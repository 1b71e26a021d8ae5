"""Two packs held against each other: the same figures as ``run.py compare`` of the same runs."""

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

import numpy as np

from experiments.comparison import Study
from experiments.paired import LEVEL, Paired
from experiments.score.card import columns_of
from experiments.score.distribution import distribution
from experiments.score.ranking.families import ByFamily, by_family
from experiments.score.ranking.gains import gains
from experiments.score.ranking.presets import Preset, linear, presets
from experiments.score.words import say
from experiments.table import SCREEN, known_mean, marked
from experiments.typeset import LANGUAGES
from indicators.groups import words as group_words
from indicators.indicator import Indicator
from indicators.library import indicator
from workshop.data.fans import LINES, fan
from workshop.data.records import said
from workshop.errors import WorkshopError
from workshop.pack import Pack, plain
from workshop.sessions import Session
from workshop.shelf import Shelf

HARMED: Final = 40  # groups named


def paired(shelf: Shelf, session: Session, a: str, b: str) -> tuple[Pack, Pack]:
    """Return the packs of two keys; where A is the baseline of B's own study, the one of those runs.

    Raises
    ------
    WorkshopError
        If one is not there, or the two cannot be compared.
    """
    one, other = shelf.pack(a, session), shelf.pack(b, session)
    if one.key != other.base and other.base != other.key:
        base = shelf.pack(other.base, session)
        one = base if base.name == one.name and base.shown["scenario"] == one.shown["scenario"] else one
    check(one, other)
    return one, other


def check(one: Pack, other: Pack) -> None:
    """Refuse to compare what cannot be compared."""
    if one.world != other.world or one.shown["scale"] != other.shown["scale"]:
        raise WorkshopError("ws_other_worlds", one=one.name, other=other.name)
    if one.code != other.code or one.posterior != other.posterior:
        raise WorkshopError("ws_other_code", one=one.name, other=other.name)
    if not set(one.seeds) & set(other.seeds):
        raise WorkshopError("ws_no_seeds", one=one.name, other=other.name)


def study_of(packs: Sequence[Pack]) -> Study:
    """Return packs as a study of the seeds they have in common; the first is the baseline."""
    for other in packs[1:]:
        check(packs[0], other)
    seeds = tuple(s for s in packs[0].seeds if all(s in one.measured for one in packs))
    if not seeds:
        raise WorkshopError("ws_no_seeds", one=packs[0].name, other=packs[-1].name)
    names = _names(packs)
    measured = {(name, s): pack.measured[s] for name, pack in zip(names, packs, strict=True) for s in seeds}
    return Study(names, seeds, measured, world=packs[0].world, scale=float(packs[0].shown["scale"]))


def _names(packs: Sequence[Pack]) -> tuple[str, ...]:
    """Return names of the scenarios, told apart where two have the same."""
    names: list[str] = []
    for pack in packs:
        name, more = pack.name, 2
        while name in names:
            name, more = f"{pack.name} ({more})", more + 1
        names.append(name)
    return tuple(names)


def compared(one: Pack, other: Pack) -> dict[str, Any]:
    """Return everything the page shows of B against A."""
    study = study_of([one, other])
    arm = study.arms[0]
    rows = [_row(study, arm, indicator) for indicator in study.indicators]
    return {
        "a": one.key,
        "b": other.key,
        "names": list(study.scenarios),
        "seeds": list(study.seeds),
        "level": LEVEL,
        "caveats": said(study.world, study.scale),
        "rows": rows,
        "clear": sum(bool(row["clear"]) for row in rows),
        "by_chance": round(len(rows) * (1 - LEVEL)),
        "panels": [_panel(line, one, other, study.seeds) for line in LINES],
        "reasons": _reasons(study),
        "harmed": _harmed(study, arm),
    }


def _panel(name: str, one: Pack, other: Pack, seeds: Sequence[int]) -> dict[str, Any]:
    """Return a panel of lines: both fans, and that of the paired differences."""
    line = LINES[name]
    ground, ours = (
        np.asarray(pack.shown["monthly"][name], dtype=np.float64)[[pack.seeds.index(s) for s in seeds]]
        for pack in (one, other)
    )
    return {
        "name": name, "times": other.shown["months"], "policy": other.shown["policy"], "title": line.title,
        "unit": line.unit, "digits": 0, "direction": line.direction, "replicates": len(seeds),
        "a": {"label": one.name, **fan(ground)}, "b": {"label": other.name, **fan(ours)},
        "difference": fan(ours - ground),
        "caveats": said(other.world, float(other.shown["scale"])),
    }  # fmt: skip


def _row(study: Study, arm: str, one: Indicator) -> dict[str, Any]:
    found = study.difference(arm, one.name)
    return {
        **about(one),
        "a": plain(known_mean_or_nan(study.series(study.baseline, one.name))),
        "b": plain(known_mean_or_nan(study.series(arm, one.name))),
        "difference": _exact(found.mean), "low": _exact(found.low), "high": _exact(found.high),
        "lowest": _exact(found.lowest), "highest": _exact(found.highest),
        "detectable": _exact(found.detectable),
        "better": found.better, "equal": found.equal, "pairs": found.pairs, "clear": found.clear,
        "marked": marked(study, found), "verdict": verdict(found, one.direction),
    }  # fmt: skip


def known_mean_or_nan(values: Sequence[float]) -> float:
    """Return the mean of those that have a figure; NaN when none has."""
    return known_mean(values) if any(isfinite(value) for value in values) else float("nan")


def _exact(value: float) -> float | None:
    return value if isfinite(value) else None


def verdict(found: Paired, direction: int) -> str:
    """Return what a difference is: a gain, a loss, not clear, or neither good nor bad by itself."""
    if not found.clear:
        return "unclear"
    if not direction:
        return "neutral"
    return "gain" if found.mean * direction > 0 else "loss"


def about(one: Indicator) -> dict[str, Any]:
    """Return what a headline is, in both languages."""
    return {
        "name": one.name, "en": one.en, "nb": one.nb, "unit": one.unit, "unit_nb": one.unit_in("nb"),
        "digits": one.digits, "direction": one.direction, "level": list(one.level), "effect": one.effect,
        "horizon": one.horizon, "bearers": list(one.bearers), "columns": list(columns_of(one)),
        "caveat": {"en": one.caveat_en, "nb": one.caveat_nb}, "usual": one.name in SCREEN,
        "source": one.source,
    }  # fmt: skip


def _reasons(study: Study) -> list[dict[str, Any]]:
    """Return the shares of the months of waiting by binding reason in A and B, the largest first."""
    from agents.kinds import Reason
    from agents.reason_words import words

    shares: dict[str, list[float]] = {}
    for i, name in enumerate(study.scenarios):
        for seed in study.seeds:
            for reason, share in study.measured[name, seed]["waiting_reasons"].by("reason").items():
                shares.setdefault(reason, [0.0, 0.0])[i] += share / len(study.seeds)
    ordered = sorted(shares.items(), key=lambda one: -max(one[1]))
    return [
        {"name": name, "en": words(Reason[name.upper()], "en"), "nb": words(Reason[name.upper()], "nb"),
         "a": plain(a), "b": plain(b)}
        for name, (a, b) in ordered
    ]  # fmt: skip


def _harmed(study: Study, arm: str) -> list[dict[str, Any]]:
    """Return the groups that lose, the gravest first."""
    if len(study.seeds) < 2:
        return []
    found = []
    for loss in distribution(study, arm).losses:
        for dimension, group in loss.groups:
            band = group.band
            found.append(
                {
                    **{k: v for k, v in about(loss.indicator).items()
                       if k in ("name", "en", "nb", "unit", "unit_nb", "digits", "direction")},
                    "group": {language: group_words(dimension, group.name, language)
                              for language in ("en", "nb")},
                    "sure": group.harm, "hidden": loss.raises_mean, "difference": _exact(band.mean),
                    "low": _exact(band.mean_low), "high": _exact(band.mean_high), "worse": band.worse,
                    "pairs": band.replicates,
                }
            )  # fmt: skip
    return found[:HARMED]


def ranked(packs: Sequence[Pack], chosen: Sequence[str]) -> dict[str, Any]:
    """Return the five presets and the group's own choice of families, side by side.

    Parameters
    ----------
    packs : sequence of Pack
        The first is the baseline.
    chosen : sequence of str
        Families or headlines that the group wants to steer by; each family counts the same.
    """
    study = study_of(packs)
    scenarios = [{"id": name, "label": {"en": name, "nb": name}} for name in study.scenarios]
    if len(study.scenarios) < 2 or len(study.seeds) < 2:
        return {"scenarios": scenarios, "families": [], "presets": [], "own": None}
    cells = gains(study)
    found = by_family(cells)
    own = _own(found, chosen)
    return {
        "scenarios": scenarios,
        "replicates": len(study.seeds),
        "families": [
            {
                "id": one.name,
                "label": {lang: indicator(one.members[0]).label(lang) for lang in LANGUAGES},
                "members": list(one.members),
                "level": one.level,
                "gains": {name: round(float(found.mean[i, k]), 6) for i, name in enumerate(found.names)},
            }
            for k, one in enumerate(found.families)
        ],
        "presets": [
            {"id": one.name, "label": {lang: say(one.name, lang) for lang in LANGUAGES},
             "ranks": dict(one.ranks)}
            for one in presets(found, cells)
        ],
        "own": None if own is None else {"ranks": dict(own.ranks), "weights": dict(own.weights)},
    }  # fmt: skip


def _own(found: ByFamily, families: Sequence[str]) -> Preset | None:
    """Return what equal weights on chosen headlines or families say; None when none is among them."""
    keep = np.array(
        [f.name in families or any(m in families for m in f.members) for f in found.families],
        dtype=np.float64,
    )
    return linear("own", keep / keep.sum(), found) if keep.any() else None
