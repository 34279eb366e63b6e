"""Participants that the sentence tells, though not beside the act's own word.

"The mayor opened his campaign with *attacks* on the press": the attacks are the mayor's. "Ten were *killed* since the
army began its assault": by the army. "Lira and Orlo said *they* would go": both would. Each way asks the tree for a
tie that English reads so; where none holds, nobody is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.assemble.beings import is_abstract, kind_of_name
from dateline.extract.assemble.makers import announced_by, beyond_place, by_phrase, can_do, from_phrase
from dateline.lexicon.assemble import CastWords, CostWords
from dateline.records import Sentence, Telling
from dateline.syntax import ancestors, cases, conjuncts, is_label, kid, kids

STEPS = 8  # words climbed at most
BOTH_SIDED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
CLAUSAL = frozenset({"advcl", "ccomp", "conj", "xcomp"})
SUBJECTS = ("nsubj", "nsubj:pass")


def with_understood(t: Telling, s: Sentence, others: Sequence[Telling], *, words: CostWords) -> Telling:
    """The telling with the participants that its sentence tells elsewhere; ``others`` are the sentence's tellings."""
    t = replace(t, actor=joint(t.actor, s), recipient=joint(t.recipient, s))
    if t.type == "REQUEST" and not t.recipient:
        t = replace(t, recipient=tuple(k for k in _called_on(t, s, words) if k not in t.actor))
    if t.type in ("CONSULT", "COOPERATE") and len(t.actor) == 1 and not t.recipient:
        return replace(t, actor=_with_starter(t, s, words))
    if t.actor:
        return t
    found = _of_governor(t, s, words) or _of_other_telling(t, s, others, words)
    found = tuple(k for k in found if k not in t.recipient)
    return replace(t, actor=found) if found else t


def _called_on(t: Telling, s: Sentence, words: CostWords) -> tuple[int, ...]:
    """Of whom a thing written asks: "launched petitions calling on *delegates* to"."""
    paper = kid(s, t.trigger, "obj")
    for k in kids(s, paper.i if paper is not None else t.trigger, "=acl"):
        if k.xpos == "VBG" and k.lemma.lower() in ("call", "ask", "urge", "press"):
            asked = [m for m in kids(s, k.i, "obj", "=obl") if cases(s, m.i)[:1] in ((), ("on",), ("upon",))]
            return tuple(m.i for m in asked[:1] if not is_abstract(s, m.i, words.cast))
    return ()


def _with_starter(t: Telling, s: Sentence, words: CostWords) -> tuple[int, ...]:
    """Both sides of a talk of which only the other is told: "*Lira* struck up a conversation with him"."""
    x = s.tokens[t.trigger]
    v = x.head
    before = [k.i for k in kids(s, x.i, "compound") if kind_of_name(s, k.i) == "person"]
    if x.deprel == "root" and before and cases(s, t.actor[0])[:1] == ("with",):
        return (*before, *t.actor)  # "Lira talks with Orlo", read as a noun's phrase
    within = x.deprel == "obl" and cases(s, x.i)[:1] == ("in",)  # "found it in a joint operation with"
    if x.upos != "NOUN" or not (x.deprel == "obj" or within) or s.tokens[v].upos != "VERB":
        return t.actor
    if kid(s, x.i, "nmod:poss") is not None:
        return t.actor
    if t.status.status != "actual" or _is_known_act(s, x.i) or cases(s, t.actor[0])[:1] != ("with",):
        return t.actor
    return tuple(dict.fromkeys((*(k for k in _doers(s, v, words) if k not in t.actor), *t.actor)))


def joint(heads: tuple[int, ...], s: Sentence) -> tuple[int, ...]:
    """Heads with a "they" that can only mean a coordinated subject over it given up for that subject's parts."""
    found: list[int] = []
    for i in heads:
        word = s.tokens[i].text.lower()
        both = _coordinated_above(s, i) if word == "they" else _whose(s, i) if word == "whose" else ()
        found += both or (i,)
    return tuple(dict.fromkeys(found))


def _whose(s: Sentence, i: int) -> tuple[int, ...]:
    """Of "an inmate *whose* sentence he eased" the inmate; () where no noun bears the clause."""
    v = s.tokens[i].head
    for _ in range(STEPS):
        if v < 0 or s.tokens[v].deprel == "acl:relcl":
            break
        v = s.tokens[v].head
    return (s.tokens[v].head,) if v >= 0 and s.tokens[v].head >= 0 else ()


def _coordinated_above(s: Sentence, i: int) -> tuple[int, ...]:
    if s.tokens[i].deprel not in SUBJECTS:
        return ()
    v = s.tokens[i].head
    for _ in range(STEPS):
        t = s.tokens[v]
        if t.head < 0 or t.deprel not in CLAUSAL:
            return ()
        v = t.head
        subject = kid(s, v, *SUBJECTS)
        if subject is not None:
            parts = conjuncts(s, subject.i)
            people = all(s.tokens[k].upos == "PROPN" for k in parts)
            return tuple(parts) if len(parts) > 1 and people and subject.i < i else ()
    return ()


def _of_governor(t: Telling, s: Sentence, words: CostWords) -> tuple[int, ...]:
    """Who does what an act's noun tells, where the noun only says how, when or where somebody does another thing."""
    x = s.tokens[t.trigger]
    if x.upos not in ("NOUN", "PROPN"):
        return ()
    cast = words.cast
    top = _top(s, t.trigger, cast)
    v = s.tokens[top].head
    told = by_phrase(s, t.trigger, top, words) or from_phrase(t, s, top, words) or announced_by(s, top, words)
    told = told or (beyond_place(s, x.i, words) if x.lemma.lower() in cast.journey else ())
    if told:
        return told
    if x.lemma == "protest" and cases(s, x.i) == ("in",) and not kids(s, x.i, "det", "amod", "nmod:poss"):
        while v >= 0 and s.tokens[v].upos != "VERB":  # "chained herself to a gate in protest"
            v = s.tokens[v].head
        return _doers(s, v, words) if v >= 0 else ()
    if t.type == "PROTEST" and v >= 0 and s.tokens[top].deprel == "obj" and s.tokens[v].lemma.lower() in cast.joining:
        return _doers(s, v, words)
    first = set(cases(s, top)[:1])
    if v < 0 or s.tokens[v].upos != "VERB" or not is_label(s.tokens[top].deprel, "obl") or not first:
        return ()
    lemma, noun = s.tokens[v].lemma.lower(), x.lemma.lower()
    who = _doers(s, v, words)
    active = kid(s, v, "aux:pass", "nsubj:pass", "obl:agent") is None
    if first <= {"with"} and active and t.type not in BOTH_SIDED and lemma not in cast.not_by_means:
        return who if kid(s, v, "obj", "ccomp", "xcomp") is not None or lemma in cast.answering else ()
    if first <= {"in", "for", "at", "to"} and t.type == "PROTEST" and lemma in cast.joining:
        return who
    if noun in cast.journey and first <= {"during", "on", "after", "before", "ahead", "in"}:
        return who
    if first <= {"in"} and active and lemma in cast.harming and not _is_known_act(s, t.trigger):
        return who
    if (
        first <= {"during", "in", "at", "after", "following", "follow"}
        and t.type == "PROTEST"
        and lemma in cast.protesting
    ):
        return who if active else ()
    if first <= {"during", "on", "in"} and noun in cast.sortie:
        return tuple(k for k in who if s.tokens[k].lemma.lower() in cast.force)
    return ()


def _top(s: Sentence, i: int, words: CastWords) -> int:
    """The noun that stands for the act in its clause: of "a series of bitter attacks" the series."""
    for _ in range(STEPS):
        t = s.tokens[i]
        held = t.deprel == "nmod" and cases(s, i)[:1] == ("of",)
        if t.head >= 0 and (t.deprel == "conj" or held) and s.tokens[t.head].upos == "NOUN":
            if held and s.tokens[t.head].lemma.lower() not in words.measure | words.between:
                break
            i = t.head
        else:
            break
    return i


def _doers(s: Sentence, v: int, words: CostWords) -> tuple[int, ...]:
    """The beings that stand, or are understood, as a verb's subject."""
    for _ in range(STEPS):
        subject = kid(s, v, *SUBJECTS)
        t = s.tokens[v]
        if subject is not None:
            if subject.lemma.lower() in ("who", "which", "that") and t.deprel == "acl:relcl":
                subject = s.tokens[t.head]
            parts = [k for k in conjuncts(s, subject.i) if can_do(s, k, words)]
            return tuple(parts)
        if t.head < 0 or t.deprel not in ("conj", "xcomp", "advcl"):
            return ()
        if t.deprel == "advcl" and t.xpos not in ("VBG", "VB"):
            return ()
        if t.deprel == "xcomp" and kid(s, t.head, "obj") is not None:
            return ()  # "urged them to answer with strikes"
        v = t.head
    return ()


def _is_known_act(s: Sentence, i: int) -> bool:
    """Whether an act is spoken of as known: "in the 2015 attack" is not this verb's own."""
    first = [k.lemma.lower() for k in kids(s, i, "det", "nmod:poss", "amod")]
    best = any(k.xpos == "JJS" for k in kids(s, i, "amod"))
    return bool({"the", "this", "that", "these", "those"} & set(first)) and not best


def _of_other_telling(t: Telling, s: Sentence, others: Sequence[Telling], words: CostWords) -> tuple[int, ...]:
    """Who made the attack in or since which somebody came to harm: "have been killed since *Arania* began its assault",
    "an attack by *rebels* on Olm, where ten were killed"."""
    x = s.tokens[t.trigger]
    harm = x.lemma.lower() in words.cast.passive | words.cast.subject and x.upos == "VERB"
    if t.type != "ASSAULT" or not harm or kid(s, t.trigger, "obl:agent") is not None:
        return ()
    near: list[tuple[int, int, tuple[int, ...]]] = []
    for o in others:
        if o.type != "ASSAULT" or o.trigger == t.trigger or not o.actor or o.status.status != "actual":
            continue
        named = [k for k in o.actor if s.tokens[k].upos != "PRON" and k not in t.recipient]
        named = [k for k in named if not _is_below(s, k, t.recipient)]
        if len(named) < len(o.actor) or len(set(o.actor) & set(o.recipient)):
            continue
        if _is_circumstance(s, t.trigger, o.trigger):
            near.append((len(ancestors(s, o.trigger)), o.trigger, o.actor))
        elif _is_clause_on(s, t.trigger, o.trigger):
            near.append((0, o.trigger, o.actor))
    return min(near)[2] if near else ()


def _is_below(s: Sentence, i: int, tops: tuple[int, ...]) -> bool:
    for _ in range(STEPS):
        if i in tops:
            return True
        if i < 0:
            return False
        i = s.tokens[i].head
    return False


WHEN = frozenset({"since", "when", "as", "during", "in", "by", "after", "amid", "from", "following", "follow"})


def _is_circumstance(s: Sentence, v: int, i: int) -> bool:
    """Whether an act is told as the time, means or cause of a verb: the way down to it begins with such a phrase."""
    for _ in range(STEPS):
        t = s.tokens[i]
        if t.head == v:
            marks = {k.lemma.lower() for k in kids(s, i, "mark", "case", "advmod")}
            return (is_label(t.deprel, "advcl") or is_label(t.deprel, "obl")) and bool(marks & WHEN)
        if t.head < 0 or t.deprel in ("acl:relcl", "acl") or (t.deprel == "nmod" and not _leads(s, i)):
            return False
        i = t.head
    return False


def _leads(s: Sentence, i: int) -> bool:
    return cases(s, i)[:1] in (("of",), ("in",), ("by",))


def _is_clause_on(s: Sentence, v: int, i: int) -> bool:
    """Whether a verb tells what came of an act in a relative clause below the act's own words."""
    t = s.tokens[v]
    for _ in range(STEPS):
        if t.deprel == "acl:relcl":
            break
        if t.deprel != "conj" or t.head < 0:
            return False
        t = s.tokens[t.head]
    place = any(k.lemma.lower() in ("where", "which", "when") for k in kids(s, t.i, "advmod", "mark", "obl", "nsubj"))
    k = t.head
    for _ in range(STEPS):
        if k == i:
            return place
        if k < 0:
            return False
        k = s.tokens[k].head
    return False
