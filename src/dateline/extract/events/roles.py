"""The words that a rule's selectors lead to from its trigger, light verbs and bundling nouns seen through."""

from __future__ import annotations

from dateline.extract.events.grammar import DEEP, NOMINAL, is_passive, objects, parts, subjects
from dateline.extract.events.scene import Scene, has_case, is_actor, is_time
from dateline.lexicon.events import Selector
from dateline.records import Sentence, Token
from dateline.syntax import cases, is_label, kid, kids


def climb(scene: Scene, n: int) -> int:
    """From a noun up through words of measure: of "attacks" in "a series of attacks" the "series"."""
    s = scene.s
    for _ in range(DEEP):
        t = s.tokens[n]
        if (
            is_label(t.deprel, "nmod")
            and t.head >= 0
            and cases(s, n)[:1] == ("of",)
            and scene.is_class(t.head, "measure")
        ) or (t.deprel == "conj" and t.head >= 0 and s.tokens[t.head].upos in ("NOUN", "PROPN")):
            n = t.head
        else:
            break
    return n


def light_verb(scene: Scene, n: int) -> int | None:
    """The verb that only carries the noun's act ("carried out attacks", "talks were held"); None where none does."""
    s = scene.s
    top = climb(scene, n)
    t = s.tokens[top]
    if t.deprel == "acl:relcl":
        return None
    if t.head >= 0 and s.tokens[t.head].upos in ("VERB", "AUX"):
        v = t.head
        if scene.is_class(v, "light") and (
            t.deprel in ("obj", "nsubj:pass") or (t.deprel == "obl" and has_case(s, top, ("in", "with", "on", "into")))
        ):
            return v
        if t.deprel == "obj" and scene.is_class(v, "light_open"):
            return v
        if t.deprel == "obl" and scene.is_class(n, "in_protest") and cases(s, top) == ("in",):
            return v  # "marched in protest"
        if t.deprel == "nsubj" and scene.is_class(v, "occur"):  # "clashes broke out", "a rally took place"
            held = kid(s, v, "obj")
            if s.tokens[v].lemma != "take" or (held is not None and held.lemma == "place"):
                return v
        if t.deprel == "nsubj" and scene.is_class(v, "go_on") and kid(s, v, "obj", "xcomp") is None:
            return v  # "protests continue against the ruling"
        engaged_in = ("in", "on", "with", "to", "for", "at")
        if t.deprel == "obl" and scene.is_class(v, "engage") and has_case(s, top, engaged_in):
            return v
        if t.deprel == "xcomp" and s.tokens[v].lemma == "be":
            return v
    for k in kids(s, top, "acl:relcl", "acl"):  # "an attack carried out by", "the talks they held"
        if scene.is_class(k.i, "light") and k.upos == "VERB":
            return k.i
        inner = kid(s, k.i, "ccomp")
        if inner is not None and scene.is_class(inner.i, "light"):  # "a raid that the radio said was carried out by"
            return inner.i
    return None


def select(scene: Scene, i: int, selector: Selector, light: int | None = None) -> tuple[int, ...]:
    """The heads that a selector leads to from token ``i``; () where it leads nowhere."""
    at: tuple[int, ...] = (i,)
    for step, words in selector.steps:
        at = tuple(dict.fromkeys(k for a in at for k in _step(scene, a, step, words, light if a == i else None)))
        if not at:
            break
    return at


def _step(scene: Scene, i: int, step: str, words: tuple[str, ...], light: int | None) -> tuple[int, ...]:
    s = scene.s
    is_noun = s.tokens[i].upos not in ("VERB", "AUX", "ADJ")
    if step == "self":
        return (i,)
    if step == "subj":
        return subjects(scene, i)
    if step == "obj":
        return objects(scene, i)
    if step == "iobj":
        return _all(scene, kids(s, i, "iobj"))
    if step == "poss":
        found = kids(s, i, "nmod:poss")
        if not found and s.tokens[i].deprel == "conj":
            found = kids(s, s.tokens[i].head, "nmod:poss")
        return _all(scene, found)
    if step == "mods":
        found = [k for k in kids(s, i, "compound", "amod", "nmod:poss") if _can_modify(scene, k)]
        found = [k for k in found if not prefixed(s, k.i)]
        alone = kid(s, i, "det", "amod") is None  # "police shootings and the unrest": the unrest is not the police's
        if not found and alone and s.tokens[i].deprel == "conj" and s.tokens[s.tokens[i].head].upos in NOMINAL:
            found = [k for k in kids(s, s.tokens[i].head, "compound", "amod") if _can_modify(scene, k)]
        if len(found) > 1:  # "Iranian proxy attacks", "Israeli army raids": the noun beside the nationality
            nouns = [k for k in found if k.upos != "ADJ" and scene.named.get(k.i) != "people"]
            found = nouns or found
        return tuple(m for k in found for m in parts(scene, k.i))
    if step == "light":
        if light is None or scene.is_class(light, "inverted") or scene.is_class(light, "occur"):
            return ()  # who "faced an attack" did not make it
        engaged = scene.is_class(light, "engage") and is_passive(s, light)  # "were locked in clashes"
        found_light = objects(scene, light) if engaged else subjects(scene, light)
        return tuple(k for k in found_light if is_actor(scene, k) or scene.is_class(k, "weapon"))
    if step == "below":  # whatever its phrases hold, times too: "to nine years in prison"
        near = kids(s, i, "obl", "nmod", "xcomp")
        return tuple(k.i for k in (*near, *(m for n in near for m in kids(s, n.i, "nmod", "obl"))))
    if step == "unless":  # "unless the government yields": of whom it is wanted
        below = [i, *complements(scene, i)]
        clauses = [k for b in below for k in kids(s, b, "advcl")]
        held = [k.i for k in clauses if any(m.lemma in ("unless", "until", "if") for m in kids(s, k.i, "mark"))]
        return tuple(m for k in held for m in subjects(scene, k) if is_actor(scene, m))
    if step == "teller":
        return _teller(scene, i)
    if step == "state":  # "was arrested in Lebanon": by the state, where nobody else is told
        near = kids(s, i, "obl")
        near += [m for k in near for m in kids(s, k.i, "nmod")]
        return tuple(k.i for k in near if has_case(s, k.i, ("in",)) and scene.named.get(k.i) == "gpe")[:1]
    if step == "words":
        return tuple(k.i for k in kids(s, i, "compound", "amod", "nmod:poss"))
    if step == "comp":
        return complements(scene, i)
    if step == "nmod" or is_noun:
        return _of_noun(scene, i, words, light)
    return _of_verb(scene, i, words)


def prefixed(s: Sentence, k: int) -> bool:
    """Whether a word is a part of "anti-X" or "pro-X", which says nothing of who does it."""
    words = [s.tokens[j].text.lower() for j in range(max(0, k - 2), min(len(s.tokens), k + 2))]
    at = min(k, 2)
    return (
        words[at : at + 2] in (["anti", "-"], ["pro", "-"])
        or words[at] == "-"
        or words[max(0, at - 2) : at] in (["anti", "-"], ["pro", "-"])
    )


def _all(scene: Scene, found: list[Token]) -> tuple[int, ...]:
    return tuple(m for k in found for m in parts(scene, k.i))


def _teller(scene: Scene, v: int) -> tuple[int, ...]:
    """Who says it, where a passive leaves its doer out: "is rejected, the minister said"."""
    s = scene.s
    if not is_passive(s, v):
        return ()
    t = s.tokens[v]
    while t.deprel == "conj" and t.head >= 0:
        t = s.tokens[t.head]
    if t.deprel == "ccomp" and t.head >= 0 and scene.is_class(t.head, "saying"):
        return subjects(scene, t.head)
    return ()


def _can_modify(scene: Scene, t: Token) -> bool:
    """Whether a modifier names a doer: "Israeli", "rebel", "U.S.-led", but not "major" (no officer here)."""
    if t.upos == "ADJ" and t.i not in scene.named and t.i not in scene.known:
        return t.text.lower().endswith(("-led", "-backed", "-allied")) or scene.is_class(t.i, "strong")
    return is_actor(scene, t.i)


def _of_noun(scene: Scene, n: int, words: tuple[str, ...], light: int | None) -> tuple[int, ...]:
    """Prepositional phrases of a noun: its own, of the measure or light verb over it, of the noun beside it."""
    s = scene.s
    found = [k for k in kids(s, n, "nmod", "obl") if has_case(s, k.i, words) and not is_time(scene, k)]
    found = [k for k in found if not of_other_act(scene, n, k.i)]
    if found:
        return _all(scene, found)
    if light is not None:
        verb_words = tuple(w for w in words if w not in ("by", "from", "of"))
        found = [
            k for k in kids(s, light, "obl") if has_case(s, k.i, verb_words) and not is_time(scene, k) and k.i != n
        ]
        found += [k for k in kids(s, light, "iobj") if "to" in words or "on" in words]
        if found:
            return _all(scene, found)
    top = climb(scene, n)
    if top != n:
        found = [k for k in kids(s, top, "nmod") if has_case(s, k.i, words) and k.i != n and not is_time(scene, k)]
        if found:
            return _all(scene, [k for k in found if k.i > n])
    if set(words) & {"on", "against"} and scene.is_class(
        n, "attack"
    ):  # "attacks by militants on the port": hung from the doers
        near = [m for k in kids(s, n, "nmod") if has_case(s, k.i, ("by",)) for m in kids(s, k.i, "nmod")]
        found = [m for m in near if has_case(s, m.i, ("on", "against")) and not is_time(scene, m)]
        if found:
            return _all(scene, found)
    for k in kids(s, n, "conj"):
        found = [m for m in kids(s, k.i, "nmod") if has_case(s, m.i, words) and not is_time(scene, m)]
        if found:
            return _all(scene, found)
    return ()


def of_other_act(scene: Scene, n: int, k: int) -> bool:
    """Whether a place phrase belongs to another act told between: "revenge for the strikes in Kunduz"."""
    s = scene.s
    if not has_case(s, k, ("in", "at", "near", "inside", "outside", "across", "on")):
        return False
    return any(
        n < o.i < k and has_case(s, o.i, ("for", "after", "following", "follow")) and scene.is_class(o.i, "attack")
        for o in kids(s, n, "nmod", "obl")
    )


def _of_verb(scene: Scene, v: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Prepositional phrases of a verb; where it has none, those that the parser hung from its object."""
    s = scene.s
    found = [k for k in kids(s, v, "obl") if has_case(s, k.i, words) and not is_time(scene, k)]
    if "to" in words:
        found += kids(s, v, "iobj")
    if found:
        return _all(scene, sorted(found, key=lambda t: t.i))
    held = kid(s, v, "obj") or (kid(s, v, "nsubj:pass") if is_passive(s, v) else None)
    for _ in range(3):  # "returned dozens of artifacts to Peru": the phrase may hang from the last noun
        if held is None:
            break
        found = [k for k in kids(s, held.i, "nmod") if has_case(s, k.i, words) and not is_time(scene, k)]
        if is_actor(scene, held.i) and not scene.is_class(held.i, "troops"):
            found = [k for k in found if not has_case(s, k.i, ("from", "in"))]  # "take in people from Olm"
        if found:
            break
        held = next((k for k in reversed(kids(s, held.i, "nmod")) if has_case(s, k.i, ("of", "in"))), None)
    return _all(scene, found)


def complements(scene: Scene, i: int) -> tuple[int, ...]:
    """Heads of the clauses that complete a word: "agreed [to withdraw]", "accused of [killing]", "said [it will]"."""
    s = scene.s
    found = [k.i for k in kids(s, i, "obj")[1:]]  # "took him hostage"
    for k in kids(s, i, "xcomp", "ccomp", "advcl", "acl", "csubj"):
        if k.deprel == "advcl" and k.upos in ("VERB", "AUX"):
            marks = {m.lemma for m in kids(s, k.i, "mark", "aux")}
            if not marks & {"of", "for", "to", "from", "with", "into", "against", "on", "in", "that"} or marks & {
                "as",
                "if",
            }:
                continue
        found.append(k.i)
        found.extend(c.i for c in kids(s, k.i, "conj") if c.upos in ("VERB", "AUX"))
    return tuple(found)
