"""GDELT 2.0's table of mentions: 16 columns, tab-separated, no head; a row a telling of an event on a page.

After the GDELT Event Codebook 2.0. Its GLOBALEVENTID is that of the events table; an event that has no row there
has none here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dateline.answers import Party
from dateline.export.cells import tabbed
from dateline.export.columns import integer, text
from dateline.export.gdelt import number_of, second_of
from dateline.export.manner import Manner, untold
from dateline.export.pairs import coded
from dateline.export.sentences import sentence_counter
from dateline.handed import Happening, Report
from dateline.records import Article, EventMention, Participant, Span

LACKS = (
    "Mentions have no column for whose word a telling is: it stays behind. MentionDocTone is empty.",
    "Times are those at which the store took the page; SentenceID is counted by full stops and may be off by a little.",
    "Character offsets count code points of the article as the record has it; an actor's is that of the best telling.",
)
WEB, CITATION = 1, 2
UNKNOWN = -1  # GDELT's for an actor that is not found in the text


@dataclass(frozen=True, slots=True)
class Row:
    """One telling, with its sentence's number; the offsets are those of the first of each side who may be named."""

    happening: Happening
    report: Report
    mention: EventMention
    actor: int
    recipient: int
    sentence: int


def mention_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    number = sentence_counter()
    return tabbed(COLUMNS, (row for h in happenings for row in _rows(h, manner, number=number)), head=False)


def _rows(happening: Happening, manner: Manner, *, number: Callable[[Article, Span], int]) -> Iterator[Row]:
    best = happening.best.row
    if not [*coded(best.actor, manner), *coded(best.recipient, manner)]:
        manner.tell("event left out: nobody on either side who can be named with a code")
        return
    for report in happening.reports:
        actor = _offset(report.event.actor, report.row.actor, manner)
        recipient = _offset(report.event.recipient, report.row.recipient, manner)
        for mention in report.event.mentions:
            sentence = number(report.page.reading.article, mention.sentence)
            yield Row(happening, report, mention, actor, recipient, sentence)


def _offset(spots: Sequence[Participant], parties: Sequence[Party], manner: Manner) -> int:
    """Where the first who may be named stands."""
    kept = coded(parties, replace(manner, tell=untold))
    return next((spot.span.start for spot, party in zip(spots, parties, strict=True) if party in kept), UNKNOWN)


def _site(row: Row) -> str | None:
    """The domain of the page's address, as GDELT names sources on the web; else the outlet."""
    host = urlsplit(row.report.row.page.url or "").hostname
    return host.removeprefix("www.") if host else row.report.row.page.outlet


def _percent(row: Row) -> int | None:
    """GDELT's confidence goes from 10 to 100 in tens."""
    sure = row.report.event.confidence
    return None if sure is None else min(max(round(sure * 10) * 10, 10), 100)


COLUMNS = (
    integer("GLOBALEVENTID", lambda row: number_of(row.happening)),
    integer("EventTimeDate", lambda row: min(second_of(r.page.added) for r in row.happening.reports)),
    integer("MentionTimeDate", lambda row: second_of(row.report.page.added)),
    integer("MentionType", lambda row: WEB if row.report.row.page.url else CITATION),
    text("MentionSourceName", _site),
    text("MentionIdentifier", lambda row: row.report.row.page.url or row.report.row.page.source),
    integer("SentenceID", lambda row: row.sentence),
    integer("Actor1CharOffset", lambda row: row.actor),
    integer("Actor2CharOffset", lambda row: row.recipient),
    integer("ActionCharOffset", lambda row: row.mention.span.start),
    integer("InRawText", lambda row: 1),
    integer("Confidence", _percent),
    integer("MentionDocLen", lambda row: len(row.report.page.reading.article.text)),
    text("MentionDocTone", lambda row: None),
    text("MentionDocTranslationInfo", lambda row: None),
    text("Extras", lambda row: None),
)
