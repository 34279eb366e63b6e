"""Clauses whose governor has no signature for them: purposes, relatives, conditions of time, reasons."""

from __future__ import annotations

from dateline.extract.status.forms import FACT, first_form, has_mark, has_subject, is_announced, is_past, kids
from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status

RELATIVES = ("acl:relcl", "acl")


def of_clause(s: Sentence, head: int, i: int, status: Status, words: StatusWords, infinitive: bool) -> Status:
    """What holds of clause ``i`` under ``head``, of which ``status`` holds."""
    t, label = s.tokens[i], s.tokens[i].deprel
    if infinitive:
        return of_purpose(s, head, i, status, words)
    if label in RELATIVES:
        return of_relative(s, head, i, status, words)
    if label == "amod":
        return FACT
    if label == "csubj":  # "leaving now would be a mistake": "would" makes its subject a condition
        return Status("hypothetical", status.why) if status.why in ("would", "'d", "’d") else FACT
    participle = t.text.lower() in words.settled_mark or any(s.tokens[k].text.lower() == "having" for k in kids(s, i))
    if label == "xcomp" or (label == "advcl" and t.xpos == "VBG" and not participle):
        return status
    if label == "ccomp":
        return status if status.status == "hypothetical" and i > head else FACT
    marks = {s.tokens[k].lemma.lower() for k in kids(s, i) if s.tokens[k].deprel in ("mark", "advmod") and k < i}
    to_come = bool(marks & words.sequence) and first_form(s, i).xpos in ("VBZ", "VBP", "VB")  # "after they leave"
    settled = participle or bool(marks & words.settled_mark and not to_come)
    settled = settled or (first_form(s, i).xpos == "VBD" and status.status != "actual")
    if label == "advcl" and status.status != "negated" and not settled:
        return status
    return FACT


def of_purpose(s: Sentence, head: int, i: int, status: Status, words: StatusWords) -> Status:
    """A to-infinitive: announced in a headline, or what its governor was done for.

    What the doer can do at will is told as done where the act it was done for is told as done
    ("held a meeting to discuss"); what takes success, or another's hands, is not ("sent troops to seize").
    """
    t, g, label = s.tokens[i], s.tokens[head], s.tokens[i].deprel
    if _has_own_subject(s, i) or (label in RELATIVES and status.status == "actual" and is_announced(s, head, i)):
        return Status("future", "to-infinitive of a headline")
    if has_mark(s, i, "for"):
        return status if status.status == "negated" else Status("hypothetical", "for … to")  # "called for him to go"
    degree = {s.tokens[k].lemma.lower() for k in kids(s, head) if s.tokens[k].deprel == "advmod"}
    if "too" in degree and status.status == "actual":
        return Status("negated", "too … to")
    if "enough" in degree and status.status == "actual" and is_past(s, head):
        return FACT  # "was strong enough to win"
    if label in ("advcl", "xcomp"):
        if status.status == "future":
            return Status("future", "purpose")
        if status.status == "actual" and is_past(s, head) and g.upos == "VERB":
            if t.lemma.lower() in words.result:
                return FACT
            if t.lemma.lower() in words.at_will and g.lemma.lower() not in words.sending:
                return FACT
    held = label in RELATIVES and status.status == "actual" and _was_held(s, head, words)
    if held and t.lemma.lower() in words.at_will:
        return FACT  # "began a strike to protest"
    return Status("hypothetical", "to-infinitive")


def _was_held(s: Sentence, noun: int, words: StatusWords) -> bool:
    """Whether a noun is what was held, staged or begun: "held a rally", but not "had a duty"."""
    verb = s.tokens[noun].head
    if s.tokens[noun].deprel not in ("obj", "nsubj:pass") or verb < 0 or not is_past(s, verb):
        return False
    return s.tokens[verb].lemma.lower() in words.carrier - {"have", "be", "give", "take", "provide", "issue"}


def _has_own_subject(s: Sentence, i: int) -> bool:
    """ "... as Ruritania to expel envoys", but "so as to expel" and "for Ruritania to leave"."""
    before = [k for k in kids(s, i) if k < i]
    to = max((k for k in before if s.tokens[k].lemma.lower() == "to"), default=0)
    mark = max((k for k in before if s.tokens[k].deprel == "mark" and k != to), default=-1)
    if mark >= 0:
        return s.tokens[mark].lemma.lower() == "as" and to > mark + 1
    last = s.tokens[to - 1] if to else s.tokens[i]
    as_phrase = last.deprel == "obl" and any(s.tokens[k].lemma.lower() == "as" for k in kids(s, last.i))
    return as_phrase or (s.tokens[i].deprel in ("advcl", "parataxis") and has_subject(s, i))


def of_relative(s: Sentence, head: int, i: int, status: Status, words: StatusWords) -> Status:
    """ "The group that attacked" did; "anyone who attacks" and "a deal that ends the war" leave open whether."""
    if s.tokens[i].deprel == "acl:relcl" and s.tokens[head].lemma.lower() in words.moment:
        return status
    if s.tokens[i].xpos == "VBG" and s.tokens[i].text.lower() in words.settled_mark:  # "questions regarding the vote"
        return FACT
    if first_form(s, i).lemma == "have" and s.tokens[i].xpos == "VBN":
        return FACT  # "would join a network that the state has funded"
    form = first_form(s, i).xpos
    names = {s.tokens[head].lemma.lower()} | {s.tokens[k].lemma.lower() for k in kids(s, head) if k < head}
    if names & words.anybody and form in ("VBZ", "VBP", "VB"):
        return Status("hypothetical", min(names & words.anybody))
    if s.tokens[head].lemma.lower() in words.anybody and form in ("VBN", "VBG"):  # "anyone found guilty"
        return Status("hypothetical", s.tokens[head].lemma)
    if status.status != "actual" and names & words.somebody and form in ("VBZ", "VBP", "VBG"):
        return Status("negated" if status.status == "negated" else "hypothetical", status.why)
    return FACT
