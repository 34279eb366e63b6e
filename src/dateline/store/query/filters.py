"""What may be asked of the store: one record a kind, its fields the options of the command line.

Every field has a default that asks for nothing; a list means "any of these". The words with a type are what the
command line prints as help. Values are checked where the question is put, which raises UsageError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

Day = date | str  # a day, or as text a day, month or year: its first day after --since, its last after --until
Near = tuple[float, float, float] | str  # latitude, longitude, kilometres; as text "33.3,44.4,50"
Words = str | tuple[str, ...]

WHO = "a country's ISO code (IRQ: who belongs to it), a sector (GOV), both (IRQ GOV), or words of a name"
PLACE = "a country (IRQ or Iraq, with all that lies in it), words of a name or first-order region, or 'Georgia, USA'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every kind of question has."""

    outlet: Annotated[str | None, "Words of the outlet's name."] = None
    copies: Annotated[bool, "Take in pages that repeat another, such as an agency's story in several papers."] = False
    limit: Annotated[int | None, "At most so many rows."] = None
    after: Annotated[str | None, "Go on from a page of answers: the token it ended with."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(Asked):
    actor: Annotated[str | None, f"Who did it: {WHO}."] = None
    recipient: Annotated[str | None, "To whom; as --actor."] = None
    between: Annotated[tuple[str, str] | None, "Two of them, whoever acted; each as --actor."] = None
    polarity: Annotated[Words, "How --actor, --recipient or --between is told: affirmed claimed suspected denied."] = ()
    type: Annotated[Words, "Type of event, such as ASSAULT."] = ()
    mode: Annotated[Words, "Mode, such as targeted."] = ()
    quad: Annotated[tuple[int, ...], "1 verbal cooperation, 2 material, 3 verbal conflict, 4 material."] = ()
    status: Annotated[Words, "actual, future, hypothetical or negated; all where not told."] = ()
    since: Annotated[Day | None, "Its time reaches this day or later: YYYY, YYYY-MM or YYYY-MM-DD."] = None
    until: Annotated[Day | None, "Its time begins on this day or before."] = None
    place: Annotated[str | None, f"Where: {PLACE}."] = None
    near: Annotated[Near | None, "Within so many kilometres: LAT,LON,KM."] = None
    said_by: Annotated[str | None, "Who tells it, or accuses its actor; as --actor. 'outlet': the outlet itself."] = (
        None
    )
    historical: Annotated[bool | None, "Only background, or only news; both where not told."] = None
    killed_at_least: Annotated[int | None, "At least so many killed, by the lower number told."] = None
    order: Annotated[str, "newest, oldest (by the event's time), published, added."] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningFilter(EventFilter):
    """Happenings with a report that is as asked for."""

    reports: Annotated[int, "Told by at least so many pages that repeat no other; 2 where not told."] = 2
    rule: Annotated[str, "How tolls that differ become one: ucdp or acled."] = "ucdp"
    order: Annotated[str, "newest, oldest (by the earliest day told), reports (most first)."] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFilter(EventFilter):
    """Events to hand on: those that happened, in the order of the store, unless asked otherwise."""

    status: Annotated[Words, "future, hypothetical or negated too; only actual where not told."] = ("actual",)
    order: Annotated[str, "added (as the store has them), newest, oldest, published."] = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter(Asked):
    by: Annotated[str | None, f"Who speaks: {WHO}."] = None
    about: Annotated[str | None, "Words that the quote has; as for search."] = None
    kind: Annotated[Words, "direct, indirect or mixed."] = ()
    cue: Annotated[Words, "How it is said: says claims denies accuses promises threatens …"] = ()
    since: Annotated[Day | None, "Published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD."] = None
    until: Annotated[Day | None, "Published on this day or before."] = None
    order: Annotated[str, "newest, oldest (by publication), added."] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFilter(Asked):
    unit: Annotated[Words, "Unit, such as percent or USD."] = ()
    what: Annotated[str | None, "Words of what is counted."] = None
    whose: Annotated[str | None, "Whose figure; as --actor of events."] = None
    place: Annotated[str | None, f"Where: {PLACE}."] = None
    said_by: Annotated[str | None, "Who tells it; as --actor of events. 'outlet': the outlet itself."] = None
    at_least: Annotated[float | None, "Surely at least so much: by the lower number told."] = None
    at_most: Annotated[float | None, "Surely at most so much: by the higher number told."] = None
    change: Annotated[Words, "up or down."] = ()
    since: Annotated[Day | None, "Its time reaches this day or later; its page's day where it has none."] = None
    until: Annotated[Day | None, "Its time begins on this day or before."] = None
    order: Annotated[str, "newest, oldest (by publication), added."] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter(Asked):
    name: Annotated[str | None, "Words of its name."] = None
    country: Annotated[Words, "ISO code of its country."] = ()
    sector: Annotated[Words, "Sector, such as GOV or MIL."] = ()
    kind: Annotated[Words, "person group government organisation country people."] = ()
    since: Annotated[Day | None, "On pages published on this day or later."] = None
    until: Annotated[Day | None, "On pages published on this day or before."] = None
    order: Annotated[str, "pages (most first), name."] = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFilter(Asked):
    name: Annotated[str | None, f"Which: {PLACE}."] = None
    kind: Annotated[Words, "country region city water site."] = ()
    near: Annotated[Near | None, "Within so many kilometres: LAT,LON,KM."] = None
    since: Annotated[Day | None, "On pages published on this day or later."] = None
    until: Annotated[Day | None, "On pages published on this day or before."] = None
    order: Annotated[str, "pages (most first), name."] = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFilter(Asked):
    about: Annotated[str | None, "Words that it has; as for search."] = None
    actor: Annotated[str | None, f"Who is named on it: {WHO}."] = None
    place: Annotated[str | None, f"What place is named on it: {PLACE}."] = None
    language: Annotated[Words, "Language, such as en."] = ()
    since: Annotated[Day | None, "Published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD."] = None
    until: Annotated[Day | None, "Published on this day or before."] = None
    order: Annotated[str, "newest, oldest (by publication), added."] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter(Asked):
    words: Annotated[str, 'Words; "a phrase", AND OR NOT, pre*, NEAR(a b, 5), headline:word.'] = ""
    since: Annotated[Day | None, "Published on this day or later: YYYY, YYYY-MM or YYYY-MM-DD."] = None
    until: Annotated[Day | None, "Published on this day or before."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFilter:
    """Counts over time; the fields of events that it has mean the same."""

    by: Annotated[str, "Periods: day week month quarter year."] = "month"
    of: Annotated[Words, "Type of event, such as ASSAULT; all where not told."] = ()
    mode: Annotated[Words, "Mode, such as targeted."] = ()
    quad: Annotated[tuple[int, ...], "1 verbal cooperation, 2 material, 3 verbal conflict, 4 material."] = ()
    actor: Annotated[str | None, f"Who did it: {WHO}."] = None
    recipient: Annotated[str | None, "To whom; as --actor."] = None
    between: Annotated[tuple[str, str] | None, "Two of them, whoever acted; each as --actor."] = None
    polarity: Annotated[Words, "How --actor, --recipient or --between is told: not denied, unless said."] = (
        "affirmed",
        "claimed",
        "suspected",
    )
    status: Annotated[Words, "actual, future, hypothetical or negated."] = ("actual",)
    place: Annotated[str | None, f"Where: {PLACE}."] = None
    near: Annotated[Near | None, "Within so many kilometres: LAT,LON,KM."] = None
    said_by: Annotated[str | None, "Who tells it, or accuses its actor; as --actor. 'outlet': the outlet itself."] = (
        None
    )
    outlet: Annotated[str | None, "Words of the outlet's name, for events and pages alike."] = None
    killed_at_least: Annotated[int | None, "At least so many killed, by the lower number told."] = None
    historical: Annotated[bool, "Take in what is told as background."] = False
    copies: Annotated[bool, "Take in pages that repeat another."] = False
    since: Annotated[Day | None, "From the period of this day on; from the first page where not told."] = None
    until: Annotated[Day | None, "To the period of this day; to the last page where not told."] = None
    per: Annotated[str | None, "pages: divide by the pages read in each period."] = None
    uncertain: Annotated[
        str,
        "An event whose time spans several periods: spread (shared out by days), first (its first), skip (left out).",
    ] = "spread"
