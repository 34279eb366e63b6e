"""Search: pages by their words, the words found marked."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.answers import Hit
from dateline.asking import Record
from dateline.export.screen import page_line
from dateline.web.kinds import SEARCH, Given, found_of, size_of, values_of
from dateline.web.layout import downloads, filter_form, frame, ways_on
from dateline.web.markup import Child, Element, h, told


def search_page(record: Record, given: Given) -> Element:
    """What was found; only the form where nothing is looked for yet. Raises UsageError."""
    values = values_of(SEARCH, given)
    form = filter_form(SEARCH, given, first=("words", "since", "until"))
    if not values.get("words"):
        return frame("Search", "/search", h("h1", "Search"), form)
    found = found_of(record, SEARCH, values)
    part = found.page(size_of(values))
    total = found.count()
    return frame(
        "Search",
        "/search",
        h("h1", "Search"),
        form,
        h("p", f"{len(part.rows):,} of {total:,} page{'' if total == 1 else 's'} shown, best first", role="status"),
        h("ol", map(_hit, part.rows), class_="hits"),
        ways_on("/search", given, part.next),
        downloads(SEARCH, given),
        script="list.js",
    )


def _hit(hit: Hit) -> Element:
    page = h("a", told(page_line(hit.page)), href=f"/page/{hit.page.id}")
    return h("li", h("p", page), h("p", *_snippet(hit), dir="auto"), tabindex="-1", class_="row")


def _snippet(hit: Hit) -> Iterator[Child]:
    at = 0
    for span in hit.marked:
        yield hit.snippet[at : span.start]
        yield h("mark", span.words(hit.snippet))
        at = span.end
    yield hit.snippet[at:]
