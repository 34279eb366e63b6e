"""From the reports of one happening to what they tell side by side, and where they differ.

A report on a page that repeats another of the reports is no witness: it is kept and counted, and asked nothing.
A report that is silent on something does not differ in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from dateline.answers import EventRow, Party, Tally, Teller, Where
from dateline.happening import (
    ChargeSaid,
    DaySaid,
    HappeningRow,
    NumberSaid,
    PartySaid,
    PartyTold,
    PlaceTold,
    ReportRow,
    Saying,
    TollRow,
)
from dateline.records import Interval
from dateline.spots import innermost
from dateline.tolls import kinds_of, toll_of

ARTICLES = ("the ", "a ", "an ")
Item = TypeVar("Item")


def happening_of(id_: str, reports: Sequence[ReportRow], *, rule: str = "ucdp") -> HappeningRow:
    """What the reports tell; there is at least one, and of those published on one day the first added stands first.

    ``rule`` is one of ``tolls.RULES``. The work is about linear in the number of reports.
    """
    told = in_order(reports)
    seen = witnesses(told)
    rows = [report.event for report in seen]
    days = tuple(_days(seen))
    places = tuple(_places(seen))
    actor = _parties(seen, lambda row: row.actor)
    recipient = _parties(seen, lambda row: row.recipient)
    tolls = tuple(_tolls(seen, rule))
    time, agreed = span_of(rows)
    return HappeningRow(
        id=id_,
        type=commonest(row.type for row in rows),
        status=commonest(row.status for row in rows),
        sentence=best_told(rows).sentence,
        count=len(told),
        outlets=len({row.page.outlet or row.page.source for row in rows}),
        copies=len(told) - len(seen),
        time=time,
        agreed=agreed,
        days=days,
        place=places,
        actor=actor,
        recipient=recipient,
        rule=rule,
        tolls=tolls,
        claims=tuple(_claims(seen)),
        differs=tuple(_differs(rows, days, places, (actor, recipient), tolls)),
        first=told[0].id,
        reports=tuple(told),
    )


def in_order(reports: Iterable[ReportRow]) -> list[ReportRow]:
    """By publication, the unknown last; what repeats a page stands after what is told on that page."""
    given = list(reports)
    seen = {report.id for report in witnesses(given)}
    pages: dict[str, list[ReportRow]] = {}
    for report in sorted(given, key=lambda r: (r.id not in seen, *_published(r.event))):
        page = report.event.page
        pages.setdefault(page.id if report.id in seen else page.copy_of or "", []).append(report)
    return [report for told in pages.values() for report in told]


def witnesses(reports: Sequence[ReportRow]) -> list[ReportRow]:
    """Without those on pages that repeat the page of another report here."""
    pages = {report.event.page.id for report in reports}
    return [report for report in reports if report.event.page.copy_of not in pages]


def commonest(values: Iterable[Item]) -> Item:
    """The commonest; of equals the first."""
    return Counter(values).most_common(1)[0][0]


def best_told(rows: Sequence[EventRow]) -> EventRow:
    """The one that tells most, what happened before what is denied, expected or told as background; else the first."""
    return max(rows, key=lambda row: (row.status == "actual", not row.historical, parts_told(row)))


def parts_told(row: EventRow) -> int:
    """How much an event tells of who, to whom, where, when and how many; a claim is no telling of who."""
    known = (
        any(party.polarity == "affirmed" for party in row.actor),
        bool(row.recipient),
        any(place.precision in ("exact", "near") for place in row.place),
        row.time is not None and row.time.earliest == row.time.latest,
        bool(row.counts),
    )
    return sum(known)


def span_of(rows: Iterable[EventRow]) -> tuple[Interval | None, Interval | None]:
    """From the earliest day that any allows to the latest, and the days that all allow; None where there are none."""
    times = [row.time for row in rows if row.time is not None]
    if not times:
        return None, None
    widest = Interval(min(t.earliest for t in times), max(t.latest for t in times))
    first, last = max(t.earliest for t in times), min(t.latest for t in times)
    return widest, Interval(first, last) if first <= last else None


def _published(row: EventRow) -> tuple[date, date]:
    when = row.page.published
    return (when.earliest, when.latest) if when else (date.max, date.max)


def _days(reports: Iterable[ReportRow]) -> Iterator[DaySaid]:
    for report in reports:
        time = report.event.time
        if time is not None and time.basis == "words":
            yield DaySaid(report.id, time.words, report.event.said_by, time)


def _places(reports: Iterable[ReportRow]) -> Iterator[PlaceTold]:
    """Each place once for each nearness in which it is told."""
    found: dict[Hashable, tuple[Where, list[Saying]]] = {}
    for report in reports:
        for place in innermost(report.event.place):
            _, said = found.setdefault(_spot(place), (place, []))
            said.append(Saying(report.id, place.words, report.event.said_by))
    return (PlaceTold(place, tuple(said)) for place, said in found.values())


def _spot(place: Where) -> Hashable:
    return (place.geonames_id or (place.name, place.country), place.precision)


def _parties(reports: Iterable[ReportRow], side: Callable[[EventRow], Sequence[Party]]) -> tuple[PartyTold, ...]:
    """Who took part, by name; whoever has none by the words, the number of them left out: "12 people" are people."""
    found: dict[str, tuple[Party, str, list[PartySaid]]] = {}
    for report in reports:
        for party in side(report.event):
            name = _name(party, report.event.counts)
            _, _, said = found.setdefault(_folded(name), (party, name, []))
            tellers = party.said_by or (report.event.said_by if party.polarity == "affirmed" else ())
            said.append(PartySaid(report.id, party.words, tellers, party.polarity))
    return tuple(
        PartyTold(name, party.kind, party.country, party.sector, tuple(said)) for party, name, said in found.values()
    )


def _name(party: Party, counts: Iterable[Tally]) -> str:
    name = " ".join((party.name or party.words).split())
    for count in counts:
        number = " ".join(count.words.split())
        if name.casefold().startswith(f"{number.casefold()} "):
            name = name[len(number) + 1 :]
    return name


def _folded(name: str) -> str:
    name = name.casefold()
    for article in ARTICLES:
        name = name.removeprefix(article)
    return name


def _tolls(reports: Sequence[ReportRow], rule: str) -> Iterator[TollRow]:
    rows = [report.event for report in reports]
    for what in kinds_of(rows):
        toll = toll_of(rows, what, rule=rule)
        numbers = tuple(number for report in reports for number in _numbers(report, what))
        if toll is not None:
            yield TollRow(what, toll.low, toll.best, toll.high, numbers)
        elif numbers:  # all are denied: told, and no toll
            yield TollRow(what, None, None, None, numbers)


def _numbers(report: ReportRow, what: str) -> Iterator[NumberSaid]:
    """The largest number that each teller gives in a report: a part ("two of them children") lies within it."""
    largest: dict[tuple[Teller, ...], Tally] = {}
    for tally in report.event.counts:
        if tally.what == what and (tally.low is not None or tally.high is not None):
            tellers = tally.said_by or report.event.said_by
            had = largest.get(tellers)
            if had is None or (tally.low or 0, tally.high or 0) > (had.low or 0, had.high or 0):
                largest[tellers] = tally
    for tellers, tally in largest.items():
        yield NumberSaid(report.id, tally.words, tellers, tally.low, tally.high)


def _claims(reports: Iterable[ReportRow]) -> Iterator[ChargeSaid]:
    for report in reports:
        for claim in report.event.claims:
            yield ChargeSaid(report.id, claim.words, claim.said_by, claim.what)


def _differs(
    rows: Sequence[EventRow],
    days: Sequence[DaySaid],
    places: Sequence[PlaceTold],
    sides: tuple[Sequence[PartyTold], Sequence[PartyTold]],
    tolls: Sequence[TollRow],
) -> Iterator[str]:
    for toll in tolls:
        if len({(number.low, number.high) for number in toll.said}) > 1:
            yield toll.what
    for name, side in zip(("actor", "recipient"), sides, strict=True):
        if _unlike((saying.report, (i, saying.polarity)) for i, told in enumerate(side) for saying in told.said):
            yield name
    if len({(day.time.earliest, day.time.latest) for day in days}) > 1:
        yield "day"
    if _unlike((saying.report, _spot(told.place)) for told in places for saying in told.said):
        yield "place"
    if len({row.type for row in rows}) > 1:
        yield "type"
    if len({row.status for row in rows}) > 1:
        yield "status"


def _unlike(told: Iterable[tuple[str, Hashable]]) -> bool:
    """Whether the reports that tell anything tell different things."""
    by_report: dict[str, set[Hashable]] = {}
    for report, what in told:
        by_report.setdefault(report, set()).add(what)
    return len({frozenset(what) for what in by_report.values()}) > 1
