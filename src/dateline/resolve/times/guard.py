"""Tells times from their look-alikes: "May said", "2019 troops", "the fall of the city", "The Daily News"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.records import Span
from dateline.resolve.times.context import Context, in_name
from dateline.resolve.times.shapes import Found

PERSON = frozenset({"person"})
TITLES = frozenset({"person", "organisation", "work", "product", "facility"})


def _month(c: Context, found: Found) -> bool:
    """A month alone: not the verb, not a person called so, not an abbreviation without its full stop."""
    words = c.text[found.span.start : found.span.end]
    name = re.findall(r"[A-Za-z]+", words)[-1]
    if len(name) < 5 and name.lower() not in c.words.short_months and not words.endswith("."):
        return False
    before, after = c.word_before(found.span.start), c.word_after(found.span.end)
    if name.lower() in c.words.ambiguous_months:
        at = c.token(found.span.start + len(words) - len(name))
        if name.isupper() and len(name) > 1:
            return before in c.words.time_cases
        if at is not None and at[1].upos in ("AUX", "VERB"):
            return before in c.words.time_cases and before not in c.words.loose_cases - {"for", "by", "of", "from"}
        if before in c.words.time_cases - c.words.loose_cases or before in c.words.deictics:
            return True
        if name.lower() == "march" and re.search(
            r"[A-Z][\w’']*\s+$", c.text[max(0, found.span.start - 20) : found.span.start]
        ):
            return False
        if name.lower() == "march" and not _march(c, found.span, before, after):
            return False
        if in_name(c, found.span, PERSON):
            return False
        if name.lower() == "may" and after in c.words.speaks:
            return before in c.words.time_cases
        if (
            at is not None
            and at[1].upos == "PROPN"
            and at[1].deprel in ("nsubj", "nsubj:pass", "flat")
            and before not in c.words.time_cases
        ):
            return False
    elif in_name(c, found.span, PERSON) and before not in c.words.prepositions:
        return False
    return True


def _march(c: Context, span: Span, before: str, after: str) -> bool:
    """Whether "March" after an article or "to" is the month: "a March raid", "from October to March"."""
    if before == "to":
        return re.search(r"[A-Z]\w+\s+to\s+$", c.text[max(0, span.start - 16) : span.start]) is not None
    if before in ("the", "a"):
        following = c.next_token(span.end)
        return after not in ("on", "of", "") and following is not None and following.upos in ("NOUN", "NUM", "ADJ")
    return before != "on" and after != "on"


def _weekday(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end]
    if len(words.rstrip(".")) > 5:
        return not in_name(c, found.span, PERSON)
    if re.match(
        r"\.?,?\s+(?:\d|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)", c.text[found.span.end : found.span.end + 8]
    ):
        return True
    return (
        words.endswith(".")
        and words.lower() not in ("sun.", "sat.", "mon.")
        and c.word_before(found.span.start) in c.words.time_cases
    )


def _year(c: Context, found: Found) -> bool:
    """Four digits alone: a year unless they count something."""
    year = found.shape.year or 0
    start, end = found.span
    if found.name == "short year":
        return c.word_before(start) in c.words.time_cases
    if c.text[start : start + 3].lower() == "the":
        return True
    before = c.word_before(start)
    if re.search(r"\b(?:late|early|recently|long|back|far) (?:as|ago as)\s$", c.text[max(0, start - 16) : start]):
        return True
    named = re.search(r"(?:(\w+)\.?|[#№$€£¥+×=])\s*$", c.text[max(0, start - 14) : start])
    if named and (named[1] is None or named[1].lower() in c.words.numbered):
        return False
    if _is_measured(c, end) and not (before in c.words.year_cases and c.word_after(end) in c.words.measures_after_any):
        return False
    if year >= 2100 or year < 1500:
        return before in c.words.prepositions and (year < 1500) and not _counts_nouns(c, start, end)
    if before in c.words.year_cases and c.text[start - 1 : start] == " ":
        return not (year % 100 == 0 and _counts_nouns(c, start, end) and year not in (1900, 2000))
    return not _counts_nouns(c, start, end)


def _is_measured(c: Context, end: int) -> bool:
    """Whether a unit or a count stands after a number: "1500 km", "1500-strong", "1500%", but not "1500 of 2000"."""
    m = re.match(r"\s?[-–]?\s?([%A-Za-z]+)", c.text[end : end + 16])
    if m is None:
        return False
    word = m[1].lower()
    if word == "of":
        return re.match(r"\s+of\s+(?:the|them|these|those|his|its|their)\b", c.text[end : end + 12]) is not None
    return word.startswith("%") or word in c.words.measures


def _counts_nouns(c: Context, start: int, end: int) -> bool:
    """Whether the number is told of a plural noun after it ("2019 troops", but not "the 2010 elections")."""
    at = c.token(start)
    if at is None:
        return False
    s, t = at
    following = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else None
    if following is None or following.upos not in ("NOUN", "ADJ", "PROPN"):
        return False
    before = c.word_before(start)
    if before in c.words.determiners or before.endswith(("'s", "’s", "s'", "s’")):
        return False
    noun = following
    for k in range(t.i + 1, min(t.i + 4, len(s.tokens))):
        if s.tokens[k].upos in ("NOUN", "PROPN"):
            noun = s.tokens[k]
        elif s.tokens[k].upos != "ADJ":
            break
    return (
        noun.xpos in ("NNS", "NNPS")
        and (noun.xpos == "NNS" or before not in c.words.time_cases)
        and "season" not in noun.lemma
    )


def _decade(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    digits = re.sub(r"\D", "", words)
    before = c.word_before(found.span.start)
    if len(digits) == 4:
        return True
    if len(digits) == 3:
        return found.shape.bc or (c.has_bc and words.startswith("the"))
    if before in c.words.possessives or not re.match(r"the|['’]", words):
        return False
    around = re.findall(r"\w+", c.text[max(0, found.span.start - 60) : found.span.end + 40].lower())
    return c.words.degrees.isdisjoint(around)


def _season(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    at = c.token(found.span.end - 1)
    if at is not None and at[1].upos in ("VERB", "AUX"):
        return False
    before, after = c.word_before(found.span.start), c.word_after(found.span.end)
    if words.endswith("fall"):
        return (words != "fall" and before in c.words.season_cases and after != "of") or before in c.words.deictics
    if words.endswith("spring") and (after in ("of", "in", "from", "up") and before == "a"):
        return False
    if after in c.words.games:
        return False
    return not in_name(c, found.span, TITLES)


def _length(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    shape = found.shape
    if words.startswith("last "):
        at = c.token(found.span.start)
        if at is not None and at[1].upos in ("VERB", "AUX"):
            return False
    if shape.unit in ("TS", "TM", "Q") and shape.amount == 1 and re.match(r"(?:\w+ )?(?:an?|one)\b", words):
        return False
    if shape.vague and c.word_before(found.span.start) == "as":
        return False  # "in as many weeks" counts what was told before
    if shape.unit == "Q" and shape.vague:
        return False
    if shape.unit == "Q" and (c.word_after(found.span.end) in ("of", "the", "ended") or "-" in words):
        return False
    if found.lead == "vague":
        before, after = c.word_before(found.span.start), c.word_after(found.span.end)
        if shape.unit in ("TS", "Q"):
            return False
        return before in c.words.length_cases or words.endswith(("long", "old")) or after in c.words.length_followers
    if shape.unit == "TS" and c.word_after(found.span.end) in ("of", "term"):
        return False
    at = c.token(found.span.end - 1)
    return not (shape.unit == "TS" and at is not None and at[1].upos == "ADJ")


def _follows_noun(c: Context, end: int) -> bool:
    following = c.next_token(end)
    return (
        following is not None
        and c.text[end : following.start].strip() == ""
        and following.upos in ("NOUN", "ADJ", "PROPN", "NUM")
    )


def _often(c: Context, found: Found) -> bool:
    at = c.token(found.span.start)
    if at is None:
        return False
    capital = c.text[found.span.start].isupper()
    return not (capital and ((at[1].i > 0 and at[1].upos == "PROPN") or in_name(c, found.span, TITLES)))


def _titled(c: Context, span: Span) -> bool:
    """Whether a capital letter inside a sentence makes it a title's: "USA Today", "CBS This Morning"."""
    at = c.token(span.start)
    if at is None or at[1].i == 0:
        return False
    before = at[0].tokens[at[1].i - 1]
    capitals = [w[0].isupper() for w in span.words(c.text).split()]
    return in_name(c, span, TITLES) or (before.upos == "PROPN" and all(capitals))


def is_time(found: Found, c: Context) -> bool:
    """Whether the words are a time here."""
    name, shape = found.name, found.shape
    words = c.text[found.span.start : found.span.end].lower()
    if shape.kind == "date" and shape.month is not None and shape.weekday is None and not shape.holiday:
        if name == "month" and not _month(c, found):
            return False
        return _valid_day(found)
    if name == "weekday":
        return _weekday(c, found)
    if name in ("year", "short year"):
        # The end of a telephone number; ranges of years have patterns of their own.
        tail = re.search(r"\d\s?[-–]$", c.text[max(0, found.span.start - 4) : found.span.start])
        return tail is None and _year(c, found)
    if name in ("year to year", "year to short year"):
        return _year(c, replace(found, name="year")) or c.text[max(0, found.span.start - 1)] == "("
    if name == "bare old year":
        number = words.split()[-1].lstrip("-–")
        return (
            c.has_bc
            and (shape.year or 0) >= 100
            and not _follows_noun(c, found.span.end)
            and number.isdigit()
            and len(number) == 3
        )
    if name == "old year to old year" or name == "year with era":
        return (shape.year or 0) > 0
    if name in ("decade", "decade in words"):
        return _decade(c, found) if name == "decade" else words.startswith("the")
    if name == "season":
        return _season(c, found)
    if name == "day of a month told before":
        return not _follows_noun(c, found.span.end) and c.word_after(found.span.end) not in ("of", "century")
    if name == "this, last, next" and (words.endswith("night") or shape.unit in ("TS", "TM")):
        return False
    if name == "the year, of a part":
        parted = c.word_before(found.span.start) in ("of", "in", "on", "early", "late", "earlier", "later")
        return parted and not c.text.startswith("-", found.span.end) and not (shape.unit or "T").startswith("T")
    if name == "half":
        return c.word_after(found.span.end) == "of"
    if name == "quarter":
        return (
            words.startswith("the")
            or c.text[found.span.start : found.span.end].find("-") > 0
            or c.word_before(found.span.start) not in ("a", "one")
        )
    if shape.kind == "span":
        return _length(c, found)
    if name == "again and again, in one word":
        return _often(c, found)
    if name == "now, then, to come":
        if words in ("the past", "the present", "near future"):
            return not _follows_noun(c, found.span.end)
        return words != "now" or c.word_after(found.span.end) != "that"
    if shape.kind == "step" and c.text[found.span.start].isupper() and _titled(c, found.span):
        return False
    if name == "this, last, next by name" and words.startswith("that"):
        at = c.token(found.span.start)
        return at is None or at[1].upos != "SCONJ"
    if name == "clock, 24 hours":
        return c.word_before(found.span.start) not in c.words.scriptures
    return True


def _valid_day(found: Found) -> bool:
    shape = found.shape
    if shape.month is None or not 1 <= shape.month <= 12:
        return False
    if shape.day is None:
        return True
    most = 29 if shape.month == 2 else 30 if shape.month in (4, 6, 9, 11) else 31
    if shape.month == 2 and shape.year is not None and not shape.bc:
        leap = shape.year % 4 == 0 and (shape.year % 100 != 0 or shape.year % 400 == 0)
        most = 29 if leap else 28
    return 1 <= shape.day <= most


def trim(found: Found, text: str) -> Found:
    """Without the preposition that only served to tell it ("on the 13th" names "the 13th")."""
    start, end = found.span
    words = text[start:end]
    if found.lead == "the":
        m = re.search(r"\bthe\s+\S+$|\S+$", words, re.I)
    elif found.lead == "bare":
        m = re.search(r"\d+$", words)
        found = replace(found, shape=replace(found.shape, bc=True))
    else:
        return found
    return replace(found, span=Span(start + m.start(), end)) if m else found
