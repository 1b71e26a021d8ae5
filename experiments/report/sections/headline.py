"""Four sentences: what each scenario does to the wait, to work, to public money and to others."""

from typing import Final

from experiments.report.document import Items, Section, Text
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.people_sheets import harm_sentence
from indicators.indicator import Indicator

# In this order, as many as the study holds: wait, work, public money, other disadvantaged households.
CHOSEN: Final = (
    "waiting_months_all", "work_2_years", "cost_public", "others_waiting", "settled", "waiting_stock"
)  # fmt: skip
SENTENCES: Final = 4
SHARE: Final = "share"


def chosen(material: Material) -> list[Indicator]:
    """Return the indicators of the headline sentences."""
    held = {one.name: one for one in material.indicators}
    return [held[name] for name in CHOSEN if name in held][:SENTENCES]


def sentence(material: Material, arm: str, one: Indicator, words: Words) -> str:
    """Return what a scenario does to an indicator: with years, band and count; honest where unclear."""
    found = material.study.difference(arm, one.name)
    subject = words.get(f"subject.{one.name}", one.label(words.language))
    if found.mean != found.mean:
        return words("headline.unknown", arm=arm, subject=subject)
    unit, digits, factor = words.unit(one), one.digits, 1.0
    if one.unit == SHARE:
        unit, digits, factor = words("common.points"), max(digits - 2, 0), 100.0
    mean, low, high = (factor * x for x in (found.mean, found.low, found.high))
    if found.clear and round(min(abs(low), abs(high)), digits) == 0:
        digits += 1  # a clear difference must not look like none
    tail = "; ".join(x for x in (material.years, words.better(found)) if x)
    if not found.clear:
        value = f"{words.number(mean, digits, True)} {words.interval(low, high, digits)}".strip()
        which = "alone" if found.pairs < 2 else "unclear"
        return words(f"headline.{which}", arm=arm, subject=subject, value=value, unit=unit, tail=tail)
    verb = words.get(
        f"verb.{one.name}_{'up' if found.mean > 0 else 'down'}",
        words("verb.up" if found.mean > 0 else "verb.down"),
    )
    low, high = sorted((abs(low), abs(high)))
    return words(
        "headline.clear", arm=arm, verb=verb, subject=subject, unit=unit, tail=tail,
        value=words.number(abs(mean), digits), interval=words.interval(low, high, digits, signed=False),
    )  # fmt: skip


def harm_sentences(material: Material, arm: str, words: Words, *, hidden: bool) -> list[str]:
    """Return a sentence for each headline in which groups lose while the mean gains, or does not."""
    found = material.score.distributions[arm].flagged
    return [
        words("harm.of", arm=arm, said=harm_sentence(one, words.language))
        for one in found
        if one.raises_mean == hidden
    ]


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    study = material.study
    blocks: list[Text | Items] = [
        Text(words("headline.lead", baseline=study.baseline, level=words.level(), pairs=len(study.seeds)))
    ]
    for arm in study.arms:
        blocks.append(Items(tuple(sentence(material, arm, one, words) for one in chosen(material)), True))
        blocks += [Text(text, "warning") for text in harm_sentences(material, arm, words, hidden=True)]
    if len(study.seeds) < 8:
        blocks.append(Text(words("headline.few", pairs=len(study.seeds)), "warning"))
    if material.saved.about.scale != 1.0 or material.saved.about.world == "tiny":
        blocks.append(Text(words("headline.not_whole"), "warning"))
    return Section("headline", words("headline.title"), tuple(blocks))
