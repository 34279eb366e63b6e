"""What a governor makes of a clause or noun that hangs from it: signatures, purposes, relatives."""

from __future__ import annotations

from dateline.extract.status.clauses import of_clause
from dateline.extract.status.forms import (
    FACT,
    NOUNS,
    QUESTION,
    has_mark,
    is_definite,
    is_infinitive,
    is_open,
    is_ordinal,
    is_past,
    kids,
)
from dateline.lexicon.status import Signature, StatusWords
from dateline.records import Sentence, Status

CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")


def below(s: Sentence, head: int, i: int, status: Status, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` by its governor alone: ``status`` is the governor's, ``outer`` what held around it."""
    t, g = s.tokens[i], s.tokens[head]
    label = t.deprel
    if label == "conj":
        own = any(s.tokens[k].deprel in ("nsubj", "nsubj:pass", "aux") for k in kids(s, i))
        return outer if own and t.upos in ("VERB", "AUX", "ADJ") else status
    if label in ("parataxis", "appos"):
        return outer
    infinitive = is_infinitive(s, i)
    if label in ("acl:relcl", "acl") and infinitive and is_ordinal(s, head, words) and not _is_means(s, head, words):
        return FACT
    if label == "advcl" and infinitive and t.lemma.lower() in words.result and g.upos == "VERB":
        return status  # "fell to close at 12"
    if infinitive and any(s.tokens[k].xpos in QUESTION and k < i for k in kids(s, i)):
        return Status("hypothetical", "question word + to")  # "how to leave"
    if label == "ccomp" and t.xpos in ("VB", "VBP") and _is_subjunctive(s, i):
        return Status("hypothetical", "that + base form")  # "insisted that the army leave"
    clause = (
        infinitive
        or t.upos in ("VERB", "AUX")
        or any(
            s.tokens[k].deprel in ("cop", "nsubj") or (label == "ccomp" and s.tokens[k].deprel == "mark")
            for k in kids(s, i)
        )
    )
    if label not in ("amod", "nmod:poss") and not (label == "acl:relcl" and not infinitive):
        for slot in slots(s, i, head, clause, infinitive, words):
            found = _signature(s, head, slot, words)
            if found and slot == "aim" and status.status == "future":
                return status  # "is due to visit the island to meet leaders"
            if found and status.status == "negated" and _turns_open(s, head, found):
                return Status("hypothetical", f"not {g.text} {slot}")
            if found and status.status == "negated" and g.upos == "NOUN" and status.why.endswith(" obj"):
                return Status("hypothetical", f"{g.text} {slot}")  # an attempt that was foiled was made
            if found:
                past = is_past(s, head) and not has_mark(s, i, "for")  # "called to say", not "called for him to go"
                return apply(found, status, past, f"{g.text} {slot}")
    if clause and (label in CLAUSES or label == "amod"):
        return of_clause(s, head, i, status, words, infinitive)
    return of_nominal(s, head, i, status, words)


def _signature(s: Sentence, head: int, slot: str, words: StatusWords) -> Signature | None:
    """What a governor is known to make of a slot: first as written, with its particle, then by its lemma."""
    g = s.tokens[head]
    text, lemma = g.text.lower(), g.lemma.lower()
    for k in kids(s, head):
        if s.tokens[k].deprel == "compound:prt":  # "called off the talks"
            found = words.signature.get((f"{lemma} {s.tokens[k].lemma.lower()}", slot))
            if found:
                return found
    if text == "going" and not any(s.tokens[k].lemma == "be" for k in kids(s, head)):
        return words.signature.get((lemma, slot))
    return words.signature.get((text, slot)) or words.signature.get((lemma, slot))


def _turns_open(s: Sentence, head: int, found: Signature) -> bool:
    """ "Will not hesitate to strike" leaves open what "did not hesitate to strike" tells."""
    return found.negated == "actual" != found.affirmed and is_open(s, head)


def _is_means(s: Sentence, head: int, words: StatusWords) -> bool:
    """ "The only reason to leave", "the first way to": what hangs from such nouns is not what they did."""
    return (s.tokens[head].lemma.lower(), "to") in words.signature and s.tokens[head].lemma.lower() not in words.ordinal


def _is_subjunctive(s: Sentence, i: int) -> bool:
    """ "That the army leave": a base form with "that" and a subject in the singular."""
    marked = any(s.tokens[k].deprel == "mark" and s.tokens[k].lemma.lower() == "that" for k in kids(s, i))
    if not marked or any(s.tokens[k].deprel in ("aux", "aux:pass") for k in kids(s, i)):
        return False
    subject = next((s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel.startswith("nsubj")), None)
    return subject is not None and (subject.xpos in ("NN", "NNP") or subject.text.lower() in ("he", "she", "it"))


def slots(s: Sentence, i: int, head: int, clause: bool, infinitive: bool, words: StatusWords) -> list[str]:
    """Under which slots of its governor's signature a word stands, best first."""
    t = s.tokens[i]
    label = t.deprel.split(":")[0]
    marks = [s.tokens[k].lemma.lower() for k in kids(s, i) if s.tokens[k].deprel in ("mark", "case") and k < i]
    if clause and label in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        if infinitive:
            return ["aim"] if label == "advcl" else ["to", "aim"]
        bare = t.xpos == "VB" and not marks and not any(s.tokens[k].deprel == "aux" for k in kids(s, i))
        if bare and label in ("xcomp", "ccomp"):
            return ["bare"]
        if t.xpos == "VBG" and marks:
            own = ["toward" if m == "to" else m for m in marks]
            return [f"{m}+ing" for m in own] + own
        if t.xpos == "VBG" and label in ("xcomp", "ccomp"):
            return ["ing", "that"] if label == "ccomp" else ["ing"]
        if label in ("ccomp", "acl") and not set(marks) - {"that"}:
            finite = label == "ccomp" or bool(marks) or any(s.tokens[k].deprel.startswith("nsubj") for k in kids(s, i))
            return ["that"] if i > head and finite else []  # a clause before its governor is told for itself
        return []
    if t.deprel in ("obj", "nsubj:pass"):
        return ["obj"] if is_definite(s, i, words) else ["obj", "new"]
    if label == "nsubj":
        more = any(s.tokens[k].deprel in ("xcomp", "ccomp") for k in kids(s, head))
        return [] if more else ["subj"]  # "attacks are likely", but "the attackers are likely to leave"
    if label == "compound":
        return ["compound"]
    if label in ("obl", "nmod", "advcl", "acl"):
        own = ["toward" if m == "to" else m for m in marks]
        return own if is_definite(s, i, words) else own + [f"{m}+new" for m in own]
    return []


def apply(found: Signature, status: Status, past: bool, why: str) -> Status:
    factive = found.affirmed == "actual" == found.negated
    if factive:
        return FACT
    if status.status == "actual":
        result = found.past if past and found.past else found.affirmed
    elif status.status == "negated":
        result = found.negated
    elif found.affirmed == "actual":
        return status
    else:
        result = "hypothetical" if found.affirmed == "future" and status.status == "hypothetical" else found.affirmed
    return Status(result, why) if result != "actual" else FACT


def of_nominal(s: Sentence, head: int, i: int, status: Status, words: StatusWords) -> Status:
    """A noun whose governor has no signature for it: what has not happened brings along what is new in it."""
    t, g = s.tokens[i], s.tokens[head]
    if status.status == "actual" or t.upos == "PROPN":
        return FACT
    cases = {s.tokens[k].lemma.lower() for k in kids(s, i) if s.tokens[k].deprel == "case"}
    if t.deprel in ("nmod", "compound", "nmod:poss") or g.upos in NOUNS:
        there = is_definite(s, i, words) or bool(cases & words.settled_inner)
        return FACT if t.deprel == "nmod" and there else status
    if t.deprel.startswith("obl") and g.lemma not in words.carrier and cases & words.settled_case:
        return FACT
    if status.status == "negated" and t.deprel != "obj" and g.lemma not in words.carrier:
        return FACT
    if is_definite(s, i, words) and g.lemma not in words.carrier and t.lemma not in words.moment:
        return FACT
    return status
