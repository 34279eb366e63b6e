"""Participants as a reader would name them: no time, weapon, paper or thought does anything, and what is done to
somebody's ideas or rights is done to that person.

Works on tellings before anything else is made of them. Nothing here adds a participant that the sentence's tree
does not tie to the act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.assemble.beings import (
    is_abstract,
    is_being,
    is_built,
    is_named,
    is_named_place,
    is_prefix,
    is_same,
    is_settled,
    is_time,
    modifying,
    owners,
    told_beside,
    told_within,
)
from dateline.extract.assemble.ties import STEPS
from dateline.lexicon.assemble import CastWords, CostWords
from dateline.lookup import Cast
from dateline.records import Sentence, Telling
from dateline.syntax import cases, kid, kids

# Acts done to persons and bodies only: a thing told as their object says what they are about.
PERSONAL = frozenset({"REQUEST", "AGREE", "CONSULT", "PROTEST", "THREATEN"})
BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
GATHERING = frozenset({"CONSULT", "COOPERATE", "AGREE", "PROTEST"})
AGAINST = frozenset({"against", "over", "about", "at", "on", "with", "to"})
WHERE_STEPS = 5  # clauses between an act and the "where" over it
HELPING = frozenset({"SUPPORT", "AID"})


def with_roles(t: Telling, s: Sentence, *, cast: Cast, spots: frozenset[int], words: CostWords) -> Telling:
    """The telling with participants that can be such; its weapon told as a doer becomes its instrument.

    ``spots`` are the sentence's words for towns and sites: "the *Tarsk* attack" was there, not by it.
    """
    t = _turned(t, s, cast, words)
    before = frozenset(k for k in spots if s.tokens[k].head == t.trigger and s.tokens[k].deprel == "compound")
    actor, means = _actors(t, s, before, words)
    recipient = _recipients(t, s, actor, cast, words)
    instrument = t.instrument if t.instrument is not None else means
    if (actor, recipient, instrument) == (t.actor, t.recipient, t.instrument):
        return t
    return replace(t, actor=actor, recipient=recipient, instrument=instrument)


def _turned(t: Telling, s: Sentence, cast: Cast, words: CostWords) -> Telling:
    """ "Varn's assassination": a person's own killing, arrest or abduction is done to him, not by him, unless an
    of-phrase tells to whom ("Varn's murder of a guard"). A state's or group's is left as it was told."""
    x = s.tokens[t.trigger]
    if t.recipient or not t.actor or x.upos != "NOUN" or x.lemma.lower() not in words.of:
        return t
    whose = {k.i for k in kids(s, x.i, "nmod:poss")}
    if any(cases(s, k.i)[:1] == ("of",) for k in kids(s, x.i, "=nmod")):
        return t
    victims = tuple(i for i in t.actor if i in whose and _is_one_person(s, i, cast, words))
    if not victims:
        return t
    return replace(t, actor=tuple(i for i in t.actor if i not in victims), recipient=victims)


def _is_one_person(s: Sentence, i: int, cast: Cast, words: CostWords) -> bool:
    actor = cast.headed(s.tokens[i].start)
    if actor is not None and actor.kind == "person":
        return True
    return s.tokens[i].xpos == "NN" and s.tokens[i].lemma.lower() in words.person


def _does_nothing(s: Sentence, i: int, words: CostWords) -> bool:
    """Whether a doer told can be none: an act, a time, a paper, a house, or that from which it was done ("attacks from
    *tunnels*")."""
    if is_abstract(s, i, words.cast):
        return True
    if is_being(s, i, words.cast) or is_named(s, i) or s.tokens[i].upos != "NOUN":
        return False
    return is_built(s, i, words.cast) or cases(s, i)[:1] == ("from",)


def _is_where(t: Telling, s: Sentence, i: int) -> bool:
    """Whether a place told beside those who meet or march only says where: "met Holm and on *Capitol Hill*"."""
    return t.type in GATHERING and is_named_place(s, i) and bool({"in", "on", "at", "near"} & set(cases(s, i)[:1]))


def _actors(t: Telling, s: Sentence, spots: frozenset[int], words: CostWords) -> tuple[tuple[int, ...], int | None]:
    """Doers, each thing among them given up for its owner, and the weapon that was told as one."""
    found: list[int] = []
    means = None
    for i in t.actor:
        if is_prefix(s, i, words.cast) or i in spots or _is_where(t, s, i):
            continue
        if not _does_nothing(s, i, words):
            found.append(i)
            continue
        if s.tokens[i].lemma.lower() in words.instrument:
            means = i
        if not is_time(s, i, words.cast):
            strikes = s.tokens[i].lemma.lower() in words.cast.strike
            found += owners(s, i, words.cast, of=not strikes) or modifying(s, i, words.cast)
    return tuple(dict.fromkeys(k for k in found if not is_time(s, k, words.cast))), means


def _recipients(t: Telling, s: Sentence, actor: tuple[int, ...], cast: Cast, words: CostWords) -> tuple[int, ...]:
    """Those to whom it is done, things given up for their owners; a mere matter only where nobody else is told."""
    found: list[int] = []
    matters: list[int] = []
    for i in t.recipient:
        if is_prefix(s, i, words.cast) or is_time(s, i, words.cast) or of_another(t.trigger, i, s, words.cast):
            continue
        helped = _helped(t, s, i, words)
        if helped is not None and i not in t.actor:
            found += helped
            continue
        if not _is_matter(t, s, i, words):
            found.append(i)
            continue
        whose = _whose(t, s, i, actor, cast, words)
        found += whose
        if not whose:
            matters.append(i)
    if not found and not _drops(t, s, matters):
        found = matters
    return tuple(dict.fromkeys(k for k in found if k not in actor or k in t.recipient))


def _whose(t: Telling, s: Sentence, i: int, actor: tuple[int, ...], cast: Cast, words: CostWords) -> tuple[int, ...]:
    """Whom a thing stands for: its owner, else the nationality before it, else whom its phrase names; never the doer
    himself ("defended his record")."""
    done = s.tokens[i].lemma.lower() in words.act.kin  # "the bombing of the town": the town did nothing
    ways = [owners(s, i, words.cast, of=not done), modifying(s, i, words.cast, named=True)]
    above = s.tokens[i].head
    if s.tokens[i].deprel == "nmod" and above != t.trigger and s.tokens[above].upos == "NOUN":
        # "rejected Arania's demand for *talks*"
        ways += [owners(s, above, words.cast, of=False), modifying(s, above, words.cast, named=True)]
    if t.type in PERSONAL:
        ways += [told_within(s, i, words.cast), told_beside(s, i, words.cast)]
    for way in ways:
        found = tuple(k for k in way if not is_same(s, k, actor, cast))
        if found:
            return found
    return ()


def _is_matter(t: Telling, s: Sentence, i: int, words: CostWords) -> bool:
    """Whether a recipient is a thing or thought for which its owner may stand."""
    x = s.tokens[i]
    if x.upos != "NOUN" or is_named(s, i) or is_being(s, i, words.cast):
        return False
    owned = x.lemma.lower() in words.cast.possessions or (t.type == "COERCE" and _is_taken(s, i, words))
    if is_built(s, i, words.cast) and not owned and t.type not in PERSONAL:
        return False
    return t.type not in BODILY or owned or is_abstract(s, i, words.cast)


def _is_taken(s: Sentence, i: int, words: CostWords) -> bool:
    """Whether a thing is told with those from whom it is taken: "confiscated *weapons* from the rebels"."""
    return any(cases(s, k.i)[:1] == ("from",) and is_being(s, k.i, words.cast) for k in kids(s, i, "=nmod"))


def _drops(t: Telling, s: Sentence, matters: Sequence[int]) -> bool:
    """Whether a matter is no recipient at all: "called for talks", "demanded protection"; a law protested
    against stays."""
    if t.type not in PERSONAL:
        return False
    return t.type != "PROTEST" or not any(set(cases(s, i)) & AGAINST for i in matters)


def _helped(t: Telling, s: Sentence, i: int, words: CostWords) -> tuple[int, ...] | None:
    """Of "in support of the troops" the troops where help is told, nobody where harm is; of "in defiance of the
    court" the court. None for other phrases."""
    lemma = s.tokens[i].lemma.lower()
    if lemma not in words.cast.in_aid | words.cast.in_spite or not {"in", "on"} & set(cases(s, i)):
        return None
    below = kid(s, i, "nmod")
    return (below.i,) if below is not None and (t.type in HELPING or lemma in words.cast.in_spite) else ()


def of_another(trigger: int, i: int, s: Sentence, words: CastWords, *, elsewhere: bool = False) -> bool:
    """Whether a word is told of another act named behind this one: "a *revenge attack* for the strikes in Olm".
    ``elsewhere`` asks for acts that may have been in other places: what comes after an act mostly was not."""
    if i <= trigger:
        return False
    other = other_act(trigger, s, words, elsewhere=elsewhere)
    return other is not None and other < i


def other_act(trigger: int, s: Sentence, words: CastWords, *, elsewhere: bool = False) -> int | None:
    """The first noun of violence after the act's own word that opens another act: "after the strikes", "in response
    to the killing". None where there is none in its phrase."""
    for k in sorted(s.children[trigger]):
        x = s.tokens[k]
        if k < trigger or not x.deprel.startswith(("nmod", "obl")):
            continue
        if x.lemma.lower() in words.in_aid and "in" in cases(s, k):
            below = kid(s, k, "nmod")
            if below is not None and _is_violent(s, below.i, words):
                return below.i
        first = set(cases(s, k)[:1])
        if first & (words.answer_case if elsewhere else words.other_case) and _is_violent(s, k, words):
            return k
    return None


def _is_violent(s: Sentence, i: int, words: CastWords) -> bool:
    return s.tokens[i].upos == "NOUN" and s.tokens[i].lemma.lower() in words.strike


# ---------------------------------------------------------------- victims of an act that a noun tells


def victims_of_noun(t: Telling, s: Sentence, words: CostWords) -> tuple[int, ...]:
    """Who suffered an attack that is only the means or the time of another verb: the subject of "was damaged by
    airstrikes", "suffered injuries as a result of the strikes", "died in the attack"; () where nobody did."""
    x = s.tokens[t.trigger]
    if t.type != "ASSAULT":
        return ()
    if x.xpos == "VBG" and x.deprel == "advcl" and any(k.lemma == "by" for k in kids(s, x.i, "mark", "case")):
        return _sufferers(s, x.head, words)  # "flattened by shelling"
    if not (x.upos in ("NOUN", "PROPN") or (x.xpos == "VBG" and x.deprel.startswith("obl"))):
        return ()
    below = _done_by(s, t.trigger, words)
    if below:
        return below
    i = t.trigger
    for _ in range(STEPS):
        x = s.tokens[i]
        if x.head < 0:
            return ()
        above = s.tokens[x.head]
        if x.deprel == "conj":
            i = x.head
            continue
        if not x.deprel.startswith(("obl", "nmod")) or not set(cases(s, i)[:1]) & words.cast.in_case | (
            {"as"} & set(cases(s, i))
        ):
            return ()
        if above.upos in ("VERB", "AUX") or above.xpos in ("VBN", "VBD"):
            return _sufferers(s, above.i, words)
        if above.lemma.lower() not in words.cast.between | words.cast.measure | words.cast.strike:
            return ()
        i = above.i
    return ()


def _done_by(s: Sentence, n: int, words: CostWords) -> tuple[int, ...]:
    """What the strikes that a clause describes did: "strikes that *left 32 civilians dead*"."""
    for k in sorted(s.children[n]):
        x = s.tokens[k]
        of_it = k > n and x.deprel in ("acl:relcl", "acl") and x.xpos != "VBN"
        if of_it and x.lemma.lower() in words.cast.object and not of_another(n, k, s, words.cast):
            return _harmed(s, k, words)
    x = s.tokens[n]
    if x.head >= 0 and x.deprel == "nsubj" and s.tokens[x.head].lemma.lower() in words.cast.object:
        return _harmed(s, x.head, words)
    return ()


def _harmed(s: Sentence, v: int, words: CostWords) -> tuple[int, ...]:
    """The object of a harming verb; of "left" only who or what can be left dead or in ruins, not "left doubts"."""
    obj = kid(s, v, "obj")
    if obj is None:
        return ()
    solid = is_being(s, obj.i, words.cast) or is_built(s, obj.i, words.cast)
    return _people(s, obj.i, words) if solid or s.tokens[v].lemma != "leave" else ()


def _sufferers(s: Sentence, v: int, words: CostWords) -> tuple[int, ...]:
    lemma = s.tokens[v].lemma.lower()
    subject = kid(s, v, "nsubj:pass") if lemma in words.cast.passive else None
    if subject is None and lemma in words.cast.subject:
        subject = kid(s, v, "nsubj")
    if subject is None and lemma in words.cast.passive and s.tokens[v].deprel == "acl" and s.tokens[v].xpos == "VBN":
        return _people(s, s.tokens[v].head, words)
    if subject is None and lemma in words.cast.passive and s.tokens[v].xpos == "VBN":
        # "as much as a third of Gaza City is damaged": the phrase hangs from an adverb
        amount = next((k for k in sorted(s.children[v]) if k < v and s.tokens[k].lemma in ("much", "many")), None)
        subject = kid(s, amount, "obl") if amount is not None else None
    if subject is None:
        return ()
    if subject.lemma.lower() in ("who", "which", "that") and s.tokens[v].deprel == "acl:relcl":
        return _people(s, s.tokens[v].head, words)
    return _people(s, subject.i, words)


def target_place(t: Telling, s: Sentence, spots: frozenset[int], words: CostWords) -> tuple[int, ...]:
    """The place that bombing, shelling or a siege hit: "raids throughout the *Strip*", "imposed a siege on *Olm*";
    () for other acts. ``spots`` are the sentence's words for known places."""
    x = s.tokens[t.trigger]
    if t.type not in ("ASSAULT", "COERCE"):
        return ()
    if x.upos in ("VERB", "AUX") and x.deprel not in ("nsubj", "csubj"):
        taken = kid(s, t.trigger, "obj")
        tops = [taken.i, t.trigger] if taken is not None else []
        lemma = taken.lemma.lower() if taken is not None else ""
    else:
        tops = [t.trigger, *([x.head] if x.head >= 0 and x.deprel in ("nsubj", "nsubj:pass", "csubj", "obj") else [])]
        tops += [k.i for k in kids(s, t.trigger, "=acl")]  # "raids intensified throughout" read as a description
        lemma = x.text.lower() if x.upos == "VERB" else x.lemma.lower()
    if lemma not in words.cast.place_acts:
        return ()
    for k in (k for top in tops for k in sorted(s.children[top])):
        below = s.tokens[k]
        if not below.deprel.startswith(("nmod", "obl")) or of_another(t.trigger, k, s, words.cast):
            continue
        is_place = k in spots or is_named_place(s, k) or is_settled(s, k, words.cast)
        if is_place and set(cases(s, k)[:1]) & words.cast.place_case:
            return (k,)
    return _where_before(t.trigger, s, spots)


def _where_before(i: int, s: Sentence, spots: frozenset[int]) -> tuple[int, ...]:
    """The place that a clause with "where" tells of: "*Tarsk*, where the army imposed a siege"."""
    for _ in range(WHERE_STEPS):
        x = s.tokens[i]
        if x.deprel == "acl:relcl":
            told = any(k.lemma.lower() == "where" for k in kids(s, i, "advmod", "mark", "obl"))
            return (x.head,) if told and (x.head in spots or is_named_place(s, x.head)) else ()
        if x.head < 0:
            return ()
        i = x.head
    return ()


def _people(s: Sentence, i: int, words: CostWords) -> tuple[int, ...]:
    """A noun that can suffer, itself; () for acts and thoughts ("the attack left doubts")."""
    return () if is_abstract(s, i, words.cast) or s.tokens[i].upos in ("PRON", "ADJ", "ADV") else (i,)
