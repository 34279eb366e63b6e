"""One request to one checked address: no second look-up, limits on size and on every kind of slowness."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from dateline.errors import UnreadablePage
from dateline.fetch.manners import Manners
from dateline.fetch.place import Place

PIECE_BYTES = 65_536
TRIED = 3  # of the addresses of a host


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and the body as sent; the body is empty where it was not asked for."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    place: Place,
    numbers: Sequence[str],
    *,
    headers: Mapping[str, str],
    manners: Manners,
    tls: ssl.SSLContext | None,
    cut_at: int | None = None,
) -> Answer:
    """What a place answers to a GET sent to one of its checked ``numbers``.

    The body is read for status 200 only, up to ``manners.size_bytes``, or cut at ``cut_at`` bytes. Raises
    UnreadablePage: "unreachable", "timed out", "too large", "broken body".
    """
    deadline = _Deadline(manners.whole_s)
    connection: HTTPConnection = (
        _PinnedTls(place, numbers, manners, deadline, ssl_context=tls)
        if place.scheme == "https"
        else _Pinned(place, numbers, manners, deadline)
    )
    try:
        with deadline:
            try:
                return _converse(connection, place, headers, manners, cut_at)
            finally:
                connection.close()
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as err:
        if deadline.passed:
            raise UnreadablePage("timed out", f"did not answer in full within {manners.whole_s:g} s") from err
        raise _told(err, place, manners) from err


def _converse(
    connection: HTTPConnection, place: Place, headers: Mapping[str, str], manners: Manners, cut_at: int | None
) -> Answer:
    connection.connect()
    connection.sock.settimeout(manners.silence_s)
    connection.request("GET", place.target, headers=headers, preload_content=False, decode_content=False)
    response = connection.getresponse()
    told = {name.lower(): value for name, value in response.headers.items()}
    body = _body(response, told, manners, cut_at) if response.status == 200 else b""
    return Answer(response.status, told, body)


def _body(response: BaseHTTPResponse, told: Mapping[str, str], manners: Manners, cut_at: int | None) -> bytes:
    limit = cut_at or manners.size_bytes
    length = told.get("content-length", "")
    if cut_at is None and length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise UnreadablePage("too large", f"is {length[:18]} bytes long; at most {limit:,} are fetched")
    pieces, size = [], 0
    while piece := response.read1(PIECE_BYTES, decode_content=False):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            if cut_at is not None:
                break
            raise UnreadablePage("too large", f"is longer than the {limit:,} bytes that are fetched at most")
    return b"".join(pieces)[:limit]


def _told(err: Exception, place: Place, manners: Manners) -> UnreadablePage:
    if isinstance(err, ssl.SSLCertVerificationError):
        return UnreadablePage("unreachable", f"{place.host} shows no valid certificate: {err.verify_message}")
    if isinstance(err, TimeoutError):
        return UnreadablePage("timed out", f"{place.host} was silent for too long (at most {manners.silence_s:g} s)")
    if isinstance(err, OSError):
        return UnreadablePage("unreachable", f"{place.host} cannot be reached: {err.strerror or type(err).__name__}")
    return UnreadablePage("broken body", f"{place.host} gave an answer that breaks off or is no HTTP")


class _Deadline:
    """Ends a conversation from outside when its time is over: timeouts of sockets begin anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._twin: socket.socket | None = None
        self.passed = False

    def watch(self, connected: socket.socket) -> None:
        """The connection to end; a twin of it, since TLS takes the socket away."""
        with self._lock:
            self._twin = socket.socket(fileno=os.dup(connected.fileno()))

    def check(self) -> None:
        """Raises TimeoutError when the time is over."""
        if self.passed:
            raise TimeoutError

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            if self._twin is not None:
                self._twin.close()
                self._twin = None
        if kind is None:
            self.check()  # a body without a length ends the same way when it is cut off

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            if self._twin is not None:
                try:
                    self._twin.shutdown(socket.SHUT_RDWR)
                except OSError:
                    return  # closed by the other side


def _connect(numbers: Sequence[str], port: int, manners: Manners, deadline: _Deadline) -> socket.socket:
    trouble: OSError | None = None
    for number in numbers[:TRIED]:
        deadline.check()
        try:
            connected = socket.create_connection((number, port), timeout=manners.connect_s)
        except OSError as err:
            trouble = err
            continue
        deadline.watch(connected)
        return connected
    raise trouble or OSError("no address")


class _Pinned(HTTPConnection):
    """A connection to a checked number, whatever its host's name leads to by now."""

    def __init__(self, place: Place, numbers: Sequence[str], manners: Manners, deadline: _Deadline) -> None:
        super().__init__(place.host, place.port, timeout=manners.connect_s)
        self._pinned = (numbers, place.port, manners, deadline)

    def _new_conn(self) -> socket.socket:
        return _connect(*self._pinned)


class _PinnedTls(HTTPSConnection):
    """The same with TLS: the certificate is asked for and checked by the host's name."""

    def __init__(
        self, place: Place, numbers: Sequence[str], manners: Manners, deadline: _Deadline, **options: Any
    ) -> None:
        super().__init__(place.host, place.port, timeout=manners.connect_s, **options)
        self._pinned = (numbers, place.port, manners, deadline)

    def _new_conn(self) -> socket.socket:
        return _connect(*self._pinned)
