"""Reads a text's times in order, each counted from the publication date or from what was told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.lexicon.times import TimeWords
from dateline.records import Analysis, Published, Timex, TimexValue
from dateline.resolve.times import calendar as cal
from dateline.resolve.times.calendar import Point
from dateline.resolve.times.context import Context, make_context
from dateline.resolve.times.count import Counter
from dateline.resolve.times.guard import is_time, trim
from dateline.resolve.times.join import fold_gap, join
from dateline.resolve.times.match import find_candidates
from dateline.resolve.times.shapes import Found, Shape
from dateline.resolve.times.steps import length_value
from dateline.resolve.times.story import Counted, Story, between, remember
from dateline.resolve.times.tense import Tenses

SURE_END = re.compile(r"(?:[a-z]{5,}[.!?]|[!?]|[.!?][\"”’)]+)\s*$")
YEAR_LINE = re.compile(r"^[12]\d{3}(?=[ \t]*$)", re.M)
BC_YEAR = re.compile(r"\d\s*B\.?C")
MARKS = ("START", "MID", "END")
# A page narrates when the years it names lie mostly before that of its publication and the one before it;
# fewer than this many tell nothing. Histories of wars name dozens, news seldom more than three.
LEAST_OLD_YEARS = 5
MOST_RECENT = 9  # "recent months" are at most as many as "a few" are
LONGEST_LEAP = 20  # years by which a tale may jump on a bare year; more is an aside


@dataclass(frozen=True, slots=True)
class _Now:
    """First, last and middle day of publication; all None where nothing is known."""

    earliest: date | None
    latest: date | None
    middle: date | None


def _now(published: Published | None) -> _Now:
    if published is None:
        return _Now(None, None, None)
    half = (published.latest - published.earliest).days // 2
    return _Now(published.earliest, published.latest, published.earliest + timedelta(days=half))


def find_shapes(analysis: Analysis, words: TimeWords) -> tuple[list[Found], Context]:
    """The times of a text as their words say them, uncounted, in reading order."""
    text = analysis.text
    context = make_context(text, analysis.sentences, words=words.lookalikes, has_bc=len(BC_YEAR.findall(text)) >= 2)
    kept: list[Found] = []
    for start, end in _stretches(analysis):
        last = start
        for said in find_candidates(text[start:end], words, offset=start):
            if said[0].span.start < last or not all(is_time(one, context) for one in said):
                continue
            kept.extend(trim(one, text) for one in said if one.shape.kind != "none")
            last = said[-1].span.end
    joined = [one for one in join(text, kept, gaps=words.gaps) if one.lead != "part"]
    return _share(text, words, [one for one in joined if _stands(one, context)]), context


def _stretches(analysis: Analysis) -> list[tuple[int, int]]:
    """The sentences, those joined again that a parser may have cut at "Jan." or "p.m.": a time may go over the cut.

    A year alone on its line is a heading that tells what the dates below it count from, whether or not
    the line is one of the article's blocks.
    """
    text = analysis.text
    out: list[tuple[int, int]] = []
    block = -1
    for s in analysis.sentences:
        if out and s.span.start < out[-1][1]:
            continue
        if out and s.block == block and not SURE_END.search(text[max(out[-1][0], out[-1][1] - 8) : out[-1][1]]):
            out[-1] = (out[-1][0], s.span.end)
        else:
            out.append((s.span.start, s.span.end))
        block = s.block
    ends = [end for _, end in out]
    alone: list[tuple[int, int]] = []
    for m in YEAR_LINE.finditer(text):
        k = bisect_right(ends, m.start())
        if k == len(out) or out[k][0] >= m.end():
            alone.append(m.span())
    return sorted(out + alone)


def _stands(found: Found, c: Context) -> bool:
    """Whether it is a time even now that nothing more could be joined to it."""
    shape = found.shape
    if found.lead == "daypart" and shape.base is None:
        before = c.word_before(found.span.start)
        bare = c.text[found.span.start : found.span.start + 4].lower() != "the "
        wanted = c.words.bare_daypart_cases if bare else c.words.daypart_cases
        return before in wanted and c.word_after(found.span.end) != "of"
    return True


def _share(text: str, words: TimeWords, found: list[Found]) -> list[Found]:
    """A date without a year takes that of the one it is listed with: "in August and September 1950"."""
    out: list[Found] = []
    for one in reversed(found):
        if out:
            after = out[-1]
            gap = text[one.span.end : after.span.start]
            left, right = one.shape, after.shape
            if left.clock and left.base is None and right.kind in ("date", "step") and gap.strip() == "on":
                one = replace(one, shape=replace(left, base=right))
            if _is_weekday(left) and _is_weekday(right) and fold_gap(gap) in words.gaps.ranged:
                out[-1] = replace(after, shape=replace(right, kind="step", step=1, anchor="story"))
            listed = (
                left.kind == right.kind == "date" and left.year is None and left.base is None and right.year is not None
            )
            alike = left.weekday is None and (left.month or left.season) and (right.month or right.season)
            if listed and alike and len(gap) <= 16 and _is_list(gap, words):
                back = 1 if (left.month or 0) > (right.month or 13) and not right.bc else 0
                one = replace(one, shape=replace(left, year=(right.year or 1) - back, bc=right.bc))
        out.append(one)
    out.reverse()
    return out


def _is_weekday(shape: Shape) -> bool:
    return shape.kind == "date" and shape.weekday is not None and shape.day is None and shape.base is None


def _is_list(gap: str, words: TimeWords) -> bool:
    parts = fold_gap(gap).split(" ")
    while len(parts) > 1 and parts[-1] in words.gaps.before_listed:
        parts.pop()
    return " ".join(parts) in words.gaps.listed


def _narrates(found: Sequence[Found], published: Published | None) -> bool:
    """Whether the text tells of the past from within, like a history, and not from the day of its publication."""
    years = [-(f.shape.year or 0) if f.shape.bc else f.shape.year for f in found if f.shape.year is not None]
    if published is None:
        return len(years) >= LEAST_OLD_YEARS
    old = sum(1 for y in years if y is not None and y < published.latest.year - 1)
    today = sum(1 for f in found if f.shape.anchor == "now" and f.shape.kind == "step" and f.shape.unit in ("D", "W"))
    return old >= LEAST_OLD_YEARS and old > (len(years) - old + 2 * today)


def find_times(analysis: Analysis, *, published: Published | None, words: TimeWords) -> tuple[Timex, ...]:
    """Times in reading order, ids t1, t2 …; () where there are none. Never raises, whatever the text.

    Dates before the year 1 or after 9999 keep their TIMEX3 value and have no days. Lengths and sets
    have none either, but for those that hang on a day ("the past two decades"). References ("now",
    "recently") have days only where they tell them. Where ``published`` is an interval, so is what
    counts from it. Words, values and modifiers are those of TimeML 1.2.1.
    """
    found, context = find_shapes(analysis, words)
    now = _now(published)
    story = Story(narrates=_narrates(found, published))
    tenses = Tenses(words.tense)
    out: list[Timex] = []
    for one in found:
        at = context.token(one.span.start)
        sentence = at[0].index if at else 0
        way = _way(one, context, tenses) if _asks_tense(one.shape) else None
        made, counted = _read(one, analysis.text, words, story, now, way, sentence)
        if made is None:
            continue
        id = f"t{len(out) + 1}"
        mod = (
            made.timex.mod or words.signals.get(context.word_before(one.span.start))
            if made.timex.type != "SET"
            else None
        )
        if made.timex.type == "DURATION" and made.timex.mod is None:
            mod = None
        out.append(replace(made, id=id, timex=replace(made.timex, mod=mod)))
        if counted is None or (story.narrates and counted.anchor == "now"):
            continue
        if not _is_aside(one, counted.point, story, context):
            story = remember(story, counted.point, id=id, sentence=sentence, end=one.span.end)
    return tuple(out)


def _is_aside(one: Found, point: Point, story: Story, c: Context) -> bool:
    """Whether a year only looks back or on, and leaves the tale where it was: "since 1938", "the 1911 atlas"."""
    if one.name != "year" or story.last is None or story.last.point.year is None or point.year is None:
        return False
    if abs(point.year - story.last.point.year) > LONGEST_LEAP:
        return True
    return c.word_before(one.span.start) in c.words.aside


def _way(one: Found, c: Context, tenses: Tenses) -> int | None:
    """What the verb of a time tells, asked from its last word, its head."""
    at = c.token(one.span.end - 1)
    return tenses.direction(at[0], at[1].i) if at else None


def _asks_tense(shape: Shape) -> bool:
    return shape.kind in ("date", "step") and not shape.is_dated


def _read(
    one: Found, text: str, words: TimeWords, story: Story, now: _Now, way: int | None, sentence: int
) -> tuple[Timex | None, Counted | None]:
    """The record of one time, its id left open, and its point; both None where it says nothing."""
    shape = one.shape
    if shape.kind == "ref":
        return _reference(one, text, now, words), None
    if shape.kind == "set":
        return _timex(one, Point(_set_value(shape), None), "SET", None, story), None
    if shape.kind == "span":
        return _length(one, now, story), None

    def on(day: date | None) -> Counted | None:
        return Counter(story, day, way, sentence, one.span.start).count(shape)

    counted = on(now.latest)
    if now.earliest != now.latest:
        counted = between(on(now.earliest), counted, on(now.middle))
    if counted is None:
        return None, None
    point = counted.point
    if shape.part in ("EARLIER", "LATER"):
        point = _rest(point, shape.part, counted.anchor, story, now)
    elif shape.part and point.earliest and point.latest:
        first, last = cal.part_of(point.earliest, point.latest, shape.part, point.grain)
        point = replace(point, earliest=first, latest=last)
    kind = "TIME" if "T" in point.value and point.grain == "time" else "DATE"
    return _timex(one, point, kind, counted.anchor, story), counted


def _rest(point: Point, part: str, anchor: str | None, story: Story, now: _Now) -> Point:
    """ "Earlier this year" ends with the day counted from, "later this year" begins with it."""
    at = now.latest if anchor == "now" else story.last.point.earliest if story.last else None
    if at is None or point.earliest is None or point.latest is None or not point.earliest <= at <= point.latest:
        return point
    return replace(point, latest=at) if part == "EARLIER" else replace(point, earliest=at)


def _timex(one: Found, point: Point, kind: str, anchor: str | None, story: Story) -> Timex:
    shape = one.shape
    mod = shape.mod or (shape.part if shape.part in MARKS else None)
    counts_from = "published" if anchor == "now" else None
    if anchor == "story":
        told = story.last
        counts_from = told.id if told else None
    grain = "day" if point.grain == "time" else point.grain
    return Timex("", one.span, point.earliest, point.latest, grain, TimexValue(kind, point.value, mod), counts_from)


def _reference(one: Found, text: str, now: _Now, words: TimeWords) -> Timex:
    """ "Now" has the day of publication, "recent months" as many of them before it as a few can be."""
    value = one.shape.value or "PRESENT_REF"
    unit = words.units.get(words.unit_plurals.get(one.span.words(text).split()[-1].lower(), ""))
    first, last = now.earliest, now.latest
    if value == "PAST_REF" and one.name == "now, then, to come" and unit is not None and first is not None:
        first = _away(first, -MOST_RECENT, unit)
    elif value != "PRESENT_REF":
        first = last = None
    if first is None:
        last = None
    return Timex("", one.span, first, last, None, TimexValue("DATE", value, None), "published" if first else None)


def _set_value(shape: Shape) -> str:
    if shape.value:
        return shape.value
    if shape.weekday is not None:
        return f"XXXX-WXX-{shape.weekday}"
    if shape.month is not None:
        return f"XXXX-{shape.month:02}"
    if shape.season is not None:
        return f"XXXX-{shape.season}"
    if shape.daypart is not None:
        return f"XXXX-XX-XXT{shape.daypart}"
    return length_value(shape.amount or 1, shape.unit or "D")


def _length(one: Found, now: _Now, story: Story) -> Timex:
    """A length; one that ends or begins with the day of publication has its days."""
    shape = one.shape
    unit = shape.unit or "D"
    amount = shape.amount
    if amount is None and shape.vague is None and one.name == "the past year":
        amount = 1
    point = Point(length_value(amount, unit), None)
    anchor = None
    if shape.step and amount is not None and now.earliest is not None and now.latest is not None:
        ends = [_away(day, amount * shape.step, unit) for day in (now.earliest, now.latest)]
        if ends[0] is not None and ends[1] is not None:
            first, last = (ends[0], now.latest) if shape.step < 0 else (now.earliest, ends[1])
            point, anchor = replace(point, earliest=first, latest=last), "now"
    return _timex(one, point, "DURATION", anchor, story)


def _away(day: date, n: float, unit: str) -> date | None:
    """The day that lies n units from another; None outside the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        return cal.add_days(day, n * {"W": 7, "WE": 7, "2W": 14, "D": 1}.get(unit, 0))
    there = cal.add_months(day.year, day.month, n * months)
    return cal.day(*there, min(day.day, 28)) if there else None
