"""The municipality: how many, of which kinds, and how to obtain dwellings.

Every decision is a function of what the municipality can know. Arrays run over municipalities
(first axis M). Decision numbers refer to the model description in the documentation.

One file of more than 300 lines: one council's decisions of a year, which share what it knows.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, Instrument, Mode, Reason
from agents.meeting_mesa import mesa
from agents.parameters import Rules
from agents.quantiles import betaincinv, ndtri

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]


class Municipality(mesa.Agent):  # type: ignore[misc]
    """A registered Mesa agent that shows one municipality's columns by name.

    Its decisions are the functions of this module, made for all municipalities at once.
    """

    def __init__(self, model: Any, index: int) -> None:
        super().__init__(model)
        self.model: Any = model
        self.index = index

    @property
    def code(self) -> str:
        """Municipality number, code year 2013."""
        return str(self.model.world.geography.code[self.index])

    @property
    def name(self) -> str:
        """Name of the municipality."""
        return str(self.model.world.geography.name[self.index])

    def __getattr__(self, field: str) -> object:
        if field.startswith("_") or field in ("model", "index"):
            raise AttributeError(field)
        column = getattr(self.model.world.municipalities, field)
        return column[self.index]


def round5(places: F64) -> I64:
    """Return the nearest multiple of five from 8 upwards, the nearest integer below 8."""
    rounded = np.where(places >= 8.0, np.rint(places / 5.0) * 5.0, np.rint(places))
    return rounded.astype(np.int64)


def kind_weights(rules: Rules, experience: F64, family_known: F64, more: F64 | float = 0.0) -> F64:
    """Return the acceptance weight of each household kind in the vedtak (decision 1.4).

    Parameters
    ----------
    experience : float64 array, shape (M, kinds)
    family_known : float64 array, shape (M,)
        How well expected family is known (the channel of the shared forecast, -1 to 1): knowing
        that family comes lowers the chance that a single's dwelling keeps fitting.
    more : float64 array, shape (kinds,)
        NOK over five years by which the integration grant of a household has changed; the surplus
        changes as much, since the cost does not.

    Returns
    -------
    float64 array, shape (M, kinds), singles of a municipality without experience near 1.
    """
    kept = rules.vector("size_kept")[None, :].repeat(len(experience), axis=0)
    kept[:, 0] -= 0.1 * family_known
    value = (
        rules.weight_grant * (rules.vector("surplus") + more)[None, :] / 100_000.0
        + rules.weight_fit * kept
        + rules.weight_experience * experience
    )
    single = rules.weight_grant * rules.surplus[0] / 100_000.0 + rules.weight_fit * rules.size_kept[0]
    weights: F64 = np.exp(value - single)
    return weights


@dataclass(frozen=True)
class CouncilKnowledge:
    """What a council has before it when it decides (shape (M,) unless said)."""

    population: F64
    requested: I64
    standing: I64  # standing vedtak
    unused_share: F64  # share of last year's places not used
    willingness: F64
    dwellings: F64  # dwellings believed to be had in the year, errors included
    family: F64  # persons expected by reunification, as believed
    services_left: F64  # persons
    supported: F64  # persons a year that the record supports
    record: F64  # share of years in which the record has the municipality taking part, 0-1
    salience: float  # log of the national need over last year's


@dataclass(frozen=True)
class Vedtak:
    """The councils' answer."""

    places: I64  # (M,)
    paper: I64  # (M,) of these, places that are not meant to be filled (G8)
    reason: I64  # (M,) Reason that bound the level


USUAL_REQUEST = 1.0  # log of persons asked for per 1,000 inhabitants, in the middle of municipalities


def decide_vedtak(
    rules: Rules,
    known: CouncilKnowledge,
    draws: dict[str, F64],
    stakes: float,
    frozen: bool,
    ratchet: float = 0.0,
) -> Vedtak:
    """Decide how many places for the year (decision 1, rules 1-3).

    Parameters
    ----------
    draws : dict of float64 arrays, shape (M,), uniform on (0, 1)
        ``any``, ``keep``, ``level``, ``new``.
    stakes : float
        0-1; raises paper places (G8), never real ones.
    frozen : bool
        Answer from habit: the standing vedtak.
    ratchet : float
        0-1; share of growth held back, because the next request follows this year's result (G5).
    """
    standing, asked = known.standing, known.requested
    habit = np.full(len(standing), int(Reason.STANDING), dtype=np.int64)
    if frozen:
        return Vedtak(standing.copy(), np.zeros_like(standing), habit)
    request = np.maximum(asked, 1).astype(np.float64)
    taking_part = np.clip(known.record, 0.005, 0.995)
    # a family arrival takes a dwelling just as a settled household does
    room = np.maximum(known.dwellings * rules.persons_per_dwelling - known.family, 0.0)
    can_house = (room >= 5.0).astype(np.float64)
    logit = (
        rules.any_constant
        - 0.5 * rules.any_dwellings  # recentred: about half believe they can house five
        + rules.any_record * np.log(taking_part / (1.0 - taking_part))
        # a vedtak that stands beyond what the record leads one to expect, or is missing against it
        + rules.any_standing * ((standing > 0) - taking_part)
        + rules.any_request * (np.log(1000.0 * request / known.population) - USUAL_REQUEST)
        + known.willingness
        + rules.any_dwellings * can_house
        + rules.salience_any * max(known.salience, 0.0)
    )
    any_at_all = draws["any"] < 1.0 / (1.0 + np.exp(-logit))
    # a no that the same draw would have made a yes, had dwellings been in sight, is for want of them
    housed = logit + rules.any_dwellings * (1.0 - can_house)
    would = draws["any"] < 1.0 / (1.0 + np.exp(-housed))
    any_at_all |= (asked == 0) & (standing > 0) & (draws["any"] < 0.5)
    any_at_all &= (asked > 0) | (standing > 0)

    keep_logit = np.log(rules.keep / (1.0 - rules.keep)) - rules.salience_keep * max(known.salience, 0.0)
    must = (known.unused_share > 0.5) | (
        known.family > rules.family_limit * known.dwellings * rules.persons_per_dwelling + 2.0
    )
    keeps = (draws["keep"] < 1.0 / (1.0 + np.exp(-keep_logit))) & (standing > 0) & ~must

    base = np.maximum(standing, 1).astype(np.float64)
    supported = np.maximum(known.supported, 0.5)
    anchor = np.exp((1.0 - rules.level_capacity) * np.log(base) + rules.level_capacity * np.log(supported))
    target = np.where(asked > 0, request, base)
    level = np.exp(
        np.log(anchor)
        + rules.level_request * np.log(target / anchor)
        + rules.level_constant
        + rules.level_sd * ndtri(draws["level"])
    )
    share = np.ones(len(standing))
    fresh = standing <= 0  # the quantile is slow, and only newcomers need it
    share[fresh] = betaincinv(rules.newcomer_a, rules.newcomer_b, draws["new"][fresh])
    level = np.where(standing > 0, level, np.minimum(request * share, np.maximum(2.0 * supported, 5.0)))
    cap = np.where(asked > 0, rules.request_cap * request, base)
    bounds = np.stack((level, cap, room, np.maximum(known.services_left, 0.0)))
    reasons = np.array([Reason.WILLINGNESS, Reason.WILLINGNESS, Reason.DWELLINGS, Reason.SERVICES])
    binding = np.argmin(bounds, axis=0)
    new = round5(bounds.min(axis=0))
    growth = np.maximum(new - standing, 0) * (standing > 0)
    new = new - np.floor(ratchet * growth).astype(np.int64)
    places = np.where(keeps, standing, new)
    places = np.where(any_at_all, places, 0)
    reason = np.where(keeps, int(Reason.STANDING), reasons[binding])
    no = np.where(would & ~any_at_all, int(Reason.DWELLINGS), int(Reason.WILLINGNESS))
    reason = np.where(any_at_all, reason, np.where(asked > 0, no, int(Reason.NOT_ASKED)))
    gap = np.maximum(asked - places, 0)
    paper = np.floor(stakes * rules.paper_share * gap * (places > 0)).astype(np.int64)
    return Vedtak(places.astype(np.int64) + paper, paper, reason.astype(np.int64))


MOST_REFUSED = 3  # earlier refusals beyond this many tell a municipality nothing new


def answer_logit(
    rules: Rules,
    willingness: F64,
    kind_weight: F64,
    suitable: B,
    health: B,
    hard: B,
    stakes: float,
    bundled: F64,
    refused: F64,
) -> F64:
    """Return the logit of a yes to a proposed case (decision 5.4; one entry per case).

    `refused`: times that municipalities said no to the case before, as far as they are looked at.
    """
    logit: F64 = (
        rules.yes_constant
        + 0.3 * willingness
        + np.log(kind_weight)
        + rules.yes_dwelling * suitable
        + rules.yes_health * health
        + rules.yes_stakes_hard * stakes * (hard | health)
        + rules.yes_refused * np.minimum(refused, MOST_REFUSED)
        + bundled
    )
    return logit


def answer_days(rules: Rules, routines: F64) -> F64:
    """Return the days a municipality takes to answer a proposal (M,)."""
    gained = rules.answer_days_routines - rules.answer_days
    days: F64 = np.clip(rules.answer_days + gained * routines, *rules.answer_days_bounds)
    return days


def search_lead(rules: Rules, routines: F64) -> F64:
    """Return the share of the vedtak's need that is searched for before a household is named (M,).

    0: the search starts when IMDi proposes a named household; 1: when the vedtak is made.
    """
    share: F64 = np.clip(rules.early_search + (1.0 - rules.early_search) * routines, 0.0, 1.0)
    return share


@dataclass(frozen=True)
class ModeChoice:
    """What a municipality weighs when it chooses how to obtain a dwelling (decision 2.3).

    Shapes: (M,) per municipality, (M, sizes) per size.
    """

    gap: I64  # (M, sizes) dwellings wanted
    months_left: float  # to the deadline
    hours: F64  # (M,) property hours left
    borrowing: I64  # (M,) NOK left
    price: F64  # (M, sizes) NOK a dwelling
    rent: F64  # (M, sizes) NOK a month
    listings: F64  # (M, sizes) private listings a month of that size or a room more, as seen
    small: F64  # (M,) 0-1: thin market, so an empty dwelling is feared more
    trouble: F64  # (M,) share of guaranteed or leased tenancies seen to end badly
    known: B  # (M, instruments)
    grant_chance: F64  # (M,) believed
    grant_share: float
    annuity: float  # interest and instalments a year, share of the price


def annuity(interest: float, years: float) -> float:
    """Return interest and instalments of a loan a year, share of the loan."""
    return 1.0 / years if interest <= 0.0 else interest / (1.0 - (1.0 + interest) ** -years)


MODES = (Mode.LEASE, Mode.GUARANTEE, Mode.PURCHASE, Mode.CONVERSION, Mode.NEW_BUILD)


def no_way(own: Rules, choice: ModeChoice) -> I64:
    """Return the Reason why a municipality without a feasible mode has none, shape (M, sizes).

    Hours, where a way is open apart from them; an empty market, where the way it knows is renting;
    else money to buy. `own`: the rules of procurement.
    """
    rents = choice.known[:, Instrument.LEASE_ROUTINE] | choice.known[:, Instrument.GUARANTEE]
    opened = (rents[:, None] & (choice.listings > own.least_listings)) | (
        choice.borrowing[:, None] >= choice.price
    )
    money = np.where(rents, int(Reason.MARKET_EMPTY), int(Reason.BORROWING))[:, None]
    why: I64 = np.where(opened, int(Reason.HOURS), money)
    return why


def choose_mode(rules: Rules, own: Rules, choice: ModeChoice, gumbel: F64, frozen: bool) -> I64:
    """Choose a mode per municipality and size, Mode.EXISTING where none is feasible.

    Parameters
    ----------
    rules, own : Rules
        Of the municipality and of procurement.
    gumbel : float64 array, shape (M, sizes, modes)
        Standard Gumbel noise in the order of :data:`MODES`.
    """
    hours = rules.vector("mode_hours")[list(MODES)]
    lead = rules.vector("lead").reshape(4, 2).mean(axis=1)
    leads = np.array([lead[0], lead[0], lead[1], lead[2], lead[3]])
    convert, build = rules.cost_factor
    borne_leasing, borne_guaranteeing = own.rent_borne
    owned = choice.price * (choice.annuity / MONTHS_PER_YEAR) + own.operation_reckoned / MONTHS_PER_YEAR
    received = choice.rent * own.rent_share
    grant = choice.grant_share * choice.grant_chance[:, None] * choice.known[:, Instrument.RENTAL_GRANT, None]
    cost = np.stack(
        (
            choice.rent * borne_leasing,  # the tenant pays the rest
            choice.rent * borne_guaranteeing,
            owned * (1.0 - grant) - received,
            owned * convert * (1.0 - grant) - received,
            owned * build * (1.0 - grant) - received,
        ),
        axis=2,
    )
    void = rules.vector("mode_void")[list(MODES)] * (own.void_anywhere + choice.small[:, None])
    hassle = np.zeros((len(choice.hours), len(MODES)))
    hassle[:, 0] = hassle[:, 1] = own.trouble_weight * choice.trouble
    late = rules.mode_delay * np.maximum(leads - choice.months_left, 0.0)
    utility = (
        -(cost + void[:, None, :]) / own.money_scale
        - late[None, None, :]
        - hassle[:, None, :]
        + rules.vector("mode_habit")[list(MODES)][None, None, :]
        + gumbel
    )
    feasible = np.ones_like(utility, dtype=np.bool_)
    feasible &= (choice.hours[:, None] >= hours[None, :])[:, None, :]
    room = (choice.borrowing[:, None] >= choice.price)[:, :, None]
    feasible[:, :, 2:] &= room
    offers = choice.listings > own.least_listings
    feasible[:, :, 0] &= choice.known[:, Instrument.LEASE_ROUTINE, None] & offers
    feasible[:, :, 1] &= choice.known[:, Instrument.GUARANTEE, None] & offers
    if frozen:  # habit, whatever is known: rent in the small, buy the large
        chosen = np.where(np.arange(utility.shape[1])[None, :] < 2, int(Mode.LEASE), int(Mode.PURCHASE))
        return np.where(choice.gap > 0, chosen, int(Mode.EXISTING)).astype(np.int64)
    utility = np.where(feasible, utility, -np.inf)
    best = np.argmax(utility, axis=2)
    none = ~feasible.any(axis=2)
    chosen = np.asarray([int(m) for m in MODES], dtype=np.int64)[best]
    chosen[none | (choice.gap <= 0)] = int(Mode.EXISTING)
    return chosen
