"""An end to how much of one article is read, so that no page can hold the others up for long."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import Article, Block, Span

LONGEST = 500_000  # code points: some 80,000 words, longer than any news article and about half a minute's reading


def within_limit(article: Article, *, longest: int = LONGEST) -> Article:
    """The article with no block beyond ``longest`` code points; its text stays whole and a note says what was cut."""
    if not article.blocks or article.blocks[-1].span.end <= longest:
        return article
    kept: list[Block] = []
    for block in article.blocks:
        if block.span.start >= longest:
            break
        if block.span.end > longest:
            block = replace(block, span=Span(block.span.start, longest), page_span=None)
        kept.append(block)
    note = f"only the first {longest:,} of {len(article.text):,} characters were read"
    return replace(article, blocks=tuple(kept), notes=(*article.notes, note))
