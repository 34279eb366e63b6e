"""One telling with everything that its sentence tells about the act: the event it would be alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dateline.extract.assemble.clock import HEADINGS
from dateline.extract.assemble.costs import Toll
from dateline.extract.assemble.ties import WITH, governors, marks_of
from dateline.lexicon.assemble import ActWords
from dateline.numbers import NumberWords, quantity_at
from dateline.records import EventPlace, EventTime, Instrument, Participant, Sentence, Span, Telling, Token
from dateline.syntax import cases, kid, kids

IN_ACT = frozenset({"in", "during", "by"})
ONE, MANY, EITHER = "one", "many", "either"
# a / the / a verb or bare noun / another / any
NEW, BACK, PLAIN, OTHER, ANY = "new", "back", "plain", "other", "any"


class Draft(NamedTuple):
    """``number`` counts the page's tellings in reading order. ``group`` is that of the telling it belongs with
    by syntax (itself mostly): "killed in an attack" is one act. See ``grammar_of`` for the rest."""

    number: int
    telling: Telling
    sentence: Sentence
    trigger: Span
    kind: str
    lemma: str
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    place: tuple[EventPlace, ...]
    time: EventTime | None
    is_historical: bool
    tolls: tuple[Toll, ...]
    instrument: Instrument | None
    target: tuple[Participant, ...]  # the place that the act's noun says was hit
    article: str  # one of NEW BACK PLAIN OTHER ANY
    many: str  # one of ONE MANY EITHER
    is_heading: bool
    is_lead: bool
    is_denial: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a word tells its act: as known or new, as one or many."""

    article: str
    many: str


def grammar_of(telling: Telling, s: Sentence, *, words: ActWords, numbers: NumberWords) -> Grammar:
    """Nouns by determiner and number: "hundreds of attacks" and "attacks" are many, "the attacks" may be one act.

    Verbs are plain and one, unless a noun carries the act: "*the strike* that killed", "launched *attacks*".
    """
    t = s.tokens[telling.trigger]
    if telling.kind == "verb" or t.upos in ("VERB", "AUX"):
        noun = _carrier(s, t.i, words)
        if noun is None:
            means = _means(s, t.i, words)
            return Grammar(PLAIN if means is None else _article(s, means, words), ONE)
        t = s.tokens[noun]
    article = _article(s, t.i, words)
    return Grammar(article, _number(s, t, _determiners(s, t.i), article, words, numbers))


def _determiners(s: Sentence, noun: int) -> set[str]:
    before = [k for k in kids(s, noun) if k.i < noun and k.deprel.split(":")[0] in ("det", "amod", "nummod", "nmod")]
    return {k.lemma.lower() for k in before} | {k.text.lower() for k in before}


def _article(s: Sentence, noun: int, words: ActWords) -> str:
    said, head = _determiners(s, noun), s.tokens[noun].head
    if said & words.any:
        return ANY
    if said & (words.new - {"a", "an"}):
        return OTHER
    if said & {"a", "an"}:
        return BACK if head >= 0 and s.tokens[head].lemma in words.refer else NEW
    return BACK if said & words.back or kid(s, noun, "nmod:poss") else PLAIN


def _means(s: Sentence, verb: int, words: ActWords) -> int | None:
    """The act's noun in which a verb's victim came to harm: "killed in *the attack*", "injured in *an attack*"."""
    for k in kids(s, verb, "obl"):
        told = k.i > verb and k.upos == "NOUN" and k.lemma.lower() in words.kin
        if told and IN_ACT & set(cases(s, k.i)[:1]) and _determiners(s, k.i) & (words.back | {"a", "an"}):
            return k.i
    return None


def _carrier(s: Sentence, i: int, words: ActWords) -> int | None:
    """The act's noun by which a verb tells: the head of its relative clause, its subject, what a light verb takes."""
    t = s.tokens[i]
    if t.deprel in ("acl:relcl", "acl") and s.tokens[t.head].lemma.lower() in words.kin and t.lemma in words.effect:
        return t.head
    labels = ("nsubj",) if t.lemma in words.effect else ("obj",) if t.lemma in words.light else ()
    return (
        next((k.i for k in kids(s, i, *labels) if k.upos == "NOUN" and k.lemma.lower() in words.kin), None)
        if labels
        else None
    )


def _number(s: Sentence, t: Token, said: set[str], article: str, words: ActWords, numbers: NumberWords) -> str:
    if t.head >= 0 and "of" in marks_of(s, t.i) and s.tokens[t.head].lemma.lower() in words.many_nouns:
        return MANY
    if t.xpos not in ("NNS", "NNPS"):
        return ONE
    q = quantity_at(s, t.i, words=numbers, articles=False)
    if q is not None or said & words.many_words:
        return MANY
    return EITHER if article == BACK or t.lemma.lower() in words.loose_plural else MANY


def act_lemma(s: Sentence, i: int, words: ActWords) -> str:
    """The lemma by which an act is compared: of "opened *fire*", "launched an *attack*" the noun's."""
    lemma = s.tokens[i].lemma.lower()
    if s.tokens[i].upos == "VERB" and lemma in words.light and lemma not in words.kin:
        taken = kid(s, i, "obj")
        if taken is not None and taken.lemma.lower() in words.kin:
            return taken.lemma.lower()
    return lemma


def same_act_above(telling: Telling, s: Sentence, triggers: dict[int, int], words: ActWords) -> int | None:
    """The number of the telling whose act this word only describes further: "killed in an *attack*", "the attack
    *killed* three", "shelled the town, *killing* three". None where it tells an act of its own."""
    i = telling.trigger
    for tie in governors(s, i, words):
        if tie.kind != WITH or s.tokens[i].deprel in ("conj", "xcomp"):
            return None
        i = tie.at
        if i in triggers:
            return triggers[i]
        carried = _carrier(s, i, words)
        if carried is not None and carried != telling.trigger and carried in triggers:
            return triggers[carried]
    return None


def is_heading(s: Sentence) -> bool:
    return s.block_kind in HEADINGS


def is_denial(telling: Telling, s: Sentence, words: ActWords) -> bool:
    """Whether the telling only denies the act: "denied attacking the base"."""
    if telling.status.status != "negated":
        return False
    return any(s.tokens[tie.at].lemma in words.deny for tie in governors(s, telling.trigger, words))
