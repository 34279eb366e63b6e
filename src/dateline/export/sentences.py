"""Which sentence of a page something stands in, where only the record is at hand: counted by the marks that end one.

A record keeps no list of sentences. A block (headline, paragraph, caption) ends one; within a block a full stop,
question or exclamation mark does, closing quotes after it, where white space and then no small letter follow.
An abbreviation before a name ("Gen. Lira") counts one too many: the number is near, not exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from dateline.records import Article, Span

NO_SENTENCES = frozenset({"section", "kicker", "byline", "dateline", "credit"})
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])")


def sentence_counter() -> Callable[[Article, Span], int]:
    """What numbers the sentences of articles, from 1, by where they begin.

    An article is gone through once for all that is asked of it before another is.
    """
    last: list[tuple[Article, tuple[int, ...]]] = []

    def number(article: Article, sentence: Span) -> int:
        if not last or last[0][0] is not article:
            last[:] = [(article, _starts(article))]
        return max(bisect_right(last[0][1], sentence.start), 1)

    return number


def _starts(article: Article) -> tuple[int, ...]:
    """Where sentences begin, in order."""
    blocks = (block.span.start for block in article.blocks if block.kind not in NO_SENTENCES)
    return tuple(sorted({*blocks, *(found.end() for found in END.finditer(article.text))}))
