"""Who may ask, and what a browser may do with an answer.

A page elsewhere can make a browser ask this server: by a link, by a script, or by a name of its own that it lets
point to this machine (DNS rebinding). So the Host must be a name of this server, an Origin must be its own, and what
another site's page loads is refused. Answers run no script but the server's own files.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from dateline.jsontext import one_line

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
OURS = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "dateline"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: tuple[Header, ...] = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
        ("cache-control", "no-store"),
    )
)


@dataclass(frozen=True, slots=True)
class Rules:
    """``names``: hosts by which the server may be asked; ``addresses``: by any number too, which no other site owns.

    With a ``token`` only those who have it are answered.
    """

    names: tuple[str, ...] = OURS
    addresses: bool = False
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int
    sentence: str


class Guard:
    """Stands before the whole server, so that its errors too go out with its headers."""

    def __init__(self, app: App, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refused = refusal(scope["method"], scope["headers"], self._rules)
        if refused is not None:
            await _answer(send, refused.status, one_line({"error": refused.sentence}))
        elif (way := _entry(scope, self._rules)) is not None:
            await _answer(send, 303, "", way)
        elif not _has_token(scope, self._rules):
            sentence = "a token is asked for: open the address that `dateline serve` printed, or send it as a Bearer"
            await _answer(send, 401, one_line({"error": sentence}), [(b"www-authenticate", b"Bearer")])
        else:
            await self._app(scope, receive, _with_headers(send))


def refusal(method: str, headers: Sequence[Header], rules: Rules) -> Refusal | None:
    """Why a request is not answered; None where it may be."""
    if method not in ("GET", "HEAD"):
        return Refusal(405, "this server only reads; ask with GET")
    hosts = _all(headers, b"host")
    if len(hosts) != 1 or not _is_ours(hosts[0], rules):
        return Refusal(421, "not a name of this server; `dateline serve --name` adds one")
    for origin in _all(headers, b"origin"):
        if origin.lower() not in (f"http://{hosts[0].lower()}", f"https://{hosts[0].lower()}"):
            return Refusal(403, "asked from a page of another site")
    site = _all(headers, b"sec-fetch-site")
    visits = _all(headers, b"sec-fetch-mode") == ["navigate"] and _all(headers, b"sec-fetch-dest") == ["document"]
    if site and site[0] not in ("same-origin", "none") and not visits:
        return Refusal(403, "loaded by a page of another site")
    return None


def _all(headers: Sequence[Header], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _is_ours(host: str, rules: Rules) -> bool:
    found = HOST.fullmatch(host)
    if found is None:
        return False
    name = found[1].lower()
    return name in rules.names or (rules.addresses and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


# ---------------------------------------------------------------- the token


def _entry(scope: Scope, rules: Rules) -> list[Header] | None:
    """Where an address with the right token leads: to itself without it, the token kept in a cookie."""
    given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    tokens = [value for name, value in given if name == "token"]
    if not (rules.token and tokens and _same(tokens[0], rules.token)):
        return None
    rest = urlencode([pair for pair in given if pair[0] != "token"])
    path = "/" + quote(scope["path"].lstrip("/"))  # one slash: two would name another host
    cookie = f"{COOKIE}={rules.token}; Path=/; HttpOnly; SameSite=Lax"
    return [(b"location", (f"{path}?{rest}" if rest else path).encode()), (b"set-cookie", cookie.encode())]


def _has_token(scope: Scope, rules: Rules) -> bool:
    if rules.token is None:
        return True
    shown = [value.removeprefix("Bearer ") for value in _all(scope["headers"], b"authorization")]
    for line in _all(scope["headers"], b"cookie"):
        shown += _cookies(line)
    return any(_same(value, rules.token) for value in shown)


def _cookies(line: str) -> list[str]:
    try:
        return [morsel.value for name, morsel in SimpleCookie(line).items() if name == COOKIE]
    except CookieError:
        return []


def _same(value: str, token: str) -> bool:
    return secrets.compare_digest(value.encode(), token.encode())


# ---------------------------------------------------------------- answers


async def _answer(send: Send, status: int, body: str, more: Sequence[Header] = ()) -> None:
    headers = [*HEADERS, (b"content-type", b"application/json"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return sent
