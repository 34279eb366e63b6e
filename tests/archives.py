"""Web archives made for the tests, sound ones by warcio."""

from __future__ import annotations

import io
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.intake import read_sources
from dateline.records import Page, Skipped

HTML = b"<html><body><p>Dockers in Pemba went on strike on Monday, page %d.</p></body></html>"
DAY = "2024-01-03T10:00:00Z"


def read_bytes(content: bytes, *, form: str | None = None) -> list[Page | Skipped]:
    return list(read_sources(["-"], form=form, stdin=io.BytesIO(content)))


def pages_of(content: bytes) -> list[Page]:
    return [item for item in read_bytes(content) if isinstance(item, Page)]


def reasons_of(content: bytes) -> list[str]:
    """Why things were skipped, those left out that always stand in archives."""
    return [item.reason for item in read_bytes(content) if isinstance(item, Skipped) and not item.usual]


def response(
    body: bytes,
    *,
    url: str = "https://news.example/a",
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    status: str = "200 OK",
    kind: str = "response",
    extra: dict[str, str] | None = None,
    gzipped: bool = False,
) -> bytes:
    """One record."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind in ("response", "revisit") else None
    fixed = {"WARC-Date": DAY, "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, url)}>"}
    record = writer.create_warc_record(
        url, kind, payload=io.BytesIO(body), http_headers=head, warc_headers_dict={**fixed, **(extra or {})}
    )
    writer.write_record(record)
    return out.getvalue()


def archive(count: int, *, gzipped: bool = False) -> bytes:
    """That many pages, each with its request, after the archive's own description."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    parts = [out.getvalue()]
    for number in range(count):
        url = f"https://news.example/{number}"
        parts.append(response(HTML % number, url=url, gzipped=gzipped))
        parts.append(response(b"GET / HTTP/1.1\r\n\r\n", url=url, kind="request", gzipped=gzipped))
    return b"".join(parts)
