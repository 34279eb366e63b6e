"""Who bears the act that a noun tells when another word tells it of them, and who stands behind a weapon or a paper.

"The camp was hit by air strikes", "they suffered injuries in the raid", "shelling that left ten
dead", "the mayor faces an inquiry", "is the target of an investigation".
"""

from __future__ import annotations

from dateline.extract.events.grammar import grammatical_subject, is_passive, objects, parts, subjects
from dateline.extract.events.roles import climb
from dateline.extract.events.scene import Scene, has_case, is_actor, is_time
from dateline.records import Sentence
from dateline.syntax import cases, kid, kids

CAUSE = ("by", "with", "in", "during", "from", "after", "under", "as", "through")


def bearers(scene: Scene, n: int, light: int | None) -> tuple[int, ...]:
    """To whom a noun's act is done, where its verb or the noun over it says so; () where neither does."""
    s = scene.s
    top = climb(scene, n)
    t = s.tokens[top]
    if light is not None and scene.is_class(light, "inverted"):
        return subjects(scene, light) if t.deprel == "obj" else ()
    above = t.head
    if t.deprel == "obj" and scene.is_class(above, "provoke") and scene.is_class(n, "opinion"):
        return subjects(scene, above)  # "the plan sparked criticism"
    if kid(s, top, "cop") is not None and has_case(s, top, ("under",)):  # "is under investigation"
        return subjects(scene, top)
    below = [m.i for m in kids(s, top, "nmod", "obl")]
    below += [m.i for b in below for m in kids(s, b, "nmod")]
    for k in (*kids(s, top, "acl:relcl"), *(k for b in below for k in kids(s, b, "acl:relcl"))):
        told = subjects(scene, k.i) if _harms(scene, k.i) else ()  # "raids in Puno that left ten dead"
        if top in told or (told and not is_actor(scene, told[0])) or any(m in scene.named for m in told if m != top):
            return objects(scene, k.i)
    if above < 0:
        return ()
    if s.tokens[above].upos == "NOUN":
        if cases(s, top)[:1] == ("of",) and scene.is_class(above, "butt"):  # "the target of an investigation"
            if kid(s, above, "cop") is not None:
                return subjects(scene, above)
            became = s.tokens[above].deprel == "xcomp" and s.tokens[s.tokens[above].head].lemma in ("become", "remain")
            return subjects(scene, s.tokens[above].head) if became else ()
        if cases(s, top)[:1] != ("of",) or s.tokens[above].lemma not in ("result", "consequence"):
            return ()
        top, t = above, s.tokens[above]  # "as a result of the strikes"
        above = t.head
    if above < 0 or s.tokens[above].upos != "VERB":
        return ()
    if t.deprel == "nsubj" and _harms(scene, above):
        return objects(scene, above) or tuple(k.i for k in kids(s, above, "obl") if has_case(s, k.i, ("near", "at")))
    if t.deprel not in ("obl", "obl:agent") or not has_case(s, top, CAUSE):
        return ()
    if scene.is_class(above, "sustain") or (
        s.tokens[above].lemma in ("come", "remain") and has_case(s, top, ("under",))
    ):
        return subjects(scene, above)
    if _harms(scene, above) and is_passive(s, above):
        return objects(scene, above)
    return ()


def _harms(scene: Scene, v: int) -> bool:
    """Whether a verb tells what an act did to somebody or something: "hit", "left ten dead"."""
    s = scene.s
    if s.tokens[v].lemma == "leave":
        return any(scene.is_class(k.i, "harmed") for k in kids(s, v, "xcomp", "advmod", "obl"))
    return scene.is_class(v, "harm")


def doers(scene: Scene, found: tuple[int, ...]) -> tuple[int, ...]:
    """Actors with those behind a weapon or a paper in its place: "a rocket fired by the militia", "Lira's letter".

    A weapon of which nobody is told falls away; a paper stays, for it may speak for itself.
    """
    made: list[int] = []
    for i in found:
        weapon, paper = scene.is_class(i, "munition"), scene.is_class(i, "document")
        if (not weapon and not paper) or i in scene.known:
            made.append(i)
            continue
        behind = _behind(scene, i)
        made.extend(behind if behind or weapon else (i,))
    return tuple(dict.fromkeys(made))


def _behind(scene: Scene, i: int) -> tuple[int, ...]:
    s = scene.s
    for k in (*kids(s, i, "nmod:poss"), *(k for k in kids(s, i, "nmod") if has_case(s, k.i, ("by", "from")))):
        if is_actor(scene, k.i):
            return (k.i,)
    for k in kids(s, i, "acl"):  # "a rocket fired from Lebanon"
        told = subjects(scene, k.i) if is_passive(s, k.i) else ()
        told = told or tuple(m.i for m in kids(s, k.i, "obl") if has_case(s, m.i, ("from", "by")))
        told = tuple(m for m in told if is_actor(scene, m))
        if told:
            return told
    return tuple(k.i for k in kids(s, i, "compound", "amod") if k.i in scene.named and is_actor(scene, k.i))[:1]


def makers(scene: Scene, v: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """Those who made what a verb takes: "prevented a march staged by *students*"; () where nobody is told."""
    clauses = [k.i for i in found for k in kids(scene.s, i, "=acl") if k.i != v and is_passive(scene.s, k.i)]
    return tuple(m for c in clauses for m in subjects(scene, c) if is_actor(scene, m))


def marches(scene: Scene, v: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """A march or rally told as what was pushed back: it stands for those in it, where nobody is told."""
    gathered = ("march", "rally", "procession", "demonstration", "protest", "vigil", "sit-in", "picket")
    return tuple(k for k in found if scene.lemma(k) in gathered and is_passive(scene.s, v))


def brokers(scene: Scene, light: int | None, *, kind: str) -> set[int]:
    """Who only brings an act of others about: "*Egypt* brokered the ceasefire" did not cease fire itself."""
    if light is None or scene.rules.types[kind].plover == "CONSULT" or not scene.is_class(light, "brokering"):
        return set()
    return set(subjects(scene, light))


def is_city(scene: Scene, i: int) -> bool:
    """Whether a name is of a place that is no state and no people."""
    return scene.named.get(i) in ("gpe", "location", "facility") and not scene.is_class(i, "country")


def is_whence(scene: Scene, i: int) -> bool:
    """Whether a phrase tells from where, not by whom: "attacks from tunnels"."""
    return (
        not is_actor(scene, i) and has_case(scene.s, i, ("from", "in", "at", "of")) and scene.s.tokens[i].upos == "NOUN"
    )


def by_name(scene: Scene, actor: tuple[int, ...], light: int | None) -> tuple[int, ...]:
    """Doers with the subject in the place of its own possessive: "Arania launched its assault" is Arania's."""
    if light is None or not actor or any(scene.s.tokens[k].xpos != "PRP$" for k in actor):
        return actor
    told = tuple(k for k in subjects(scene, light) if is_actor(scene, k) and scene.s.tokens[k].upos != "PRON")
    return told or actor


def owners(scene: Scene, found: tuple[int, ...]) -> tuple[int, ...]:
    """Recipients with the owner in the place of what is praised or blamed of theirs: "Lira's right"."""
    made: list[int] = []
    for i in found:
        owner = kid(scene.s, i, "nmod:poss")
        plain = not is_actor(scene, i) and scene.lemma(i) not in scene.rules.nouns and i not in scene.named
        if owner is None and scene.is_class(i, "owned"):  # "the victory of the party"
            owner = next((k for k in kids(scene.s, i, "nmod") if has_case(scene.s, k.i, ("of",))), None)
        if plain and owner is not None and is_actor(scene, owner.i) and owner.upos != "PRON":
            made.append(owner.i)
        else:
            made.append(i)
    return tuple(dict.fromkeys(made))


def targets(scene: Scene, heads: tuple[int, ...]) -> tuple[int, ...]:
    """X of "anti-X protests", "anti-X marchers": whom a protest is against."""
    s = scene.s
    for h in heads:
        below = [k for k in (*s.children[h], h - 1) if 0 < k < h]
        for k in sorted(set(below)):
            if k >= 2 and s.tokens[k - 1].text == "-" and s.tokens[k - 2].text.lower() == "anti":
                return (k,) if s.tokens[k].text[:1].isupper() or is_actor(scene, k) else ()
    return ()


def no_participant(scene: Scene, k: int) -> bool:
    """Whether a word can be no side of an act: a time, or the noun of a turn ("in support of", "in response to")."""
    t = scene.s.tokens[k]
    if k in scene.known or k in scene.named:
        return False
    if t.lemma.lower() == "one" and t.upos in ("NUM", "PRON") and _is_idle_one(scene.s, k):
        return True
    if is_time(scene, t):
        counted = t.upos == "NUM" and any(has_case(scene.s, x.i, ("of",)) for x in kids(scene.s, k, "nmod"))
        return not counted  # "17 of the ships"
    return scene.is_class(k, "turn") and has_case(scene.s, k, ("in", "on"))


def _is_idle_one(s: Sentence, k: int) -> bool:
    """Whether "one" counts nobody: "met *one* on one", "Varn, for *one*, called"."""
    words = [t.text.lower() for t in s.tokens[max(0, k - 2) : k + 3]]
    at = min(k, 2)
    apart = at > 0 and words[at - 1] == "for" and words[at + 1 : at + 2] in ([","], ["."])
    return apart or words[at:] == ["one", "on", "one"] or words[: at + 1] == ["one", "on", "one"]


def meeting_one(scene: Scene, n: int) -> tuple[int, ...]:
    """Who goes to a meeting of which only the other side is told: "flew in for talks with X", "after a call with X"."""
    s = scene.s
    top = climb(scene, n)
    t = s.tokens[top]
    v = t.head
    told_of = v >= 0 and (s.tokens[v].upos in ("VERB", "AUX") or kid(s, v, "cop") is not None)
    if not told_of or t.deprel != "obl" or kid(s, n, "nmod:poss") is not None:
        return ()
    left = has_case(s, top, ("from", "out_of")) and scene.is_class(v, "leaving")  # "emerged from a meeting with"
    if not left and not has_case(s, top, ("for", "after", "follow", "during", "before", "in", "at")):
        return ()
    told = subjects(scene, v)
    if not told and has_case(s, top, ("after", "follow")):  # "was encouraged after a meeting with"
        subject = grammatical_subject(scene, v)
        told = parts(scene, subject) if subject is not None else ()
    return told if all(is_actor(scene, k) for k in told) else ()


def is_legal_label(scene: Scene, n: int) -> bool:
    """Whether a crime's name only judges another act: "might amount to genocide", "is a war crime"."""
    s = scene.s
    if not scene.is_class(n, "crime_label"):
        return False
    t = s.tokens[climb(scene, n)]
    if t.head >= 0 and s.tokens[t.head].lemma == "commit" and t.deprel == "obj":  # "genocide by starving a people"
        return any(m.lemma == "by" for k in kids(s, t.head, "advcl") for m in kids(s, k.i, "mark"))
    if kid(s, n, "cop") is not None:
        return True
    return t.head >= 0 and t.deprel in ("obj", "obl", "xcomp") and scene.is_class(t.head, "labelling")
