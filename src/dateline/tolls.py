"""One number from reports that differ: low, best and high of the killed, injured and so on, by a named rule.

A report's own number is the largest that it tells of a kind: a part ("among them two children") lies within it. Where
two tellers of one page number the same people it has a number by each. A number that is denied is no number told.
The rules are read from the projects' codebooks:

ucdp   UCDP GED codebook 24.1, sections on fatality estimates: low and high are the least and the greatest told;
       best is what the most reliable source tells. Reliability is not ours to know, so by our reading best is told
       by somebody who is no party to the event, as late as any (tolls are corrected in time), by most outlets,
       and is the lower of equals, since UCDP takes the lower where nothing divides two sources.
acled  ACLED codebook, "Reported fatalities": the most conservative number told; "dozens" is 12, "tens" 10,
       "hundreds" 100 (``LEAST``). Low, best and high are that one number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from dateline.answers import EventRow, Tally, Teller

RULES = ("ucdp", "acled")
LEAST = {"tens": 10, "dozens": 12, "dozen": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class TollTold:
    """A report's number, with its words and who says so (``tally.said_by``, else ``row.said_by``)."""

    row: EventRow
    tally: Tally


@dataclass(frozen=True, slots=True)
class Toll:
    """Each is None where nobody tells it: "as many as 200" has no low, "at least 12" no high."""

    what: str  # killed injured arrested displaced abducted …
    rule: str
    low: int | None
    best: int | None
    high: int | None
    told: tuple[TollTold, ...]  # what it was made from: of each report a number, or one by each who gives another


def kinds_of(rows: Iterable[EventRow]) -> tuple[str, ...]:
    """What is counted in any of the reports, in the order in which they tell it."""
    return tuple(dict.fromkeys(tally.what for row in rows for tally in row.counts))


def toll_of(rows: Sequence[EventRow], what: str, *, rule: str = "ucdp") -> Toll | None:
    """The toll of a happening's reports; None where none of them tells a number of the kind."""
    told = tuple(
        TollTold(row, tally) for row in rows for voice in _voices(row, what) if (tally := _largest(voice)) is not None
    )
    if not told:
        return None
    if rule == "acled":
        least = min((n for t in told if (n := _conservative(t.tally)) is not None), default=None)
        return Toll(what, rule, least, least, least, told)
    lows = [t.tally.low for t in told if t.tally.low is not None]
    high = max((t.tally.high for t in told if t.tally.high is not None), default=None)
    if high is not None and lows and high < max(lows):  # "12" and "at least 14": nobody tells how many at most
        high = None
    return Toll(what, rule, min(lows, default=None), _best(told), high, told)


def _voices(row: EventRow, what: str) -> list[list[Tally]]:
    """A report's numbers by whose word they are, where two tellers number the same people; else all together.

    A part of a toll ("two children among them") is told by the same voice as the whole, or of others; "nine, the
    army said; the rebels put it at four" are two tolls.
    """
    tellers: dict[str | None, list[tuple[Teller, ...]]] = defaultdict(list)
    voices: dict[int, list[Tally]] = defaultdict(list)
    for tally in row.counts:
        if tally.what == what:
            known = tellers[tally.whose]
            if tally.said_by not in known:
                known.append(tally.said_by)
            voices[known.index(tally.said_by)].append(tally)
    return [voices[number] for number in sorted(voices)]


def _largest(numbers: Iterable[Tally]) -> Tally | None:
    """The largest that is not denied: a part lies within it."""
    told = (t for t in numbers if not any(s.kind == "denies" for s in t.said_by))
    known = (t for t in told if t.low is not None or t.high is not None)
    return max(known, key=lambda t: (t.low or 0, t.high or 0), default=None)


def _best(told: Sequence[TollTold]) -> int | None:
    """By no party to the event, as late as any, by most outlets, the lower."""
    parties = {party.name for t in told for party in (*t.row.actor, *t.row.recipient) if party.name}
    apart = [t for t in told if not _is_of(parties, t)] or list(told)
    last = max(_day(t.row) for t in apart)
    outlets: dict[int, set[str]] = defaultdict(set)
    for t in apart:
        number = t.tally.low if t.tally.low is not None else t.tally.high
        if _day(t.row) == last and number is not None:
            outlets[number].add(t.row.page.outlet or t.row.page.source)
    return min(outlets, key=lambda number: (-len(outlets[number]), number), default=None)


def _is_of(parties: Set[str], told: TollTold) -> bool:
    """Whether who says so is one of those who did it or suffered it, by any of the reports."""
    return any(teller.name in parties for teller in told.tally.said_by or told.row.said_by)


def _day(row: EventRow) -> date:
    return row.page.published.latest if row.page.published else date.min


def _conservative(tally: Tally) -> int | None:
    """ACLED's number: the least that the words allow; words for round numbers by its own table."""
    for word in WORD.findall(tally.words.lower()):
        if word in LEAST and (tally.low or 0) >= LEAST[word] and not any(c.isdigit() for c in tally.words):
            return LEAST[word]
    return tally.low
