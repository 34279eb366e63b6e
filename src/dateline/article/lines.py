"""What one line of a page is: furniture, credit, caption, byline, a date, a dateline. No line knows its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.lexicon.furniture import FurnitureWords, LinePattern

RULED_LINES = 20_000  # a page of more lines is no article: what comes later is taken as it stands (60 µs a line)
RULE_LENGTH = 600  # longer lines are no furniture; it also bounds what the patterns can cost
FINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
QUOTED = re.compile(r"^[\"“‘«„]")
MONTH = r"(?P<{0}>[A-Za-z]{{3,9}})\.?"
DATES = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]" + MONTH.format("m1") + r",?[ -](?P<y1>\d{4})"
    r"|" + MONTH.format("m2") + r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4})"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d{2})[-/](?P<d3>\d{2})"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y4>\d{4})"
    r")(?!\d)"
)
ZONED = re.compile(r"\d{1,2}(?:[:.h]\d{2}){0,2}(?:[ap]m)?z?|t\d\d|\+\d{1,4}")
# Place in capitals (or in title case before an agency in brackets), maybe a country, a day, an agency, then a dash.
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z’'.-]{2,}(?: [A-Z][A-Z’'.-]+){0,4}"
    r"(?:, (?!(?:%MONTHS%)\b)[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]+){0,3})?"
    r"|[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]+){0,2})?(?= \())"
    r"(?:,? (?P<day>(?:%MONTHS%)\.? \d{1,2}(?:, \d{4})?|\d{1,2} (?:%MONTHS%)\.?(?: \d{4})?))?"
    r"(?:,? ?[(\[](?P<agency>[A-Z][\w&.’' /-]{1,40})[)\]])?"
    r"\s?(?P<dash>—|–|--|-|:)\s?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class DatelineFound:
    end: int
    place: str
    day: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class TellsDay:
    """A day on a line of its own; ``later`` where the line says that it tells a change."""

    day: date
    later: bool
    start: int
    end: int


def any_match(rows: Iterable[LinePattern], line: str) -> re.Match[str] | None:
    """The first of the patterns that matches the whole line."""
    if len(line) > RULE_LENGTH:
        return None
    return next((found for row in rows if (found := row.pattern.fullmatch(line))), None)


def is_furniture(line: str, *, words: FurnitureWords) -> bool:
    return any_match(words.furniture, line) is not None or not any(ch.isalnum() for ch in line[:RULE_LENGTH])


def is_credit(line: str, *, words: FurnitureWords) -> bool:
    return is_picture_credit(line, words=words) or any_match(words.contribution, line) is not None


def is_picture_credit(line: str, *, words: FurnitureWords) -> bool:
    return any_match(words.credit, line) is not None


def outlet_of(line: str, *, words: FurnitureWords) -> str | None:
    """Whose page a line tells ("Got a tip? Send it to Harbour Wire here."); agencies don't count."""
    found = any_match(words.outlet, line)
    name = found["outlet"].strip(" .,") if found else ""
    return name if name and name.lower() not in words.agencies else None


def is_capitals(line: str) -> bool:
    """ "CLASHING PLANS": at least three letters, none of them small (but for "Mc" and the like)."""
    letters = [ch for ch in line if ch.isalpha()]
    return len(letters) >= 3 and sum(ch.islower() for ch in letters) <= len(letters) // 12


def ends_sentence(line: str) -> bool:
    return FINAL.search(line[-8:]) is not None


def looks_like_running_text(line: str) -> bool:
    """Twelve words or more and a sentence's end: a paragraph by itself."""
    return len(line.split(maxsplit=12)) >= 12 and (ends_sentence(line) or len(line) > 300)


def byline_of(line: str, *, words: FurnitureWords) -> tuple[str, ...]:
    """The names of "By Ana Silva and Rui Costa in Lima"; () where the line is no byline."""
    if len(line) > 200:
        return ()
    low = line.lower()
    start = next((s for s in words.byline_starts if low.startswith((s + " ", s + ": "))), None)
    if start is None or (start == "from" and not low.startswith("from: ")):
        return ()
    rest = DATES.sub("|", line[len(start) :].lstrip(" :"))
    rest = re.split(
        r"\s[|•·–—-]\s?|\||\s{2,}|\s(?:in|at|for)\s(?=[A-Z])|,? (?:[Pp]ublished|[Uu]pdated|PUBLISHED)\b", rest
    )[0]
    names: list[str] = []
    for part in re.split(r",\s?(?:and\s)?|\s(?:and|AND|&|with)\s|;\s?", rest.strip(" .,|")):
        part = part.strip(" .")
        if not part or part.lower() in words.byline_roles:
            continue
        if not is_name(part, words=words):
            if names and part.lower().split()[0] in {"the", "a"} | words.byline_roles:
                continue
            return ()
        names.append(part)
    return tuple(names)


def is_name(text: str, *, words: FurnitureWords) -> bool:
    """One to five capitalised words, particles apart, no digit, no day or month."""
    parts = text.split()
    if not 1 <= len(parts) <= 5 or not re.fullmatch(r"[^\W\d_][\w.’'\- ]*", text) or any(ch.isdigit() for ch in text):
        return False
    low = [p.lower().strip(".") for p in parts]
    if any(w in words.weekdays or w in words.months for w in low[:1]) or parts[0].lower() in {"the", "a", "an"}:
        return False
    return all(p[0].isupper() or w in words.name_particles for p, w in zip(parts, low, strict=True))


def day_told(line: str, *, words: FurnitureWords) -> TellsDay | None:
    """The day of a line that says nothing else: "Published 4 January 2024, 10.12 GMT". None for other lines."""
    if len(line) > 200:
        return None
    found = [(m, day) for m in DATES.finditer(line) if (day := day_of(m, words=words))]
    if not found:
        return None
    beside = words.first_told | words.later_told | words.beside_date | words.weekdays
    bare = re.findall(
        r"[^\W_]+(?:[:.]\d+)*(?:[ap]m)?", DATES.sub(" ", line).lower().replace("a.m", "am").replace("p.m", "pm")
    )
    if any(word not in beside and not ZONED.fullmatch(word) and not word.isdigit() for word in bare):
        return None
    told = [_told(line, m, day, words) for m, day in found]
    return next((t for t in told if not t.later), told[0])


def day_in_byline(line: str, *, words: FurnitureWords) -> TellsDay | None:
    """The day of "By Ana Silva | January 4, 2024"; None where the line is no byline or holds no day."""
    if not byline_of(line, words=words):
        return None
    found = next(((m, day) for m in DATES.finditer(line) if (day := day_of(m, words=words))), None)
    return _told(line, *found, words) if found else None


def _told(line: str, found: re.Match[str], day: date, words: FurnitureWords) -> TellsDay:
    before = [
        w for w in re.findall(r"[a-z]+", line[: found.start()].lower()) if w in words.first_told | words.later_told
    ]
    later = bool(before) and before[-1] in words.later_told
    return TellsDay(day, later, found.start(), found.end())


def day_of(found: re.Match[str], *, words: FurnitureWords) -> date | None:
    """The day that a match of DATES names; None for no day, or for 4/5/2024, which could be two."""
    part = found.groupdict()
    try:
        if part["y1"]:
            return date(int(part["y1"]), words.months[part["m1"].lower()], int(part["d1"]))
        if part["y2"]:
            return date(int(part["y2"]), words.months[part["m2"].lower()], int(part["d2"]))
        if part["y3"]:
            return date(int(part["y3"]), int(part["m3"]), int(part["d3"]))
        first, second = int(part["a"]), int(part["b"])
        if first > 12 or first == second:
            return date(int(part["y4"]), second, first)
        return date(int(part["y4"]), first, second) if second > 12 else None
    except (KeyError, ValueError):
        return None


def match_dateline(text: str, *, words: FurnitureWords) -> DatelineFound | None:
    """ "BAGHDAD, Jan. 4 (Reuters) - " at a paragraph's start; a bare place wants a dash, or a hyphen between blanks."""
    months = "|".join(
        sorted({m.capitalize() for m in words.months} | {m.upper() for m in words.months}, key=len, reverse=True)
    )
    found = _dateline_pattern(months).match(text[:160])
    if not found:
        return None
    place, day, agency = found["place"], found["day"], found["agency"]
    if place.split(",")[0].lower() in words.not_places or sum(ch.isalpha() for ch in place) < 3:
        return None
    bare = not agency and not day
    hyphen = found["dash"] == "-" and not text[found.end("place") : found.end()].startswith(" - ")
    if bare and (hyphen or found["dash"] == ":" or not is_capitals(place.split(",")[0])):
        return None
    if found["dash"] == ":" and not agency:
        return None
    return DatelineFound(found.end(), place, day, agency)


def _dateline_pattern(months: str) -> re.Pattern[str]:
    return re.compile(DATELINE.pattern.replace("%MONTHS%", months))  # re keeps what it compiled
