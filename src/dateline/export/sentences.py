"""Which sentence of a page something stands in, where only the record is at hand: counted by the marks that end one.

A record keeps no list of sentences. A block (headline, paragraph, caption) ends one; within a block a full stop,
question or exclamation mark does, closing quotes after it, where white space and then no small letter follow.
An abbreviation before a name ("Gen. Lira") counts one too many: the number is near, not exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from dateline.records import Article, Span

NO_SENTENCES = frozenset({"section", "kicker", "byline", "dateline", "credit"})
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^a-z\s])")


def sentence_number(article: Article, sentence: Span) -> int:
    """From 1, of the sentence that begins there or has that place within it."""
    starts = _starts(article.text, tuple(b.span.start for b in article.blocks if b.kind not in NO_SENTENCES))
    return max(bisect_right(starts, sentence.start), 1)


@lru_cache(maxsize=4)
def _starts(text: str, blocks: tuple[int, ...]) -> tuple[int, ...]:
    """Where sentences begin, in order: the events of a page ask one after the other."""
    return tuple(sorted({*blocks, *(found.end() for found in END.finditer(text))}))
