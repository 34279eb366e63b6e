"""When a page that states no date was written: bounds from what its words can be consistent with.

A page seldom dates itself in running text, but it often tells one happening twice: with its date, and
from where the writer stands ("drowned in Bergen on 9 May 2019" in a caption, "last week … drowned …
in Bergen" in the text). If 9 May lies in the writer's last week, its day falls in the next calendar
week. Each such pair gives a window; all windows together, and no day before the latest dated fact.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.lexicon.times import TimeWords
from dateline.records import Analysis, Article, Published, Sentence, Span
from dateline.resolve.times import calendar as cal
from dateline.resolve.times.context import Context
from dateline.resolve.times.reading import find_shapes
from dateline.resolve.times.shapes import Found, Shape
from dateline.resolve.times.tense import Tenses

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
# Words that more than this share of the sentences hold do not tell one happening from another.
MOST_COMMON = 0.2
LEAST_SHARED = 3  # rare words that two tellings of one happening share, at least one of them a name
WIDEST = 31  # days; a wider interval tells next to nothing of when a page was written
FILED_WITHIN = 120  # days from the latest dated fact to the dateline's day, past which its year is anyone's guess
RECENT = 45  # days before the latest dated fact within which others still belong to the news
MOST_PAIRS = 4000  # a page of dates alone is not compared with itself for ever
NEAR_TOP = 12  # blocks within which a line that is nothing but a date is the page's own
OPENING, CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class _Window:
    """Days on which the page may have been written, and the words that tell it."""

    earliest: date
    latest: date
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something told with its date."""

    span: Span
    earliest: date
    latest: date
    sentence: int


def infer_published(analysis: Analysis, article: Article, *, words: TimeWords) -> Published | None:
    """Bounds with basis "inferred" and the words that tell; None when nothing tells.

    A line near the top that is nothing but a full date is taken as it stands, with basis "stated".
    ``evidence`` holds spans of the dated facts and of the words that count from the writer's day.
    Words inside quotation marks count from the speaker's day and tell nothing here.
    """
    found, context = find_shapes(analysis, words)
    alone = _line_of_its_own(found, article)
    if alone is not None:
        return alone
    facts = _facts(found, context, words)
    if not facts:
        return None
    floor = max(fact.earliest for fact in facts)
    filed = _filed(found, article, floor)
    windows = [w for w in [*filed, *_windows(found, facts, context)] if w.latest >= floor]
    if not windows:
        return None
    first, last = floor, date.max
    evidence: dict[Span, None] = {}
    for window in sorted(windows, key=lambda w: (w.latest - w.earliest, w.earliest)):
        if window.earliest > last or window.latest < first:
            continue  # told of another happening: the narrower window is believed
        first, last = max(first, window.earliest), min(last, window.latest)
        evidence.update(dict.fromkeys(window.evidence))
    if (last - first).days > WIDEST:
        return None
    return Published(first, last, "inferred", tuple(sorted(evidence)))


def _line_of_its_own(found: list[Found], article: Article) -> Published | None:
    """A line near the top that is nothing but a full date: then the page does state it."""
    for block in article.blocks[:NEAR_TOP]:
        for one in found:
            if block.span.contains(one.span) and one.span.words(article.text) == block.span.words(article.text).strip(
                " .\n"
            ):
                days = _days(one.shape)
                if days is not None and days[0] == days[1]:
                    return Published(days[0], days[1], "stated", (one.span,))
    return None


def _filed(found: list[Found], article: Article, floor: date) -> list[_Window]:
    """The day in the dateline ("PEMBA, March 7 —"), in the year of its first return since the latest dated fact.

    A report is published on the day on which it was filed or on the next.
    """
    inside = [b.span for b in article.blocks if b.kind == "dateline"]
    for one in found:
        if one.shape.month is None or one.shape.day is None or not any(span.contains(one.span) for span in inside):
            continue
        years = [one.shape.year] if one.shape.year else range(floor.year, floor.year + 2)
        days = [d for year in years if (d := cal.day(year, one.shape.month, one.shape.day)) and d >= floor]
        if days and (days[0] - floor).days <= FILED_WITHIN:
            return [_Window(days[0], cal.add_days(days[0], 1) or days[0], (one.span,))]
    return []


def _days(shape: Shape) -> tuple[date, date] | None:
    """First and last day of a date told with its year; None for other times."""
    if shape.kind != "date" or shape.year is None or shape.bc:
        return None
    if shape.month is None:
        point = cal.year_point(shape.year)
    elif shape.day is None:
        point = cal.month_point(shape.year, shape.month)
    else:
        on = cal.day(shape.year, shape.month, shape.day)
        return (on, on) if on else None
    return (point.earliest, point.latest) if point.earliest and point.latest else None


def _facts(found: list[Found], c: Context, words: TimeWords) -> list[_Fact]:
    """What is told with its year, finer or not, but not as still to come."""
    tenses = Tenses(words.tense)
    out = []
    for one in found:
        days = _days(one.shape)
        at = c.token(one.span.end - 1)
        if days is None or at is None or one.name.startswith("nine eleven") or tenses.direction(at[0], at[1].i) == 1:
            continue  # "9/11" names an event, not when something was told to be
        out.append(_Fact(one.span, *days, at[0].index))
    return out


def _windows(found: list[Found], facts: list[_Fact], c: Context) -> list[_Window]:
    """A window for each fact that is also told from the writer's day."""
    rare = _rare_words(c.sentences)
    names = {t.lemma.lower() for s in c.sentences for t in s.tokens if t.upos == "PROPN"}
    floor = max(fact.earliest for fact in facts)
    recent = [f for f in facts if f.earliest == f.latest and (floor - f.latest).days <= RECENT]
    recent.sort(key=lambda f: f.latest, reverse=True)
    out: list[_Window] = []
    pairs = 0
    quoted = _quoted(c.text)
    for one in found:
        at = c.token(one.span.start)
        if at is None or one.shape.anchor != "now" or quoted[one.span.start]:
            continue
        for fact in recent:
            pairs += 1
            if pairs > MOST_PAIRS:
                return out
            shared = rare.get(at[0].index, frozenset()) & rare.get(fact.sentence, frozenset())
            if len(shared) < LEAST_SHARED or not shared & names:
                continue
            low, high = _written(one.shape, fact.earliest), _written(one.shape, fact.latest)
            if low is not None and high is not None:
                out.append(_Window(max(low[0], fact.earliest), high[1], (fact.span, one.span)))
    return [w for w in out if w.earliest <= w.latest]


def _rare_words(sentences: tuple[Sentence, ...]) -> dict[int, frozenset[str]]:
    """The content words of each sentence that few others hold, by the sentence's index."""
    held = {
        s.index: frozenset(t.lemma.lower() for t in s.tokens if t.upos in CONTENT and len(t.text) > 2)
        for s in sentences
    }
    counts = Counter(word for some in held.values() for word in some)
    most = max(2, int(MOST_COMMON * len(held)))
    return {index: frozenset(w for w in some if counts[w] <= most) for index, some in held.items()}


def _quoted(text: str) -> bytearray:
    """For each code point whether it stands inside quotation marks; a mark left open ends with its line."""
    out = bytearray(len(text) + 1)
    inside = False
    for i, ch in enumerate(text):
        if ch == "\n":
            inside = False
        elif ch in OPENING:
            inside = True
        elif ch in CLOSING:
            inside = False
        elif ch == '"':
            inside = not inside
        out[i] = inside
    return out


def _written(shape: Shape, happened: date) -> tuple[date, date] | None:
    """The days on which a writer could say so of a happening: "last week" is said in the week after.

    None for words that tell too little. Weeks run from Monday to Sunday (ISO 8601).
    """
    if shape.kind == "shift" and shape.amount is not None and shape.unit == "D" and shape.step == -1:
        on = cal.add_days(happened, shape.amount)
        return (on, on) if on else None
    step, unit = shape.step or 0, shape.unit
    if shape.kind != "step" or shape.month or shape.weekday or shape.season or step > 0:
        return None
    if unit == "D" and step == 0 and not shape.daypart:
        return None  # "today" is as often "in our time"
    if unit == "D":
        on = cal.add_days(happened, -step)
        return (on, on) if on else None
    if unit in ("W", "WE"):
        monday = happened - timedelta(days=happened.weekday()) if happened.toordinal() > 7 else happened
        first = cal.add_days(monday, -7 * step)
        last = cal.add_days(monday, -7 * step + 6)
        return (first, last) if first and last else None
    if unit == "M":
        there = cal.add_months(happened.year, happened.month, -step)
        point = cal.month_point(*there) if there else None
    elif unit == "Y":
        point = cal.year_point(happened.year - step)
    else:
        return None
    return (point.earliest, point.latest) if point and point.earliest and point.latest else None
