"""What an answer rests on: where its parameters come from, what no data can tell, and the three sources of
its spread, apart."""

from typing import Final

from experiments.caveat import invented
from scenarios.parameters import POINT, POSTERIOR, PRIOR, default_parameters, replicate_values

WORDS: Final = {
    "en": {
        "posterior": "Parameters: draws of the posterior, calibrated on the record of 2009-2012; those not "
        "calibrated are drawn from their prior.",
        "point": "Parameters: one value each, without spread; the interval covers chance only.",
        "prior": "Parameters: draws of the prior, not calibrated.",
        "rests": "The strengths of the channels of coordination, lead times, landlords' beliefs and answers "
        "of prices are prior in any case: no data here tell them, and the verdict rests on them.",
        "apart": "Three spreads: chance and parameters stand apart in the table of spreads; contested "
        "mechanisms are in neither (--contested).",
        "together": "Three spreads: chance and parameters are together here (--chance-per-draw 2 tells them "
        "apart); contested mechanisms are in neither (--contested).",
        "contested": "{arm}, spread (standard deviation) by chance and parameters of single replicates, and "
        "by contested mechanisms: {parts}.",
        "part": "{headline} {own} and {contested}",
    },
    "nb": {
        "posterior": "Parametre: trekninger fra posterioren, som er kalibrert mot tallene for 2009-2012; de "
        "som ikke er kalibrert, trekkes fra antatte spenn (prioren).",
        "point": "Parametre: én verdi hver, uten spredning; intervallet dekker bare tilfeldigheter.",
        "prior": "Parametre: trekninger fra antatte spenn (prioren), ikke kalibrert.",
        "rests": "Styrken på samordningens kanaler, ledetider, utleieres oppfatninger og hvordan priser "
        "svarer, trekkes fra antatte spenn uansett: ingen data her kan avgjøre dem, og konklusjonen bygger "
        "på dem.",
        "apart": "Tre spredninger: tilfeldigheter og parametre står hver for seg i tabellen over spredning; "
        "omstridte mekanismer er i ingen av dem (--contested).",
        "together": "Tre spredninger: tilfeldigheter og parametre er slått sammen her (--chance-per-draw 2 "
        "skiller dem); omstridte mekanismer er i ingen av dem (--contested).",
        "contested": "{arm}, spredning (standardavvik) fra tilfeldigheter og parametre i enkeltframtider, "
        "og fra omstridte mekanismer: {parts}.",
        "part": "{headline} {own} og {contested}",
    },
}


def resting(language: str, parameters: str = "", world: str = "") -> list[str]:
    """Return what an answer rests on, a sentence each.

    Parameters
    ----------
    language : str
    parameters : str
        Where its values come from; not said when empty.
    world : str
        In an invented world nothing is calibrated against a record.
    """
    words = WORDS[language]
    known = parameters in (POSTERIOR, POINT) or (parameters and not invented(world))
    return [*([words[parameters]] if known else []), words["rests"]]


def varied(world: str, parameters: str) -> frozenset[str]:
    """Return the names of the parameters that differ between the replicates of a world: those drawn by
    their records and, of the posterior, the calibrated ones; none where each has one value."""
    if parameters == POINT:
        return frozenset()
    known = parameters != POSTERIOR or default_parameters(world) == POSTERIOR  # or removed since
    return frozenset(replicate_values(0, world, parameters if known else PRIOR))


def spreads(language: str, per_draw: int) -> str:
    """Return how the three sources of spread are told apart in a comparison."""
    return WORDS[language]["together" if per_draw == 1 else "apart"]
