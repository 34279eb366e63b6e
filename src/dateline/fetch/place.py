"""Where an address leads: taken apart, looked up once, and every answer checked before anything is sent."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dateline.errors import UnreadablePage

PORTS = {"http": 80, "https": 443}
URL_CHARS = 2000
# Addresses within the public ranges that lead to private machines or nowhere, some of which Python 3.11 holds for
# public. Source: IANA's registries of special-purpose addresses. 64:ff9b::/96 and 2002::/16 carry an IPv4 address,
# which is judged itself.
SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "2001::/23", "2001:db8::/32", "3fff::/20"),
    )
)
UNICAST = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out for public use
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart. ``host`` is without brackets, ``target`` what the server is asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.target


def place_of(url: str, *, base: Place | None = None) -> Place:
    """Takes an address apart, by the same rules by which it is sent; raises UnreadablePage("refused address")."""
    try:
        parts = parse_url(urljoin(base.url, url) if base else url)
    except (LocationParseError, ValueError) as err:
        raise _refused(f"{url[:80]!r} cannot be understood") from err
    host = (parts.host or "").removeprefix("[").removesuffix("]").rstrip(".").lower()
    if parts.scheme not in PORTS:
        raise _refused(f"only http and https addresses are fetched, not {(parts.scheme or 'none')[:20]!r}")
    if not host or "%" in host or len(url) > URL_CHARS:
        raise _refused(f"{url[:80]!r} names no host that can be asked")
    if parts.auth:
        raise _refused("addresses with a name and password in them are not fetched")
    if any(ch <= " " or ch >= "\x7f" for ch in host + parts.request_uri):
        raise _refused(f"{url[:80]!r} holds characters that no address may hold")
    return Place(parts.scheme, host, parts.port or PORTS[parts.scheme], parts.request_uri)


def look_up(place: Place, *, private: frozenset[str]) -> list[str]:
    """The numeric addresses of a place's host, all of them checked; they are to be used as they are.

    A host in ``private`` ("localhost" or "localhost:8080") may lead anywhere. Raises UnreadablePage:
    "refused address" where any of them is no public one, "unreachable" where there is none.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as err:
        raise UnreadablePage("unreachable", f"the name {place.host[:80]!r} leads nowhere") from err
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if place.host in private or f"{place.host}:{place.port}" in private:
        return numbers
    for number in numbers:
        if not is_public(ipaddress.ip_address(number)):
            raise _refused(f"{place.host[:80]} leads to {number}, which is no public address")
    return numbers


def is_public(address: Address) -> bool:
    """Whether an address is somebody's machine on the internet, and not here, near, nowhere or many."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        carried = address.ipv4_mapped or address.sixtofour
        if carried is None and address in NAT64:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if carried is not None:
            return is_public(carried)
        if address not in UNICAST:
            return False
    if address.is_multicast or address.is_reserved or address.is_unspecified or not address.is_global:
        return False
    return not any(address in network for network in SPECIAL if network.version == address.version)


def check_port(place: Place, *, named: str | None, private: frozenset[str]) -> None:
    """Raises unless the port is the scheme's own, of the origin that the user ``named``, or in ``private``."""
    known = place.origin == named or f"{place.host}:{place.port}" in private
    if place.port != PORTS[place.scheme] and not known:
        raise _refused(f"port {place.port} of {place.host[:80]} was not named by you")


def _refused(detail: str) -> UnreadablePage:
    return UnreadablePage("refused address", detail)
