"""Whether a reader would call a number in the news a figure.

Times, ages, ranks, labels ("Flight 370"), scores and statistics of games, phone numbers, list
marks, and small numbers that only point ("the two sides") are none. The words are in ``numbers.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from dateline.extract.figure_parts import Around, change_of
from dateline.numbers import NumberWords, Quantity
from dateline.records import Sentence, Span
from dateline.syntax import is_label

PHONE = re.compile(r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?)?\d{2,4}[-. ]\d{3,4}(?:[-. ]\d{3,4})?(?![\d,])")
PHONE_SIGNS = re.compile(r"\+\d|\(\d{3}\)|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b")
DASHES = frozenset({"-", "–", "—"})
STATES = frozenset({"US", "UK", "EU", "UN", "UAE"})
AGE_WORDS = frozenset({"old", "olds", "aged", "age", "ages"})
SMALL = 10  # "the two leaders": small numbers with an article are a way of pointing


@dataclass(frozen=True, slots=True)
class Case:
    """A quantity and what is asked of it."""

    around: Around
    q: Quantity
    noun: int | None
    in_names: frozenset[int]
    sport: bool
    phones: tuple[Span, ...]


def is_news(c: Case) -> bool:
    s, q, words = c.around.sentence, c.q, c.around.words
    if (q.low == 0 and q.high == 0) or _overlaps(c.phones, q.span) or _is_time(c) or _is_named(c):
        return False
    if _is_broken(s, q):
        return False
    if q.unit is not None:
        return not (q.unit in ("share", "percent") and c.sport) and not (
            q.unit == "share"
            and (
                (c.noun is None and change_of(c.around, q, None) is None)
                or (c.noun is not None and s.tokens[c.noun].lemma.lower() in words.figure.not_news)
            )
        )
    if _is_age(c) or _is_score(c) or _is_mark(c):
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
    if first.lemma.lower() == "both" or (_is_year(first.text, q) and t.xpos != "NNS"):
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


def _is_broken(s: Sentence, q: Quantity) -> bool:
    """Whether more digits stand beside a number, so that it is a part only: "1, 300", "6. 1", "10: 30", "12/23"."""
    for k, step in ((q.tokens[0] - 1, -1), (q.tokens[-1] + 1, 1)):
        if not 0 <= k < len(s.tokens):
            continue
        sign = s.tokens[k].text
        if sign == "/" or (step < 0 and s.tokens[k].end == s.tokens[k + 1].start and sign[-1:] in ".:/"):
            return True
        beyond = s.tokens[k + step].text if 0 <= k + step < len(s.tokens) else ""
        if not beyond[:1].isdigit():
            continue
        groups = len(beyond) == 3 if step > 0 else len(s.tokens[k + 1].text) == 3 and len(beyond) <= 3
        if sign in (":", ".") or (sign == "," and groups):
            return True
    first = s.tokens[q.tokens[0]].text
    code = len(first) > 1 and first[0] == "0" and first[1].isdigit()  # "MS08-078"
    return code or first == "911" or s.tokens[q.tokens[-1]].text.endswith(".")


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
    if _is_year(text, q) or _is_age_bound(s, q):
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


def _is_year(text: str, q: Quantity) -> bool:
    return len(q.tokens) == 1 and text.isdigit() and len(text) == 4 and 1500 <= int(text) < 2100


def _is_age_bound(s: Sentence, q: Quantity) -> bool:
    """ "voters under 45", "those over 65"."""
    value = q.low if q.low is not None else q.high
    return (
        s.tokens[q.tokens[0]].text.lower() in ("under", "over", "below", "above") and value is not None and value < 100
    )


def _is_time(c: Case) -> bool:
    """Whether a time expression holds the number, or a word of time follows it."""
    number = c.around.number_span(c.q)
    if any(span.overlaps(number) for span, _ in c.around.at_time.at(number)):
        return True
    following = c.around.sentence.tokens[c.q.tokens[-1] + 1 : c.q.tokens[-1] + 3]
    if following and following[0].text in DASHES:
        following = following[1:]
    return bool(following) and c.q.unit is None and following[0].lemma.lower().rstrip(".") in TIME_UNITS


TIME_UNITS = frozenset(
    {
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "a.m",
        "p.m",
        "am",
        "pm",
        "o'clock",
        "yr",
    }
)


def _is_named(c: Case) -> bool:
    """Whether the number is part of a name or a label: "Flight 370", "Group of Seven", "F-16"."""
    s, q, words = c.around.sentence, c.q, c.around.words
    first, last = q.tokens[0], q.tokens[-1]
    if q.unit is not None:
        return False
    core = [k for k in q.tokens if s.tokens[k].text[:1].isdigit() or s.tokens[k].lemma.lower() in words.cardinal]
    if core and all(k in c.in_names for k in core) and c.noun is None:
        return True
    if c.noun is not None and c.noun in c.in_names and any(k in c.in_names for k in core):
        return True
    before = s.tokens[first - 1] if first > 0 else None
    if before is None:
        return False
    if before.text in DASHES and first > 1:  # "F-16", "COVID-19", "MS08-078", "AK - 47"
        label = s.tokens[first - 2].text
        glued = before.start == s.tokens[first - 2].end and s.tokens[first].start == before.end
        if label[:1].isalpha() and (glued or (len(label) <= 3 and label.isupper())):
            return True
    if before.lemma.lower() in words.figure.numbered or before.text in ("#", "№"):
        return before.upos != "VERB"
    after = s.tokens[last + 1] if last + 1 < len(s.tokens) else None
    if before.upos == "PROPN" and after is not None and after.upos == "PROPN" and len(q.tokens) == 1:
        return True  # "Internet Explorer 8 Beta"
    if before.upos == "PROPN" and s.tokens[first].text.isdigit() and after is not None and after.text[:1].isupper():
        return True
    letters = before.text.isupper() and len(before.text) <= 3 and before.text not in STATES
    if letters and before.upos in ("PROPN", "NOUN") and s.tokens[first].text.isdigit():
        return True  # "AK 47"
    if before.text == "." and first > 1 and s.tokens[first - 2].text.lower() in ("no", "nos"):
        return True
    capital = (
        before.upos == "PROPN" and before.text[:1].isupper() and len(q.tokens) == 1 and s.tokens[first].text.isdigit()
    )
    return capital and (c.noun is None or c.noun == first - 1 or s.tokens[last].deprel != "nummod")


def _is_age(c: Case) -> bool:
    s, q = c.around.sentence, c.q
    first, last = q.tokens[0], q.tokens[-1]
    low = [t.text.lower() for t in s.tokens[max(0, first - 2) : min(len(s.tokens), last + 5)]]
    if AGE_WORDS.intersection(low):
        return True
    if first > 0 and s.tokens[first - 1].lemma.lower() == "turn" and c.noun is None:
        return True
    before = s.tokens[first - 1] if first > 0 else None
    after = s.tokens[last + 1] if last + 1 < len(s.tokens) else None
    between = (
        before is not None and after is not None and before.text in (",", "(") and after.text in (",", ")", ".", ";")
    )
    two = len(q.tokens) == 1 and s.tokens[first].text.isdigit() and int(s.tokens[first].text[:4]) < 115
    if two and before is not None and before.text == "," and after is not None and after.upos == "AUX" and first > 1:
        return s.tokens[first - 2].upos == "PROPN"
    return between and two and first > 1 and s.tokens[first - 2].upos in ("PROPN", "NOUN", "PRON", "PART")


def _is_score(c: Case) -> bool:
    """ "2-1", "won 6-4, 7-5"; "a 215-203 vote" is news."""
    s, q, words = c.around.sentence, c.q, c.around.words
    dashed = False
    for k, step in ((q.tokens[0] - 1, -1), (q.tokens[-1] + 1, 1)):
        if 0 <= k < len(s.tokens) and s.tokens[k].text in DASHES and 0 <= k + step < len(s.tokens):
            dashed |= s.tokens[k + step].text[:1].isdigit()
    inner = [s.tokens[k].text for k in q.tokens]
    dashed |= c.noun is None and len(inner) == 3 and inner[1] in DASHES and inner[0].isdigit() and inner[2].isdigit()
    if not dashed:
        return False
    near = s.tokens[max(0, q.tokens[0] - 8) : q.tokens[-1] + 6]
    return not any(t.lemma.lower() in words.figure.vote for t in near)


def _is_mark(c: Case) -> bool:
    """List marks: "1. First …", "(2) …"; and numbers in addresses and codes."""
    s, q = c.around.sentence, c.q
    if len(q.tokens) != 1 or not s.tokens[q.tokens[0]].text.isdigit():
        return False
    k = q.tokens[0]
    after = s.tokens[k + 1].text if k + 1 < len(s.tokens) else ""
    before = s.tokens[k - 1].text if k > 0 else ""
    follows = s.tokens[k + 1] if k + 1 < len(s.tokens) else None
    if (
        k == 0
        and follows is not None
        and follows.text[:1].isupper()
        and s.block_kind != "headline"
        and int(s.tokens[k].text[:6]) < 100
    ):
        return follows.xpos != "NNPS" and follows.upos != "ADJ"  # "22 Tributes left at the scene": pictures of a row
    return (k == 0 and after in (".", ")", ":")) or (before in ("(", "[") and after in (")", "]"))


def sport_words(s: Sentence, words: NumberWords) -> int:
    return sum(t.text.lower() in words.figure.sport_context for t in s.tokens)


def phone_numbers(text: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in PHONE.finditer(text) if PHONE_SIGNS.search(m[0]))


def _overlaps(spans: tuple[Span, ...], span: Span) -> bool:
    k = bisect_left(spans, (span.start, span.start))
    return any(spans[i].overlaps(span) for i in (k - 1, k) if 0 <= i < len(spans))
