"""A household's month in sentences, in English and Bokmål."""

import re
from types import MappingProxyType
from typing import Final

from agents.calendar import Calendar
from agents.kinds import MONTHS_PER_YEAR, Case, Kind, Reason, Tenure
from agents.reason_words import words
from experiments.stories.life import Event, Month

KINDS: Final = MappingProxyType({
    Kind.SINGLE: ("single adult", "enslig voksen"),
    Kind.COUPLE: ("couple", "par"),
    Kind.FAMILY: ("family with children", "familie med barn"),
    Kind.SINGLE_PARENT: ("single parent", "enslig forsørger"),
    Kind.UNACCOMPANIED: ("unaccompanied minor", "enslig mindreårig"),
})  # fmt: skip
HOMES: Final = MappingProxyType({
    Tenure.NONE: ("on the waiting list", "på venteliste"),
    Tenure.RECEPTION: ("in reception", "i mottak"),
    Tenure.ABROAD: ("abroad", "i utlandet"),
    Tenure.MUNICIPAL: ("in a municipal dwelling", "i kommunal bolig"),
    Tenure.PRIVATE: ("in a private rented dwelling", "i privat leid bolig"),
    Tenure.UNSERIOUS: ("in a private dwelling without contract", "i privat bolig uten kontrakt"),
    Tenure.OWNED: ("in a home of its own", "i egen bolig"),
    Tenure.SHARED: ("in shared housing", "i bofellesskap"),
    Tenure.STAFFED: ("in a staffed place", "i bemannet tiltak"),
    Tenure.TEMPORARY: ("in temporary lodging", "i midlertidig husvære"),
    Tenure.RELATIVES: ("with kin or friends", "hos slekt eller venner"),
    Tenure.GONE: ("gone", "borte"),
})  # fmt: skip
MONTHS: Final = MappingProxyType({
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "nb": ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"),
})  # fmt: skip
STATES: Final = MappingProxyType({
    "ready": ("Waits {home}: {reason}.", "Venter {home}: {reason}."),
    "proposed": (
        "Waits {home}, proposed to {town}: {reason}.",
        "Venter {home}, foreslått for {town}: {reason}.",
    ),
    "accepted": (
        "Waits {home}, accepted by {town}, no dwelling yet: {reason}.",
        "Venter {home}, godtatt av {town}, ingen bolig ennå: {reason}.",
    ),
    "found": (
        "Waits {home}, a dwelling is found in {town}: {reason}.",
        "Venter {home}, bolig er funnet i {town}: {reason}.",
    ),
    "lives": ("Lives {home} in {town}{size}.", "Bor {home} i {town}{size}."),
    "seeks": (
        "Lives {home} in {town}{size}; looks for another home: {why}.",
        "Bor {home} i {town}{size}; ser etter annen bolig: {why}.",
    ),
})  # fmt: skip
EVENTS: Final = MappingProxyType({
    "permit": ("Permit granted; the wait begins.", "Opphold innvilget; ventingen begynner."),
    "settled": ("SETTLED in {town}, {home}.", "BOSATT i {town}, {home}."),
    "municipality_no": ("{town} says no{because}.", "{town} sier nei{because}."),
    "handed_back": (
        "{town} hands the case back: no dwelling was found in time (at the last: {reason}).",
        "{town} gir saken tilbake: ingen bolig ble funnet i tide (til sist: {reason}).",
    ),
    "refused": ("Declines the dwelling offered in {town}.", "Takker nei til boligen i {town}."),
    "left_queue": ("Leaves the queue and settles by own means.", "Går ut av køen og bosetter seg selv."),
    "family_arrival": ("{persons} of the family arrive.", "{persons} av familien kommer."),
    "joins": (
        "New in the household: {persons} (born, or moved in).",
        "Nye i husholdningen: {persons} (født, eller flyttet inn).",
    ),
    "eviction": ("Loses the dwelling in {town}.", "Mister boligen i {town}."),
    "purchase": ("Buys a home in {town}.", "Kjøper bolig i {town}."),
    "no_purchase": ("Looked for a home to buy; none: {reason}.", "Så etter bolig å kjøpe; ingen: {reason}."),
    "move": ("Moves to {to_town}, {home}: {reason}.", "Flytter til {to_town}, {home}: {reason}."),
    "gave_up": ("Gives up the search: {reason}.", "Gir opp letingen: {reason}."),
    "considered": ("Thinks of leaving, and stays: {reason}.", "Tenker på å flytte, og blir: {reason}."),
    "emigration": ("Emigrates.", "Utvandrer."),
})  # fmt: skip
ABSENT: Final = MappingProxyType({
    "en": ("Does not live in this scenario.", "Has left: dead, emigrated, or joined another household."),
    "nb": ("Finnes ikke i dette scenariet.", "Er borte: død, utvandret eller i en annen husholdning."),
})  # fmt: skip
_STATE_OF: Final = {
    Case.READY: "ready", Case.PROPOSED: "proposed", Case.ACCEPTED: "accepted", Case.FOUND: "found",
}  # fmt: skip


def when(month: int, language: str, calendar: Calendar) -> str:
    """Return a month as people write it."""
    return f"{MONTHS[language][month % MONTHS_PER_YEAR]} {calendar.year_of(month)}"


def home(tenure: int, language: str) -> str:
    """Return where a tenure is lived."""
    return HOMES[Tenure(tenure)][language == "nb"]


def town_name(town: str | None, language: str) -> str | None:
    """Return a municipality's name; those of the invented world have one in each language."""
    return re.sub(r"^Town (?=\d)", "Sted ", town) if town and language == "nb" else town


def kind(code: int, language: str) -> str:
    """Return what a household kind is called."""
    return KINDS[Kind(code)][language == "nb"]


def reason_of(month: Month, language: str) -> str:
    """Return the binding reason of a month of waiting; with the landlord's own, where it is known."""
    text = words(month.reason, language)
    if month.reason == Reason.LANDLORD_NO and month.landlord > 0:
        text += f" ({words(month.landlord, language)})"
    return text


def state(month: Month, language: str) -> str:
    """Return how the household lives, in one sentence."""
    name = _STATE_OF.get(Case(month.case), "seeks" if month.seeks else "lives")
    size = ""
    if month.rooms >= 0:
        rooms = "rom" if language == "nb" else "room" if month.rooms == 1 else "rooms"
        size = f" ({month.persons} {'i' if language == 'nb' else 'in'} {month.rooms} {rooms})"
    town = town_name(month.case_town if month.waits else month.town, language)
    return STATES[name][language == "nb"].format(
        home=home(month.tenure, language), town=town, size=size, why=words(month.why, language),
        reason=reason_of(month, language),
    )  # fmt: skip


def told(event: Event) -> bool:
    """Return whether a story tells an event: not what the month's state says already."""
    if event.name == "considered":
        return event.choice == 0 and event.reason == Reason.PROGRAMME_TIE
    return event.name in EVENTS


def happening(event: Event, language: str) -> str:
    """Return an event in one sentence."""
    tenure = event.to_tenure if event.to_tenure >= 0 else int(Tenure.NONE)
    because = "" if event.reason == Reason.MUNICIPALITY_NO else f" ({words(max(event.reason, 0), language)})"
    return EVENTS[event.name][language == "nb"].format(
        town=town_name(event.town, language), to_town=town_name(event.to_town, language),
        home=home(tenure, language), persons=event.persons,
        reason=words(max(event.reason, 0), language), because=because,
    )  # fmt: skip


def sentences(month: Month, language: str) -> str:
    """Return the month: what happened, then how the household lives."""
    parts = [happening(event, language) for event in month.events if told(event)]
    return " ".join([*parts, state(month, language)])
