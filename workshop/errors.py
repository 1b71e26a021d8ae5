"""What can be wrong with what a browser asks, told in one sentence in the language of its session."""

from typing import Final

from experiments.sentences import SaidError

STATUS: Final = {
    "ws_no_session": 403, "ws_no_code": 403, "ws_origin": 403, "ws_host": 403, "ws_not_here": 404,
    "ws_no_pack": 404, "ws_no_job": 404, "ws_no_poll": 404, "ws_not_yours": 403, "ws_busy": 409,
    "ws_closed": 409, "ws_too_long": 413, "ws_not_json": 415, "ws_too_many": 429,
}  # fmt: skip


class WorkshopError(SaidError, ValueError):
    """What a browser asked for cannot be done; the message says what can."""

    @property
    def status(self) -> int:
        """The HTTP status it is answered with."""
        return STATUS.get(self.key, 400)
