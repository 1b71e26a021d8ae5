"""What stands before every request: the name it was asked by, its length, and what the answer may do.

The content-security policy lets the page load what this server sends and nothing else, and no script make
code out of text.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from experiments.engine.place import loopback
from workshop.errors import WorkshopError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

KILOBYTES: Final = 160  # of a request; an upload of a scenario is at most 64, as JSON perhaps twice that
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
REPORT: Final = (  # a report is one file with its style and pictures in it, and has no script
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
CHANGING: Final = ("POST", "PUT", "DELETE", "PATCH")


class Guard:
    """Middleware.

    Parameters
    ----------
    app : ASGI application
    names : frozenset of str
        Host names it answers under, beside ``localhost`` and addresses: a page of another site that has its
        own name lead here does not get an answer.
    """

    def __init__(self, app: App, names: frozenset[str] = frozenset()) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what should not be answered; pass on the rest."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        wrong = self._refused(scope["method"], headers)
        if wrong is not None:
            await _answer(send, wrong)
            return
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > KILOBYTES * 1024:
                    raise TooLong
            return message

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = {name for name, _ in message["headers"]}
                more = [*HEADERS, (b"content-security-policy", POLICY.encode())]
                message["headers"] = [*message["headers"], *(one for one in more if one[0] not in own)]
                if b"cache-control" not in own:
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        try:
            await self.app(scope, limited, guarded)
        except TooLong:
            if not begun:
                await _answer(send, WorkshopError("ws_too_long", most=KILOBYTES))

    def _refused(self, method: str, headers: dict[str, str]) -> WorkshopError | None:
        host = _host(headers.get("host", ""))
        if not (loopback(host) or _address(host) or host in self.names):
            return WorkshopError("ws_host")
        origin = headers.get("origin")
        if method in CHANGING and origin is not None:
            if urlsplit_netloc(origin) != headers.get("host", ""):
                return WorkshopError("ws_origin")
        elif method in CHANGING and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return WorkshopError("ws_origin")
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length[:12]) > KILOBYTES * 1024:
            return WorkshopError("ws_too_long", most=KILOBYTES)
        return None


class TooLong(Exception):
    """A request is longer than it may be."""


def urlsplit_netloc(address: str) -> str:
    """Return host and port of an address; nothing of what is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _host(text: str) -> str:
    try:
        return urlsplit(f"//{text}").hostname or ""
    except ValueError:
        return ""


def _address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


async def _answer(send: Send, wrong: WorkshopError) -> None:
    import json

    body = json.dumps({"error": wrong.said("nb")}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()),
               (b"content-security-policy", POLICY.encode()), *HEADERS]  # fmt: skip
    await send({"type": "http.response.start", "status": wrong.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
