"""Reading pages into the store: from a stream of pages to a record that grows, with an account of each.

A page is told of (``tell``) only when it is safely on disk. Pages that the store has are known by their
bytes' hash before anything is parsed. Nothing here grows with the number of pages.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from dateline.parallel import read_pages_with
from dateline.pipeline import Settings, made_by_now
from dateline.records import MadeBy, Page, Reading, Skipped
from dateline.store import write
from dateline.store.changes import Change, changes_between
from dateline.store.identity import find_known
from dateline.store.open import Store, telling, transaction
from dateline.store.pages import failed_before, failed_pages, original_of, page_id_of

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

PART = re.compile(r"((?:https?://[^/]+/)?(?!https?://).+?)[:#]\d+")  # the number of a port is none of a part
Read = Callable[[Iterable[Page | Skipped]], Iterator[Reading | Skipped]]


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


def reader(settings: Settings, jobs: int) -> Read:
    """What reads pages with these settings, in this many processes."""
    return partial(read_pages_with, settings=settings, jobs=jobs)


def add_pages(
    store: Store,
    pages: Iterable[Page | Skipped],
    *,
    read: Read,
    tried_with: MadeBy | None = None,
    again: bool = False,
    keep_bytes: bool = True,
    tell: Callable[[Kept], None] = silent,
    account: Account | None = None,
) -> Account:
    """Reads what the store lacks and adds it; returns how many came to what.

    Each page is told of after its commit. With ``tried_with`` (see ``made_by_now``) a page that failed
    before with the same program and lexicon is not tried again, unless ``again``. Raises StoreError
    where the file can't be written: all that was told of stays, and ``account``, which is counted on, tells it.
    """
    keeper = _Keeper(store, tried_with, again, keep_bytes, tell)
    keeper.account = account if account is not None else keeper.account
    new = keeper.unknown(pages)
    first = next(new, None)
    if first is not None:  # nothing is loaded where nothing is new
        for answer in read(chain([first], new)):
            keeper.take(answer)
    keeper.flush()
    return keeper.account


def as_told(pages: Iterable[Page | Skipped], settings: Settings) -> Iterator[Page | Skipped]:
    """The pages as the settings tell of them: a day of publication that the user knows outranks their own."""
    for page in pages:
        if settings.published and isinstance(page, Page):
            page = replace(page, given=replace(page.given, published=settings.published, published_basis="given"))
        yield page


def failed_again(
    store: Store, *, open_source: Callable[[str], Iterable[Page | Skipped]], reason: str | None = None
) -> Iterator[Page | Skipped]:
    """What gave no record, to be tried again: the kept bytes, else what its source holds now."""
    opened: set[str] = set()
    for failed in failed_pages(store, reason=reason):
        if isinstance(failed, Page):
            yield failed
        elif (source := whole_source(failed)) not in opened:
            opened.add(source)
            yield from open_source(source)


def whole_source(source: str) -> str:
    """The file that a source is in: "news.jsonl" of "news.jsonl:12"; the source itself where that is one."""
    if os.path.exists(source) or (found := PART.fullmatch(source)) is None:
        return source
    return found[1]


def reread_pages(
    store: Store,
    *,
    settings: Settings,
    read: Read,
    find: Callable[[str], Page | None] = lambda source: None,
    tell: Callable[[Kept], None] = silent,
) -> Account:
    """Reads again the newest versions whose records another program, lexicon or model made.

    A page of which only the hash was kept is asked of ``find`` by its source, and must have the same bytes.
    """
    keeper = _Rereader(store, tell)
    stale = keeper.stale(made_by_now(settings), find)
    first = next(stale, None)
    if first is not None:
        for answer in read(chain([first], stale)):
            keeper.take(answer)
    keeper.flush()
    return keeper.account


class _Batch:
    """Answers that wait for a commit, and the account of those committed."""

    def __init__(self, store: Store, tell: Callable[[Kept], None]) -> None:
        self._store, self._tell = store, tell
        self._waiting: list[Callable[[sqlite3.Connection, str], Kept]] = []
        self._since = time.monotonic()
        self._bytes = 0
        self.account = Account()

    def wait(self, job: Callable[[sqlite3.Connection, str], Kept], page: Page | None = None) -> None:
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


class _Keeper(_Batch):
    """Adding: what is known is told at once, the rest is read and waits for its commit."""

    def __init__(
        self, store: Store, tried_with: MadeBy | None, again: bool, keep_bytes: bool, tell: Callable[[Kept], None]
    ) -> None:
        super().__init__(store, tell)
        self._tried_with, self._again, self._keep_bytes = tried_with, again, keep_bytes
        self._reading: deque[Page] = deque()

    def unknown(self, pages: Iterable[Page | Skipped]) -> Iterator[Page | Skipped]:
        """Those to be read."""
        for page in pages:
            if isinstance(page, Skipped):
                self.wait(partial(_note, page, None, None))
            elif kept := self._known(page):
                self.told(kept)
            else:
                self._reading.append(page)
                yield page

    def _known(self, page: Page) -> Kept | None:
        with telling(self._store.path):
            known = find_known(self._store.db, page)
            if known is not None and not known.changed:
                return Kept("unchanged", page.source, page.id, page.given.item_id)
            if self._again or self._tried_with is None:
                return None
            before = failed_before(self._store.db, page, self._tried_with)
            return _skipped_kept(before, page) if before else None

    def take(self, answer: Reading | Skipped) -> None:
        page = self._reading.popleft()
        if isinstance(answer, Skipped):
            self.wait(partial(_note, answer, page, self._tried_with), page)
        else:
            self.wait(partial(_add, replace(answer, page=page), self._keep_bytes), page)


class _Rereader(_Batch):
    """Reading again what the store has."""

    def __init__(self, store: Store, tell: Callable[[Kept], None]) -> None:
        super().__init__(store, tell)
        self._reading: deque[tuple[int, Page]] = deque()

    def stale(self, now: MadeBy, find: Callable[[str], Page | None]) -> Iterator[Page | Skipped]:
        """The pages whose records others made."""
        for key in write.page_keys(self._store.db):
            with telling(self._store.path):
                row = self._store.db.execute(
                    "SELECT p.id, p.source, r.made_by_program, r.made_by_lexicon, r.made_by_parser "
                    "FROM page AS p LEFT JOIN reading AS r ON r.page = p.key AND r.current "
                    "WHERE p.key = ? AND p.replaced_by IS NULL",
                    (key,),
                ).fetchone()
                if row is None or row[2:] == (now.program, now.lexicon, now.parser):
                    continue
                page = write.load_page(self._store.db, key)
            if page is None:
                page = find(row[1])
            if page is None or page.id != row[0]:
                detail = "its bytes were not kept, and its source has others or none; add it again"
                self.told(Kept("skipped", row[1], row[0], None, "no bytes", detail))
                continue
            self._reading.append((key, page))
            yield page

    def take(self, answer: Reading | Skipped) -> None:
        key, page = self._reading.popleft()
        if isinstance(answer, Skipped):
            self.wait(lambda db, now: _skipped_kept(answer, page))
        else:
            self.wait(partial(_replace, key, replace(answer, page=page)), page)


def _add(reading: Reading, keep_bytes: bool, db: sqlite3.Connection, now: str) -> Kept:
    return _guarded(reading, db, now, lambda: write.add_reading(db, reading, now=now, keep_bytes=keep_bytes))


def _replace(key: int, reading: Reading, db: sqlite3.Connection, now: str) -> Kept:
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
        return _note(Skipped(page.source, "not kept", detail, page.given.item_id), page, reading.made_by, db, now)
    db.execute("RELEASE one_page")
    outcome = "copy" if written.outcome == "added" and copy_of is not None else written.outcome
    events = len(reading.events) if written.outcome != "unchanged" else None
    original = page_id_of(db, copy_of) if copy_of is not None else None
    return Kept(outcome, page.source, page.id, page.given.item_id, copy_of=original, events=events, changes=changes)


def _note(skipped: Skipped, page: Page | None, tried_with: MadeBy | None, db: sqlite3.Connection, now: str) -> Kept:
    write.note_failure(db, skipped, page=page, tried_with=tried_with, now=now)
    return _skipped_kept(skipped, page)


def _skipped_kept(skipped: Skipped, page: Page | None) -> Kept:
    failed = skipped.reason in FAILED or skipped.reason.startswith("status 5")
    return Kept(
        "failed" if failed else "skipped", skipped.source, page.id if page else None, skipped.item_id,
        skipped.reason, skipped.detail, count=skipped.count,
    )  # fmt: skip
