"""What number a phrase gives: "at least 12 people", "dozens of protesters", "$1.2bn".

``quantities`` finds the numbers of a sentence, ``quantity_at`` that of a noun, ``sum_at`` that
of coordinated nouns, ``quantity_in`` reads a text that is a number. The grammar is in
``dateline.numerals``. Each question looks at a bounded stretch, so that a text is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.numerals import WINDOW, NumberWords, bounded, may_start, scan
from dateline.records import Sentence, Span

__all__ = ["NumberWords", "Quantity", "quantities", "quantity_at", "quantity_in", "sum_at"]

WORD = re.compile(r"\d[\d,.]*[A-Za-z]*|[^\W\d_]+(?:\.[^\W\d_]\.?)*|\S")
LONGEST = 60  # coordinated nouns that are added up
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as words give it; ``low`` or ``high`` is None where open ("at least 12").

    ``span`` covers bounds, number and unit words ("about 40 percent"); ``tokens`` are their
    indices in the sentence. ``unit`` is "percent", "share" or a currency code, else None.
    """

    low: float | None
    high: float | None
    approximate: bool
    span: Span
    tokens: tuple[int, ...]
    unit: str | None = None


def quantities(
    sentence: Sentence, *, words: NumberWords, first: int = 0, end: int | None = None
) -> tuple[Quantity, ...]:
    """All quantities of a sentence in reading order, or those that start in tokens ``[first, end)``."""
    stop = len(sentence.tokens) if end is None else min(end, len(sentence.tokens))
    reach = min(stop + 2 * WINDOW, len(sentence.tokens))
    tokens = sentence.tokens[first:reach]
    raw = [t.text for t in tokens]
    w = [t.text.lower() for t in tokens]
    found: list[Quantity] = []
    k = 0
    while k < stop - first:
        back = 1 if k > 0 else 0  # one word of context: "cut by 3 to 5"
        window = slice(k - back, k + 4 * WINDOW)
        got = scan(w[window], raw[window], back, words) if may_start(w[k], raw[k], words) else None
        if got is None:
            k += 1
            continue
        number, bound, length = got[0], got[1], got[2] - back
        low, high = bounded(number, bound)
        inside = tuple(range(first + k, first + k + length))
        start = _first_shown(w, k, length)
        span = Span(tokens[start].start, tokens[k + length - 1].end)
        found.append(Quantity(low, high, number.approximate, span, inside[start - k :], number.unit))
        k += length
    return tuple(found)


SILENT = frozenset({"the", "those", "these", "its", "their", "all", "as", "other"})


def _first_shown(w: Sequence[str], k: int, length: int) -> int:
    """Where a quantity's own words begin: determiners before it are not part of it."""
    start = k
    while (
        start < k + length - 1
        and w[start] in SILENT
        and not (w[start] == "as" and w[start + 1] in ("many", "much", "few"))
    ):
        start += 1
    return start


def quantity_in(text: str, *, words: NumberWords) -> tuple[float | None, float | None, bool, str | None] | None:
    """Low, high, whether approximate, and unit of a text that is one quantity; None where it is not."""
    raw = WORD.findall(text[:400])
    w = [x.lower() for x in raw]
    got = scan(w, raw, 0, words) if w else None
    if got is None or got[2] != len(w):
        return None
    low, high = bounded(got[0], got[1])
    return low, high, got[0].approximate, got[0].unit


# ---------------------------------------------------------------- of a noun


def quantity_at(sentence: Sentence, i: int, *, words: NumberWords, articles: bool = True) -> Quantity | None:
    """The number of a noun ("at least 12 *people*", "dozens of *protesters*", "as many as *200*").

    A singular with "a", "an" or "another" is one, unless ``articles`` is False. None where no
    number is told. Coordinated nouns have a number each: see ``sum_at``.
    """
    tokens = sentence.tokens
    marks = {i, *(k for k in sentence.children[i] if i - WINDOW <= k < i and tokens[k].deprel in NUMBER_LABELS)}
    head = tokens[i].head
    if head >= 0 and tokens[i].deprel == "nmod" and head < i and i - head < WINDOW and _is_of(sentence, i):
        marks.add(head)  # "dozens of protesters"
    first = max(0, min(marks) - WINDOW)
    for q in quantities(sentence, words=words, first=first, end=i + 1):
        if marks.intersection(q.tokens) and q.unit not in ("percent", "share") and _reaches(sentence, q, i):
            return q
    if articles:
        for k in sentence.children[i]:
            t = tokens[k]
            if t.deprel == "det" and t.text.lower() in ("a", "an", "another") and tokens[i].xpos in ("NN", "NNP"):
                return Quantity(1, 1, False, t.span, (k,))
    return None


NUMBER_LABELS = frozenset({"nummod", "amod", "det", "advmod", "compound", "nmod", "dep", "det:predet"})


def _is_of(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[k].deprel == "case" and sentence.tokens[k].lemma == "of" for k in sentence.children[i])


def _reaches(sentence: Sentence, q: Quantity, i: int) -> bool:
    """Whether only words of the noun's own phrase stand between a quantity and its noun."""
    return q.tokens[0] <= i and all(
        sentence.tokens[k].upos
        in ("ADJ", "NOUN", "PROPN", "ADP", "DET", "VERB", "PUNCT", "ADV", "NUM", "CCONJ", "PART", "PRON", "SYM", "X")
        for k in range(q.tokens[-1] + 1, i)
    )


def sum_at(sentence: Sentence, i: int, *, words: NumberWords) -> Quantity | None:
    """The number of a whole coordination whose first noun is ``i``: "a bodyguard and another member" is 2,
    "three soldiers and two civilians" 5. A person's name counts as one. None where a part has no number.
    """
    tokens = sentence.tokens
    parts = [i]
    stack = [i]
    while stack and len(parts) < LONGEST:
        for c in sentence.children[stack.pop()][:LONGEST]:
            if tokens[c].deprel == "conj" and tokens[c].upos in NOUNS:
                parts.append(c)
                stack.append(c)
    low: float | None = 0
    high: float | None = 0
    approximate = False
    covered: set[int] = set()
    for k in sorted(parts):
        q = quantity_at(sentence, k, words=words)
        if q is None and tokens[k].xpos == "NNP" and len(parts) > 1:
            q = Quantity(1, 1, False, tokens[k].span, (k,))
        if q is None or q.unit is not None:
            return None
        low = None if low is None or q.low is None else low + q.low
        high = None if high is None or q.high is None else high + q.high
        approximate |= q.approximate
        covered.update(q.tokens)
    if len(parts) == 1:
        return quantity_at(sentence, i, words=words)
    if low is None and high is None:
        return None
    span = Span(tokens[min(covered)].start, tokens[max(max(covered), max(parts))].end)
    return Quantity(low, high, approximate, span, tuple(sorted(covered)))
