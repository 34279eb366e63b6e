"""Who stands where in a sentence: logical subjects and objects.

Logical means as if told in the active with nothing left out: passives, relative and reduced
clauses, coordinated verbs, controlled infinitives and participles are undone. All answers are
token indices, each coordinated part of a phrase for itself; () where nobody is told.
"""

from __future__ import annotations

from dateline.extract.events.antecedents import antecedent, described
from dateline.extract.events.scene import NOUNS, Scene, is_actor, is_time, only_describes
from dateline.extract.events.voice import DEEP as DEEP
from dateline.extract.events.voice import is_caused
from dateline.extract.events.voice import is_passive as is_passive
from dateline.records import Sentence
from dateline.syntax import cases, kid, kids

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM"})


def grammatical_subject(scene: Scene, v: int) -> int | None:
    """The head of what stands, or is understood, as the verb's subject; None where nothing is."""
    s = scene.s
    for _ in range(DEEP):
        t = s.tokens[v]
        own = kid(s, v, "nsubj")
        if own is not None:
            if own.lemma.lower() in RELATIVE and t.deprel == "acl:relcl":
                return antecedent(scene, t.head, own)
            return own.i
        if t.deprel == "advcl" and (beside := _beside_as(scene, v)) is not None:
            return beside
        if t.head < 0:
            return None
        if t.deprel == "acl" and s.tokens[t.head].upos in NOMINAL:
            if t.xpos in ("VBN", "VBG", "VBD"):
                if kid(s, v, "mark") is not None or _marked(s, v):  # "a ban on entering": whoever is meant
                    return _holder(scene, t.head)
                if t.xpos == "VBG" and scene.is_class(t.head, "document"):  # "a statement criticising": its writer
                    return _writer(scene, t.head)
                if t.xpos == "VBG" and scene.is_class(v, "vowing") and not is_actor(scene, t.head):
                    return _holder(scene, t.head)  # "brought in a law promising": who brought it in
                if t.xpos == "VBG" and _is_gained_or_spent(scene, t.head):  # "won fame prosecuting them"
                    return grammatical_subject(scene, s.tokens[t.head].head)
                if scene.is_class(t.head, "occasion"):  # "the burial of miners killed by"
                    honoured = [k for k in kids(s, t.head, "nmod") if cases(s, k.i)[:1] in (("of",), ("for",))]
                    return honoured[0].i if honoured else t.head
                return t.head
            return _holder(scene, t.head)  # "a decision to withdraw": its owner's
        if t.deprel == "acl:relcl":
            if t.xpos == "VB" and any(k.lemma == "to" for k in kids(s, v, "aux", "mark")):
                picked = s.tokens[t.head].deprel not in ("obl", "nmod") or kid(s, t.head, "amod", "nummod") is not None
                return (
                    t.head if is_actor(scene, t.head) and picked else _holder(scene, t.head)
                )  # "no reason to try him"
            return t.head if not _has_relative_object(s, v) else None
        if t.deprel == "amod" and t.xpos == "VBG":
            return t.head
        if t.deprel in ("conj", "advcl", "xcomp", "ccomp", "parataxis", "dep"):
            if t.deprel in ("parataxis", "ccomp") and not any(k.lemma == "to" for k in kids(s, v, "aux", "mark")):
                return None
            if t.deprel in ("xcomp", "advcl", "ccomp") and not is_passive(s, t.head):
                asked = scene.is_class(t.head, "urging") and any(k.lemma == "to" for k in kids(s, v, "aux", "mark"))
                controller = _controller(scene, t.head) if asked or _is_complement(s, v) else None
                if controller is not None:
                    return controller
            teller = _said_of(scene, v) if t.deprel == "conj" else None
            if teller is not None:
                return teller
            v = t.head
            continue
        return None
    return None


def _is_gained_or_spent(scene: Scene, n: int) -> bool:
    """Whether a noun is what somebody wins or spends by what is told after it: "spent a year *teaching*"."""
    t = scene.s.tokens[n]
    if t.deprel != "obj" or t.head < 0:
        return False
    return scene.is_class(n, "esteem") or scene.lemma(t.head) == "spend"


def _said_of(scene: Scene, v: int) -> int | None:
    """Who does a verb that the parser joined to what is only said: "Lira said Orlo was rude and *criticized* him" is
    Lira's, since nobody is "him" of his own deed. None elsewhere."""
    s = scene.s
    above = s.tokens[v].head
    held = kid(s, v, "obj")
    theirs = held is not None and held.text.lower() in ("him", "her", "them") and s.tokens[v].xpos == "VBD"
    subject = kid(s, above, "nsubj")  # "believe relief is possible and have been calling on Congress"
    if not theirs and (subject is None or is_actor(scene, subject.i) or kid(s, v, "aux") is None):
        return None
    said = s.tokens[above].head
    if s.tokens[above].deprel != "ccomp" or kid(s, above, "cop") is None or not scene.is_class(said, "saying"):
        return None
    told = kid(s, said, "nsubj")
    return told.i if told is not None else None


def _beside_as(scene: Scene, v: int) -> int | None:
    """The subject of a headline's infinitive, however hung: "as Mali to urge restraint"; None where there is none."""
    s = scene.s
    to = next((k.i for k in kids(s, v, "aux", "mark") if k.lemma == "to"), 0)
    if to < 2 or s.tokens[to - 1].upos not in NOUNS:
        return None
    first = to - 1
    while first > 0 and s.tokens[first - 1].head == to - 1 and s.tokens[first - 1].deprel != "case":
        first -= 1
    return to - 1 if first > 0 and s.tokens[first - 1].lemma == "as" else None


def _marked(s: Sentence, v: int) -> bool:
    return any(k.upos == "ADP" for k in kids(s, v, "case"))


def _is_complement(s: Sentence, v: int) -> bool:
    """Whether a clause without subject can be its governor's object's: "told X to go", "accused X of going"."""
    t = s.tokens[v]
    if t.deprel == "advcl":
        return any(k.lemma in ("of", "for", "with", "from", "into", "over") for k in kids(s, v, "mark"))
    return True


def _controller(scene: Scene, v: int) -> int | None:
    """The object of a verb whose complement is its object's act ("ordered troops to leave", "accused X of killing").

    In the passive that object is the verb's own subject, which the way up from the complement meets by itself.
    """
    if not scene.is_class(v, "object_control"):
        return None
    s = scene.s
    if scene.lemma(v) == "call" and any(scene.is_class(k.i, "conveyed") for k in kids(s, v, "xcomp", "advcl")):
        return None  # "called him to express thanks": the caller does
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


def _writer(scene: Scene, n: int) -> int | None:
    """Whose word a paper is: "a UN resolution calling for" is the UN's, whoever votes for it."""
    if scene.s.tokens[n].deprel != "obj" and kid(scene.s, n, "nmod:poss") is None:
        for k in kids(scene.s, n, "compound", "amod"):
            if is_actor(scene, k.i):
                return k.i
    return _holder(scene, n)


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
        if agent is None and is_caused(s, v):
            return subjects(scene, s.tokens[v].head)
        return ()
    found = grammatical_subject(scene, v)
    return _before_clause(s, v, parts(scene, found)) if found is not None else ()


def _before_clause(s: Sentence, v: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """Of a coordination those that stand before a relative clause on it: in "Varn, who was charged, and Orlo" Varn."""
    if s.tokens[v].deprel != "acl:relcl":
        return found
    return tuple(k for k in found if k < v) or found


def objects(scene: Scene, v: int) -> tuple[int, ...]:
    """Those to whom it is done: an active verb's object, a passive one's subject."""
    s = scene.s
    t = s.tokens[v]
    if is_passive(s, v):
        found = grammatical_subject(scene, v)
        return _before_clause(s, v, parts(scene, found)) if found is not None else ()
    own = kid(s, v, "obj")
    if own is not None:
        if own.lemma.lower() in RELATIVE and t.deprel == "acl:relcl":
            return parts(scene, described(s, t.head))
        return parts(scene, own.i)
    if v in scene.moved:
        return parts(scene, scene.moved[v])
    for dead in kids(s, v, "advmod", "xcomp", "ccomp"):  # "shot dead the governor": hung from "dead"
        held = kid(s, dead.i, "obj", "nsubj") if dead.lemma in ("dead", "free", "hostage") else None
        if held is not None:
            return parts(scene, held.i)
    taken = kid(s, v, "xcomp") if kid(s, v, "compound:prt") is not None else None
    if taken is not None and taken.i in scene.named and kid(s, taken.i, "aux", "cop", "mark") is None:
        return parts(scene, taken.i)  # "called out Orlin": the name read as a complement
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


def parts(scene: Scene, i: int) -> tuple[int, ...]:
    """A noun and those coordinated with it; "hundreds of fighters" and "members of the group" stay as they are."""
    s = scene.s
    found = [i]
    stack = [i]
    while stack:
        k = stack.pop()
        for c in s.children[k]:
            t = s.tokens[c]
            own, first = cases(s, c), cases(s, k)
            if own and first and own[0] != first[0] and own[0] in ("on", "in", "at"):
                continue  # "with the premier and on Capitol Hill"
            describes = t.upos == "ADJ" and only_describes(scene, k, c)
            if t.deprel == "conj" and t.upos in NOMINAL and not describes and kid(s, c, "nsubj") is None and c > i:
                found.append(c)
                stack.append(c)
    if i in scene.joined and scene.joined[i] not in found:
        found.append(scene.joined[i])
    return tuple(sorted(found))


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
