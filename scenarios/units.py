"""Units of parameters in Bokmål, for what planners read; a unit that is not here is shown as declared."""

from typing import Final

UNITS_NB: Final = {
    "0 or 1": "0 eller 1",
    "G a year": "G i året",
    "NOK": "kr",
    "NOK a month": "kr i måneden",
    "NOK a year": "kr i året",
    "NOK a person in the year of settlement, by household kind": (
        "kr per person i bosettingsåret, etter husholdningstype"
    ),
    "NOK from 1 May of 2007-2016": "kr fra 1. mai 2007-2016",
    "NOK over five years by kind": "kr over fem år etter type",
    "NOK, years 2007-2016": "kr, årene 2007-2016",
    "a month": "i måneden",
    "a year": "i året",
    "allocation rule": "fordelingsregel",
    "chance a month": "sannsynlighet i måneden",
    "chance a year": "sannsynlighet i året",
    "days": "dager",
    "dial 0-1": "bryter 0-1",
    "dial 0-1: share of municipalities": "bryter 0-1: andel av kommunene",
    "dwellings": "boliger",
    "factor": "faktor",
    "factor on permits to asylum seekers and under collective protection": (
        "faktor på tillatelser til asylsøkere og etter kollektiv beskyttelse"
    ),
    "hours a household": "timer per husholdning",
    "hours a month": "timer i måneden",
    "hours a month and region": "timer i måneden og regionen",
    "households": "husholdninger",
    "million NOK a year, 2007-2016": "millioner kr i året, 2007-2016",
    "months": "måneder",
    "months of rent": "måneders husleie",
    "of market rent": "av markedsleien",
    "officer hours per application": "saksbehandlertimer per søknad",
    "persons": "personer",
    "persons a year, beside the total": "personer i året, utenom totalen",
    "persons with a permit": "personer med opphold",
    "price of a used dwelling: conversion, new build": "pris på brukt bolig: ombygging, nybygg",
    "share of reports": "andel av rapportene",
    "standard deviation of log": "standardavvik av log",
    "persons a year, 2007-2016": "personer i året, 2007-2016",
    "places": "plasser",
    "probability": "sannsynlighet",
    "probability a month": "sannsynlighet i måneden",
    "probability a year": "sannsynlighet i året",
    "rooms per 1,000 inhabitants where offered": "rom per 1000 innbyggere der det tilbys",
    "share": "andel",
    "share a month": "andel i måneden",
    "share a year": "andel i året",
    "share of asylum cases, by year 2007-2016": "andel av asylsakene, per år 2007-2016",
    "share of cases": "andel av sakene",
    "persons a year, years 2022-2033": "personer i året, årene 2022-2033",
    "persons a year, years 2022-2033, beside the total": "personer i året, årene 2022-2033, utenom totalen",
    "NOK a year, 2012": "kr i året, 2012",
    "million NOK a year, 2022-2033": "millioner kr i året, 2022-2033",
    "billion NOK a year, 2022-2033": "milliarder kr i året, 2022-2033",
    "share of cost": "andel av kostnaden",
    "share of housing cost between own share and ceiling": "andel av boutgiften mellom egenandel og tak",
    "share of municipalities": "andel av kommunene",
    "share of the benefit": "andel av stønaden",
    "share of the frame": "andel av rammen",
    "share of the loss covered": "andel av tapet som dekkes",
    "share of the need": "andel av behovet",
    "share of the price": "andel av prisen",
    "share of the stock": "andel av bestanden",
    "strength": "styrke",
    "years": "år",
}


def unit_text(unit: str, language: str) -> str:
    """Return a parameter's unit in the language."""
    return UNITS_NB.get(unit, unit) if language == "nb" else unit
