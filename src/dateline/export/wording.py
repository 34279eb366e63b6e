"""How rows are told in words: days, numbers, who says so. One way for tables, files and plots.

Nobody who is claimed, suspected or denied to have taken part is named without who says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.answers import FigureRow, Party, Tally, Teller, Where, Who
from dateline.happening import PartySaid, PartyTold, TollRow
from dateline.records import Interval

SAYS = {
    "says": "according to",
    "claims": "claimed by",
    "denies": "denied by",
    "confirms": "confirmed by",
    "accuses": "alleged by",
    "promises": "promised by",
    "threatens": "threatened by",
    "predicts": "predicted by",
    "orders": "ordered by",
    "asks": "asked by",
    "believes": "believed by",
    "wants": "wanted by",
}
STATUS = {"actual": "", "future": "expected", "hypothetical": "supposed", "negated": "did not happen"}
PRECISION = {
    "exact": "",
    "near": "near",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the region",
    "country": "somewhere in the country",
}
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "him", "her", "them", "us", "me", "you"})


def days(earliest: date, latest: date) -> str:
    """ "4 Jan 2024", "1–7 Jan 2024", "Dec 2023", "2017", "28 Dec 2023 – 3 Jan 2024"."""
    if earliest == latest:
        return f"{earliest.day} {earliest:%b} {earliest.year}"
    next_day = latest.toordinal() + 1
    ends_month = next_day > date.max.toordinal() or date.fromordinal(next_day).day == 1
    if earliest.day == 1 and ends_month:
        if (earliest.month, latest.month, earliest.year) == (1, 12, latest.year):
            return f"{earliest.year}"
        if (earliest.month, earliest.year) == (latest.month, latest.year):
            return f"{earliest:%b} {earliest.year}"
        if (earliest.month, latest.month) == (1, 12):
            return f"{earliest.year}–{latest.year}"
    if (earliest.month, earliest.year) == (latest.month, latest.year):
        return f"{earliest.day}–{latest.day} {latest:%b} {latest.year}"
    return f"{earliest.day} {earliest:%b} {earliest.year} – {latest.day} {latest:%b} {latest.year}"


def interval(when: Interval | None) -> str:
    return days(when.earliest, when.latest) if when else ""


def amount(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:,.12g}" if low == high else f"{low:,.12g}–{high:,.12g}"
    if low is not None:
        return f"at least {low:,.12g}"
    return f"at most {high:,.12g}" if high is not None else "an unknown number of"


def short(text: str | None, most: int) -> str:
    """One line, cut at the end where it is longer."""
    line = " ".join((text or "").split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def who(person: Who) -> str:
    """The words, and the name they stand for where the words don't tell it."""
    words = short(person.words, 70)
    name = person.name if person.name and len(person.name) <= 50 else None
    if name is None or name.lower() in words.lower():
        return words
    return name if words.lower() in PRONOUNS or words.lower() in name.lower() else f"{words} [{name}]"


def party(part: Party) -> str:
    """A participant with, unless affirmed, the one who says so."""
    if part.polarity == "affirmed":
        return who(part)
    return f"{who(part)} ({part.polarity} by {chain(part.said_by) or 'somebody unnamed'})"


def side(parts: Sequence[Party], between: str = " and ") -> str:
    return between.join(map(party, parts))


def chain(said_by: Sequence[Teller]) -> str:
    """Speakers outermost first, by name: "Reuters, citing the police"."""
    return ", citing ".join(map(_teller, said_by))


def _teller(teller: Teller) -> str:
    words = short(teller.words, 60)
    if not teller.named:
        return f"unnamed (“{words}”)"
    return teller.name if teller.name and words.lower() in PRONOUNS else words


def whose_word(said_by: Sequence[Teller]) -> str:
    if not said_by:
        return "the outlet's word"
    return f"{SAYS.get(said_by[-1].kind, 'according to')} {chain(said_by)}"


def where(place: Where, *, precise: bool = True) -> str:
    """A place's name, its country, and how near it is to the event."""
    name = place.name
    if place.country and place.kind != "country":
        name += f" {place.country}"
    told = PRECISION.get(place.precision or "", "") if precise else ""
    return f"{name} ({told})" if told and not (place.kind == "country" and place.precision == "country") else name


def tally(count: Tally) -> str:
    """ "killed at least 4", with who says so where it is another than the event's teller."""
    number = amount(count.low, count.high)
    said = f" ({whose_word(count.said_by)})" if count.said_by else ""
    return f"{count.what} {number}{said}"


def toll(told: TollRow) -> str:
    """ "killed 9–14, best 12"; "killed 2 to at least 5" where the greatest told is open; one number where all agree."""
    greatest = max((said.low for said in told.said if said.low is not None), default=None)
    if told.high is None and told.low is not None and greatest is not None and told.low < greatest:
        number = f"{told.low:,} to at least {greatest:,}"
    else:
        number = amount(told.low, told.high)
    best = f", best {told.best:,}" if told.best is not None and told.low != told.high else ""
    return f"{told.what} {number}{best}"


def told_party(told: PartyTold) -> str:
    """A participant of a happening with, unless all tell it as a fact, how it is told and by whom: "the Front
    (claimed by the army, denied by the Front)"."""
    name = short(told.name, 70)
    if all(said.polarity == "affirmed" for said in told.said):
        return name
    return f"{name} ({', '.join(dict.fromkeys(map(way_told, told.said)))})"


def way_told(said: PartySaid) -> str:
    """ "claimed by the army", "affirmed by the outlet"."""
    nobody = "the outlet" if said.polarity == "affirmed" else "somebody unnamed"
    return f"{said.polarity} by {chain(said.said_by) or nobody}"


def told_side(parts: Sequence[PartyTold], between: str = " / ") -> str:
    return between.join(map(told_party, parts))


def first_few(told: Sequence[str], most: int = 4) -> str:
    """ "Pemba / Palma / Maputo / Beira and 3 more"."""
    shown = " / ".join(told[:most])
    return shown if len(told) <= most else f"{shown} and {len(told) - most} more"


def figure_amount(figure: FigureRow) -> str:
    about = "about " if figure.approximate and figure.low == figure.high else ""
    unit = "%" if figure.unit == "percent" else ""
    if figure.unit and not unit and figure.unit not in (figure.what or ""):
        unit = f" {figure.unit}"
    return about + amount(figure.low, figure.high) + unit
