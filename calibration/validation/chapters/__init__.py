"""The chapters of a validation report: each returns a section, or nothing where there is nothing to tell."""

from calibration.validation.chapters.bars import bars
from calibration.validation.chapters.contests import rivals
from calibration.validation.chapters.failures import fails
from calibration.validation.chapters.figures import fit, held
from calibration.validation.chapters.intervals import coverage
from calibration.validation.chapters.later import against, forward
from calibration.validation.chapters.making import again
from calibration.validation.chapters.places import errors_map
from calibration.validation.chapters.seen import priors
from calibration.validation.chapters.verdict import first

CHAPTERS = (
    first, bars, against, forward, fit, held, coverage, errors_map, rivals, fails, priors, again
)  # fmt: skip
UNJUDGED = (first, against, forward, again)  # of an invented world, which is held against no record
