"""How a figure changed, when it held, and what it is compared to."""

from __future__ import annotations

from datetime import date

from dateline.extract.figures.around import Around, clause_of, has_case, head_of
from dateline.numbers import Quantity
from dateline.records import Interval, Sentence, Span, Timex

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
COMPARING = frozenset({"compare", "than", "versus", "vs", "vs.", "relative"})


def change_of(around: Around, q: Quantity, noun: int | None) -> str | None:
    """ "up" or "down" where the number tells a change, else None."""
    s, f = around.sentence, around.words.figure
    first, last = q.tokens[0], q.tokens[-1]
    measure = q.unit is not None or noun is None or s.tokens[noun].lemma.lower() == "point"
    by = noun is not None and has_case(s, noun, "by", "to", "from")
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
    k = noun if noun is not None else head_of(s, q)
    if has_case(s, k, *NO_MEASURE) and s.tokens[first].text.lower() != "from":
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
    clause = clause_of(s, head_of(s, q))
    best: tuple[int, Timex] | None = None
    for span, timex in around.at_time.at(around.near(q)):
        if timex.earliest is None or timex.latest is None or timex.timex.type != "DATE":
            continue
        k = around.token_at(span.start)
        if _is_compared(around, k) or (change is not None and k > q.tokens[-1] and _is_origin(s, k)):
            continue
        inside = clause_of(s, k) == clause
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
    """What a figure is compared to: "compared to the same month in 2019", "than in May"."""
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
