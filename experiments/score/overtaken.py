"""Waits that fall while more wait, or fewer are settled: the newest are taken, and the others overtaken.

One rule, for the score, the rankings and the report. A mean wait falls when places go to the newest: of
those who are settled, the others are not counted; of all who entered the queue, they are counted up to
36 months only (`waiting_all`). Such a fall stays a gain in tables and rankings, and is told beside them.
"""

from dataclasses import dataclass
from typing import Final

from experiments.score.band import Band
from experiments.score.card import Card
from experiments.typeset import interval, number, telling

WAITS: Final = ("waiting_months_all", "waiting_months")  # the first that falls is named
MARK: Final = "(!)"  # behind a gain that is told of
TEXT: Final = {
    "said": (
        "{arm}: {which}, but {what}: this suggests that the newest are taken before those who have waited "
        "longest. {uncounted}",
        "{arm}: {which}, men {what}: det tyder på at de nyeste går foran dem som har ventet lengst. "
        "{uncounted}",
    ),
    "waiting_months_all": ("the wait is shorter", "ventetiden går ned"),
    "waiting_months": (
        "those who are settled have waited a shorter time", "de som bosettes, har ventet kortere"
    ),
    "uncounted waiting_months_all": (
        "Waiting beyond 36 months is not counted.", "Ventetid ut over 36 måneder regnes ikke med."
    ),
    "uncounted waiting_months": (
        "Those who still wait are not counted.", "De som fortsatt venter, er ikke med i tallet."
    ),
    "more": (
        "more wait in reception: {value} persons on average",
        "flere venter i mottak: {value} personer i snitt",
    ),
    "fewer": (
        "fewer are settled: {value} persons a year", "færre bosettes: {value} personer i året"
    ),
    "and": (", and ", ", og "),
    "ranked": (
        "The rankings count this shorter wait as a gain; without it the order may be another.",
        "Rangeringene regner den kortere ventetiden som en gevinst; uten den kan rekkefølgen være en annen.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A scenario in which a wait falls while more wait or fewer are settled, all clearly.

    Attributes
    ----------
    waits
        The waits that fall, by name; :data:`WAITS` has their order.
    more
        Persons waiting in reception, where they clearly become more.
    fewer
        Persons settled a year, where they clearly become fewer.
    """

    arm: str
    waits: tuple[str, ...]
    more: Band | None
    fewer: Band | None


def overtaken(card: Card) -> Overtaken | None:
    """Return what is to be told of a scenario's wait; None where nobody is overtaken by this rule."""
    bands = {e.indicator.name: e.band for e in (*card.entries, *card.beside)}
    falls = tuple(name for name in WAITS if _clear(bands.get(name), -1))
    stock, settled = bands.get("waiting_stock"), bands.get("settled")
    more = stock if _clear(stock, 1) else None
    fewer = settled if _clear(settled, -1) else None
    return Overtaken(card.arm, falls, more, fewer) if falls and (more or fewer) else None


def _clear(band: Band | None, sign: int) -> bool:
    return band is not None and band.clear and band.mean * sign > 0


def overtaken_sentence(found: Overtaken, language: str) -> str:
    """Return it in words: means with their intervals, which the verdict rests on."""
    nb = language == "nb"
    said = [
        TEXT[key][nb].format(value=_mean(band, language))
        for key, band in (("more", found.more), ("fewer", found.fewer))
        if band is not None
    ]
    wait = found.waits[0]
    return TEXT["said"][nb].format(
        arm=found.arm, which=TEXT[wait][nb], what=TEXT["and"][nb].join(said),
        uncounted=TEXT[f"uncounted {wait}"][nb],
    )  # fmt: skip


def ranked_sentence(language: str) -> str:
    """Return what a ranking says of it."""
    return TEXT["ranked"][language == "nb"]


def _mean(band: Band, language: str) -> str:
    digits = telling(0, band.clear, band.mean_low, band.mean_high)
    span = interval(band.mean_low, band.mean_high, digits, language)
    return f"{number(band.mean, digits, language, signed=True)} {span}".strip()
