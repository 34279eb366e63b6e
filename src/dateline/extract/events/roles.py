"""Who stands where: logical subjects and objects, and the words that a rule's selectors lead to.

Logical means as if told in the active with nothing left out: passives, relative and reduced
clauses, coordinated verbs, controlled infinitives and participles are undone. All answers are
token indices, each coordinated part of a phrase for itself; () where nobody is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.events import EventRules, Selector, Words
from dateline.records import Sentence, Token
from dateline.syntax import cases, is_label, kid, kids

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})
NAMED = {"person": "person", "organisation": "organisation", "gpe": "country", "people": "people"}
DEEP = 12  # steps up through clauses: more nesting than that is not news prose but a parser's stumble


@dataclass(slots=True)
class Scene:
    """A sentence with the rules, and what was already worked out of it."""

    s: Sentence
    rules: EventRules
    known: frozenset[int] = frozenset()  # tokens that a user pointed at as actors
    moved: dict[int, int] = field(default_factory=dict)  # verb -> its object, where its particle passed for a preposition
    named: dict[int, str] = field(default_factory=dict)  # token -> kind of the name it is in

    def __post_init__(self) -> None:
        for name in self.s.names:
            for i in range(name.first, min(name.last + 1, len(self.s.tokens))):
                self.named[i] = name.kind

    def lemma(self, i: int) -> str:
        """The lemma, lower case, with the lemmatizer's known slips mended ("staged" is not of "stag")."""
        t = self.s.tokens[i]
        lemma = t.lemma.lower()
        return self.rules.slips.get(t.text.lower()) or self.rules.slips.get(lemma, lemma)

    def forms(self, i: int) -> tuple[str, ...]:
        """Words that a rule may know a token by: its lemma, itself, "cease-fire" for its "fire", "marine" for "Marines"."""
        t = self.s.tokens[i]
        low, lemma = t.text.lower(), self.lemma(i)
        found = (lemma, low) if lemma != low else (low,)
        if t.upos == "PROPN" and low.endswith("s") and len(low) > 3:
            found = (*found, low[:-1])
        if i >= 2 and self.s.tokens[i - 1].text == "-" and self.s.tokens[i - 1].start == self.s.tokens[i - 2].end:
            found = (*found, f"{self.s.tokens[i - 2].text.lower()}-{lemma}")
        return found

    def is_class(self, i: int, name: str) -> bool:
        return self.lemma(i) in self.rules.words(name)


def is_passive(s: Sentence, i: int) -> bool:
    """As ``syntax.is_passive``, but a participle coordinated with a passive one is passive too."""
    t = s.tokens[i]
    if t.xpos not in ("VBN", "VBD"):
        return False
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


def grammatical_subject(scene: Scene, v: int) -> int | None:
    """The head of what stands, or is understood, as the verb's subject; None where nothing is."""
    s = scene.s
    for _ in range(DEEP):
        t = s.tokens[v]
        own = kid(s, v, "nsubj")
        if own is not None:
            if own.lemma.lower() in RELATIVE and t.deprel == "acl:relcl":
                return t.head
            if own.lemma.lower() == "there" and own.deprel == "expl":
                return None
            return own.i
        if t.head < 0:
            return None
        if t.deprel == "acl" and s.tokens[t.head].upos in NOMINAL:
            if t.xpos in ("VBN", "VBG", "VBD"):
                if kid(s, v, "mark") is not None or _marked(s, v):  # "a ban on entering": whoever is meant
                    return _holder(scene, t.head)
                if t.xpos == "VBG" and scene.is_class(t.head, "document"):  # "a statement criticising": its writer
                    return _holder(scene, t.head)
                if scene.is_class(t.head, "occasion"):  # "the funeral of fighters killed by"
                    honoured = [k for k in kids(s, t.head, "nmod") if cases(s, k.i)[:1] in (("of",), ("for",))]
                    return honoured[0].i if honoured else t.head
                return t.head
            return _holder(scene, t.head)  # "a decision to withdraw": its owner's
        if t.deprel == "acl:relcl":
            return t.head if not _has_relative_object(s, v) else None
        if t.deprel == "amod" and t.xpos == "VBG":
            return t.head
        if t.deprel in ("conj", "advcl", "xcomp", "ccomp", "parataxis", "dep"):
            if t.deprel in ("parataxis", "ccomp") and not any(k.lemma == "to" for k in kids(s, v, "aux", "mark")):
                return None
            if t.deprel != "conj":
                controller = _controller(scene, t.head)
                if controller is not None and t.deprel in ("xcomp", "advcl", "ccomp") and _is_complement(s, v):
                    return controller
            v = t.head
            continue
        return None
    return None


def _marked(s: Sentence, v: int) -> bool:
    return any(k.upos == "ADP" for k in kids(s, v, "case"))


def _is_complement(s: Sentence, v: int) -> bool:
    """Whether a clause without subject can be its governor's object's: "told X to go", "accused X of going"."""
    t = s.tokens[v]
    if t.deprel == "advcl":
        return any(k.lemma in ("of", "for", "with", "from", "into", "over") for k in kids(s, v, "mark"))
    return True


def _controller(scene: Scene, v: int) -> int | None:
    """The object of a verb whose complement is its object's act ("ordered troops to leave", "accused X of killing")."""
    if not scene.is_class(v, "object_control"):
        return None
    s = scene.s
    if is_passive(s, v):
        return grammatical_subject(scene, v)
    found = kid(s, v, "obj", "iobj")
    if found is None:
        found = next((k for k in kids(s, v, "obl") if cases(s, k.i)[:1] in (("on",), ("upon",), ("to",))), None)
    return found.i if found else None


def _holder(scene: Scene, n: int) -> int | None:
    """Whose a plan, decision or threat is: its possessor, or the subject of the verb it is the object of."""
    s = scene.s
    owner = kid(s, n, "nmod:poss")
    if owner is not None:
        return owner.i
    for k in kids(s, n, "nmod"):
        if cases(s, k.i)[:1] in (("by",), ("of",), ("from",)) and is_actor(scene, k.i):
            return k.i
    t = s.tokens[n]
    if t.head >= 0 and t.deprel in ("obj", "obl") and s.tokens[t.head].upos in ("VERB", "AUX"):
        return grammatical_subject(scene, t.head)
    for k in kids(s, n, "compound", "amod"):
        if is_actor(scene, k.i):
            return k.i
    return None


def _has_relative_object(s: Sentence, v: int) -> bool:
    return any(k.lemma.lower() in RELATIVE for k in kids(s, v, "obj"))


def subjects(scene: Scene, v: int) -> tuple[int, ...]:
    """Those who do what a verb tells: an active verb's subject, a passive one's *by*-phrase."""
    s = scene.s
    if is_passive(s, v):
        agent = next((k for k in kids(s, v, "obl:agent", "obl") if cases(s, k.i)[:1] == ("by",)), None)
        if agent is None:
            for k in kids(s, v, "obl"):  # "at the hands of rebels"
                if k.lemma == "hand" and cases(s, k.i)[:1] == ("at",):
                    agent = kid(s, k.i, "nmod")
        if agent is not None and (not _is_time(scene, agent) or agent.i in scene.named):
            return parts(scene, agent.i)
        if agent is None and s.tokens[v].deprel == "conj" and is_passive(s, s.tokens[v].head):
            return ()
        return ()
    found = grammatical_subject(scene, v)
    return parts(scene, found) if found is not None else ()


def objects(scene: Scene, v: int) -> tuple[int, ...]:
    """Those to whom it is done: an active verb's object, a passive one's subject."""
    s = scene.s
    t = s.tokens[v]
    if is_passive(s, v):
        found = grammatical_subject(scene, v)
        return parts(scene, found) if found is not None else ()
    own = kid(s, v, "obj")
    if own is not None:
        if own.lemma.lower() in RELATIVE and t.deprel == "acl:relcl":
            return parts(scene, t.head)
        return parts(scene, own.i)
    if v in scene.moved:
        return parts(scene, scene.moved[v])
    if t.deprel == "amod" and t.head > v and kid(s, v, "nsubj") is not None:
        return parts(scene, t.head)  # "the junta dissolved parliament", read as a participle
    below = kid(s, v, "ccomp")
    if below is not None and any(k.lemma == "to" for k in kids(s, below.i, "aux", "mark")):
        inner = kid(s, below.i, "nsubj")  # "urged [Iran to stop]"
        if inner is not None:
            return parts(scene, inner.i)
    if (
        t.deprel == "acl:relcl"
        and kid(s, v, "nsubj") is not None
        and not any(k.lemma.lower() in RELATIVE for k in kids(s, v, "nsubj", "obl"))
    ):
        return parts(scene, t.head)  # "the drone [that] the army shot down"
    for up in kids(s, v, "compound:prt"):  # "kidnapped up to 16 advisers": read as a particle by mistake
        counted = [k for k in kids(s, up.i, "obl") if kid(s, k.i, "nummod") is not None]
        if up.lemma == "up" and counted:
            return parts(scene, counted[0].i)
    after = [k for k in kids(s, v, "conj") if s.tokens[k.i].upos == "VERB"]
    if after and not any(k.i > v for k in kids(s, v, "obl", "xcomp", "ccomp")):
        shared = kid(s, after[0].i, "obj")
        if shared is not None:
            return parts(scene, shared.i)
    if t.deprel == "conj" and t.head >= 0 and not is_passive(s, v) and is_passive(s, t.head) and t.xpos == "VBN":
        return objects(scene, t.head)
    return ()


def _is_time(scene: Scene, t: Token) -> bool:
    return t.lemma[:1].isdigit() or scene.is_class(t.i, "time")


def parts(scene: Scene, i: int) -> tuple[int, ...]:
    """A noun and those coordinated with it; "hundreds of fighters" and "members of the group" stay as they are."""
    s = scene.s
    found = [i]
    stack = [i]
    while stack:
        k = stack.pop()
        for c in s.children[k]:
            t = s.tokens[c]
            if t.deprel == "conj" and t.upos in NOMINAL and kid(s, c, "nsubj") is None and c > i:
                found.append(c)
                stack.append(c)
    return tuple(sorted(found))


def is_actor(scene: Scene, i: int) -> bool:
    """Whether a noun can act: a name of people, groups or countries, a nationality, or a word for such."""
    t = scene.s.tokens[i]
    kind = scene.named.get(i)
    if i in scene.known or kind in ("person", "organisation", "gpe", "people"):
        return True
    if t.upos == "PROPN" and kind is None and t.text[:1].isalpha() and not t.text.isupper() and not _is_time(scene, t):
        return True  # a name that the tagger knew no kind for
    if t.upos == "PRON":
        return t.lemma.lower() in PERSONS
    if not scene.rules.words("actor").isdisjoint(scene.forms(i)):
        return True
    low = t.text.lower()
    return low.endswith(("-led", "-backed", "-allied")) and low[:1].isalpha()


PERSONS = frozenset(["he", "she", "they", "we", "i", "you", "who", "it", "them", "him", "her", "us", "me", "whom"])


def passes(scene: Scene, i: int, what: Words) -> bool:
    """Whether a word is one of a rule's words; "hundreds of attacks" passes for its attacks."""
    lemma = scene.lemma(i)
    if "*" in what.kinds or not what.lemmas.isdisjoint(scene.forms(i)):
        return True
    if what.kinds:
        if "actor" in what.kinds and is_actor(scene, i):
            return True
        kind = scene.named.get(i)
        if "named" in what.kinds and kind == "person":
            return True
        if "person" in what.kinds and (kind == "person" or lemma in scene.rules.words("person")):
            return True
        if "country" in what.kinds and kind in ("gpe", "people"):
            return True
        if "place" in what.kinds and (kind in ("gpe", "location", "facility") or lemma in scene.rules.words("place")):
            return True
        if "thing" in what.kinds and not is_actor(scene, i):
            return True
        if what.kinds & CLAUSE_KINDS and _clause_is(scene, i, what.kinds):
            return True
        if "people" in what.kinds and (kind == "people" or lemma in scene.rules.words("crowd")):
            return True
        if "number" in what.kinds and scene.s.tokens[i].upos == "NUM":
            return True
    if lemma in scene.rules.words("measure"):
        return any(passes(scene, k.i, what) for k in kids(scene.s, i, "nmod") if cases(scene.s, k.i)[:1] == ("of",))
    if what.lemmas and lemma in scene.rules.words("container"):  # "a ceasefire agreement", "a state of siege"
        inner = [k for k in kids(scene.s, i, "compound", "amod") if k.i < i]
        inner += [k for k in kids(scene.s, i, "nmod") if cases(scene.s, k.i)[:1] == ("of",)]
        return any(not what.lemmas.isdisjoint(scene.forms(k.i)) for k in inner)
    return False


CLAUSE_KINDS = frozenset({"will", "must", "negated", "refused", "finite", "question", "infinitive", "participle"})
WILL = frozenset({"will", "wo", "'ll", "shall", "would", "'d"})
MUST = frozenset({"must", "should", "ought"})


def _clause_is(scene: Scene, i: int, wanted: frozenset[str]) -> bool:
    """Whether a clause's head is told as to come, as a duty, as not so, or as what its subject will not do."""
    s = scene.s
    below = kids(s, i)
    modals = {k.text.lower() for k in below if k.deprel == "aux"}
    negated = any("Polarity=Neg" in k.feats or k.lemma == "never" for k in below)
    above = s.tokens[i]
    if not negated and above.deprel == "xcomp" and above.head >= 0:
        modals |= {k.text.lower() for k in kids(s, above.head, "aux")}
    must = (
        bool(modals & MUST and not modals & {"have", "'ve"})
        or (above.deprel == "xcomp" and above.head >= 0 and s.tokens[above.head].lemma in ("have", "need"))
        or any(k.deprel == "xcomp" and s.tokens[i].lemma in ("have", "need") for k in below)
    )
    subject = kid(s, i, "nsubj")
    if not modals and above.xpos in ("VB", "VBP") and subject is not None and subject.xpos in ("NN", "NNP"):
        must = must or any(k.lemma == "that" for k in kids(s, i, "mark"))  # "insisted that Serbia hand over"
    finite = any(k.deprel in ("nsubj", "nsubj:pass") for k in below) and not modals & (WILL | MUST | {"to"})
    question = any(
        k.lemma.lower() in ("if", "whether", "why", "how", "what", "who", "where", "when") and k.i < i for k in below
    )
    return (
        ("question" in wanted and question)
        or ("infinitive" in wanted and "to" in modals)
        or ("participle" in wanted and above.xpos == "VBN" and not modals)
        or ("finite" in wanted and finite)
        or ("will" in wanted and bool(modals & WILL) and not negated)
        or ("must" in wanted and must)
        or ("negated" in wanted and negated)
        or ("refused" in wanted and negated and bool(modals & WILL))
    )


def has_case(s: Sentence, i: int, wanted: tuple[str, ...]) -> bool:
    """Whether a noun's preposition is a wanted one: its first word or all of it ("out_of")."""
    found = cases(s, i)
    return bool(found) and (found[0] in wanted or "_".join(found) in wanted)


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
        if t.deprel == "obl" and scene.is_class(v, "engage") and has_case(s, top, ("in", "on", "with", "to", "for")):
            return v
        if t.deprel == "xcomp" and s.tokens[v].lemma == "be":
            return v
    for k in kids(s, top, "acl:relcl", "acl"):  # "an attack carried out by", "the talks they held"
        if scene.is_class(k.i, "light") and k.upos == "VERB":
            return k.i
        inner = kid(s, k.i, "ccomp")
        if inner is not None and scene.is_class(inner.i, "light"):  # "which Reuters reported was carried out by"
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
        if not found and s.tokens[i].deprel == "conj" and s.tokens[s.tokens[i].head].upos in ("NOUN", "PROPN"):
            found = [k for k in kids(s, s.tokens[i].head, "compound", "amod") if _can_modify(scene, k)]
        if len(found) > 1:  # "Iranian proxy attacks", "Israeli army raids": the noun beside the nationality
            nouns = [k for k in found if k.upos != "ADJ" and scene.named.get(k.i) != "people"]
            found = nouns or found
        return tuple(m for k in found for m in parts(scene, k.i))
    if step == "light":
        found_light = subjects(scene, light) if light is not None else ()
        return tuple(k for k in found_light if is_actor(scene, k) or scene.is_class(k, "weapon"))
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
    """Prepositional phrases of a noun: its own, of the measure or light verb over it, of the noun coordinated with it."""
    s = scene.s
    found = [k for k in kids(s, n, "nmod", "obl") if has_case(s, k.i, words) and not _is_time(scene, k)]
    if found:
        return _all(scene, found)
    if light is not None:
        verb_words = tuple(w for w in words if w not in ("by", "from", "of"))
        found = [
            k for k in kids(s, light, "obl") if has_case(s, k.i, verb_words) and not _is_time(scene, k) and k.i != n
        ]
        found += [k for k in kids(s, light, "iobj") if "to" in words or "on" in words]
        if found:
            return _all(scene, found)
    top = climb(scene, n)
    if top != n:
        found = [k for k in kids(s, top, "nmod") if has_case(s, k.i, words) and k.i != n and not _is_time(scene, k)]
        if found:
            return _all(scene, [k for k in found if k.i > n])
    for k in kids(s, n, "conj"):
        found = [m for m in kids(s, k.i, "nmod") if has_case(s, m.i, words) and not _is_time(scene, m)]
        if found:
            return _all(scene, found)
    return ()


def _of_verb(scene: Scene, v: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Prepositional phrases of a verb; where it has none, those that the parser hung from its object."""
    s = scene.s
    found = [k for k in kids(s, v, "obl") if has_case(s, k.i, words) and not _is_time(scene, k)]
    if "to" in words:
        found += kids(s, v, "iobj")
    if found:
        return _all(scene, sorted(found, key=lambda t: t.i))
    held = kid(s, v, "obj") or (kid(s, v, "nsubj:pass") if is_passive(s, v) else None)
    for _ in range(3):  # "returned dozens of artifacts to Peru": the phrase may hang from the last noun
        if held is None:
            break
        found = [k for k in kids(s, held.i, "nmod") if has_case(s, k.i, words) and not _is_time(scene, k)]
        if found:
            break
        held = next((k for k in reversed(kids(s, held.i, "nmod")) if has_case(s, k.i, ("of", "in"))), None)
    return _all(scene, found)


def complements(scene: Scene, i: int) -> tuple[int, ...]:
    """Heads of the clauses that complete a word: "agreed [to withdraw]", "accused of [killing]", "said [it would go]"."""
    s = scene.s
    found = []
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
