"""What happened beside the events of a type: deaths, fires, verdicts, by the words of ``happenings.toml``.

They are found so that reports of them in different pages can be held together; nothing is coded of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extract.status import status_of
from dateline.lexicon.happenings import HappeningWords
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Event, Occurrence, Sentence, Span, Token
from dateline.syntax import kids

CLAUSES = ("advcl", "ccomp", "conj", "acl", "parataxis", "csubj")
NOT_A_WORD = frozenset({"aux", "cop", "aux:pass"})


def find_occurrences(
    analysis: Analysis, events: Iterable[Event], *, words: HappeningWords, status: StatusWords
) -> tuple[Occurrence, ...]:
    """In reading order, those that an event tells already and those that did not happen left out."""
    taken = {span.start for event in events for span in (event.trigger, *(m.span for m in event.mentions))}
    found = []
    for s in analysis.sentences:
        for t in s.tokens:
            kind, kinds = _named(s, t, words)
            if not kinds or t.start in taken or t.deprel in NOT_A_WORD:
                continue
            told = status_of(s, t.i, words=status).status
            if told != "negated":
                parts = tuple(sorted(_parts(s, t)))
                found.append(Occurrence(t.span, s.span, kind, tuple(sorted(kinds)), told, parts))
    return tuple(found)


def _named(s: Sentence, t: Token, words: HappeningWords) -> tuple[str, frozenset[str]]:
    """How a word tells a happening, and of which kinds; none where it names nothing that happens."""
    word = t.text.lower()
    if t.upos == "VERB":
        phrases = [f"{word} {p.text.lower()}" for p in kids(s, t.i, "compound:prt")]
        after = s.tokens[t.i + 1].text.lower() if t.i + 1 < len(s.tokens) else ""
        for phrase in (*phrases, f"{word} {after}"):
            if phrase in words.verbs:
                return "verb", words.verbs[phrase]
        return "verb", frozenset() if phrases else words.verbs.get(word, frozenset())
    if t.upos in ("NOUN", "PROPN"):
        return "noun", words.nouns.get(word) or (words.verbs.get(word) if t.upos == "PROPN" else None) or frozenset()
    return "state", words.states.get(word, frozenset()) if t.upos == "ADJ" else frozenset()


def _parts(s: Sentence, t: Token) -> Iterable[Span]:
    """The nouns that hang from a word, and the one whose clause or compound it is of; a noun's with what it names."""
    near = [k for k in kids(s, t.i) if k.upos in ("NOUN", "PROPN", "NUM", "PRON") and k.deprel not in CLAUSES]
    if t.head >= 0 and t.upos != "VERB":
        up = s.tokens[t.head]
        if up.upos == "VERB":
            near += [k for k in kids(s, up.i, "nsubj", "nsubj:pass", "obj") if k.i != t.i]
        elif t.deprel in ("compound", "nmod", "nmod:poss"):
            near.append(up)
    for k in near:
        within = [m for m in kids(s, k.i) if m.deprel in ("compound", "flat", "amod", "nmod", "nummod", "nmod:poss")]
        tokens = [k, *(m for m in within if m.i != t.i)]
        yield Span(min(m.start for m in tokens), max(m.end for m in tokens))
