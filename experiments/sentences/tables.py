"""What can be wrong with tables from outside, said in one clear sentence each, in English and Bokmål."""

from collections.abc import Mapping
from typing import Final

TABLES: Final[Mapping[str, tuple[str, str]]] = {
    # which tables there are
    "data_no_table": (
        "There is no table {name!r}.{hint} Known: {known} (data list shows them); data add FILE adds one, "
        "and then data update NAME fetches it.",
        "Det finnes ingen tabell {name!r}.{hint} Kjente: {known} (data list viser dem); data add FIL legger "
        "til en, og så henter data update NAVN den.",
    ),
    "data_number": (
        "{name} is a number at the publisher's: here that table is named {known}; use the name (data list "
        "shows all).",
        "{name} er et nummer hos utgiveren: her heter den tabellen {known}; bruk navnet (data list viser "
        "alle).",
    ),
    "data_no_file": (
        "There is no file {path}; data add takes a TOML file that describes a table "
        "(docs/data-connector.md shows one).",
        "Det finnes ingen fil {path}; data add tar en TOML-fil som beskriver en tabell "
        "(docs/data-connector.md viser en).",
    ),
    "data_unused": (
        "data {action} does not use {options}: leave out what it does not use. See --help.",
        "data {action} bruker ikke {options}: utelat det som ikke brukes. Se --help.",
    ),
    "data_name_taken": (
        "There is a table {name!r} already ({path}); give this one another name, or remove that file.",
        "Det finnes alt en tabell {name!r} ({path}); gi denne et annet navn, eller fjern den filen.",
    ),
    "data_name_file": (
        "Name the table's file: data add FILE (docs/data-connector.md shows one).",
        "Si hvilken fil tabellen er beskrevet i: data add FIL (docs/data-connector.md viser en).",
    ),
    "data_name_table": (
        "Name the table: data show NAME (data list shows which there are).",
        "Si hvilken tabell: data show NAVN (data list viser dem som finnes).",
    ),
    "data_not_fetched": (
        "The table {name!r} has not been fetched; data update {name} does it.",
        "Tabellen {name!r} er ikke hentet; data update {name} gjør det.",
    ),
    "data_other_definition": (
        "The table {name!r} was fetched by another version of its file; data update {name} fetches it anew.",
        "Tabellen {name!r} ble hentet med en annen utgave av filen sin; data update {name} henter den på "
        "nytt.",
    ),
    "data_hash": (
        "{path} is missing or not what it was when the table was fetched; data update fetches it anew.",
        "{path} mangler eller er ikke det den var da tabellen ble hentet; data update henter den på nytt.",
    ),
    "data_lock_damaged": (
        "{path} is damaged; move it away, and data update makes a new one from what is kept.",
        "{path} er skadet; flytt den bort, så lager data update en ny av det som er tatt vare på.",
    ),
    # a table's file
    "data_no_toml": ("{file}: this is not TOML ({reason}).", "{file}: dette er ikke TOML ({reason})."),
    "data_unknown_key": (
        "{file}: there is no key {key!r}.{hint} Known: {known}.",
        "{file}: det finnes ingen nøkkel {key!r}.{hint} Kjente: {known}.",
    ),
    "data_missing_key": ("{file}: the key {key!r} is missing.", "{file}: nøkkelen {key!r} mangler."),
    "data_not_among": (
        "{file}: {key} cannot be {value}.{hint} It can be: {known}.",
        "{file}: {key} kan ikke være {value}.{hint} Den kan være: {known}.",
    ),
    "data_want_text": (
        "{file}: {key} must be text in quotes, not {value}.",
        "{file}: {key} må være tekst i anførselstegn, ikke {value}.",
    ),
    "data_want_bool": (
        "{file}: {key} must be true or false without quotes, not {value}.",
        "{file}: {key} må være true eller false uten anførselstegn, ikke {value}.",
    ),
    "data_want_year": (
        "{file}: {key} must be a year from 1900 to 2100, not {value}.",
        "{file}: {key} må være et årstall fra 1900 til 2100, ikke {value}.",
    ),
    "data_want_list": (
        '{file}: {key} must be a list of texts, as ["a", "b"], not {value}.',
        '{file}: {key} må være en liste av tekster, som ["a", "b"], ikke {value}.',
    ),
    "data_want_section": (
        "{file}: {key} must be a section of its own, begun with [{key}].",
        "{file}: {key} må være en egen seksjon, som begynner med [{key}].",
    ),
    "data_want_name": (
        "{file}: {key} takes letters a-z, digits, - and _ (at most 60), not {value}.",
        "{file}: {key} tar bokstavene a-z, sifre, - og _ (høyst 60), ikke {value}.",
    ),
    "data_needs_table": (
        '{file}: a table of SSB needs its number: table = "07459".',
        '{file}: en tabell fra SSB trenger nummeret sitt: table = "07459".',
    ),
    "data_needs_file": (
        "{file}: a table of kind {kind} needs the name of its file: file = ...",
        "{file}: en tabell av slaget {kind} trenger navnet på filen sin: file = ...",
    ),
    "data_needs_restricted": (
        "{file}: microdata must be declared restricted = true: only tables under disclosure control leave "
        "them.",
        "{file}: mikrodata må ha restricted = true: bare tabeller der små tall er skjermet, kommer ut av "
        "dem.",
    ),
    "data_ssb_public": (
        "{file}: SSB's table bank is public, so restricted = true does not fit kind = ssb.",
        "{file}: SSBs statistikkbank er åpen, så restricted = true passer ikke med kind = ssb.",
    ),
    "data_lonely_codelist": (
        "{file}: the grouping for {variable!r} is of a variable that stands neither in [select] nor in "
        "[columns].{hint}",
        "{file}: grupperingen for {variable!r} gjelder en variabel som verken står i [select] eller i "
        "[columns].{hint}",
    ),
    # a table's file against the table itself
    "data_no_variable": (
        "{name}: the table has no variable {variable!r}.{hint} It has: {known}.",
        "{name}: tabellen har ingen variabel {variable!r}.{hint} Den har: {known}.",
    ),
    "data_no_code": (
        "{name}: {variable} has no code {code!r}.{hint}",
        "{name}: {variable} har ingen kode {code!r}.{hint}",
    ),
    "data_no_codelist": (
        "{name}: {variable} has no grouping {codelist!r}.{hint}",
        "{name}: {variable} har ingen gruppering {codelist!r}.{hint}",
    ),
    "data_not_mapped": (
        "{name}: {variable} has {count} codes and becomes no column; choose one in [select], or put it in "
        "[columns] under group.",
        "{name}: {variable} har {count} koder og blir ingen kolonne; velg én i [select], eller før den opp i "
        "[columns] under group.",
    ),
    "data_no_column": (
        "{name}: no variable is {column!r}; there are {known}.",
        "{name}: ingen variabel er {column!r}; det finnes {known}.",
    ),
    "data_no_years": (
        "{name}: {period!r} is no year; only yearly figures can be held against the model.",
        "{name}: {period!r} er ikke et år; bare årstall kan holdes opp mot modellen.",
    ),
    "data_twice": (
        "{name}: the cell {cell} stands there more than once ({count} too many); choose in [select], or put "
        "what tells them apart under group.",
        "{name}: cellen {cell} står der mer enn én gang ({count} for mange); velg i [select], eller før opp "
        "det som skiller dem, under group.",
    ),
    # what the table bank answers
    "data_no_address": ("{where} is no address on the web.", "{where} er ingen nettadresse."),
    "data_no_answer": (
        "{where} gave no whole answer in {times} attempts (last: {trouble}); what came is kept, and the same "
        "command goes on with the rest.",
        "{where} ga ikke noe helt svar på {times} forsøk (sist: {trouble}); det som kom, er tatt vare på, og "
        "den samme kommandoen går videre med resten.",
    ),
    "data_come_back": (
        "{where} asks us to wait {seconds:.0f} s; run the same command again after that.",
        "{where} ber oss vente {seconds:.0f} s; kjør den samme kommandoen igjen etter det.",
    ),
    "data_not_there": (
        "{where} is not there (HTTP 404): the table's number or a grouping is wrong, or it was withdrawn.",
        "{where} finnes ikke (HTTP 404): tabellnummeret eller en gruppering er feil, eller trukket tilbake.",
    ),
    "data_bad_answer": (
        "{where} refused the query (HTTP {status}).",
        "{where} avviste spørringen (HTTP {status}).",
    ),
    "data_refused": (
        "{where} refuses to answer (HTTP 403), even for a single cell.",
        "{where} nekter å svare (HTTP 403), selv for en enkelt celle.",
    ),
    "data_too_large": (
        "{where} sent more than {most} MB, which no table needs.",
        "{where} sendte mer enn {most} MB, og det trenger ingen tabell.",
    ),
    "data_no_json_type": (
        "{where} sent {kind} instead of JSON: most often a notice that the service is closed for a while.",
        "{where} sendte {kind} i stedet for JSON: oftest en melding om at tjenesten er stengt en stund.",
    ),
    "data_no_json": (
        "{where}: what should be a JSON object is none, or is cut off.",
        "{where}: det som skulle være et JSON-objekt, er ikke det, eller er avkuttet.",
    ),
    "data_malformed": (
        "{where}: not as JSON-stat or the table bank's own specification has it; what is wrong stands at "
        "{key!r}.",
        "{where}: ikke slik JSON-stat eller statistikkbankens egen spesifikasjon har det; feilen står ved "
        "{key!r}.",
    ),
    "data_other_variables": (
        "{name}: the answer has other variables ({got}) than were asked for; nothing of it is used.",
        "{name}: svaret har andre variabler ({got}) enn det ble spurt om; ingenting av det blir brukt.",
    ),
    "data_other_codes": (
        "{name}: the answer has a code of {variable} that was not asked for ({code}); nothing of it is used.",
        "{name}: svaret har en kode for {variable} som det ikke ble spurt om ({code}); ingenting av det blir "
        "brukt.",
    ),
    "data_cells_lost": (
        "{name}: cells that did not come: {lost}, that came twice: {twice}; nothing of it is used.",
        "{name}: celler som ikke kom: {lost}, som kom to ganger: {twice}; ingenting av det blir brukt.",
    ),
    "data_changing": (
        "{name}: the table was changed {times} times while it was fetched; try again later.",
        "{name}: tabellen ble endret {times} ganger mens den ble hentet; prøv igjen senere.",
    ),
    # local files
    "data_empty_file": ("{path} is empty.", "{path} er tom."),
    "data_file_no_column": (
        "{path}: no column {column!r}.{hint} The longest line that could be a heading has: {known}.",
        "{path}: ingen kolonne {column!r}.{hint} Den lengste linjen som kan være en overskrift, har: "
        "{known}.",
    ),
    "data_several_values": (
        "{path}: the columns hold several quantities ({known}); name one as value in [columns].",
        "{path}: kolonnene har flere størrelser ({known}); nevn én som value i [columns].",
    ),
    "data_ragged": (
        "{path}: line {line} has {cells} cells, not {columns} as the heading.",
        "{path}: linje {line} har {cells} celler, ikke {columns} som overskriften.",
    ),
    "data_no_figure": (
        "{path}: line {line} has {text!r} where a figure should be; if it is a mark, say in [symbols] what "
        "it means.",
        "{path}: linje {line} har {text!r} der det skulle stå et tall; er det et tegn, så si i [symbols] hva "
        "det betyr.",
    ),
    "data_two_ways": (
        "{path}: {text!r} in line {line} may be a thousand and more, or one and a bit; say which with "
        'decimal = "." or ",".',
        "{path}: {text!r} i linje {line} kan være over tusen, eller én og litt til; si hvilket med "
        'decimal = "." eller ",".',
    ),
    "data_empty": (
        "{path}: no row is left to read.",
        "{path}: det er ingen rad igjen å lese.",
    ),
    # restricted microdata
    "data_micro_empty": (
        "{path}: rows with nothing in {column!r}: {rows}; write out what is unknown, or leave them out.",
        "{path}: rader uten noe i {column!r}: {rows}; skriv hva som er ukjent, eller utelat dem.",
    ),
    "data_micro_year": (
        "{path}: the column {column!r} must hold years of four digits only.",
        "{path}: kolonnen {column!r} må bare ha årstall med fire sifre.",
    ),
    "data_micro_count": (
        "{path}: the column {column!r} must hold whole numbers from zero up: each row stands for so many.",
        "{path}: kolonnen {column!r} må ha hele tall fra null og opp: hver rad står for så mange.",
    ),
    "data_restricted_counts": (
        "{name}: a restricted table must hold counts; shares and means give away what they are made of.",
        "{name}: en skjermet tabell må ha antall; andeler og gjennomsnitt røper det de er laget av.",
    ),
    "data_restricted_few": (
        "{name}: the group {group!r} has fewer than {least} in all in {year}, and cannot be hidden in "
        "itself; put it together with another.",
        "{name}: gruppen {group!r} har færre enn {least} i alt i {year}, og kan ikke skjules i seg "
        "selv; slå den sammen med en annen.",
    ),
    # targets, and a table as the record of one
    "target_broken": (
        "{file}{line}: this cannot be read as a target ({reason}).",
        "{file}{line}: dette kan ikke leses som en størrelse å tilpasse til ({reason}).",
    ),
    "target_none": (
        "{file} has no TARGETS: name the tuple of its targets so, or move the file elsewhere.",
        "{file} har ingen TARGETS: kall tuppelen av størrelser det, eller flytt filen et annet sted.",
    ),
    "target_twice": (
        "The target {target!r} is declared twice, in {file} and in {other}: give one of them another name.",
        "Størrelsen {target!r} er erklært to ganger, i {file} og i {other}: gi en av dem et annet navn.",
    ),
    "target_field": (
        "The target {target!r}: {field} is {value}, and must be {wanted}.",
        "Størrelsen {target!r}: {field} er {value}, og må være {wanted}.",
    ),
    "target_role": (
        "The target {target!r} has the role {role!r}, its table {name!r} the role {given!r} in its own file: "
        "let them be the same.",
        "Størrelsen {target!r} har rollen {role!r}, tabellen {name!r} rollen {given!r} i sin egen fil: la "
        "dem være like.",
    ),
    "target_row": (
        "The table {name!r} has a row of {year}, geography {geography!r}, group {group!r}, that its target "
        "reads from no run (its reader does not know {unknown}): leave it out of the table (select), or let "
        "the target's reader know it.",
        "Tabellen {name!r} har en rad for {year}, geografi {geography!r}, gruppe {group!r}, som ikke kan "
        "leses av noen kjøring (leseren kjenner ikke {unknown}): utelat den fra tabellen (select), eller la "
        "størrelsens leser kjenne den.",
    ),
    "target_codes": (
        "The table {name!r} has codes of municipalities or counties of {given}, the world {world} those of "
        "{known}: recode the table, or mend its code_year.",
        "Tabellen {name!r} har kommune- eller fylkesnumre fra {given}, verdenen {world} fra {known}: kod om "
        "tabellen, eller rett code_year.",
    ),
    "target_places": (
        "The table {name!r} has codes that are no municipality of {known}, {count} in all: {codes}.",
        "Tabellen {name!r} har koder som ikke er noen kommune i {known}, i alt {count}: {codes}.",
    ),
    "target_reader": (
        "The target of the table {name!r}: its 'read' must return a function from a row to a figure, and "
        "returns {given}.",
        "Størrelsen fra tabellen {name!r}: «read» må gi tilbake en funksjon fra en rad til et tall, og gir "
        "{given}.",
    ),
    "target_no_codes": (
        "The table {name!r} does not say of which year its codes of municipalities or counties are; the "
        "world {world} has those of {known}: write code_year into its file.",
        "Tabellen {name!r} sier ikke hvilket år kommune- eller fylkesnumrene er fra; verdenen {world} har "
        "dem fra {known}: skriv code_year i filen.",
    ),
    # boundaries
    "data_outlines_missing": (
        "{path} is without {missing} of the {all} municipalities of {year} ({one} for one).",
        "{path}: {missing} av de {all} kommunene i {year} mangler ({one} er en av dem).",
    ),
    "data_no_numbers": (
        "{path}: no property of its features holds municipality numbers of 2013 or 2024.",
        "{path}: ingen egenskap i filen har kommunenumre fra 2013 eller 2024.",
    ),
}
