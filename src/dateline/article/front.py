"""What stands around an HTML page's body: headline, kicker, standfirst, names, outlet, day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from dateline.article.dating import is_believable
from dateline.article.lines import TellsDay, byline_of, day_in_byline, day_told, is_name
from dateline.article.metadata import Metadata
from dateline.article.pieces import words_of
from dateline.article.plain import find_outlet
from dateline.article.repeats import nearly_same
from dateline.article.walk import Bit
from dateline.lexicon.furniture import FurnitureWords

REACH = 40  # bits between headline and body that may tell of the page
HEADLINE_WORDS = range(2, 50)
TITLE_BREAK = re.compile(r"\s[|–—»·-]\s")


def find_headline(bits: Sequence[Bit], meta: Metadata) -> tuple[str | None, int | None]:
    """The headline as the page shows it, and its bit; else as its metadata give it.

    Of several first-rank headings the one that metadata repeat is the headline; one that shares
    few words with them is the site's name.
    """
    told = [*meta.headlines, *([_without_site(meta.title)] if meta.title else [])]

    def trust(i: int) -> float:
        return max((_alike(bits[i].text, t) for t in told), default=0.5)

    firsts = [i for i, bit in enumerate(bits) if bit.tag == "h1" and len(bit.text.split()) in HEADLINE_WORDS]
    best = max(firsts, key=lambda i: (trust(i), -i), default=None)
    if best is not None and trust(best) >= 0.4:
        return bits[best].text, best
    if not told:
        return None, None
    places = (i for i, bit in enumerate(bits) if bit.tag in ("h1", "h2", "h3", "div", "p"))
    shown = next((i for i in places if nearly_same(bits[i].text, told[0])), None)
    return (told[0], None) if shown is None else (bits[shown].text, shown)


def _alike(one: str, other: str) -> float:
    a, b = set(words_of(one)), set(words_of(other))
    return len(a & b) / max(1, min(len(a), len(b)))


def _without_site(title: str) -> str:
    """ "Ports close after blast | Harbour Wire" without the name of the site."""
    return max(TITLE_BREAK.split(title), key=len)


def find_kicker(bits: Sequence[Bit], head_at: int | None) -> int | None:
    """The line just over the headline that its class calls a kicker."""
    if head_at is None:
        return None
    near = range(head_at - 1, max(-1, head_at - 6), -1)
    return next((i for i in near if "kicker" in bits[i].roles and len(bits[i].text.split()) <= 20), None)


def find_standfirst(bits: Sequence[Bit], meta: Metadata, head_at: int | None, first: int) -> int | None:
    """The line between headline and body that its class calls a standfirst or that the description repeats.

    A first paragraph that the description repeats is no standfirst but the lead, unless its class says so too.
    """
    for i in around(head_at, first, len(bits)):
        bit = bits[i]
        if not 5 <= len(bit.text.split()) <= 60 or "caption" in bit.roles or bit.link_share >= 0.5:
            continue
        same = any(nearly_same(bit.text, told) for told in meta.description)
        named = "standfirst" in bit.roles
        if (same and named) or (i < first and (same or named)):
            return i
    return None


def around(head_at: int | None, first: int, count: int) -> range:
    """The bits from the headline to the body's first one, where a page tells of itself."""
    start = max(0, first - REACH // 2) if head_at is None else head_at + 1
    return range(start, min(max(first + 1, start), count, start + REACH))


def find_authors(bits: Sequence[Bit], meta: Metadata, *, words: FurnitureWords) -> tuple[str, ...]:
    """Names from metadata, else from a byline among the bits given."""
    names: list[str] = []
    for told in meta.authors:
        for part in re.split(r",\s|\s(?:and|&)\s|;\s?", re.sub(r"^[Bb]y\s+", "", told)):
            name = part.strip()
            if is_name(name, words=words) and len(name.split()) >= 2:
                names.append(name)
    if not names:
        marked = [bit.text for bit in bits if "author" in bit.roles and is_name(bit.text, words=words)]
        names = [name for name in marked if len(name.split()) >= 2]
    if not names:
        names = next((list(found) for bit in bits if (found := byline_of(bit.text, words=words))), [])
    return tuple(dict.fromkeys(names))[:20]


def find_day(
    bits: Sequence[Bit], near: range, marked: Sequence[tuple[date, bool]], *, words: FurnitureWords, today: date | None
) -> tuple[date | None, int | None]:
    """The day that the page states, and the bit that does.

    In order: an element marked as published, a line near the headline, the first <time>. A day that
    only tells a change comes last of the lines.
    """
    told = [(i, day) for i in near if (day := _day_of(bits[i].text, words)) and is_believable(day.day, today=today)]
    told.sort(key=lambda pair: pair[1].later)
    sure = next((day for day, published in marked if published and is_believable(day, today=today)), None)
    if sure:
        return sure, next((i for i, day in told if day.day == sure), None)
    if told:
        return told[0][1].day, told[0][0]
    return next((day for day, _ in marked if is_believable(day, today=today)), None), None


def _day_of(line: str, words: FurnitureWords) -> TellsDay | None:
    return day_told(line, words=words) or day_in_byline(line, words=words)


def find_site(bits: Sequence[Bit], meta: Metadata, url: str | None, *, words: FurnitureWords) -> str | None:
    """The outlet by metadata, the end of the title, the page's own words; last, the name of its host."""
    host = host_of(url)
    if meta.outlet and meta.outlet.lower().removeprefix("www.") != host:
        return meta.outlet
    key = _squeezed(host.split(".")[0])
    parts = TITLE_BREAK.split(meta.title or "")
    ending = parts[-1].strip() if len(parts) > 1 and len(parts[-1].split()) <= 6 else None
    told = [name for bit in bits if len(bit.text) <= 300 and (name := find_outlet([bit.text], words=words))]
    named = [name for name in [*([ending] if ending else []), *told] if key and _squeezed(name) in (key, "the" + key)]
    return next(iter([*named, *([ending] if ending else []), *told, *([host] if host else [])]), None)


def host_of(url: str | None) -> str:
    """The host of an address without "www." and the like; "" where it has none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp|edition)\.", "", host)


def _squeezed(name: str) -> str:
    return re.sub(r"\W", "", name.lower())
