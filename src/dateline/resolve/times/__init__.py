"""Time expressions: which days the words name, and what they count from."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from dateline.lexicon.times import TimeWords
from dateline.records import Analysis, Published, Span, Timex, TimexValue


def find_times(analysis: Analysis, *, published: Published | None, words: TimeWords) -> tuple[Timex, ...]:
    """Times in reading order; () where there are none. First form: days and months with their year."""
    months = "|".join(words.months)
    pattern = re.compile(rf"\b({months})\s+(?:(\d{{1,2}}),?\s+)?(\d{{4}})\b", re.I)
    found: list[Timex] = []
    for m in pattern.finditer(analysis.text):
        month, day, year = words.months[m[1].lower()], m[2], int(m[3])
        last = monthrange(year, month)[1] if 1 <= year <= 9999 else 0
        if not last or (day and not 1 <= int(day) <= last):
            continue
        value = f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")
        earliest, latest = date(year, month, int(day or 1)), date(year, month, int(day or last))
        grain = "day" if day else "month"
        found.append(Timex(f"t{len(found) + 1}", Span(*m.span()), earliest, latest, grain, TimexValue("DATE", value)))
    return tuple(found)
