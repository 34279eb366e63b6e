"""Questions that stages ask of a sentence's tree, in Universal Dependencies terms.

Token arguments are indices into ``Sentence.tokens``; all answers are in reading order.
Labels match with their subtypes: ``"nsubj"`` answers for ``nsubj:pass`` too, ``"=nsubj"``
for ``nsubj`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records import Sentence, Span, Token

# What a noun phrase is cut back to: no clauses, appositions, coordinated phrases or loose punctuation.
LEFT_OUT = frozenset(
    {
        "acl:relcl",
        "acl",
        "appos",
        "conj",
        "cc",
        "cc:preconj",
        "parataxis",
        "advcl",
        "ccomp",
        "dep",
        "cop",
        "nsubj",
        "nsubj:pass",
        "aux",
        "mark",
        "discourse",
        "expl",
        "csubj",
        "xcomp",
        "obl",
        "case",
        "obl:npmod",
        "obl:agent",
    }
)


def is_label(deprel: str, wanted: str) -> bool:
    """Whether a label is the wanted one or a subtype of it; "=x" asks for exactly x."""
    if wanted.startswith("="):
        return deprel == wanted[1:]
    return deprel == wanted or deprel.startswith(wanted + ":")


def kids(s: Sentence, i: int, *labels: str) -> list[Token]:
    """Children of a token with one of the labels; all children where none is named."""
    found = [s.tokens[k] for k in s.children[i]]
    if labels:
        found = [t for t in found if any(is_label(t.deprel, w) for w in labels)]
    return sorted(found, key=lambda t: t.i)


def kid(s: Sentence, i: int, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    found = kids(s, i, *labels)
    return found[0] if found else None


def subtree(s: Sentence, i: int, without: frozenset[str] = frozenset()) -> list[int]:
    """Indices of a token and all below it, sorted; branches whose label is in ``without`` are cut."""
    found, stack = [], [i]
    while stack:
        k = stack.pop()
        found.append(k)
        stack.extend(c for c in s.children[k] if s.tokens[c].deprel not in without)
    return sorted(found)


def span_of(s: Sentence, tokens: Iterable[int]) -> Span:
    """From the first to the last of the tokens."""
    some = sorted(tokens)
    return Span(s.tokens[some[0]].start, s.tokens[some[-1]].end)


def noun_phrase(s: Sentence, i: int, *, post: bool = True) -> Span:
    """The phrase headed by a noun: determiners, modifiers, name parts and of-phrases, but no
    preposition before it, clause, apposition, or coordinated phrase. With ``post=False`` it
    ends at its head (and parts of a name that follow the head).
    """
    tokens = s.tokens
    inside = {i}
    stack = [k for k in s.children[i] if tokens[k].deprel not in LEFT_OUT]
    while stack:
        k = stack.pop()
        t = tokens[k]
        if t.deprel == "punct":
            continue
        if k > i and not post and not is_label(t.deprel, "compound") and t.deprel not in ("flat", "nummod"):
            continue
        inside.add(k)
        for c in s.children[k]:
            d = tokens[c].deprel
            if d == "punct" or d in ("acl:relcl", "appos", "parataxis", "advcl", "ccomp"):
                continue
            stack.append(c)
    first = i
    while first - 1 in inside or (first - 2 in inside and tokens[first - 1].deprel == "punct"):
        first -= 1
    last = i
    while last + 1 in inside or (last + 2 in inside and tokens[last + 1].text in ("-", "'", "/", "&")):
        last += 1
    return Span(tokens[first].start, tokens[last].end)


def conjuncts(s: Sentence, i: int) -> list[int]:
    """A token and those coordinated with it, when it is the first of them."""
    found, stack = [i], [i]
    while stack:
        k = stack.pop()
        for c in s.children[k]:
            if s.tokens[c].deprel == "conj":
                found.append(c)
                stack.append(c)
    return sorted(found)


def first_conjunct(s: Sentence, i: int) -> int:
    """The token that heads the coordination that a token is in; itself where it is in none."""
    while s.tokens[i].deprel == "conj" and s.tokens[i].head >= 0:
        i = s.tokens[i].head
    return i


def cases(s: Sentence, i: int) -> tuple[str, ...]:
    """Lower-case prepositions of a noun, in order: ("out", "of"); () where it has none."""
    return tuple(t.lemma.lower() for t in kids(s, i, "case") if t.xpos != "POS")


def is_passive(s: Sentence, i: int) -> bool:
    """Whether a verb is in the passive, "got" passives and reduced relatives ("killed by") included."""
    t = s.tokens[i]
    if t.xpos not in ("VBN", "VBD"):
        return False
    if any(k.deprel in ("aux:pass", "nsubj:pass", "obl:agent") for k in kids(s, i)):
        return True
    return t.xpos == "VBN" and t.deprel in ("acl", "amod") and kid(s, i, "aux") is None


def is_negated(s: Sentence, i: int) -> bool:
    """Whether a negating word (not, never, no) hangs directly from the token."""
    return any("Polarity=Neg" in t.feats and t.deprel in ("advmod", "det", "cc:preconj") for t in kids(s, i))


def ancestors(s: Sentence, i: int) -> list[int]:
    """From the governor upwards to the root; [] for the root."""
    found = []
    while s.tokens[i].head >= 0:
        i = s.tokens[i].head
        found.append(i)
    return found


PREDICATED = frozenset({"cop", "aux:pass", "nsubj", "nsubj:pass"})


def clause_head(s: Sentence, i: int) -> int:
    """The verb or predicate of the smallest clause that holds the token."""
    while s.tokens[i].head >= 0:
        t = s.tokens[i]
        if t.upos in ("VERB", "AUX") and t.deprel not in ("aux", "aux:pass", "cop", "amod", "compound", "case", "mark"):
            return i
        if any(s.tokens[c].deprel in PREDICATED for c in s.children[i]):
            return i  # "is ready", and "was thrilled" where the parser takes the participle for an adjective
        i = t.head
    return i
