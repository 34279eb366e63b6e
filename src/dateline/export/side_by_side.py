"""One happening for a person: what it is, where its reports differ, with the words of each, and the reports."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export import wording
from dateline.export.screen import LONGEST, happening_head, happening_sides, outlet_of, page_line, safe, witnesses
from dateline.happening import (
    ChargeSaid,
    DaySaid,
    HappeningRow,
    NumberSaid,
    PartyTold,
    PlaceTold,
    ReportRow,
    Saying,
    Tie,
)

RULES = {
    "ucdp": "by UCDP's rule: the least and the greatest told; best by the latest who are no party to it",
    "acled": "by ACLED's rule: the most conservative number told",
}
TOLD = 40  # columns for what is told, at most; the rest is for who tells it
LEAST = 0.05  # of a reason that is told
REASONS = {  # fields of merge.likeness.Likeness: what speaks for one happening, what against
    "page": "the pages are about the same",
    "sentence": "rare words in both sentences",
    "near": "rare words of who and what",
    "unnear": "no such words in common",
    "word": "the same word for the act",
    "type": "the same type",
    "unkind": "words for different kinds of act",
    "day": "the same day",
    "place": "the same place",
    "country": "the same country",
    "unplace": "other places",
    "parties": "somebody named in both, in the same role",
    "people": "a person in both",
    "unpeople": "other persons",
    "unparties": "sides of other countries",
    "toll": "the same toll",
    "untoll": "tolls far apart",
    "unyear": "other years named",
    "unother": "one is told as another one",
    "unpublished": "published weeks apart",
    "unsayer": "said by others, each for himself",
    "unsolid": "no day, place, number or name in common",
    "unstatus": "one is told as done, the other not",
}


@dataclass(frozen=True, slots=True)
class Line:
    """How one report tells something: in our terms, in the page's words where they are others, where, whose word."""

    told: str
    words: str
    where: str
    whose: str


def print_happening(happening: HappeningRow, console: Console, *, why: bool = False, db: str | None = None) -> None:
    """Prints a happening; ``why`` adds what put each report together with another, ``db`` is named in commands."""
    view = _View(happening)
    head, *about = view.head()
    console.print(safe(head))
    for line in about:
        console.print(Padding(safe(line), (0, 0, 0, 2), expand=False))
    if happening.differs:
        _title("Where the reports differ", console)
        console.print(_grid(view.differences(), console.width))
    elif happening.count > 1:
        _title("The reports do not differ", console)
    if happening.claims:
        _title("What is said of it", console)
        console.print(_grid([("", [view.charge(claim) for claim in happening.claims])], console.width))
    _title("The reports" if happening.count > 1 else "The one report", console)
    console.print(_listed(view.reports(why=why)))
    for line in view.hints(db):
        console.print(line, soft_wrap=True)


def _title(words: str, console: Console) -> None:
    console.print(Text(f"\n{words}", style="bold underline"))


def _grid(parts: Iterable[tuple[str, Sequence[Line]]], width: int) -> Table:
    """Rows of what differs, how it is told, in whose words; a line each, the name of what differs once."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", max_width=min(TOLD, width * 35 // 100))
    grid.add_column(overflow="fold")
    for name, lines in parts:
        shown = f"  {name}" if name else " "
        before = None
        for line, where in _gathered(lines):
            text = Text(line.told, style="" if line.told != before else "bright_black")
            before = line.told
            if line.words:
                text.append(f"  “{line.words}”", style="dim")
            grid.add_row(Text(shown), safe(text), safe(Text(f"{where}: {line.whose}", style="green")))
            shown = ""
    return grid


def _gathered(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """Lines that say the same in the same words by the same tellers as one, with all the outlets that have it."""
    found: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.told, line.words, line.whose), []).append(line)
    return ((alike[0], "; ".join(dict.fromkeys(line.where for line in alike))) for alike in found.values())


def _listed(reports: Iterable[Sequence[Text]]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, lines in enumerate(reports, 1):
        for i, line in enumerate(lines):
            grid.add_row(Text("" if i else f"  {number}"), safe(line))
    return grid


class _View:
    """A happening with its reports by id."""

    def __init__(self, happening: HappeningRow) -> None:
        self._h = happening
        self._reports = {report.id: report for report in happening.reports}

    def head(self) -> Iterator[Text]:
        h = self._h
        yield happening_head(h)
        yield happening_sides(h)
        if h.tolls:
            yield Text(f"{', '.join(map(wording.toll, h.tolls))} ({RULES.get(h.rule, h.rule)})", style="yellow")
        yield Text(f"“{wording.short(h.sentence, LONGEST)}”", style="dim")
        yield Text(witnesses(h), style="green")
        if "day" in h.differs:
            agreed = wording.interval(h.agreed)
            yield Text(f"all reports allow for {agreed}" if agreed else "no day fits all reports", style="magenta")
        yield Text(f"happening {h.id}", style="cyan dim")

    def differences(self) -> Iterator[tuple[str, Sequence[Line]]]:
        h = self._h
        for name in h.differs:
            yield name, list(self._lines(name))

    def _lines(self, name: str) -> Iterator[Line]:
        h = self._h
        if name == "day":
            yield from map(self._day, sorted(h.days, key=lambda said: (said.time.earliest, said.time.latest)))
        elif name == "place":
            yield from (self._place(told, said) for told in h.place for said in told.said)
        elif name in ("actor", "recipient"):
            for party in h.actor if name == "actor" else h.recipient:
                yield from self._party(party)
        elif name in ("type", "status"):
            for report in h.reports:
                trigger = wording.short(report.event.trigger, 40)
                whose = wording.whose_word(report.event.said_by)
                yield Line(str(getattr(report.event, name)), trigger, _outlet_on(report), whose)
        else:
            said = (number for toll in h.tolls if toll.what == name for number in toll.said)
            yield from map(self._number, sorted(said, key=lambda number: (number.low or 0, number.high or 0)))

    def _day(self, said: DaySaid) -> Line:
        days = wording.days(said.time.earliest, said.time.latest)
        return self._line(days, wording.short(said.words, 40), said)

    def _place(self, told: PlaceTold, said: Saying) -> Line:
        return self._line(wording.where(told.place), _unless_told(said.words, told.place.name, 40), said)

    def _number(self, said: NumberSaid) -> Line:
        number = wording.amount(said.low, said.high)
        return self._line(number, _unless_told(said.words, number, 60), said)

    def _party(self, told: PartyTold) -> Iterator[Line]:
        """A line for each way of telling, so that nobody stands here as accused without who accuses him."""
        for said in told.said:
            holds = told.name.casefold() in (said.words or "").casefold()
            name = wording.short(said.words if holds else told.name, 90)
            whose = None if said.polarity == "affirmed" else wording.way_told(said)
            yield self._line(name, "" if holds else wording.short(said.words, 60), said, whose)

    def charge(self, said: ChargeSaid) -> Line:
        return self._line(said.what, _unless_told(said.words, said.what, 60), said)

    def _line(self, told: str, words: str, said: Saying, whose: str | None = None) -> Line:
        where = _outlet_on(self._reports[said.report])
        return Line(told, words, where, whose or wording.whose_word(said.said_by))

    def reports(self, *, why: bool) -> Iterator[list[Text]]:
        """The lines of each report, those that repeat it folded into one."""
        pages = {report.event.page.id for report in self._h.reports}
        copies: dict[str, list[ReportRow]] = {}
        for report in self._h.reports:
            if report.event.page.copy_of in pages:
                copies.setdefault(report.event.page.copy_of or "", []).append(report)
        for report in self._h.reports:
            row = report.event
            if row.page.copy_of in pages:
                continue
            lines = [Text(page_line(replace(row.page, outlet=outlet_of(row.page)), event=row.id), style="cyan")]
            lines.append(Text(f"“{wording.short(row.sentence, LONGEST)}”", style="dim"))
            if repeated := dict.fromkeys(map(_outlet_on, copies.get(row.page.id, ()))):
                lines.append(Text(f"repeated by {'; '.join(repeated)}", style="dim"))
            lines.append(Text(f"report {report.id}", style="cyan dim"))
            if why and report.tie is not None:
                lines.append(Text(self._tie(report.tie), style="magenta"))
            yield lines

    def _tie(self, tie: Tie) -> str:
        other = self._reports.get(tie.other)
        with_ = f"with {outlet_of(other.event.page) if other else tie.other}"
        if tie.by_hand:
            return f"put together {with_} by hand" + (f": {tie.note}" if tie.note else "")
        weighty = [reason for reason in tie.reasons if abs(reason.weight) >= LEAST]
        told = [f"{REASONS.get(reason.name, reason.name)} {reason.weight:+.1f}" for reason in weighty]
        likely = "over 99%" if (tie.probability or 0) > 0.99 else f"{tie.probability or 0:.0%}"
        return f"put together {with_}, {likely} likely: {'; '.join(told)}"

    def hints(self, db: str | None) -> Iterator[Text]:
        ids = [report.id for report in self._h.reports]
        at = f" --db {shlex.quote(db)}" if db else ""
        yield Text()
        if len(ids) > 1:
            yield Text(f"Not one happening?  dateline merge --apart {ids[0]} {ids[-1]}{at}", style="dim")
        yield Text(f"One more report of it?  dateline merge --same {ids[0]} REPORT{at}", style="dim")


def _unless_told(words: str | None, told: str, most: int) -> str:
    """The page's words, where they are others than what is told."""
    shown = wording.short(words, most)
    return "" if shown.casefold() in told.casefold() else shown


def _outlet_on(report: ReportRow) -> str:
    """ "Harbour Wire, 14 May": with the day of publication, by which one sees who said it first."""
    page = report.event.page
    when = page.published
    if when is None:
        return outlet_of(page)
    return f"{outlet_of(page)}, {wording.days(when.earliest, when.latest).removesuffix(f' {when.latest.year}')}"
