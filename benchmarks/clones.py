"""A large store for the benchmark of queries: readings of real pages, cloned with other days, places and people.

Each clone's article has every fourth word or so in another's place, so that it is no copy of its model.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from dateline.records import Actor, Given, Place, Reading
from dateline.store.open import Store, transaction
from dateline.store.write import add_reading, load_reading, utc_now

FIRST, LAST = date(2014, 1, 1), date(2024, 12, 31)
WORD = re.compile(r"[a-z]{4,}")
PAGES_A_COMMIT = 100


@dataclass(frozen=True, slots=True)
class Pools:
    """What clones are given in the place of their models' own: of all models together."""

    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    words: dict[int, tuple[str, ...]]  # by length, so that spans hold


def clone_events(models: Store, into: Store, *, events: int, seed: int = 5) -> int:
    """Fills a store with clones of another's readings until it holds so many events; returns how many it does."""
    keys = [key for (key,) in models.db.execute("SELECT key FROM reading WHERE current ORDER BY key")]
    readings = [load_reading(models.db, key) for key in keys]
    readings = [reading for reading in readings if reading.events]
    clones = _clones(readings, random.Random(seed))
    done = 0
    while done < events:
        with transaction(into) as db:
            for _ in range(PAGES_A_COMMIT):
                reading = next(clones)
                add_reading(db, reading, now=utc_now())
                done += len(reading.events)
                if done >= events:
                    break
    into.db.execute("PRAGMA optimize")
    return done


def _clones(readings: Sequence[Reading], chance: random.Random) -> Iterator[Reading]:
    pools = _pools(readings)
    number = 0
    while True:
        for reading in readings:
            number += 1
            yield _clone(reading, number, pools, chance)


def _clone(reading: Reading, number: int, pools: Pools, chance: random.Random) -> Reading:
    published = reading.article.published.latest if reading.article.published else date(2020, 1, 1)
    target = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    moved = _moved(reading, target - published)
    text = WORD.sub(
        lambda m: chance.choice(pools.words[len(m[0])]) if chance.random() < 0.25 else m[0], reading.article.text
    )
    address = f"https://paper{number % 50}.example/{target:%Y/%m/%d}/{number}"
    content = text.encode("utf-8", "surrogatepass")
    page = replace(
        reading.page, id=sha256(content + address.encode()).hexdigest(), source=address, bytes=len(content),
        content=content, given=Given(url=address),
    )  # fmt: skip
    outlet = f"Paper {number % 50}"
    return replace(
        moved,
        page=page,
        article=replace(moved.article, text=text, url=address, outlet=outlet),
        places=tuple(_other(place, chance.choice(pools.places)) for place in moved.places),
        actors=tuple(_renamed(actor, chance.choice(pools.actors)) for actor in moved.actors),
    )


def _other(place: Place, other: Place) -> Place:
    return replace(other, id=place.id, mentions=place.mentions, confidence=place.confidence)


def _renamed(actor: Actor, other: Actor) -> Actor:
    return replace(actor, name=other.name, kind=other.kind, country=other.country, sector=other.sector)


def _moved(value: Any, by: timedelta) -> Any:
    """The record with every day so many days later."""
    if isinstance(value, date):
        return min(max(value + by, date.min + timedelta(days=1)), date.max) if _can_move(value, by) else value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), by) for f in fields(value)})
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_moved(item, by) for item in value)
    return value


def _can_move(day: date, by: timedelta) -> bool:
    return 1 < day.toordinal() + by.days < date.max.toordinal()


def _pools(readings: Sequence[Reading]) -> Pools:
    words: dict[int, set[str]] = {}
    for reading in readings:
        for word in WORD.findall(reading.article.text):
            words.setdefault(len(word), set()).add(word)
    return Pools(
        places=tuple(place for reading in readings for place in reading.places),
        actors=tuple(actor for reading in readings for actor in reading.actors),
        words={length: tuple(sorted(found)) for length, found in words.items()},
    )
