"""Whom an act told by a noun hit, and which words behind it tell of another act."""

from __future__ import annotations

from dateline.extract.assemble.beings import is_abstract, is_being, is_built, is_named_place, is_settled
from dateline.extract.assemble.ties import STEPS
from dateline.lexicon.assemble import CastWords, CostWords
from dateline.records import Sentence, Telling
from dateline.syntax import cases, kid, kids

WHERE_STEPS = 5  # clauses between an act and the "where" over it


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
    """What the strikes that a clause describes did: "raids that *left nine shepherds dead*"."""
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
    lost = kid(s, v, "obj") if lemma == "lose" else None
    if lost is not None and is_being(s, lost.i, words.cast):
        return _people(s, lost.i, words)  # "lost her daughter in the shooting"
    subject = kid(s, v, "nsubj:pass") if lemma in words.cast.passive else None
    if subject is None and lemma in words.cast.subject:
        subject = kid(s, v, "nsubj")
    if subject is None and lemma in words.cast.passive and s.tokens[v].deprel == "acl" and s.tokens[v].xpos == "VBN":
        return _people(s, s.tokens[v].head, words)
    if subject is None and lemma in words.cast.passive and s.tokens[v].xpos == "VBN":
        # "as many as half of the barns are burned": the phrase hangs from an adverb
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
