"""What the commands of the connector say when all is well, in English and Bokmål."""

from collections.abc import Mapping
from typing import Any, Final

from calibration.connector.states import MISSING, NOT_APPLICABLE, OBSERVED, SUPPRESSED

WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "en": {
        "columns": ("table", "what", "publisher", "from", "use", "fetched", "cells"),
        "kinds": {
            "ssb": "SSB {}",
            "json-stat2": "JSON-stat file",
            "px-csv": "PX-Web CSV",
            "imdi-csv": "IMDi CSV",
            "microdata": "microdata",
        },
        "roles": {"input": "input", "fit": "fit", "held-out": "held out"},
        "states": {
            OBSERVED: "observed",
            SUPPRESSED: "suppressed",
            MISSING: "missing",
            NOT_APPLICABLE: "not applicable",
        },
        "restricted": "restricted",
        "unchecked": "unchecked",
        "not fetched": "no",
        "other definition": "by another file",
        "folder": "Data folder: {}",
        "unchecked note": "Unchecked: variables and codes are a first guess until data update has held them "
        "against the table's own metadata.",
        "query": "queries",
        "updated": "{name}: {cells} cells ({states}); published {updated}.",
        "read": "{name}: {cells} cells ({states}).",
        "wait": "Waiting {:.0f} s before the next query.",
        "not asked": "Not asked for, since the table bank does not answer: {}. What was fetched "
        "before counts.",
        "same": "{name}: unchanged since {fetched}.",
        "added": "Added: {name} ({path}). data update {name} fetches it.",
        "title": "{name}: {title}",
        "about": (
            ("publisher", "Publisher"),
            ("terms", "Terms"),
            ("unit", "Unit"),
            ("code_year", "Municipality codes of"),
            ("role", "May be used for"),
            ("updated", "Published"),
            ("fetched", "Fetched"),
            ("hash", "SHA-256"),
            ("file", "File"),
            ("note", "Note"),
        ),
        "restricted line": "Restricted: small cells are held back, and a study that uses it is restricted.",
        "held out": "Held out: its figures are shown to nobody who tunes; table(name, purpose="
        '"validation") shows them.',
        "rows": ("year", "place", "group", "value", "state", "mark"),
        "more": "{} more rows.",
        "fine": "{name}: as fetched {fetched}, and made anew from its parts: the same bytes.",
        "differs": "{name}: made anew from its parts, the rows are others than were fetched.",
        "nothing": "No table has been fetched yet.",
        "boundaries": "Boundaries of {year}: {path}",
    },
    "nb": {
        "columns": ("tabell", "hva", "utgiver", "fra", "bruk", "hentet", "celler"),
        "kinds": {
            "ssb": "SSB {}",
            "json-stat2": "JSON-stat-fil",
            "px-csv": "PX-Web-CSV",
            "imdi-csv": "IMDi-CSV",
            "microdata": "mikrodata",
        },
        "roles": {"input": "inndata", "fit": "tilpasning", "held-out": "holdt utenfor"},
        "states": {
            OBSERVED: "observert",
            SUPPRESSED: "skjermet",
            MISSING: "mangler",
            NOT_APPLICABLE: "ikke aktuelt",
        },
        "restricted": "begrenset tilgang",
        "unchecked": "ikke kontrollert",
        "not fetched": "nei",
        "other definition": "med en annen fil",
        "folder": "Datamappe: {}",
        "unchecked note": "Ikke kontrollert: variabler og koder er et første forslag til data update har "
        "holdt dem opp mot tabellens egne metadata.",
        "query": "spørringer",
        "updated": "{name}: {cells} celler ({states}); publisert {updated}.",
        "read": "{name}: {cells} celler ({states}).",
        "wait": "Venter {:.0f} s før neste spørring.",
        "not asked": "Ikke spurt etter, siden statistikkbanken ikke svarer: {}. Det som er hentet "
        "før, gjelder.",
        "same": "{name}: uendret siden {fetched}.",
        "added": "Lagt til: {name} ({path}). data update {name} henter den.",
        "title": "{name}: {title}",
        "about": (
            ("publisher", "Utgiver"),
            ("terms", "Vilkår"),
            ("unit", "Enhet"),
            ("code_year", "Kommunenumre fra"),
            ("role", "Kan brukes til"),
            ("updated", "Publisert"),
            ("fetched", "Hentet"),
            ("hash", "SHA-256"),
            ("file", "Fil"),
            ("note", "Merknad"),
        ),
        "restricted line": "Begrenset tilgang: små tall er skjermet, og en studie som bruker tabellen, er "
        "det også.",
        "held out": "Holdt utenfor: tallene vises ikke for den som tilpasser; table(navn, purpose="
        '"validation") viser dem.',
        "rows": ("år", "sted", "gruppe", "verdi", "status", "tegn"),
        "more": "{} rader til.",
        "fine": "{name}: som da den ble hentet {fetched}, og laget på nytt av delene: de samme bytene.",
        "differs": "{name}: laget på nytt av delene blir radene andre enn de som ble hentet.",
        "nothing": "Ingen tabell er hentet ennå.",
        "boundaries": "Grenser fra {year}: {path}",
    },
}
