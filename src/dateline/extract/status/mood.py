"""Clauses whose form leaves open whether they happen: imperatives, questions, headline infinitives,
inverted conditions ("should they leave", "had they left")."""

from __future__ import annotations

from dateline.extract.status.forms import QUESTION, has_subject, is_infinitive, kids
from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status, Token

CLOSING = frozenset({'"', "”", "'", "’", ")"})
AUXILIARY = ("aux", "aux:pass", "cop")
UPPERMOST = ("root", "parataxis", "ccomp", "dep")
SHARED = ("VB", "MD")  # forms whose conjunct in the base form shares their modal or "to"


def mood(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """What the form of the clause of ``i`` leaves open; None where it tells a fact."""
    t = s.tokens[i]
    uppermost = t.head < 0 or t.deprel in UPPERMOST
    if is_infinitive(s, i):
        return _announced(s, i) if t.head < 0 or t.deprel == "parataxis" else None
    if t.upos not in ("VERB", "AUX", "ADJ", "NOUN") and not uppermost:
        return None
    if _is_inverted(s, i):
        return Status("hypothetical", "inverted condition")
    if _is_imperative(s, i, uppermost):
        if _ends_as_question(s):  # "want to come?"
            return Status("hypothetical", "question")
        return None if t.lemma.lower() in words.not_imperative else Status("hypothetical", "imperative")
    if uppermost and _asks_whether(s, i):
        return Status("hypothetical", "question")
    return None


def _announced(s: Sentence, i: int) -> Status | None:
    """An infinitive that no word governs: "Ruritania to expel envoys", but "how to leave"."""
    if has_subject(s, i):
        return Status("future", "to-infinitive of a headline")
    asks = any(s.tokens[k].xpos in QUESTION for k in kids(s, i))
    return Status("hypothetical", "question word + to") if asks else None


def _is_imperative(s: Sentence, i: int, uppermost: bool) -> bool:
    """A base form with neither subject nor auxiliary; as a conjunct, of something that has no base form itself."""
    t = s.tokens[i]
    if t.xpos != "VB" or t.text.lower() != t.lemma.lower() or has_subject(s, i):
        return False
    if any(s.tokens[k].deprel in AUXILIARY for k in kids(s, i)):
        return False
    if t.deprel == "advcl":  # "try the old town, it is quiet"
        return not any(s.tokens[k].deprel in ("mark", "advmod") and k < i for k in kids(s, i)) and i < t.head
    if t.deprel not in ("conj", "appos") or uppermost:
        return uppermost
    return s.tokens[t.head].xpos not in SHARED and not (has_subject(s, t.head) and _joined_plainly(s, t))


def _joined_plainly(s: Sentence, t: Token) -> bool:
    """ "The tea was hot and smell sweet" is a slip, no order."""
    return any(
        s.tokens[k].deprel == "cc" and s.tokens[k].lemma in ("and", "or") and k < t.i
        for k in (*kids(s, t.head), *kids(s, t.i))
    )


def _is_inverted(s: Sentence, i: int) -> bool:
    """ "Should they wish to", "had they known", "were it to fail", in front of the main clause or after it."""
    t = s.tokens[i]
    if t.deprel not in ("advcl", "ccomp", "parataxis"):
        return False
    subject = next((s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel.startswith("nsubj")), None)
    first = next((s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel in AUXILIARY), None)
    if subject is None or first is None or first.text.lower() not in ("should", "had", "were"):
        return False
    before = [s.tokens[k] for k in kids(s, i) if k < first.i and s.tokens[k].deprel != "punct"]
    return first.i < subject.i < i and not before and not _ends_as_question(s)


def _asks_whether(s: Sentence, i: int) -> bool:
    """Whether a clause is a yes-or-no question, or a clause of one that stands without inversion ("You left?")."""
    if not _ends_as_question(s):
        return False
    children = [s.tokens[k] for k in kids(s, i)]
    subject = next((c for c in children if c.deprel.startswith(("nsubj", "csubj", "expl"))), None)
    if subject is None:
        return False
    asks = any(c.xpos in QUESTION for c in children) or subject.xpos in QUESTION
    first = next((c for c in children if c.deprel in AUXILIARY), None)
    if asks or any(_has_question_word(s, c) for c in children):
        return False
    if first is not None and first.i < subject.i:
        return True
    alone = not any(c.deprel in ("conj", "parataxis", "ccomp", "advcl") for c in children)
    return alone and s.tokens[i].head < 0 and subject.text.lower() not in ("i", "we", "they")


def _has_question_word(s: Sentence, c: Token) -> bool:
    """ "which town", "how many people"."""
    return any(s.tokens[k].xpos in QUESTION for k in kids(s, c.i))


def _ends_as_question(s: Sentence) -> bool:
    last = next((c.text for c in reversed(s.tokens[-3:]) if c.text not in CLOSING), "")
    return last.startswith("?")
