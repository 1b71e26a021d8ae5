"""The indicators found again the slow way: loops over households, persons and events as plain dicts.

One file, for it is one witness of a run: what it saw of persons and dwellings, and the figures from that.
What years, money and the queue ask for stands in the files beside it, which build on it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import nan
from typing import Any, Protocol

import numpy as np

from agents.household import budget, housing_allowance
from agents.kinds import (
    NEVER,
    Case,
    DwellingState,
    Kind,
    Origin,
    Owner,
    Path,
    Programme,
    Reason,
    Tenure,
    month_of,
    year_of,
)
from simulation.areas import deciles
from simulation.model import SettlementModel
from simulation.recorder import Recorder

Row = dict[str, int]
FIRST = month_of(2011)
HOUSED = (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS, Tenure.OWNED, Tenure.SHARED)
FROM_RECEPTION = (Path.ASYLUM, Path.UNACCOMPANIED, Path.COLLECTIVE)
WANTED = (Reason.WORK, Reason.TIES, Reason.HOUSING, Reason.OWN_WISH, Reason.BUYS, Reason.CROWDED,
          Reason.FAMILY_ARRIVAL)  # fmt: skip
FORCED = (Reason.EVICTION, Reason.CONTRACT_END, Reason.ARREARS, Reason.REVIEW, Reason.NO_HOME,
          Reason.FLATMATES, Reason.PROGRAMME_END)  # fmt: skip


def rows(table: Any) -> dict[int, Row]:
    """Return the rows of a table by uid, as plain integers."""
    columns = {name: array.tolist() for name, array in table.arrays().items()}
    listed = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return {row["uid"]: row for row in listed}


class Ratio:
    """Sums above and below the line, in all and by part."""

    def __init__(self) -> None:
        self.above: Counter[str] = Counter()
        self.below: Counter[str] = Counter()

    def add(self, above: float, below: float, parts: Iterable[str] = ()) -> None:
        for name in ("", *parts):
            self.above[name] += above  # type: ignore[assignment]
            self.below[name] += below  # type: ignore[assignment]

    def value(self, part: str = "") -> float:
        return self.above[part] / self.below[part] if self.below[part] else nan


class Other(Protocol):
    """Who looks at the same month, at something else."""

    def observe(self, w: "Witness") -> None:
        """Look at the month that the witness has read."""


class Witness:
    """Records with the recorder, and looks itself."""

    def __init__(self, recorder: Recorder, *others: "Other") -> None:
        self.recorder, self.others = recorder, others
        self.ratios: dict[str, Ratio] = defaultdict(Ratio)
        self.towns: dict[str, Ratio] = defaultdict(Ratio)  # by municipality, in the Decembers
        self.outcomes: list[tuple[int, int, int, bool, bool, tuple[str, ...]]] = []
        self.yearly: dict[str, Counter[int]] = defaultdict(Counter)
        self.places: list[tuple[dict[tuple[int, int], int], list[float]]] = []
        self.waiting: list[int] = []
        self.points: dict[str, list[int]] = defaultdict(list)
        self.reports: dict[int, dict[int, tuple[int, int]]] = {}
        self.settlers: dict[int, set[int]] = defaultdict(set)

    def observe(self, model: SettlementModel) -> None:
        self.recorder.observe(model)
        self.month, self.model = model.month, model
        self.year = year_of(model.month)
        world = model.world
        self.homes, self.persons = rows(world.households), rows(world.persons)
        self.dwellings = rows(world.dwellings)
        self.members: dict[int, list[Row]] = defaultdict(list)
        for person in self.persons.values():
            if person["present"]:
                self.members[person["household"]].append(person)
        self._events()
        for home in self.homes.values():
            if home["refugee"] and home["tenure"] != Tenure.GONE:
                self._household(home)
        waiting = [h for h in self.homes.values() if self.waits(h) and h["tenure"] == Tenure.RECEPTION]
        self.waiting.append(sum(h["persons"] for h in waiting))
        if self.month % 3 == 2:
            self._others()
            for person in self.persons.values():
                if person["present"]:
                    self._work(person)
        if self.month % 12 == 8:
            towns = world.municipalities
            for name, own, minors in (
                ("asked", towns.requested, towns.requested_minor),
                ("decided", towns.vedtak, towns.vedtak_minor),
            ):
                for town, (a, b) in enumerate(zip(own.tolist(), minors.tolist(), strict=True)):
                    for part in ("", *self.level(town)):
                        self.yearly[f"{name}{part}"][self.year] += a + b
        if self.month % 12 == 11:
            self._december(waiting)
        for other in self.others:
            other.observe(self)

    def happened(self, name: str) -> list[Row]:
        """Return the month's events of a name, one row each."""
        columns = {k: v.tolist() for k, v in self.model.events.read(name).items()}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    @staticmethod
    def waits(home: Row) -> bool:
        return Case.READY <= home["case"] <= Case.FOUND

    def hard(self, single_man: bool, health: bool, unschooled: bool, home: Row) -> list[str]:
        refused = home["case"] == Case.LEFT and home["reason"] == Reason.HOUSEHOLD_REFUSED
        marks = (single_man, health, unschooled, refused)
        names = ("single_men", "health", "little_schooling", "refusers")
        return [f"hard:{n}" for n, mark in zip(names, marks, strict=True) if mark] or ["hard:others"]

    def parts(self, home: Row) -> tuple[str, ...]:
        """Return every group a household counts in."""
        head = self.persons.get(home["head"])
        woman = bool(head and head["female"])
        alone = home["kind"] == Kind.SINGLE and head is not None and not woman
        unschooled = bool(head and head["education"] == 0 and home["kind"] != Kind.UNACCOMPANIED)
        return (
            f"kind:{Kind(home['kind']).name.lower()}", f"origin:{Origin(home['origin']).name.lower()}",
            "sex:women" if woman else "sex:men", *self.hard(alone, home["health"] == 1, unschooled, home),
        )  # fmt: skip

    def of_person(self, person: Row) -> tuple[str, ...]:
        """Return every group a person counts in."""
        home = self.homes[person["household"]]
        adult = self.month - person["birth"] >= 18 * 12
        man = home["kind"] == Kind.SINGLE and not person["female"] and adult
        unschooled = person["education"] == 0 and adult
        return (
            f"kind:{Kind(home['kind']).name.lower()}", f"origin:{Origin(person['origin']).name.lower()}",
            "sex:women" if person["female"] else "sex:men",
            *self.hard(man, person["health"] == 1, unschooled, home),
        )  # fmt: skip

    def level(self, *towns: int) -> tuple[str, ...]:
        """Return the centrality of the first of these that is a municipality."""
        known = [town for town in towns if town >= 0]
        return (f"centrality:level_{int(self.model.world.geography.centrality[known[0]])}",) if known else ()

    def town(self, home: Row) -> tuple[str, ...]:
        town = home["municipality"]
        centrality = int(self.model.world.geography.centrality[town])
        return (f"municipality:{town}", f"centrality:level_{centrality}") if town >= 0 else ()

    # --- households ---------------------------------------------------------------------------------

    def _household(self, h: Row) -> None:
        if h["tenure"] in (Tenure.RECEPTION, Tenure.ABROAD):
            return
        add, persons, parts = self.ratios, h["persons"], self.parts(h)
        december = self.month % 12 == 11
        dwelling = self.dwellings.get(h["dwelling"])
        crowded = dwelling is not None and persons > dwelling["rooms"] and dwelling["rooms"] < 5
        if self.month % 3 == 2:
            long = h["contract_end"] == NEVER or h["contract_end"] - self.month >= 24
            rented = h["tenure"] in (Tenure.MUNICIPAL, Tenure.PRIVATE) and long
            secure = h["tenure"] == Tenure.OWNED or rented
            recent = h["settled"] == NEVER or self.month - h["settled"] < 60
            if recent and h["tenure"] != Tenure.STAFFED:
                add["secure_home"].add(persons * secure, persons, parts)
            out = h["tenure"] in (Tenure.TEMPORARY, Tenure.RELATIVES, Tenure.NONE)
            add["homeless_nights"].add(365.25 * persons * out, persons, parts)
            add["owner_share"].add(persons * (h["tenure"] == Tenure.OWNED), persons, parts)
            if dwelling is not None:
                add["crowded"].add(persons * crowded, persons, parts)
        if not december:
            return
        there = self.town(h)
        if recent and h["tenure"] != Tenure.STAFFED:
            self.towns["secure_home"].add(persons * secure, persons, there)
        self.towns["homeless_nights"].add(365.25 * persons * out, persons, there)
        self.towns["owner_share"].add(persons * (h["tenure"] == Tenure.OWNED), persons, there)
        if dwelling is not None:
            self.towns["crowded"].add(persons * crowded, persons, there)
        add["household_size"].add(persons, 1)
        if h["children"]:
            add["children_municipal"].add(h["children"] * (h["tenure"] == Tenure.MUNICIPAL), h["children"])
            if dwelling is not None:
                add["crowded_children"].add(h["children"] * crowded, h["children"], parts)
                worst = int(deciles(self.model.world.geography)[dwelling["area"]]) == 0
                if h["tenure"] in HOUSED:
                    add["children_low_standing"].add(
                        h["children"] * worst, h["children"], (*parts, *self.level(h["municipality"]))
                    )
            if h["settled"] != NEVER:
                around = (*parts, *self.level(h["municipality"]))
                add["unwanted_moves"].add(0, h["children"] / 100, around)
        add["moves"].add(0, persons / 100)
        if h["tenure"] in (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS):
            add["evictions"].add(0, 1 / 1000)
        if h["tenure"] in HOUSED:
            if dwelling is not None:
                add["below_standard"].add(persons * (dwelling["standard"] == 0), persons)
            self._living(h, persons, (*parts, *self.town(h)))

    def helped(self, h: Row) -> int:
        """Return the housing allowance of a household, NOK a month."""
        rules = budget(self.model.values.rules("household"), self.month)
        if not h["refugee"] or h["municipality"] < 0:
            return 0
        if h["tenure"] not in (Tenure.PRIVATE, Tenure.MUNICIPAL, Tenure.SHARED):
            return 0
        own = sum(max(person["income"], 0) for person in self.members[h["uid"]])
        one = [np.array([x], dtype=np.int64) for x in (own, h["persons"], h["rent"])]
        return int(housing_allowance(rules, *one)[0])

    def _living(self, h: Row, persons: int, parts: tuple[str, ...]) -> None:
        """What is left after housing, from the rules the accounts follow."""
        values = self.model.values
        rules = budget(values.rules("household"), self.month)
        own = taxes = 0
        for person in self.members[h["uid"]]:
            own += max(person["income"], 0)
            if person["employed"] or person["programme"] == Programme.ACTIVE:
                taxes += max(person["income"] - rules.tax_free, 0) * rules.tax_permille // 1000
        child = h["children"] * round(float(values.rules("work").child_benefit))
        helped = self.helped(h)
        assisted = max(h["income"] - own - child - helped, 0)
        cost = h["rent"] + h["debt"] * rules.interest // 1_000_000 + h["debt"] // rules.amortisation
        income = own + child + assisted - taxes
        jobless = h["adults_working"] == 0
        for name, holds in (
            ("overburden", 100 * (cost - helped) > 40 * income),
            ("residual_poor", income + helped - cost < int(rules.need[min(persons, 8)])),
            ("jobless_households", jobless), ("allowance_need", helped > 0),
            ("self_sufficient", not jobless and not assisted),
        ):  # fmt: skip
            self.ratios[name].add(persons * holds, persons, parts)
            self.towns[name].add(persons * holds, persons, parts)

    def _others(self) -> None:
        for h in self.homes.values():
            if not h["refugee"] and h["tenure"] != Tenure.GONE and h["queue_since"] != NEVER:
                self.ratios["others_waiting"].add(
                    self.month - h["queue_since"], 1, self.level(h["municipality"])
                )

    # --- persons ------------------------------------------------------------------------------------

    def _work(self, p: Row) -> None:
        since = self.month - p["settled"] if p["settled"] != NEVER else -1
        age, year = (self.month - p["birth"]) // 12, year_of(p["settled"])
        if since not in (24, 25, 26, 60, 61, 62, 120, 121, 122) or not 20 <= age <= 66:
            return
        home = self.homes[p["household"]]
        years, parts = since // 12, (*self.of_person(p), *self.level(p["settled_in"], home["municipality"]))
        if years == 10 or (years == 2 and year >= 2011) or (years == 5 and year >= 2009):
            self.ratios[f"work_{years}_years"].add(p["employed"], 1, parts)
        if years == 2 and year >= 2011 and not p["employed"]:
            self.ratios["language_outside_work"].add(p["language"] >= 3, 1, parts)

    def _december(self, waiting: list[Row]) -> None:
        geography, add = self.model.world.geography, self.ratios
        there: dict[tuple[int, int], int] = Counter()
        for p in self.persons.values():
            if not p["present"]:
                continue
            home, age = self.homes[p["household"]], (self.month - p["birth"]) // 12
            recent = p["settled"] == NEVER or self.month - p["settled"] < 60
            if recent and age >= 6 and home["tenure"] != Tenure.ABROAD:
                parts = (*self.of_person(p), *self.level(home["municipality"]))
                add["wellbeing"].add(p["wellbeing"], 1, parts)
                for name in ("bonding", "bridging", "linking"):
                    add[f"ties_{name}"].add(p[name], 1, parts)
                for part in ("", *parts):
                    self.points[part].append(p["wellbeing"])
            if home["place"] >= 0:
                there[home["place"], p["origin"]] += 1
            if 20 <= age <= 66 and home["municipality"] >= 0:
                add["employment_rate"].add(p["employed"], 1)
                add["outside_work_and_school"].add(not p["employed"] and not p["student"], 1)
            if 18 <= age <= 24 and p["education"] == 0:
                add["youth_outside"].add(not p["employed"] and not p["student"], 1)
        year = min(self.month // 12, geography.population.shape[1] - 1)
        towns = [round(float(x)) for x in geography.population[:, year]]
        self.places.append(
            (there, [round(towns[t] * float(share)) for t, share in
                     zip(geography.place_municipality.tolist(), geography.place_share, strict=True)])
        )  # fmt: skip
        owned = (Owner.MUNICIPALITY, Owner.MUNICIPALITY_LEASED)
        used = (DwellingState.READYING, DwellingState.VACANT, DwellingState.OCCUPIED)
        stock = sum(d["owner"] in owned and d["state"] in used for d in self.dwellings.values())
        add["municipal_coverage"].add(1000 * stock, sum(towns))
        for town, people in enumerate(towns):
            here = sum(
                d["owner"] in owned and d["state"] in used and d["municipality"] == town
                for d in self.dwellings.values()
            )
            self.towns["municipal_coverage"].add(1000 * here, people, self.town({"municipality": town}))
        known = self.model.world.municipalities.known
        add["instruments_known"].add(int(known.sum()), known.size)
        indexes, segment = self.model.world.places.rent_index, self.model.world.places.segment
        markets = list(zip(indexes.tolist(), segment.tolist(), strict=True))
        where = [self.level(town) for town in geography.place_municipality.tolist()]
        for part in {"", *(one for (one,) in where)}:
            some = [m for m, at in zip(markets, where, strict=True) if part in ("", *at)]
            size = sum(n for _, n in some)
            if size:
                above = 100 * (sum(x * n for x, n in some) / size - 1)
                self.yearly[f"rent_effect{part}"][self.year] = above  # type: ignore[assignment]
        self.still = [
            (h["persons"], self.month - h["permit"], year_of(h["permit"]), False, False, self.parts(h))
            for h in waiting if h["path"] in FROM_RECEPTION
        ]  # fmt: skip

    # --- events -------------------------------------------------------------------------------------

    def _events(self) -> None:
        add, count, happened = self.ratios, self.yearly, self.happened
        for e in happened("settled"):
            home = self.homes.get(e["household"])
            count["settled"][self.year] += e["persons"]
            around = (*self.parts(home), *self.level(e["municipality"])) if home else ()
            self.settlers[self.year].add(e["municipality"])
            if e["tenure"] != Tenure.STAFFED:
                add["share_municipal"].add(e["tenure"] in (Tenure.MUNICIPAL, Tenure.SHARED), 1, around)
                add["refusals"].add(0, 1)
            if e["path"] in FROM_RECEPTION:
                add["waiting_months"].add(e["persons"] * e["wait"], e["persons"], around)
                if home is not None:
                    entered = year_of(home["permit"])
                    self.outcomes.append(
                        (e["persons"], e["wait"], entered, True, bool(e["on_time"]), self.parts(home))
                    )
        for e in happened("left_queue"):
            home = self.homes.get(e["household"])
            if home is not None and home["path"] in FROM_RECEPTION:
                wait, entered = self.month - home["permit"], year_of(home["permit"])
                self.outcomes.append((e["persons"], wait, entered, False, False, self.parts(home)))
        refused = len(happened("refused"))
        add["refusals"].add(refused, refused)
        for e in happened("eviction"):
            add["evictions"].add(e["refugee"], 0)
        for e in happened("family_arrival"):
            add["reunified_too_small"].add(e["outgrown"], 1)
        for e in happened("purchase"):
            count["startlan_loans"][self.year] += e["startlan"] > 0
        for e in happened("investment"):
            count["dwellings_added"][self.year] += 1
            count["dwellings_with_grant"][self.year] += e["grant"] > 0
        for e in happened("lost_vacancy"):
            for part in ("", *self.level(e["municipality"])):
                count[f"lost_vacancies{part}"][self.year] += 1
        for e in happened("exit_municipal"):
            home = self.homes.get(e["household"])
            if home is not None and e["refugee"]:
                good = e["destination"] in (Tenure.OWNED, Tenure.PRIVATE)
                add["exits_to_good"].add(good, 1, (*self.parts(home), *self.level(e["municipality"])))
        for e in happened("move"):
            home = self.homes.get(e["household"])
            if home is None or not home["refugee"] or e["since_settled"] < 0:
                continue
            parts = (*self.parts(home), *self.level(e["from_municipality"]))
            add["moves"].add(e["persons"], 0)
            if home["children"] and e["reason"] in FORCED:
                add["unwanted_moves"].add(home["children"], 0, parts)
            if e["from_place"] != e["to_place"]:
                add["leavers_chose"].add(e["persons"] * (e["reason"] in WANTED), e["persons"], parts)
        for e in happened("report"):
            for part in ("", *self.level(e["municipality"])):
                count[f"report_hours{part}"][self.year] += e["hours"]
            self.reports.setdefault(self.year, {})[e["municipality"]] = (
                e["reported_percent"], e["true_percent"],
            )  # fmt: skip

    # --- figures of the whole run ---------------------------------------------------------------------

    def cohort(self, part: str = "") -> list[tuple[int, int, bool, bool, int]]:
        """Return (persons, months, settled, on time, year of entry) of who entered since 2011."""
        return [
            (n, wait, settled, on_time, entered)
            for n, wait, entered, settled, on_time, parts in [*self.outcomes, *self.still]
            if entered >= 2011 and (not part or part in parts)
        ]

    def survival(self, part: str = "") -> list[float]:
        """Return the share not yet settled after 0, 1, ... 35 months."""
        share, found = 1.0, []
        for month in range(36):
            at_risk = sum(n for n, wait, *_ in self.cohort(part) if wait >= month)
            out = sum(n for n, wait, settled, *_ in self.cohort(part) if settled and wait == month)
            share *= 1.0 - (out / at_risk if at_risk else 0.0)
            found.append(share)
        return found

    def on_time(self, last: int, of_settled: bool, part: str = "") -> float:
        """Return the share settled within the limit of who entered before the last year."""
        some = [one for one in self.cohort(part) if one[4] < last and (one[2] or not of_settled)]
        below = sum(n for n, *_ in some)
        return sum(n for n, _, _, on_time, _ in some if on_time) / below if below else nan

    def mean_of(self, name: str, years: Iterable[int]) -> float:
        """Return the mean of a yearly count."""
        found = [float(self.yearly[name][year]) for year in years]
        return sum(found) / len(found)
