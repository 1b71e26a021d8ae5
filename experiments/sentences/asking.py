"""What can be wrong with what is asked for on the command line or from Python."""

from collections.abc import Mapping
from typing import Final

ASKING: Final[Mapping[str, tuple[str, str]]] = {
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
        "--contested goes with none of --until, --chance-per-draw, --baseline, --restricted. See --help.",
        "--contested går ikke sammen med --until, --chance-per-draw, --baseline og --restricted. Se --help.",
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
    # what is run
    "no_world": (
        "There is no world named {name!r}.{hint} Known: {known}.",
        "Det finnes ingen verden som heter {name!r}.{hint} Kjente: {known}.",
    ),
    "no_indicator": (
        "There is no indicator named {name!r}.{hint}",
        "Det finnes ingen indikator som heter {name!r}.{hint}",
    ),
    "no_indicator_or_id": (
        "No indicator, and no id of the scorecard, the catalogue or the evidence, is named {name!r}.{hint} "
        "`run.py indicators` lists what there is.",
        "Ingen indikator, og ingen id i målkortet, katalogen eller kunnskapsgrunnlaget, heter {name!r}."
        "{hint} `run.py indicators` viser hva som finnes.",
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
        "The number of replicates, {replicates}, cannot be shared out in draws of {each} each: take a "
        "multiple.",
        "Antallet replikater, {replicates}, kan ikke deles i trekk på {each} hver: velg et antall som går "
        "opp.",
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
    "at_most_alone": (
        "--at-most goes with --until: it says at how many replicates that ends; otherwise use --replicates.",
        "--at-most brukes bare sammen med --until og angir hvor mange replikater det stopper ved; bruk "
        "ellers --replicates.",
    ),
    "until_least": (
        "Running until enough takes at least {count} replicates, more than {most}.",
        "Å kjøre til det er nok, tar minst {count} replikater, mer enn {most}.",
    ),
}
