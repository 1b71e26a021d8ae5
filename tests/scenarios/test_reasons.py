"""Why a file cannot be had is told in the language asked for, by real errors of the system."""

import socket
from pathlib import Path

import httpx
import pytest

from experiments.errors import RequestError, sentence
from scenarios.reasons import REASONS, Reason, reason_of


def raised_by(path: Path) -> OSError:
    with pytest.raises(OSError) as caught:
        path.read_bytes()
    return caught.value


def test_what_the_system_says_of_a_file_is_told_in_both_languages(tmp_path: Path) -> None:
    none, folder = raised_by(tmp_path / "none"), raised_by(tmp_path)
    assert reason_of(none) == Reason("ENOENT", "No such file or directory")
    told = RequestError("unreadable", path="a.csv", reason=reason_of(none))
    assert str(told) == "a.csv cannot be read (no such file or folder)."
    assert sentence(told, "nb") == "a.csv kan ikke leses (det finnes ingen slik fil eller mappe)."
    assert sentence(none, "nb") == f"{tmp_path / 'none'}: det finnes ingen slik fil eller mappe."
    assert sentence(folder, "nb") == f"{tmp_path}: det er en mappe."


def test_a_reason_without_words_is_told_as_it_came() -> None:
    assert reason_of(OSError(9, "Bad file descriptor")).said("nb") == "Bad file descriptor"
    with pytest.raises(OSError) as caught:
        socket.getaddrinfo("a.invalid", "no-such-service", type=socket.SOCK_STREAM)
    assert reason_of(caught.value).said("nb") == caught.value.strerror


def test_every_kind_of_trouble_with_a_server_has_words() -> None:
    def kinds(of: type) -> set[type]:
        return {of}.union(*(kinds(one) for one in of.__subclasses__()))

    said_elsewhere = {httpx.UnsupportedProtocol, *kinds(httpx.TimeoutException)}
    bases = {httpx.TransportError, httpx.NetworkError, httpx.ProtocolError}
    of_httpx = {one for one in kinds(httpx.TransportError) if one.__module__.startswith("httpx")}
    assert {one.__name__ for one in of_httpx - said_elsewhere - bases} | {"DecodingError"} <= set(REASONS)


@pytest.mark.parametrize("key", REASONS)
def test_a_reason_differs_by_language_and_fits_within_brackets(key: str) -> None:
    en, nb = REASONS[key]
    assert en != nb and not en.endswith(".") and not nb.endswith(".")
