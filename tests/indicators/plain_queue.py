"""Who waits and why, who is settled where, and what municipalities report: found again by plain loops."""

from collections import Counter, defaultdict
from math import nan

from agents.kinds import Kind, Path, Reason, Tenure
from tests.indicators.plain import Row, Witness

DWELLING = (
    "NO_DWELLING", "NO_WITHOUT_DWELLING", "SEARCH_LATER", "UNDER_WAY", "OTHER_FIRST", "HOURS", "BORROWING",
    "FRAME_EXHAUSTED", "MARKET_EMPTY", "RENT_TOO_HIGH", "LANDLORD_NO",
)  # fmt: skip
CHILDREN = (Kind.FAMILY, Kind.SINGLE_PARENT, Kind.UNACCOMPANIED)
FROM_RECEPTION = (Path.ASYLUM, Path.UNACCOMPANIED, Path.COLLECTIVE)


class Queue:
    """What is seen of the queue, of settlement and of reports; the years are those of the run."""

    def __init__(self, years: list[int], policy: int) -> None:
        self.years, self.scored = years, [year for year in years if year >= policy]
        self.waiting: dict[tuple[int, int], list[tuple[Row, int]]] = {}  # by year and month
        self.settled: dict[int, Counter[int]] = defaultdict(Counter)  # by town
        self.paths: dict[int, Counter[int]] = defaultdict(Counter)
        self.events: dict[tuple[str, int], list[Row]] = defaultdict(list)
        self.asked: Counter[int] = Counter()
        self.deciding: Counter[int] = Counter()
        self.hidden: Counter[int] = Counter()  # øre
        self.homes: dict[int, Row] = {}

    def observe(self, w: Witness) -> None:
        at = (w.year, w.month % 12)
        there = [h for h in w.homes.values() if w.waits(h) and h["tenure"] == Tenure.RECEPTION]
        self.waiting[at] = [(dict(h), w.month - h["permit"]) for h in there]
        for e in w.happened("settled"):
            self.settled[w.year][e["municipality"]] += e["persons"]
            self.paths[w.year][e["path"]] += e["persons"]
        for name in (
            "settled", "refused", "report", "move", "exit_municipal", "considered", "cost_shifted",
        ):  # fmt: skip
            self.events[name, w.year] += w.happened(name)
        for name in ("backlog", "cost_shifted"):
            self.hidden[w.year] += sum(e["ore"] for e in w.happened(name))
        if w.month % 12 == 8:
            towns = w.model.world.municipalities
            self.asked[w.year] = int(towns.requested.sum()) + int(towns.requested_minor.sum())
            self.deciding[w.year] = sum(places > 0 for places in towns.vedtak.tolist())

    def mean(self, yearly: dict[int, float]) -> float:
        """Return the mean of the years scored that have a figure."""
        known = [yearly[year] for year in self.scored if year in yearly]
        return sum(known) / len(known) if known else nan

    # --- the queue ------------------------------------------------------------------------------------

    def stock(self, month: int, longer: int = -1) -> dict[int, float]:
        """Return who waits at the end of a month of each year, longer than some months."""
        return {
            year: float(sum(h["persons"] for h, months in self.waiting[year, month] if months > longer))
            for year in self.years
        }

    def by_kind(self) -> dict[str, float]:
        found: Counter[str] = Counter()
        months = [month for month in self.waiting if month[0] in self.scored]
        for month in months:
            for h, _ in self.waiting[month]:
                found[Kind(h["kind"]).name.lower()] += h["persons"]
        return {kind: persons / len(months) for kind, persons in found.items()}

    def reasons(self) -> Counter[str]:
        """Return person-months of waiting by the reason of the month."""
        found: Counter[str] = Counter()
        for (year, _), those in self.waiting.items():
            for h, _ in those:
                found[Reason(h["reason"]).name] += h["persons"] * (year in self.scored)
        return found

    def nights(self) -> dict[int, float]:
        return {
            year: 365.25 / 12 * sum(h["persons"] for m in range(12) for h, _ in self.waiting[year, m])
            for year in self.years
        }

    def minors_waited(self) -> float:
        those = [e for y in self.scored for e in self.events["settled", y] if e["path"] == Path.UNACCOMPANIED]
        persons = sum(e["persons"] for e in those)
        return sum(e["persons"] * e["wait"] for e in those) / persons if persons else nan

    # --- settlement ------------------------------------------------------------------------------------

    def in_ten(self) -> float:
        shares = {}
        for year in self.years:
            towns = sorted(self.settled[year].values(), reverse=True)
            if sum(towns):
                shares[year] = sum(towns[:10]) / sum(towns)
        return self.mean(shares)

    def of_asked(self) -> float:
        settled = sum(sum(self.settled[year].values()) for year in self.scored)
        return settled / sum(self.asked[year] for year in self.scored)

    def first_tenure(self, *tenures: Tenure) -> float:
        those = [e["tenure"] for y in self.scored for e in self.events["settled", y]]
        housed = [tenure for tenure in those if tenure != Tenure.STAFFED]
        return sum(tenure in tenures for tenure in housed) / len(housed) if housed else nan

    def moves(self) -> Counter[str]:
        """Return households by the tenures they moved between, from reception on."""
        out = (Tenure.NONE, Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE)
        found: Counter[str] = Counter()
        for year in self.scored:
            for e in self.events["settled", year]:
                found[f"reception>{Tenure(e['tenure']).name.lower()}"] += 1
            for e in self.events["move", year]:
                before, after = Tenure(e["from_tenure"]), Tenure(e["to_tenure"])
                if e["since_settled"] >= 1 and before not in out and after not in out:
                    found[f"{before.name.lower()}>{after.name.lower()}"] += 1
        return found

    def stays(self) -> float:
        """Return the median months of refugee households in municipal dwellings they left."""
        those = [e for y in self.scored for e in self.events["exit_municipal", y]]
        months = sorted(e["stay"] for e in those if e["refugee"])
        return float(months[(len(months) - 1) // 2]) if months else nan

    def tied(self) -> float:
        those = [e for y in self.scored for e in self.events["considered", y]]
        stayed = [e for e in those if e["choice"] == 0 and e["why"] == Reason.OWN_WISH]
        known = [e for e in stayed if e["reason"] in (Reason.PROGRAMME_TIE, Reason.CONTENT)]
        return sum(e["reason"] == Reason.PROGRAMME_TIE for e in known) / len(known) if known else nan

    # --- reports ----------------------------------------------------------------------------------------

    def use(self, column: str) -> float:
        """Return places used of those asked for, as reported or as done, mean of the asked."""
        shares = {}
        for year in self.years:
            asked = [e[column] for e in self.events["report", year] if e["asked"]]
            if asked:
                shares[year] = sum(asked) / len(asked) / 100
        return self.mean(shares)

    def on_time(self, reported: bool) -> float:
        """Return the share settled within the limit, of everybody or as it is told."""
        shares = {}
        for year in self.years:
            settled = [e for e in self.events["settled", year] if e["path"] in FROM_RECEPTION]
            timely = sum(e["persons"] for e in settled if e["on_time"])
            late = sum(e["persons"] for e in settled if not e["on_time"])
            still = sum(
                h["persons"] for h, months in self.waiting[year, 11]
                if months > (3 if h["kind"] in CHILDREN else 6)
            )  # fmt: skip
            left = sum(e["persons"] for e in self.events["refused", year] if e["leaves"])
            asked = [e for e in self.events["report", year] if e["asked"]]
            whole = float(timely + late + still + left)
            if reported and not any(e["cohort"] for e in asked):
                relabelled = sum(e["relabel_permille"] for e in asked) / len(asked) / 1000 if asked else 0.0
                whole = timely + late * (1 - relabelled)
            if whole:
                shares[year] = timely / whole
        return self.mean(shares)

    def planned(self, reported: bool) -> float:
        return self.mean({
            year: float(sum(e["planned"] + reported * e["planned_on_paper"]
                            for e in self.events["report", year]))
            for year in self.years
        })  # fmt: skip

    def order(self) -> float:
        """Return Spearman's rank correlation of reported and done over towns, mean of the years."""
        found = {}
        for year in self.years:
            told = [e["reported_percent"] for e in self.events["report", year]]
            done = [e["true_percent"] for e in self.events["report", year]]
            a, b = ranks(told), ranks(done)
            if len(set(a)) > 1 and len(set(b)) > 1:
                mean = (len(a) + 1) / 2
                both = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
                spread = sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)
                found[year] = both / spread**0.5
            else:
                found[year] = nan
        return self.mean(found)


def ranks(values: list[int]) -> list[float]:
    """Return ranks from 1 on; equal values share the mean of theirs."""
    return [sum(y < x for y in values) + (sum(y == x for y in values) + 1) / 2 for x in values]
