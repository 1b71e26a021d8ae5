"""Four sentences: what each scenario does to the wait, to work, to public money and to others."""

from typing import Final

from experiments.report.document import Items, Section, Text
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.band import Band
from experiments.score.brief import warned_of_each
from experiments.score.displacement import Displacement
from experiments.score.displacement_sheet import audit_sentences, trap_sentences
from experiments.score.distribution import Loss
from experiments.score.overtaken import overtaken_sentence
from experiments.score.people_sheets import harm_sentence, people
from experiments.typeset import telling
from indicators.indicator import Indicator

# In this order, as many as the study holds: wait, work, public money, other disadvantaged households.
CHOSEN: Final = (
    "waiting_months_all", "work_2_years", "cost_public", "others_waiting", "settled", "waiting_stock"
)  # fmt: skip
SENTENCES: Final = 4
SHARE: Final = "share"
THOUSANDS: Final = "1000 "
TRAPS: Final = 3  # told on the first page


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
    digits = telling(one.digits, found.clear, found.low, found.high)
    unit, digits, (mean, low, high) = plainly(one, (found.mean, found.low, found.high), digits, words)
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


def plainly(
    one: Indicator, values: tuple[float, ...], digits: int, words: Words
) -> tuple[str, int, tuple[float, ...]]:
    """Return unit, decimals and values as a sentence has them: shares in points, thousands written out.

    Thousands keep the digits they had: a mean known to a thousand is not told to a krone.
    """
    unit = words.unit(one)
    if one.unit == SHARE:
        return words("common.points"), max(digits - 2, 0), tuple(100 * x for x in values)
    if unit.startswith(THOUSANDS):  # "42 1000 kr" is not how anybody writes it
        return unit.removeprefix(THOUSANDS), 0, tuple(1000 * round(x, digits) for x in values)
    return unit, digits, values


def overtaken(material: Material, arm: str, words: Words) -> list[Text]:
    """Return a warning where a wait falls while more wait or fewer are settled, by the rule of the score."""
    found = material.score.overtaken.get(arm)
    return [] if found is None else [Text(overtaken_sentence(found, words.language), "warning")]


def harm_sentences(material: Material, arm: str, words: Words) -> list[str]:
    """Return a sentence for each headline in which groups lose, the gravest first."""
    return [_harm(one, arm, words) for one in material.score.distributions[arm].losses]


def _harm(one: Loss, arm: str, words: Words) -> str:
    return words("harm.of", arm=arm, said=harm_sentence(one, words.language))


def gravest(material: Material, arm: str, words: Words) -> list[Text]:
    """Return the gravest losses as warnings, how much the worst of each is, and how many more there are.

    Clear ones; where there are none, one in most futures that the mean hides.
    """
    found = material.score.distributions[arm]
    each = warned_of_each(len(material.study.arms))
    clear = [one for one in found.losses if one.clear]
    hidden = [one for one in found.losses if one.raises_mean]
    told, blocks = (clear or hidden[:1])[:each], []
    for one in told:
        blocks.append(Text(f"{_harm(one, arm, words)} {_worst(one, words)}", "warning"))
    if rest := len(found.losses) - len(told):
        unsaid = len(clear) - sum(one.clear for one in told)
        blocks.append(Text(words("harm.rest", arm=arm, count=rest, clear=unsaid), "note"))
    return blocks


def _worst(loss: Loss, words: Words) -> str:
    """Return how much the group loses that loses most, and what the verdict on it rests on."""
    dimension, group = loss.worst
    one, found = loss.indicator, group.band
    name = people(dimension, group.name, words.language)
    if found.replicates < 2:
        unit, digits, (only,) = plainly(one, (found.mean,), one.digits, words)
        return words("harm.alone", group=name, unit=unit, value=words.number(only, digits, True))
    value, unit = _mean(one, found, words)
    _, digits, (low, high) = plainly(one, (found.low, found.high), one.digits, words)
    given = {
        "group": name, "unit": unit, "value": value, "level": words.level(),
        "low": words.number(low, digits, True), "high": words.number(high, digits, True),
    }  # fmt: skip
    if group.harm == "clear":
        return words("harm.worst", **given)
    return words("harm.leaning", worse=found.worse or 0, pairs=found.replicates, **given)


def _mean(one: Indicator, found: Band, words: Words) -> tuple[str, str]:
    """Return a mean with its interval, which verdicts rest on, and the unit."""
    digits = telling(one.digits, found.clear, found.mean_low, found.mean_high)
    known = (found.mean, found.mean_low, found.mean_high)
    unit, digits, (mean, low, high) = plainly(one, known, digits, words)
    return f"{words.number(mean, digits, True)} {words.interval(low, high, digits)}".strip(), unit


def basis(found: Displacement, said: str, words: Words) -> str:
    """Return what a sentence on both ledgers rests on: the means with their intervals."""
    for one in found.ledgers:
        if said.startswith(f"{one.indicator.label(words.language)}:") and one.true.replicates > 1:
            (told, unit), (true, _) = (_mean(one.indicator, band, words) for band in (one.reported, one.true))
            return words("harm.basis", told=told, true=true, unit=unit, level=words.level())
    return ""


def traps(material: Material, words: Words) -> list[Text]:
    """Return in words where a report gets better and what is done does not; and what an audit does to it."""
    found = material.score
    said = [
        words("harm.of", arm=arm, said=f"{sentence} {basis(one, sentence, words)}".strip())
        for arm in found.arms
        if (one := found.displacement[arm]) is not None
        for sentence in trap_sentences(one, words.language)
    ]
    said += audit_sentences(found.displacement, found.audits, words.language)
    return [Text(one, "warning") for one in said]


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    study = material.study
    blocks: list[Text | Items] = [
        Text(words("headline.lead", baseline=study.baseline, level=words.level(), pairs=len(study.seeds)))
    ]
    if material.saved.about.scale != 1.0 or material.saved.about.world == "tiny":
        blocks.append(Text(words("headline.not_whole"), "warning"))
    for arm in study.arms:
        blocks.append(Items(tuple(sentence(material, arm, one, words) for one in chosen(material)), True))
        blocks += overtaken(material, arm, words)
        blocks += gravest(material, arm, words)
    trapped = traps(material, words)
    blocks += trapped[:TRAPS]
    if len(trapped) > TRAPS:
        blocks.append(Text(words("headline.more_traps", count=len(trapped) - TRAPS), "note"))
    if len(study.seeds) < 8:
        blocks.append(Text(words("headline.few", pairs=len(study.seeds)), "note"))
    return Section("headline", words("headline.title"), tuple(blocks))
