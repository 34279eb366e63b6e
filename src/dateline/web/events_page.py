"""Events: a table, what it may be narrowed by with counts, and the address of each view."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.answers import EventRow
from dateline.asking import Record
from dateline.export import telling, wording
from dateline.export.screen import page_line
from dateline.store.query.facets import Facet, FacetValue
from dateline.web.facets import Facets, facets_of
from dateline.web.kinds import EVENTS, Given, size_of, values_of, without
from dateline.web.layout import downloads, filter_form, frame, ways_on
from dateline.web.markup import Element, address, h, told

FIRST = ("actor", "recipient", "place", "since", "until", "order")
HEADS = ("When", "What", "Who and whom", "Where", "Who says so, and where it stands")


def events_page(record: Record, given: Given) -> Element:
    """The page for a view. Raises UsageError where it can't be asked for."""
    values = values_of(EVENTS, given)
    part = record.events(**values).page(size_of(values))
    facets = facets_of(record, values)
    return frame(
        "Events",
        "/events",
        h("h1", "Events"),
        h("div", _facets(facets, given), h("div", *_found(part.rows, facets, given, part.next)), class_="beside"),
        script="list.js",
    )


def _found(rows: Sequence[EventRow], facets: Facets, given: Given, after: str | None) -> list[Element]:
    return [
        filter_form(EVENTS, given, first=FIRST),
        h("p", f"{len(rows):,} of {told_count(facets)} shown", role="status"),
        _table(rows),
        ways_on("/events", given, after),
        downloads(EVENTS, given),
    ]


def told_count(facets: Facets) -> str:
    noun = "event" if facets.count == 1 and not facets.more else "events"
    return f"{'more than ' if facets.more else ''}{facets.count:,} {noun}"


def _table(rows: Sequence[EventRow]) -> Element:
    """Roles are told, since a narrow page shows rows as blocks, which would end their being a table."""
    heads = h("tr", [h("th", head, scope="col", role="columnheader") for head in HEADS], role="row")
    return h(
        "table",
        h("caption", "Events as pages tell them; j and k go from row to row", class_="quiet"),
        h("thead", heads, role="rowgroup"),
        h("tbody", map(_row, rows), role="rowgroup"),
        role="table",
        class_="events",
    )


def _row(row: EventRow) -> Element:
    where = ", ".join(map(wording.where, row.place))
    more = telling.details(row)
    cells: tuple[Sequence[Element | str], ...] = (
        [telling.when(row)],
        [h("b", told(telling.act(row)), class_=f"quad{row.quad or 0}")],
        [told(telling.sides(row)), *([h("p", told("; ".join(more)), class_="quiet")] if more else [])],
        [told(where)] if where else ["—"],
        [h("p", told(wording.whose_word(row.said_by))), h("q", row.sentence, dir="auto"), _ways(row)],
    )
    return h(
        "tr",
        [h("td", cell, role="cell", data_head=head) for head, cell in zip(HEADS, cells, strict=True)],
        role="row",
        tabindex="-1",
    )


def _ways(row: EventRow) -> Element:
    page = h("a", told(page_line(row.page)), href=f"/page/{row.page.id}#{row.id}")
    happening = h("a", "its happening", href=f"/happening/{row.happening}") if row.happening else None
    return h("p", page, " " if happening else None, happening, class_="quiet")


# ---------------------------------------------------------------- facets


def _facets(facets: Facets, given: Given) -> Element:
    return h("aside", [_facet(facet, given) for facet in facets.facets], aria_label="Narrow by", class_="facets")


def _facet(facet: Facet, given: Given) -> Element:
    chosen = [part.strip() for name, value in given if name == facet.option for part in _parts(facet, value)]
    lines = [h("li", _choice(facet, value, chosen, given)) for value in facet.values]
    return h(
        "details",
        h("summary", facet.name),
        h("ul", lines) if lines else h("p", "none"),
        open=True,
    )


def _parts(facet: Facet, value: str) -> list[str]:
    return value.split(",") if facet.option in ("type", "status") else [value]


def _choice(facet: Facet, value: FacetValue, chosen: Sequence[str], given: Given) -> Element:
    """A link that adds a value to what is asked for, or takes it out; a country or outlet takes another's place."""
    is_chosen = any(value.value.casefold() == other.casefold() for other in chosen)
    kept = without(given, facet.option, "after")
    others = [c for c in chosen if c and c.casefold() != value.value.casefold()]
    if facet.option not in ("type", "status"):
        others = []
    wanted = others if is_chosen else [*others, value.value]
    return h(
        "a",
        told(value.value),
        h("span", f"{value.count:,}", class_="count"),
        href=address("/events", [*kept, *((facet.option, word) for word in wanted)]),
        aria_current="true" if is_chosen else None,
    )
