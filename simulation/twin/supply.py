"""Dwellings that come: pipelines, Husbanken's grants, procurement."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.husbanken import incomplete_share, order_applications
from agents.kinds import MONTHS_PER_YEAR, NEVER, Case, DwellingState, Instrument, Mode, Owner, Path, Reason
from agents.municipality import ModeChoice, choose_mode
from simulation.processes import grants, pipelines, procurement
from simulation.projects import AMOUNT, DWELLING, KNOWN, MUNICIPALITY, READY, RECEIVED, lead_months
from simulation.randomness import Stream, derive_key, derive_keys
from simulation.twin.beings import Dwelling
from simulation.twin.cases import label_accepted
from simulation.twin.placement import municipal_area, place_in
from simulation.twin.shared import I64, as_columns, keys, prepared, view_of
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Pipelines:
    """Dwellings that come, become ready, or leave municipal disposal."""

    name = "pipelines"

    def prepare(self, model: "TwinModel") -> None:
        """Build the turnaround of vacated dwellings."""
        self.same = prepared(pipelines.Pipelines(), model)

    def ready_month(self, model: "TwinModel") -> npt.NDArray[np.int16]:
        """Return, per municipality, the month a dwelling vacated now is ready."""
        return self.same.ready_month(as_columns(model))

    def run(self, model: "TwinModel") -> None:
        """Advance every dwelling whose month has come; give back leases nobody needs."""
        for home in model.world.dwellings:
            on_its_way = home.state in (DwellingState.PIPELINE, DwellingState.READYING)
            if on_its_way and home.due != NEVER and home.due <= model.month:
                home.state = DwellingState.VACANT
                home.due = NEVER
                home.empty = 0
            if home.state == DwellingState.VACANT:
                home.empty = min(home.empty + 1, 100)
                leased = home.owner == Owner.MUNICIPALITY_LEASED
                if leased and home.empty > self.same.lease_kept and home.reserved is None:
                    home.owner = Owner.LANDLORD
                    home.state = DwellingState.LISTED
                    home.empty = 0


class Grants:
    """The queue of applications at Husbanken."""

    name = "grants"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(grants.Grants(), model)

    def run(self, model: "TwinModel") -> None:
        """Handle applications in order while hours last; answer, return or let wait."""
        world, month = model.world, model.month
        husbanken, m = world.husbanken, world.municipalities
        queue, rules = husbanken.queue, self.same.rules
        if len(queue) == 0:
            return
        unfilled = (m.vedtak - m.moved) > 0
        order = order_applications(
            queue[:, RECEIVED], unfilled[queue[:, MUNICIPALITY]],
            0.0 if model.frozen else model.coordination.funding,
        )  # fmt: skip
        due = [int(position) for position in order if queue[position, READY] <= month]
        hours = float(rules.case_hours) * model.population_scale
        guidance = 0.0 if model.frozen else model.coordination.guidance
        homes = {home.uid: home for home in world.dwellings}
        done, start = set(), []
        for position in due[: max(int(hours // rules.application_hours), 1)]:
            application = queue[position]
            home = homes.get(int(application[DWELLING]))
            if home is None or home.state != DwellingState.PIPELINE:
                done.add(position)
                continue
            chance = incomplete_share(rules, np.array([application[KNOWN] > 0]), guidance)[0]
            own = keys([home.key])
            if model.draws.uniform(Stream.HUSBANKEN_INCOMPLETE, month, own)[0] < chance:
                application[READY] = month + int(rules.return_months)
                application[KNOWN] = 1  # the second time the papers are known
                m.known[application[MUNICIPALITY], Instrument.RENTAL_GRANT] = True
                continue
            amount = int(application[AMOUNT])
            if husbanken.frame_left >= amount:
                husbanken.frame_left -= amount
                home.grant = amount
            elif model.draws.uniform(Stream.HUSBANKEN_QUEUE, month, own)[0] >= rules.go_on_without:
                # it waits for January's frame
                application[READY] = (month // MONTHS_PER_YEAR + 1) * MONTHS_PER_YEAR
                continue
            done.add(position)
            start.append(home)
        husbanken.queue = queue[[position not in done for position in range(len(queue))]]
        for home in start:
            begin(model, home, self.same.lead, self.same.municipality.zoning_share)


def begin(
    model: "TwinModel",
    home: Dwelling,
    lead: npt.NDArray[np.float64],
    zoning_share: float,
    without: Reason = Reason.FRAME_EXHAUSTED,
) -> None:
    """Start a project: set the month the dwelling comes and book the investment."""
    month = model.month
    draw = model.draws.uniform(Stream.PROCURE_LEAD, month, keys([home.key]))
    second = keys([derive_key(home.key, 0, Stream.PROCURE_LEAD)])
    zoned = model.draws.uniform(Stream.PROCURE_LEAD, month, second) < zoning_share
    months = lead_months(lead, np.array([home.mode]), draw, zoned)
    home.due = min(month + int(months[0]), 32000)
    model.events.add(
        "investment", municipality=home.municipality, mode=home.mode, cost=home.cost, grant=home.grant,
        reason=int(Reason.GRANTED) if home.grant > 0 else int(without),
    )  # fmt: skip


class Procurement:
    """Search for dwellings by mode."""

    name = "procurement"

    def prepare(self, model: "TwinModel") -> None:
        """Take up the rules."""
        self.same = prepared(procurement.Procurement(), model)

    def run(self, model: "TwinModel") -> None:
        """Work out the gap by size, choose a mode, spend hours, place orders.

        Gap, choice and what can be afforded are matrices over municipalities and sizes, shared
        with the columns; orders are carried out here.
        """
        same, world = self.same, model.world
        world.places.lease_requests[:] = 0
        concerned = [
            h for h in world.households
            if h.case == Case.ACCEPTED or (h.outgrown != NEVER and h.queue_since != NEVER)
        ]  # fmt: skip
        rows = view_of(
            concerned, "persons", "case", "path", "guaranteed", "case_municipality", "outgrown",
            "queue_since", "municipality",
        )  # fmt: skip
        gap = same._gap(as_columns(model), same._need(as_columns(model, households=rows)))
        if gap.any():
            self._search(model, gap)
        label_accepted(model)

    def _search(self, model: "TwinModel", gap: I64) -> None:
        """Choose a mode for what is lacking, and order."""
        same, world = self.same, model.world
        choice = same._choice(as_columns(model), gap)
        cells = derive_keys(
            np.repeat(world.geography.key, SIZES * 5), 0, Stream.PROCURE_MODE,
            np.tile(np.arange(SIZES * 5), len(gap)),
        )  # fmt: skip
        uniform = model.draws.uniform(Stream.PROCURE_MODE, model.month, cells)
        gumbel = -np.log(-np.log(uniform)).reshape(len(gap), SIZES, 5)
        modes = choose_mode(same.rules, same.own, choice, gumbel, model.frozen)
        under_way = [home for home in world.dwellings if home.state == DwellingState.PIPELINE]
        projects = view_of(under_way, "uid", "state", "due", "mode", "municipality", "rooms")
        count = same._affordable(as_columns(model, dwellings=projects), gap, modes, choice)
        same._lease(as_columns(model), modes, count)
        self._guarantee(model, np.where(modes == int(Mode.GUARANTEE), count, 0))
        self._build(model, modes, np.where(modes >= int(Mode.PURCHASE), count, 0), choice)

    def _guarantee(self, model: "TwinModel", wanted: I64) -> None:
        """Let named households seek a private contract with the municipality's guarantee; the first
        in line, as many as the municipality ordered of that size."""
        geography, left = model.world.geography, wanted.copy()
        for h in model.world.households:
            if h.case != Case.ACCEPTED or h.path == Path.UNACCOMPANIED:
                continue
            if h.seeks_place >= 0 or h.case_dwelling is not None:
                continue
            town, size = h.case_municipality, h.needed_rooms - 1
            if left[town, size] == 0:
                continue
            left[town, size] -= 1
            h.seeks_place = place_in(geography, town, h.key)
            h.seeks_since = model.month
            h.guaranteed = 1

    def _build(self, model: "TwinModel", modes: I64, wanted: I64, choice: ModeChoice) -> None:
        """Buy, convert or build: dwellings in the pipeline, with or without a grant application."""
        if not wanted.any():
            return
        world, month = model.world, model.month
        new = [
            self._order(model, int(town), int(size), nth, Mode(modes[town, size]), choice)
            for town, size in np.argwhere(wanted > 0)
            for nth in range(int(wanted[town, size]))
        ]
        self._raise_prices(model, [home.place for home in new if home.mode == Mode.PURCHASE])
        applying: list[Dwelling] = []
        starting: list[Dwelling] = []
        for home in new:
            knows = bool(world.municipalities.known[home.municipality, Instrument.RENTAL_GRANT])
            draw = model.draws.uniform(Stream.PROCURE_GRANT, month, keys([home.key]))[0]
            (applying if knows and draw < self.same.own.applies else starting).append(home)
        for home in starting:
            begin(model, home, self.same.lead, self.same.rules.zoning_share, Reason.NONE)
        if applying:
            self._apply(model, applying)

    def _order(
        self, model: "TwinModel", town: int, size: int, nth: int, mode: Mode, choice: ModeChoice
    ) -> Dwelling:
        """Order the nth dwelling of a size in a municipality: the same dwelling in every arm."""
        geography = model.world.geography
        ordinal = size * procurement.ORDERS + min(nth, procurement.ORDERS - 1)
        key = derive_key(int(geography.key[town]), model.month, Stream.PROCURE_FIND, ordinal)
        place = place_in(geography, town, key)
        return model.world.add_dwelling(
            key, municipality=town, place=place, rooms=size + 1, owner=Owner.MUNICIPALITY,
            area=municipal_area(geography, place, key, self.same.own.lower_standing),
            state=DwellingState.PIPELINE, mode=mode,
            cost=int(np.rint(choice.price[town, size] * self.same.cost_factor[mode])),
            rent=int(np.rint(choice.rent[town, size] * self.same.own.rent_share)),
        )  # fmt: skip

    def _apply(self, model: "TwinModel", homes: list[Dwelling]) -> None:
        """Apply for rental grants; papers are practised where a grant was received before."""
        world, month, rules = model.world, model.month, self.same.rules
        m = world.municipalities
        practised = {home.municipality for home in world.dwellings if home.grant > 0}
        rows = []
        for home in homes:
            amount = int(np.rint(home.cost * self.same.husbanken.grant_share_priority))
            practice = int(home.municipality in practised)
            rows.append([home.uid, home.municipality, amount, month, month + 1, practice])
        count = np.bincount([home.municipality for home in homes], minlength=len(m.vedtak))
        m.hours[:, 1] -= rules.grant_hours * count
        np.maximum(m.hours, 0.0, out=m.hours)
        world.husbanken.queue = np.concatenate((world.husbanken.queue, np.array(rows, dtype=np.int64)))

    def _raise_prices(self, model: "TwinModel", bought_in: list[int]) -> None:
        """Thin markets: what is bought moves the local price (E74)."""
        geography, places = model.world.geography, model.world.places
        bought = np.zeros(len(places.price_index), dtype=np.int64)
        for place in bought_in:
            bought[place] += 1
        people = geography.population[:, 2][geography.place_municipality] * geography.place_share
        own = self.same.own
        elasticity = own.supply_elasticity + own.demand_elasticity
        stock = np.maximum(people / own.persons_a_home, procurement.LEAST_STOCK)
        places.price_index *= np.exp(bought / (stock * elasticity))
