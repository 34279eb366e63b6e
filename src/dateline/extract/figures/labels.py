"""Numbers that are no figures: times, ages, labels ("Flight 370"), scores, list marks, parts of longer numbers."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.figures.around import Around
from dateline.numbers import Quantity
from dateline.records import Sentence, Span

DASHES = frozenset({"-", "–", "—"})
STATES = frozenset({"US", "UK", "EU", "UN", "UAE"})
AGE_WORDS = frozenset({"old", "olds", "aged", "age", "ages"})
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


@dataclass(frozen=True, slots=True)
class Case:
    """A quantity and what is asked of it."""

    around: Around
    q: Quantity
    noun: int | None
    in_names: frozenset[int]
    sport: bool
    phones: tuple[Span, ...]


def is_broken(s: Sentence, q: Quantity) -> bool:
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


def is_year(text: str, q: Quantity) -> bool:
    return len(q.tokens) == 1 and text.isdigit() and len(text) == 4 and 1500 <= int(text) < 2100


def is_time(c: Case) -> bool:
    """Whether a time expression holds the number, or a word of time follows it."""
    number = c.around.number_span(c.q)
    if any(span.overlaps(number) for span, _ in c.around.at_time.at(number)):
        return True
    following = c.around.sentence.tokens[c.q.tokens[-1] + 1 : c.q.tokens[-1] + 3]
    if following and following[0].text in DASHES:
        following = following[1:]
    return bool(following) and c.q.unit is None and following[0].lemma.lower().rstrip(".") in TIME_UNITS


def is_named(c: Case) -> bool:
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


def is_age(c: Case) -> bool:
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


def is_score(c: Case) -> bool:
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


def is_mark(c: Case) -> bool:
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
