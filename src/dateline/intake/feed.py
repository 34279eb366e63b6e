"""RSS and Atom: an entry is a page where it holds its whole text, else a link to one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from dateline.intake.charset import charset_of
from dateline.intake.pages import PARSER_FAULTS, Link, header_day, iso_day, make_page, shorten, web_address
from dateline.intake.stream import Ahead
from dateline.records import Given, Page, Skipped

FEED_BYTES = 10_000_000
ENTRIES = 1000  # of one feed; the newest stand first
WHOLE_CHARS = 800  # of text: shorter is a teaser, as far as feeds seen tell
ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
ENTRY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s{0,5}>")
OWN_ENTITIES = re.compile(r"<!ENTITY", re.I)
ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")
DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^>]{0,500}\?>")
COMMENT_START = re.compile(r"(?:<|&lt;|&#0{0,9}60;|&#x0{0,9}3c;)!--", re.I)
COMMENT_END = re.compile(r"--(?:>|&gt;|&#0{0,9}62;|&#x0{0,9}3e;)", re.I)
UNCLOSED = 50  # comments: each costs feedparser a search to the end, 500 kB of them half a minute
TAG = re.compile(r"<[^<>]{0,2000}>")
GOES_ON = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


def read_feed(stream: Ahead, source: str) -> Iterator[Page | Link | Skipped]:
    """A page or a link an entry, in the feed's order; ``source`` is what relative links count from.

    A feed that declares entities of its own is refused: they swell, or name files. Entries past the
    limit are counted, not read.
    """
    content = stream.take(FEED_BYTES + 1)
    if len(content) > FEED_BYTES:
        yield Skipped(source, "too large", f"a feed of over {FEED_BYTES:,} bytes")
        return
    text = content.decode(charset_of(content), "replace").replace("\0", " ").removeprefix("\ufeff")
    root = ROOT.search(text)
    if OWN_ENTITIES.search(text, 0, root.start() if root else len(text)):
        yield Skipped(source, "unsafe feed", "declares entities of its own, by which a feed can swell or read files")
        return
    if sum(1 for _ in COMMENT_START.finditer(text)) > UNCLOSED + sum(1 for _ in COMMENT_END.finditer(text)):
        text = COMMENT_START.sub(" ", text)
    text, left_out = _without_late_entries(text)
    try:
        parsed = _parse(text, source)
        entries = list(parsed.entries)[:ENTRIES]
        outlet = shorten(_plain(parsed.feed.get("title")))
    except PARSER_FAULTS as err:
        yield Skipped(source, "broken feed", f"cannot be read as RSS or Atom ({type(err).__name__})")
        return
    if not entries:
        yield Skipped(source, "empty" if root else "broken feed", "the feed holds no entry")
    for number, entry in enumerate(entries, 1):
        try:
            yield _item(entry, f"{source}#{number}", outlet)
        except PARSER_FAULTS as err:
            yield Skipped(f"{source}#{number}", "broken feed", f"the entry cannot be read ({type(err).__name__})")
    if left_out:
        detail = f"{left_out:,} entries after the first {ENTRIES:,} were left out"
        yield Skipped(source, "too many entries", detail, count=left_out)


def _without_late_entries(text: str) -> tuple[str, int]:
    """The text without the entries past the limit, cut before they cost memory, and how many they were."""
    starts = 0
    cut = None
    for found in ENTRY.finditer(text):
        starts += 1
        if starts == ENTRIES + 1:
            cut = found.start()
    if cut is None:
        return text, 0
    last = text.rfind("</", cut)
    for found in ENTRY_END.finditer(text, cut):
        last = found.end()
    return text[:cut] + text[max(last, cut) :], starts - ENTRIES


def _parse(text: str, source: str) -> Any:
    """feedparser's answer; a stream is given to it, for it opens what else it is given as a file or an address."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if base := web_address(source):
        headers["content-location"] = base
    content = DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    return feedparser.parse(BytesIO(content), response_headers=headers, sanitize_html=True, resolve_relative_uris=True)


def _item(entry: Any, where: str, outlet: str | None) -> Page | Link | Skipped:
    url = web_address(entry.get("link"))
    published = _day(entry)
    whole = max((str(part.get("value") or "") for part in entry.get("content", ())), key=len, default="")
    summary = str(entry.get("summary") or "")
    whole = whole if len(whole) >= len(summary) else summary
    if url and not _is_whole(whole):
        return Link(url, Given(published=published, published_basis="feed", url=url))
    if not whole.strip():
        return Skipped(where, "no text", "the entry holds neither text nor an http link")
    given = Given(
        published=published,
        published_basis="feed",
        headline=shorten(_plain(entry.get("title"))),
        outlet=shorten(_plain(entry.get("source", {}).get("title"))) or outlet,
        url=url,
    )
    page = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><article>{whole}</article></body></html>\n'
    return make_page(page.encode("utf-8", "replace"), url or where, told_type="text/html", given=given)


def _is_whole(markup: str) -> bool:
    """Whether an entry's own text is the article, and not its first lines."""
    text = _plain(markup) or ""
    return len(text) >= WHOLE_CHARS and not GOES_ON.search(text[-200:])


def _plain(markup: object) -> str | None:
    return html.unescape(TAG.sub(" ", markup)) if isinstance(markup, str) else None


def _day(entry: Any) -> date | None:
    """The day of publication as the entry writes it, in its own time zone; that of change where it tells no other.

    feedparser's own reading of dates is not asked: it takes 2024-13-45 for a day of 2025.
    """
    for name in ("published", "updated"):
        told = dict.get(entry, name)  # its own get() makes one of the other, and warns
        if isinstance(told, str) and (day := iso_day(told) or header_day(told)):
            return day
    return None
