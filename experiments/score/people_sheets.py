"""Distribution, who pays, and money as tables."""

from functools import partial
from math import isfinite
from typing import Final

from experiments.score.distribution import Distribution, Loss
from experiments.score.money import Money, Net
from experiments.score.payers import Payers
from experiments.score.sheet import Sheet
from experiments.score.words import banded, figure, inline, say, settled_in, text_of
from experiments.typeset import number, telling
from indicators.groups import dimension_words, words
from indicators.unit_costs import unit_cost

NAMED: Final = 4  # groups named in a sentence
SHOWN: Final = 12  # transfers in a table; files have them all
PURPOSES: Final = {
    "reception": ("reception", "mottak"),
    "integration_grant": ("integration grant", "integreringstilskudd"),
    "minor_grant": ("grant for unaccompanied minors", "tilskudd for enslige mindreårige"),
    "rental_grant": ("grant for rental dwellings", "tilskudd til utleieboliger"),
    "housing_allowance": ("housing allowance", "bostøtte"),
    "introduction_benefit": ("introduction benefit", "introduksjonsstønad"),
    "social_assistance": ("social assistance", "økonomisk sosialhjelp"),
    "rent": ("private rent", "privat leie"),
    "municipal_rent": ("municipal rent", "kommunal leie"),
    "lease_rent": ("rent of leased dwellings", "leie av innleide boliger"),
    "guarantee_loss": ("loss on guarantees", "tap på garantier"),
    "dwelling_operation": ("operation of dwellings", "drift av boliger"),
    "turnover": ("turnover of dwellings", "bytte av leietaker"),
    "investment": ("investment in dwellings", "investering i boliger"),
    "services": ("services", "tjenester"),
    "staffed_place": ("staffed places", "bemannede tiltak"),
    "temporary_lodging": ("temporary lodging", "midlertidig husvære"),
    "startlan_loss": ("loss on startlån", "tap på startlån"),
    "benefit": ("state benefits", "statlige ytelser"),
}
WORD: Final = ("{}", "{}")
PEOPLE_OF: Final = {  # how the persons of a group are called in a sentence, where its name alone is not it
    ("origin", ""): ("those from {}", "de fra {}"),
    ("hard", "health"): ("those {}", "de {}"),
    ("hard", "little_schooling"): ("those {}", "de {}"),
    ("hard", "refusers"): ("those {}", "de {}"),
    ("hard", "others"): ("all who are not hard to settle", "alle som ikke er vanskelige å bosette"),
    ("path", "asylum"): ("those who came as asylum seekers", "de som kom som asylsøkere"),
    ("path", "family"): ("those reunified with family", "familiegjenforente"),
    ("path", "collective"): ("those with {}", "de med {}"),
    ("path", "born"): ("those {}", "de {}"),
    ("centrality", ""): ("those in {} municipalities", "de i {} kommuner"),
}  # fmt: skip
TEXT: Final = {
    "money": (
        "Who pays whom: {}, millions of NOK a year at prices of {}",
        "Hvem betaler hvem: {}, mill. kr i året, {}-priser",
    ),
    "net": ("Paid less received: {}, millions of NOK a year", "Betalt minus mottatt: {}, mill. kr i året"),
    "from": ("from", "fra"),
    "to": ("to", "til"),
    "for": ("for", "for"),
    "party": ("party", "part"),
    "difference": ("difference", "forskjell"),
    "on average": ("difference on average", "forskjell i snitt"),
    "more": (
        "The {shown} largest of {all} transfers; score.csv has them all. Loans, home purchases, wages and "
        "taxes are left out: they change who owes what, or are work's.",
        "De {shown} største av {all} overføringer; score.csv har alle. Lån, boligkjøp, lønn og skatt er "
        "utelatt: de endrer hvem som skylder hva, eller hører til arbeid.",
    ),
    "zero": (
        "In each replicate, and so on average, the five parties sum to zero: what one pays another receives "
        "(medians need not). The two lines after them net every transfer once; add nothing to them. The last "
        "three add {funds} % to what state and municipalities pay net, for what taxes cost society beyond "
        "what they bring in (assumed, C71); nobody receives it, and no county pays in the model.",
        "I hver framtid, og dermed i snitt, summerer de fem partene til null: det én betaler, får en annen "
        "(medianer behøver ikke det). De to linjene etter dem trekker hver overføring fra én gang; legg ikke "
        "noe til dem. De tre siste legger {funds} % til det stat og kommuner betaler netto, for det skatter "
        "koster samfunnet ut over det de innbringer (antatt, C71); ingen mottar det, og ingen fylkeskommune "
        "betaler i modellen.",
    ),
    "who": ("Who pays: {}, effects on others", "Hvem betaler: {}, virkninger for andre"),
    "nobody": (
        "No effect on others is measured in this study.",
        "Studien måler ingen virkninger for andre.",
    ),
    "groups": ("Who gains and who loses: {}", "Hvem vinner og hvem taper: {}"),
    "by": ("by", "etter"),
    "gap": ("gap between groups, before → after", "avstand mellom gruppene, før → etter"),
    "losing": ("groups with a loss", "grupper med tap"),
    "each": ("each group", "hver gruppe"),
    "hides": (
        "{label}: raises the mean gain while {who}.",
        "{label}: gevinst i snitt, men {who}.",
    ),
    "lose": ("{label}: {who}.", "{label}: {who}."),
    "some more": ("{count} more groups {how}", "{count} grupper til {how}"),
    "one more": ("one more group {how}", "én gruppe til {how}"),
    "others": ("{count} more groups", "{count} grupper til"),
    "another": ("one more group", "én gruppe til"),
    "lose how": ("{groups} lose ({how})", "{groups} taper ({how})"),
    "no harm": (
        "No group of a headline with a sign loses clearly, or in most replicates.",
        "Ingen gruppe taper klart, eller i de fleste framtider, på noe hovedtall med fortegn.",
    ),
    "unbroken": (
        "Without a breakdown in this study: {}.",
        "Uten oppdeling i denne studien: {}.",
    ),
    "tail": (
        "A loss counts when it is beyond 5 % of the baseline's standard deviation. Clear: the 90 % interval "
        "for the mean leaves zero out.",
        "Et tap teller når det er større enn 5 % av grunnlinjens standardavvik. Klart: 90 %-intervallet for "
        "snittet utelukker null.",
    ),
    "and": ("and", "og"),
}

text = partial(text_of, TEXT)


def listed(names: list[str], language: str) -> str:
    """Return names as a sentence has them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {text('and', language)} {names[-1]}"


def harm_sentence(found: Loss, language: str) -> str:
    """Return in words who loses in a headline, how surely, and whether the mean hides it."""
    parts: list[str] = []
    for how in ("clear", "leaning"):
        groups = [people(at, group.name, language) for at, group in found.groups if group.harm == how]
        if not groups:
            continue
        if parts:  # those that lose clearly are named; how many more may is told
            one = "one more" if len(groups) == 1 else "some more"
            parts.append(text(one, language).format(count=len(groups), how=say(how, language)))
        else:
            named = groups[:NAMED]
            if more := len(groups) - len(named):
                named.append(text("others" if more > 1 else "another", language).format(count=more))
            said = text("lose how", language)
            parts.append(said.format(groups=listed(named, language), how=say(how, language)))
    who = "; ".join(parts)
    key = "hides" if found.raises_mean else "lose"
    return text(key, language).format(label=found.indicator.label(language), who=who)


def people(dimension: str, group: str, language: str) -> str:
    """Return what a group is called in the midst of a sentence."""
    name = words(dimension, group, language)
    return PEOPLE_OF.get((dimension, group), PEOPLE_OF.get((dimension, ""), WORD))[language == "nb"].format(
        name
    )


def group_sheet(found: Distribution, labels: dict[str, str], language: str) -> Sheet:
    """Return every headline by group, harm first in words.

    Parameters
    ----------
    labels : dict
        What headlines are called, by name.
    """
    head = ("indicator", "by", "gap", "losing", "each")
    rows = []
    for one in found.spreads:
        it = one.indicator
        before, after = (number(x, it.digits, language) for x in (one.gap_before, one.gap))
        rows.append(
            (
                it.heading(language),
                dimension_words([one.dimension], language)[0],
                f"{before} → {after}",
                number(100 * one.losing, 0, language) + " %" if isfinite(one.losing) else "–",
                "\n".join(
                    f"{words(one.dimension, g.name, language)}: {inline(figure(g.band, it, language))}"
                    for g in one.groups
                ),
            )
        )
    harmed = [harm_sentence(one, language) for one in found.losses] or [text("no harm", language)]
    notes = [*harmed, text("tail", language)]
    notes += settled_in((one.indicator for one in found.spreads if one.dimension == "centrality"), language)
    if found.whole_only:
        notes.append(text("unbroken", language).format("; ".join(labels[name] for name in found.whole_only)))
    named = (say(head[0], language), *(text(key, language) for key in head[1:]))
    return Sheet(text("groups", language).format(found.arm), named, tuple(rows), tuple(notes), 2, True)


def payer_sheet(found: Payers, baseline: str, language: str) -> Sheet:
    """Return effects on others, each in its own row."""
    head = (
        say("indicator", language), say("baseline", language).format(baseline), text("difference", language),
        say("bearer", language),
    )  # fmt: skip
    rows = tuple(
        (
            e.indicator.heading(language),
            number(e.baseline, e.indicator.digits, language),
            inline(figure(e.band, e.indicator, language)),
            ", ".join(say(bearer, language) for bearer in e.indicator.bearers),
        )
        for e in found.others
    )
    notes = () if rows else (text("nobody", language),)
    return Sheet(text("who", language).format(found.arm), head, rows, notes)


def money_sheets(found: Money, baseline: str, language: str) -> tuple[Sheet, Sheet]:
    """Return the transfers, and each party's net with one line in which transfers cancel."""
    median, difference = say("baseline", language).format(baseline), text("difference", language)
    head = (*(text(key, language) for key in ("from", "to", "for")), median, difference)
    shown = found.transfers[:SHOWN]
    rows = tuple(
        (
            say(t.payer, language), say(t.receiver, language), PURPOSES[t.purpose][language == "nb"],
            number(t.baseline, 1, language), inline(banded(t.band, 1, language)),
        )
        for t in shown
    )  # fmt: skip
    note = text("more", language).format(shown=len(shown), all=len(found.transfers))
    title = text("money", language).format(found.arm, found.price_year)
    first = Sheet(title, head, rows, (note,), left=3)
    nets = (*found.net, found.public, found.consolidated, *found.funds)
    second = Sheet(
        text("net", language).format(found.arm),
        (text("party", language), median, text("on average", language), difference),
        tuple(_net(one, language) for one in nets),
        (text("zero", language).format(funds=number(100 * unit_cost("public_funds"), 0, language)),),
    )
    return first, second


def _net(one: Net, language: str) -> tuple[str, ...]:
    return (
        say(one.party, language),
        number(one.baseline, 1, language),
        number(one.band.mean, telling(1, one.band.clear, one.band.mean), language, signed=True),
        inline(banded(one.band, 1, language)),
    )
