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
    is_time,
    modifying,
    owners,
    told_beside,
    told_within,
)
from dateline.extract.assemble.victims import of_another
from dateline.lexicon.assemble import CostWords
from dateline.lookup import Cast
from dateline.records import Sentence, Telling
from dateline.syntax import cases, kid, kids

# Acts done to persons and bodies only: a thing told as their object says what they are about.
PERSONAL = frozenset({"REQUEST", "AGREE", "CONSULT", "PROTEST", "THREATEN"})
BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
GATHERING = frozenset({"CONSULT", "COOPERATE", "AGREE", "PROTEST"})
AGAINST = frozenset({"against", "over", "about", "at", "on", "with", "to"})
SETTLED = frozenset({"city", "town", "capital", "village", "country", "region", "province", "district", "state"})
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
    if not is_built(s, i, words.cast) and owners(s, i, words.cast, of=False):
        return True  # "the Council's powers include"
    return is_built(s, i, words.cast) or cases(s, i)[:1] == ("from",)


def _is_where(t: Telling, s: Sentence, i: int) -> bool:
    """Whether a place told beside those who meet or march only says where: "met Holm and on *Capitol Hill*"."""
    if t.type == "PROTEST" and s.tokens[i].lemma.lower() in SETTLED and s.tokens[i].deprel in ("nmod:poss", "compound"):
        return True  # "the city's demonstrations"
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
    for i in dict.fromkeys(_condemned(t, s, i, words) for i in t.recipient):
        if is_prefix(s, i, words.cast) or is_time(s, i, words.cast) or of_another(t.trigger, i, s, words.cast):
            continue
        if _counts_acts(s, i, words) or s.tokens[i].lemma.lower() == "what":
            continue
        helped = _helped(t, s, i, words)
        if helped is not None and i not in t.actor:
            found += helped
            continue
        if not _is_matter(t, s, i, words):
            found.append(i)
            continue
        if found and s.tokens[i].deprel != "conj":
            continue  # "backed Varn for the party's *nomination*"
        whose = _whose(t, s, i, actor, cast, words)
        found += whose
        if not whose:
            matters.append(i)
    if not found and not _drops(t, s, matters):
        found = matters
    found = [k for k in _whither(t, s, found, words) if k not in actor or k in t.recipient]
    return tuple(k for k in dict.fromkeys(found) if not _is_own(s, k, actor, cast))


def _whither(t: Telling, s: Sentence, found: list[int], words: CostWords) -> list[int]:
    """Of a thing given or let through, where to it goes or to whom: "let *trucks* into Arania"; else as it was."""
    goods = [i for i in found if s.tokens[i].lemma.lower() in words.cast.given and not is_named(s, i)]
    if t.type not in ("AID", "RETREAT") or not found or len(goods) < len(found):
        return found
    near = [k for i in (t.trigger, *goods) for k in kids(s, i, "=obl", "=nmod")]
    near = [k for k in near if cases(s, k.i)[:1] in (("into",), ("to",), ("over",), ("for",))]
    return [
        k.i for k in near if not is_time(s, k.i, words.cast) and (is_named(s, k.i) or is_being(s, k.i, words.cast))
    ][:1] or found


def _is_own(s: Sentence, i: int, actor: tuple[int, ...], cast: Cast) -> bool:
    """Whether a pronoun among the recipients only means the doer: "withheld *her* endorsement"."""
    x = s.tokens[i]
    plain = x.upos in ("PRON", "DET") and not x.text.lower().endswith(("self", "selves"))
    return plain and i not in actor and is_same(s, i, actor, cast)


def _condemned(t: Telling, s: Sentence, i: int, words: CostWords) -> int:
    """Of "condemned the shooting of *boys*" the shooting: who suffers what is condemned is not condemned."""
    above = s.tokens[i].head
    if t.type != "ACCUSE" or above < 0 or s.tokens[i].deprel != "nmod" or cases(s, i)[:1] != ("of",):
        return i
    act = s.tokens[above].lemma.lower() in words.cast.strike and s.tokens[above].upos == "NOUN"
    return above if act and s.tokens[above].head == t.trigger and s.tokens[above].deprel == "obj" else i


def _whose(t: Telling, s: Sentence, i: int, actor: tuple[int, ...], cast: Cast, words: CostWords) -> tuple[int, ...]:
    """Whom a thing stands for: its owner, else the nationality before it, else whom its phrase names; never the doer
    himself ("defended his record")."""
    lemma = s.tokens[i].lemma.lower()
    done = lemma in words.act.kin or lemma in words.cast.strike  # "the bombing of the town": the town did nothing
    ways = [owners(s, i, words.cast, of=not done), modifying(s, i, words.cast, named=not done)]
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


def _counts_acts(s: Sentence, i: int, words: CostWords) -> bool:
    """Whether a word only says how many acts there were: "*dozens* of arrests", which nobody suffers as such."""
    if s.tokens[i].lemma.lower() not in words.cast.measure:
        return False
    counted = [k for k in kids(s, i, "=nmod") if cases(s, k.i)[:1] == ("of",)]
    return any(is_abstract(s, k.i, words.cast) for k in counted)


def _is_taken(s: Sentence, i: int, words: CostWords) -> bool:
    """Whether a thing is told with those from whom it is taken: "confiscated *weapons* from the rebels"."""
    return any(cases(s, k.i)[:1] == ("from",) and is_being(s, k.i, words.cast) for k in kids(s, i, "=nmod"))


def _drops(t: Telling, s: Sentence, matters: Sequence[int]) -> bool:
    """Whether a matter is no recipient at all: "called for talks", "demanded protection"; a law protested
    against stays."""
    if t.type not in PERSONAL:
        return t.type == "CONCEDE" and all(cases(s, i)[:1] == ("for",) for i in matters)  # "apologised for the delay"
    return t.type != "PROTEST" or not any(set(cases(s, i)) & AGAINST for i in matters)


def _helped(t: Telling, s: Sentence, i: int, words: CostWords) -> tuple[int, ...] | None:
    """Of "in support of the troops" the troops where help is told, nobody where harm is; of "in defiance of the
    court" the court. None for other phrases."""
    lemma = s.tokens[i].lemma.lower()
    if lemma not in words.cast.in_aid | words.cast.in_spite or not {"in", "on"} & set(cases(s, i)):
        return None
    below = kid(s, i, "nmod")
    return (below.i,) if below is not None and (t.type in HELPING or lemma in words.cast.in_spite) else ()
