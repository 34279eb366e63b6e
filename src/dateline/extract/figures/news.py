"""Whether a reader would call a number in the news a figure.

Times, ages, ranks, labels ("Flight 370"), scores and statistics of games, phone numbers, list
marks, and small numbers that only point ("the two sides") are none. The words are in ``numbers.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from dateline.extract.figures.change import change_of
from dateline.extract.figures.labels import (
    DASHES,
    Case,
    is_age,
    is_broken,
    is_mark,
    is_named,
    is_score,
    is_time,
    is_year,
)
from dateline.numbers import NumberWords, Quantity
from dateline.records import Sentence, Span
from dateline.syntax import is_label

PHONE = re.compile(r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?)?\d{2,4}[-. ]\d{3,4}(?:[-. ]\d{3,4})?(?![\d,])")
PHONE_SIGNS = re.compile(r"\+\d|\(\d{3}\)|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b")
SMALL = 10  # "the two leaders": small numbers with an article are a way of pointing


def is_news(c: Case) -> bool:
    s, q, words = c.around.sentence, c.q, c.around.words
    if (q.low == 0 and q.high == 0) or _overlaps(c.phones, q.span) or is_time(c) or is_named(c):
        return False
    if is_broken(s, q):
        return False
    if q.unit is not None:
        return not (q.unit in ("share", "percent") and c.sport) and not (
            q.unit == "share"
            and (
                (c.noun is None and change_of(c.around, q, None) is None)
                or (c.noun is not None and s.tokens[c.noun].lemma.lower() in words.figure.not_news)
            )
        )
    if is_age(c) or is_score(c) or is_mark(c):
        return False
    return _bare_is_news(c) if c.noun is None else _counts_news(s, c, c.noun, words)


def _counts_news(s: Sentence, c: Case, noun: int, words: NumberWords) -> bool:
    """Whether a number with a noun is news."""
    t, q = s.tokens[noun], c.q
    lemma, f = t.lemma.lower(), words.figure
    if lemma in f.not_news or t.text.lower() in f.not_news:
        return False
    if lemma in f.sport_only or t.text.lower() in f.sport_only:
        return False
    if c.sport and (lemma in f.sport or not (q.high is None or q.high >= 1000)):
        return False
    if t.upos == "PROPN" and t.xpos == "NNP" and not (q.approximate or lemma in f.person):
        return False  # "10 Downing Street"
    first = s.tokens[q.tokens[0]]
    plain = len(q.tokens) == 1 and q.low == q.high and q.low is not None
    if first.lemma.lower() == "both" or (is_year(first.text, q) and t.xpos != "NNS"):
        return False
    if q.low == q.high == 1:
        alone = any(s.tokens[k].deprel == "cop" for k in s.children[noun][:8])  # "was one person"
        return lemma in f.person and t.xpos == "NN" and noun == q.tokens[-1] + 1 and not alone
    if first.lemma.lower() in ("couple", "few", "several", "pair") or first.text.lower() == "a":
        return lemma in f.person or q.low is None or q.low > SMALL
    if plain and q.low is not None and q.low <= SMALL and _is_pointed_at(s, q.tokens[0]):
        return False
    if t.xpos == "NN" and plain and (q.low or 0) > 1 and lemma not in f.unit | f.person | f.collective:
        return False  # "a seven count"
    return not (t.xpos == "NN" and q.low is not None and q.low > 1 and _is_modifier(s, q))


def _is_modifier(s: Sentence, q: Quantity) -> bool:
    """ "a 10-man team", "a three-way tie": a number inside an adjective."""
    last = q.tokens[-1]
    return last + 1 < len(s.tokens) and s.tokens[last + 1].text in DASHES


def _is_pointed_at(s: Sentence, k: int) -> bool:
    before = s.tokens[k - 1] if k > 0 else None
    return before is not None and (
        before.text.lower()
        in (
            "the",
            "these",
            "those",
            "both",
            "all",
            "first",
            "last",
            "next",
            "past",
            "final",
            "previous",
            "other",
            "our",
            "my",
            "your",
        )
        or before.xpos in ("PRP$", "POS")
    )


def _bare_is_news(c: Case) -> bool:
    """A number without a noun: news as what is killed, fell or rose, and when it is large or bounded."""
    s, q, words = c.around.sentence, c.q, c.around.words
    t = s.tokens[q.tokens[-1]]
    text = s.tokens[q.tokens[0]].text
    if q.low == q.high == 1 or text.lower() in (
        "both",
        "few",
        "several",
        "half",
        "couple",
        "pair",
        "the",
        "some",
        "a",
        "an",
    ):
        return q.low is not None and q.low >= 100  # "a million"
    if is_year(text, q) or _is_age_bound(s, q):
        return False
    if len(q.tokens) == 1 and (q.high or 0) <= SMALL and _is_pointed_at(s, q.tokens[0]):
        return False  # "the other three"
    if change_of(c.around, q, None) is not None:
        return not c.sport
    if c.sport:
        return False
    head = next((k for k in q.tokens if s.tokens[k].head not in q.tokens), q.tokens[-1])
    h = s.tokens[head]
    if is_label(h.deprel, "nsubj") or h.deprel in ("obj", "nsubj:pass"):
        return q.low != q.high or (q.low or 0) > 2
    cases = {s.tokens[k].lemma.lower() for k in s.children[head][:8] if s.tokens[k].deprel == "case"}
    if cases & {"including", "among", "than", "to", "by", "from"} and h.deprel in ("obl", "nmod"):
        return q.low != q.high or (q.low or 0) >= SMALL
    return (
        (q.low != q.high or q.approximate)
        and (q.high or q.low or 0) >= 2 * SMALL
        and t.upos != "PROPN"
        and words is not None
    )


def _is_age_bound(s: Sentence, q: Quantity) -> bool:
    """ "voters under 45", "those over 65"."""
    value = q.low if q.low is not None else q.high
    return (
        s.tokens[q.tokens[0]].text.lower() in ("under", "over", "below", "above") and value is not None and value < 100
    )


def sport_words(s: Sentence, words: NumberWords) -> int:
    return sum(t.text.lower() in words.figure.sport_context for t in s.tokens)


def phone_numbers(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in PHONE.finditer(text) if PHONE_SIGNS.search(m[0]))


def _overlaps(spans: tuple[Span, ...], span: Span) -> bool:
    k = bisect_left(spans, (span.start, span.start))
    return any(spans[i].overlaps(span) for i in (k - 1, k) if 0 <= i < len(spans))
