"""What fails, and the likely reason."""

import numpy as np

from calibration.target import NATION
from calibration.validation.chapters.figures import MOST_CELLS
from calibration.validation.chapters.shared import label, reason
from calibration.validation.coverage import Judged
from calibration.validation.material import Material
from data.roles import FIT, HELD_OUT
from experiments.report.document import Items, Section, Text
from experiments.report.words import Words


def fails(m: Material, words: Words) -> Section:
    """Return what does not fit, or whose intervals do not hold, and the likely reason."""
    said = []
    for one in m.judged:
        if one.target.role == FIT and len(one.cells) <= MOST_CELLS:
            wrong = [
                place for place, cell in enumerate(one.cells)
                if np.isfinite(one.band.mean[place]) and cell.state == "observed" and _off(one, place)
            ]  # fmt: skip
            if wrong:
                place = max(wrong, key=lambda k: abs(one.band.mean[k] - one.cells[k].value))
                digits = one.target.digits
                found = words(
                    "fails.away", model=words.number(float(one.band.mean[place]), digits),
                    record=words.number(one.cells[place].value, digits),
                )  # fmt: skip
                what = label(one.target, one.cells[place], words.language)
                said.append(
                    words("fails.line", what=what, found=found, reason=_reason(one, m, words)).strip()
                )
        elif one.target.role == HELD_OUT:
            said += [line.strip() for line in _held_out(one, _reason(one, m, words), words)]
    body = Items(tuple(said)) if said else Text(words("fails.none"))
    lead = words("fails.lead", reasons=words("fails.reasons" if m.whole else "fails.no_reasons"))
    return Section("fails", words("fails.title"), (Text(lead), body))


def _reason(one: Judged, m: Material, words: Words) -> str:
    """Return the likely reason; none for a share of the persons, which is one itself."""
    return reason(one.target.name, words) if m.whole else ""


def _held_out(one: Judged, why: str, words: Words) -> list[str]:
    """Return what fails of a target that is held out: each figure of the country that lies outside its
    interval or beyond its bound; of places, whether the intervals hold, by the rule of their table."""
    said, digits = [], one.target.digits
    for place, cell in enumerate(one.cells):
        mean = float(one.band.mean[place])
        if cell.geography != NATION or cell.state != "observed" or not np.isfinite(mean):
            continue
        if one.counted[place] and not one.within[place]:
            found = words(
                "fails.outside", model=words.number(mean, digits), record=words.number(cell.value, digits),
                band=words.interval(
                    float(one.band.low[place]), float(one.band.high[place]), digits, signed=False
                ),
            )  # fmt: skip
        elif cell.bound and _off(one, place):
            found = words(
                "fails.bound_high" if cell.bound < 0 else "fails.bound_low",
                model=words.number(mean, digits), record=words.number(cell.value, digits),
            )  # fmt: skip
        else:
            continue
        what = label(one.target, cell, words.language)
        said.append(words("fails.line", what=what, found=found, reason=why))
    places = sum(cell.geography != NATION for cell in one.cells)
    if places and (one.surprising if one.calibrated is None else not one.calibrated):
        found = words("fails.coverage", covered=int(one.within[one.counted].sum()), cells=one.n)
        what = one.target.label(words.language)
        said.append(words("fails.line", what=what, found=found, reason=why))
    return said


def _off(one: Judged, place: int) -> bool:
    cell, away = one.cells[place], float(one.band.mean[place]) - one.cells[place].value
    allowed = one.target.tolerance(cell)
    return cell.bound * away < -allowed if cell.bound else abs(away) > allowed
