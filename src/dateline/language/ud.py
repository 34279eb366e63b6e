"""From ClearNLP labels, which spaCy's English models speak, to Universal Dependencies.

Works on plain lists so that it can be tested without a model. ``to_ud`` gives the new
heads and labels. What it changes, after the UD v2 guidelines for English:

- a preposition becomes the ``case`` of its object, which hangs from the governor as
  ``obl`` (verbs, adjectives, adverbs) or ``nmod`` (nouns); chains ("out of") give two cases;
- a preposition with a clause becomes its ``mark``, the clause ``advcl`` or ``acl``;
- *by* in a passive gives ``obl:agent``; a dative is ``iobj`` or ``obl``;
- after *be*, a nominal or adjectival complement is the head and *be* its ``cop``;
  after other verbs it is ``xcomp``. *be* with a prepositional phrase or a clause stays
  head (UD would lift the phrase too; rules read it more easily so);
- *there is X*: X is ``nsubj`` of *be*;
- coordinated prepositional phrases coordinate their objects.
"""

from __future__ import annotations

from collections.abc import Sequence

PLAIN = {
    "nsubj": "nsubj", "nsubjpass": "nsubj:pass", "csubj": "csubj", "csubjpass": "csubj:pass", "dobj": "obj",
    "aux": "aux", "auxpass": "aux:pass", "neg": "advmod", "poss": "nmod:poss", "case": "case", "npadvmod": "obl:npmod",
    "nmod": "nmod", "relcl": "acl:relcl", "acl": "acl", "quantmod": "advmod", "predet": "det:predet",
    "preconj": "cc:preconj", "meta": "dep", "intj": "discourse", "expl": "expl", "ccomp": "ccomp", "xcomp": "xcomp",
    "advcl": "advcl", "advmod": "advmod", "mark": "mark", "cc": "cc", "conj": "conj", "punct": "punct", "det": "det",
    "amod": "amod", "nummod": "nummod", "compound": "compound", "appos": "appos", "parataxis": "parataxis",
    "prt": "compound:prt", "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp", "dative": "iobj", "ROOT": "root",
    "dep": "dep", "pcomp": "advcl", "pobj": "obl", "prep": "advmod", "agent": "advmod",
}  # fmt: skip
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"}
PREPOSITION = {"prep", "agent", "dative"}


def to_ud(
    labels: Sequence[str], heads: Sequence[int], upos: Sequence[str], lemmas: Sequence[str]
) -> tuple[list[int], list[str]]:
    """UD heads (-1 for the root) and labels of one sentence; ``heads`` gives -1 or itself for the root."""
    n = len(labels)
    head = [-1 if h == i or h < 0 else h for i, h in enumerate(heads)]
    out = ["root" if head[i] < 0 else PLAIN.get(labels[i], "dep") for i in range(n)]
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h >= 0:
            kids[h].append(i)

    complements = [_complement(i, labels, kids) for i in range(n)]

    # Copulas first, so that what follows sees the predicate as governor. What hung from *be* belongs
    # to the clause ("was a friend in 2011"), what hung from a noun to the noun ("a friend of his").
    clausal: set[int] = set()
    for b in range(n):
        if lemmas[b] != "be" or labels[b] in ("aux", "auxpass"):
            continue
        predicate = next((k for k in kids[b] if labels[k] in ("attr", "acomp")), None)
        if predicate is None:
            continue
        if any(labels[k] == "expl" for k in kids[b]):
            out[predicate] = "nsubj"
            continue
        if upos[predicate] in ("VERB", "AUX") and labels[predicate] == "attr":
            continue
        clausal.update(k for k in kids[b] if k != predicate)
        _lift(b, predicate, head, out, kids)

    # Then prepositions, outermost last, so that chains collapse from the inside.
    for p in range(n - 1, -1, -1):
        complement = complements[p]
        if labels[p] not in PREPOSITION or complement is None:
            if labels[p] == "dative" and complement is None and upos[p] == "ADP":
                out[p] = "advmod"
            continue
        _fold_preposition(p, complement, head, out, kids, labels, upos, clausal)
    for p in range(n):  # a coordinated preposition: "in Iraq and in Syria"
        complement = complements[p]
        if labels[p] == "conj" and upos[p] == "ADP" and complement is not None:
            _fold_preposition(p, complement, head, out, kids, labels, upos, clausal)
    return head, out


def _complement(i: int, labels: Sequence[str], kids: list[list[int]]) -> int | None:
    wanted = next((k for k in kids[i] if labels[k] in ("pobj", "pcomp")), None)
    if wanted is not None or labels[i] not in PREPOSITION:
        return wanted
    return next((k for k in kids[i] if labels[k] == "prep"), None)  # "out of Iraq"


def _lift(b: int, p: int, head: list[int], out: list[str], kids: list[list[int]]) -> None:
    """Make ``p`` the head in place of its copula ``b``."""
    head[p], out[p] = head[b], out[b]
    if head[b] >= 0:
        siblings = kids[head[b]]
        siblings[siblings.index(b)] = p
    for k in kids[b]:
        if k != p:
            head[k] = p
            kids[p].append(k)
    kids[b] = []
    head[b], out[b] = p, "cop"
    kids[p].append(b)


def _fold_preposition(
    p: int,
    c: int,
    head: list[int],
    out: list[str],
    kids: list[list[int]],
    labels: Sequence[str],
    upos: Sequence[str],
    clausal: set[int],
) -> None:
    """Turn preposition ``p`` into the case (or mark) of its complement ``c``."""
    while labels[c] == "prep" and out[c] == "advmod" and kids[c]:
        c = kids[c][0]
    if labels[c] == "prep" and out[c] == "case":  # an inner preposition that was folded already
        c = head[c]
    if c == p or c < 0 or head[p] == c:
        return
    governor = head[p]
    if labels[p] == "conj" and governor >= 0:
        if out[governor] in ("case", "mark"):
            governor = head[governor]
        relation = "conj"
    elif labels[c] == "pcomp" and upos[c] in ("VERB", "AUX"):
        relation = "acl" if governor >= 0 and upos[governor] in NOMINAL else "advcl"
    elif labels[p] == "agent":
        relation = "obl:agent"
    elif governor >= 0 and upos[governor] in NOMINAL and p not in clausal:
        relation = "nmod"
    else:
        relation = "obl"
    if governor < 0:
        relation = "root"
    old = head[c]
    head[c], out[c] = governor, relation
    if governor >= 0:
        if p in kids[governor]:
            kids[governor].remove(p)
        kids[governor].append(c)
    if old >= 0 and c in kids[old]:
        kids[old].remove(c)
    for k in kids[p]:
        if k != c:
            head[k] = c
            kids[c].append(k)
    kids[p] = []
    head[p], out[p] = c, "mark" if labels[c] == "pcomp" and upos[c] in ("VERB", "AUX") else "case"
    kids[c].append(p)
