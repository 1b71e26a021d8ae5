"""Coordination: what the nine dials change, as effective channels.

A dial never enters a utility, a hazard of a good outcome or a stock. Here each dial is joined to
its uncertain strength; the decisions read the result as *how much is known*, *when*, *how many
hours* or *which rule*.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.parameters import Values

F64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Coordination:
    """Effective channels; state layer as numbers, municipal layer as arrays of shape (M,).

    A channel is in [-1, 1]: 0 means the uninformed practice, 1 that the channel does all it could,
    below 0 that it misinforms or delays.
    """

    guidance: float  # instruments become known; practice of loans; complete applications
    forecast: float  # sizes and expected family known; IMDi sees vacancies
    funding: float  # grant answer before the council; places first in line
    stakes: float  # 0-1: what hangs on the reported figure, as far as gaming it pays
    stakes_hard: float  # the same, as far as it makes refusing hard cases pay (G1)
    stakes_order: float  # the same, as far as it makes leaving those past the limit behind pay (G6)
    gaming: float  # 0-1: the pressure beyond what is in measured practice (G3-G12)
    stakes_effort: float  # strength with which effort follows the measured
    report_hours: float  # hours a month a municipality spends on reports
    guidance_hours: float  # hours a month per municipality spent on being guided
    follow_up_hours: float  # hours a month per household followed up
    routine_hours: F64  # (M,)
    routines: F64  # (M,) channel of formal routines
    informed: F64  # (M,) routines or informal cooperation: how well units know each other's vacancies
    dialogue: float
    follow_up: float
    peers: float

    @classmethod
    def from_values(cls, values: Values, routine_latent: F64, informal: F64) -> "Coordination":
        """Join dials and strengths.

        Parameters
        ----------
        values : Values
            Parameter values in force.
        routine_latent : float64 array, shape (M,)
            A municipality has routines when this is below the dial: raising the dial only adds
            municipalities (paired comparison).
        informal : float64 array, shape (M,)
            Informal cooperation, which substitutes for routines in small places.
        """
        dial, channel, gaming = (values.rules(name) for name in ("coordination", "channels", "gaming"))
        on = float(channel.switch)
        has = (routine_latent < dial.municipal_routines * on).astype(np.float64)

        def strength(name: str) -> float:
            return float(np.clip(getattr(channel, name) + channel.common, -1.0, 1.0)) * on

        # an audit, an indicator nobody knows and a paired guard each leave a part of what gaming pays
        pays = (1.0 - gaming.audit) * gaming.known * (1.0 - gaming.paired)
        stakes = dial.reporting_stakes * on * pays
        beyond = (stakes - gaming.measured_stakes) / (1.0 - gaming.measured_stakes)
        selects = 1.0 - gaming.bottom
        routines = has * strength("routines")
        informed = np.clip(1.0 - (1.0 - routines) * (1.0 - informal), -1.0, 1.0)
        return cls(
            guidance=dial.shared_guidance * strength("knowledge"),
            forecast=dial.shared_forecast * strength("forecast"),
            funding=dial.aligned_funding * strength("funding"),
            stakes=stakes,
            stakes_hard=stakes * selects * (1.0 - gaming.adjusted),
            stakes_order=stakes * selects,
            gaming=float(np.clip(beyond, 0.0, 1.0)),
            stakes_effort=dial.reporting_stakes * strength("stakes"),
            report_hours=channel.report_hours * (1.0 - dial.joint_reporting * on)
            + channel.report_hours * dial.reporting_stakes * on
            + gaming.audit_hours * gaming.audit * on,
            guidance_hours=channel.guidance_hours * dial.shared_guidance * on,
            follow_up_hours=channel.follow_up_hours * dial.housing_follow_up * on,
            routine_hours=has * channel.routine_hours,
            routines=routines,
            informed=informed,
            dialogue=dial.reception_dialogue * strength("dialogue"),
            follow_up=dial.housing_follow_up * strength("follow_up"),
            peers=dial.peer_learning * strength("peers"),
        )
