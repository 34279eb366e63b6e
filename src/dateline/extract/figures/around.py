"""A sentence around its quantities, and the questions that all readers of figures ask of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dateline.lookup import Cast, SpanIndex
from dateline.numbers import NumberWords, Quantity
from dateline.records import Place, Sentence, Span, Timex

NEAR = 40  # tokens around a number in which its places and times are looked for
WIDEST = 24  # children of a word that are looked at
STEPS = 12  # governors above a word that are looked at
NO_CLAUSE = frozenset({"aux", "aux:pass", "cop", "amod", "compound", "case", "mark"})


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence with what other stages found in it. ``starts`` are the offsets of its tokens."""

    sentence: Sentence
    starts: list[int]
    cast: Cast
    at_time: SpanIndex[Timex]
    at_place: SpanIndex[Place]
    words: NumberWords

    def number_span(self, q: Quantity) -> Span:
        """The span of the words of a number, without bounds such as "about"."""
        tokens = self.sentence.tokens
        core = [k for k in q.tokens if tokens[k].text[:1].isdigit() or tokens[k].upos == "NUM"] or list(q.tokens)
        return Span(tokens[core[0]].start, tokens[core[-1]].end)

    def near(self, q: Quantity) -> Span:
        tokens = self.sentence.tokens
        first, last = max(0, q.tokens[0] - NEAR), min(len(tokens) - 1, q.tokens[-1] + NEAR)
        return Span(tokens[first].start, tokens[last].end)

    def token_at(self, offset: int) -> int:
        """The token that starts at or next after an offset."""
        return min(bisect_left(self.starts, offset), len(self.starts) - 1)


def clause_of(s: Sentence, i: int) -> int:
    """The predicate of the clause around a token, looked for in a bounded number of steps."""
    for _ in range(2 * STEPS):
        t = s.tokens[i]
        if t.head < 0 or (t.upos in ("VERB", "AUX") and t.deprel not in NO_CLAUSE):
            return i
        if any(s.tokens[c].deprel == "cop" for c in s.children[i][:WIDEST]):
            return i
        i = t.head
    return i


def is_small(s: Sentence, i: int) -> bool:
    """Whether fewer than a hundred words hang below a token."""
    stack, seen = [i], 0
    while stack and seen < 100:
        k = stack.pop()
        seen += 1
        stack.extend(s.children[k][:100])
    return not stack


def head_of(s: Sentence, q: Quantity) -> int:
    """The token of a quantity whose governor is outside it."""
    inside = set(q.tokens)
    tops = [k for k in q.tokens if s.tokens[k].head not in inside]
    if s.tokens[q.tokens[0]].text.lower() == "from" and s.tokens[tops[0]].deprel == "case":
        return s.tokens[tops[0]].head
    numeric = [k for k in tops if s.tokens[k].upos in ("NUM", "NOUN", "VERB", "SYM", "PROPN")]
    return (numeric or tops or [q.tokens[-1]])[-1]


def has_case(s: Sentence, k: int, *wanted: str) -> bool:
    return any(s.tokens[c].deprel == "case" and s.tokens[c].lemma.lower() in wanted for c in s.children[k][:WIDEST])
