"""How the words of a sentence hang from the word that tells an act.

Two questions decide which time and place are an act's own: does the act's word govern them without a
clause between (``holds``), and by which kind of tie does the act hang from the words above it
(``governors``). Both climb a tree at most ``STEPS`` high, so that no sentence is slow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.lexicon.assemble import ActWords
from dateline.records import Sentence, Span
from dateline.syntax import cases, kid, kids

STEPS = 16
CLAUSES = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "csubj:pass"})
WITH, SAID, LOOSE = "with", "said", "loose"


class Tie(NamedTuple):
    """A word above the act's word, and how the act hangs from it.

    ``with``: what is said of that word is said of the act; ``said``: it tells of the act;
    ``loose``: it is another matter, at another time perhaps.
    """

    at: int
    kind: str


def is_verb(s: Sentence, i: int) -> bool:
    return s.tokens[i].upos in ("VERB", "AUX")


def head_of_span(s: Sentence, span: Span) -> int | None:
    """The token of the span whose governor lies outside it; None where no token lies within."""
    inside = [t for t in s.tokens if span.start <= t.start and t.end <= span.end]
    for t in inside:
        if t.head < 0 or not (span.start <= s.tokens[t.head].start < span.end):
            if t.deprel in ("case", "mark", "punct", "det", "advmod") and len(inside) > 1 and t.head >= 0:
                continue
            return t.i
    return inside[-1].i if inside else None


def holds(s: Sentence, top: int, below: int, *, triggers: frozenset[int], words: ActWords) -> bool:
    """Whether ``top`` governs ``below`` with neither a clause nor another act's word between.

    A clause that only carries the act does not count as one: "the attack, which took place in Rome".
    """
    i = below
    for _ in range(STEPS):
        if i == top:
            return True
        t = s.tokens[i]
        if t.head < 0:
            return False
        if i != below and t.deprel == "appos":
            return False  # what is said of a name in passing: "Varn, the 2007 champion"
        if i != below and i in triggers and not _same_act(s, i, words):
            return False
        if _is_clause(s, i) and not (t.head == top and _carries(s, i, words)):
            return False
        i = t.head
    return False


def _is_clause(s: Sentence, i: int) -> bool:
    t = s.tokens[i]
    if t.deprel in CLAUSES:
        return True
    if t.deprel == "xcomp":
        return is_verb(s, i) and any(k.lemma == "to" for k in kids(s, i, "aux", "mark"))
    return t.deprel == "conj" and is_verb(s, i)


def _same_act(s: Sentence, i: int, words: ActWords) -> bool:
    """Whether a noun is the manner or the means of its verb's act: "killed in an *attack*", "launched a *raid*"."""
    return tie_up(s, i, words) == WITH


def _carries(s: Sentence, i: int, words: ActWords) -> bool:
    """Whether a relative clause tells its noun's own act: its subject is the relative word, or it is seen."""
    t = s.tokens[i]
    if t.deprel != "acl:relcl" or t.lemma not in words.occur | words.effect | words.light:
        return False
    subject = kid(s, i, "nsubj")
    return subject is None or subject.text.lower() in ("that", "which") or t.lemma in ("see", "witness", "carry")


def tie_up(s: Sentence, i: int, words: ActWords) -> str | None:
    """How a word hangs from its governor; None at the root, and where a clause describes a noun that is no act."""
    t = s.tokens[i]
    if t.head < 0:
        return None
    above = s.tokens[t.head]
    label = t.deprel.split(":")[0]
    if label == "conj":
        return WITH
    if label == "xcomp":
        return WITH
    if label in ("ccomp", "parataxis"):
        return SAID
    if label in ("advcl", "acl") and t.deprel != "acl:relcl":
        marks = {k.lemma.lower() for k in kids(s, i, "mark", "case")}
        if marks & words.apart:
            return LOOSE
        if above.upos in ("VERB", "AUX"):
            return WITH if label == "advcl" else LOOSE
        return WITH if above.lemma.lower() in words.kin else None
    if t.deprel == "acl:relcl":
        return WITH if above.lemma.lower() in words.kin and t.lemma in words.occur | words.effect else None
    if label in ("obl", "nmod"):
        return _by_case(s, i, words)
    if label == "nsubj":
        return WITH if above.lemma in words.occur | words.effect else LOOSE
    if label == "obj":
        return WITH if above.lemma in words.light else LOOSE
    return LOOSE


def _by_case(s: Sentence, i: int, words: ActWords) -> str:
    t = s.tokens[i]
    above = s.tokens[t.head]
    before = set(cases(s, i))
    if t.deprel == "obl:agent":
        return WITH
    if not before or before & words.apart or not before & words.case_with:
        of = "of" in before and above.lemma.lower() in words.many_nouns
        return WITH if of else LOOSE
    if above.upos in ("VERB", "AUX"):
        return WITH if above.lemma not in words.said else LOOSE
    return WITH if above.lemma.lower() in words.kin or above.upos == "ADJ" else LOOSE


def governors(s: Sentence, i: int, words: ActWords) -> Iterator[Tie]:
    """The words above the act's word, nearest first, each with the loosest tie on the way to it."""
    kind = WITH
    for _ in range(STEPS):
        step = tie_up(s, i, words)
        if step is None:
            return
        kind = step if kind == WITH or step == LOOSE else kind
        i = s.tokens[i].head
        yield Tie(i, kind)


def marks_of(s: Sentence, i: int) -> frozenset[str]:
    """Prepositions of a word, those of the first of its coordination where it has none of its own."""
    for _ in range(STEPS):
        own = frozenset(cases(s, i))
        if own or s.tokens[i].deprel != "conj":
            return own
        i = s.tokens[i].head
    return frozenset()
