"""When a page says it was published: metadata, its address, a stated line, htmldate. First published before changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from dateline.article.metadata import Metadata
from dateline.records import Given, Published

EARLIEST_YEAR = 1800  # before it nothing was published that such a page could be
ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)|(?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})(?:T\d+Z?)?$")
ADDRESS = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})[/_-](?P<m>\d{1,2}|[a-z]{3})[/_-](?P<d>\d{1,2})(?=[/_.-]|$)", re.IGNORECASE
)
NAMED = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
NAMED |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
REPUBLISHED_DAYS = 1  # an address may tell the day of another time zone; more apart, and the page was published anew
ARCHIVED_WITHIN_DAYS = 31  # an assumption, as wide as what dates inferred from words may span
HTMLDATE_TAGS = 15_000  # htmldate searches the whole tree


def is_believable(day: date, *, today: date | None) -> bool:
    """Not in the future, and not before there were newspapers such as these."""
    return day.year >= EARLIEST_YEAR and (today is None or day <= today)


def archive_bounds(given: Given) -> Published | None:
    """Bounds for a page of an archive that tells no day: archives of news find a page within weeks, and never before
    it is published."""
    if not given.seen or given.seen.year < EARLIEST_YEAR:
        return None
    return Published(given.seen - timedelta(days=ARCHIVED_WITHIN_DAYS), given.seen, "archive")


def metadata_date(meta: Metadata, *, url: str | None, today: date | None) -> tuple[Published | None, tuple[str, ...]]:
    """The first day told by metadata or address, and a note for each that is not believed.

    The day is the one in the page's own time zone, as written. An address with an earlier day tells that
    metadata were renewed: first published counts.
    """
    notes: list[str] = []
    told = _believed(_days(meta.first_dates), today, notes)
    address = _believed(_address_day(url), today, notes)
    if told and address and (told - address).days > REPUBLISHED_DAYS:
        notes.append(f"Metadata say {told.isoformat()}, the address the earlier {address.isoformat()}, which is kept.")
        told = None
    if told:
        return Published(told, told, "metadata"), tuple(notes)
    if address:
        return Published(address, address, "url"), tuple(notes)
    return None, tuple(notes)


def later_date(meta: Metadata, *, today: date | None) -> Published | None:
    """The day on which the page says it was changed, where it says no other."""
    day = _believed(_days(meta.later_dates), today, [])
    return Published(day, day, "metadata") if day else None


def marked_days(tree: Any) -> Iterator[tuple[date, bool]]:
    """Days of <time> elements and elements with a publishing itemprop, and whether they are marked as published."""
    for node in tree.iter("time", "span", "abbr", "meta"):
        prop = (node.get("itemprop") or "").lower()
        if node.tag != "time" and prop != "datepublished":
            continue
        day = day_in(node.get("datetime") or node.get("content") or node.get("title") or "")
        if day:
            names = f"{prop} {node.get('class') or ''} {'pubdate' if node.get('pubdate') is not None else ''}".lower()
            if "modif" not in names and "updat" not in names:
                yield day, "publi" in names or "pubdate" in names


def htmldate_day(tree: Any, *, today: date | None) -> date | None:
    """htmldate's answer for a tree; it fetches nothing. Its extensive search reads copyright years as days: off."""
    from htmldate import find_date

    found = find_date(
        tree,
        extensive_search=False,
        original_date=True,
        min_date=f"{EARLIEST_YEAR}-01-01",
        max_date=today.isoformat() if today else None,
    )
    return day_in(found or "")


def day_in(text: str) -> date | None:
    """The day that an ISO time begins with, in the zone it is written in; None for anything else."""
    found = ISO.match(text.strip())
    if not found:
        return None
    try:
        return date(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]))
    except ValueError:
        return None


def _days(told: Iterable[str]) -> Iterator[date]:
    return (day for text in told if (day := day_in(text)))


def _address_day(url: str | None) -> Iterator[date]:
    for found in ADDRESS.finditer((url or "")[:1000]):
        month = found["m"].lower()
        try:
            yield date(int(found["y"]), NAMED.get(month) or int(month), int(found["d"]))
        except ValueError:
            continue


def _believed(days: Iterable[date], today: date | None, notes: list[str]) -> date | None:
    for day in days:
        if is_believable(day, today=today):
            return day
        notes.append(f"The date {day.isoformat()} is not believed.")
    return None
