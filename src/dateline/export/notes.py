"""What happened in words, with who says so: for columns of free text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.answers import EventRow
from dateline.export import wording
from dateline.handed import Happening

MOST = 400  # letters of a sentence that is quoted


def notes_of(happening: Happening) -> str:
    """The best telling, whose word it is, who is claimed to have taken part, and every number told, with its teller."""
    row = happening.best.row
    when = f"On {wording.days(row.time.earliest, row.time.latest)}: " if row.time else ""
    told = f"{when}“{wording.short(row.sentence, MOST)}” ({outlet_of(row)}; {wording.whose_word(row.said_by)})."
    return " ".join([told, *(f"{sentence}." for sentence in details_of(happening)), f"[dateline {happening.id}]"])


def details_of(happening: Happening) -> list[str]:
    """Days that differ, who is claimed to have taken part, every number told, what is said of it: a sentence each."""
    return list(dict.fromkeys([*_days(happening), *flags_of(happening), *_tolls(happening), *_charges(happening)]))


def _days(happening: Happening) -> Iterator[str]:
    """The days that the reports tell, where they are not one."""
    rows = [report.row for report in happening.reports]
    told = {outlet_of(row): wording.days(row.time.earliest, row.time.latest) for row in rows if row.time}
    if len(set(told.values())) > 1:
        yield "When: " + ", ".join(f"{days} ({outlet})" for outlet, days in told.items())


def outlet_of(row: EventRow) -> str:
    return row.page.outlet or row.page.source


def flags_of(happening: Happening) -> Iterator[str]:
    """Each participant whom no report affirms as a fact, with who says so."""
    for report in happening.reports:
        for side, parties in (("Actor", report.row.actor), ("Recipient", report.row.recipient)):
            for party in parties:
                if party.polarity != "affirmed":
                    yield f"{side}: {wording.party(party)}"


def _tolls(happening: Happening) -> Iterator[str]:
    several = len(happening.reports) > 1
    for report in happening.reports:
        for tally in report.row.counts:
            by = f" ({outlet_of(report.row)})" if several else ""
            told = wording.tally(tally)
            yield f"{told[:1].upper()}{told[1:]}{by}"


def _charges(happening: Happening) -> Iterator[str]:
    for report in happening.reports:
        for charge in report.row.claims:
            yield f"Said of it: {charge.what} ({wording.whose_word(charge.said_by)})"


def outlets_of(happening: Happening) -> Iterable[str]:
    """The outlets that tell it, each once, the best first."""
    return dict.fromkeys(outlet_of(report.row) for report in happening.reports)
