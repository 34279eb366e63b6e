"""The command that watches feeds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.account import print_lot
from dateline.cli.common import STORE, ActorFiles, Db, Json, JudgeName, Model, RuleFolders, fail, say, settings_of
from dateline.cli.fetching import DELAY_S, AllowPrivate, Contact, Delay, fetcher_of

if TYPE_CHECKING:
    from dateline.fetch import Fetcher
    from dateline.keep import Account, Kept, Read
    from dateline.pipeline import Tools
    from dateline.records import Page, Reading, Skipped
    from dateline.store.feeds import FeedState
    from dateline.store.open import Store


def watch(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.")],
    db: Db = STORE,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once and end.")] = False,
    every: Annotated[float, typer.Option("--every", min=1, help="Minutes from one round to the next.")] = 15,
    as_json: Json = False,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    delay: Delay = DELAY_S,
    contact: Contact = None,
    allow_private: AllowPrivate = None,
) -> None:
    """Ask feeds for what is new and add it, again and again. A feed that fails is asked more rarely.

    Example:  dateline watch https://news.example/feed.xml --every 30 --db news.db

    Example:  dateline watch https://news.example/feed.xml --once
    """
    from dateline.errors import StoreBusy
    from dateline.intake.pages import web_address
    from dateline.pipeline import check_settings, open_tools, read_pages
    from dateline.store.open import open_store

    for feed in feeds:
        if not web_address(feed):
            fail(f"{feed}: not an address; a feed's begins with https://")
    settings_now = partial(settings_of, parser=parser, judge=judge, lexicon=lexicon, actors=actors)
    check_settings(settings_now())
    fetcher = fetcher_of(allow_private=allow_private, delay=delay, contact=contact)
    pause = timedelta(minutes=every)
    tools: list[Tools] = []  # loaded once, when there is something to read

    def read(pages: Iterable[Page | Skipped]) -> Iterator[Reading | Skipped]:
        settings = settings_now()  # anew: it may be another day
        if not tools:
            tools.append(open_tools(settings))
        return read_pages(pages, tools=tools[0], settings=settings)

    while fetcher is not None:
        begun = time.monotonic()
        try:
            with open_store(db, write=True) as store:
                failed = _round(store, list(dict.fromkeys(feeds)), fetcher, read, pause, as_json=as_json)
        except StoreBusy as err:
            if once:
                raise
            say(f"{err}; the next round tries again")
        if once:
            raise typer.Exit(1 if failed else 0)
        time.sleep(max(0.0, pause.total_seconds() - (time.monotonic() - begun)))


def _round(store: Store, feeds: list[str], fetcher: Fetcher, read: Read, pause: timedelta, *, as_json: bool) -> bool:
    """Asks every feed that is due and adds what is new; tells whether anything failed."""
    from dateline.keep import add_pages
    from dateline.store.feeds import feed_state, keep_feed_states, was_read
    from dateline.watching import PASSING, is_due, poll_feed

    now = datetime.now(UTC)
    states = [feed_state(store, feed) for feed in feeds]
    due = [state for state in states if is_due(state, every=pause, now=now)]
    done: list[FeedState] = []

    def pages() -> Iterator[Page | Skipped]:
        for state in due:
            yield from poll_feed(
                state,
                fetcher=fetcher,
                now=now,
                is_known=lambda url: was_read(store, url, but=PASSING),
                done=done.append,
            )

    def tell(kept: Kept) -> None:
        print_lot(kept, say, as_json=as_json)
        if kept.outcome not in ("skipped", "failed", "unchanged"):
            say(f"{kept.source}: {kept.outcome}, {kept.events or 0} events")

    account = add_pages(store, pages(), read=read, tell=tell)
    keep_feed_states(store, done)  # after the pages: what is cut off here is asked for again
    say(f"{now:%Y-%m-%d %H:%M} UTC: {len(due)} of {len(feeds)} feeds asked: {_told(account)}")
    return bool(account.outcomes["failed"]) or any(state.failures for state in done)


def _told(account: Account) -> str:
    return (
        ", ".join(f"{count} {outcome}" for outcome, count in account.outcomes.most_common() if count) or "nothing new"
    )
