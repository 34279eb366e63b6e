"""Reading pages into the store: from a stream of pages to a record that grows, with an account of each.

A page is told of (``tell``) only when it is safely on disk. Pages that the store has are known by their
bytes' hash before anything is parsed. Nothing here grows with the number of pages.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from dateline.parallel import read_pages_with
from dateline.pipeline import Settings, made_by_now
from dateline.records import MadeBy, Page, Reading, Skipped
from dateline.store import write
from dateline.store.batch import Account, Batch, Kept, note, put, put_again, silent, told_of
from dateline.store.identity import find_known
from dateline.store.open import Store, telling
from dateline.store.pages import failed_before, failed_pages

__all__ = ["Account", "Kept", "Read", "add_pages", "as_told", "failed_again", "reader", "reread_pages", "whole_source"]

PART = re.compile(r"((?:https?://[^/]+/)?(?!https?://).+?)[:#]\d+")  # the number of a port is none of a part
Read = Callable[[Iterable[Page | Skipped]], Iterator[Reading | Skipped]]


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


class _Keeper(Batch):
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
                self.wait(partial(note, page, None, None))
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
            return told_of(before, page) if before else None

    def take(self, answer: Reading | Skipped) -> None:
        page = self._reading.popleft()
        if isinstance(answer, Skipped):
            self.wait(partial(note, answer, page, self._tried_with), page)
        else:
            self.wait(partial(put, replace(answer, page=page), self._keep_bytes), page)


class _Rereader(Batch):
    """Reading again what the store has."""

    def __init__(self, store: Store, tell: Callable[[Kept], None]) -> None:
        super().__init__(store, tell)
        self._reading: deque[tuple[int, Page]] = deque()

    def stale(self, now: MadeBy, find: Callable[[str], Page | None]) -> Iterator[Page | Skipped]:
        """The pages whose records others made."""
        for key in write.page_keys(self._store.db):
            with telling(self._store.path):
                row = self._store.db.execute(
                    "SELECT p.id, p.source, r.made_by_program, r.made_by_lexicon, r.made_by_parser, r.made_by_model "
                    "FROM page AS p LEFT JOIN reading AS r ON r.page = p.key AND r.current "
                    "WHERE p.key = ? AND p.replaced_by IS NULL",
                    (key,),
                ).fetchone()
                if row is None or row[2:] == (now.program, now.lexicon, now.parser, now.model):
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
            self.wait(lambda db, now: told_of(answer, page))
        else:
            self.wait(partial(put_again, key, replace(answer, page=page)), page)
