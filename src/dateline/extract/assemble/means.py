"""With what an act was done: the weapon or tool told with it."""

from __future__ import annotations

from dateline.lexicon.assemble import CostWords
from dateline.records import Instrument, Sentence, Span, Telling
from dateline.syntax import conjuncts, kid, kids

ARMED = frozenset({"ASSAULT", "PROTEST", "COERCE"})
LAUNCH = frozenset(
    {"fire", "launch", "throw", "hurl", "detonate", "drop", "lob", "explode", "plant", "use", "wield", "shoot"}
)
BY_MEANS = frozenset({"with", "by", "using", "of", "from"})


def instrument(t: Telling, s: Sentence, *, text: str, words: CostWords) -> Instrument | None:
    """The weapon or tool that the telling's clause names; None for acts that need none."""
    at = t.instrument
    if at is None and t.type in ARMED:
        at = next((k for k in _candidates(t, s) if _is_weapon(s, k, words)), None)
    if at is None:
        return None
    first = at
    while first - 1 >= 0 and s.tokens[first - 1].head == at and s.tokens[first - 1].deprel in ("compound", "amod"):
        before = s.tokens[first - 1]
        if before.deprel == "amod" and (before.upos != "ADJ" or before.lemma.lower() in words.act.new):
            break
        first -= 1
    span = Span(s.tokens[first].start, s.tokens[at].end)
    return Instrument(span.words(text), span)


def _candidates(t: Telling, s: Sentence) -> list[int]:
    """Nouns that may be the means: parts of the word, its "with" and "by" phrases, the subject, what was fired."""
    found = [k.i for k in kids(s, t.trigger, "compound", "amod")]
    if s.tokens[t.trigger].deprel == "acl" and kid(s, t.trigger, "obj"):
        found.append(s.tokens[t.trigger].head)  # "A bomb killed 12" read as "a bomb, killed"
    for k in kids(s, t.trigger, "obl", "nmod", "nsubj", "obj", "advcl", "acl"):
        before = {c.lemma for c in kids(s, k.i, "case")}
        launched = k.deprel == "obj" and s.tokens[t.trigger].lemma in LAUNCH
        if k.deprel == "nsubj" or launched or (k.deprel.startswith(("obl", "nmod")) and before & BY_MEANS):
            found += conjuncts(s, k.i)
        elif k.deprel in ("advcl", "acl") and k.lemma in LAUNCH:
            found += [o for x in kids(s, k.i, "obj") for o in conjuncts(s, x.i)]
    return found


def _is_weapon(s: Sentence, i: int, words: CostWords) -> bool:
    t = s.tokens[i]
    lemma = t.lemma.lower()
    if lemma not in words.instrument:
        return False
    needs = words.instrument_needs.get(lemma)
    return not needs or any(k.lemma.lower() in needs for k in kids(s, i, "compound", "amod"))
