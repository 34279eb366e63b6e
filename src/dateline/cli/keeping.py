"""The commands that look after the store: add, reread, failures, changes, forget, doctor."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.account import change_line, close, saying_when_stopped, telling_each, told
from dateline.cli.common import (
    STORE,
    ActorFiles,
    Db,
    From,
    Json,
    JudgeName,
    Model,
    Published,
    RuleFolders,
    Sources,
    fail,
    many,
    pages_of,
    say,
    settings_of,
)
from dateline.cli.fetching import DELAY_S, AllowPrivate, Contact, Delay, Offline, fetcher_of

if TYPE_CHECKING:
    from dateline.records import Page
    from dateline.store.open import Store

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Processes to read with; one more writes.")]
Which = Annotated[str, typer.Argument(help="A page: its address, its path, or its hash (six digits or more).")]


def add(
    sources: Sources,
    db: Db = STORE,
    as_json: Json = False,
    published: Published = None,
    form: From = None,
    no_bytes: Annotated[
        bool, typer.Option("--no-bytes", help="Keep the hash of each page's bytes, not the bytes.")
    ] = False,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    jobs: Jobs = CORES,
    delay: Delay = DELAY_S,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
    offline: Offline = False,
) -> None:
    """Add pages to the store. Pages that it has are known by their bytes and not read again, so adding again is quick.

    A page is reported only when it is safely on disk. Ends with 1 where a page failed or none was found.

    Example:  dateline add examples/ --db news.db

    Example:  dateline add crawl.warc.gz addresses.txt https://news.example/feed.xml --db news.db
    """
    from dateline.keep import Account, add_pages, as_told, reader
    from dateline.pipeline import made_by_now
    from dateline.store.open import open_store

    settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors, published=published)
    now = made_by_now(settings)
    fetch = fetcher_of(allow_private=allow_private, delay=delay, contact=contact, offline=offline)
    account = Account()
    with (
        open_store(db, write=True) as store,
        telling_each(sources, as_json=as_json) as tell,
        saying_when_stopped(account),
    ):
        add_pages(
            store,
            as_told(pages_of(sources, form, fetch), settings),
            read=reader(settings, jobs),
            tried_with=now,
            keep_bytes=not no_bytes,
            tell=tell,
            account=account,
        )
    close(account)


def reread(
    db: Db = STORE,
    as_json: Json = False,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    jobs: Jobs = CORES,
) -> None:
    """Bring old pages up to the present program, lexicon and language model; those that are stay as they are.

    Example:  dateline reread --db news.db
    """
    from dateline.keep import reader, reread_pages, whole_source
    from dateline.records import Page
    from dateline.store.open import open_store

    def find(source: str) -> Page | None:
        inside = pages_of([whole_source(source)], None, None)
        return next((p for p in inside if isinstance(p, Page) and p.source == source), None)

    settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors)
    with open_store(db, write=True) as store, telling_each((), as_json=as_json) as tell:
        account = reread_pages(store, settings=settings, read=reader(settings, jobs), find=find, tell=tell)
    say(f"{many(account.outcomes['updated'], 'page')} read again, {told(account, but=('updated',)) or 'none left out'}")


def failures(
    db: Db = STORE,
    as_json: Json = False,
    reason: Annotated[str | None, typer.Option(help="Only those of this reason, such as 'no text'.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try them again.")] = False,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    jobs: Jobs = CORES,
    delay: Delay = DELAY_S,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
) -> None:
    """List what gave no record and why, or try it again.

    Example:  dateline failures --db news.db
    """
    from dateline.export.record_json import plain_json
    from dateline.store.open import open_store
    from dateline.store.pages import list_failures

    if retry:
        from dateline.keep import add_pages, failed_again, reader
        from dateline.pipeline import made_by_now

        settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors)
        now = made_by_now(settings)
        fetch = fetcher_of(allow_private=allow_private, delay=delay, contact=contact)
        with open_store(db, write=True) as store, telling_each((), as_json=as_json) as tell:
            pages = failed_again(store, open_source=lambda source: pages_of([source], None, fetch), reason=reason)
            close(add_pages(store, pages, read=reader(settings, jobs), tried_with=now, again=True, tell=tell))
        return
    count = 0
    with open_store(db) as store:
        for failure in list_failures(store, reason=reason):
            count += 1
            print(plain_json(failure) if as_json else f"{failure.source}: {failure.reason}: {failure.detail}")
    say(many(count, "failure"))


def changes(page: Which, db: Db = STORE, as_json: Json = False) -> None:
    """Show every version of a page and what each changed: a toll that rose, a name withdrawn.

    Example:  dateline changes examples/harbour.txt --db news.db
    """
    from dateline.export.record_json import plain_json
    from dateline.store.open import open_store
    from dateline.store.pages import versions_of

    with open_store(db) as store:
        versions = versions_of(store, page)
    for version in versions:
        if as_json:
            print(plain_json(version))
            continue
        now = " (shown in answers)" if version.current else ""
        print(f"{version.added}  {version.page[:12]}  {version.source}  read by {version.program}{now}")
        for change in version.changes:
            print(f"  {change_line(change)}")
    say(many(len(versions), "reading"))


def forget(
    page: Which,
    db: Db = STORE,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Remove a page and all that came from it, words and index too. An address takes all versions of its page along.

    Example:  dateline forget examples/README.md --db news.db --yes
    """
    from dateline.store.forget import forget_pages
    from dateline.store.open import open_store

    with open_store(db, write=True) as store:
        keys = _meant(store, page)
        if not yes and not (
            sys.stdin.isatty() and typer.confirm(f"Forget {many(len(keys), 'page')} for good?", err=True)
        ):
            fail("nothing was forgotten; say --yes to forget without being asked")
        gone = forget_pages(store, keys)
    for one in gone:
        say(f"{one.source}: forgotten")
    if any(one.traces for one in gone):
        say(f"another program reads {db}: words may stay in {db}-wal until it ends")


def doctor(
    db: Db = STORE,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the tables anew from the records.")] = False,
    rescue: Annotated[
        Path | None, typer.Option("--rescue", help="Save what a damaged file still holds into this new one.")
    ] = None,
) -> None:
    """Check a store: the file, its indexes, and that every row says what its record says. Ends with 1 if not.

    Example:  dateline doctor --db news.db
    """
    from dateline.errors import StoreError
    from dateline.store import doctor as ward
    from dateline.store.open import open_store

    if rescue is not None:
        saved = ward.rescue(str(db), str(rescue))
        say(f"{rescue}: {many(saved.pages, 'page')} and {many(saved.readings, 'record')} saved, {saved.lost} lost")
        return
    try:
        store = open_store(db, write=True)
    except StoreError:
        store = open_store(db)  # to look is possible where to write is not
    with store:
        if rebuild:
            say(f"{many(ward.rebuild(store), 'page')} made anew")
        findings = 0
        for finding in ward.check_store(store):
            findings += 1
            where = f"{finding.page}: " if finding.page else ""
            print(f"{where}{finding.detail}{MENDS[finding.mend]}")
    say(f"{db}: {many(findings, 'finding')}" if findings else f"{db}: sound")
    if findings:
        raise typer.Exit(1)


MENDS = {
    "rebuild": "; mend it with `dateline doctor --rebuild`",
    "rescue": "; save what it holds with `dateline doctor --rescue NEW.db`, and add the rest again",
    "reread": "; `dateline reread` makes one",
    "add": "; forget the page and add it again",
}


def _meant(store: Store, page: str) -> list[int]:
    """The pages that are meant; ends the command where there is none, or where a hash's digits fit several."""
    from dateline.store.pages import ambiguous, find_pages

    keys = find_pages(store, page)
    if not keys:
        fail(f"{store.path} has no page {page!r}; name one by its address, its path, or its hash")
    if several := ambiguous(store, page, keys):
        fail(f"{page!r} fits several pages: {', '.join(several)}; give more digits")
    return keys
