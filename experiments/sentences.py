"""What can be wrong with what is asked for, said in one clear sentence each, in English and Bokmål.

An error carries the key of its sentence and the values in it; the words stand here only.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from experiments.sentences_data import DATA_SENTENCES
from scenarios.sentences import HINT, Near

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    **DATA_SENTENCES,
    # the command line
    "change": ("--set takes NAME=VALUE, not {text!r}.", "--set tar NAVN=VERDI, ikke {text!r}."),
    "no_language": (
        "There are no labels in {language!r}; there are {known}.",
        "Det finnes ikke tekster på {language!r}; det finnes {known}.",
    ),
    "put_after": (
        "Put {options} after the command {command!r}. See --help.",
        "Sett {options} etter kommandoen {command!r}. Se --help.",
    ),
    "twice": ("{name} is given twice; once is enough.", "{name} er gitt to ganger; én gang er nok."),
    "contested_alone": (
        "--contested goes with none of --until, --chance-per-draw, --baseline. See --help.",
        "--contested går ikke sammen med --until, --chance-per-draw eller --baseline. Se --help.",
    ),
    "command_line": ("{said} See --help.", "Kommandolinjen er ikke riktig: {said} Se --help."),
    "stopped": (
        "Stopped. Runs that were finished are kept; no half-written one counts.",
        "Stoppet. Kjøringer som var ferdige, er tatt vare på; ingen halvskrevet teller med.",
    ),
    "bench_source": (
        "bench needs the project's folder: benchmarks and tests are not in the installed tool.",
        "bench trenger prosjektets mappe: målinger og tester er ikke med i det installerte verktøyet.",
    ),
    # calibration
    "calibrated_world": (
        "Only {world} is calibrated, and whole: leave --world and --scale out.",
        "Bare {world} kalibreres, og hele: utelat --world og --scale.",
    ),
    "no_posterior": (
        "{world} has no posterior: it was never calibrated; use --parameters prior, or leave it out.",
        "{world} har ingen posterior: den er ikke kalibrert; bruk --parameters prior, eller utelat det.",
    ),
    "no_posterior_there": (
        "There is no posterior in {folder}.",
        "Det er ingen posterior i {folder}.",
    ),
    "no_parameters": (
        "--parameters takes {known}, not {asked!r}.",
        "--parameters tar {known}, ikke {asked!r}.",
    ),
    # what is run
    "no_world": (
        "There is no world named {name!r}.{hint} Known: {known}.",
        "Det finnes ingen verden som heter {name!r}.{hint} Kjente: {known}.",
    ),
    "no_indicator": (
        "There is no indicator named {name!r}.{hint}",
        "Det finnes ingen indikator som heter {name!r}.{hint}",
    ),
    "no_entry": (
        "The catalogue has no entry {name!r}.{hint}",
        "Katalogen har ingen oppføring {name!r}.{hint}",
    ),
    "no_level": (
        "There is no level {level!r}; there are {known}.",
        "Det finnes ikke noe nivå {level!r}; det finnes {known}.",
    ),
    "no_group": (
        "There is no group of parameters named {group!r}.{hint} Known: {known}.",
        "Det finnes ingen gruppe av parametre som heter {group!r}.{hint} Kjente: {known}.",
    ),
    "no_parameter": (
        "There is no parameter named {name!r}.{hint}",
        "Det finnes ingen parameter som heter {name!r}.{hint}",
    ),
    "years": (
        "The years {first}-{last} cannot be run: a run begins in {begin} and ends by {end}.",
        "Årene {first}-{last} kan ikke kjøres: en kjøring begynner i {begin} og slutter senest i {end}.",
    ),
    "scale": ("The scale {scale} is outside 0 to 1.", "Skalaen {scale} er utenfor 0 til 1."),
    "different_worlds": (
        "The scenarios are about different worlds ({named}); choose one with --world.",
        "Scenarioene handler om ulike verdener ({named}); velg én med --world.",
    ),
    "other_world": (
        "{name} is about {about} and cannot be run in {world} ({first} to {last}), which has its own "
        "parameter values; begin one there from {baseline}.",
        "{name} handler om {about} og kan ikke kjøres i {world} ({first} til {last}), som har egne "
        "parameterverdier; begynn et der fra {baseline}.",
    ),
    "outside_world": (
        "{name} is about {about} and changes it from {month}; the world {world} has the months {first} to "
        "{last}.",
        "{name} handler om {about} og endrer den fra {month}; verdenen {world} har månedene {first} til "
        "{last}.",
    ),
    # comparisons
    "draws": (
        "{replicates} replicates cannot be shared out in draws of {each} each: take a multiple.",
        "{replicates} replikater kan ikke deles i trekk på {each} hver: velg et antall som går opp.",
    ),
    "no_replicate": (
        "A comparison needs at least one replicate and one worker.",
        "En sammenligning trenger minst ett replikat og én prosess.",
    ),
    "not_in_study": (
        "The study has no scenario {name!r}; it has {known}.",
        "Studien har ikke noe scenario {name!r}; den har {known}.",
    ),
    "same_name": (
        "Two different scenarios are named {name!r}; give one another name.",
        "To ulike scenarioer heter {name!r}; gi det ene et annet navn.",
    ),
    "no_folder": (
        "The comparison was made without a folder; give one with out=.",
        "Sammenligningen ble gjort uten mappe; gi en med out=.",
    ),
    "until": (
        "--until takes HEADLINE=WIDTH, a width above zero in its unit, not {text!r}.",
        "--until tar HOVEDTALL=BREDDE, en bredde over null i enheten til hovedtallet, ikke {text!r}.",
    ),
    "until_least": (
        "Running until enough takes at least {count} replicates, more than {most}.",
        "Å kjøre til det er nok, tar minst {count} replikater, mer enn {most}.",
    ),
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
        "kan "
        "gi andre biter.",
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
        "kan "
        "ikke deles mellom brytere.",
    ),
    "nothing_to_divide": (
        "{start} and {end} do the same, so there is nothing to divide.",
        "{start} og {end} gjør det samme, så det er ingenting å dele.",
    ),
    "budget": (
        "{replicates} replicates need at least {least} runs, more than the budget of {budget}.",
        "{replicates} replikater trenger minst {least} kjøringer, mer enn budsjettet på {budget}.",
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
        "noen som "
        "gjorde det.",
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
        "{path}: {missing} of {all} municipalities are not there ({one} for one); the boundaries must be "
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
    # validation
    "parameters_unasked": (
        "The command {command!r} draws from the prior by its nature: leave out --parameters.",
        "Kommandoen {command!r} trekker alltid fra prioren: utelat --parameters.",
    ),
    "validate_world": (
        "Validation is held against the record of 2009-2013; the world {world!r} has another.",
        "Valideringen holdes mot tallene for 2009-2013; verdenen {world!r} har andre tall.",
    ),
    "back_test_year": (
        "A back-test judges {years}, not {year}: other years are held out or have too short a record before.",
        "En tilbaketest gjelder {years}, ikke {year}: andre år er holdt utenfor eller har for få år før seg.",
    ),
    "back_test_world": (
        "A back-test is held against all municipalities of 2013: it takes the world {world!r} at scale 1.",
        "En tilbaketest holdes mot alle kommunene fra 2013: den tar verdenen {world!r} i skala 1.",
    ),
    "against_columns": (
        "{path} lacks the column {missing}; its heading must hold {columns}.",
        "{path} mangler kolonnen {missing}; overskriften må ha {columns}.",
    ),
    "against_large": (
        "{path} is larger than {most} MB: a table of figures is smaller.",
        "{path} er større enn {most} MB: en tabell med tall er mindre.",
    ),
    "against_encoding": (
        "{path} is not UTF-8 text: save it as CSV UTF-8.",
        "{path} er ikke UTF-8-tekst: lagre den som CSV UTF-8.",
    ),
    "against_empty": (
        "{path} holds no line of figures below its heading.",
        "{path} har ingen linje med tall under overskriften.",
    ),
    "predictions_alone": (
        "--predictions goes with --against: name the file of later figures.",
        "--predictions hører sammen med --against: oppgi filen med senere tall.",
    ),
    "predictions_line": (
        "{path}, line {line}: no forecast with year, value, low and high.",
        "{path}, linje {line}: ingen framskriving med year, value, low og high.",
    ),
    "against_wrong": (
        "{path} has {count} problems, told above; nothing of it was scored.",
        "{path} har {count} feil, nevnt over; ingenting i den ble vurdert.",
    ),
    # workers and clusters
    "no_worker_started": (
        "No worker process could be started, most often because a script compares without "
        '`if __name__ == "__main__":`; --workers 1 needs none.',
        "Ingen prosess kunne startes, oftest fordi et skript sammenligner uten "
        '`if __name__ == "__main__":`; --workers 1 trenger ingen.',
    ),
    "address": (
        "{address!r} is no address of a scheduler; write tls://HOST:PORT, or tcp://127.0.0.1:PORT on this "
        "machine.",
        "{address!r} er ingen adresse til en scheduler; skriv tls://VERT:PORT, eller tcp://127.0.0.1:PORT på "
        "denne maskinen.",
    ),
    "unprotected": (
        "{address} would send code over the network unprotected; use tls:// with --tls-ca, --tls-cert and "
        "--tls-key (docs/cluster.md).",
        "{address} ville sendt kode ubeskyttet over nettet; bruk tls:// med --tls-ca, --tls-cert og "
        "--tls-key "
        "(docs/cluster.md).",
    ),
    "certificates": (
        "{address} needs certificates: give --tls-ca, --tls-cert and --tls-key.",
        "{address} trenger sertifikater: gi --tls-ca, --tls-cert og --tls-key.",
    ),
    "certificates_only": (
        "Certificates are for a cluster: name it with --scheduler tls://HOST:PORT.",
        "Sertifikater er for en klynge: oppgi den med --scheduler tls://VERT:PORT.",
    ),
    "no_certificate": ("There is no certificate file {file}.", "Det finnes ingen sertifikatfil {file}."),
    "no_scheduler": (
        "No scheduler answers at {address} with these certificates ({reason}).",
        "Ingen scheduler svarer på {address} med disse sertifikatene ({reason}).",
    ),
    "begun_again": (
        "A run was begun {times} times and its worker process ended each time, most often for want of "
        "memory: "
        "try fewer with --workers. Finished runs are kept.",
        "En kjøring ble begynt {times} ganger, og prosessen tok slutt hver gang, oftest av mangel på minne: "
        "prøv "
        "færre med --workers. Ferdige kjøringer er tatt vare på.",
    ),
    "alone": (
        "There has been no worker for {seconds:.0f} s, so nothing can be run.",
        "Det har ikke vært noen prosess på {seconds:.0f} s, så ingenting kan kjøres.",
    ),
    "worker_code": (
        "A worker has version {code} of the code, and this machine {own}: install the same version on both.",
        "En prosess har versjon {code} av koden, og denne maskinen {own}: installer samme versjon begge "
        "steder.",
    ),
    # the workshop
    "ws_no_session": (
        "This browser has no session here; load the page anew.",
        "Denne nettleseren har ingen økt her; last siden på nytt.",
    ),
    "ws_no_code": (
        "The join code is not right; it stands in the window where the workshop was started.",
        "Koden er ikke riktig; den står i vinduet der verkstedet ble startet.",
    ),
    "ws_origin": (
        "The request came from another page and was refused.",
        "Forespørselen kom fra en annen side og ble avvist.",
    ),
    "ws_host": (
        "The workshop does not answer under that name; use the address it printed.",
        "Verkstedet svarer ikke under det navnet; bruk adressen det skrev ut.",
    ),
    "ws_not_here": ("There is nothing here.", "Her er det ingenting."),
    "ws_no_pack": (
        "There are no results under that name in this session; run the scenario first.",
        "Det finnes ingen resultater med det navnet i denne økten; kjør scenarioet først.",
    ),
    "ws_no_job": (
        "There is no such run in this session.",
        "Det finnes ingen slik kjøring i denne økten.",
    ),
    "ws_no_poll": (
        "There is no vote under that code; ask for the code on the screen.",
        "Det finnes ingen avstemning med den koden; spør etter koden på skjermen.",
    ),
    "ws_not_yours": (
        "Only the one who opened the vote can do that.",
        "Bare den som åpnet avstemningen, kan gjøre det.",
    ),
    "ws_busy": (
        "A run is under way in this session; end it first, or wait for it.",
        "En kjøring er i gang i denne økten; avslutt den først, eller vent på den.",
    ),
    "ws_closed": ("The vote is closed.", "Avstemningen er avsluttet."),
    "ws_too_long": (
        "What was sent is longer than {most} kB.",
        "Det som ble sendt, er lengre enn {most} kB.",
    ),
    "ws_not_json": (
        "What was sent is not JSON (application/json).",
        "Det som ble sendt, er ikke JSON (application/json).",
    ),
    "ws_too_many": (
        "That is too many at once; wait a little and try again.",
        "Det er for mange på én gang; vent litt og prøv igjen.",
    ),
    "ws_wrong": ("{where} is not right: {what}.", "{where} er ikke riktig: {what}."),
    "ws_no_design": (
        "There are no quick answers here; run the scenario instead (run.py workshop build makes them).",
        "Det finnes ingen hurtigsvar her; kjør scenarioet i stedet (run.py workshop build lager dem).",
    ),
    "ws_no_seeds": (
        "{one} and {other} have no replicates in common and cannot be compared; run both here.",
        "{one} og {other} har ingen felles replikater og kan ikke sammenlignes; kjør begge her.",
    ),
    "ws_other_code": (
        "{one} and {other} were made by different versions of the model and are not compared; run both here.",
        "{one} og {other} er laget med ulike versjoner av modellen og sammenlignes ikke; kjør begge her.",
    ),
    "ws_other_worlds": (
        "{one} and {other} are about different worlds and are not compared.",
        "{one} og {other} handler om ulike verdener og sammenlignes ikke.",
    ),
    "ws_gone": (
        "The process that ran the model ended before it was done (it may have been stopped from outside, or "
        "there was too little memory); what was finished is kept, so start it again.",
        "Prosessen som kjørte modellen, tok slutt før den var ferdig (den kan ha blitt stoppet utenfra, "
        "eller det var for lite minne); det som var ferdig, er tatt vare på, så start den på nytt.",
    ),
    "ws_fault": (
        "A fault of the program ended this ({what}); the page and the other sessions go on.",
        "En feil i programmet avsluttet dette ({what}); siden og de andre øktene går videre.",
    ),
    "ws_no_maps": (
        "These results were made without what a map of the difference needs; run the scenarios anew.",
        "Disse resultatene er laget uten det et kart over forskjellen trenger; kjør scenarioene på nytt.",
    ),
    "ws_restricted": (
        "The page shows maps and tables with small cells and therefore nothing that rests on restricted data "
        "({names}); use run.py compare and run.py report, which hold small cells back.",
        "Siden viser kart og tabeller med små celler og derfor ikke noe som hviler på begrensede data "
        "({names}); bruk run.py compare og run.py report, som holder små celler tilbake.",
    ),
    "ws_boundaries_large": (
        "{path}: {size} MB, and the page draws boundaries of at most {most} MB; a simplified file suffices.",
        "{path}: {size} MB, og siden tegner grenser på høyst {most} MB; en forenklet fil er nok.",
    ),
    "ws_port": (
        "The workshop cannot use {host}, port {port} ({reason}); choose another with --port.",
        "Verkstedet kan ikke bruke {host}, port {port} ({reason}); velg en annen med --port.",
    ),
}


def said(key: str, language: str = "en", /, **given: Any) -> str:
    """Return a sentence by its key; a text that is no key is a sentence itself."""
    nb = language == "nb"
    words = {
        name: (HINT[nb].format(value.name) if value.name else "") if isinstance(value, Near) else value
        for name, value in given.items()
    }
    return SENTENCES[key][nb].format(**words) if key in SENTENCES else key


class SaidError(Exception):
    """An error of the user's to mend: the key of a sentence, and the values in it."""

    def __init__(self, key: str, /, **given: Any) -> None:
        self.key, self.given = key, given
        super().__init__(self.said())

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.key, **self.given), ()

    def said(self, language: str = "en") -> str:
        """Return the sentence in a language."""
        return said(self.key, language, **self.given)
