"""An HTML page's article: its body, and what its head and first lines say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.article.body import Body, ask_trafilatura, find_body
from dateline.article.dating import HTMLDATE_TAGS, htmldate_day, is_believable, later_date, marked_days, metadata_date
from dateline.article.front import (
    around,
    find_authors,
    find_day,
    find_headline,
    find_kicker,
    find_site,
    find_standfirst,
)
from dateline.article.language import detect_language
from dateline.article.lines import RULED_LINES, any_match, byline_of, day_told, is_credit, is_furniture
from dateline.article.markup import DEPTH, TAGS, Markup, make_safe
from dateline.article.metadata import Metadata, read_metadata
from dateline.article.pieces import Piece, dateline_in, join, split_dateline
from dateline.article.repeats import exact_repeats, quoted_elsewhere
from dateline.article.walk import Bit, walk
from dateline.errors import UnreadablePage
from dateline.lexicon.furniture import FurnitureWords
from dateline.records import Article, Page, Published, Span

JUDGED_TAGS = 15_000  # 50,000 short paragraphs took trafilatura 6 s
SEEN = 0.3  # share of the characters outside tags that the walk must meet; scripts and entities are no text
SEARCHED = 2_000_000  # longer pages get no page_span: each search could cost the whole page
SURE_LANGUAGE = 0.85
BEYOND = 8  # bits of the body among which a byline may still stand, after a standfirst and a picture


@dataclass(frozen=True, slots=True)
class _Read:
    """A parsed page: what the later steps look at together. The numbers are indices of bits."""

    bits: Sequence[Bit]
    body: Body
    meta: Metadata
    markup: Markup
    headline: str | None
    head_at: int | None
    kicker: int | None
    standfirst: int | None
    told_at: int | None  # the line that states the day believed


def html_article(page: Page, text: str, *, words: FurnitureWords, today: date | None) -> Article:
    """The article of an HTML page; raises UnreadablePage where there is no text or too much markup."""
    markup = make_safe(text)
    if markup.tags > TAGS:
        raise UnreadablePage("too large", f"holds more than {TAGS:,} elements")
    tree = _parse(markup.text)
    if tree is None:
        raise UnreadablePage("no text", "holds no text between its tags")
    meta = read_metadata(tree)
    bits = walk(tree, words=words)
    headline, head_at = find_headline(bits, meta)
    marked = list(marked_days(tree))
    searched = htmldate_day(tree, today=today) if markup.tags <= HTMLDATE_TAGS and not meta.first_dates else None
    judged = ask_trafilatura(tree) if markup.tags <= JUDGED_TAGS else None  # last: it may change the tree
    body = find_body(bits, judged, head_at=head_at, words=words)
    near = around(head_at, body.first + BEYOND, len(bits))
    url = page.given.url or meta.url or (page.source if "://" in page.source else None)
    published, notes = metadata_date(meta, url=url, today=today)
    told_at = None
    if not published:
        day, told_at = find_day(bits, near, marked, words=words, today=today)
        published = Published(day, day, "stated") if day else None
    if not published and searched and is_believable(searched, today=today):
        published = Published(searched, searched, "metadata")
    published = published or later_date(meta, today=today)
    standfirst = find_standfirst(bits, meta, head_at, body.first)
    read = _Read(bits, body, meta, markup, headline, head_at, find_kicker(bits, head_at), standfirst, told_at)
    pieces, _ = split_dateline(_pieces(read, words=words), words=words)
    made, blocks = join(_with_page_spans(pieces, text))
    if published and told_at is not None:
        evidence = tuple(
            b.span for b in blocks if b.kind in ("dateline", "byline") and b.span.words(made) == bits[told_at].text
        )
        published = replace(published, evidence=evidence[:1])
    section = meta.section if meta.section and meta.section.lower() not in words.hollow_sections else None
    return Article(
        text=made,
        blocks=blocks,
        section=section if section and len(section) <= 60 else None,
        kicker=bits[read.kicker].text if read.kicker is not None else None,
        headline=headline,
        standfirst=bits[standfirst].text if standfirst is not None else None,
        byline=find_authors([bits[i] for i in near], meta, words=words),
        outlet=find_site(bits, meta, url, words=words),
        language=_language(meta, made),
        dateline=dateline_in(made, blocks, words=words),
        published=published,
        url=url,
        notes=(*notes, *_notes(read)),
    )


def _parse(text: str) -> Any:
    """A tree without comments; None where the parser finds nothing at all."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _pieces(read: _Read, *, words: FurnitureWords) -> tuple[Piece, ...]:
    """Kicker, headline, standfirst and body; what its own words say is furniture, a name or a date is so labelled."""
    front = (
        (read.kicker, "kicker"),
        (read.head_at, "headline"),
        (read.standfirst, "standfirst"),
        (read.told_at, _told_kind(read, words=words)),
    )
    pieces = [Piece(read.bits[i].text, kind) for i, kind in front if i is not None]
    if read.head_at is None and read.headline:
        pieces.insert(0, Piece(read.headline, "headline"))
    placed = {i for i, _ in front}
    for i, (bit, kind) in enumerate(zip(read.bits, read.body.kinds, strict=True)):
        if kind is not None and i not in placed:
            pieces.append(Piece(bit.text, _own_kind(bit, kind, words=words) if i < RULED_LINES else kind))
    repeated = set(exact_repeats([piece.text for piece in pieces]))
    pieces = [piece for i, piece in enumerate(pieces) if i not in repeated]
    running = [i for i, piece in enumerate(pieces) if piece.kind in ("paragraph", "subhead")]
    for i in quoted_elsewhere([piece.text for piece in pieces], running):
        pieces[i] = replace(pieces[i], kind="pull_quote")
    pieces = [piece for piece in pieces if piece.kind is not None]
    twice = {i for i in range(1, len(pieces)) if pieces[i].kind == "credit" and pieces[i] == pieces[i - 1]}
    return tuple(piece for i, piece in enumerate(pieces) if i not in twice)


def _told_kind(read: _Read, *, words: FurnitureWords) -> str:
    """The line that states the day may state the names too."""
    return "byline" if read.told_at is not None and byline_of(read.bits[read.told_at].text, words=words) else "dateline"


def _own_kind(bit: Bit, kind: str, *, words: FurnitureWords) -> str | None:
    """What a bit's own words say outranks where it stands."""
    if kind == "pull_quote":
        return kind
    if is_furniture(bit.text, words=words):
        return None
    if kind in ("caption", "credit"):
        return "credit" if is_credit(bit.text, words=words) else kind
    if byline_of(bit.text, words=words):
        return "byline"
    if day_told(bit.text, words=words):
        return "dateline"
    if is_credit(bit.text, words=words):
        return "credit"
    return "caption" if kind == "paragraph" and any_match(words.caption, bit.text) else kind


def _with_page_spans(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Where a piece stands in the page word for word, its span there; none where markup or entities part it."""
    if len(text) > SEARCHED or len(pieces) > 400:
        return list(pieces)
    at = max(0, text.find("<body"))
    done = []
    for piece in pieces:
        found = text.find(piece.text, at)
        if found >= 0:
            at = found + len(piece.text)
        done.append(replace(piece, page_span=Span(found, at)) if found >= 0 else piece)
    return done


def _language(meta: Metadata, text: str) -> str | None:
    """What the text surely is, else the page's own word: templates name the wrong one."""
    if len(text) >= 200 and (seen := detect_language(text, least=SURE_LANGUAGE)):
        return seen
    told = (meta.language or "")[:2].lower()
    return told if told.isalpha() and len(told) == 2 else detect_language(text)


def _notes(read: _Read) -> list[str]:
    """What was mended or lost on the way."""
    notes = [read.body.note] if read.body.note else []
    if read.markup.depth > DEPTH:
        notes.append(f"The page nests {read.markup.depth:,} elements deep; what is deeper than {DEPTH} was flattened.")
    if read.markup.tags > JUDGED_TAGS:
        notes.append(f"The page has {read.markup.tags:,} elements; our own reading took the place of trafilatura's.")
    seen = sum(len(bit.text) for bit in read.bits)
    if read.markup.visible > 2000 and seen < SEEN * read.markup.visible:
        notes.append(f"Only {seen:,} of about {read.markup.visible:,} characters outside tags could be read.")
    return notes
