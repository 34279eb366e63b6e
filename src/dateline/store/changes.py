"""What an edited page changed in its record, field by field: a toll that rose, a name withdrawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.records import Attribution, Event, Figure, Participant, Published, Quote, Reading
from dateline.store.copies import WORD

ENOUGH = 0.35  # of likeness: under it two tellings are of different acts
MOST = 300  # items of a side that are likened one by one
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two readings of a page.

    ``of`` is article, event, quote or figure; ``how`` is changed, added or withdrawn. ``what`` tells which one
    in the page's words; ``field`` with ``before`` and ``after`` what changed in it, None where all of it did.
    """

    of: str
    how: str
    what: str
    field: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """A reading with the names behind its ids."""

    reading: Reading
    actors: dict[str, str]
    places: dict[str, str]


def changes_between(before: Reading, after: Reading) -> tuple[Change, ...]:
    """Every difference, article first, then events, quotes and figures in the order of the page; () where none."""
    old, new = _side(before), _side(after)
    found = list(_of_article(before, after))
    events = _aligned(
        before.events, after.events, _event_words, lambda a, b: _event_likeness(a, b, old, new), (old, new)
    )
    found += _listed("event", events, old, new, _event_words, _event_fields)
    quotes = _aligned(
        before.quotes, after.quotes, _quote_words, lambda a, b: _quote_likeness(a, b, old, new), (old, new)
    )
    found += _listed("quote", quotes, old, new, _quote_words, _quote_fields)
    figures = _aligned(
        before.figures, after.figures, _figure_words, lambda a, b: _figure_likeness(a, b, old, new), (old, new)
    )
    found += _listed("figure", figures, old, new, _figure_words, _figure_fields)
    return tuple(found)


def _side(reading: Reading) -> _Side:
    return _Side(reading, {a.id: a.name for a in reading.actors}, {p.id: p.name for p in reading.places})


def _of_article(before: Reading, after: Reading) -> Iterable[Change]:
    one, two = before.article, after.article
    pairs = [
        ("headline", one.headline, two.headline),
        ("standfirst", one.standfirst, two.standfirst),
        ("byline", ", ".join(one.byline) or None, ", ".join(two.byline) or None),
        ("outlet", one.outlet, two.outlet),
        ("published", _days(one.published), _days(two.published)),
    ]
    for name, was, now in pairs:
        if was != now:
            yield Change("article", "changed", two.headline or one.headline or after.page.source, name, was, now)


def _listed(
    of: str,
    pairs: Sequence[tuple[T | None, T | None]],
    old: _Side,
    new: _Side,
    words: Callable[[T, _Side], str],
    fields: Callable[[T, _Side], list[tuple[str, str | None]]],
) -> Iterable[Change]:
    for before, after in pairs:
        if before is None and after is not None:
            yield Change(of, "added", words(after, new))
        elif after is None and before is not None:
            yield Change(of, "withdrawn", words(before, old))
        elif before is not None and after is not None:
            for (name, was), (_, now) in zip(fields(before, old), fields(after, new), strict=True):
                if was != now:
                    yield Change(of, "changed", words(after, new), name, was, now)


def _aligned(
    before: Sequence[T],
    after: Sequence[T],
    words: Callable[[T, _Side], str],
    likeness: Callable[[T, T], float],
    sides: tuple[_Side, _Side],
) -> list[tuple[T | None, T | None]]:
    """Pairs of what is the same in both, in the order of ``after``, withdrawn ones last.

    Those told in the same words are paired first; of the rest the likest, among the first 300 of each side.
    """
    same: dict[str, deque[int]] = {}
    for i, item in enumerate(before):
        same.setdefault(words(item, sides[0]), deque()).append(i)
    mate: dict[int, int] = {}
    for j, item in enumerate(after):
        if waiting := same.get(words(item, sides[1])):
            mate[j] = waiting.popleft()
    taken = set(mate.values())
    rest = (
        [i for i in range(len(before)) if i not in taken][:MOST],
        [j for j in range(len(after)) if j not in mate][:MOST],
    )
    scored = [(likeness(before[i], after[j]), i, j) for i in rest[0] for j in rest[1]]
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= ENOUGH and i not in taken and j not in mate:
            mate[j] = i
            taken.add(i)
    paired: list[tuple[T | None, T | None]] = [(before[mate[j]] if j in mate else None, b) for j, b in enumerate(after)]
    return paired + [(a, None) for i, a in enumerate(before) if i not in taken]


# ---------------------------------------------------------------- events


def _event_likeness(one: Event, other: Event, old: _Side, new: _Side) -> float:
    """Events of one type are likened by who took part, where and when, and by their sentences' words."""
    if one.type != other.type:
        return 0.0
    parties = _share(_names([*one.actor, *one.recipient], old), _names([*other.actor, *other.recipient], new))
    places = _share({old.places.get(p.id, p.id) for p in one.place}, {new.places.get(p.id, p.id) for p in other.place})
    times = 0.5
    if one.time and other.time:
        times = float(one.time.earliest <= other.time.latest and other.time.earliest <= one.time.latest)
    sentence = _share(_bag(one.sentence.words(old.reading.article.text)),
                      _bag(other.sentence.words(new.reading.article.text)))  # fmt: skip
    same_word = one.trigger.words(old.reading.article.text) == other.trigger.words(new.reading.article.text)
    return 0.3 * parties + 0.1 * places + 0.1 * times + 0.35 * sentence + 0.15 * same_word


def _event_words(event: Event, side: _Side) -> str:
    return f"{event.type}: {_line(event.sentence.words(side.reading.article.text))}"


def _event_fields(event: Event, side: _Side) -> list[tuple[str, str | None]]:
    mode = ", ".join(event.mode) or None
    when = f"{event.time.earliest} to {event.time.latest}" if event.time else None
    counts = "; ".join(sorted(f"{c.what} {_amount(c.low, c.high)}" for c in event.counts)) or None
    return [
        ("status", event.status),
        ("mode", mode),
        ("actor", _parties(event.actor, side)),
        ("recipient", _parties(event.recipient, side)),
        ("place", ", ".join(sorted({side.places.get(p.id, p.id) for p in event.place})) or None),
        ("time", when),
        ("counts", counts),
        ("claims", ", ".join(sorted({c.what for c in event.claims})) or None),
        ("said_by", _speakers(event.said_by, side)),
    ]


def _parties(parties: Sequence[Participant], side: _Side) -> str | None:
    shown = sorted({
        _party(p, side) + ("" if p.polarity == "affirmed" else f" ({p.polarity} by {_speakers(p.said_by, side)})")
        for p in parties
    })  # fmt: skip
    return ", ".join(shown) or None


def _party(party: Participant, side: _Side) -> str:
    return side.actors.get(party.id or "") or party.span.words(side.reading.article.text)


def _speakers(said_by: Sequence[Attribution], side: _Side) -> str | None:
    text = side.reading.article.text
    return " via ".join(side.actors.get(s.id or "") or s.span.words(text) for s in reversed(said_by)) or None


def _names(parties: Sequence[Participant], side: _Side) -> set[str]:
    return {_party(p, side).lower() for p in parties}


# ---------------------------------------------------------------- quotes and figures


def _quote_likeness(one: Quote, other: Quote, old: _Side, new: _Side) -> float:
    return _share(_bag(one.span.words(old.reading.article.text)), _bag(other.span.words(new.reading.article.text)))


def _quote_words(quote: Quote, side: _Side) -> str:
    return _line(quote.span.words(side.reading.article.text))


def _quote_fields(quote: Quote, side: _Side) -> list[tuple[str, str | None]]:
    text = side.reading.article.text
    speaker = quote.speaker
    return [
        ("span", _line(quote.span.words(text))),
        ("speaker", (side.actors.get(speaker.id or "") or speaker.span.words(text)) if speaker else None),
    ]


def _figure_likeness(one: Figure, other: Figure, old: _Side, new: _Side) -> float:
    """Figures of one unit are likened by what they count."""
    if one.unit != other.unit:
        return 0.0
    same_number = (one.low, one.high) == (other.low, other.high)
    return 0.8 * _share(_bag(one.what or ""), _bag(other.what or "")) + 0.2 * same_number


def _figure_words(figure: Figure, side: _Side) -> str:
    number = figure.span.words(side.reading.article.text)
    return f"{number} ({figure.what})" if figure.what else number


def _figure_fields(figure: Figure, side: _Side) -> list[tuple[str, str | None]]:
    return [
        ("amount", _amount(figure.low, figure.high)),
        ("change", figure.change),
        ("said_by", _speakers(figure.said_by, side)),
    ]


# ---------------------------------------------------------------- helpers


def _amount(low: float | None, high: float | None) -> str:
    """ "12", "10 to 15", "at least 12", "at most 200"."""
    if low is None and high is None:
        return "unknown"
    if low == high:
        return f"{low:,g}"
    if high is None:
        return f"at least {low:,g}"
    return f"at most {high:,g}" if low is None else f"{low:,g} to {high:,g}"


def _days(published: Published | None) -> str | None:
    if published is None:
        return None
    one, other = published.earliest, published.latest
    return f"{one}" if one == other else f"{one} to {other}"


def _bag(text: str) -> set[str]:
    return {w.lower() for w in WORD.findall(text)}


def _share(one: set[str], other: set[str]) -> float:
    """The share in common; two empty sets are alike, for neither says otherwise."""
    either = len(one | other)
    return len(one & other) / either if either else 1.0


def _line(text: str) -> str:
    return " ".join(text.split())
