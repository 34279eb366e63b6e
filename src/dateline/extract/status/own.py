"""What the words of a clause or noun phrase make of it: modals, negation, "if", mood, adjectives."""

from __future__ import annotations

from dateline.extract.status.forms import (
    QUESTION,
    is_past,
    is_present,
    is_to_come,
    kids,
    opens_condition,
)
from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status, Token

HYPHENS = frozenset({"-", "–", "‑"})
NONE_LABELS = frozenset({"nsubj", "nsubj:pass", "obj"})


def within(s: Sentence, i: int, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` when the words of its own clause or phrase are counted in."""
    own = own_words(s, i, words)
    if own is None or outer.status == "actual":
        return own or outer
    if own.status == "negated" or (own.status == "hypothetical" and outer.status == "future"):
        return own
    return outer


def own_words(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """What the words that hang from ``i`` make of it; None where they say nothing."""
    t = s.tokens[i]
    open_: Status | None = None
    if t.text.lower() in ("going", "gon", "gonna") and any(s.tokens[k].deprel == "xcomp" for k in kids(s, i)):
        open_ = Status("hypothetical" if is_past(s, i) else "future", "going to")
    present = t.upos in ("VERB", "AUX") and is_present(s, i)
    for k in kids(s, i):
        c = s.tokens[k]
        low, lemma = c.text.lower(), c.lemma.lower()
        if c.deprel in ("mark", "advmod", "cc:preconj") and k < i and lemma in words.mark:
            return Status(words.mark[lemma], low)
        if c.deprel == "case" and lemma in words.case:
            return Status(words.case[lemma], low)
        if (negates(s, c, words) and not not_only(s, k)) or (c.deprel in NONE_LABELS and is_none(s, k, words)):
            return Status("negated", low)
        open_ = open_ or opening(s, i, c, words, present)
    if open_ is None and (t.head < 0 or t.deprel in ("parataxis", "ccomp")):
        return mood(s, i, words)
    return open_


def opening(s: Sentence, i: int, c: Token, words: StatusWords, present: bool) -> Status | None:
    """What one dependent ``c`` leaves open about ``i``: a modal, an adverb, a condition, a time to come."""
    t, low, lemma = s.tokens[i], c.text.lower(), c.lemma.lower()
    if c.deprel == "aux" and low in words.modal:
        wish = low in ("would", "'d", "’d") and t.lemma.lower() in words.polite
        sight = low in ("can", "could") and t.lemma.lower() in words.perceive
        return None if wish or sight else Status(words.modal[low], low)
    if c.deprel == "advcl":
        return Status("hypothetical", "if-clause") if present and opens_condition(s, c.i) else None
    if c.deprel in ("mark", "advmod") and lemma in words.present_mark and c.i < i and present:
        return Status("hypothetical", f"{low} + present")
    if c.deprel in ("advmod", "discourse") and lemma in words.adverb:
        return Status(words.adverb[lemma], low)
    if c.deprel in ("advmod", "obl", "obl:npmod") and present and is_to_come(s, c.i, words):
        return Status("future", f"present + {low}")
    if c.deprel in ("amod", "compound") and t.upos in ("NOUN", "PROPN"):
        found = words.adjective.get(low) or words.adjective.get(lemma)
        hyphened = c.i > 0 and s.tokens[c.i - 1].text in HYPHENS  # "ill-planned" is not planned
        return Status(found, low) if found and (found == "negated" or not hyphened) else None
    return None


def negates(s: Sentence, c: Token, words: StatusWords) -> bool:
    return c.deprel in ("advmod", "det", "cc:preconj", "neg") and (
        c.lemma.lower() in words.negation or c.text.lower() in words.negation
    )


def not_only(s: Sentence, k: int) -> bool:
    """ "not only", "not just": no negation."""
    return k + 1 < len(s.tokens) and s.tokens[k + 1].lemma.lower() in (
        "only",
        "just",
        "merely",
        "simply",
        "necessarily",
    )


def is_none(s: Sentence, k: int, words: StatusWords) -> bool:
    """Whether a subject or object is nobody: "no soldiers", "none", "nothing"."""
    if s.tokens[k].lemma.lower() in words.nobody:
        return True
    return any(s.tokens[c].deprel == "det" and s.tokens[c].lemma.lower() in ("no", "neither") for c in kids(s, k))


def mood(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """Imperatives, "let's", and questions that ask whether."""
    t = s.tokens[i]
    children = [s.tokens[k] for k in kids(s, i)]
    subject = next((c for c in children if c.deprel.startswith(("nsubj", "csubj", "expl"))), None)
    if t.xpos == "VB" and subject is None and not any(c.deprel in ("aux", "aux:pass") for c in children):
        return None if t.lemma.lower() in words.not_imperative else Status("hypothetical", "imperative")
    last = next((c.text for c in reversed(s.tokens[-3:]) if c.text not in ('"', "”", "'", "’", ")")), "")
    if last.startswith("?") and subject is not None:
        first = next((c for c in children if c.deprel in ("aux", "aux:pass", "cop")), None)
        asks = any(c.xpos in QUESTION for c in children) or subject.xpos in QUESTION
        if first is not None and first.i < subject.i and not asks:
            return Status("hypothetical", "question")
    return None
