"""Why a headline is not broken down by all five: household kind, origin, sex, hard to settle, centrality."""

from typing import Final

from indicators.indicator import Indicator, Unbroken

WANTED: Final = ("kind", "origin", "sex", "hard", "centrality")  # what the issue of distribution asks for
REASONS: Final[dict[Unbroken, tuple[str, str]]] = {
    "reception": (
        "those who wait live in reception, and are in no municipality before one settles them",
        "de som venter, bor i mottak og hører ikke til noen kommune før de blir bosatt",
    ),
    "places": (
        "it counts places, dwellings, hours or municipalities, which belong to no group of persons",
        "den teller plasser, boliger, timer eller kommuner, som ikke hører til noen gruppe personer",
    ),
    "ledger": (
        "the accounts say who paid whom for what, but not for whom: what each group costs stands in the net "
        "cost of a settled person over five years",
        "regnskapet sier hvem som betalte hvem for hva, men ikke for hvem: hva hver gruppe koster, står i "
        "nettokostnaden per bosatt over fem år",
    ),
    "others": (
        "it is of others than refugees, of whom the model knows where they live and how many they are, and "
        "not who",
        "den gjelder andre enn flyktninger, og om dem vet modellen hvor de bor og hvor mange de er, men ikke "
        "hvem",
    ),
    "own": (
        "it is of one sex only, and the other stands beside it",
        "den gjelder bare det ene kjønnet, og det andre står ved siden av",
    ),
}


def lacking(one: Indicator) -> tuple[str, ...]:
    """Return the wanted breakdowns that an indicator does not have."""
    return tuple(dimension for dimension in WANTED if dimension not in one.breakdown)


def why(one: Indicator, language: str) -> str:
    """Return why it lacks them, in ``en`` or ``nb``; empty when it lacks none or gives no reason."""
    reason = REASONS.get(one.unbroken)
    return reason[language == "nb"] if reason and lacking(one) else ""
