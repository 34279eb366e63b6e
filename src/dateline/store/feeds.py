"""What the store remembers of the feeds that are watched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.jsontext import sound
from dateline.store.open import Store, telling, transaction


@dataclass(frozen=True, slots=True)
class FeedState:
    """How far a feed was read. ``polled`` is UTC in ISO form, None for a feed that was never asked."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    polled: str | None = None
    failures: int = 0  # in a row


def feed_state(store: Store, address: str) -> FeedState:
    """What is known of a feed; nothing of one that was never asked."""
    with telling(store.path):
        row = store.db.execute(
            "SELECT address, etag, last_modified, polled, failures FROM feed WHERE address = ?", (sound(address),)
        ).fetchone()
    return FeedState(*row) if row else FeedState(address)


def keep_feed_states(store: Store, states: Iterable[FeedState]) -> None:
    """Remembers how far feeds were read, for which ``polled`` must be known; call it when their pages are kept."""
    rows = [(sound(s.address), s.etag, s.last_modified, s.polled, s.failures) for s in states]
    with transaction(store) as db:
        db.executemany("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?)", rows)


def was_read(store: Store, address: str, *, but: frozenset[str]) -> bool:
    """Whether the page at an address is kept, or gave no record for a reason that is not among ``but``."""
    url = sound(address)
    with telling(store.path):
        if store.db.execute("SELECT 1 FROM page WHERE source = ?1 OR address = ?1 LIMIT 1", (url,)).fetchone():
            return True
        rows = store.db.execute("SELECT reason FROM failure WHERE source = ?", (url,)).fetchall()
        return any(reason not in but for (reason,) in rows)
