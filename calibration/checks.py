"""The figures of the record that the baseline is held against, with how far it may lie from them.

Settlement, waiting and retention have the tolerances the project set itself before tuning; the
others were chosen here. Rows that are held out are never read: the loader hides them, and a target
that names one is an error.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

from data import national_series, pattern, role_of
from data.roles import HELD_OUT
from experiments.comparison import Study


class HeldOutError(LookupError):
    """A check names a figure that is held out."""


@dataclass(frozen=True, slots=True)
class Target:
    """One figure of the record and how to read it from the model.

    Parameters
    ----------
    en, nb : str
        What it is.
    evidence : str
        Id with a role in ``data/held_out.toml``.
    record : float
    read : callable
        From the study to the figure in each replicate.
    share, floor : float
        The model fits within the larger of `share` of the record and `floor`.
    digits : int
    persons : bool
        Whether the figure grows with the number of persons simulated.
    note_en, note_nb : str
        What the comparison cannot say.
    """

    en: str
    nb: str
    evidence: str
    record: float
    read: Callable[[Study], list[float]]
    share: float
    floor: float
    digits: int = 0
    persons: bool = True
    note_en: str = ""
    note_nb: str = ""

    @property
    def tolerance(self) -> float:
        """How far the model may lie from the record."""
        return max(self.share * abs(self.record), self.floor)


def of_year(name: str, year: int) -> Callable[[Study], list[float]]:
    """Return a reader of an indicator's year in each replicate."""
    return lambda study: [
        study.measured[study.baseline, seed][name].by_year.get(year, nan) for seed in study.seeds
    ]


def of_part(name: str, part: str) -> Callable[[Study], list[float]]:
    """Return a reader of a part of an indicator in each replicate."""
    return lambda study: [
        study.measured[study.baseline, seed][name].parts.get(part, nan) for seed in study.seeds
    ]


def role_in_checks(evidence: str) -> str:
    """Return the role of a piece of evidence; it may not be held out."""
    role = role_of(evidence)
    if role == HELD_OUT:
        raise HeldOutError(f"{evidence} is held out and may not be checked against.")
    return role


def _settlement() -> list[Target]:
    made = []
    for year in range(2009, 2013):
        for series, en, nb in (
            ("settled_annual", "IMDi's annual total", "IMDis årstall"),
            ("settled_panel", "sum of municipalities", "sum av kommuner"),
        ):
            record = national_series(series).get(year)
            if record is not None:
                made.append(
                    Target(
                        f"Settled {year} ({en})",
                        f"Bosatt {year} ({nb})",
                        f"series:{series}:{year}",
                        record,
                        of_year("settled", year),
                        0.10,
                        0.0,
                    )
                )
    for name, series, en, nb in (
        ("asked", "requested", "Places asked for 2012", "Plasser anmodet om 2012"),
        ("decided", "decided", "Places decided 2012", "Plasser vedtatt 2012"),
    ):
        record = national_series(series)[2012]
        made.append(Target(en, nb, f"series:{series}:2012", record, of_year(name, 2012), 0.10, 0.0))
    for year in range(2009, 2013):
        made.append(
            Target(
                f"Municipalities that settle anyone {year}",
                f"Kommuner som bosetter noen {year}",
                f"series:municipalities_settled:{year}",
                national_series("municipalities_settled")[year],
                of_year("municipalities_settling", year),
                0.10,
                0.0,
                persons=False,
            )
        )
    made.append(
        Target(
            "Municipalities that decide on places 2012",
            "Kommuner som vedtar plasser 2012",
            "series:municipalities_decided:2012",
            national_series("municipalities_decided")[2012],
            of_year("municipalities_deciding", 2012),
            0.10,
            0.0,
            persons=False,
        )
    )
    return made


def _waiting() -> list[Target]:
    made = [
        Target(
            f"Waiting in reception, end of {year}",
            f"Venter i mottak, slutten av {year}",
            f"series:waiting_end:{year}",
            national_series("waiting_end")[year],
            of_year("waiting_stock", year),
            0.20,
            500.0,
            note_en="waiting: the opening queue of 2009 is known only as a range (about 620 to 2,300)",
            note_nb="venting: køen ved starten av 2009 er bare kjent som et spenn (620 til 2 300)",
        )
        for year in (2010, 2012)
    ]
    made.append(
        Target(
            "Waiting in reception, September 2011",
            "Venter i mottak, september 2011",
            "series:waiting_sep:2011",
            national_series("waiting_sep")[2011],
            of_year("waiting_september", 2011),
            0.20,
            500.0,
        )
    )
    made.append(
        Target(
            "Of these, share that waited over 6 months",
            "Av disse, andel som har ventet over 6 måneder",
            "share_waiting_gt6m_sep_2011",
            float(pattern("share_waiting_gt6m_sep_2011")["value"]),
            of_part("waiting_over_6", "september:2011"),
            0.0,
            0.10,
            2,
            persons=False,
        )
    )
    made.append(
        Target(
            "Waited over 12 months, end of 2012",
            "Ventet over 12 måneder, slutten av 2012",
            "series:waiting_gt12m_end:2012",
            national_series("waiting_gt12m_end")[2012],
            of_year("waiting_over_12", 2012),
            0.20,
            100.0,
        )
    )
    made.append(
        Target(
            "Months waited, unaccompanied minors settled 2011",
            "Måneder ventet, enslige mindreårige bosatt 2011",
            "uam_wait_months_2011",
            float(pattern("uam_wait_months_2011")["value"]),
            of_year("waiting_months_minors", 2011),
            0.20,
            0.0,
            1,
            persons=False,
        )
    )
    return made


def _retention() -> list[Target]:
    return [
        Target(
            f"In the first municipality after 5 years: model 2009-11, record {cohort}",
            f"I første kommune etter 5 år: modell 2009-11, registrert {cohort}",
            f"retention5_cohort_{cohort}",
            float(pattern(f"retention5_cohort_{cohort}")["value"]),
            lambda study: study.series(study.baseline, "retention"),
            0.0,
            0.05,
            3,
            persons=False,
            note_en="retention: cohorts settled 2009-11 are held against earlier ones",
            note_nb="bofasthet: kull bosatt 2009-11 holdes mot tidligere kull",
        )
        for cohort in (2005, 2006, 2007)
    ]


def _programme() -> list[Target]:
    made = []
    bokmal = {"women": "kvinner", "men": "menn"}
    for year in (2011, 2012):
        for after in (1, 2, 3, 4):
            for sex in ("women", "men"):
                evidence = f"intro_workedu_{after}y_{sex}_{year}"
                if role_of(evidence) == HELD_OUT:
                    continue
                made.append(
                    Target(
                        f"Work or education {after} y after the programme, {sex}, {year}",
                        f"Arbeid eller utdanning {after} år etter programmet, {bokmal[sex]}, {year}",
                        evidence,
                        float(pattern(evidence)["value"]),
                        of_year(f"after_programme_{after}_{sex}", year),
                        0.0,
                        0.05,
                        3,
                        persons=False,
                    )
                )
    return made


def _crowding() -> list[Target]:
    evidence = "housing_overcrowded_immigrants_2013"
    return [
        Target(
            "Persons in crowded dwellings 2013",
            "Personer i trange boliger 2013",
            evidence,
            float(pattern(evidence)["value"]),
            of_year("crowded", 2013),
            0.0,
            0.05,
            3,
            persons=False,
            note_en="crowding: the record is a survey of all immigrants, the model a register of refugees",
            note_nb="trangboddhet: undersøkelsen spør alle innvandrere, modellen teller flyktninger",
        )
    ]


def targets() -> list[Target]:
    """Return the figures of the record that the baseline is held against.

    Raises
    ------
    HeldOutError
        If one of them is held out.
    """
    made = [*_settlement(), *_waiting(), *_retention(), *_programme(), *_crowding()]
    for target in made:
        role_in_checks(target.evidence)
    return made
