"""Tells times from their look-alikes: "May said", "2019 troops", "the fall of the city", "The Daily News"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Sentence, Span, Token
from dateline.resolve.times.shapes import Found

TIME_CASES = frozenset(
    [
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "from",
        "to",
        "through",
        "during",
        "before",
        "after",
        "between",
        "around",
        "about",
        "circa",
        "early",
        "late",
        "mid",
        "and",
        "or",
        "for",
        "on",
        "throughout",
        "as",
        "than",
        "year",
        "years",
    ]
)
PREPOSITIONS = frozenset(
    ["in", "of", "since", "until", "till", "by", "from", "during", "before", "after", "between", "throughout", "circa"]
)
LENGTH_CASES = frozenset(
    ["for", "over", "after", "within", "through", "throughout", "in", "of", "by", "during", "until", "many"]
)
# What numbers between 1000 and 2100 count more often than years do, after them.
MEASURES = re.compile(
    r"\s*(?:%|percent|per cent|km|kilomet|met(?:er|re)|miles?\b|feet|foot|ft\b|mph|kg|kilo|tons?\b|tonnes?\b|pounds?\b"
    r"|dollars?\b|euros?\b|hours?\b|hrs\b|people|men\b|women|troops|soldiers|of\s+(?:the|them|these|those|his|its|their)\b"
    r"|points?\b|votes?\b|GMT|UTC|local\s+time|degrees|yards?|acres?|hectares?|barrels?|-strong|[-–]\s?(?:strong|man|mile|foot|year|day)|hundred|thousand|million|billion)",
    re.I,
)
BEFORE_NUMBER = re.compile(
    r"(?:\b(?:No|Nos|number|route|flight|highway|room|section|article|page|p|pp|channel|model|Boeing|Airbus|resolution|class|unit|battalion|regiment)\.?|[#№$€£¥+×=])\s*$",
    re.I,
)
PERSON_AHEAD = re.compile(r"\s+(?:said|says|told|has|had|was|is|will|would|added|also|'s|’s)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a place in a text; ``has_bc`` where the page counts years before Christ."""

    text: str
    sentences: tuple[Sentence, ...]
    has_bc: bool
    starts: tuple[int, ...]
    owners: tuple[tuple[int, int], ...]  # sentence and token index of each start

    def token(self, offset: int) -> tuple[Sentence, Token] | None:
        """The token that holds a code point, or the nearest before it; None before the first."""
        k = bisect_right(self.starts, offset) - 1
        if k < 0:
            return None
        s, t = self.owners[k]
        return self.sentences[s], self.sentences[s].tokens[t]

    def next_token(self, offset: int) -> Token | None:
        """The first token at or after an offset."""
        k = bisect_left(self.starts, offset)
        if k >= len(self.starts):
            return None
        s, t = self.owners[k]
        return self.sentences[s].tokens[t]

    def word_before(self, offset: int) -> str:
        """The word that ends before an offset, lower case; "" at the start of a line or after a mark."""
        m = re.search(r"([\w’']+)[ \t]+$", self.text[max(0, offset - 30) : offset])
        return m[1].lower() if m else ""

    def word_after(self, offset: int) -> str:
        m = re.match(r"[ \t\n]+([\w’']+)", self.text[offset : offset + 40])
        return m[1].lower() if m else ""


def make_context(text: str, sentences: Sequence[Sentence], *, has_bc: bool) -> Context:
    pairs = [(t.start, (n, t.i)) for n, s in enumerate(sentences) for t in s.tokens]
    pairs.sort()
    return Context(text, tuple(sentences), has_bc, tuple(p[0] for p in pairs), tuple(p[1] for p in pairs))


def _in_name(c: Context, span: Span, kinds: frozenset[str]) -> bool:
    """Whether the tagger saw a longer name of one of the kinds around the span."""
    at = c.token(span.start)
    if at is None:
        return False
    s, t = at
    return any(n.kind in kinds and n.first <= t.i <= n.last and n.first != n.last for n in s.names)


PERSON = frozenset({"person"})
TITLES = frozenset({"person", "organisation", "work", "product", "facility"})


def _month(c: Context, found: Found) -> bool:
    """A month alone: not the verb, not a person called so, not an abbreviation without its full stop."""
    words = c.text[found.span.start : found.span.end]
    name = re.findall(r"[A-Za-z]+", words)[-1]
    if len(name) < 5 and name.lower() not in ("may", "june", "july") and not words.endswith("."):
        return False
    before, after = c.word_before(found.span.start), c.word_after(found.span.end)
    if name.lower() in ("may", "march", "april", "june", "august"):
        at = c.token(found.span.start + len(words) - len(name))
        if name.isupper() and len(name) > 1:
            return before in TIME_CASES
        if at is not None and at[1].upos in ("AUX", "VERB"):
            return before in TIME_CASES and before not in ("and", "or", "to", "as", "than")
        if before in TIME_CASES - {"and", "or", "as", "than", "to", "for", "by", "of", "from"} or before in (
            "last",
            "next",
            "this",
        ):
            return True
        if name.lower() == "march" and re.search(
            r"[A-Z][\w’']*\s+$", c.text[max(0, found.span.start - 20) : found.span.start]
        ):
            return False
        if name.lower() == "march" and not _march(c, found.span, before, after):
            return False
        if _in_name(c, found.span, PERSON):
            return False
        if name.lower() == "may" and PERSON_AHEAD.match(c.text, found.span.end):
            return before in TIME_CASES
        if (
            at is not None
            and at[1].upos == "PROPN"
            and at[1].deprel in ("nsubj", "nsubj:pass", "flat")
            and before not in TIME_CASES
        ):
            return False
    elif _in_name(c, found.span, PERSON) and before not in PREPOSITIONS:
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
        return not (words.isupper() and False) and not _in_name(c, found.span, PERSON)
    if re.match(
        r"\.?,?\s+(?:\d|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)", c.text[found.span.end : found.span.end + 8]
    ):
        return True
    return (
        words.endswith(".")
        and words.lower() not in ("sun.", "sat.", "mon.")
        and c.word_before(found.span.start) in TIME_CASES
    )


def _year(c: Context, found: Found) -> bool:
    """Four digits alone: a year unless they count something."""
    year = found.shape.year or 0
    start, end = found.span
    if found.name == "short year":
        return c.word_before(start) in TIME_CASES | {"summer", "spring", "fall", "winter", "autumn", "class"}
    if c.text[start : start + 3].lower() == "the":
        return True
    before = c.word_before(start)
    if re.search(r"\b(?:late|early|recently|long|back|far) (?:as|ago as)\s$", c.text[max(0, start - 16) : start]):
        return True
    if BEFORE_NUMBER.search(c.text[max(0, start - 14) : start]):
        return False
    if MEASURES.match(c.text[end : end + 14]) and not (
        before in ("in", "since", "until") and re.match(r"\s*(?:people|of)", c.text[end : end + 9])
    ):
        return False
    if year >= 2100 or year < 1500:
        return before in PREPOSITIONS and (year < 1500) and not _counts_nouns(c, start, end)
    if before in ("in", "since", "until", "during") and c.text[start - 1 : start] == " ":
        return not (year % 100 == 0 and _counts_nouns(c, start, end) and year not in (1900, 2000))
    return not _counts_nouns(c, start, end)


def _counts_nouns(c: Context, start: int, end: int) -> bool:
    """Whether the number is told of a plural noun after it ("2019 troops"), no determiner before ("the 2010 elections")."""
    at = c.token(start)
    if at is None:
        return False
    s, t = at
    following = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else None
    if following is None or following.upos not in ("NOUN", "ADJ", "PROPN"):
        return False
    before = c.word_before(start)
    if before in (
        "the",
        "s",
        "its",
        "their",
        "his",
        "her",
        "our",
        "a",
        "an",
        "this",
        "late",
        "early",
        "mid",
    ) or before.endswith(("'s", "’s", "s'", "s’")):
        return False
    noun = following
    for k in range(t.i + 1, min(t.i + 4, len(s.tokens))):
        if s.tokens[k].upos in ("NOUN", "PROPN"):
            noun = s.tokens[k]
        elif s.tokens[k].upos != "ADJ":
            break
    return (
        noun.xpos in ("NNS", "NNPS") and (noun.xpos == "NNS" or before not in TIME_CASES) and "season" not in noun.lemma
    )


def _decade(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    digits = re.sub(r"\D", "", words)
    before = c.word_before(found.span.start)
    if len(digits) == 4:
        return True
    if len(digits) == 3:
        return found.shape.bc or (c.has_bc and words.startswith("the"))
    if before in ("his", "her", "their", "my", "your") or not re.match(r"the|['’]", words):
        return False
    return not re.search(
        r"temperatur|degree|highs|lows", c.text[max(0, found.span.start - 60) : found.span.end + 40], re.I
    )


def _season(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    at = c.token(found.span.end - 1)
    if at is not None and at[1].upos in ("VERB", "AUX"):
        return False
    before, after = c.word_before(found.span.start), c.word_after(found.span.end)
    if words.endswith("fall"):
        return (
            words != "fall"
            and before in ("in", "during", "throughout", "by", "until", "since", "for", "of")
            and after != "of"
        ) or before in ("this", "last", "next")
    if words.endswith("spring") and (after in ("of", "in", "from", "up") and before == "a"):
        return False
    if re.match(r"\s+(?:Olympics?|Games|Palace)", c.text[found.span.end : found.span.end + 12]):
        return False
    return not _in_name(c, found.span, TITLES)


def _length(c: Context, found: Found) -> bool:
    words = c.text[found.span.start : found.span.end].lower()
    shape = found.shape
    if words.startswith("last "):
        at = c.token(found.span.start)
        if at is not None and at[1].upos in ("VERB", "AUX"):
            return False
    if shape.unit in ("TS", "TM", "Q") and shape.amount == 1 and re.match(r"(?:\w+ )?(?:an?|one)\b", words):
        return False
    if shape.unit == "Q" and shape.vague:
        return False
    if shape.unit == "Q" and (c.word_after(found.span.end) in ("of", "the", "ended") or "-" in words):
        return False
    if found.lead == "vague":
        before, after = c.word_before(found.span.start), c.word_after(found.span.end)
        if shape.unit in ("TS", "Q"):
            return False
        return (
            before in LENGTH_CASES
            or words.endswith("long")
            or after == "of"
            or (before == "" and after in ("of", "after"))
        )
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
    return not (capital and ((at[1].i > 0 and at[1].upos == "PROPN") or _in_name(c, found.span, TITLES)))


def _titled(c: Context, span: Span) -> bool:
    """Whether a capital letter inside a sentence makes it a title's: "USA Today", "CBS This Morning"."""
    at = c.token(span.start)
    if at is None or at[1].i == 0:
        return False
    before = at[0].tokens[at[1].i - 1]
    capitals = [w[0].isupper() for w in span.words(c.text).split()]
    return _in_name(c, span, TITLES) or (before.upos == "PROPN" and all(capitals))


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
        return c.word_before(found.span.start) not in ("john", "matthew", "luke", "mark", "genesis", "psalm", "verse")
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
