"""Text scraped from a page, and articles given as text: lines, their kinds, and what they tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dateline.article.labels import label_lines
from dateline.article.lines import TellsDay, byline_of, day_in_byline, day_told, ends_sentence, is_name, outlet_of
from dateline.article.pieces import Labelled, Piece
from dateline.lexicon.furniture import FurnitureWords
from dateline.records import Span

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
SPACE = " \t\xa0\u200b\ufeff\u3000"
WRAP_WIDTHS = (40, 100)  # hard-wrapped text is set in columns between these
MOSTLY = 0.7


def label_text(text: str, *, words: FurnitureWords, headline: str | None, verbatim: bool) -> Labelled:
    """The pieces of a text, each with its span in the text; no piece where the text is blank."""
    spans = paragraph_spans(text)
    lines = [text[s.start : s.end] for s in spans]
    kinds = label_lines([_one_line(line) for line in lines], words=words, headline=headline, verbatim=verbatim)
    pieces = tuple(
        Piece(line if verbatim else _one_line(line), kind, span)
        for line, kind, span in zip(lines, kinds, spans, strict=True)
    )
    told = [(i, day) for i, p in enumerate(pieces) if (day := _day_of(p, words))]
    best = next((pair for pair in told if not pair[1].later), told[0] if told else None)
    return Labelled(
        pieces,
        byline=_names(pieces, words=words),
        first_told=best[1].day if best and not best[1].later else None,
        later_told=best[1].day if best and best[1].later else None,
        told_in=best[0] if best else None,
        outlet=find_outlet(lines, words=words),
    )


def paragraph_spans(text: str) -> list[Span]:
    """Lines with something in them, ends trimmed; lines that a narrow column broke count as one paragraph."""
    spans: list[Span] = []
    for found in LINE.finditer(text):
        line = found.group()
        bare = line.strip(SPACE)
        if bare:
            start = found.start() + line.index(bare)
            spans.append(Span(start, start + len(bare)))
    return _unwrapped(text, spans)


def _unwrapped(text: str, spans: Sequence[Span]) -> list[Span]:
    """Joins the lines of text that a narrow column broke; spans as they are where it was not.

    A column broke it when most lines that end within a sentence end where the next word would not have fitted.
    """
    width = max((s.end - s.start for s in spans), default=0)
    if not WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1]:
        return list(spans)
    full = [_is_full(text, a, b, width) for a, b in pairwise(spans)]
    within = [
        f for f, (a, b) in zip(full, pairwise(spans), strict=True) if _stands_under(text, a, b) and not _ends(text, a)
    ]
    if len(within) < 3 or sum(within) < MOSTLY * len(within):
        return list(spans)
    done = list(spans[:1])
    for joins, (a, b) in zip(full, pairwise(spans), strict=True):
        if joins and _stands_under(text, a, b):
            done[-1] = Span(done[-1].start, b.end)
        else:
            done.append(b)
    return done


def _stands_under(text: str, line: Span, following: Span) -> bool:
    """Whether no blank line parts the two."""
    return text.count("\n", line.end, following.start) <= 1


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    word = re.match(r"\S{1,100}", text[following.start : following.start + 100])
    return word is not None and line.end - line.start + 1 + len(word.group()) > width - 2


def _ends(text: str, line: Span) -> bool:
    return ends_sentence(text[line.start : line.end])


def _one_line(line: str) -> str:
    """Breaks as blanks, one for one, so that spans hold."""
    return re.sub(r"[\n\r\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", " ", line)


def _day_of(piece: Piece, words: FurnitureWords) -> TellsDay | None:
    if piece.kind == "dateline":
        return day_told(piece.text, words=words)
    return day_in_byline(piece.text, words=words) if piece.kind == "byline" else None


def _names(pieces: Sequence[Piece], *, words: FurnitureWords) -> tuple[str, ...]:
    names: list[str] = []
    for piece in pieces:
        if piece.kind == "byline":
            names += byline_of(piece.text, words=words) or ([piece.text] if is_name(piece.text, words=words) else [])
    return tuple(dict.fromkeys(names))


def find_outlet(lines: Sequence[str], *, words: FurnitureWords) -> str | None:
    """Whose page it is, by a line that says so, or by "told The Pemba Post" twice or more and of no other outlet."""
    for line in reversed(lines):
        if name := outlet_of(line, words=words):
            return name
    said = (found["outlet"] for line in lines for found in words.told.pattern.finditer(line))
    told = Counter(_titled(name) for name in said if name.lower().removeprefix("the ") not in words.agencies)
    return next(iter(told)) if len(told) == 1 and told.total() >= 2 else None


def _titled(name: str) -> str:
    return name[0].upper() + name[1:]
