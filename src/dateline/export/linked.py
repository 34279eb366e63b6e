"""What shapes of linked data have in common: names for things as IRIs, and one JSON document written as it is made.

``urn:dateline:…`` names nothing that can be fetched; it is the same for the same thing in every shape and store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from dateline.answers import PageRef, Party
from dateline.export.manner import Manner
from dateline.handed import HandedPage
from dateline.jsontext import one_line
from dateline.rows import RowMaker, row_maker

Tree = dict[str, Any]
RECENT = 4096  # lines that are remembered, so that none comes twice in a row
PAGES = 16
WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def urn(kind: str, key: str) -> str:
    return f"urn:dateline:{kind}:{key}"


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


def without_repeats(trees: Iterable[Tree]) -> Iterator[Tree]:
    """Trees without those that lately stood there just so: what many pages name isn't told anew by each.

    Of the last ``RECENT`` only: memory doesn't grow with what is handed on.
    """
    recent: dict[str, None] = {}
    for tree in trees:
        line = one_line(tree)
        if line not in recent:
            yield tree
        recent.pop(line, None)
        recent[line] = None
        if len(recent) > RECENT:
            del recent[next(iter(recent))]


def tied(party: Party, manner: Manner) -> bool:
    """Whether a participant is one end of a tie in a graph: not where it is denied, unless asked for with a flag."""
    if party.polarity != "denied" or manner.claimed:
        return True
    manner.tell("participant left out: denied to have taken part (--claimed lets such in, flagged)")
    return False


def row_makers() -> Callable[[HandedPage], RowMaker]:
    """What gives the row maker of a page, and keeps the last few: the events of a page mostly come together."""
    kept: dict[str, RowMaker] = {}

    def maker_of(page: HandedPage) -> RowMaker:
        key = page.ref.id
        if key not in kept:
            kept[key] = row_maker(page.reading, ref=page.ref)
            if len(kept) > PAGES:
                del kept[next(iter(kept))]
        return kept[key]

    return maker_of
