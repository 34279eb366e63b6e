"""Speech on a page: direct, mixed and indirect, with its speakers."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.speech.lines import labelled_lines
from dateline.extract.speech.marks import find_marked
from dateline.extract.speech.nesting import outermost
from dateline.extract.speech.page import PageSpeech
from dateline.extract.speech.told import told_in
from dateline.extract.speech.turns import Draft
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast
from dateline.records import Analysis, Article, Quote, Span


def find_quotes(analysis: Analysis, article: Article, *, cast: Cast, words: ReportingWords) -> tuple[Quote, ...]:
    """Quotes in reading order; () where nobody is quoted.

    Spans are half-open code points of ``article.text``, quotation marks left out; an unclosed mark
    ends at its paragraph and sets ``closed`` to False. Speech broken by its cue, and speech that goes
    on in the next sentence or paragraph without a cue of its own, is several quotes, the later ones
    ``part_of`` the first. So are marked words inside a told clause (kind "mixed"), ``part_of`` it.
    """
    marks = tuple(m for m in find_marked(article.text, article.blocks) if m.depth == 0)
    page = PageSpeech(analysis, article, marks, cast, words)
    for line in labelled_lines(analysis, article, words):
        page.add_line(line)
    for sentence in analysis.sentences:
        for told in outermost(sentence, told_in(sentence, words)):
            page.add_told(sentence, told)
    page.add_marked()
    return _numbered(page.turns.drafts)


def _numbered(drafts: Sequence[Draft]) -> tuple[Quote, ...]:
    """Drafts as quotes with ids in reading order; a quote that another is part of comes to stand for its span."""
    ordered = sorted(drafts, key=lambda d: (d.span.start, -d.span.end, d.part_of is not None))
    ids: dict[Span, str] = {}
    for k, draft in enumerate(ordered, start=1):
        if draft.part_of is None:
            ids.setdefault(draft.span, f"q{k}")
    return tuple(
        Quote(
            id=f"q{k}",
            kind=d.kind,
            span=d.span,
            speaker=d.speaker,
            cue=d.cue,
            closed=d.closed,
            part_of=ids.get(d.part_of) if d.part_of is not None else None,
            cue_kind=d.cue_kind,
            addressee=d.addressee,
            told=d.told,
            beside=d.beside,
        )
        for k, d in enumerate(ordered, start=1)
    )
