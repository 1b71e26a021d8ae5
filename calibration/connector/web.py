"""Asking a server on the network, so that it always ends: with the whole answer or with one sentence.

Each attempt has a time-out in total (connecting, waiting and reading together: a server that drips a
byte now and then cannot hold it up). What may pass is tried again: too many queries, a server in
trouble, a cut connection.
"""

import asyncio
import email.utils
import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from calibration.connector.errors import ConnectorError
from calibration.connector.limits import Limits, Window
from scenarios.reasons import Reason, reason_of

if TYPE_CHECKING:
    import httpx

AGAIN: Final = (408, 425, 429, 500, 502, 503, 504)
TOO_MANY_QUERIES: Final = 429
REFUSED: Final = 403
MOST_BYTES: Final = 500_000_000  # an answer larger than this is none of a table
NAME: Final = "bosetting (open simulation of refugee settlement)"


class Refused(Exception):
    """The server answered 403: of a table bank, that too many cells were asked for."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for what.

    Attributes
    ----------
    total : float
        Seconds an attempt may take, all in all.
    attempts : int
        At most so many, the first with them.
    first : float
        Seconds before the second attempt; doubled each time.
    most : float
        Seconds a server may tell us to wait before we leave it.
    """

    total: float = 120.0
    attempts: int = 6
    first: float = 1.0
    most: float = 180.0


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """A server asked politely and without end of patience for none.

    Parameters
    ----------
    patience : Patience
    clock, sleep : callable
        Seconds from any beginning; and what waits. Those of the machine unless a test has its own.
    now : callable
        Seconds since 1970, for servers that give a date to come back at.
    """

    def __init__(
        self,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.patience = patience or Patience()
        self.sleep, self.now = sleep, now
        self.window = Window(Limits(), clock, sleep)
        self._trust: ssl.SSLContext | None = None

    def get(self, url: str, params: Mapping[str, str] | None = None) -> bytes:
        """Return what lies at an address, as JSON text not yet read.

        Raises
        ------
        ConnectorError
            If it cannot be had; Refused if the server answers 403.
        """
        return self._json("GET", url, params or {}, None)

    def post(self, url: str, params: Mapping[str, str], body: Mapping[str, Any]) -> bytes:
        """Return the answer to a query; see `get`."""
        return self._json("POST", url, params, json.dumps(body).encode())

    def _json(self, method: str, url: str, params: Mapping[str, str], body: bytes | None) -> bytes:
        answer = self._answer(method, url, params, body)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not (kind.endswith("/json") or kind.endswith("+json")):
            raise ConnectorError("data_no_json_type", where=url, kind=kind or "-")
        return answer.body

    def _answer(self, method: str, url: str, params: Mapping[str, str], body: bytes | None) -> Answer:
        trouble: Reason | str = ""
        for attempt in range(self.patience.attempts):
            self.window.enter()
            wait = self.patience.first * 2**attempt
            try:
                answer = asyncio.run(self._once(method, url, params, body))
            except TimeoutError:
                trouble = f"> {self.patience.total:g} s"
            except _Cut as error:
                trouble = error.reason
            else:
                if answer.status == REFUSED:
                    raise Refused(url)
                if answer.status not in AGAIN:
                    return self._kept(answer, url)
                trouble = f"HTTP {answer.status}"
                told = self._told(answer)
                if told is not None and told > self.patience.most:
                    raise ConnectorError("data_come_back", where=url, seconds=told)
                if answer.status == TOO_MANY_QUERIES and told is None:
                    told = self.window.limits.window  # somebody else at this address asked, too
                wait = max(wait, told or 0.0)
            if attempt + 1 < self.patience.attempts:
                self.sleep(wait)
        raise ConnectorError(
            "data_no_answer", where=url, times=self.patience.attempts, trouble=trouble
        ) from None

    def _kept(self, answer: Answer, url: str) -> Answer:
        if answer.status == 404:
            raise ConnectorError("data_not_there", where=url)
        if answer.status != 200:
            raise ConnectorError("data_bad_answer", where=url, status=answer.status)
        return answer

    def _told(self, answer: Answer) -> float | None:
        """Return the seconds a server asks us to wait, if it says so in a way that can be read."""
        text = answer.headers.get("retry-after", "").strip()
        if text.isdecimal():
            return float(text[:12])
        try:
            return max(email.utils.parsedate_to_datetime(text).timestamp() - self.now(), 0.0)
        except (ValueError, TypeError, OverflowError):
            return None

    async def _once(self, method: str, url: str, params: Mapping[str, str], body: bytes | None) -> Answer:
        import httpx

        if self._trust is None:
            self._trust = httpx.create_ssl_context()  # dear: once for all queries
        headers = {"accept": "application/json", "user-agent": NAME}
        if body is not None:
            headers["content-type"] = "application/json"
        try:
            async with (
                asyncio.timeout(self.patience.total),
                httpx.AsyncClient(verify=self._trust, timeout=self.patience.total) as client,
                client.stream(method, url, params=params or None, content=body, headers=headers) as answer,
            ):
                return Answer(answer.status_code, dict(answer.headers), await _whole(answer, url))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise ConnectorError("data_no_address", where=url) from None
        except httpx.TimeoutException:
            raise TimeoutError from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Cut(reason_of(error)) from None


class _Cut(Exception):
    """The connection could not be made, or ended before the answer did."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


async def _whole(answer: "httpx.Response", url: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise ConnectorError("data_too_large", where=url, most=MOST_BYTES // 1_000_000)
        parts.append(part)
    return b"".join(parts)
