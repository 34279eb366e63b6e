"""The words around a place in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.lexicon.times import LookAlikes
from dateline.records import Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a place in a text; ``has_bc`` where the page counts years before Christ."""

    text: str
    sentences: tuple[Sentence, ...]
    words: LookAlikes
    has_bc: bool
    starts: tuple[int, ...]
    owners: tuple[tuple[int, int], ...]  # sentence and token index of each start
    named: Mapping[int, str]  # the kind of name of more than one word that a token, by its start, is in

    def token(self, offset: int) -> tuple[Sentence, Token] | None:
        """The token that holds a code point, or the nearest before it; None before the first."""
        k = bisect_right(self.starts, offset) - 1
        if k < 0:
            return None
        s, t = self.owners[k]
        return self.sentences[s], self.sentences[s].tokens[t]

    def next_token(self, offset: int) -> Token | None:
        """The first token at or after an offset."""
        k = bisect_left(self.starts, offset)
        if k >= len(self.starts):
            return None
        s, t = self.owners[k]
        return self.sentences[s].tokens[t]

    def word_before(self, offset: int) -> str:
        """The word that ends before an offset, lower case; "" at the start of a line or after a mark."""
        m = re.search(r"([\w’']+)[ \t]+$", self.text[max(0, offset - 30) : offset])
        return m[1].lower() if m else ""

    def word_after(self, offset: int) -> str:
        m = re.match(r"[ \t\n]+([\w’']+)", self.text[offset : offset + 40])
        return m[1].lower() if m else ""


def make_context(text: str, sentences: Sequence[Sentence], *, words: LookAlikes, has_bc: bool) -> Context:
    pairs = sorted((t.start, (n, t.i)) for n, s in enumerate(sentences) for t in s.tokens)
    named = {
        t.start: name.kind
        for s in sentences
        for name in s.names
        if name.first != name.last
        for t in s.tokens[name.first : name.last + 1]
    }
    starts, owners = tuple(p[0] for p in pairs), tuple(p[1] for p in pairs)
    return Context(text, tuple(sentences), words, has_bc, starts, owners, named)


def in_name(c: Context, span: Span, kinds: frozenset[str]) -> bool:
    """Whether the tagger saw a longer name of one of the kinds around the span."""
    at = c.token(span.start)
    return at is not None and c.named.get(at[1].start) in kinds
