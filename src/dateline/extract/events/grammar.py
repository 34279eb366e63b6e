"""Who stands where in a sentence: logical subjects and objects.

Logical means as if told in the active with nothing left out: passives, relative and reduced
clauses, coordinated verbs, controlled infinitives and participles are undone. All answers are
token indices, each coordinated part of a phrase for itself; () where nobody is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.events import EventRules
from dateline.records import Sentence, Token
from dateline.syntax import cases, kid, kids

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})
DEEP = 12  # steps up through clauses: more nesting than that is not news prose but a parser's stumble


@dataclass(slots=True)
class Scene:
    """A sentence with the rules, and what was already worked out of it."""

    s: Sentence
    rules: EventRules
    known: frozenset[int] = frozenset()  # tokens that a user pointed at as actors
    moved: dict[int, int] = field(
        default_factory=dict
    )  # verb -> its object, where its particle passed for a preposition
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
        """Words that a rule may know a token by: lemma, itself, "cease-fire" for its "fire", "marine" for "Marines"."""
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
        if agent is not None and (not is_time(scene, agent) or agent.i in scene.named):
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
    for dead in kids(s, v, "advmod", "xcomp", "ccomp"):  # "shot dead the governor": hung from "dead"
        held = kid(s, dead.i, "obj", "nsubj") if dead.lemma in ("dead", "free", "hostage") else None
        if held is not None:
            return parts(scene, held.i)
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


def is_time(scene: Scene, t: Token) -> bool:
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
    if t.upos == "PROPN" and kind is None and t.text[:1].isalpha() and not t.text.isupper() and not is_time(scene, t):
        return True  # a name that the tagger knew no kind for
    if t.upos == "PRON":
        return t.lemma.lower() in PERSONS
    if not scene.rules.words("actor").isdisjoint(scene.forms(i)):
        return True
    low = t.text.lower()
    return low.endswith(("-led", "-backed", "-allied")) and low[:1].isalpha()


PERSONS = frozenset(["he", "she", "they", "we", "i", "you", "who", "it", "them", "him", "her", "us", "me", "whom"])


def has_case(s: Sentence, i: int, wanted: tuple[str, ...]) -> bool:
    """Whether a noun's preposition is a wanted one: its first word or all of it ("out_of")."""
    found = cases(s, i)
    return bool(found) and (found[0] in wanted or "_".join(found) in wanted)


def speaker_of(scene: Scene, i: int) -> int | None:
    """Whom a pronoun most likely means as the subject of what is told: who tells it; None where that cannot be seen."""
    s = scene.s
    v = s.tokens[i].head
    if v < 0 or not s.tokens[i].deprel.startswith("nsubj"):
        return None
    for _ in range(DEEP):
        t = s.tokens[v]
        if t.head < 0:
            return None
        if t.deprel == "ccomp":
            found = kid(s, t.head, "nsubj") if scene.is_class(t.head, "saying") else None
            return found.i if found is not None and found.upos != "PRON" else None
        if t.deprel not in ("conj", "xcomp"):
            return None
        v = t.head
    return None
