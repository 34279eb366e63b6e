"""What shapes of linked data have in common: names for things as IRIs, and one JSON document written as it is made.

``urn:dateline:…`` names nothing that can be fetched; it is the same for the same thing in every shape and store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline import ids
from dateline.answers import PageRef, Party
from dateline.export.manner import Manner
from dateline.handed import HandedPage
from dateline.jsontext import one_line
from dateline.records import Event
from dateline.rows import RowMaker, row_maker

Tree = dict[str, Any]
RECENT = 4096
PAGES = 16
WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def urn(kind: str, key: str) -> str:
    return f"urn:dateline:{kind}:{key}"


def events_of(page: HandedPage, event: Event) -> tuple[str, ...]:
    """An event of a page by its own IRI, then, where it was merged with those of other pages, by that of all."""
    own, all_ = ids.event_id(page.reading.page, event), page.happenings.get(event.id)
    return tuple(urn("event", key) for key in dict.fromkeys((own, all_)) if key)


def page_iri(ref: PageRef) -> str:
    """A page's address on the web; where it has none, its bytes by their SHA-256."""
    return web_address(ref.url) or urn("page", ref.id)


def web_address(text: str | None) -> str | None:
    """The text if it is an address on the web, else None."""
    return text if text and WEB.fullmatch(text) else None


def geonames_iri(number: int) -> str:
    return f"https://sws.geonames.org/{number}/"


def known(tree: Tree) -> Tree:
    """A tree without what is unknown: None and empty lists."""
    return {key: value for key, value in tree.items() if value is not None and value != []}


def listed_document(head: str, items: Iterable[Tree], tail: str) -> Iterator[str]:
    """Lines of one JSON document: ``head`` opens a list, each item is a line, ``tail`` closes what was opened."""
    yield head
    before = "\n"
    for item in items:
        yield f"{before}{one_line(item)}"
        before = ",\n"
    yield f"\n{tail}\n"


def shared_date(earliest: date, latest: date) -> str | None:
    """What two days have in common: the day, the month, the year as ISO 8601 has them; None across years."""
    if earliest == latest:
        return earliest.isoformat()
    if earliest.year != latest.year:
        return None
    return f"{earliest:%Y-%m}" if earliest.month == latest.month else f"{earliest:%Y}"


class Recent:
    """The last ``RECENT`` keys that came: memory doesn't grow with what is handed on."""

    def __init__(self) -> None:
        self._kept: dict[str, None] = {}

    def is_new(self, key: str) -> bool:
        """Whether a key didn't come lately; it has now."""
        new = key not in self._kept
        self._kept.pop(key, None)
        self._kept[key] = None
        if len(self._kept) > RECENT:
            del self._kept[next(iter(self._kept))]
        return new


def without_repeats(trees: Iterable[Tree]) -> Iterator[Tree]:
    """Trees without those that lately stood there just so: what many pages name isn't told anew by each."""
    recent = Recent()
    return (tree for tree in trees if recent.is_new(one_line(tree)))


def tied(party: Party, manner: Manner) -> bool:
    """Whether a participant is one end of a tie in a graph: not where it is denied, unless asked for with a flag."""
    if party.polarity != "denied" or manner.claimed:
        return True
    manner.tell("participant left out: denied to have taken part (--claimed lets such in, flagged)")
    return False


@dataclass(frozen=True, slots=True)
class Names:
    """A page's row maker, with the ids beyond the page of whom and what its record names, by their ids there."""

    maker: RowMaker
    actors: Mapping[str, str]
    places: Mapping[str, str]
    named: frozenset[str]  # actors whom a name tells; the others are only described


def names_of(page: HandedPage) -> Names:
    reading, key = page.reading, page.ref.id
    return Names(
        row_maker(reading, ref=page.ref),
        {actor.id: ids.actor_id(actor, key) for actor in reading.actors},
        {place.id: ids.place_id(place) for place in reading.places},
        frozenset(actor.id for actor in reading.actors if ids.is_named(actor)),
    )


def names_keeper() -> Callable[[HandedPage], Names]:
    """What gives the names of a page, and keeps the last few: the events of a page mostly come together."""
    kept: dict[str, Names] = {}

    def names(page: HandedPage) -> Names:
        key = ids.page_key(page.reading.page)
        if key not in kept:
            kept[key] = names_of(page)
            if len(kept) > PAGES:
                del kept[next(iter(kept))]
        return kept[key]

    return names
