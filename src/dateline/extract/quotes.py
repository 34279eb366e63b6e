"""Speech on a page: direct, mixed and indirect, with its speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.speech.lines import labelled_lines
from dateline.extract.speech.marks import find_marked
from dateline.extract.speech.nesting import outermost
from dateline.extract.speech.page import PageSpeech
from dateline.extract.speech.scraps import cut_at_cues, cut_open, scrap_sentences
from dateline.extract.speech.told import told_in
from dateline.extract.speech.turns import Draft
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast, SpanIndex
from dateline.records import Analysis, Article, Quote, Span

MOST_PULLED = 200  # quotes in pull quotes: a page with more has no pull quotes but a broken layout


def find_quotes(analysis: Analysis, article: Article, *, cast: Cast, words: ReportingWords) -> tuple[Quote, ...]:
    """Quotes in reading order; () where nobody is quoted.

    Spans are half-open code points of ``article.text``, quotation marks left out; an unclosed mark
    ends at its paragraph and sets ``closed`` to False. Speech broken by its cue, and speech that goes
    on in the next sentence or paragraph without a cue of its own, is several quotes, the later ones
    ``part_of`` the first. So are marked words inside a told clause (kind "mixed"), ``part_of`` it.
    """
    scraps = scrap_sentences(analysis, words)
    marks = cut_open(
        [m for m in find_marked(article.text, article.blocks) if m.depth == 0],
        [analysis.sentences[k] for k in sorted(scraps)],
        article.text,
    )
    marks = cut_at_cues(marks, analysis, words)
    page = PageSpeech(analysis, article, marks, cast, words)
    for line in labelled_lines(analysis, article, words):
        page.add_line(line)
    own = [s for s in analysis.sentences if s.index not in scraps]
    for sentence in own:
        for told in outermost(sentence, told_in(sentence, words), words):
            page.add_told(sentence, told)
    page.add_marked(own)
    return _numbered(without_repeats(page.turns.drafts, article))


def without_repeats(drafts: Sequence[Draft], article: Article) -> list[Draft]:
    """Drafts without those of pull quotes whose words stand in a quote of the running text too."""
    pulled = SpanIndex((b.span, b) for b in article.blocks if b.kind == "pull_quote")
    repeats = [d for d in drafts if pulled.at(d.span)]
    if not repeats or len(repeats) > MOST_PULLED:
        return list(drafts)
    body = "\n".join(_plain(d.span.words(article.text)) for d in drafts if not pulled.at(d.span))
    dropped = {id(d) for d in repeats if _plain(d.span.words(article.text)) in body}
    return [d for d in drafts if id(d) not in dropped]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


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
