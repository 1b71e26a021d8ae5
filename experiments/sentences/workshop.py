"""What can be wrong on the page of the workshop."""

from collections.abc import Mapping
from typing import Final

WORKSHOP: Final[Mapping[str, tuple[str, str]]] = {
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
        "{one} og {other} har ingen felles framtider og kan ikke sammenlignes; kjør begge her.",
    ),
    "ws_other_code": (
        "{one} and {other} were made by different versions of the model and are not compared; run both here.",
        "{one} og {other} er laget med ulike versjoner av modellen og sammenlignes ikke; kjør begge her.",
    ),
    "ws_same": (
        "A and B are the same scenario ({name}): there is no difference to tell of; choose another for one "
        "of them.",
        "A og B er det samme scenarioet ({name}): det er ingen forskjell å fortelle om; velg et annet for "
        "ett av dem.",
    ),
    "no_pptx": (
        'Slides need an extra that is not installed: pip install -c constraints.txt -e ".[pptx]".',
        'Lysbilder trenger et tillegg som ikke er installert: pip install -c constraints.txt -e ".[pptx]".',
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
