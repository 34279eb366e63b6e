"""What an option asks for, as SQL: each function gives a condition on one column, with its values.

A value never becomes part of the SQL. What no row could have asked for (a day that is none, an unknown status)
raises UsageError, which names the option.
"""

from __future__ import annotations

import calendar
import json
import math
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import NoReturn

from dateline.distance import km_between
from dateline.errors import UsageError
from dateline.jsontext import sound
from dateline.store.query.filters import Day, Near, Words

Value = str | int | float | None
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
KM_A_DEGREE = 111.2
WIDEST = 2**63


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition, or a query within one, and the values of its question marks in their order."""

    sql: str
    values: tuple[Value, ...] = ()


def both(clauses: Iterable[Clause | None]) -> Clause:
    """All of them hold; None asks for nothing."""
    kept = [c for c in clauses if c is not None]
    if not kept:
        return Clause("1")
    return Clause(" AND ".join(f"({c.sql})" for c in kept), tuple(v for c in kept for v in c.values))


def refuse(option: str, value: object, problem: str) -> NoReturn:
    shown = str(value)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    raise UsageError(f"{option} {sound(shown)}: {problem}")


def listed(words: Words | None) -> tuple[str, ...]:
    """One or several values; text is one, or several with commas between."""
    if words is None:
        return ()
    parts = words.split(",") if isinstance(words, str) else words
    return tuple(sound(part.strip()) for part in parts if part.strip())


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """The value as it is known, upper and lower case alike."""
    for name in known:
        if name.lower() == value.lower():
            return name
    near = get_close_matches(value.lower(), [k.lower() for k in known], n=1)
    hint = f"did you mean {next(k for k in known if k.lower() == near[0])}? " if near else ""
    refuse(option, value, f"{hint}it is one of {', '.join(known)}")


def among(column: str, option: str, words: Words | None, known: Sequence[str] | None = None) -> Clause | None:
    """The column has one of the values; None where nothing is asked for."""
    values = listed(words)
    if not values:
        return None
    if known is not None:
        values = tuple(one_of(option, value, known) for value in values)
        return Clause(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(values),))
    return Clause(f"{column} COLLATE NOCASE IN (SELECT value FROM json_each(?))", (json.dumps(values),))


def numbers(column: str, option: str, values: Sequence[int]) -> Clause | None:
    if not values:
        return None
    for value in values:
        if not -WIDEST <= value < WIDEST:
            refuse(option, value, "too wide a number")
    return Clause(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),))


def holds(column: str, words: Words | None) -> Clause | None:
    """A column with a JSON array has one of the words."""
    values = listed(words)
    if not values:
        return None
    return Clause(
        f"EXISTS (SELECT 1 FROM json_each({column}) AS had WHERE had.value COLLATE NOCASE "
        "IN (SELECT value FROM json_each(?)))",
        (json.dumps(values),),
    )


def at_least(column: str, option: str, number: float | None, *, most: bool = False) -> Clause | None:
    if number is None:
        return None
    if not math.isfinite(number) or not -WIDEST <= number < WIDEST:
        refuse(option, number, "not a number that can be asked for")
    return Clause(f"{column} {'<=' if most else '>='} ?", (number,))


def has_words(column: str, option: str, words: str | None) -> Clause | None:
    """Each of the words stands in the column, as letters; for columns without an index of words."""
    if words is None:
        return None
    parts = sound(words).split()
    if not parts:
        refuse(option, repr(words), "has no words")
    patterns = tuple(f"%{like(part)}%" for part in parts[:20])
    return Clause(" AND ".join(f"{column} LIKE ? ESCAPE '\\'" for _ in patterns), patterns)


def like(text: str) -> str:
    """Text for LIKE ... ESCAPE '\\', every letter of it meant."""
    return re.sub(r"([\\%_])", r"\\\1", text)


# ---------------------------------------------------------------- days


def days_of(option: str, day: Day) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    if isinstance(day, date):
        return day, day
    found = DAY.fullmatch(day.strip())
    try:
        if found is None:
            raise ValueError
        year, month, number = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        if number:
            return date(year, month, number), date(year, month, number)
        first = date(year, month or 1, 1)
        if found[2] and not month:
            raise ValueError
        last_month = month or 12
        return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        refuse(option, day, "not a day; write YYYY, YYYY-MM or YYYY-MM-DD, such as 2024-03 or 2024-03-05")


def overlaps(earliest: str, latest: str, since: Day | None, until: Day | None) -> Clause | None:
    """The column's interval and the asked one have a day in common."""
    parts: list[Clause | None] = []
    if since is not None:
        parts.append(Clause(f"{latest} >= ?", (days_of("--since", since)[0].isoformat(),)))
    if until is not None:
        parts.append(Clause(f"{earliest} <= ?", (days_of("--until", until)[1].isoformat(),)))
    return both(parts) if parts else None


# ---------------------------------------------------------------- spots


def near_of(option: str, near: Near) -> tuple[float, float, float]:
    """Latitude, longitude and kilometres, checked."""
    try:
        numbers = tuple(float(part) for part in near.split(",")) if isinstance(near, str) else tuple(map(float, near))
        lat, lon, km = numbers
    except (ValueError, OverflowError):
        refuse(option, near, "write LAT,LON,KM, such as 33.3,44.4,50")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_100):
        refuse(option, near, "latitude is -90 to 90, longitude -180 to 180, kilometres up to 20,100")
    return lat, lon, km


def places_near(option: str, near: Near) -> Clause:
    """Which places, called ``q``, are within the distance: by a box that the index knows, then by the great circle."""
    lat, lon, km = near_of(option, near)
    high = km / KM_A_DEGREE
    reach = max(abs(lat - high), abs(lat + high))
    wide = 360.0 if reach >= 89 else high / math.cos(math.radians(reach))
    box, values = "q.lat BETWEEN ? AND ?", [lat - high, lat + high]
    if wide < 180:
        box += " AND (q.lon BETWEEN ? AND ? OR q.lon BETWEEN ? AND ? OR q.lon BETWEEN ? AND ?)"
        for shift in (0, 360, -360):  # across the date line
            values += [lon - wide + shift, lon + wide + shift]
    return Clause(f"{box} AND km_between(q.lat, q.lon, ?, ?) <= ?", (*values, lat, lon, km))


def prepare(db: sqlite3.Connection) -> None:
    """Gives a connection what the clauses call."""
    db.create_function("km_between", 4, km_between, deterministic=True)


# ---------------------------------------------------------------- pages


def no_copy(column: str, *, copies: bool) -> Clause | None:
    return None if copies else Clause(f"{column} NOT IN (SELECT page FROM copy)")


def published(column: str, since: Day | None, until: Day | None) -> Clause | None:
    """The page, by its key, was published in the interval asked for."""
    when = overlaps("published_earliest", "published_latest", since, until)
    return when and Clause(f"{column} IN (SELECT page FROM article WHERE {when.sql})", when.values)
