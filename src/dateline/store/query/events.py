"""Events: what may be asked of them, and their rows whole."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateline.answers import Charge, EventRow, Party, Tally, When
from dateline.store.query.clauses import (
    Clause,
    among,
    at_least,
    both,
    holds,
    listed,
    no_copy,
    numbers,
    one_of,
    overlaps,
    refuse,
)
from dateline.store.query.filters import EventFilter, TrendFilter, Words
from dateline.store.query.names import actors_meant, are_many, at_places, distinct, of_outlet, parties, spots
from dateline.store.query.paging import Plan
from dateline.store.query.parts import OF, actors_of, event_places, in_order, keys_json, pages_of, tellers_of, words

STATUS = ("actual", "future", "hypothetical", "negated")
POLARITY = ("affirmed", "claimed", "suspected", "denied")
ORDERS = ("newest", "oldest", "published", "added")
TYPES = (  # PLOVER's; a store may have others
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


def event_plan(db: sqlite3.Connection, asked: EventFilter) -> Plan[EventRow]:
    """The question as SQL. Raises UsageError on a value that cannot be asked for."""
    order = one_of("--order", asked.order, ORDERS)
    where = event_clause(db, asked)
    if order == "added":
        return Plan("event AS e", "e.key", where, load_events)
    if order == "published":
        source = "event AS e JOIN article AS d ON d.page = e.page"
        return Plan(source, "e.key", where, load_events, "d.published_earliest", descending=True, sorts_nulls=True)
    newest = order == "newest"
    return Plan("event AS e", "e.key", where, load_events, "e.time_earliest", descending=newest, sorts_nulls=True)


def event_clause(db: sqlite3.Connection, asked: EventFilter) -> Clause:
    """Which events are asked for; they are called ``e``."""
    return both(
        [
            *_whichever(db, asked, asked.type),
            overlaps("e.time_earliest", "e.time_latest", asked.since, asked.until),
            no_copy("e.page", copies=asked.copies),
            None if asked.historical is None else Clause("e.historical = ?", (int(asked.historical),)),
        ]
    )


def trend_clause(db: sqlite3.Connection, asked: TrendFilter) -> Clause:
    """Which events a trend counts, whenever they were; they are called ``e``."""
    return both(
        [
            *_whichever(db, asked, asked.of),
            no_copy("e.page", copies=asked.copies),
            None if asked.historical else Clause("e.historical = 0"),
        ]
    )


def known_types(db: sqlite3.Connection) -> tuple[str, ...]:
    """The types that may be asked for: PLOVER's and what the store has."""
    return tuple(dict.fromkeys((*TYPES, *distinct(db, "event", "type"))))


def _whichever(db: sqlite3.Connection, asked: EventFilter | TrendFilter, types: Words) -> Iterator[Clause | None]:
    """What a list of events and a trend ask alike."""
    yield among("e.type", "--type" if isinstance(asked, EventFilter) else "--of", types, known_types(db))
    yield among("e.status", "--status", asked.status, STATUS)
    yield numbers("e.quad", "--quad", asked.quad)
    yield holds("e.mode", asked.mode)
    polarity = among("p.polarity", "--polarity", asked.polarity, POLARITY)
    if isinstance(asked, EventFilter) and polarity and not (asked.actor or asked.recipient or asked.between):
        refuse("--polarity", ",".join(listed(asked.polarity)), "goes with --actor, --recipient or --between")
    if asked.actor is not None:
        yield parties(db, "--actor", asked.actor, role="actor", polarity=polarity)
    if asked.recipient is not None:
        yield parties(db, "--recipient", asked.recipient, role="recipient", polarity=polarity)
    if asked.between is not None:
        yield _between(db, *asked.between, polarity=polarity)
    if asked.said_by is not None:
        yield said_by(db, asked.said_by)
    yield at_places(db, "e.key", "event_place", "event", spots(db, asked.place, asked.near))
    if asked.killed_at_least is not None:
        toll = both([Clause("what = 'killed'"), at_least("low", "--killed-at-least", asked.killed_at_least)])
        yield Clause(f"e.key IN (SELECT event FROM event_count WHERE {toll.sql})", toll.values)
    yield of_outlet(db, "e.page", asked.outlet)


def _between(db: sqlite3.Connection, one: str, other: str, *, polarity: Clause | None) -> Clause:
    """One acts upon the other or with it: as actor and recipient either way round, or both as actors."""
    (acts, suffers), (other_acts, other_suffers) = (
        [parties(db, "--between", text, role=role, polarity=polarity) for role in ("actor", "recipient")]
        for text in (one, other)
    )
    # Most events have neither as an actor: two looks settle that.
    with_other = Clause(f"{other_suffers.sql} OR {other_acts.sql}", (*other_suffers.values, *other_acts.values))
    ways = [both([acts, with_other]), both([other_acts, suffers])]
    return Clause(" OR ".join(f"({w.sql})" for w in ways), tuple(v for w in ways for v in w.values))


def said_by(db: sqlite3.Connection, text: str) -> Clause:
    """Somebody in the event's chain of tellers, or who says of a participant that it was he."""
    if text.strip().lower() == "outlet":
        return Clause("NOT EXISTS (SELECT 1 FROM attribution AS t WHERE t.owner_kind = 'event' AND t.owner = e.key)")
    meant = actors_meant(db, "--said-by", text)
    keys = f"SELECT a.key FROM actor AS a WHERE {meant.sql}"
    if are_many(db, Clause(keys, meant.values)):
        told = (
            "EXISTS (SELECT 1 FROM attribution AS t CROSS JOIN actor AS a ON a.key = t.actor_key "
            f"WHERE t.owner_kind = '{{}}' AND t.owner = {{}} AND ({meant.sql}))"
        )
        accused = (
            f"EXISTS (SELECT 1 FROM participant AS p WHERE p.event = e.key AND {told.format('participant', 'p.key')})"
        )
        return Clause(f"{told.format('event', 'e.key')} OR {accused}", (*meant.values, *meant.values))
    of = f"FROM attribution AS t WHERE t.actor_key IN ({keys}) AND t.owner_kind ="
    accused = f"SELECT event FROM participant WHERE key IN (SELECT t.owner {of} 'participant')"
    return Clause(f"e.key IN (SELECT t.owner {of} 'event' UNION ALL {accused})", (*meant.values, *meant.values))


# Events with their reports, as merged: of a page that was read again since, none.
MERGED = (
    "event AS e JOIN report AS r ON r.page = e.page AND r.event = e.id "
    "JOIN merged AS m ON m.page = e.page JOIN reading AS d ON d.key = m.reading AND d.current"
)
COLUMNS = (
    "key, page, id, type, status, time_earliest, time_latest, time_basis, time_span, mode, context, quad, score, "
    "cameo, historical, instrument_text, trigger, sentence, confidence, why_rule"
)


def load_events(db: sqlite3.Connection, keys: Sequence[int]) -> list[EventRow]:
    """The events with these keys, in their order."""
    asked = keys_json(keys)
    rows = in_order(db, keys, f"SELECT {COLUMNS} FROM event WHERE key {OF}")
    pages = pages_of(db, {row[1] for row in rows})
    tellers = tellers_of(db, "event", keys)
    places = event_places(db, keys)
    sides = _sides(db, asked)
    counts, claims = _counts(db, asked), _claims(db, asked)
    tellings = dict(db.execute(f"SELECT event, count(*) FROM event_mention WHERE event {OF} GROUP BY event", (asked,)))
    happenings = happenings_of(db, asked)
    found = []
    for row in rows:
        (key, page, event, kind, status, earliest, latest, basis, time_words, mode, context, quad, score, cameo,
         historical, instrument, trigger, sentence, confidence, rule) = row  # fmt: skip
        when = _when(earliest, latest, basis, time_words) if earliest else None
        found.append(
            EventRow(
                event, kind, status, pages[page], when, sides["actor"].get(key, ()), sides["recipient"].get(key, ()),
                places.get(key, ()), counts.get(key, ()), tellers.get(key, ()), claims.get(key, ()), words(mode),
                words(context), quad, score, cameo, bool(historical), instrument, trigger, sentence,
                tellings.get(key, 0), confidence, rule, happenings.get(key),
            )
        )  # fmt: skip
    return found


def happenings_of(db: sqlite3.Connection, asked: str) -> Mapping[int, str]:
    """The happenings that events belong to, by key; none for events of pages that were read again since."""
    sql = f"SELECT e.key, h.id FROM {MERGED} JOIN happening AS h ON h.key = r.happening WHERE e.key {OF}"
    return dict(db.execute(sql, (asked,)))


def _when(earliest: str, latest: str, basis: str, told: str | None) -> When:
    days = date.fromisoformat(earliest), date.fromisoformat(latest)
    return When(*days, basis, told if basis == "words" else None)


def _sides(db: sqlite3.Connection, asked: str) -> Mapping[str, Mapping[int, tuple[Party, ...]]]:
    """Participants by role and event."""
    rows = db.execute(
        f"SELECT key, event, role, actor_key, span, polarity FROM participant WHERE event {OF} ORDER BY key", (asked,)
    ).fetchall()
    actors = actors_of(db, [row[3] for row in rows if row[3] is not None])
    tellers = tellers_of(db, "participant", [row[0] for row in rows])
    found: dict[str, dict[int, list[Party]]] = {"actor": defaultdict(list), "recipient": defaultdict(list)}
    for key, event, role, actor_key, span, polarity in rows:
        who = actors.get(actor_key)
        about = (who.name, who.kind, who.country, who.sector, who.title) if who else (None, None, None, (), None)
        found[role][event].append(Party(span, *about, polarity, tellers.get(key, ())))
    return {role: {event: tuple(all_) for event, all_ in side.items()} for role, side in found.items()}


def _counts(db: sqlite3.Connection, asked: str) -> Mapping[int, tuple[Tally, ...]]:
    rows = db.execute(
        "SELECT c.key, c.event, c.what, c.low, c.high, c.span, a.name FROM event_count AS c "
        f"LEFT JOIN actor AS a ON a.key = c.whose_key WHERE c.event {OF} ORDER BY c.key",
        (asked,),
    ).fetchall()
    tellers = tellers_of(db, "event_count", [row[0] for row in rows])
    found: dict[int, list[Tally]] = defaultdict(list)
    for key, event, what, low, high, span, whose in rows:
        found[event].append(Tally(what, low, high, span, whose, tellers.get(key, ())))
    return {event: tuple(all_) for event, all_ in found.items()}


def _claims(db: sqlite3.Connection, asked: str) -> Mapping[int, tuple[Charge, ...]]:
    rows = db.execute(
        f"SELECT key, event, what, span FROM event_claim WHERE event {OF} ORDER BY key", (asked,)
    ).fetchall()
    tellers = tellers_of(db, "event_claim", [row[0] for row in rows])
    found: dict[int, list[Charge]] = defaultdict(list)
    for key, event, what, span in rows:
        found[event].append(Charge(what, span, tellers.get(key, ())))
    return {event: tuple(all_) for event, all_ in found.items()}
