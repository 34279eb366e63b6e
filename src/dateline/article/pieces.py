"""Labelled pieces of a page, and the article's text and blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.article.lines import match_dateline
from dateline.lexicon.furniture import FurnitureWords
from dateline.records import Block, Dateline, Span

BREAK = "\n\n"
OPENING = 3  # paragraphs among which a dateline may stand


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page; ``kind`` as in Block, None for furniture. ``page_span`` counts in the decoded page."""

    text: str
    kind: str | None
    page_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pieces with what their lines told on the way: names, days and whose page it is."""

    pieces: tuple[Piece, ...]
    byline: tuple[str, ...] = ()
    first_told: date | None = None  # the day a line says the page was published
    later_told: date | None = None  # the day a line says it was changed
    told_in: int | None = None  # the piece that tells the day believed
    outlet: str | None = None


# "(The Harbour Post) The president …": a name in brackets that opens an article credits it; it is not in the sentence.
OPENING_CREDIT = re.compile(r"\([A-Z][\w.&’' ]{1,40}\)\s*(?:[-–—]{1,2}\s*)?(?=[\"“A-Z])")


def split_dateline(pieces: Sequence[Piece], *, words: FurnitureWords) -> tuple[tuple[Piece, ...], bool]:
    """The pieces with "BAGHDAD, Jan. 4 (Reuters) -" or "(Reuters)" cut off the first paragraph; whether it was.

    A dateline is looked for in the first three: a title and a line below it may pass for paragraphs.
    """
    for nth, i in enumerate([i for i, piece in enumerate(pieces) if piece.kind == "paragraph"][:OPENING]):
        piece = pieces[i]
        found = match_dateline(piece.text, words=words)
        credit = None if found or nth else OPENING_CREDIT.match(piece.text)
        end = found.end if found else credit.end() if credit else len(piece.text)
        if end >= len(piece.text):
            continue
        head, rest = piece.text[:end].rstrip(), piece.text[end:]
        at = piece.page_span
        cut = (
            replace(
                piece,
                text=head,
                kind="dateline" if found else "credit",
                page_span=at and Span(at.start, at.start + len(head)),
            ),
            replace(piece, text=rest, page_span=at and Span(at.start + end, at.end)),
        )
        return (*pieces[:i], *cut, *pieces[i + 1 :]), True
    return tuple(pieces), False


def join(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of the kept pieces, a blank line between them, and their blocks; furniture is left out."""
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for piece in pieces:
        if piece.kind is None or not piece.text:
            continue
        blocks.append(Block(piece.kind, Span(at, at + len(piece.text)), piece.page_span))
        parts.append(piece.text)
        at += len(piece.text) + len(BREAK)
    return BREAK.join(parts), tuple(blocks)


def dateline_in(text: str, blocks: Sequence[Block], *, words: FurnitureWords) -> Dateline | None:
    """The place, day and agency of the first dateline block that names a place."""
    for block in blocks:
        if block.kind != "dateline":
            continue
        found = match_dateline(text[block.span.start : block.span.end] + " x", words=words)
        if found:
            return Dateline(block.span, found.place, found.day, found.agency)
    return None


def words_of(text: str) -> list[str]:
    """Lower-case words, for comparing pieces; apostrophes folded."""
    return re.findall(r"\w+", text.replace("’", "'").replace("'", "").lower())


def runs_of(found: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Each run of ``size`` words in a row; none where there are fewer words."""
    return (tuple(found[i : i + size]) for i in range(len(found) - size + 1))
