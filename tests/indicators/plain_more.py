"""Plans, means, neighbourhoods, ties and tenancies: found again by plain loops."""

from collections import Counter, defaultdict
from math import nan, sqrt

from agents.household import budget
from agents.kinds import NEVER, DwellingState, Programme, Reason, Tenure
from simulation.areas import deciles
from tests.indicators.plain import HOUSED, Ratio, Row, Witness

INSIDE = Tenure.MUNICIPAL
WITHOUT = (Tenure.TEMPORARY, Tenure.RELATIVES, Tenure.NONE, Tenure.UNSERIOUS, Tenure.SHARED)


class More:
    """What is seen of plans, means, neighbourhoods, ties and tenancies."""

    def __init__(self, years: list[int], policy: int) -> None:
        self.years, self.scored = years, [year for year in years if year >= policy]
        self.ratios: dict[str, Ratio] = defaultdict(Ratio)
        self.ties: dict[str, Counter[str]] = {"lost": Counter(), "held": Counter()}
        self.plans: dict[int, dict[int, dict[int, int]]] = {}  # year, town, rooms: permille
        self.came: dict[int, dict[int, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
        self.means: dict[int, list[int]] = {}
        self.areas: dict[int, float] = {}
        self.census: dict[int, float] = {}
        self.towns: dict[int, list[tuple[int, int, int]]] = {}  # lacking, inhabitants, dwellings added
        self.added: dict[int, Counter[int]] = defaultdict(Counter)
        self.streaks: dict[int, tuple[int, int]] = {}  # Decembers in a row: here, and too poor
        self.work: list[tuple[tuple[str, ...], bool, int]] = []

    def observe(self, w: Witness) -> None:
        scored = w.year in self.scored
        for e in w.happened("settled"):
            if e["tenure"] != Tenure.STAFFED:
                self.came[w.year][e["municipality"]][min(e["persons"], 5)] += 1
        for e in w.happened("investment"):
            self.added[w.year][e["municipality"]] += 1
        if scored:
            self._flows(w)
        if w.month % 3 == 2 and scored:
            shared = sum(h["refugee"] == 1 and h["tenure"] == Tenure.SHARED for h in w.homes.values())
            self.ratios["shared_exits"].add(0, shared / 400)
        if w.month % 12 == 11:
            self._plan(w)
            self._towns(w)
            self._places(w)
            for h in w.homes.values():
                if h["refugee"] and h["tenure"] in HOUSED:
                    self._means(w, h, scored)
            self._years_on_end(w, scored)
            for p in w.persons.values():
                if p["present"] and scored:
                    self._person(w, p)

    def _flows(self, w: Witness) -> None:
        add = self.ratios
        for e in w.happened("ties_loosened"):
            for part in ("", *w.parts(w.homes[e["household"]])):
                self.ties["lost"][part] += e["lost"]
        add["list_given_up"].add(len(w.happened("list_given_up")), len(w.happened("list_joined")))
        for e in w.happened("purchase"):
            add["price_to_income"].add(e["price"], 12 * w.homes[e["household"]]["income"])
        for e in w.happened("move"):
            home = w.homes.get(e["household"])
            if home and home["refugee"] and e["from_tenure"] == Tenure.SHARED:
                add["shared_exits"].add(e["reason"] == Reason.FLATMATES, 0)

    def _plan(self, w: Witness) -> None:
        plan: dict[int, dict[int, int]] = defaultdict(dict)
        for e in w.happened("plan"):
            plan[e["municipality"]][e["rooms"]] = e["permille"]
        self.plans[w.year] = plan
        asked = [e for e in w.happened("report") if e["asked"]]
        self.census[w.year] = sum(e["census_permille"] for e in asked) / len(asked) / 1000 if asked else 0.0
        if w.year in self.scored:
            planned = [d for d in w.dwellings.values() if d["state"] == DwellingState.PIPELINE]
            paper = sum(e["planned_on_paper"] for e in w.happened("report"))
            self.ratios["plan_begun"].add(sum(d["due"] != NEVER for d in planned), len(planned) + paper)

    def _towns(self, w: Witness) -> None:
        geography = w.model.world.geography
        year = min(w.month // 12, geography.population.shape[1] - 1)
        people = [round(float(x)) for x in geography.population[:, year]]
        lacking: Counter[int] = Counter()
        for h in w.homes.values():
            short = h["contract_end"] != NEVER and h["contract_end"] - w.month < 24
            rented = h["tenure"] in (Tenure.MUNICIPAL, Tenure.PRIVATE)
            if h["refugee"] and (h["tenure"] in WITHOUT or (rented and short)):
                lacking[h["municipality"]] += h["persons"]
        self.towns[w.year] = [(lacking[t], n, self.added[w.year][t]) for t, n in enumerate(people)]

    def _places(self, w: Witness) -> None:
        geography = w.model.world.geography
        there: dict[int, Counter[int]] = defaultdict(Counter)
        for h in w.homes.values():
            if h["refugee"] and h["tenure"] in HOUSED:
                there[h["place"]][w.dwellings[h["dwelling"]]["area"]] += h["persons"]
        moved = people = 0.0
        for place, areas in there.items():
            count = int(geography.areas[place])
            if count > 1:
                total = sum(areas.values())
                all_areas = range(int(geography.first_area[place]), int(geography.first_area[place]) + count)
                moved += sum(abs(areas[area] - total / count) for area in all_areas) / 2
                people += total
        self.areas[w.year] = moved / people if people else nan

    def _years_on_end(self, w: Witness, scored: bool) -> None:
        before, self.streaks = self.streaks, {}
        for p in w.persons.values():
            h = w.homes.get(p["household"])
            elsewhere = (Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED)
            if not p["present"] or h is None or not h["refugee"] or h["tenure"] in elsewhere:
                continue
            years, poor = before.get(p["uid"], (0, 0))
            have, cost, need = self._budget(w, h)
            self.streaks[p["uid"]] = (years + 1, poor + 1 if have - cost < need else 0)
            years, poor = self.streaks[p["uid"]]
            if scored and years >= 3:
                around = (*w.of_person(p), *w.level(h["municipality"]))
                self.ratios["persistently_poor"].add(poor >= 3, 1, around)

    def _budget(self, w: Witness, h: Row) -> tuple[int, int, int]:
        """Return what a household has to live on, its housing cost, and the minimum budget."""
        rules = budget(w.model.values.rules("household"), w.month)
        own = taxes = 0
        for p in w.members[h["uid"]]:
            own += max(p["income"], 0)
            if p["employed"] or p["programme"] == Programme.ACTIVE:
                taxes += max(p["income"] - rules.tax_free, 0) * rules.tax_permille // 1000
        helped = w.helped(h)
        child = h["children"] * round(float(w.model.values.rules("work").child_benefit))
        have = own + child + max(h["income"] - own - child - helped, 0) - taxes + helped
        cost = h["rent"] + h["debt"] * rules.interest // 1_000_000 + h["debt"] // rules.amortisation
        return have, cost, int(rules.need[min(h["persons"], 8)])

    def _means(self, w: Witness, h: Row, scored: bool) -> None:
        have, cost, need = self._budget(w, h)
        left, parts = have - cost, w.parts(h)
        level = have // round(1000 * sqrt(h["persons"]))  # thousands, equivalent
        self.means.setdefault(w.year, []).extend([level] * h["persons"])
        if scored:
            if left < need:
                self.ratios["poverty_gap"].add(need - left, need, (*parts, *w.level(h["municipality"])))
            worst = int(deciles(w.model.world.geography)[w.dwellings[h["dwelling"]]["area"]]) == 0
            self.ratios["low_standing"].add(h["persons"] * worst, h["persons"], parts)

    def _person(self, w: Witness, p: Row) -> None:
        home, age = w.homes[p["household"]], (w.month - p["birth"]) // 12
        since = w.month - p["settled"] if p["settled"] != NEVER else -1
        if since >= 0:
            self.ratios["long_residence"].add(since >= 60, 1)
        if home["refugee"] and home["settled"] != NEVER and home["settled"] <= w.month:
            for part in ("", *w.parts(home)):
                self.ties["held"][part] += p["bonding"] + p["bridging"]
        if 20 <= age <= 66 and home["municipality"] >= 0:
            self.ratios["schooling"].add(p["education"] >= 1, 1)
        if 20 <= age <= 66 and home["tenure"] in HOUSED and 24 <= since < 60:
            self.work.append((tuple(sorted(w.of_person(p))), home["tenure"] == INSIDE, p["employed"]))

    # --- figures ----------------------------------------------------------------------------------------

    def mean(self, yearly: dict[int, float]) -> float:
        known = [yearly[year] for year in self.scored if year in yearly]
        return sum(known) / len(known) if known else nan

    def survive(self, part: str = "") -> float:
        lost, held = self.ties["lost"][part], self.ties["held"][part]
        return (held / (held + lost)) ** 3 if held else nan

    def miss(self, nation: bool = False) -> float:
        """Return how far plans are from what comes in two years, points of share."""
        found = {}
        for year in self.years[:-2]:
            off = weight = 0.0
            planned, real = Counter[int](), Counter[int]()
            for town, plan in self.plans[year].items():
                came = self.came[year + 1][town] + self.came[year + 2][town]
                n = sum(came.values())
                if not n:
                    continue
                whole = sum(plan.values())
                off += n * sum(abs(plan[s] / whole - came[s] / n) for s in range(1, 6)) / 5
                weight += n
                for s in range(1, 6):
                    planned[s] += n * plan[s] / whole  # type: ignore[assignment]
                    real[s] += came[s]
            if weight:
                together = sum(abs(planned[s] - real[s]) for s in range(1, 6)) / weight / 5
                found[year] = 100 * (together if nation else off / weight)
        return self.mean(found)

    def fifths(self) -> float:
        """Return what the fifth with most has over what the fifth with least has."""
        found = {}
        for year, levels in self.means.items():
            fine = sorted(level + 0.5 for level in levels for _ in range(5))  # a fifth is whole
            n = len(levels)
            least = sum(fine[:n])
            found[year] = sum(fine[-n:]) / least if least > 0 else nan
        return self.mean(found)

    def locked(self) -> float:
        """Return work inside less work of like persons outside."""
        groups: dict[tuple[str, ...], dict[bool, list[int]]] = defaultdict(lambda: {True: [], False: []})
        for group, inside, works in self.work:
            groups[group][inside].append(works)
        both = [one for one in groups.values() if one[True] and one[False]]
        weight = sum(len(one[True]) for one in both)
        apart = [sum(one[True]) - len(one[True]) * sum(one[False]) / len(one[False]) for one in both]
        return sum(apart) / weight if weight else nan

    def neglect(self) -> float:
        """Return the share of towns with much need and not much effort."""
        found = {}
        for year, towns in self.towns.items():
            some = [(lack / n, done / n) for lack, n, done in towns if lack]
            if some:
                high = [_rank([a for a, _ in some], a) > 2 / 3 and _rank([b for _, b in some], b) <= 2 / 3
                        for a, b in some]  # fmt: skip
                found[year] = sum(high) / len(some)
        return self.mean(found)


def _rank(values: list[float], value: float) -> float:
    return (sum(x < value for x in values) + sum(x == value for x in values) / 2) / len(values)
