"""Small makers of records for tests."""

from __future__ import annotations

from datetime import date

from dateline.intake import read_sources
from dateline.language import Parser
from dateline.pipeline import Settings, Tools, read_pages
from dateline.records import Analysis, Article, Block, Page, Published, Reading, Sentence, Span, Token

TODAY = date(2024, 6, 1)


def article_of(text: str, *, published: date | None = None) -> Article:
    """An article whose every line is a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    day = Published(published, published, "given") if published else None
    return Article(text=text, blocks=tuple(blocks), language="en", published=day)


def analysis_of(text: str, parser: Parser) -> Analysis:
    return parser.analyse(article_of(text))


def sentence_of(rows: str) -> Sentence:
    """A hand-made tree: a row a word, "word upos[/xpos][/lemma] head label", heads counted from 1, 0 for the root."""
    tokens, at = [], 0
    for i, row in enumerate(rows.strip().splitlines()):
        word, kind, head, label = row.split()
        upos, xpos, lemma, *_ = [*kind.split("/"), "", ""]
        tokens.append(
            Token(i, at, at + len(word), word, lemma or word.lower(), upos, xpos or upos, "", int(head) - 1, label)
        )
        at += len(word) + 1
    kids: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head >= 0:
            kids[t.head].append(t.i)
    return Sentence(0, Span(0, at - 1), 0, "paragraph", tuple(tokens), (), tuple(map(tuple, kids)))


def read_text(text: str, tools: Tools, *, published: date | None = None, occurrences: bool = False) -> Reading:
    """The record of a plain text, through the whole pipeline."""
    import json
    from io import BytesIO

    row: dict[str, str] = {"id": "one", "text": text}
    if published:
        row["published"] = published.isoformat()
    pages = read_sources(["-"], form="jsonl", stdin=BytesIO(json.dumps(row).encode()))
    answer = next(read_pages(pages, tools=tools, settings=Settings(today=TODAY, occurrences=occurrences)))
    assert isinstance(answer, Reading), answer
    return answer


__all__ = ["Page", "analysis_of", "article_of", "read_text", "sentence_of"]
