"""What a figure counts, whose it is and where: read from the tree around a quantity."""

from __future__ import annotations

from dateline.extract.figures.around import STEPS, WIDEST, Around, clause_of, has_case, head_of, is_small
from dateline.numbers import Quantity
from dateline.records import Sentence
from dateline.syntax import noun_phrase

WHERE = frozenset({"in", "across", "at", "near", "inside", "around", "throughout", "outside", "along", "on", "within"})
NOUNS = ("NOUN", "PROPN")


def counted_noun(around: Around, q: Quantity) -> int | None:
    """The noun that a quantity counts, None for a bare number: "12 *people*", "dozens of *protesters*"."""
    s = around.sentence
    tokens = s.tokens
    head = head_of(s, q)
    t = tokens[head]
    of = next(
        (
            k
            for k in s.children[head][:WIDEST]
            if k > q.tokens[-1] and tokens[k].deprel == "nmod" and has_case(s, k, "of")
        ),
        None,
    )
    if of is not None and tokens[of].upos in (*NOUNS, "PRON") and of - head < 10:
        return None if tokens[of].upos == "PRON" else of
    if t.head >= 0 and t.deprel in ("nummod", "amod", "det", "advmod", "compound", "nmod", "dep", "det:predet"):
        g = tokens[t.head]
        between = [tokens[k].text for k in range(q.tokens[-1] + 1, t.head)]
        if g.upos in NOUNS and t.head > q.tokens[-1] and len(between) <= 7 and "," not in between:
            return g.i
    k = q.tokens[-1] + 1  # parsers lose the number before a noun phrase: take the noun that follows at once
    seen = 0
    while k < len(tokens) and seen < 5 and tokens[k].upos in ("ADJ", "NOUN", "PROPN") and q.unit is None:
        if tokens[k].upos in NOUNS and (k + 1 >= len(tokens) or tokens[k + 1].upos not in NOUNS):
            return k
        k += 1
        seen += 1
    return None


def what_of(around: Around, q: Quantity, noun: int | None, change: str | None) -> str | None:
    """The words for what is counted or what changed, without the number; None where they don't tell."""
    s = around.sentence
    if noun is None and change is not None:
        noun = _changed(s, q)
    if noun is None:
        return None
    span = noun_phrase(s, noun) if is_small(s, noun) else s.tokens[noun].span
    first = around.token_at(span.start)
    last = max(k for k in range(first, min(first + 30, len(s.tokens))) if s.tokens[k].start < span.end)
    while first <= last and (
        first in q.tokens or s.tokens[first].deprel in ("det", "punct") or s.tokens[first].text == "of"
    ):
        first += 1
    if first > last or (not q.tokens[-1] < first and any(k in q.tokens for k in range(first, noun + 1))):
        first = noun
    words = [k for k in range(first, last + 1) if k not in q.tokens]
    if not words:
        return None
    start, end = s.tokens[words[0]].start, s.tokens[words[-1]].end
    text = "".join(_gap(s, k, words[0]) + s.tokens[k].text for k in words)
    return text if end > start else None


def _gap(s: Sentence, k: int, first: int) -> str:
    return " " if k > first and s.tokens[k].start > s.tokens[k - 1].end else ""


def _changed(s: Sentence, q: Quantity) -> int | None:
    """What rose or fell: what was raised, else the subject of the change, else what an increase is of or in."""
    head = k = head_of(s, q)
    for _ in range(STEPS):
        kids = [c for c in s.children[k][:WIDEST] if c not in q.tokens and s.tokens[c].upos in NOUNS]
        if s.tokens[k].upos == "NOUN" and k != head:
            of = next((c for c in kids if c > k and s.tokens[c].deprel == "nmod" and has_case(s, c, "in", "of")), None)
            if of is not None:
                return of
        for label in ("obj", "nsubj:pass", "nsubj"):
            found = next(
                (c for c in kids if s.tokens[c].deprel == label and (label != "obj" or s.tokens[k].upos == "VERB")),
                None,
            )
            if found is not None:
                return found
        if s.tokens[k].head < 0 or s.tokens[k].upos == "VERB":
            return None
        k = s.tokens[k].head
    return None


def whose_of(around: Around, q: Quantity, noun: int | None) -> str | None:
    """The actor who has what is counted: its possessor, a name in its phrase, or the subject of having."""
    s, cast = around.sentence, around.cast
    if noun is not None:
        for c in s.children[noun][:WIDEST]:
            t = s.tokens[c]
            tied = t.deprel in ("nmod:poss", "compound", "amod") or (
                t.deprel == "nmod" and has_case(s, c, "of", "from", "by")
            )
            found = cast.headed(t.start) if tied and c not in q.tokens else None
            if found:
                return found.id
    start = noun if noun is not None else head_of(s, q)
    clause = clause_of(s, start)
    verb = s.tokens[clause]
    if noun is not None and not (s.tokens[start].deprel == "obj" and verb.lemma.lower() in around.words.figure.owns):
        return None
    subject = next((c for c in s.children[clause][:WIDEST] if s.tokens[c].deprel == "nsubj"), None)
    if subject is None or subject in q.tokens:
        return None
    found = cast.headed(s.tokens[subject].start)
    if found is None and noun is None:
        for c in s.children[subject][:WIDEST]:
            if s.tokens[c].deprel == "nmod:poss" or (
                s.tokens[c].deprel == "nmod" and has_case(s, c, "of", "from", "by")
            ):
                found = found or cast.headed(s.tokens[c].start)
    return found.id if found else None


def places_of(around: Around, q: Quantity, noun: int | None) -> tuple[str, ...]:
    """Ids of the places of the figure's phrase or clause, told by in, across, at …; () where none is told."""
    s = around.sentence
    clause = clause_of(s, noun if noun is not None else head_of(s, q))
    own = {clause, noun, head_of(s, q)}
    found: list[str] = []
    for span, place in around.at_place.at(around.near(q)):
        k = around.token_at(span.start)
        while k < len(s.tokens) - 1 and s.tokens[k].head >= 0 and span.contains(s.tokens[s.tokens[k].head].span):
            k = s.tokens[k].head
        while s.tokens[k].deprel == "conj" and s.tokens[k].head >= 0:
            k = s.tokens[k].head
        if not has_case(s, k, *WHERE):
            continue
        steps = 0
        while (
            s.tokens[k].head >= 0
            and steps < STEPS
            and k not in own
            and s.tokens[k].deprel in ("obl", "nmod", "conj", "obj", "appos")
        ):
            k = s.tokens[k].head
            steps += 1
        if k in own and place.id not in found:
            found.append(place.id)
    return tuple(found)
