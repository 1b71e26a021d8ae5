"""Why a headline is not broken down by all five: household kind, origin, sex, hard to settle, centrality."""

from typing import Final

from indicators.indicator import Indicator, Unbroken

WANTED: Final = ("kind", "origin", "sex", "hard", "centrality")  # what the issue of distribution asks for
REASONS: Final[dict[Unbroken, tuple[str, str]]] = {
    "reception": (
        "those who wait live in reception, in no municipality",
        "de som venter, bor i mottak og ikke i noen kommune",
    ),
    "places": (
        "it counts places, dwellings, hours or municipalities, and those belong to no group of persons",
        "den teller plasser, boliger, timer eller kommuner, og de hører ikke til noen gruppe personer",
    ),
    "ledger": (
        "it is read from the accounts, which hold who paid whom for what, and no persons",
        "den leses av regnskapet, som sier hvem som betalte hvem for hva, og ikke har personer",
    ),
    "cohort": (
        "thirteen sums are recorded of each cohort; by group as well they would be hundreds of times larger",
        "tretten summer føres for hvert kull; også etter gruppe ville de blitt hundrevis av ganger større",
    ),
    "others": (
        "it is of others than refugees, of whom the model knows no origin and no reason to be hard to settle",
        "den gjelder andre enn flyktninger, og modellen kjenner verken opprinnelse eller slike grupper "
        "blant dem",
    ),
    "own": (
        "it is itself of one group, or sets groups against each other",
        "den gjelder selv én gruppe, eller setter grupper mot hverandre",
    ),
    "recorded": (
        "it is recorded by who they are; where they live would be another count of everybody, and run time",
        "den føres etter hvem de er; etter hvor de bor ville vært en telling til av alle, og kjøretid",
    ),
}


def lacking(one: Indicator) -> tuple[str, ...]:
    """Return the wanted breakdowns that an indicator does not have."""
    return tuple(dimension for dimension in WANTED if dimension not in one.breakdown)


def why(one: Indicator, language: str) -> str:
    """Return why it lacks them, in ``en`` or ``nb``; empty when it lacks none or gives no reason."""
    reason = REASONS.get(one.unbroken)
    return reason[language == "nb"] if reason and lacking(one) else ""
