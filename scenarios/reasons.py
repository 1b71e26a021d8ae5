"""Why a file or a server cannot be had, as the system or a library gives it: in English and Bokmål."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

REASONS: Final[Mapping[str, tuple[str, str]]] = {
    # of files, by their number's name
    "EACCES": ("permission denied", "ingen tilgang"),
    "EPERM": ("operation not permitted", "ikke tillatt"),
    "ENOENT": ("no such file or folder", "det finnes ingen slik fil eller mappe"),
    "EISDIR": ("it is a folder", "det er en mappe"),
    "ENOTDIR": ("part of its path is no folder", "en del av stien er ikke en mappe"),
    "EEXIST": ("it is there already", "det finnes alt"),
    "ENAMETOOLONG": ("the name is too long", "navnet er for langt"),
    "ELOOP": ("its links go in a ring", "lenkene går i ring"),
    "EROFS": ("the disk is read-only", "disken kan bare leses"),
    "ENOSPC": ("no space left on the disk", "det er ikke mer plass på disken"),
    "EDQUOT": ("the quota of the disk is used up", "kvoten på disken er brukt opp"),
    "EFBIG": ("the file is too large", "filen er for stor"),
    "EIO": ("the disk gave an error", "disken ga en feil"),
    "EMFILE": ("too many files are open", "for mange filer er åpne"),
    # of addresses to listen at
    "EADDRINUSE": ("the port is in use", "porten er i bruk"),
    "EADDRNOTAVAIL": ("it is no address of this machine", "adressen hører ikke til denne maskinen"),
    # of servers, by the name of the error of httpx
    "ConnectError": ("no connection", "ingen forbindelse"),
    "ProxyError": ("the proxy refuses", "mellomtjeneren nekter"),
    "ReadError": ("the connection broke off", "forbindelsen ble brutt"),
    "WriteError": ("the connection broke off", "forbindelsen ble brutt"),
    "CloseError": ("the connection broke off", "forbindelsen ble brutt"),
    "LocalProtocolError": ("the answer is no HTTP", "svaret er ikke HTTP"),
    "RemoteProtocolError": (
        "the connection ended before the answer did",
        "forbindelsen sluttet før svaret var helt",
    ),
    "DecodingError": ("the answer cannot be unpacked", "svaret kan ikke pakkes ut"),
}


@dataclass(frozen=True)
class Reason:
    """Why something cannot be had; a sentence says it in its own language.

    Parameters
    ----------
    key : str
        Of `REASONS`.
    text : str
        What is said of a reason that has no words here.
    """

    key: str
    text: str

    def said(self, language: str = "en") -> str:
        """Return it in words."""
        return REASONS[self.key][language == "nb"] if self.key in REASONS else self.text

    def __str__(self) -> str:
        return self.said()


def reason_of(error: Exception) -> Reason:
    """Return why the system, or what asks a server, says no."""
    number = error.errno if isinstance(error, OSError) else None
    key = errno.errorcode.get(number or 0, "")  # a failed look-up of a name has a number of another row
    return Reason(key or type(error).__name__, getattr(error, "strerror", None) or str(error))
