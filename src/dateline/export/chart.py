"""A trend in a terminal: columns of blocks, the pages read beneath on the same axis, then the numbers that matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dateline.answers import Period, Trend

EIGHTHS = " ▁▂▃▄▅▆▇█"
GAP = "·"  # no page was read: nothing is known, which is no zero
HIGH, LOW = 8, 3  # lines of the two plots
MARGIN = 9  # columns for the numbers of the axis
NUMBERED = 36  # periods up to which all their numbers are printed
RULES = {
    "spread": "shared out by their days in each",
    "first": "put into the first",
    "skip": "left out",
}


def print_trend(trend: Trend, console: Console) -> None:
    """The whole trend for a person."""
    console.print(Text(f"{trend.of}, by {trend.by}{', a page' if trend.per_pages else ''}", style="bold"))
    if trend.periods:
        for line in chart(trend, width=max(40, console.width)):
            console.print(line, soft_wrap=True)
    if len(trend.periods) <= NUMBERED:
        for line in numbers(trend):
            console.print(line, soft_wrap=True)
    for line in findings(trend):
        console.print(line, soft_wrap=True)


def chart(trend: Trend, *, width: int) -> Iterator[Text]:
    """The two plots; a series that is longer than a line is wide goes on in further ones, of the same scale."""
    periods = trend.periods
    room = width - MARGIN - 2
    wide = max(1, min(6, room // len(periods)))
    most = max((p.value or 0 for p in periods), default=0) or 1.0
    read = max((p.pages for p in periods), default=0) or 1.0
    changed = {point.label for point in trend.change_points or ()}
    each = max(1, room // wide)
    for start in range(0, len(periods), each):
        part = periods[start : start + each]
        if all(p.value is None for p in part) and len(periods) > each:
            yield Text(f"{'':>{MARGIN}}{GAP} {part[0].label} to {part[-1].label}: no page was read", style="dim")
            continue
        yield from _bars([p.value for p in part], most, HIGH, wide, style="red")
        yield Text(" " * MARGIN + "└" + "".join(("▲" if p.label in changed else "─") + "─" * (wide - 1) for p in part))
        yield Text(" " * (MARGIN + 1) + _axis([p.label for p in part], wide), style="dim")
        yield from _bars([p.pages for p in part], read, LOW, wide, style="blue")
        yield Text(" " * MARGIN + "└ pages read", style="dim")


def _bars(values: Sequence[float | None], most: float, lines: int, wide: int, *, style: str) -> Iterator[Text]:
    for line in range(lines, 0, -1):
        row = Text(f"{number(most) if line == lines else '':>{MARGIN - 1}} │", style="dim")
        for value in values:
            if value is None:
                row.append((GAP if line == 1 else " ") * max(1, wide - 1) + (" " if wide > 1 else ""), style="dim")
                continue
            eighths = round(value / most * lines * 8) - (line - 1) * 8
            if line == 1 and value > 0:
                eighths = max(1, eighths)
            block = EIGHTHS[max(0, min(8, eighths))]
            row.append(block * max(1, wide - 1) + (" " if wide > 1 else ""), style=style)
        yield row


def _axis(labels: Sequence[str], wide: int) -> str:
    """Labels under their columns, as many as there is room for."""
    line, free = [" "] * (len(labels) * wide + 12), 0
    for i, label in enumerate(labels):
        at = i * wide
        if at >= free and (at + len(label) <= len(labels) * wide or i == 0):
            line[at : at + len(label)] = label
            free = at + len(label) + 2
    return "".join(line).rstrip()


def numbers(trend: Trend) -> Iterator[Text]:
    """A line a period: its value, its pages, and the year before."""
    unit = "a page" if trend.per_pages else "events"
    yield Text(f"\n{'':<11}{unit:>9}{'pages':>8}{'a year before':>16}{'change':>9}{'p':>8}", style="bold")
    for p in trend.periods:
        value = "—" if p.value is None else number(p.value)
        line = Text(f"{p.label:<11}{value:>9}{number(p.pages):>8}")
        if p.year_before is not None:
            line.append(f"{number(p.year_before):>16}{percent(p.change):>9}{chance(p.p_value):>8}")
        yield line


def findings(trend: Trend) -> Iterator[Text]:
    """What changed, and what the counts leave out."""
    last = next((p for p in reversed(trend.periods) if p.year_before is not None), None)
    if last is not None and len(trend.periods) > NUMBERED:
        yield Text(f"{year_line(last)}")
    for point in trend.change_points or ():
        yield Text(point_line(trend, point.label), style="bold")
    if trend.change_points == ():
        yield Text("no change of level that chance would not give (p < 0.05)", style="dim")
    for note in notes(trend):
        yield Text(note, style="dim")


def year_line(period: Period) -> str:
    change = f": {percent(period.change)}" if period.change is not None else ""
    tested = f" (p = {chance(period.p_value)})" if period.p_value is not None else ""
    return (
        f"{period.label}: {number(period.value or 0)}, a year before {number(period.year_before or 0)}{change}{tested}"
    )


def point_line(trend: Trend, label: str) -> str:
    point = next(p for p in trend.change_points or () if p.label == label)
    unit = "a page" if trend.per_pages else f"a {trend.by}"
    return (
        f"▲ from {point.label} on {number(point.after)} {unit}, before {number(point.before)} "
        f"(p = {chance(point.p_value)})"
    )


def notes(trend: Trend) -> Iterator[str]:
    """What a reader of the counts must know."""
    yield "An event that several pages tell is counted with each; copies of pages are left out unless asked for."
    if any(p.value is None for p in trend.periods):
        yield f"{GAP} no page was read: unknown, not zero."
    if trend.spanning:
        yield f"Events whose time spans several periods: {trend.spanning:,}, {RULES[trend.rule]}."
    for reason, count in trend.left_out:
        yield f"Events not shown, {reason}: {count:,}."
    yield from (f"{note[:1].upper()}{note[1:]}." for note in trend.notes)


def number(value: float) -> str:
    """At most three digits after the point, none where whole."""
    if value and abs(value) < 0.001:
        return f"{value:.1g}"
    return f"{value:,.{0 if abs(value - round(value)) < 0.005 else 1 if value >= 10 else 2 if value >= 0.1 else 3}f}"


def percent(change: float | None) -> str:
    return "" if change is None else f"{change:+.0%}"


def chance(p: float | None) -> str:
    return "" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"
