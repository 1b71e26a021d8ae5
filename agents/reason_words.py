"""What each reason is called, in English and Bokmål."""

from types import MappingProxyType
from typing import Final

from agents.kinds import Reason

WORDS: Final = MappingProxyType({
    Reason.NONE: ("none given", "ingen oppgitt"),
    Reason.NOT_PROPOSED_HOURS: ("IMDi's officers had no hours", "IMDis saksbehandlere hadde ikke timer"),
    Reason.NO_PLACES: ("no municipality had places left", "ingen kommune hadde plasser igjen"),
    Reason.MUNICIPALITY_NO: ("the municipality said no", "kommunen sa nei"),
    Reason.ANSWER_PENDING: ("the municipality has not answered", "kommunen har ikke svart"),
    Reason.NO_DWELLING: ("handed back: no dwelling was found", "gitt tilbake: ingen bolig ble funnet"),
    Reason.HOUSEHOLD_REFUSED: ("the household declined the offer", "husholdningen takket nei til tilbudet"),
    Reason.PAPERS: ("papers and moving in", "papirer og innflytting"),
    Reason.WILLINGNESS: ("political willingness", "politisk vilje"),
    Reason.DWELLINGS: ("dwellings in sight", "boliger i sikte"),
    Reason.SERVICES: ("places in programme, school and health", "plasser i program, skole og helse"),
    Reason.STANDING: ("the standing decision was kept", "gjeldende vedtak ble stående"),
    Reason.NOT_ASKED: ("not asked", "ikke spurt"),
    Reason.HOURS: ("hours exhausted", "timene er brukt opp"),
    Reason.BORROWING: ("no borrowing room to buy or build", "ikke lånerom til å kjøpe eller bygge"),
    Reason.LANDLORD_NO: ("the landlord let to another", "utleieren leide ut til en annen"),
    Reason.MARKET_EMPTY: ("nothing of the size for rent", "ingenting av størrelsen til leie"),
    Reason.FRAME_EXHAUSTED: ("Husbanken's frame exhausted", "Husbankens ramme er brukt opp"),
    Reason.INCOMPLETE: ("the case file was incomplete: begun anew", "mangelfull sak: begynt på nytt"),
    Reason.GRANTED: ("granted", "innvilget"),
    Reason.ARRIVAL_PENDING: ("on its way: arrives as agreed", "på vei: kommer som avtalt"),
    Reason.SEARCH_LATER: ("just accepted, the search begins later", "nettopp godtatt, leter senere"),
    Reason.UNDER_WAY: ("a dwelling of the size is under way", "bolig av størrelsen er på vei"),
    Reason.OTHER_FIRST: ("another household was first", "en annen husholdning kom først"),
    Reason.RENT_TOO_HIGH: ("rents out of reach", "leiene er for høye"),
    Reason.NO_WITHOUT_DWELLING: (
        "the municipality said no for want of a dwelling", "kommunen sa nei fordi bolig manglet",
    ),
    Reason.SERVICE_HOURS: (
        "the refugee service had no hours to receive it", "flyktningtjenesten hadde ikke timer til å ta imot",
    ),
    Reason.BETTER_APPLICANT: ("another applicant was preferred", "en annen søker ble foretrukket"),
    Reason.TROUBLE: ("feared trouble", "frykt for problemer"),
    Reason.TASTE: ("distaste", "motvilje"),
    Reason.PAPERS_LATE: ("the guarantee's papers came late", "garantipapirene kom sent"),
    Reason.CONTRACT_END: ("the contract ends", "kontrakten går ut"),
    Reason.CROWDED: ("the home is too small", "boligen er for liten"),
    Reason.FAMILY_ARRIVAL: ("family arrived", "familien kom"),
    Reason.WORK: ("work elsewhere", "arbeid et annet sted"),
    Reason.TIES: ("people one knows elsewhere", "kjente et annet sted"),
    Reason.HOUSING: ("cheaper or roomier elsewhere", "billigere eller romsligere et annet sted"),
    Reason.EVICTION: ("eviction", "utkastelse"),
    Reason.ARREARS: ("rent owed", "husleierestanse"),
    Reason.REVIEW: ("the municipal contract ended", "den kommunale kontrakten gikk ut"),
    Reason.PROGRAMME_END: ("the programme is over", "programmet er slutt"),
    Reason.PROGRAMME_TIE: ("the programme ties it here", "programmet binder den her"),
    Reason.NO_HOME: ("no home of its own", "ingen egen bolig"),
    Reason.FLATMATES: ("flatmates it did not choose", "bofeller den ikke valgte"),
    Reason.OWN_WISH: ("a wish of its own", "eget ønske"),
    Reason.CONTENT: ("nothing better was found", "ikke funnet noe bedre"),
    Reason.BUYS: ("buys a home", "kjøper bolig"),
    Reason.NO_FINANCE: ("the loan does not reach", "lånet rekker ikke"),
    Reason.STARTLAN_UNKNOWN: ("no bank loan, and startlån not known", "ikke banklån, og startlån er ukjent"),
})  # fmt: skip


def words(reason: int, language: str = "en") -> str:
    """Return what a reason is called in ``en`` or ``nb``."""
    return WORDS[Reason(reason)][language == "nb"]
