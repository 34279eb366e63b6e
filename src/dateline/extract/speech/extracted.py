"""Told clauses whose parts stand apart: "A man | police say | was shot"; "said after the vote | that …"."""

from __future__ import annotations

from dateline.extract.speech.tree import Told, case, pieces_of
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import kid, kids, subtree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENS = frozenset({"DET", "NUM", "ADJ", "NOUN"})
LINKED = frozenset({"CCONJ", "SCONJ", "PRON", "PART"})


def extracted(s: Sentence, t: Token, word: ReportingWord) -> Told | None:
    """ "A man police say was shot was held": a clause whose subject stands before the cue's own; None for others.

    The parser takes the two noun phrases for one name. That the verb behind the cue has no subject tells them apart.
    """
    if "clause" not in word.takes or t.xpos not in FINITE or t.i < 2 or t.i + 2 >= len(s.tokens):
        return None
    after = s.tokens[t.i + 1]
    if after.upos not in ("VERB", "AUX") or after.xpos not in FINITE | {"VBN"} or after.text.lower() == after.lemma:
        return None
    who = kid(s, t.i, "nsubj")
    if who is None or who.i != t.i - 1 or who.upos not in ("NOUN", "PROPN"):
        return None
    joined = [k for k in kids(s, who.i, "compound") if k.upos == "NOUN" and k.text.islower()]
    first = subtree(s, who.i)[0]
    if not joined or s.tokens[first].upos not in OPENS or s.tokens[first].lemma == "that":
        return None
    if first and s.tokens[first - 1].upos not in ("PUNCT", "CCONJ", "ADV", "SCONJ"):
        return None  # "the bomb that city police say killed two"
    content = [*range(first, joined[-1].i + 1), *range(t.i + 1, _end(s, t.i + 2))]
    pieces = pieces_of(s, content, frozenset(range(joined[-1].i + 1, t.i + 1)))
    return Told(s.index, t.i, word, "clause", pieces, who.i)


def _end(s: Sentence, start: int) -> int:
    """Where the sentence goes on with its own verb: "… shot at a clerk | was held"."""
    for k in s.tokens[start:]:
        if k.upos != "AUX" or k.xpos not in FINITE or s.tokens[k.i - 1].upos in LINKED | {"AUX", "PUNCT"}:
            continue
        verb = s.tokens[k.head] if k.head >= 0 else k
        if not kids(s, verb.i, "mark", "cc") and verb.deprel not in ("acl:relcl", "advcl"):
            return k.i
    return len(s.tokens)


def behind_time(s: Sentence, t: Token, words: ReportingWords) -> Token | None:
    """ "said after the mayor's statement | that she would go": the clause of a verb that cannot do without one.

    The parser hangs it from the noun before; None where the verb has a clause of its own or the noun tells no time.
    """
    if t.lemma not in words.sets.wanting or t.upos != "VERB" or kid(s, t.i, "ccomp") is not None:
        return None
    if kid(s, t.i, "=nsubj") is None:
        return None
    for noun in kids(s, t.i, "obl", "obj"):
        if noun.i < t.i or not case(s, noun.i) & words.sets.timed:
            continue
        clauses = [k for k in kids(s, noun.i, "acl", "acl:relcl") if k.i > noun.i and _has_that(s, k.i)]
        if clauses:
            return clauses[-1]
    return None


def _has_that(s: Sentence, i: int) -> bool:
    that = next((k for k in kids(s, i) if k.lemma == "that"), None)
    own = kid(s, i, "=nsubj")
    return that is not None and own is not None and own.i != that.i
