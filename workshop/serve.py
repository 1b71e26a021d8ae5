"""The server as a process: where it listens, what it prints, how it stops."""

import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from experiments.engine.place import loopback
from scenarios.reasons import reason_of
from workshop.boundaries import Boundaries, read
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.polls import code
from workshop.shelf import EMBEDDED

SAID: Final = {
    "en": {
        "at": "The workshop is open at {url}",
        "join": "Others on the network: {url}/join with the code {code}. To vote by phone: {url}/vote",
        "ended": "The workshop is closed.",
        "stop": "Ctrl-C ends it. What browsers have set is kept in {store}.",
        "open": "Everybody on the network who has the code can run the model here; end it when you are done.",
        "stale": "The embedded results are of another version of the model: run.py workshop build.",
        "none": "There are no embedded results: run.py workshop build makes them.",
    },
    "nb": {
        "at": "Verkstedet er åpent på {url}",
        "join": "Andre på nettet: {url}/join med koden {code}. For å stemme på telefon: {url}/vote",
        "ended": "Verkstedet er stengt.",
        "stop": "Ctrl-C avslutter det. Det nettleserne har satt, er bevart i {store}.",
        "open": "Alle på nettet som har koden, kan kjøre modellen her; avslutt det når dere er ferdige.",
        "stale": "De innebygde resultatene er fra en annen versjon av modellen: run.py workshop build.",
        "none": "Det finnes ingen innebygde resultater: run.py workshop build lager dem.",
    },
}
JOIN: Final = 6  # letters of the join code
GRACE: Final = 1  # seconds for answers under way when it is told to stop


@dataclass(frozen=True)
class Where:
    """Where the server listens.

    Parameters
    ----------
    host : str
        An address of this machine; loopback unless asked otherwise.
    port : int
        0 takes any that is free.
    """

    host: str = "127.0.0.1"
    port: int = 8765

    @property
    def alone(self) -> bool:
        """Whether only this machine can reach it."""
        return loopback(self.host)


def bound(where: Where) -> socket.socket:
    """Return a socket that listens.

    Raises
    ------
    WorkshopError
        If the address or the port cannot be used.
    """
    try:
        family = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((where.host, where.port))
        listening.listen()  # who comes before the server is up waits, and is not refused
    except (OSError, OverflowError) as error:
        reason = reason_of(error)
        raise WorkshopError("ws_port", host=where.host, port=where.port, reason=reason) from None
    return listening


def serve(
    where: Where, out: Path, language: str, browser: bool, embedded: Path = EMBEDDED,
    boundaries: Path | None = None,
) -> None:  # fmt: skip
    """Serve until it is told to stop.

    Raises
    ------
    WorkshopError
        If it cannot listen there, or the file of boundaries is too large.
    ConnectorError
        If the file of boundaries is not right.
    """
    shapes = Boundaries(None if boundaries is None else read(boundaries))
    listening = bound(where)
    join = "" if where.alone else code(JOIN)
    port = listening.getsockname()[1]
    shown = where.host if where.host not in ("0.0.0.0", "::") else own_address()
    url = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    house = House(out, embedded, join, language, address=url, boundaries=shapes)
    own = f"http://127.0.0.1:{port}" if where.host in ("0.0.0.0", "127.0.0.1") else url
    words = SAID[language]
    print(words["at"].format(url=own), flush=True)
    if join:
        print(words["join"].format(url=url, code=join), flush=True)
        print(words["open"], flush=True)
    manifest = house.shelf.manifest
    if not manifest:
        print(words["none"], flush=True)
    elif manifest.get("code") != house.code:  # whether the posterior is another, the page says
        print(words["stale"], flush=True)
    print(words["stop"].format(store=house.store), flush=True)
    if browser:
        address = f"{own}/join?code={join}" if join else own
        threading.Thread(target=_open, args=(address,), daemon=True).start()
    import uvicorn  # while the browser starts

    from workshop.app import application

    names = frozenset({where.host, socket.gethostname()}) - {""}
    config = uvicorn.Config(
        application(house, names), log_level="critical", access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE, lifespan="on", proxy_headers=False, ws="none",
    )  # fmt: skip
    with suppress(KeyboardInterrupt):  # what it is ended by has done its work when it comes here
        uvicorn.Server(config).run(sockets=[listening])
    print(words["ended"], flush=True)


def own_address() -> str:
    """Return the address under which others reach this machine; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # reserved for documentation: a route is looked up, no more
            return str(asked.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        print(address, file=sys.stderr)
