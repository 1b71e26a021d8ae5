"""Rankings as tables: always all of them together."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import isfinite
from typing import Final

from experiments.score.overtaken import MARK, Overtaken, overtaken_sentence, ranked_sentence
from experiments.score.ranking.acceptability import DRAWS
from experiments.score.ranking.ranking import Pair, Ranking
from experiments.score.ranking.switching import Switch
from experiments.score.sheet import Sheet
from experiments.score.words import say, text_of
from experiments.typeset import number

SWITCHES: Final = 12  # shown of each; files have them all
TEXT: Final = {
    "presets": ("Five sets of weights, none of them right", "Fem sett vekter, ingen av dem den rette"),
    "scenario": ("scenario", "scenario"),
    "rank": ("rank {} (gain {})", "plass {} (gevinst {})"),
    "none": ("nothing to rank by", "ingenting å rangere etter"),
    "presets note": (
        "Gains are standardised by the baseline's standard deviation over replicates (score.csv lists them; "
        "ranks can hinge on it), headlines with one scorecard id share a weight. The worst-off: of the "
        "groups hard to settle, the worst decides, then the second worst. Read with rank acceptability and "
        "switching values below, never alone.",
        "Gevinster er standardisert med grunnlinjens standardavvik over framtidene (står i score.csv; "
        "plasseringer kan henge på det), hovedtall med samme id i målkortet deler en vekt. De dårligst "
        "stilte: av gruppene som er vanskelige å bosette, avgjør den dårligste, så den nest dårligste. "
        "Leses med plassering over alle vekter og vippeverdiene under, aldri alene.",
    ),
    "accept": (
        "How often each takes each place, over {} random weights",
        "Hvor ofte hvert tar hver plass, over {} tilfeldige vekter",
    ),
    "place": ("place {}", "plass {}"),
    "wins": ("beats {}", "slår {}"),
    "regret": ("most behind (weight on)", "mest bak (vekt på)"),
    "behind": ("behind: mean; 95 % at most", "bak: snitt; høyst, i 95 %"),
    "branch": ("most behind in a branch", "mest bak i en gren"),
    "central": ("weights that favour it", "vekter som favoriserer det"),
    "pairs": (
        "How often each beats each, and the most one can regret it",
        "Hvor ofte hvert slår hvert, og det en mest kan angre",
    ),
    "accept note": (
        "Each draw takes weights evenly from all that sum to one (Dirichlet 1) and one replicate. Weights "
        "that favour it: the three highest of the mean weights under which it is best.",
        "Hver trekning tar vekter jevnt fra alle som summerer til én (Dirichlet 1) og én framtid. Vekter "
        "som favoriserer det: de tre høyeste av snittvektene der det er best.",
    ),
    "regret note": (
        "Over the same draws. Behind: how many standard deviations it is from the best under the same "
        "weights; most behind: with all weight on one thing.",
        "Over de samme trekningene. Bak: hvor mange standardavvik det er fra det beste med de samme "
        "vektene; mest bak: med all vekt på én ting.",
    ),
    "no branches": (
        "Contested branches are not in this study (compare --contested makes them).",
        "Omstridte grener er ikke med i denne studien (compare --contested lager dem).",
    ),
    "dominance": ("Dominance and bottom decile", "Dominans og nederste tidel"),
    "over": ("{} dominates {}", "{} dominerer {}"),
    "nobody": (
        "No scenario dominates another: in each pair either one is worse somewhere by more than 5 % of the "
        "baseline's standard deviation, or it is better nowhere by as much ({cells} headlines and groups).",
        "Ingen scenarioer dominerer noe annet: i hvert par er det ene enten dårligere et sted med mer enn "
        "5 % av grunnlinjens standardavvik, eller ingen steder så mye bedre ({cells} hovedtall og grupper).",
    ),
    "some": (
        "{pairs} (no headline or group worse by more than 5 % of the baseline's standard deviation, one "
        "better by more, of {cells}).",
        "{pairs} (ingen hovedtall eller grupper dårligere med mer enn 5 % av grunnlinjens standardavvik, "
        "minst én bedre med mer, av {cells}).",
    ),
    "best": ("Not dominated: {}.", "Ikke dominert: {}."),
    "circle": (
        "Every scenario is dominated by another (with a tolerance dominance can go in a circle).",
        "Hvert scenario er dominert av et annet (med toleranse kan dominans gå i ring).",
    ),
    "first": ("{label}: at first order {pairs}.", "{label}: av første orden {pairs}."),
    "second": ("{label}: at second order {pairs}.", "{label}: av annen orden {pairs}."),
    "neither": (
        "{label}: none dominates another over the replicates, at first or second order.",
        "{label}: ingen dominerer noe annet over framtidene, av første eller annen orden.",
    ),
    "no decile": (
        "The study has no headline for the bottom decile.",
        "Studien har ikke noe hovedtall for nederste tidel.",
    ),
    "switch": ("Switching values", "Vippeverdier"),
    "ahead": ("ahead", "foran"),
    "behind now": ("behind", "bak"),
    "on": ("weight on", "vekt på"),
    "from": ("from", "fra"),
    "turns at": ("order turns at", "rekkefølgen snur ved"),
    "firm": (
        "No weight on one thing alone turns the order of any pair (from weights equal by level).",
        "Ingen vekt på én ting alene snur rekkefølgen i noe par (fra vekter likt per nivå).",
    ),
    "switch note": (
        "From weights equal by level; the other weights keep their proportions. {turn} of {all} pairs and "
        "weights can turn; those nearest to it are shown.",
        "Fra vekter likt per nivå; de andre vektene beholder forholdet seg imellom. {turn} av {all} par og "
        "vekter kan snu; de nærmeste vises.",
    ),
    "one group": ("one group", "én gruppe"),
    "groups": ("{count} groups", "{count} grupper"),
    "left": ("Left out: {}.", "Utelatt: {}."),
}

text = partial(text_of, TEXT)


def family_words(found: Ranking, name: str, language: str) -> str:
    """Return what a family is called: its id and its first headline."""
    if name == "hard":
        return say("hard", language)
    family = next(one for one in found.families.families if one.name == name)
    label = found.label(family.members[0], language)
    return label if name == family.members[0] else f"{name} ({label})"


def ranking_sheets(found: Ranking, language: str, overtaken: Sequence[Overtaken]) -> tuple[Sheet, ...]:
    """Return presets, acceptability, regret, dominance and switching values.

    Parameters
    ----------
    overtaken : sequence of Overtaken
        Scenarios whose shorter wait counts as a gain here though others are overtaken: marked and told.
    """
    warned = {one.arm: overtaken_sentence(one, language) for one in overtaken}
    return (
        _presets(found, warned, language),
        _acceptability(found, warned, language),
        _regret(found, language),
        _dominance(found, language),
        _switches(found, language),
    )


def _presets(found: Ranking, warned: Mapping[str, str], language: str) -> Sheet:
    head = (text("scenario", language), *(say(one.name, language) for one in found.presets))
    rows = []
    for name in found.names:
        cells = [
            text("rank", language).format(one.ranks[name], number(one.values[name], 2, language, signed=True))
            if one.ranks
            else text("none", language)
            for one in found.presets
        ]
        rows.append((_marked(name, warned), *cells))
    told = tuple(f"{MARK} {said} {ranked_sentence(language)}" for said in warned.values())
    return Sheet(text("presets", language), head, tuple(rows), (*told, text("presets note", language)))


def _marked(name: str, warned: Mapping[str, str]) -> str:
    return f"{name} {MARK}" if name in warned else name


def _acceptability(found: Ranking, warned: Mapping[str, str], language: str) -> Sheet:
    accepted = found.accepted
    places = range(1, len(found.names) + 1)
    head = (
        text("scenario", language),
        *(text("place", language).format(place) for place in places),
        text("central", language),
    )
    rows, shown = [], set()
    for i, name in enumerate(found.names):
        named = zip(accepted.central[i].tolist(), found.families.families, strict=True)
        top = sorted(((w, f.name) for w, f in named if isfinite(w)), reverse=True)[:3]
        favoured = ", ".join(f"{family} {_share(weight, language)}" for weight, family in top)
        shown |= {family for _, family in top}
        shares = (_share(x, language) for x in accepted.ranks[i].tolist())
        rows.append((_marked(name, warned), *shares, favoured))
    title = text("accept", language).format(number(DRAWS, 0, language))
    told = (f"{MARK} {ranked_sentence(language)}",) if warned else ()
    notes = (*told, text("accept note", language), *_ids(found, shown, language))
    return Sheet(title, head, tuple(rows), notes)


def _ids(found: Ranking, shown: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what the ids in a table stand for, in one sentence; nothing where names are shown."""
    named = [(one, family_words(found, one, language)) for one in sorted(shown)]
    words = [name for one, name in named if name != one and name.startswith(one)]
    return (f"{'; '.join(words)}.",) if words else ()


def _regret(found: Ranking, language: str) -> Sheet:
    """Return how often each beats each, and how far behind each can be."""
    head = (
        text("scenario", language),
        *(text("wins", language).format(name) for name in found.names),
        text("regret", language),
        text("behind", language),
        *([text("branch", language)] if found.branches else []),
    )
    rows, shown = [], set()
    for i, name in enumerate(found.names):
        regret = found.regret[name]
        wins = ["" if i == j else _share(x, language) for j, x in enumerate(found.accepted.wins[i].tolist())]
        on = f" ({regret.on})" if regret.worst > 0 else ""
        shown |= {regret.on} if on else set()
        row = [name, *wins, f"{number(regret.worst, 2, language)}{on}"]
        row.append(f"{number(regret.mean, 2, language)}; {number(regret.high, 2, language)}")
        if found.branches:
            behind, branch = found.branches[name]
            row.append(f"{number(behind, 2, language)}" + (f" ({branch})" if behind > 0 and branch else ""))
        rows.append(tuple(row))
    notes = [text("regret note", language), *_ids(found, shown, language)]
    if not found.branches:
        notes.append(text("no branches", language))
    return Sheet(text("pairs", language), head, tuple(rows), tuple(notes))


def _share(value: float, language: str) -> str:
    return f"{number(100 * value, 0, language)} %"


def _dominance(found: Ranking, language: str) -> Sheet:
    cells = len(found.criteria)
    notes = []
    if found.dominates:
        notes.append(text("some", language).format(pairs=_pairs(found.dominates, language), cells=cells))
    else:
        notes.append(text("nobody", language).format(cells=cells))
    best = text("best", language).format(", ".join(found.best))
    notes.append(best if found.best else text("circle", language))
    for one in found.stochastic:
        label = found.label(one.indicator, language)
        said = [
            text(key, language).format(label=label, pairs=_pairs(pairs, language))
            for key, pairs in (("first", one.first), ("second", one.second))
            if pairs
        ]
        notes += said or [text("neither", language).format(label=label)]
    if not found.stochastic:
        notes.append(text("no decile", language))
    if found.left_out:
        notes.append(text("left", language).format("; ".join(_left(found, language))))
    return Sheet(text("dominance", language), (), (), tuple(notes))


def _pairs(pairs: Sequence[Pair], language: str) -> str:
    return "; ".join(text("over", language).format(*pair) for pair in pairs)


def _left(found: Ranking, language: str) -> list[str]:
    """Return the headlines that could not be compared, whole or in some of their groups, and why."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found.left_out:
        name, _, part = one.key.partition("/")
        groups.setdefault((name, one.why), []).append(part)
    listed = []
    for (name, why), parts in groups.items():
        said = [say(why, language)]
        if some := sum(bool(part) for part in parts):
            said.insert(0, text("one group" if some == 1 else "groups", language).format(count=some))
        listed.append(f"{found.label(name, language)} ({', '.join(said)})")
    return listed


def _switches(found: Ranking, language: str) -> Sheet:
    turning = [one for one in found.switches if one.exists]
    head = tuple(text(key, language) for key in ("ahead", "behind now", "on", "from", "turns at"))
    rows = tuple(_switch(found, one, language) for one in turning[:SWITCHES])
    note = text("switch note", language).format(turn=len(turning), all=len(found.switches))
    notes = (note,) if turning else (text("firm", language),)
    return Sheet(text("switch", language), head, rows, notes, left=3)


def _switch(found: Ranking, one: Switch, language: str) -> tuple[str, ...]:
    name = family_words(found, one.on, language)
    return one.ahead, one.behind, name, _share(one.begun, language), _share(one.at, language)
