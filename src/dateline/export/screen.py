"""Rows for people: tables in a terminal that is wide, blocks of lines in one that is narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.answers import (
    ActorRow,
    EventRow,
    FigureRow,
    Hit,
    PageRef,
    PageRow,
    PlaceRow,
    QuoteRow,
    SqlAnswer,
)
from dateline.export import telling, wording
from dateline.happening import HappeningRow

WIDE = 110  # columns from which on a table is easier to read than blocks
QUAD = {1: "green", 2: "blue", 3: "yellow", 4: "red"}
SPARED = ("kind", "published")  # columns that a narrow terminal does without
LONGEST = 220
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
Block = list[Text]


def print_rows(rows: Iterable[Any], console: Console, *, kind: type) -> int:
    """Prints rows of one kind; gives their number."""
    shown = list(rows)
    if kind in TABLES:
        heads, cells = TABLES[kind]
        kept = [i for i, (name, _) in enumerate(heads) if console.width >= WIDE or name not in SPARED]
        _table([heads[i] for i in kept], [[cells(row)[i] for i in kept] for row in shown], console)
    elif console.width >= WIDE and kind is EventRow:
        _table(EVENT_HEADS, [_event_cells(row) for row in shown], console, rules=True)
    else:
        for row in shown:
            for line in BLOCKS[kind](row):
                console.print(safe(line))
    return len(shown)


def print_sql(answer: SqlAnswer, console: Console) -> int:
    heads = [(name, _is_number(answer, i)) for i, name in enumerate(answer.columns)]
    rows = [[Text(_cell(value)) for value in row] for row in answer.rows]
    _table(heads, rows, console)
    return len(rows)


Heads = Sequence[tuple[str, bool]]  # and whether numbers stand there


def _table(heads: Heads, rows: Iterable[Sequence[Text]], console: Console, *, rules: bool = False) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", leading=1 if rules else 0)
    for name, number in heads:
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(safe, row))
    console.print(table)


def safe(text: Text) -> Text:
    """What a terminal would obey, such as an escape from a page, as a sign that it was there."""
    if CONTROL.search(text.plain):
        text.plain = CONTROL.sub("\ufffd", text.plain)
    return text


# ---------------------------------------------------------------- events

EVENT_HEADS: Heads = (
    ("when", False),
    ("what", False),
    ("who and whom", False),
    ("where", False),
    ("who says so, and where it stands", False),
)


def _event_cells(e: EventRow) -> Sequence[Text]:
    told = Text(f"{wording.whose_word(e.said_by)}\n", style="green")
    told.append(f"“{wording.short(e.sentence, LONGEST)}”\n", style="dim")
    told.append(page_line(e.page, event=e.id), style="cyan dim")
    return Text(telling.when(e)), what(e), _who(e), Text(_place(e)), told


def _event_block(e: EventRow) -> Block:
    head = what(e)
    head.append(f"  {telling.when(e)}")
    if place := _place(e):
        head.append(f"  {place}", style="cyan")
    lines = [head, _indented(_who(e))]
    lines.append(Text(f"  {wording.whose_word(e.said_by)}", style="green"))
    lines.append(Text(f"  “{wording.short(e.sentence, LONGEST)}”", style="dim"))
    return [*lines, Text(f"  {page_line(e.page, event=e.id)}", style="cyan dim"), Text()]


def what(e: EventRow) -> Text:
    gone = e.status in ("negated", "hypothetical")
    text = Text(f"{e.type} {'/'.join(e.mode)}".rstrip(), style="bright_black" if gone else QUAD.get(e.quad or 0, ""))
    for told in telling.standing(e):
        text.append(f" {told}", style="magenta")
    return text


def happening_head(h: HappeningRow) -> Text:
    """What, when and where; days and places as wide as the reports tell them."""
    gone = h.status in ("negated", "hypothetical")
    head = Text(h.type, style="bold bright_black" if gone else f"bold {QUAD.get(h.reports[0].event.quad or 0, '')}")
    if told := wording.STATUS.get(h.status):
        head.append(f" ({told})", style="not bold magenta")
    head.append(f"  {wording.interval(h.time) or 'day not told'}", style="not bold")
    if h.place:
        head.append(f"  {wording.first_few([wording.where(told.place) for told in h.place])}", style="not bold cyan")
    return head


def happening_sides(h: HappeningRow) -> Text:
    acting, acted_on = (wording.first_few(list(map(wording.told_party, side))) for side in (h.actor, h.recipient))
    text = Text(acting or "—")
    if acted_on:
        text.append(" → ", style="bold").append(acted_on)
    return text


def witnesses(h: HappeningRow) -> str:
    """ "4 reports, 1 of them a copy, by 3 outlets; first Harbour Wire, 14 May 2024"; no first where no day is known."""
    copies = f", {h.copies} of them {'a copy' if h.copies == 1 else 'copies'}," if h.copies else ""
    reports, outlets = "report" + "s" * (h.count != 1), "outlet" + "s" * (h.outlets != 1)
    told = f"{h.count} {reports}{copies} by {h.outlets} {outlets}"
    page = h.report(h.first).event.page
    return f"{told}; first {outlet_of(page)}, {wording.interval(page.published)}" if page.published else told


def outlet_of(page: PageRef) -> str:
    """The outlet, else the last part of where the page came from."""
    return page.outlet or wording.short(page.source.rstrip("/").rpartition("/")[2], 40) or "outlet unknown"


def _happening_block(h: HappeningRow) -> Block:
    sides = happening_sides(h)
    if h.tolls:
        sides.append(f"; {', '.join(map(wording.toll, h.tolls))}", style="yellow")
    told = witnesses(h) + (f"; they differ in {', '.join(h.differs)}" if h.differs else "")
    return [
        happening_head(h), _indented(sides), Text(f"  “{wording.short(h.sentence, LONGEST)}”", style="dim"),
        Text(f"  {told}", style="green"), Text(f"  {h.id}", style="cyan dim"), Text(),
    ]  # fmt: skip


def _who(e: EventRow) -> Text:
    text = Text(wording.side(e.actor) or "—")
    if e.recipient:
        text.append(" → ", style="bold")
        text.append(wording.side(e.recipient))
    if more := telling.details(e):
        text.append(f"; {', '.join(more)}", style="yellow")
    return text


def _place(e: EventRow) -> str:
    return ", ".join(map(wording.where, e.place))


def page_line(page: PageRef, event: str | None = None) -> str:
    """Outlet, day and headline of a page, and the short form of its id, which `pages` and `forget` take."""
    about = [page.outlet or "outlet unknown", wording.interval(page.published) or "day unknown"]
    if page.headline:
        about.append(f"“{wording.short(page.headline, 70)}”")
    about.append(page.id[:10] + (f"/{event}" if event else ""))
    return " · ".join(about) + (" · a copy" if page.copy_of else "")


# ---------------------------------------------------------------- the others


def _indented(text: Text) -> Text:
    return Text("  ").append_text(text)


def _quote_block(q: QuoteRow) -> Block:
    line = Text(wording.who(q.speaker) if q.speaker else "somebody", style="bold")
    line.append(f" {q.cue_kind}" + (f" “{wording.short(q.cue, 30)}”" if q.cue else ""), style="not bold dim")
    marks = ("“", "”") if q.kind == "direct" else ("", "")
    line.append(f": {marks[0]}{wording.short(q.words, LONGEST * 2)}{marks[1]}", style="not bold")
    return [line, Text(f"  {page_line(q.page, event=q.id)}", style="cyan dim"), Text()]


def _figure_block(f: FigureRow) -> Block:
    line = Text(wording.figure_amount(f), style="bold")
    line.append(f" {f.what or ''}".rstrip(), style="not bold")
    if extra := telling.figure_details(f):
        line.append(", " + ", ".join(extra), style="not bold cyan")
    line.append(f" — {wording.whose_word(f.said_by)}", style="not bold green")
    line.append(f"  “{wording.short(f.words, 60)}”", style="not bold dim")
    return [line, Text(f"  {page_line(f.page, event=f.id)}", style="cyan dim"), Text()]


def _page_block(p: PageRow) -> Block:
    ref = PageRef(p.id, p.source, p.outlet, None, p.url, p.published, p.copy_of)
    counts = f"{p.events} events, {p.quotes} quotes, {p.figures} figures"
    return [
        Text(wording.short(p.headline, LONGEST) or "(no headline)", style="bold"),
        Text(
            f"  {page_line(PageRef(ref.id, ref.source, ref.outlet, None, None, ref.published, ref.copy_of))}",
            style="cyan",
        ),
        Text(f"  {counts}; {p.url or p.source}", style="dim"),
        Text(),
    ]


def _hit_block(hit: Hit) -> Block:
    found = Text("  " + hit.snippet)
    for span in hit.marked:
        found.stylize("bold yellow", span.start + 2, span.end + 2)
    return [Text(page_line(hit.page), style="cyan"), found, Text()]


def _seen(row: ActorRow | PlaceRow) -> str:
    return wording.days(row.first, row.last) if row.first and row.last else ""


def _actor_cells(a: ActorRow) -> Sequence[Text]:
    name = Text(a.name)
    if a.title:
        name.append(f", {wording.short(a.title, 40)}", style="dim")
    numbers = (a.pages, a.as_actor, a.as_recipient, a.quotes)
    return (
        name, Text(a.kind), Text(" ".join(filter(None, (a.country, "/".join(a.sector))))),
        *(Text(f"{n:,}") for n in numbers), Text(_seen(a), style="dim"),
    )  # fmt: skip


def _place_cells(p: PlaceRow) -> Sequence[Text]:
    at = f"{p.lat:.2f}, {p.lon:.2f}" if p.lat is not None and p.lon is not None else ""
    name = Text(p.name)
    if p.admin1 and p.admin1 != p.name:
        name.append(f", {p.admin1}", style="dim")
    return (
        name,
        Text(p.kind),
        Text(p.country or ""),
        Text(at),
        Text(f"{p.pages:,}"),
        Text(f"{p.events:,}"),
        Text(_seen(p), style="dim"),
    )


TABLES: Mapping[type, tuple[Heads, Callable[[Any], Sequence[Text]]]] = {
    ActorRow: (
        (("name", False), ("kind", False), ("code", False), ("pages", True), ("acts", True), ("acted on", True),
         ("quotes", True), ("published", False)),
        _actor_cells,
    ),
    PlaceRow: (
        (("name", False), ("kind", False), ("country", False), ("at", True), ("pages", True), ("events", True),
         ("published", False)),
        _place_cells,
    ),
}  # fmt: skip
BLOCKS: Mapping[type, Callable[[Any], Block]] = {
    EventRow: _event_block,
    QuoteRow: _quote_block,
    FigureRow: _figure_block,
    PageRow: _page_block,
    HappeningRow: _happening_block,
    Hit: _hit_block,
}


def _is_number(answer: SqlAnswer, i: int) -> bool:
    return bool(answer.rows) and all(isinstance(row[i], int | float) or row[i] is None for row in answer.rows)


def _cell(value: str | int | float | bytes | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    return value if isinstance(value, str) else str(value)
