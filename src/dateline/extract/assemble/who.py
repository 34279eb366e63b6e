"""The participants of a telling as spans and actors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.extract.assemble.beings import kind_of_name
from dateline.lookup import Cast
from dateline.records import Participant, Sentence, Span
from dateline.syntax import cases, noun_phrase

HYPHENS = ("-", "\u2010", "\u2011")
PREFIXES = ("anti", "pro")  # of "anti-government" the government is meant
MOST_WORDS = 15  # a longer span names nobody: it is cut back to what stands before and at its head


def participants(
    heads: Sequence[int], s: Sentence, *, cast: Cast, credits: frozenset[str] = frozenset()
) -> tuple[Participant, ...]:
    """One participant a head word, in the order given, nobody twice; () where there are no heads.

    A picture's credit that ran into a name ("Getty Images 18 *Ana Holm*") is cut off; ``credits`` are its last words.
    """
    found: dict[Span | str, Participant] = {}
    spans: set[Span] = set()
    for head in heads:
        actor = cast.headed(s.tokens[head].start)
        span = _uncredited(s, head, phrase(s, head), credits)
        if span not in spans:
            spans.add(span)
            found.setdefault(actor.id if actor else span, Participant(actor.id if actor else None, span))
    return tuple(found.values())


def _uncredited(s: Sentence, head: int, span: Span, credits: frozenset[str]) -> Span:
    """The span from behind the last credit or closing bracket before its head on; the span where none stands there."""
    first = bisect_left(s.tokens, span.start, key=lambda t: t.start)
    for k in range(head - 1, first - 1, -1):
        x = s.tokens[k]
        opened = x.text == ")" and all(s.tokens[m].text != "(" for m in range(first, k))
        if (opened and s.tokens[0].text == "(") or (x.upos == "PROPN" and x.text in credits):
            k += 2 if s.tokens[k + 1].text.isdigit() and k + 1 < head else 1
            return Span(s.tokens[k].start, span.end) if s.tokens[k].upos in ("PROPN", "DET", "NOUN", "ADJ") else span
    number = s.tokens[first]
    after_credit = first > 0 and s.tokens[first - 1].text in credits and number.text.isdigit() and first < head
    return Span(s.tokens[first + 1].start, span.end) if after_credit else span


def phrase(s: Sentence, head: int) -> Span:
    """The noun phrase of a head word, at most 15 words; the head word alone when even that is too long.

    What the parser cuts off is taken in again: words joined by hyphens ("the 15-year-old"), what stands before an
    abbreviation in brackets ("the Boreal Council (BC) *forum*"), the nation of a body that only modifies ("*U.S.*
    military strikes").
    """
    for span in (noun_phrase(s, head), noun_phrase(s, head, post=False)):
        first = bisect_left(s.tokens, span.start, key=lambda t: t.start)
        begin = _beginning(s, head, first)
        if bisect_left(s.tokens, span.end, key=lambda t: t.start) - begin <= MOST_WORDS:
            return Span(s.tokens[begin].start, span.end)
    return s.tokens[head].span


def _beginning(s: Sentence, head: int, first: int) -> int:
    """The index of the first word of a phrase that begins at ``first`` by its tree."""
    tokens = s.tokens
    start = first
    for _ in range(MOST_WORDS):
        joined = first >= 2 and tokens[first - 1].text in HYPHENS and tokens[first - 1].end == tokens[first].start
        if (
            joined
            and tokens[first - 2].end == tokens[first - 1].start
            and tokens[first - 2].text.lower() not in PREFIXES
        ):
            first -= 2
        elif first >= 4 and tokens[first - 1].text == ")" and tokens[first - 3].text == "(":
            first -= 4
        elif first >= 1 and (_is_own(s, first - 1, first, head) if first != start else _is_nation_of(s, head, first)):
            first -= 1
        else:
            return first
    return first


def _is_own(s: Sentence, i: int, first: int, head: int) -> bool:
    """Whether a word before the phrase modifies it."""
    label = s.tokens[i].deprel.split(":")[0]
    if s.tokens[i].head not in range(first, head + 1) or (s.tokens[i].deprel == "nmod" and cases(s, i)):
        return False
    return label in ("det", "amod", "compound", "nmod", "nummod", "flat")


def _is_nation_of(s: Sentence, head: int, first: int) -> bool:
    """Whether the word before a modifier names the nation that both modify by."""
    t, before = s.tokens[head], s.tokens[head - 1]
    if first != head or t.upos == "PROPN" or t.deprel not in ("amod", "compound") or before.head not in (t.head, head):
        return False
    return before.deprel in ("amod", "compound", "nmod") and kind_of_name(s, head - 1) in ("gpe", "people")
