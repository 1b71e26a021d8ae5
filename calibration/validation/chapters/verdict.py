"""What stands first: verdicts, the worst of them at the front."""

from calibration.rival import all_rivals
from calibration.validation.material import Material, seen_2013
from calibration.validation.municipal import BAR, Contest
from experiments.report.document import Section, Text
from experiments.report.words import Words

FEW = 40  # runs: below it intervals are told to be uncertain
FEWEST = 4  # runs that show what a report looks like


def first(m: Material, words: Words) -> Section:
    """Return the verdicts; where the model is worse than a rival, that stands first. Of an invented world
    there are none."""
    few = [words("first.few", runs=len(m.cells))] if len(m.cells) < FEW else []
    if not m.norway:
        told = (words("first.tiny", world=m.world, runs=FEWEST), *few)
        return Section("first", words("first.title"), tuple(Text(one, "warning") for one in told))
    said = [contest_text(m.settled, words)]
    bar = m.settled.model["mean"]
    met = bar.mae <= BAR[0] and bar.rank >= BAR[1]
    given = {"mae_bar": words.number(BAR[0], 1), "rank_bar": words.number(BAR[1], 3)}
    said.append(words("first.bar_met" if met else "first.bar_missed", **given))
    rival, mine = m.moves.rivals["gravity"]["scaled"], m.moves.model["scaled"]
    scores = {
        "mae": words.number(mine.mae, 2), "rank": words.number(mine.rank, 3),
        "rival_mae": words.number(rival.mae, 2), "rival_rank": words.number(rival.rank, 3),
    }  # fmt: skip
    smaller, ordered = rival.mae < mine.mae, rival.rank > mine.rank
    moves = ("worse" if ordered else "mixed") if smaller else "ordered" if ordered else "better"
    said.append(words(f"first.moves_{moves}", **scores))
    tested = m.tested()
    wrong = [one for one in tested if one.calibrated is False]
    listed = ", ".join(
        f"{one.target.label(words.language)} ({words.number(100 * one.coverage, 1)} %)" for one in wrong
    )
    if wrong:
        said.append(words("first.coverage_bad", all=len(tested), wrong=len(wrong), names=listed))
    elif tested:
        said.append(words("first.coverage_good", all=len(tested)))
    before = [] if m.whole else [Text(words("first.scaled"), "warning")]  # verdicts of it are none
    warnings = [words("first.prior")] if m.parameters == "prior" else []
    warnings += few
    warnings.append(words("priors.short", count=sum(used != "requested" for _, _, _, used in seen_2013())))
    text = [Text(" ".join(said)), *(Text(one, "warning") for one in warnings), Text(words("first.held"))]
    return Section("first", words("first.title"), (*before, *text))


def contest_text(found: Contest, words: Words) -> str:
    """Say whether the model is worse than a rival on settled 2013, and by how much."""
    names = {one.name: one.label(words.language) for one in all_rivals()}
    mine = found.model["mean"]
    best = min(found.rivals, key=lambda name: found.rivals[name]["own"].mae)
    given = {
        "all": len(found.rivals), "mae": words.number(mine.mae, 2), "rank": words.number(mine.rank, 3),
        "best": names[best], "best_mae": words.number(found.rivals[best]["own"].mae, 2),
        "best_rank": words.number(found.rivals[best]["own"].rank, 3),
    }  # fmt: skip
    if not (worse := found.better()):
        return words("first.better", **given)
    return words("first.worse", worse=len(worse), names=", ".join(names[one] for one in worse), **given)
