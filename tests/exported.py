"""What the tests of exports share: invented pages with known events, as happenings of one report or of several."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from dateline.export.manner import Manner
from dateline.handed import Happening
from dateline.records import Count, EventPlace, Participant
from dateline.store.handing import happenings
from dateline.store.open import open_store, transaction
from dateline.store.query.filters import ExportFilter
from dateline.store.write import add_reading
from tests.asked import NOW, Draft

DAY = (date(2024, 3, 5), date(2024, 3, 5))
WEEK = (date(2024, 2, 26), date(2024, 3, 3))
Lines = Callable[[Iterable[Happening], Manner], Iterator[str]]


def draft(text: str, *, outlet: str = "Harbour Wire", headline: str = "Harbour") -> Draft:
    return Draft(text, outlet, date(2024, 3, 7), headline)


def who(d: Draft, words: str, kind: str, country: str | None, *sector: str, name: str | None = None) -> Participant:
    """A participant whom the page affirms, with an actor of his own."""
    return Participant(d.actor(words, name or words, kind, country, *sector), d.at(words))


def where(d: Draft, words: str, *, kind: str = "city", precision: str = "exact") -> EventPlace:
    """A place in Cabo Delgado, Mozambique."""
    return EventPlace(d.place(words, kind, "MOZ", "Cabo Delgado", -12.974, 40.518), d.at(words), precision)


def killed(d: Draft, words: str, low: int | None, high: int | None, whose: Participant | None = None) -> Count:
    return Count("killed", low, high, d.at(words), whose.id if whose else None)


def told(
    d: Draft, type_: str, trigger: str, *, cameo: str | None = None, score: float | None = None, **more: Any
) -> Draft:
    """The draft with an event more."""
    d.event(type_, trigger, **more)
    d.events[-1] = replace(d.events[-1], cameo=cameo, score=score)
    return d


def happenings_of(folder: Path, drafts: Sequence[Draft], **asked: Any) -> list[Happening]:
    """Each event of the drafts, a happening of one report, by way of a store."""
    path = folder / f"{len(list(folder.iterdir()))}.db"
    with open_store(path, write=True) as store, transaction(store) as db:
        for number, d in enumerate(drafts):
            # Two pages of one address would be two versions of one.
            headline = d.headline if d.headline not in [other.headline for other in drafts[:number]] else f"P{number}"
            add_reading(db, replace(d, headline=headline).reading(), now=NOW)
    with open_store(path) as store:
        return list(happenings(store, ExportFilter(**asked)))


def together(parts: Sequence[Happening]) -> Happening:
    """One happening of the reports of several."""
    return Happening(parts[0].id, tuple(report for part in parts for report in part.reports))


def tab_rows(lines: Iterable[str], names: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Tab-separated lines by column; ``names`` where they have no head."""
    read = list(csv.reader(StringIO("".join(lines)), delimiter="\t", quoting=csv.QUOTE_NONE))
    head = list(names) if names else read.pop(0)
    return [dict(zip(head, row, strict=True)) for row in read]


def comma_rows(lines: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(lines), newline="")))


def reasons(lines: Lines, parts: Sequence[Happening], **manner: Any) -> tuple[str, list[str]]:
    """What a shape writes, and why it leaves things out."""
    heard: list[str] = []
    return "".join(lines(parts, Manner(tell=heard.append, **manner))), heard
