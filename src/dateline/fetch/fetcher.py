"""Fetching with manners: robots.txt, pauses, limits, and no step to a machine that is not public."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import UnreadablePage
from dateline.fetch.ask import Answer, ask
from dateline.fetch.manners import Manners
from dateline.fetch.place import Place, check_port, look_up, place_of
from dateline.fetch.robots import CLOSED, FREE, SIZE_BYTES, Rules, read_robots
from dateline.inflate import plain_body
from dateline.records import Fetched, Skipped

REDIRECTS = frozenset([301, 302, 303, 307, 308])
PAGE_TYPES = frozenset(["text/html", "application/xhtml+xml", "text/plain"])
XML_TYPES = frozenset(f"application/{kind}" for kind in ("xml", "rss+xml", "atom+xml", "rdf+xml")) | {"text/xml"}
# What an address that the user named may hold beside a page: feeds, archives, mail, JSON lines.
NAMED_TYPES = (
    PAGE_TYPES
    | XML_TYPES
    | frozenset(f"application/{kind}" for kind in ("warc", "gzip", "x-gzip", "octet-stream", "mbox"))
    | frozenset(["application/jsonl", "application/x-ndjson", "application/json", "message/rfc822", "text/uri-list"])
)
RULES_FOR_S = 24 * 3600.0  # RFC 9309: a robots.txt is not kept for longer
CLOSED_FOR_S = 600.0  # when it could not be had
SITES = 10_000  # remembered at once
CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.I)


@dataclass(slots=True)
class _Site:
    """A host as we know it by now. Times are those of ``time.monotonic``."""

    rules: Rules = FREE
    rules_until: float = 0.0
    next_turn: float = 0.0
    trouble: UnreadablePage | None = None  # why it could not be asked, told again without asking


class Fetcher:
    """Asks addresses, one at a time. Remembers each host's rules and when it was asked last."""

    def __init__(self, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        self._sites: dict[str, _Site] = {}
        self._tls: ssl.SSLContext | None = None  # the system's certificates take a while to load

    def __call__(self, url: str, /, *, named: bool = False) -> Fetched | Skipped:
        """What an address answers, or why not, by kind: "refused address", "robots", "not found", "status 403",
        "unreachable", "timed out", "too large", "not a page", "too many redirects", "broken body", "coded body".
        """
        return self.poll(url, named=named)

    def poll(
        self, url: str, *, named: bool = True, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | Skipped:
        """The same, asked only for what is new since then; Skipped as "unchanged" (and usual) when nothing is."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        try:
            return self._follow(url, named=named, conditions={k: v for k, v in conditions.items() if v})
        except UnreadablePage as err:
            return Skipped(url, err.reason, err.detail, usual=err.reason == "unchanged")

    def _follow(self, url: str, *, named: bool, conditions: Mapping[str, str]) -> Fetched:
        place = first = place_of(url)
        for _ in range(self._manners.redirects + 1):
            check_port(place, named=first.origin if named else None, private=self._manners.private)
            site = self._site(place, first.origin if named else None)
            if not site.rules.allow(place.target):
                raise UnreadablePage("robots", f"{place.host} asks programs not to read this address (robots.txt)")
            answer = self._ask(place, site, conditions)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return _fetched(url, place, answer, self._manners, NAMED_TYPES if named else PAGE_TYPES)
            place = place_of(answer.headers["location"], base=place)
        raise UnreadablePage("too many redirects", f"leads on more than {self._manners.redirects} times")

    def _site(self, place: Place, named: str | None) -> _Site:
        """The host's entry, its robots.txt read where that was not done today."""
        site = self._sites.setdefault(place.origin, _Site())
        if time.monotonic() >= site.rules_until:
            if len(self._sites) > SITES:
                self._sites = {place.origin: site}
            try:
                site.rules, kept_s = self._rules(place, site, named)
                site.trouble = None
            except UnreadablePage as err:
                site.trouble, kept_s = err, CLOSED_FOR_S
            site.rules_until = time.monotonic() + kept_s
        if site.trouble:
            raise UnreadablePage(site.trouble.reason, site.trouble.detail)
        return site

    def _rules(self, place: Place, site: _Site, named: str | None) -> tuple[Rules, float]:
        """The rules and for how long they hold: none where the host has none, all closed where it cannot tell."""
        robots = place_of("/robots.txt", base=place)
        try:
            for _ in range(self._manners.redirects + 1):
                check_port(robots, named=named, private=self._manners.private)
                answer = self._ask(robots, site, {}, cut_at=SIZE_BYTES)
                if answer.status not in REDIRECTS or "location" not in answer.headers:
                    break
                robots = place_of(answer.headers["location"], base=robots)
            if answer.status == 429 or answer.status >= 500:
                return CLOSED, CLOSED_FOR_S
            if answer.status != 200:
                return FREE, RULES_FOR_S
            coding = answer.headers.get("content-encoding", "")
            body = plain_body(answer.body, transfer="", coding=coding, limit_bytes=10 * SIZE_BYTES)
        except UnreadablePage as err:
            if err.reason in ("refused address", "unreachable", "timed out") and robots.origin == place.origin:
                raise  # the page would fare no better, and this tells why
            return CLOSED, CLOSED_FOR_S
        return read_robots(body), RULES_FOR_S

    def _ask(self, place: Place, site: _Site, conditions: Mapping[str, str], cut_at: int | None = None) -> Answer:
        """One request, when it is the host's turn."""
        numbers = look_up(place, private=self._manners.private)
        manners = self._manners
        time.sleep(max(0.0, site.next_turn - time.monotonic()))
        headers = {
            "User-Agent": manners.agent,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
            "Connection": "close",
            **conditions,
        }
        if self._tls is None and place.scheme == "https":
            self._tls = ssl.create_default_context()
        pause_s = max(manners.delay_s, site.rules.delay_s or 0.0)
        try:
            answer = ask(place, numbers, headers=headers, manners=manners, tls=self._tls, cut_at=cut_at)
            if answer.status in (429, 503):
                wanted = answer.headers.get("retry-after", "")
                pause_s = max(pause_s, float(wanted[:9])) if wanted.isascii() and wanted.isdigit() else 4 * pause_s
            return answer
        finally:
            site.next_turn = time.monotonic() + min(pause_s, manners.longest_delay_s)


def _fetched(url: str, place: Place, answer: Answer, manners: Manners, types: frozenset[str]) -> Fetched:
    """The answer's body, inflated, if it is of a kind that is read; raises UnreadablePage."""
    if answer.status == 304:
        raise UnreadablePage("unchanged", "has not changed since it was read")
    if answer.status in (404, 410):
        raise UnreadablePage("not found", f"is not there (status {answer.status})")
    if answer.status != 200:
        raise UnreadablePage(f"status {answer.status}", f"the server answered with status {answer.status}")
    told = answer.headers.get("content-type", "")
    media_type = told.partition(";")[0].strip().lower()
    if media_type and media_type not in types:
        raise UnreadablePage("not a page", f"is of type {media_type[:60]!r}, not a page")
    coding = answer.headers.get("content-encoding", "")
    content = plain_body(answer.body, transfer="", coding=coding, limit_bytes=manners.size_bytes)
    charset = CHARSET.search(told[:500])
    return Fetched(
        address=url,
        url=place.url,
        media_type=media_type or None,
        content=content,
        charset=charset[1] if charset else None,
        etag=_header(answer, "etag"),
        last_modified=_header(answer, "last-modified"),
    )


def _header(answer: Answer, name: str) -> str | None:
    """A header to be sent back later as it stands, if it is one of decent length."""
    value = answer.headers.get(name, "")
    return value if 0 < len(value) <= 500 and value.isascii() and value.isprintable() else None
