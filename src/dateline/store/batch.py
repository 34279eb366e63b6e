"""Writing in batches: answers wait for a commit together, and each is told of when it is safely on disk."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.records import MadeBy, Page, Reading, Skipped
from dateline.store import write
from dateline.store.changes import Change, changes_between
from dateline.store.copies import original_of
from dateline.store.open import Store, transaction
from dateline.store.pages import page_id_of

BATCH = 64  # answers a commit
BATCH_BYTES = 32_000_000  # of pages, so that memory is bounded
BATCH_S = 1.0  # or what came in a second: each commit waits for the disk
# Reasons by which another try may succeed; by the others the page holds no article.
FAILED = frozenset(["fault in dateline", "reader died", "unreadable", "timed out", "unreachable", "not kept"])
# What a fault of ours can raise while one page is written; what the file or the disk raises stops the whole.
PAGE_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
)

Job = Callable[[sqlite3.Connection, str], "Kept"]  # writes one page, at this time


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one page. ``outcome`` is added, updated, copy, unchanged, skipped or failed."""

    outcome: str
    source: str
    page: str | None = None  # SHA-256 of the bytes
    item_id: str | None = None  # the owner's id of an article given as JSON
    reason: str | None = None  # of what was skipped or failed
    detail: str | None = None
    copy_of: str | None = None  # the page that it repeats
    events: int | None = None  # in the record just made
    changes: tuple[Change, ...] = ()  # of an edited page, against its version before
    count: int = 1  # how many were told in one


@dataclass(slots=True)
class Account:
    """How many pages came to what; grows while pages are told of."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)  # by outcome and reason

    def note(self, kept: Kept) -> None:
        self.outcomes[kept.outcome] += kept.count
        if kept.reason:
            self.reasons[kept.outcome, kept.reason] += kept.count


def silent(kept: Kept) -> None:
    """For who wants the account only."""


class Batch:
    """Answers that wait for a commit, and the account of those committed."""

    def __init__(self, store: Store, tell: Callable[[Kept], None]) -> None:
        self._store, self._tell = store, tell
        self._waiting: list[Job] = []
        self._since = time.monotonic()
        self._bytes = 0
        self.account = Account()

    def wait(self, job: Job, page: Page | None = None) -> None:
        """Takes a job that writes one page, and writes all that wait when there is a batch of them."""
        if not self._waiting:
            self._since, self._bytes = time.monotonic(), 0
        self._waiting.append(job)
        self._bytes += page.bytes if page else 0
        if len(self._waiting) >= BATCH or self._bytes >= BATCH_BYTES or time.monotonic() - self._since >= BATCH_S:
            self.flush()

    def flush(self) -> None:
        jobs, self._waiting = self._waiting, []
        if not jobs:
            return
        now = write.utc_now()
        with transaction(self._store) as db:
            done = [job(db, now) for job in jobs]
        for kept in done:
            self.told(kept)

    def told(self, kept: Kept) -> None:
        self.account.note(kept)
        self._tell(kept)


def put(reading: Reading, keep_bytes: bool, db: sqlite3.Connection, now: str) -> Kept:
    return _guarded(reading, db, now, lambda: write.add_reading(db, reading, now=now, keep_bytes=keep_bytes))


def put_again(key: int, reading: Reading, db: sqlite3.Connection, now: str) -> Kept:
    return _guarded(reading, db, now, lambda: write.replace_reading(db, key, reading, now=now))


def _guarded(reading: Reading, db: sqlite3.Connection, now: str, put: Callable[[], write.Written]) -> Kept:
    """A page that can't be written is a failure of its own and undoes no other."""
    page = reading.page
    db.execute("SAVEPOINT one_page")
    try:
        written = put()
        changes: tuple[Change, ...] = ()
        if written.outcome == "updated" and written.before is not None:
            changes = changes_between(write.load_reading(db, written.before), reading)
        copy_of = original_of(db, written.page)
    except PAGE_FAULTS as err:
        db.execute("ROLLBACK TO one_page")
        db.execute("RELEASE one_page")
        detail = f"its record could not be kept: {type(err).__name__}: {err}; please report it with the page"
        return note(Skipped(page.source, "not kept", detail, page.given.item_id), page, reading.made_by, db, now)
    db.execute("RELEASE one_page")
    outcome = "copy" if written.outcome == "added" and copy_of is not None else written.outcome
    events = len(reading.events) if written.outcome != "unchanged" else None
    original = page_id_of(db, copy_of) if copy_of is not None else None
    return Kept(outcome, page.source, page.id, page.given.item_id, copy_of=original, events=events, changes=changes)


def note(skipped: Skipped, page: Page | None, tried_with: MadeBy | None, db: sqlite3.Connection, now: str) -> Kept:
    write.note_failure(db, skipped, page=page, tried_with=tried_with, now=now)
    return told_of(skipped, page)


def told_of(skipped: Skipped, page: Page | None) -> Kept:
    failed = skipped.reason in FAILED or skipped.reason.startswith("status 5")
    return Kept(
        "failed" if failed else "skipped", skipped.source, page.id if page else None, skipped.item_id,
        skipped.reason, skipped.detail, count=skipped.count,
    )  # fmt: skip
