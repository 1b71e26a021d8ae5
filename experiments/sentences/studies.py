"""What can be wrong with a study, and with what is made of one."""

from collections.abc import Mapping
from typing import Final

STUDIES: Final[Mapping[str, tuple[str, str]]] = {
    # results on disk
    "unwritable_folder": (
        "Results cannot be written to {folder} ({reason}).",
        "Resultatene kan ikke skrives til {folder} ({reason}).",
    ),
    "unwritable": ("{path} cannot be written ({reason}).", "{path} kan ikke skrives ({reason})."),
    "full": (
        "Results cannot be written ({reason}); finished runs are kept, and the same command goes on with "
        "the rest when there is room.",
        "Resultatene kan ikke skrives ({reason}); ferdige kjøringer er tatt vare på, og den samme kommandoen "
        "går videre med resten når det er plass.",
    ),
    "memory": (
        "There is not enough memory; try fewer processes with --workers.",
        "Det er ikke nok minne; prøv færre prosesser med --workers.",
    ),
    "name_study": (
        "Name the study: studies {action} NAME (studies list shows which there are).",
        "Si hvilken studie: studies {action} NAVN (studies list viser dem som finnes).",
    ),
    "no_study": (
        "{path} is no study: it has no {file} that this version can read.{hint}",
        "{path} er ingen studie: den har ingen {file} som denne versjonen kan lese.{hint}",
    ),
    "no_whole_replicate": (
        "{name} has no replicate in which all scenarios are done.",
        "{name} har ikke noe replikat der alle scenarioer er ferdige.",
    ),
    "not_answered": ("The study cannot answer that: {reason}", "Studien kan ikke svare på det: {reason}"),
    "questions_only": (
        "The study answers questions (select ...) only.",
        "Studien svarer bare på spørsmål (select ...).",
    ),
    "nothing_to_verify": (
        "{name} has no finished run to verify.",
        "{name} har ingen ferdig kjøring å etterprøve.",
    ),
    "other_code": (
        "{name} was made by version {code} of the code with {versions}; this is {own} with {own_versions}, "
        "whose bits may differ.",
        "{name} ble laget av versjon {code} av koden med {versions}; dette er {own} med {own_versions}, som "
        "kan gi andre biter.",
    ),
    "link": (
        "{path} is a link; remove the study where it lies.",
        "{path} er en lenke; fjern studien der den ligger.",
    ),
    "in_use": (
        "{path} is in use: a comparison is writing to it.",
        "{path} er i bruk: en sammenligning skriver til den.",
    ),
    # verdicts taken apart
    "nothing_contested": (
        "Contested mechanisms need a scenario beside the baseline, and a replicate.",
        "Omstridte mekanismer trenger et scenario ved siden av grunnlinjen, og et replikat.",
    ),
    "not_divisible": (
        "{start} and {end} differ in more than parameters (the policy date, for one), so the difference "
        "cannot be divided among dials.",
        "{start} og {end} skiller seg i mer enn parametre (for eksempel når de virker fra), så forskjellen "
        "kan ikke deles mellom brytere.",
    ),
    "nothing_to_divide": (
        "{start} and {end} do the same, so there is nothing to divide.",
        "{start} og {end} gjør det samme, så det er ingenting å dele.",
    ),
    "budget": (
        "At least {least} runs are needed (replicates: {replicates}), more than the budget of {budget}.",
        "Det trengs minst {least} kjøringer (replikater: {replicates}), mer enn budsjettet på {budget}.",
    ),
    "no_round": (
        "A decomposition needs at least one replicate and one round of orders.",
        "En oppdeling trenger minst ett replikat og én runde med rekkefølger.",
    ),
    "no_lever": (
        "{name} cannot be a lever: it is a rule, or is drawn in each replicate.",
        "{name} kan ikke være virkemiddel: den er en regel, eller trekkes i hvert replikat.",
    ),
    "lever_range": (
        "{name} can be searched from {low:g} to {high:g}, not from {first:g} to {last:g}.",
        "{name} kan søkes fra {low:g} til {high:g}, ikke fra {first:g} til {last:g}.",
    ),
    "no_search": ("A search needs at least one replicate.", "Et søk trenger minst ett replikat."),
    "no_figure": (
        "{name} has no figure for {indicator} in some replicate; take another.",
        "{name} mangler tall for {indicator} i et replikat; velg en annen.",
    ),
    # households
    "household_or_kind": (
        "Give --household or --kind, not both.",
        "Gi --household eller --kind, ikke begge.",
    ),
    "no_case": (
        "There is no household of that kind with a case in this run.",
        "Det er ingen husholdning av det slaget med en sak i denne kjøringen.",
    ),
    "two_scenarios": ("A story takes two different scenarios.", "En fortelling tar to ulike scenarioer."),
    "not_lived_in_either": (
        "No household with the key {key} lived in either scenario with seed {seed}; --kind finds some that "
        "did.",
        "Ingen husholdning med nøkkelen {key} levde i noen av scenarioene med frø {seed}; --kind finner "
        "noen som gjorde det.",
    ),
    "not_lived": (
        "No household with the key {key} lived in {name} with seed {seed}; --kind finds some that did.",
        "Ingen husholdning med nøkkelen {key} levde i {name} med frø {seed}; --kind finner noen som gjorde "
        "det.",
    ),
    "key": (
        "A household key is 16 hexadecimal digits, as run.py trace prints it, not {text!r}.",
        "En husholdningsnøkkel er 16 heksadesimale sifre, slik run.py trace skriver den, ikke {text!r}.",
    ),
    "no_kind": (
        "There is no household kind {text!r}; there are {kinds}.",
        "Det finnes ikke noe husholdningsslag {text!r}; det finnes {kinds}.",
    ),
    "not_exact": (
        "The re-run of {name} with seed {seed} differs from the run itself.",
        "Omkjøringen av {name} med frø {seed} skiller seg fra selve kjøringen.",
    ),
    # reports and scores
    "no_input": (
        "There is no file {path}; --restricted names a file that what is run rests on.",
        "Det finnes ingen fil {path}; --restricted navngir en fil som det som kjøres, hviler på.",
    ),
    "unreadable": ("{path} cannot be read ({reason}).", "{path} kan ikke leses ({reason})."),
    "not_verdict": (
        "{path} is not what decompose or compare --contested wrote.",
        "{path} er ikke noe decompose eller compare --contested har skrevet.",
    ),
    "not_branches": (
        "{path} cannot be read as contested branches ({reason}).",
        "{path} kan ikke leses som det compare --contested skrev ({reason}).",
    ),
    "one_scenario_report": (
        "{name} has one scenario only; a report compares at least two.",
        "{name} har bare ett scenario; en rapport sammenligner minst to.",
    ),
    "one_scenario_score": (
        "{name} has one scenario only; a score needs one to hold against it.",
        "{name} har bare ett scenario; et målekort trenger ett å holde det opp mot.",
    ),
    "outlines_missing": (
        "{path} is without {missing} of {all} municipalities ({one} for one); the boundaries must be "
        "those of the study's municipality codes.",
        "{path}: {missing} av {all} kommuner mangler ({one} er en av dem); grensene må være de som hører til "
        "studiens kommunenumre.",
    ),
    "no_features": (
        "{path}: no GeoJSON FeatureCollection (it has no list of features).",
        "{path}: ingen GeoJSON FeatureCollection (den har ingen liste features).",
    ),
    "no_numbers": (
        "{path}: no property of its features holds the study's municipality numbers.",
        "{path}: ingen egenskap i filen har studiens kommunenumre.",
    ),
    "no_polygon": (
        "{path}: a municipality is a {kind}, not a polygon.",
        "{path}: en kommune er et {kind}, ikke et polygon.",
    ),
    "not_json": (
        "{path}: not JSON; boundaries are read from a GeoJSON file.",
        "{path}: ikke JSON; grenser leses fra en GeoJSON-fil.",
    ),
    "damaged_polygon": (
        "{path}: the coordinates of a polygon are damaged.",
        "{path}: koordinatene til et polygon er skadet.",
    ),
}
