"""What the words of a clause or noun phrase make of it: modals, negation, "if", mood, adjectives."""

from __future__ import annotations

from dateline.extract.status.forms import (
    QUESTION,
    is_infinitive,
    is_passive,
    is_past,
    is_present,
    is_to_come,
    kids,
    opens_condition,
)
from dateline.extract.status.mood import mood
from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status, Token

HYPHENS = frozenset({"-", "–", "‑"})
NONE_LABELS = frozenset({"nsubj", "nsubj:pass", "obj"})


def within(s: Sentence, i: int, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` when the words of its own clause or phrase are counted in."""
    own = own_words(s, i, words)
    if own is not None and own.status in ("future", "hypothetical") and _came_true(s, i, words):
        own = None
    if own is None or outer.status == "actual":
        return own or outer
    if own.status == "negated" or (own.status == "hypothetical" and outer.status == "future"):
        return own
    return outer


def _came_true(s: Sentence, i: int, words: StatusWords) -> bool:
    """ "The planned march began at noon": a subject that has begun, whatever was hoped or feared of it before."""
    t = s.tokens[i]
    if t.upos != "NOUN" or t.deprel not in ("nsubj", "nsubj:pass") or t.head < 0:
        return False
    if s.tokens[t.head].lemma.lower() not in words.came_true or not is_past(s, t.head):
        return False
    return not any(negates(s, s.tokens[k], words) for k in kids(s, t.head))


def own_words(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """What the words that hang from ``i`` make of it; None where they say nothing."""
    t = s.tokens[i]
    open_: Status | None = None
    if t.text.lower() in ("going", "gon", "gonna") and any(s.tokens[k].deprel == "xcomp" for k in kids(s, i)):
        open_ = Status("hypothetical" if is_past(s, i) else "future", "going to")
    if _is_arranged(s, i, words):
        open_ = Status("future", "arranged")
    present = t.upos in ("VERB", "AUX") and is_present(s, i)
    for k in kids(s, i):
        c = s.tokens[k]
        low, lemma = c.text.lower(), c.lemma.lower()
        if c.deprel in ("mark", "advmod", "cc:preconj") and k < i and lemma in words.mark:
            return Status(words.mark[lemma], low)
        if c.deprel == "case" and lemma in words.case:
            return Status(words.case[lemma], low)
        if (negates(s, c, words) and not not_only(s, k)) or (
            c.deprel in NONE_LABELS and is_none(s, k, words) and not (c.deprel == "obj" and t.lemma.lower() == "have")
        ):
            return Status("negated", low)
        open_ = open_ or opening(s, i, c, words, present)
    return open_ or mood(s, i, words)


def _is_arranged(s: Sentence, i: int, words: StatusWords) -> bool:
    """ "We are flying to Paris": of oneself, a journey in the progressive is one to come, unless "now" or "still"."""
    if s.tokens[i].xpos != "VBG" or s.tokens[i].lemma.lower() not in words.arranged or is_past(s, i):
        return False
    children = [s.tokens[k] for k in kids(s, i)]
    if any(c.lemma.lower() in words.under_way for c in children):
        return False
    return any(c.deprel == "aux" and c.lemma.lower() in ("be", "am", "are", "'m", "’m", "m") for c in children) and any(
        c.deprel == "nsubj" and c.text.lower() in ("i", "we") for c in children
    )


def opening(s: Sentence, i: int, c: Token, words: StatusWords, present: bool) -> Status | None:
    """What one dependent ``c`` leaves open about ``i``: a modal, an adverb, a condition, a time to come."""
    t, low, lemma = s.tokens[i], c.text.lower(), c.lemma.lower()
    if c.deprel == "aux" and low in words.modal:
        wish = low in ("would", "'d", "’d") and t.lemma.lower() in words.polite and not is_passive(s, i)
        sight = low in ("can", "could") and t.lemma.lower() in words.perceive
        return None if wish or sight else Status(words.modal[low], low)
    if lemma in words.whatever and c.i < i and c.deprel in ("advmod", "obj", "nsubj", "nsubj:pass"):
        return Status("hypothetical", low)
    if t.upos in ("NOUN", "PROPN") and (doomed := _doomed(s, c, words)):
        return doomed
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


def _doomed(s: Sentence, c: Token, words: StatusWords) -> Status | None:
    """What a passive participle after a noun makes of it: "talks cancelled by the host", "a raid planned for May"."""
    if c.xpos != "VBN" or c.deprel not in ("acl", "acl:relcl") or is_infinitive(s, c.i):
        return None
    if c.deprel == "acl:relcl" and not any(
        s.tokens[k].deprel == "nsubj:pass" and s.tokens[k].xpos in QUESTION for k in kids(s, c.i)
    ):
        return None
    found = words.signature.get((c.lemma.lower(), "obj"))
    if s.tokens[c.i - 1].text == ",":  # "the war, feared by many, began"
        return None
    if found is None or found.affirmed == "actual" or any(negates(s, s.tokens[k], words) for k in kids(s, c.i)):
        return None
    return Status(found.affirmed, c.text.lower())


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
