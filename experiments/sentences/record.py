"""What can be wrong when the model is held against the record."""

from collections.abc import Mapping
from typing import Final

RECORD: Final[Mapping[str, tuple[str, str]]] = {
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
    "posterior_manifest": (
        "{manifest}, which says how the draws were made, is missing or damaged: calibrate again, or "
        "remove it and {draws}.",
        "{manifest}, som forteller hvordan trekningene ble laget, mangler eller er skadet: kalibrer på nytt, "
        "eller fjern den og {draws}.",
    ),
    "posterior_draws": (
        "{draws}: the draws cannot be read; calibrate again, or remove it and {manifest}.",
        "{draws}: trekningene kan ikke leses; kalibrer på nytt, eller fjern den og {manifest}.",
    ),
    "posterior_other": (
        "{draws} does not belong to {manifest}: calibrate again, or remove both.",
        "{draws} hører ikke til {manifest}: kalibrer på nytt, eller fjern begge.",
    ),
    "no_parameters": (
        "--parameters takes {known}, not {asked!r}.",
        "--parameters tar {known}, ikke {asked!r}.",
    ),
    # validation
    "parameters_unasked": (
        "The command {command!r} draws from the prior by its nature: leave out --parameters.",
        "Kommandoen {command!r} trekker alltid fra prioren: utelat --parameters.",
    ),
    "back_test_alone": (
        "--back-test asks another question than {options}: one at a time.",
        "--back-test er et annet spørsmål enn {options}: ett om gangen.",
    ),
    "back_test_out": (
        "A back-test prints what it found and writes no file: leave out --out.",
        "En tilbaketest viser hva den fant, og skriver ingen fil: utelat --out.",
    ),
    "quick_alone": (
        "--quick has a budget of its own and keeps nothing: leave out {options}.",
        "--quick har sitt eget antall kjøringer og legger ikke inn noe: utelat {options}.",
    ),
    "study_alone": (
        "--study takes runs that are there, and {options} would say which to make: give one or the other.",
        "--study tar kjøringer som finnes, og {options} ville sagt hvilke som skal lages: bruk ett av dem.",
    ),
    "sensitivity_few": (
        "{runs} runs are too few to rank anything: --runs takes at least {least}, better 200.",
        "{runs} kjøringer er for få til å rangere noe: --runs tar minst {least}, helst 200.",
    ),
    "sensitivity_few_study": (
        "{study} has too few whole replicates to rank anything ({runs}): a study takes at least {least}, "
        "better 200; nothing was written.",
        "{study} har for få hele replikater til å rangere noe ({runs}): en studie må ha minst {least}, helst "
        "200; ingenting ble skrevet.",
    ),
    "validate_world": (
        "Validation is held against the record of 2009-2013; the world {world!r} has another.",
        "Valideringen holdes mot tallene for 2009-2013; verdenen {world!r} har andre tall.",
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
    "back_test_year": (
        "A back-test judges {years}, not {year}: other years are held out or have too short a record before.",
        "En tilbaketest gjelder {years}, ikke {year}: andre år er holdt utenfor eller har for få år før seg.",
    ),
    "back_test_world": (
        "A back-test is held against all municipalities of 2013: it takes the world {world!r} at scale 1.",
        "En tilbaketest holdes mot alle kommunene fra 2013: den tar verdenen {world!r} i skala 1.",
    ),
    "predictions_alone": (
        "--predictions goes with --against: name the file of later figures.",
        "--predictions hører sammen med --against: oppgi filen med senere tall.",
    ),
    "predictions_given": (
        "--predictions are scored as they are, nothing is run and nothing written: leave out {options}.",
        "--predictions vurderes som de er, ingenting kjøres og ingenting skrives: utelat {options}.",
    ),
    "predictions_line": (
        "{path}, line {line}: no forecast with year, value, low and high.",
        "{path}, linje {line}: ingen framskriving med year, value, low og high.",
    ),
    "against_wrong": (
        "Problems in {path}, told above: {count}; nothing of it was scored.",
        "Feil i {path}, nevnt over: {count}; ingenting i den ble vurdert.",
    ),
}
