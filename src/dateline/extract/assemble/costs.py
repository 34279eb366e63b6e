"""What acts cost: victims, arrests, attacks counted. Every sentence is read once, whatever acts are told in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.assemble.who import phrase
from dateline.lexicon.assemble import CostWords
from dateline.lookup import Cast
from dateline.numbers import NumberWords, Quantity, quantities, quantity_at, sum_at
from dateline.records import Count, Participant, Sentence, Span, Token
from dateline.syntax import conjuncts, is_passive, kid, kids, noun_phrase

RESULT_REACH = 5  # words between a number and its result: "12 other people were found dead"


@dataclass(frozen=True, slots=True)
class Toll:
    """A count where it stands: the word it hangs from, whether it is only one person, not numbered, and the phrase
    of those counted, where it tells who they are."""

    at: int
    count: Count
    is_implied: bool = False
    victim: Participant | None = None


def find_tolls(s: Sentence, *, cast: Cast, words: CostWords, numbers: NumberWords) -> tuple[Toll, ...]:
    """Every count of victims or acts in a sentence, in reading order; () for most sentences."""
    found: list[Toll] = []
    for t in s.tokens:
        lemma = _lemma(s, t)
        if t.upos in ("VERB", "AUX") or t.xpos in ("VBN", "VBD", "VBG"):
            if lemma in words.object:
                found += _counted(s, t.i, _object_of(s, t.i), words.object[lemma], cast, words, numbers)
                continue
            if lemma in words.subject and not _is_denied(s, t.i):
                found += _counted(s, t.i, _subject_of(s, t.i), words.subject[lemma], cast, words, numbers)
                continue
        if lemma == "toll":
            found += _death_toll(s, t, cast, numbers)
            continue
        if t.text.lower() in words.noun or lemma in words.noun:
            what = words.noun.get(t.text.lower()) or words.noun[lemma]
            made = _noun(s, t, what, cast, numbers)
            if made:
                found += made
                continue
        if lemma in words.of:
            victim = next(
                (k.i for k in kids(s, t.i, "nmod") if any(c.lemma == "of" for c in kids(s, k.i, "case"))), None
            )
            found += _counted(s, t.i, victim, words.of[lemma], cast, words, numbers)
        if lemma in words.acts and t.xpos in ("NNS", "NNPS"):
            q = quantity_at(s, t.i, words=numbers, articles=False)
            if q and q.unit is None and (q.low or 0) > 1:
                found.append(Toll(t.i, _count(words.acts[lemma], q, None)))
    return tuple(_once(found))


def _once(found: Sequence[Toll]) -> list[Toll]:
    """A number counts one thing: the first word that claims its span keeps it."""
    kept: dict[tuple[str, Span], Toll] = {}
    for toll in found:
        kept.setdefault((toll.count.what, toll.count.span), toll)
    return list(kept.values())


def _lemma(s: Sentence, t: Token) -> str:
    particle = kid(s, t.i, "compound:prt")
    with_particle = f"{t.lemma} {particle.lemma}".lower() if particle else t.lemma.lower()
    if t.lemma == "shoot" and any(k.lemma == "dead" for k in kids(s, t.i)):
        return "shoot dead"
    return with_particle


def _object_of(s: Sentence, i: int) -> int | None:
    """The victim of a verb: object, passive subject, or the noun that a reduced clause describes."""
    t = s.tokens[i]
    victim = kid(s, i, "nsubj:pass")
    taken = kid(s, i, "obj")
    misread = (
        taken is not None and kid(s, i, "aux:pass", "obl:agent") is None
    )  # "A bomb killed 12" read as "a bomb, killed"
    passive = victim is not None or (is_passive(s, i) and not misread)
    if victim is None and not passive:
        victim = taken
        if victim is None and t.xpos == "VBN" and kid(s, i, "nsubj") and not kid(s, i, "aux"):
            victim = kid(s, i, "nsubj")  # headlines: "12 killed"
    if victim is None and t.deprel == "acl" and passive:
        return t.head
    if victim is None and t.deprel == "conj" and t.xpos == "VBN" and not kid(s, i, "obj"):
        return None
    return _resolved(s, i, victim)


def _subject_of(s: Sentence, i: int) -> int | None:
    t = s.tokens[i]
    if t.deprel == "acl" and t.xpos == "VBG":
        return t.head
    return _resolved(s, i, kid(s, i, "nsubj"))


def _resolved(s: Sentence, verb: int, victim: Token | None) -> int | None:
    """The noun for which a relative word stands; no pronouns otherwise."""
    if victim is None:
        return None
    if victim.text.lower() in ("who", "that", "which", "whom"):
        return s.tokens[verb].head if s.tokens[verb].deprel == "acl:relcl" else None
    return (
        None if victim.upos == "PRON" and not victim.text.lower().endswith("one") and not _is_many(victim) else victim.i
    )


def _is_many(t: Token) -> bool:
    return t.text.lower() in ("some", "many", "several", "dozens", "others", "more", "few")


def _is_denied(s: Sentence, i: int) -> bool:
    return any("Polarity=Neg" in k.feats for k in kids(s, i, "advmod"))


def _counted(
    s: Sentence, at: int, victim: int | None, what: str, cast: Cast, words: CostWords, numbers: NumberWords
) -> list[Toll]:
    if victim is None or _is_denied(s, at):
        return []
    whose = cast.headed(s.tokens[victim].start)
    parts = _parts(s, victim)
    q = sum_at(s, victim, words=numbers) if parts == conjuncts(s, victim) else None
    if q is not None and q.unit is None and (q.low or q.high):
        implied = q.low == q.high == 1 and len(q.tokens) == 1 and s.tokens[q.tokens[0]].deprel == "det"
        if implied and not _is_person(s, victim, cast, words):
            return []
        return [Toll(at, _count(what, q, whose.id if whose else None), implied, _victim(s, victim, cast))]
    if q is not None:
        return []
    return _of_parts(s, at, victim, what, whose.id if whose else None, cast, words, numbers)


def _parts(s: Sentence, i: int) -> list[int]:
    """A coordination's nouns, with those that a parser hangs from an apposition closed by a mark before *and*:
    "both Varn, a cook, and another sailor"."""
    found = conjuncts(s, i)
    for a in kids(s, i, "appos"):
        joiner = kid(s, a.i, "cc")
        if joiner and joiner.i and s.tokens[joiner.i - 1].upos == "PUNCT":
            found += [k for k in conjuncts(s, a.i) if k > joiner.i]
    return sorted(found)


def _of_parts(
    s: Sentence, at: int, victim: int, what: str, whose: str | None, cast: Cast, words: CostWords, numbers: NumberWords
) -> list[Toll]:
    """A coordination in which some are numbered and some are persons ("the judge and another man" is 2); where a
    part is neither, the first part's number alone."""
    low: int | None = 0
    high: int | None = 0
    spans: list[Span] = []
    numbered = False
    for k in _parts(s, victim):
        q = quantity_at(s, k, words=numbers)
        if q is not None and q.unit is None and (q.low or q.high):
            more_low, more_high, numbered = q.low, q.high, True
            spans.append(Span(min(q.span.start, s.tokens[k].start), max(q.span.end, s.tokens[k].end)))
        elif _is_person(s, k, cast, words):
            more_low, more_high = 1, 1
            spans.append(noun_phrase(s, k, post=False))
        elif not spans or not numbered:
            return []
        else:
            break
        low = None if low is None or more_low is None else low + int(more_low)
        high = None if high is None or more_high is None else high + int(more_high)
    if low is None and high is None:
        return []
    span = Span(min(x.start for x in spans), max(x.end for x in spans))
    return [Toll(at, Count(what, low, high, span, whose), len(spans) == 1 and not numbered, _victim(s, victim, cast))]


def _victim(s: Sentence, i: int, cast: Cast) -> Participant:
    """Those counted, as a participant."""
    actor = cast.headed(s.tokens[i].start)
    return Participant(actor.id if actor else None, phrase(s, i))


def _is_person(s: Sentence, i: int, cast: Cast, words: CostWords) -> bool:
    """Whether a noun stands for one person: a person of the page, or a singular word for one."""
    t = s.tokens[i]
    if t.xpos in ("NNS", "NNPS"):
        return False
    actor = cast.headed(t.start)
    return (actor is not None and actor.kind == "person" and t.upos == "PROPN") or t.lemma.lower() in words.person


def _noun(s: Sentence, t: Token, what: str, cast: Cast, numbers: NumberWords) -> list[Toll]:
    """ "seven arrests", "12 dead", "left 12 people dead", "30 others were wounded"."""
    q = quantity_at(s, t.i, words=numbers, articles=False)
    victim = None
    if q is None and t.upos in ("ADJ", "VERB", "NOUN") and t.xpos not in ("NN", "NNS"):
        first = max(0, t.i - RESULT_REACH - 3)
        before = [x for x in quantities(s, words=numbers, first=first, end=t.i) if x.unit is None]
        last = before[-1] if before else None
        if last and t.i - last.tokens[-1] - 1 <= RESULT_REACH and _only_people(s, last.tokens[-1] + 1, t.i):
            q, victim = last, next((k for k in range(last.tokens[-1] + 1, t.i) if s.tokens[k].upos == "NOUN"), None)
    if q is None or q.unit is not None or not (q.low or q.high):
        return []
    whose = cast.headed(s.tokens[victim].start) if victim is not None else None
    counted = _victim(s, victim, cast) if victim is not None else None
    return [Toll(t.i, _count(what, q, whose.id if whose else None), victim=counted)]


def _only_people(s: Sentence, first: int, end: int) -> bool:
    return all(
        s.tokens[k].upos in ("NOUN", "ADJ", "ADV", "AUX", "PRON") or s.tokens[k].xpos == "VBN"
        for k in range(first, end)
    )


def _death_toll(s: Sentence, t: Token, cast: Cast, numbers: NumberWords) -> list[Toll]:
    """ "the death toll rose to 34", "a death toll of 34"."""
    deadly = any(k.lemma.lower() == "death" for k in kids(s, t.i, "compound"))
    up = [t.i, *([t.head] if t.head >= 0 else [])]
    for above in up:
        for k in kids(s, above, "obl", "nmod", "obj", "xcomp"):
            q = quantity_at(s, k.i, words=numbers, articles=False) if k.i > t.i else None
            if q and q.unit is None and (q.low or q.high):
                return [Toll(t.i, _count("killed" if deadly else "casualties", q, None))]
    return []


def _count(what: str, q: Quantity, whose: str | None) -> Count:
    return Count(what, _whole(q.low), _whole(q.high), q.span, whose)


def _whole(x: float | None) -> int | None:
    return None if x is None else int(x)
