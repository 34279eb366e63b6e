"""Whether a verb is told in the passive, headlines and participles included."""

from __future__ import annotations

from dateline.records import Sentence
from dateline.syntax import kid

DEEP = 12  # steps up through clauses: more nesting than that is not news prose but a parser's stumble


def is_passive(s: Sentence, i: int) -> bool:
    """As ``syntax.is_passive``, but a participle coordinated with a passive one is passive too."""
    t = s.tokens[i]
    if t.xpos not in ("VBN", "VBD"):
        return False
    if is_caused(s, i) or _is_told_to(s, i):
        return True
    for _ in range(DEEP):
        below = [s.tokens[c].deprel for c in s.children[i]]
        if "aux:pass" in below or "nsubj:pass" in below or "obl:agent" in below:
            return True
        t = s.tokens[i]
        if t.xpos != "VBN" or "aux" in below or "nsubj" in below:
            return False
        if t.deprel in ("acl", "amod"):
            return True
        if t.deprel == "advcl" and "obj" not in below:
            return True
        if t.deprel != "conj":
            return False
        i = t.head
    return False


# Verbs that in the active need somebody before their infinitive: "told X to go", never "X told to go".
OBJECT_FIRST = frozenset({"allow", "permit", "authorize", "authorise", "force", "compel", "oblige", "order", "tell",
                          "instruct", "urge", "invite", "require", "forbid", "enable"})  # fmt: skip


def _is_told_to(s: Sentence, i: int) -> bool:
    """Whether a headline leaves a passive's auxiliary out: "foreigners allowed to leave"."""
    t = s.tokens[i]
    if t.lemma.lower() not in OBJECT_FIRST or kid(s, i, "obj", "iobj", "aux", "ccomp") is not None:
        return False
    below = kid(s, i, "xcomp")
    return below is not None and kid(s, below.i, "nsubj") is None and below.xpos == "VB" and below.i > i


def is_caused(s: Sentence, i: int) -> bool:
    """Whether a participle tells what somebody has done to a thing: "had the offices searched"."""
    t = s.tokens[i]
    if t.deprel not in ("ccomp", "xcomp") or t.head < 0 or s.tokens[t.head].lemma not in ("have", "get"):
        return False
    return t.xpos in ("VBN", "VBD") and kid(s, i, "nsubj") is not None and kid(s, i, "aux", "mark", "obj") is None
