"""A happening as the store answers with it: what its reports tell, side by side, with whose word each is.

Nothing is decided between reports but the tolls, and those by a named rule. What one report tells of the day, a
place, a participant or a number is a ``Saying``: the page's words and who says so, the outlet itself where
``said_by`` is empty. Field names are the keys of ``--json``; ids of reports are those that `dateline merge` takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.answers import EventRow, Teller, When, Where
from dateline.records import Interval


@dataclass(frozen=True, slots=True)
class Reason:
    """In what two reports are alike, by its name in ``merge.toml``, and its share of the log odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What puts a report together with another of its happening: the likeliest pair, or a person's word."""

    other: str
    probability: float | None  # None where only a person says so
    reasons: tuple[Reason, ...]  # the weightiest first
    by_hand: bool = False
    note: str | None = None  # the person's


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One page's telling. ``id`` outlives new readings of the page; ``tie`` is None where it was put to no other."""

    id: str
    event: EventRow
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """What one report tells; ``words`` are the page's, None where it tells without words of its own."""

    report: str
    words: str | None
    said_by: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class DaySaid(Saying):
    time: When


@dataclass(frozen=True, slots=True)
class PartySaid(Saying):
    """Unless ``affirmed``, never to be shown without ``said_by``."""

    polarity: str  # affirmed claimed suspected denied


@dataclass(frozen=True, slots=True)
class NumberSaid(Saying):
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class ChargeSaid(Saying):
    """What is said of it: lawful, in self-defence, an accident, a war crime."""

    what: str


@dataclass(frozen=True, slots=True)
class PlaceTold:
    place: Where
    said: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class PartyTold:
    """One who took part, as several reports tell it: by some as a fact, by others claimed, by others denied."""

    name: str
    kind: str | None
    country: str | None
    sector: tuple[str, ...]
    said: tuple[PartySaid, ...]


@dataclass(frozen=True, slots=True)
class TollRow:
    """Killed, injured, arrested …: one number by the happening's rule, and every number told."""

    what: str
    low: int | None
    best: int | None
    high: int | None
    said: tuple[NumberSaid, ...]


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """What several pages tell of, or one.

    Sayings are those of reports that repeat no other report here. ``outlets`` counts these reports' outlets; a page
    without one counts by its source. ``differs`` names the fields, and of tolls what is counted, in which they differ.
    """

    id: str
    type: str  # the commonest; of equals the first told
    status: str  # likewise
    sentence: str  # of the report that tells most
    count: int  # of reports
    outlets: int
    copies: int  # reports on pages that repeat another's
    time: Interval | None  # from the earliest day that a report allows to the latest
    agreed: Interval | None  # the days that all allow; None where there is none
    days: tuple[DaySaid, ...]  # told in words
    place: tuple[PlaceTold, ...]
    actor: tuple[PartyTold, ...]
    recipient: tuple[PartyTold, ...]
    rule: str  # by which tolls were made: ucdp acled
    tolls: tuple[TollRow, ...]
    claims: tuple[ChargeSaid, ...]
    differs: tuple[str, ...]  # killed injured … actor recipient day place type status
    first: str  # the report that was published first; of equals the one added first
    reports: tuple[ReportRow, ...]  # by publication, each copy after what it repeats

    def report(self, id_: str) -> ReportRow:
        """The report of an id. Raises KeyError where it is none of this happening."""
        for report in self.reports:
            if report.id == id_:
                return report
        raise KeyError(id_)
