"""What stands around a trigger: instrument, places, words that tell the mode, and what its complement holds."""

from __future__ import annotations

from dateline.extract.events.grammar import is_passive
from dateline.extract.events.match import Match
from dateline.extract.events.roles import complements, of_other_act
from dateline.extract.events.scene import Scene, has_case
from dateline.records import Sentence
from dateline.syntax import kid, kids


def instrument_of(scene: Scene, i: int) -> int | None:
    """The weapon or tool told beside a trigger: "with knives", "a car bomb killed"; None where none is."""
    s = scene.s
    for k in kids(s, i, "obl", "nmod", "nsubj", "compound", "obl:agent"):
        if scene.is_class(k.i, "weapon") and (k.deprel != "obl" or has_case(s, k.i, ("with", "by", "using", "from"))):
            return k.i
    using = next((k for k in kids(s, i, "advcl", "acl", "xcomp") if k.lemma == "use"), None)
    if using is not None:
        held = kid(s, using.i, "obj")
        if held is not None and scene.is_class(held.i, "weapon"):
            return held.i
    return None


def places_of(scene: Scene, i: int, light: int | None) -> tuple[int, ...]:
    """Heads of the phrases that say where: "in Kerman", "near the border"; () where none does."""
    s = scene.s
    where = (
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "across",
        "around",
        "off",
        "throughout",
        "along",
        "on",
        "outside_of",
    )
    found = []
    for v in (i, light):
        if v is None:
            continue
        for k in kids(s, v, "obl", "nmod"):
            if (
                has_case(s, k.i, where)
                and not of_other_act(scene, v, k.i)
                and (scene.named.get(k.i) in ("gpe", "location", "facility") or scene.is_class(k.i, "place"))
            ):
                found.append(k.i)
    return tuple(sorted(set(found)))


def near_words(s: Sentence, i: int, light: int | None) -> set[str]:
    """Lemmas and words close to a trigger: modifiers, objects and phrases that may tell its mode."""
    found: set[str] = set()
    for v in (i, light):
        if v is None:
            continue
        for c in s.children[v]:
            t = s.tokens[c]
            if t.deprel in ("acl:relcl", "ccomp", "advcl", "parataxis", "conj", "punct", "xcomp", "nsubj:pass"):
                continue
            found.add(t.lemma.lower())
            found.add(t.text.lower())
            for d in s.children[c]:
                u = s.tokens[d]
                if u.deprel in ("compound", "amod", "nmod"):
                    found.add(u.lemma.lower())
    t = s.tokens[i]
    if t.upos in ("NOUN", "PROPN"):
        found.add(t.lemma.lower())
    return found


def absorbed(scene: Scene, m: Match) -> set[int]:
    """What stands in the complement of a match that takes its complement in: clauses, and nouns in its object's place.

    Stops at relative clauses, participles and circumstances, which tell acts of their own.
    """
    s = scene.s
    found: set[int] = set()
    stack = list(complements(scene, m.trigger))
    held = ("obj", "obl", "nsubj:pass") if is_passive(s, m.trigger) else ("obj", "obl", "iobj")
    stack += [k.i for k in kids(s, m.trigger, *held, "nmod") if not has_case(s, k.i, AFAR)]
    for held_by in kids(s, m.trigger, "obj", "nsubj:pass"):  # "issued a decree to evict"
        stack += [c.i for c in kids(s, held_by.i, "acl") if c.xpos == "VB"]
    if m.light is not None:
        stack += complements(scene, m.light)
    while stack:
        k = stack.pop()
        if k in found:
            continue
        found.add(k)
        for c in s.children[k]:
            t = s.tokens[c]
            if t.deprel in ("xcomp", "ccomp", "obj", "conj", "nsubj", "nsubj:pass", "iobj", "csubj") or (
                t.deprel in ("obl", "nmod") and not has_case(s, c, AFAR)
            ):
                stack.append(c)
            elif t.deprel == "advcl" and any(
                m.lemma in ("of", "to", "from", "in", "into") for m in kids(s, c, "mark", "aux")
            ):
                stack.append(c)  # "agree [to cuts in rationing]"
    return found


# Prepositions of circumstance: what follows is another act ("after the attack", "over the killing").
AFAR = (
    "after",
    "before",
    "since",
    "over",
    "during",
    "amid",
    "following",
    "follow",  # the lemma of "following"
    "because",
    "despite",
    "without",
    "until",
    "by",
)
