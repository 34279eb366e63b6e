"""Nouns that take an act for known instead of telling it: "the attack", once told; "facts on the murder"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lexicon.reporting import ReportingWords
from dateline.records import Analysis, Event, Sentence, Span, Token
from dateline.syntax import cases, kids

HEADINGS = frozenset({"headline", "kicker", "subhead"})


@dataclass(frozen=True, slots=True)
class KnownNouns:
    """Mentions by nouns: ``back`` refer to what is told elsewhere, ``granted`` are only what a charge is about,
    ``judged`` what somebody is said to have handled well or ill."""

    back: frozenset[Span] = frozenset()
    granted: frozenset[Span] = frozenset()
    judged: frozenset[Span] = frozenset()


def known_nouns(events: Sequence[Event], analysis: Analysis, words: ReportingWords) -> KnownNouns:
    """The mentions by a definite noun, or by any noun of a heading, and those among them that stand in a phrase."""
    nouns = {m.span.start: m.span for e in events for m in e.mentions if m.kind == "noun"}
    back, granted, judged = set(), set(), set()
    for s in analysis.sentences:
        for t in s.tokens:
            if t.start not in nouns:
                continue
            definite = _is_definite(s, t.i, words)
            if definite or s.block_kind in HEADINGS:
                back.add(nouns[t.start])
            if definite and t.deprel == "obj" and s.tokens[t.head].lemma in words.judging:
                judged.add(nouns[t.start])
            elif definite and _is_aside(s, t):
                granted.add(nouns[t.start])
    return KnownNouns(frozenset(back), frozenset(granted), frozenset(judged))


def _is_aside(s: Sentence, t: Token) -> bool:
    """Whether a noun stands in a phrase or participle: "linked him *to the raid*", "facts *surrounding the raid*"."""
    if t.deprel == "obj":
        above = s.tokens[t.head]
        return above.deprel == "acl" and above.xpos == "VBG"
    return t.deprel in ("nmod", "obl") and cases(s, t.i)[:1] not in (("of",), ("by",))


def _is_definite(s: Sentence, i: int, words: ReportingWords) -> bool:
    return any(
        k.deprel == "nmod:poss" or (k.deprel == "det" and k.lemma.lower() in words.sets.definite)
        for k in kids(s, i, "det", "nmod:poss")
    )
