"""Patterns as regular expressions, and what the words in their slots mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.lexicon.times import TimePattern, TimeWords
from dateline.records import Span
from dateline.resolve.times.shapes import Found, Shape

SLOT = re.compile(r"\{([a-z]+?)(\d?)\}")
# No digit, currency mark or word may touch an expression: "$1990", "1,990", "1990.5", "x1990".
BEFORE = r"(?<![\w$€£¥#@/^])(?<!\d[.,:])"
BLANK, MAY_BLANK = r"\s{1,12}", r"\s{0,12}"  # bounded, so that a page of blanks costs no more than its length
AFTER = r"(?!\w)(?![.,:]\d)"
MOST_DIGITS = 7  # longer numbers count nothing that a page would tell


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to search with; ``rank`` is its place in the file.

    ``needs`` and ``words`` are slots and lower-case words that every match holds: a text without one of them
    is not searched, which saves two thirds of the time on news.
    """

    pattern: TimePattern
    search: re.Pattern[str]
    rank: int
    needs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of a language, and for each slot what finds it anywhere."""

    patterns: tuple[Compiled, ...]
    slots: Mapping[str, re.Pattern[str]]


def _any(some: Iterable[str]) -> str:
    """One of the words, the longest first; blanks are any white space, apostrophes of either kind."""
    ordered = sorted(some, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", BLANK).replace("'", "['’]") for w in ordered)


def _slots(words: TimeWords) -> Mapping[str, str]:
    articles = _any(words.articles)
    number = _any(words.numbers)
    big = _any(w for w, n in words.numbers.items() if n >= 100 or n == 12)
    ordinals = _any(words.ordinals)
    return {
        "month": rf"(?:{_any(words.months)})|(?:{_any(words.month_abbreviations)})\b\.?",
        "weekday": rf"(?:{_any(words.weekdays)})|(?:{_any(words.weekday_abbreviations)})\b\.?",
        "weekdays": _any(w + "s" for w in words.weekdays),
        "season": _any(words.seasons),
        "daypart": _any(words.dayparts),
        "unit": _any(words.units),
        "units": _any(words.unit_plurals),
        "number": rf"(?:\d{{1,{MOST_DIGITS}}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,2}})?"
        rf"|(?:(?:{articles}){BLANK}(?={big}))?(?:{number})\b(?:(?:{BLANK}|-)(?:and{BLANK})?(?:{number})\b){{0,5}}"
        rf"|{articles})(?:(?:{BLANK}|-)and(?:{BLANK}|-)(?:a(?:{BLANK}|-))?half)?",
        "vague": _any(words.vague),
        "around": _any(words.around),
        "which": _any(words.which),
        "part": _any(words.parts),
        "holiday": _any(words.holidays),
        "zone": _any(words.zones),
        "often": _any(words.often),
        "ref": _any(words.refs),
        "ordinal": ordinals,
        "nth": r"\d{1,2}(?:st|nd|rd|th)",
        "nthword": rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{ordinals})",
        "quarter": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
        "half": _any(words.halves),
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])(?![.,:]\d)",
        "year": r"[12]\d{3}(?!\d)",
        "isoyear": r"\d{4}",
        "oldyear": r"\d{1,4}",
        "era": r"(?:B\.C\.(?:E\.)?|B\.C|BCE?|A\.D\.|AD|C\.E\.)",
        "decade": r"(?:[12]\d{2}0['’]?s|\d{1,2}0s|['’]?[1-9]0['’]?s)",
        "decadeword": _any(words.decade_words),
        "yearn": r"(?:[12]\d{3}|\d{2})",
        "n": r"\d{1,2}",
        "dd": r"\d{2}",
        "mm": r"\d{2}",
        "yy": r"\d{2}",
        "qn": r"[1-4]",
        "hour": r"(?:1[0-2]|0?[1-9])",
        "hh": r"(?:2[0-4]|[01]?\d)",
        "minute": r"[0-5]\d",
        "hhmm": r"(?:[01]\d|2[0-4])[0-5]\d",
        "ampm": r"[ap]\.?\s?m\b\.?",
    }


def _needed(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Slots and words of a pattern that stand outside all brackets, and so in every match."""
    bare, depth = [], 0
    for ch in re.sub(r"\\.|\[[^\]]*\]\??", "·", text):
        depth += (ch == "(") - (ch == ")")
        bare.append("·" if depth or ch in "()" else ch)
    outside = re.sub(r"·[?*+]", "·", "".join(bare))
    if "|" in outside:
        return (), ()
    slots = tuple(m[1] for m in SLOT.finditer(outside))
    words = tuple(re.findall(r"(?<![\w·])[a-z]{3,}(?![\w·?*{])", SLOT.sub("·", outside)))
    return slots, words


@lru_cache(maxsize=4)
def compile_patterns(words: TimeWords) -> Grammar:
    """All patterns of a language; made once for each set of words."""
    table = _slots(words)
    made = []
    for rank, pattern in enumerate(words.patterns):
        text = pattern.text.replace(" ?", MAY_BLANK).replace(" ", BLANK)
        text = SLOT.sub(lambda m: f"(?P<{m[1]}{m[2]}>{table[m[1]]})", text)
        search = re.compile(BEFORE + "(?:" + text + ")" + AFTER, re.I)
        made.append(Compiled(pattern, search, rank, *_needed(pattern.text)))
    used = {slot for one in made for slot in one.needs}
    return Grammar(tuple(made), {slot: re.compile(rf"(?<!\w)(?:{table[slot]})", re.I) for slot in used})


def number_of(text: str, words: TimeWords) -> float | None:
    """The number that digits or words name ("2,500", "twenty-five", "two and a half"); None if not one."""
    text = text.lower()
    half = 0.0
    if m := re.search(r"[\s-]+and[\s-]+(?:a[\s-]+)?half$", text):
        text, half = text[: m.start()], 0.5
    if text[:1].isdigit():
        try:
            return float(text.replace(",", "")) + half
        except ValueError:
            return None
    total = part = 0
    for word in re.split(r"[\s-]+", text):
        if word == "and":
            continue
        if word in words.articles and word != text:
            continue
        n = words.numbers.get(word, words.articles.get(word))
        if n is None:
            return None
        if n >= 1000:
            total, part = total + max(part, 1) * n, 0
        elif n == 100:
            part = max(part, 1) * 100
        else:
            part = part * n if n == 12 and part else part + n
    return total + part + half


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("’", "'"))


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _century_year(yy: int) -> int:
    """The year of two digits: the usual window, 1950 to 2049."""
    return 2000 + yy if yy < 50 else 1900 + yy


def _fields(slots: Mapping[str, str], words: TimeWords) -> dict[str, object] | None:
    """Fields of a Shape from the words in the slots; None where they name nothing."""
    out: dict[str, object] = {}
    for slot, raw in slots.items():
        text = _clean(raw)
        if slot == "month":
            bare = text.rstrip(".")
            if raw[0].islower():
                return None
            out["month"] = words.months.get(bare) or words.month_abbreviations[bare]
        elif slot == "weekday":
            bare = text.rstrip(".")
            if raw[0].islower():
                return None
            out["weekday"] = words.weekdays.get(bare) or words.weekday_abbreviations[bare]
        elif slot == "weekdays":
            if raw[0].islower():
                return None
            out["weekday"] = words.weekdays[text[:-1]]
        elif slot == "season":
            out["season"] = words.seasons[text]
        elif slot == "daypart":
            out["daypart"] = words.dayparts[text]
        elif slot == "unit":
            out["unit"] = words.units[text]
        elif slot == "units":
            out["unit"] = words.units[words.unit_plurals[text]]
        elif slot == "number":
            out["amount"] = number_of(text, words)
            if out["amount"] is None:
                return None
        elif slot == "vague":
            low, high = words.vague[text]
            out["vague"] = (low, high)
            if low == high:
                out["amount"] = float(low)
        elif slot == "around":
            out["mod"] = words.around[text]
        elif slot == "which":
            which = words.which[text]
            out["step"], out["anchor"] = which.step, which.anchor
        elif slot == "part":
            out["part"] = words.parts[text]
        elif slot == "holiday":
            out["holiday"] = words.holidays[text]
        elif slot == "often":
            out["value"] = words.often[text]
        elif slot == "ref":
            out["value"] = words.refs[text]
        elif slot in ("day", "nth", "dd"):
            out["day"] = _day(text)
        elif slot == "mm":
            out["month"] = int(text)
        elif slot == "ordinal":
            out["day"] = words.ordinals[text]
        elif slot == "nthword":
            out["century"] = _day(text) if text[0].isdigit() else words.ordinals[text]
        elif slot == "quarter":
            out["quarter"] = _day(text) if text[0].isdigit() else words.ordinals[text]
        elif slot == "qn":
            out["quarter"] = int(text)
        elif slot == "half":
            out["half"] = words.halves[text]
        elif slot in ("year", "oldyear", "isoyear"):
            out["year"] = int(text)
        elif slot == "yy":
            out["year"] = _century_year(int(text))
        elif slot == "era":
            out["bc"] = text.startswith("b")
        elif slot == "decade":
            digits = re.sub(r"\D", "", text)
            number = int(digits)
            if len(digits) == 4 and number % 100 == 0 and number < 2000:
                out["century"] = number // 100 + 1  # "the 1800s" are a century, "the 2000s" hardly yet
            else:
                out["decade"] = number // 10 if len(digits) > 2 else 190 + number // 10
        elif slot == "decadeword":
            out["decade"] = 190 + words.decade_words[text]
    return out


def _clock(slots: Mapping[str, str], words: TimeWords) -> str | None:
    """A TIMEX3 time of day, "T18:30Z"; None where no hour is named."""
    minute = slots.get("minute", "00")
    if "hhmm" in slots:
        hour, minute = int(slots["hhmm"][:2]), slots["hhmm"][2:]
    elif "hh" in slots:
        hour = int(slots["hh"])
    elif "hour" in slots:
        hour = int(slots["hour"])
        half = slots.get("ampm", "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
    else:
        return None
    zone = words.zones.get(_clean(slots["zone"]), "") if slots.get("zone") else ""
    return f"T{hour:02}:{minute}{zone}"


def _numbers(slots: dict[str, str]) -> dict[str, object] | None:
    """The date of "7/8/07": month first, as in the United States, unless only the day can be over twelve."""
    a, b, raw = int(slots.pop("n1")), int(slots.pop("n2")), slots.pop("yearn")
    year = int(raw) if len(raw) == 4 else _century_year(int(raw))
    month, day = (a, b) if a <= 12 else (b, a)
    return {"year": year, "month": month, "day": day} if 1 <= month <= 12 else None


def _shape(pattern: TimePattern, slots: dict[str, str], words: TimeWords) -> Shape | None:
    fields: dict[str, object] | None = _numbers(slots) if "yearn" in slots else {}
    if fields is None:
        return None
    named = _fields(slots, words)
    if named is None:
        return None
    fields.update(named)
    clock = _clock(slots, words)
    if clock:
        fields["clock"] = clock
    fields.update(pattern.give)
    plus = fields.pop("plus", None)
    if isinstance(plus, float):
        fields["amount"] = 1 + plus
    if pattern.value:
        fields["value"] = pattern.value.format(**slots)
        fields.pop("year", None)
    kind = "date" if pattern.kind == "range" else pattern.kind
    return Shape(kind=kind, **fields)  # type: ignore[arg-type]


def read_match(compiled: Compiled, m: re.Match[str], words: TimeWords, *, offset: int) -> list[Found]:
    """What a match says: one time, or two for a range; [] where its words name nothing.

    ``offset`` is where the searched text begins in the article.
    """
    pattern = compiled.pattern
    groups = {name: text for name, text in m.groupdict().items() if text is not None}
    if pattern.kind != "range":
        slots = {name if name in ("n1", "n2") else name.rstrip("0123456789"): text for name, text in groups.items()}
        shape = _shape(pattern, slots, words)
        if shape is None:
            return []
        span = Span(offset + m.start(), offset + m.end())
        return [Found(span, shape, compiled.rank, pattern.lead, pattern.name)]
    second = [name for name in groups if name[-1].isdigit()]
    first = [name for name in groups if not name[-1].isdigit()]
    one = _shape(pattern, {name: groups[name] for name in first}, words)
    two = _shape(pattern, {name[:-1]: groups[name] for name in second}, words)
    if one is None or two is None:
        return []
    if "yy2" in groups and one.year is not None:
        two = replace(two, year=one.year // 100 * 100 + int(groups["yy2"]))
        if one.year >= (two.year or 0):
            return []
    one = replace(one, month=one.month or two.month, year=one.year or two.year, bc=one.bc or two.bc)
    two = replace(two, month=two.month or one.month)
    a = Span(offset + m.start(), offset + max(m.end(name) for name in first))
    b = Span(offset + min(m.start(name) for name in second), offset + m.end())
    return [Found(a, one, compiled.rank, None, pattern.name), Found(b, two, compiled.rank, None, pattern.name)]
