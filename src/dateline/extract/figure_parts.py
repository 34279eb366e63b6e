"""What a figure counts, whose it is, where, when, and how it changed: read from the tree around a quantity."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from dateline.lookup import Cast, SpanIndex
from dateline.numbers import NumberWords, Quantity
from dateline.records import Interval, Place, Sentence, Span, Timex
from dateline.syntax import noun_phrase

NEAR = 40  # tokens around a number in which its places and times are looked for
WIDEST = 24  # children of a word that are looked at
STEPS = 12  # governors above a word that are looked at
WHERE = frozenset({"in", "across", "at", "near", "inside", "around", "throughout", "outside", "along", "on", "within"})
NOUNS = ("NOUN", "PROPN")
NO_MEASURE = (
    "from",
    "with",
    "in",
    "for",
    "of",
    "on",
    "among",
    "as",
    "than",
    "against",
    "at",
    "over",
    "after",
    "within",
)
NO_CLAUSE = frozenset({"aux", "aux:pass", "cop", "amod", "compound", "case", "mark"})
COMPARING = frozenset({"compare", "than", "versus", "vs", "vs.", "relative"})


@dataclass(frozen=True, slots=True)
class Around:
    """A sentence with what other stages found in it. ``starts`` are the offsets of its tokens."""

    sentence: Sentence
    starts: list[int]
    cast: Cast
    at_time: SpanIndex[Timex]
    at_place: SpanIndex[Place]
    words: NumberWords

    def number_span(self, q: Quantity) -> Span:
        """The span of the words of a number, without bounds such as "about"."""
        tokens = self.sentence.tokens
        core = [k for k in q.tokens if tokens[k].text[:1].isdigit() or tokens[k].upos == "NUM"] or list(q.tokens)
        return Span(tokens[core[0]].start, tokens[core[-1]].end)

    def near(self, q: Quantity) -> Span:
        tokens = self.sentence.tokens
        first, last = max(0, q.tokens[0] - NEAR), min(len(tokens) - 1, q.tokens[-1] + NEAR)
        return Span(tokens[first].start, tokens[last].end)

    def token_at(self, offset: int) -> int:
        """The token that starts at or next after an offset."""
        return min(bisect_left(self.starts, offset), len(self.starts) - 1)


def counted_noun(around: Around, q: Quantity) -> int | None:
    """The noun that a quantity counts, None for a bare number: "12 *people*", "dozens of *protesters*"."""
    s = around.sentence
    tokens = s.tokens
    head = _head(s, q)
    t = tokens[head]
    of = next(
        (
            k
            for k in s.children[head][:WIDEST]
            if k > q.tokens[-1] and tokens[k].deprel == "nmod" and _has_case(s, k, "of")
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
    span = noun_phrase(s, noun) if _is_small(s, noun) else s.tokens[noun].span
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
    head = k = _head(s, q)
    for _ in range(STEPS):
        kids = [c for c in s.children[k][:WIDEST] if c not in q.tokens and s.tokens[c].upos in NOUNS]
        if s.tokens[k].upos == "NOUN" and k != head:
            of = next((c for c in kids if c > k and s.tokens[c].deprel == "nmod" and _has_case(s, c, "in", "of")), None)
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
                t.deprel == "nmod" and _has_case(s, c, "of", "from", "by")
            )
            found = cast.headed(t.start) if tied and c not in q.tokens else None
            if found:
                return found.id
    start = noun if noun is not None else _head(s, q)
    clause = _clause(s, start)
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
                s.tokens[c].deprel == "nmod" and _has_case(s, c, "of", "from", "by")
            ):
                found = found or cast.headed(s.tokens[c].start)
    return found.id if found else None


def places_of(around: Around, q: Quantity, noun: int | None) -> tuple[str, ...]:
    """Ids of the places of the figure's phrase or clause, told by in, across, at …; () where none is told."""
    s = around.sentence
    clause = _clause(s, noun if noun is not None else _head(s, q))
    own = {clause, noun, _head(s, q)}
    found: list[str] = []
    for span, place in around.at_place.at(around.near(q)):
        k = around.token_at(span.start)
        while k < len(s.tokens) - 1 and s.tokens[k].head >= 0 and span.contains(s.tokens[s.tokens[k].head].span):
            k = s.tokens[k].head
        while s.tokens[k].deprel == "conj" and s.tokens[k].head >= 0:
            k = s.tokens[k].head
        if not _has_case(s, k, *WHERE):
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


# ---------------------------------------------------------------- change and time


def change_of(around: Around, q: Quantity, noun: int | None) -> str | None:
    """ "up" or "down" where the number tells a change, else None."""
    s, f = around.sentence, around.words.figure
    first, last = q.tokens[0], q.tokens[-1]
    measure = q.unit is not None or noun is None or s.tokens[noun].lemma.lower() == "point"
    by = noun is not None and _has_case(s, noun, "by", "to", "from")
    for k in (first - 1, last + 1):
        if 0 <= k < len(s.tokens) and (measure or k < first):
            low = s.tokens[k].text.lower()
            if (
                s.tokens[k].deprel == "compound:prt"
                and s.tokens[s.tokens[k].head].lemma.lower() not in f.up | f.down | f.market
            ):
                continue  # "brought down", "picked up"
            if low in f.down_word and not _than_follows(s, k, low):
                return "down"
            if low in f.up_word and not _than_follows(s, k, low) and (low != "up" or s.tokens[k].deprel != "case"):
                return "up"
    k = noun if noun is not None else _head(s, q)
    if _has_case(s, k, *NO_MEASURE) and s.tokens[first].text.lower() != "from":
        return None  # "from 6.5 percent" is what it was before
    for _ in range(3):
        t = s.tokens[k]
        if t.head < 0 or t.deprel in ("nsubj", "nsubj:pass", "acl:relcl", "conj"):
            return None
        if t.deprel == "obj" and not measure and s.tokens[t.head].lemma.lower() in ("raise", "gain", "add", "shed"):
            return None  # "raised $3 million" is no change, nor "added 12 members" of what was there
        k = t.head
        lemma = s.tokens[k].lemma.lower()
        if (measure or (by and t.deprel == "obl")) and s.tokens[k].upos in ("VERB", "NOUN", "ADJ"):
            if lemma in f.down:
                return "down"
            if lemma in f.up and not (q.unit not in (None, "percent") and t.deprel == "obj"):
                return "up"
        if s.tokens[k].upos == "VERB":
            return None
    return None


def _than_follows(s: Sentence, k: int, low: str) -> bool:
    """ "more than 12" is a bound, no change; "up to 12" likewise; "12 more people" only adds."""
    if low in ("more", "less", "fewer"):
        return True
    return low == "up" and k + 1 < len(s.tokens) and s.tokens[k + 1].lemma.lower() == "to"


def time_of(around: Around, q: Quantity, change: str | None) -> Interval | None:
    """The days of the time that governs the figure's clause: the nearest, but not what it is compared to."""
    s = around.sentence
    clause = _clause(s, _head(s, q))
    best: tuple[int, Timex] | None = None
    for span, timex in around.at_time.at(around.near(q)):
        if timex.earliest is None or timex.latest is None or timex.timex.type != "DATE":
            continue
        k = around.token_at(span.start)
        if _is_compared(around, k) or (change is not None and k > q.tokens[-1] and _is_origin(s, k)):
            continue
        inside = _clause(s, k) == clause
        distance = abs(k - q.tokens[0]) + (0 if inside else 1000)
        if inside and (best is None or distance < best[0]):
            best = (distance, timex)
    if best is None or best[1].earliest is None or best[1].latest is None:
        return None
    return Interval(best[1].earliest, best[1].latest)


def _is_compared(around: Around, k: int) -> bool:
    """Whether a word stands in "compared to …", "than in …", "versus …", within six words."""
    s = around.sentence
    for j in range(k - 1, max(-1, k - 8), -1):
        word = s.tokens[j].lemma.lower()
        if word in (",", ";", "."):
            return False
        if word in COMPARING and not (word == "than" and s.tokens[j + 1].text[:1].isdigit()):
            return not (word == "than" and s.tokens[j + 1].upos == "NUM")
    return False


def _is_origin(s: Sentence, k: int) -> bool:
    """ "up 3 percent from a year earlier"."""
    return any(s.tokens[j].lemma.lower() in ("from", "over", "on") for j in range(max(0, k - 3), k)) and (
        s.tokens[max(0, k - 1)].lemma.lower() not in ("in", "by")
    )


def compared_to(around: Around, q: Quantity, time: Interval | None, change: str | None) -> Interval | None:
    """What a figure is compared to: "compared to the same quarter in 2022", "than in May"."""
    s = around.sentence
    last = q.tokens[-1]
    found: Timex | None = None
    same = False
    for span, timex in (
        around.at_time.at(Span(s.tokens[last].end, around.near(q).end)) if last + 1 < len(s.tokens) else []
    ):
        if timex.earliest is None or timex.latest is None:
            continue
        k = around.token_at(span.start)
        if k <= last or not (_is_compared(around, k) or (change is not None and _is_origin(s, k))):
            if found is not None:
                break
            continue
        words = s.tokens[max(0, k - 5) : around.token_at(span.end - 1) + 1]
        same |= any(t.lemma.lower() == "same" for t in words)
        if (
            found is None
            or (
                found.earliest is not None
                and timex.earliest >= found.earliest
                and timex.latest <= (found.latest or timex.latest)
            )
            or same
        ):
            found = timex
    if found is None or found.earliest is None or found.latest is None:
        return None
    if same and time is not None and found.grain == "year" and (time.latest - time.earliest).days < 200:
        return _same_in(time, found.earliest.year)
    return Interval(found.earliest, found.latest)


def _same_in(time: Interval, year: int) -> Interval:
    """The same days of another year; the 29th of February becomes the 28th."""

    def moved(day: date, years: int) -> date:
        try:
            return day.replace(year=day.year + years)
        except ValueError:
            return day.replace(year=day.year + years, day=28)

    years = year - time.latest.year
    return Interval(moved(time.earliest, years), moved(time.latest, years))


# ---------------------------------------------------------------- small questions


def _clause(s: Sentence, i: int) -> int:
    """The predicate of the clause around a token, looked for in a bounded number of steps."""
    for _ in range(2 * STEPS):
        t = s.tokens[i]
        if t.head < 0 or (t.upos in ("VERB", "AUX") and t.deprel not in NO_CLAUSE):
            return i
        if any(s.tokens[c].deprel == "cop" for c in s.children[i][:WIDEST]):
            return i
        i = t.head
    return i


def _is_small(s: Sentence, i: int) -> bool:
    """Whether fewer than a hundred words hang below a token."""
    stack, seen = [i], 0
    while stack and seen < 100:
        k = stack.pop()
        seen += 1
        stack.extend(s.children[k][:100])
    return not stack


def _head(s: Sentence, q: Quantity) -> int:
    """The token of a quantity whose governor is outside it."""
    inside = set(q.tokens)
    tops = [k for k in q.tokens if s.tokens[k].head not in inside]
    if s.tokens[q.tokens[0]].text.lower() == "from" and s.tokens[tops[0]].deprel == "case":
        return s.tokens[tops[0]].head
    numeric = [k for k in tops if s.tokens[k].upos in ("NUM", "NOUN", "VERB", "SYM", "PROPN")]
    return (numeric or tops or [q.tokens[-1]])[-1]


def _has_case(s: Sentence, k: int, *wanted: str) -> bool:
    return any(s.tokens[c].deprel == "case" and s.tokens[c].lemma.lower() in wanted for c in s.children[k][:WIDEST])
