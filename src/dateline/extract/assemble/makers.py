"""Who makes what an act's noun tells, where a phrase of that noun or of the word over it says so."""

from __future__ import annotations

from dateline.extract.assemble.beings import is_abstract, is_being, is_named_place, is_time
from dateline.lexicon.assemble import CostWords
from dateline.records import Sentence, Telling
from dateline.syntax import cases, conjuncts, kids

VOICED = frozenset({"PROTEST", "ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN"})


def can_do(s: Sentence, i: int, words: CostWords) -> bool:
    if is_abstract(s, i, words.cast) or is_time(s, i, words.cast):
        return False
    return is_being(s, i, words.cast) and s.tokens[i].lemma.lower() not in ("it", "that", "this", "there", "what")


def by_phrase(s: Sentence, trigger: int, top: int, words: CostWords) -> tuple[int, ...]:
    """By whom an act's noun is: its own by-phrase, or that of an active verb over it, which takes none ("unleashed
    unrest by *students*")."""
    found = [k for n in dict.fromkeys((trigger, top)) for k in kids(s, n, "=nmod") if cases(s, k.i)[:1] == ("by",)]
    v = s.tokens[top].head
    if (
        not found
        and v >= 0
        and s.tokens[v].upos == "VERB"
        and s.tokens[v].xpos != "VBN"
        and s.tokens[top].deprel == "obj"
    ):
        found = [k for k in kids(s, v, "=obl") if k.i > trigger and cases(s, k.i)[:1] == ("by",)]
    beings = [m for k in found[:1] for m in conjuncts(s, k.i) if can_do(s, m, words)]
    return tuple(dict.fromkeys(beings))


def from_phrase(t: Telling, s: Sentence, top: int, words: CostWords) -> tuple[int, ...]:
    """Whose a protest or a word is that something drew: "the plan drew protests from *farmers*"."""
    v = s.tokens[top].head
    drawn = v >= 0 and s.tokens[top].deprel == "obj" and s.tokens[v].lemma.lower() in words.cast.drawing
    if not drawn or t.type not in VOICED:
        return ()
    near = [*kids(s, t.trigger, "=nmod"), *kids(s, v, "=obl")]
    found = [k for k in near if k.i > t.trigger and cases(s, k.i)[:1] == ("from",)]
    return tuple(m for k in found[:1] for m in conjuncts(s, k.i) if can_do(s, m, words))


def announced_by(s: Sentence, top: int, words: CostWords) -> tuple[int, ...]:
    """Whose an act is that is told through its announcement: "*Lira*'s announcement of an inquiry"."""
    above = s.tokens[top].head
    if above < 0 or cases(s, top)[:1] != ("of",) or s.tokens[above].lemma.lower() not in words.cast.announcing:
        return ()
    owned = [m for k in kids(s, above, "nmod:poss") for m in conjuncts(s, k.i)]
    return tuple(m for m in owned if can_do(s, m, words))


def beyond_place(s: Sentence, i: int, words: CostWords) -> tuple[int, ...]:
    """Who makes a journey, told after where to: "the visit to Peru of the new *envoy*"."""
    below = [k for k in kids(s, i, "=nmod") if cases(s, k.i)[:1] in (("to",), ("in",))]
    found = [m for k in below for m in kids(s, k.i, "=nmod") if m.i > k.i and cases(s, m.i)[:1] == ("of",)]
    return tuple(m.i for m in found[:1] if can_do(s, m.i, words) and not is_named_place(s, m.i))
