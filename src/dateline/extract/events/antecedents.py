"""What a relative clause is said of: the noun it stands behind, or whom that noun describes."""

from __future__ import annotations

from dateline.extract.events.scene import Scene, is_actor
from dateline.extract.events.voice import DEEP
from dateline.records import Sentence, Token
from dateline.syntax import kid, kids

PLACES = frozenset({"gpe", "location", "facility"})


def antecedent(scene: Scene, n: int, pronoun: Token) -> int:
    """What a relative pronoun stands for: "a focal point for demonstrators, *who* have marched" tells of the latter."""
    s = scene.s
    found = described(s, n)
    if pronoun.lemma.lower() == "who" and scene.named.get(found) in PLACES:
        return _beyond_places(scene, found)
    if pronoun.lemma.lower() in ("which", "that") and (scene.named.get(found) in PLACES or not is_actor(scene, found)):
        return _attack_above(scene, found)
    if pronoun.lemma.lower() != "who" or is_actor(scene, found) or found != n:
        return found
    below = [k for k in kids(s, n, "nmod") if n < k.i < pronoun.i]
    below += [m for k in below for m in kids(s, k.i, "nmod") if m.i < pronoun.i]
    return next((k.i for k in reversed(below) if is_actor(scene, k.i)), found)


def _beyond_places(scene: Scene, n: int) -> int:
    """Of whom "who" is said behind a place: of "Orlin, a baker from Exton, Olm, *who*" Orlin; the place itself where
    it stands in nobody's phrase."""
    s = scene.s
    top = n
    for _ in range(DEEP):
        t = s.tokens[top]
        if t.head < 0 or t.deprel not in ("nmod", "appos", "conj", "compound"):
            return n
        top = t.head
        if scene.named.get(top) not in PLACES and is_actor(scene, top):
            up = s.tokens[top].head
            named = s.tokens[top].deprel == "appos" and s.tokens[up].upos == "PROPN"
            return up if named and scene.named.get(up) not in PLACES else top
    return n


def _attack_above(scene: Scene, n: int) -> int:
    """Of "the attack on a market in Exton, *which* killed two" the attack: no place and no market does it."""
    s, top = scene.s, n
    for _ in range(DEEP):
        if scene.is_class(top, "attack"):
            return top
        if s.tokens[top].head < 0 or s.tokens[top].deprel not in ("nmod", "conj", "compound"):
            return n
        top = s.tokens[top].head
    return n


def described(s: Sentence, n: int) -> int:
    """Of whom a noun with a relative clause is said: of "Orlin is a liar who has promised" Orlin; else the noun itself.

    "It was the army that fired" tells of the army.
    """
    top = n
    for _ in range(DEEP):
        if kid(s, top, "cop") is not None or s.tokens[top].deprel != "conj" or s.tokens[top].head < 0:
            break
        top = s.tokens[top].head
    if kid(s, top, "cop") is not None:
        told, clause = kid(s, top, "nsubj"), top
        while told is None and s.tokens[clause].deprel == "conj":  # "Orlin shouts and is a liar who"
            clause = s.tokens[clause].head
            told = kid(s, clause, "nsubj")
        empty = told is None or told.lemma.lower() in ("it", "this", "that", "there", "these", "those", "what", "which")
        own_name = s.tokens[n].upos == "PROPN" and s.tokens[n].text[:1].isupper()
        return n if told is None or empty or own_name else told.i
    above = s.tokens[top].head
    if s.tokens[top].deprel == "appos" and s.tokens[top].upos == "NOUN" and s.tokens[above].upos == "PROPN":
        return above
    return n
