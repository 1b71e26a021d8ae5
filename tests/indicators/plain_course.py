"""What became of persons years after settlement, and how they work and live: found again by plain loops."""

from collections import Counter, defaultdict
from math import exp, log, nan

from agents.kinds import NEVER, Path, Programme, Tenure, year_of
from tests.indicators.plain import Ratio, Row, Witness

PRINCIPAL = (Path.ASYLUM, Path.QUOTA, Path.UNACCOMPANIED, Path.COLLECTIVE)


class Course:
    """What is seen of persons; the first cohort and the policy year are those of the world."""

    def __init__(self, first: int, policy: int) -> None:
        self.first, self.policy = first, policy
        self.ratios: dict[str, Ratio] = defaultdict(Ratio)
        self.programme: dict[tuple[int, int, int], list[int]] = defaultdict(list)  # (after, year, sex)
        self.programmes: dict[tuple[int, str], dict[int, list[tuple[int, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.counties: dict[int, dict[int, list[int]]] = {}
        self.income: dict[int, list[int]] = {}
        self.children: list[tuple[int, int, bool, tuple[str, ...]]] = []

    def observe(self, w: Witness) -> None:
        if w.month % 3 == 2:
            for p in w.persons.values():
                if p["present"] and p["settled"] != NEVER:
                    self._since(w, p, w.month - p["settled"])
        if w.month % 12 == 11:
            self._december(w)

    def _since(self, w: Witness, p: Row, since: int) -> None:
        home, age = w.homes[p["household"]], (w.month - p["birth"]) // 12
        if since // 3 != 20 or year_of(p["settled"]) < self.first:  # five years, each person once
            return
        if p["path"] in PRINCIPAL and p["settled_in"] >= 0:
            county = w.model.world.geography.county
            town = home["municipality"]
            near = town >= 0 and county[town] == county[p["settled_in"]]
            first = (*w.of_person(p), *w.level(p["settled_in"]))
            self.ratios["retention"].add(p["settled_in"] == town, 1, first)
            self.ratios["county"].add(bool(near), 1)
        if 20 <= age <= 66:
            parts = (*w.of_person(p), *w.level(p["settled_in"], home["municipality"]))
            self.ratios["work_5_years"].add(p["employed"], 1, parts)
            self.ratios["language_5_years"].add(p["language"] >= 3, 1, parts)
            self.ratios["owner_5_years"].add(home["tenure"] == Tenure.OWNED, 1, parts)

    def _december(self, w: Witness) -> None:
        county = w.model.world.geography.county
        by_county: dict[int, list[int]] = defaultdict(list)
        incomes = []
        for p in w.persons.values():
            home, age = w.homes[p["household"]], (w.month - p["birth"]) // 12
            if not p["present"]:
                continue
            if p["settled"] != NEVER and p["programme"] in (Programme.COMPLETED, Programme.LOST):
                after = (w.month - p["settled"]) // 12 - 2
                if 1 <= after <= 4 and age >= 18:
                    busy = int(p["employed"] or p["student"])
                    self.programme[after, w.year, p["female"]].append(busy)
                    for part in (*w.of_person(p), *w.level(p["settled_in"], home["municipality"])):
                        self.programmes[after, part][w.year].append((p["female"], busy))
            if 20 <= age <= 66 and home["municipality"] >= 0:
                by_county[int(county[home["municipality"]])].append(p["employed"])
                incomes.append(p["income"])
        self.counties[w.year], self.income[w.year] = by_county, incomes
        self.children = [
            (h["children"], h["moves"], crowded, (*w.parts(h), *w.level(h["municipality"])))
            for h in w.homes.values()
            if h["refugee"] and h["tenure"] != Tenure.GONE and h["children"]
            and (h["settled"] == NEVER or w.month - h["settled"] < 60)
            and (dwelling := w.dwellings.get(h["dwelling"])) is not None
            for crowded in [h["persons"] > dwelling["rooms"] and dwelling["rooms"] < 5]
        ]  # fmt: skip

    def after_programme(self, after: int, sexes: tuple[int, ...]) -> float:
        """Return the share in work or education, mean of the years since the policy."""
        yearly = []
        for year in sorted({year for _, year, _ in self.programme if year >= self.policy}):
            those = [busy for sex in sexes for busy in self.programme.get((after, year, sex), [])]
            if those:
                yearly.append(sum(those) / len(those))
        return sum(yearly) / len(yearly) if yearly else nan

    def programme_of(self, after: int, part: str, sexes: tuple[int, ...]) -> float:
        """Return the same of one group, mean of the years in which it has anybody."""
        yearly = []
        for year, people in self.programmes[after, part].items():
            those = [busy for sex, busy in people if sex in sexes]
            if year >= self.policy and those:
                yearly.append(sum(those) / len(those))
        return sum(yearly) / len(yearly) if yearly else nan

    def dispersion(self) -> float:
        """Return the coefficient of variation over counties of the share at work, mean of the years."""
        yearly = []
        for year, counties in self.counties.items():
            if year >= self.policy:
                shares = [sum(those) / len(those) for those in counties.values() if those]
                mean = sum(shares) / len(shares)
                variance = sum((share - mean) ** 2 for share in shares) / len(shares)
                yearly.append(variance**0.5 / mean if mean else nan)
        return sum(yearly) / len(yearly)

    def incomes(self, real: dict[int, float]) -> float:
        """Return the mean income, thousand NOK a month; `real` is what a krone of a year is worth."""
        years = [year for year in self.income if year >= self.policy]
        return sum(sum(self.income[y]) * real[y] / len(self.income[y]) / 1000 for y in years) / len(years)

    def completion(self, base: float, per_move: float, crowding: float, part: str = "") -> float:
        """Return the projected share who complete upper secondary."""

        def odds(share: float) -> float:
            return log(share / (1 - share))

        total: Counter[str] = Counter()
        for children, moves, crowded, parts in self.children:
            if part and part not in parts:
                continue
            at = odds(base) + moves * (odds(base - per_move / 100) - odds(base))
            at += crowded * (odds(base - crowding / 100) - odds(base))
            total["done"] += children / (1 + exp(-at))  # type: ignore[assignment]
            total["all"] += children
        return total["done"] / total["all"] if total["all"] else nan
