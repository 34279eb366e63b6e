"""Happenings: a list, and one with its reports side by side, copies of one story folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.answers import EventRow, PageRef
from dateline.asking import Record
from dateline.export import telling, wording
from dateline.export.screen import happening_head, page_line, witnesses
from dateline.export.side_by_side import RULES
from dateline.happening import HappeningRow, ReportRow
from dateline.web.kinds import HAPPENINGS, Given, found_of, size_of, values_of
from dateline.web.layout import downloads, filter_form, frame, ways_on
from dateline.web.markup import Element, h, told

FIRST = ("type", "actor", "place", "since", "until", "order")
Row = tuple[str, tuple[str, ...], Callable[[EventRow], str]]  # its head, the differences it shows, what it tells
ROWS: tuple[Row, ...] = (
    ("what", ("type", "status"), telling.act),
    ("when", ("day",), telling.when),
    ("where", ("place",), lambda e: ", ".join(map(wording.where, e.place))),
    ("who", ("actor",), lambda e: wording.side(e.actor)),
    ("to whom", ("recipient",), lambda e: wording.side(e.recipient)),
    ("how many", (), lambda e: "; ".join(map(wording.tally, e.counts))),
    ("who says so", (), lambda e: wording.whose_word(e.said_by)),
    ("in the words", (), lambda e: f"“{e.sentence}”"),
)


def happenings_page(record: Record, given: Given) -> Element:
    """Raises UsageError where it can't be asked for, as where nothing was merged."""
    values = values_of(HAPPENINGS, given)
    part = found_of(record, HAPPENINGS, values).page(size_of(values))
    return frame(
        "Happenings",
        "/happenings",
        h("h1", "Happenings"),
        filter_form(HAPPENINGS, given, first=FIRST),
        h("p", f"{len(part.rows):,} shown", role="status"),
        h("ol", map(_line, part.rows), class_="hits"),
        ways_on("/happenings", given, part.next),
        downloads(HAPPENINGS, given),
        script="list.js",
    )


def _line(row: HappeningRow) -> Element:
    tolls = ", ".join(map(wording.toll, row.tolls))
    return h(
        "li",
        h("p", h("a", told(happening_head(row).plain), href=f"/happening/{row.id}")),
        h("p", told(_sides(row)), f"; {tolls}" if tolls else None),
        h("q", row.sentence, dir="auto"),
        h("p", told(_witnesses(row)), class_="quiet"),
        tabindex="-1",
        class_="row",
    )


def _sides(row: HappeningRow) -> str:
    acting = wording.told_side(row.actor) or "—"
    return f"{acting} → {wording.told_side(row.recipient)}" if row.recipient else acting


def _witnesses(row: HappeningRow) -> str:
    return witnesses(row) + (f"; they differ in {', '.join(row.differs)}" if row.differs else "")


# ---------------------------------------------------------------- one


def happening_page(row: HappeningRow) -> Element:
    """One happening: what is told in all, then what each report tells, those that differ marked."""
    seen = [report for report in row.reports if not _repeats(report, row)]
    return frame(
        f"{row.type}, {wording.interval(row.time) or 'day not told'}",
        "/happenings",
        h("h1", told(happening_head(row).plain)),
        h("p", told(_sides(row))),
        h("p", f"{', '.join(map(wording.toll, row.tolls))} ({RULES.get(row.rule, row.rule)})") if row.tolls else None,
        h("p", told(_witnesses(row))),
        _agreed(row),
        h("h2", "The reports side by side"),
        h("div", _table(row, seen), class_="wide", tabindex="0", role="region", aria_label="The reports side by side"),
        h("p", h("a", "As JSON", href=f"/api/happening/{row.id}"), class_="quiet"),
    )


def _agreed(row: HappeningRow) -> Element | None:
    if "day" not in row.differs:
        return None
    agreed = wording.interval(row.agreed)
    return h("p", f"All reports allow for {agreed}." if agreed else "No day fits all reports.")


def _repeats(report: ReportRow, row: HappeningRow) -> bool:
    return report.event.page.copy_of in {other.event.page.id for other in row.reports}


def _table(row: HappeningRow, seen: Sequence[ReportRow]) -> Element:
    return h(
        "table",
        h("caption", "A column a report, the first published first; rows in which they differ say so", class_="quiet"),
        h("thead", h("tr", h("th", "report", scope="col"), [_column(report, row) for report in seen])),
        h("tbody", _rows(row, seen)),
        class_="reports",
    )


def _column(report: ReportRow, row: HappeningRow) -> Element:
    page = report.event.page
    copies = [other.event.page for other in row.reports if other.event.page.copy_of == page.id]
    repeated = f"repeated by {'; '.join(dict.fromkeys(map(_outlet, copies)))}" if copies else None
    return h(
        "th",
        h("a", told(page_line(page)), href=f"/page/{page.id}#{report.event.id}"),
        h("p", "told first", class_="first") if report.id == row.first else None,
        h("p", told(repeated), class_="quiet") if repeated else None,
        scope="col",
    )


def _outlet(page: PageRef) -> str:
    return page.outlet or page.source


def _rows(row: HappeningRow, seen: Sequence[ReportRow]) -> Iterator[Element]:
    counted = tuple(toll.what for toll in row.tolls)
    for head, shows, tell in ROWS:
        differs = set(row.differs).intersection(counted if head == "how many" else shows)
        cells = [tell(report.event) for report in seen]
        if not any(cells):
            continue
        yield h(
            "tr",
            h("th", head, h("p", "differs", class_="differs") if differs else None, scope="row"),
            [h("td", told(cell) if cell else "—") for cell in cells],
            class_="differing" if differs else None,
        )
