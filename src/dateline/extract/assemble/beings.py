"""Which nouns of a sentence can take part in an act, and whose the others are."""

from __future__ import annotations

from bisect import bisect_right

from dateline.lexicon.assemble import CastWords
from dateline.lookup import Cast
from dateline.records import Sentence, Token
from dateline.syntax import cases, conjuncts, kids

BEINGS = frozenset({"person", "organisation", "gpe", "people"})
PLACES = frozenset({"gpe", "location", "facility"})
SHORTEST = 6  # letters of a noun whose ending tells: "city" and "agency" are beings, "cruelty" is none
NOUNS = frozenset({"NOUN", "PROPN"})
PRESENT_AT = frozenset({"attend", "join", "watch", "see", "hear", "visit"})  # who did so made nothing
DEPTH = 3  # phrases below a thing that may tell whose it is


def kind_of_name(s: Sentence, i: int) -> str | None:
    """The kind of the name that a token is in; None outside names."""
    k = bisect_right(s.names, i, key=lambda n: n.first) - 1
    return s.names[k].kind if k >= 0 and i <= s.names[k].last else None


def is_named(s: Sentence, i: int) -> bool:
    """Whether a token stands in a name, or is written as one."""
    return s.tokens[i].upos == "PROPN" or kind_of_name(s, i) in BEINGS | PLACES


def is_being(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a word stands for somebody: a name of people, bodies or countries, a pronoun, a noun for such."""
    t = s.tokens[i]
    if t.upos in ("PRON", "DET", "NUM") or t.xpos == "PRP$":
        return True
    lemma = t.lemma.lower()
    if t.upos == "PROPN" or kind_of_name(s, i) in BEINGS:
        return lemma not in words.strike and lemma not in words.document and not is_time(s, i, words)
    return lemma in words.beings or t.text.lower() in words.beings


def is_time(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a word is a time and no name of somebody: "yesterday", "Tuesday", "the month"."""
    t = s.tokens[i]
    if kind_of_name(s, i) is not None or (t.lemma in ("march", "may") and t.text[0].islower()):
        return False  # "police stopped the march"
    return t.lemma.lower() in words.time or t.text.lower().rstrip(".") in words.time


def is_built(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a noun is a place, a building or a vehicle, which can be hit, held or moved."""
    return s.tokens[i].lemma.lower() in words.built or kind_of_name(s, i) in PLACES


def is_named_place(s: Sentence, i: int) -> bool:
    return kind_of_name(s, i) in PLACES


def is_settled(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a noun names a place by kind: "the province of Olm", "Olm city"."""
    near = [i, *(k.i for k in kids(s, i, "compound", "nmod", "appos"))]
    return s.tokens[i].lemma.lower() in words.area and any(is_named(s, k) for k in near)


def is_abstract(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a noun names an act, a thought, a quality, something written or a time: it can't act."""
    t = s.tokens[i]
    lemma = t.lemma.lower()
    if t.upos not in ("NOUN", "ADJ", "VERB", "PROPN") or kind_of_name(s, i) is not None:
        return False
    if lemma in words.strike or lemma in words.document or is_time(s, i, words):
        return True
    if t.upos == "PROPN" or lemma in words.beings or t.text.lower() in words.beings:
        return False
    return lemma in words.abstract or (len(lemma) > SHORTEST and lemma.endswith(words.endings))


def is_prefix(s: Sentence, i: int, words: CastWords) -> bool:
    """Whether a token is only the front of a joined word: "Anti" of "Anti-Varga"."""
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    joined = after is not None and after.start == s.tokens[i].end and after.text in ("-", "\u2010", "\u2011", "\u2013")
    return joined and s.tokens[i].text.lower() in words.prefix


def owners(s: Sentence, i: int, words: CastWords, *, of: bool = True) -> tuple[int, ...]:
    """Those whose a thing is: "*Varn*'s ideas", "the law of the *president*", "a plan by the *army*"; () where
    nobody is told. The genitive outranks the rest."""
    for cases_of in (None, ("of",) if of else (), ("by", "from")):
        if cases_of is None:
            found = _parts(s, kids(s, i, "nmod:poss"))
        else:
            found = _parts(s, [k for k in kids(s, i, "=nmod") if cases(s, k.i)[:1] in [(c,) for c in cases_of]])
        beings = [k for k in found if is_being(s, k, words) and not is_prefix(s, k, words)]
        if beings:
            return tuple(beings)
    agents = [
        k for below in kids(s, i, "=acl") if below.lemma not in PRESENT_AT for k in kids(s, below.i, "obl:agent")
    ]  # "crimes committed by the army"
    return tuple(k for k in _parts(s, agents) if is_being(s, k, words))


def _parts(s: Sentence, found: list[Token]) -> list[int]:
    return [m for k in found for m in conjuncts(s, k.i)]


def modifying(s: Sentence, i: int, words: CastWords, *, named: bool = False) -> tuple[int, ...]:
    """Beings that stand before a noun: "*Aranian* strikes", "*rebel* fire"; with ``named`` only those with names."""
    before = [k for k in kids(s, i, "compound", "amod", "=nmod") if k.i < i and not cases(s, k.i)]
    found = [k.i for k in before if k.upos != "ADJ" or kind_of_name(s, k.i) in BEINGS]
    found = [k for k in found if is_being(s, k, words) and not is_prefix(s, k, words)]
    names = [k for k in found if kind_of_name(s, k) in BEINGS]  # "U.S. military strike": the state's
    return tuple(names if names or named else found)


def told_beside(s: Sentence, i: int, words: CastWords) -> tuple[int, ...]:
    """The nearest named in the phrases beside a thing that a verb takes: "launch an offensive in its war with
    *Arania*"; () where there are none."""
    v = s.tokens[i].head
    if s.tokens[i].deprel != "obj" or v < 0:
        return ()
    for k in kids(s, v, "obl"):
        if k.i > i and set(cases(s, k.i)[:1]) & words.toward:
            if kind_of_name(s, k.i) in BEINGS:
                return tuple(conjuncts(s, k.i))
            found = [m for m in told_within(s, k.i, words) if kind_of_name(s, m) in BEINGS]
            if found:
                return tuple(found)
    return ()


def told_within(s: Sentence, i: int, words: CastWords) -> tuple[int, ...]:
    """The nearest beings or places in the phrase of a thing: "relations with *Arania*", "the mandate for the force in
    *Olm*", "property seized by the *army*"; () where it names nobody."""
    level = [i]
    for _ in range(DEPTH):
        below = [k for x in level for k in kids(s, x, "=nmod", "conj", "=acl", "obl:agent", "obl")]
        below = [k for k in below if k.deprel != "acl" or k.xpos == "VBN"]
        found = [k.i for k in below if k.upos in NOUNS and (is_being(s, k.i, words) or kind_of_name(s, k.i) in PLACES)]
        found = found or [m for k in below for m in modifying(s, k.i, words, named=True)]
        if found:
            return tuple(m for k in found for m in conjuncts(s, k))
        level = [k.i for k in below]
    return ()


def is_same(s: Sentence, i: int, others: tuple[int, ...], cast: Cast) -> bool:
    """Whether a word stands for one of the others: "defended *his* record"."""
    actor = cast.headed(s.tokens[i].start)
    return i in others or any(actor is not None and actor is cast.headed(s.tokens[k].start) for k in others)
