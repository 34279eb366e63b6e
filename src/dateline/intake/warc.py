"""Web archives (WARC 0.17 to 1.1, ISO 28500), gzipped or not: each stored answer with text is a page.

The walk is our own: it holds at most one record, believes no length, and finds the next record after a
broken one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dateline.errors import UnreadablePage
from dateline.inflate import plain_body
from dateline.intake.pages import PAGE_BYTES, header_day, iso_day, make_page, web_address
from dateline.intake.stream import GZIP, Ahead, Damaged, GzipMembers
from dateline.records import Given, Page, Skipped

RECORD_BYTES = PAGE_BYTES + 1_000_000  # a page and its headers
HEADER_BYTES = 65_536  # of one record or answer
# A record that was read by a wrong length is searched again for those inside it: so many bytes in all, for an
# archive may nest them a thousand deep.
AGAIN_BYTES = 200_000_000
MARK = b"WARC/"
VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
RECORD_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z][A-Za-z-]{2,30}:")
START_BYTES = 64  # no start is longer
STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
KINDS = frozenset(["warcinfo", "request", "metadata", "revisit", "continuation"])
TEXT_TYPES = frozenset(["text/html", "application/xhtml+xml", "text/plain"])
WEB_YEARS = range(1991, 2101)  # of an archive's own dates; others are slips
LENGTH = re.compile(r"\d{1,18}")


class _Other(Exception):
    """A record that holds no page by its nature; counted by its kind."""


def read_archive(stream: Ahead, source: str) -> Iterator[Page | Skipped]:
    """A page or a reason for each answer, then what else there was, counted by kind.

    ``Page.source`` is the archive and the record's number, from 1.
    """
    usual: Counter[str] = Counter()
    walk = _Walk(source, usual)
    if stream.peek(len(GZIP)) == GZIP:
        for member in GzipMembers(stream, mark=MARK):
            yield from walk.records(Ahead(member))
    else:
        yield from walk.records(stream)
    if not walk.number:
        yield Skipped(source, "empty", "the archive holds no record")
    for kind, many in sorted(usual.items()):
        detail = f"{many:,} {kind}{'s' if many > 1 and kind.endswith('record') else ''} in the archive, no page in them"
        yield Skipped(source, kind, detail, count=many, usual=True)


class _Walk:
    """One archive's records, counted over its gzip members."""

    def __init__(self, source: str, usual: Counter[str]) -> None:
        self._source = source
        self._usual = usual
        self._again = AGAIN_BYTES
        self.number = 0

    def records(self, stream: Ahead) -> Iterator[Page | Skipped]:
        inside = False
        try:
            while line := _next_line(stream):
                self.number += 1
                inside = True
                where = f"{self._source}:{self.number}"
                try:
                    if not VERSION.fullmatch(line):
                        raise UnreadablePage("broken record", "no record begins where one should")
                    headers = _headers(stream)
                    body = self._body(stream, headers)
                    yield _page(headers, body, where)
                except _Other as other:
                    self._usual[str(other)] += 1
                except UnreadablePage as err:
                    if isinstance(err, Damaged):
                        raise
                    yield Skipped(where, err.reason, err.detail)
                    if err.reason == "broken record":
                        stream.skip_to(RECORD_START, START_BYTES)
                inside = False
        except Damaged as err:
            self.number += not inside
            yield Skipped(f"{self._source}:{self.number}", err.reason, f"{err.detail}; its record was left out")

    def _body(self, stream: Ahead, headers: dict[str, str]) -> bytes:
        """What the length takes, checked against what stands after it."""
        told = headers.get("content-length", "")
        if not LENGTH.fullmatch(told):
            raise UnreadablePage("broken record", f"its length is no number: {told[:30]!r}")
        if int(told) > RECORD_BYTES:
            stream.skip_to(RECORD_START, START_BYTES)
            kind = headers.get("warc-type", "")
            if kind in KINDS or _media_type(headers) not in ("application/http", *TEXT_TYPES):
                raise _Other(f"{kind if kind in KINDS else 'other'} record")
            raise UnreadablePage("too large", f"a record of {int(told):,} bytes; at most {RECORD_BYTES:,} are read")
        body = stream.take(int(told))
        after = stream.peek(64)
        begins = after.lstrip(b"\r\n")
        if len(body) == int(told) and (not begins or VERSION.match(begins) or after.startswith(b"\r\n\r\n")):
            return body
        if self._again >= len(body):
            self._again -= len(body)
            stream.put_back(body)
        if len(body) < int(told):
            raise UnreadablePage("broken record", f"tells of {int(told):,} bytes and ends after {len(body):,}")
        raise UnreadablePage("broken record", f"does not end after the {int(told):,} bytes that it tells of")


def _next_line(stream: Ahead) -> bytes:
    while stream.blank_lines():
        pass
    return stream.readline(HEADER_BYTES)


def _headers(stream: Ahead) -> dict[str, str]:
    """Names in lower case; of a header told twice the first counts."""
    headers: dict[str, str] = {}
    left = HEADER_BYTES
    name = ""
    while (line := stream.readline(left)).strip(b"\r\n"):
        left -= len(line)
        if left <= 0 or not line.endswith(b"\n"):
            raise UnreadablePage("broken record", "its head does not end")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:  # a folded line
            headers[name] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if cut := VERSION.search(line):  # the head was cut short, and the next record begins
            stream.put_back(line[cut.start() :])
            raise UnreadablePage("broken record", "its head does not end")
        if not colon:
            raise UnreadablePage("broken record", f"its head holds a line that is no header: {text[:40]!r}")
        headers.setdefault(name, value.strip())
    if not line:
        raise UnreadablePage("broken record", "its head does not end")
    return headers


def _page(headers: dict[str, str], body: bytes, where: str) -> Page | Skipped:
    kind = headers.get("warc-type", "").lower()
    if kind not in ("response", "resource", "conversion"):
        raise _Other(f"{kind if kind in KINDS else 'other'} record")
    if headers.get("warc-segment-number", "1") != "1" or "warc-segment-total-length" in headers:
        raise UnreadablePage("segmented record", "is one of several pieces of an answer, which are not joined")
    told = headers
    if kind == "response" and (body.startswith(b"HTTP/") or _media_type(headers) == "application/http"):
        told, body = _answer(body)
    media_type = _media_type(told)
    if media_type and media_type not in TEXT_TYPES:
        raise _Other("other media")
    if told is not headers:
        body = plain_body(
            body,
            transfer=told.get("transfer-encoding", ""),
            coding=told.get("content-encoding", ""),
            limit_bytes=PAGE_BYTES,
        )
    seen, cut = iso_day(headers.get("warc-date")), headers.get("warc-truncated")
    given = Given(
        url=web_address(headers.get("warc-target-uri", "").strip("<> ")),
        seen=seen if seen and seen.year in WEB_YEARS else None,
        modified=header_day(told.get("last-modified")),
        note=f"The archive cut the page short ({cut[:20]})." if cut else None,
    )
    return make_page(body, where, told_type=media_type, told_charset=_charset(told), given=given)


def _answer(body: bytes) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a stored HTTP answer."""
    status = STATUS.match(body)
    if not status:
        raise UnreadablePage("broken body", "holds no HTTP answer")
    if status[1] != b"200":
        raise _Other(f"status {status[1].decode()}")
    end = re.search(rb"\r?\n\r?\n", body[:HEADER_BYTES])
    if not end:
        raise UnreadablePage("broken body", "its HTTP head does not end")
    headers: dict[str, str] = {}
    for line in body[: end.start()].split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers, body[end.end() :]


def _media_type(headers: dict[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _charset(headers: dict[str, str]) -> str | None:
    found = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", headers.get("content-type", "")[:500], re.I)
    return found[1] if found else None
