"""Watching feeds: asking each for what is new, less often where it fails, and fetching what the store lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

from dateline.fetch import Fetcher
from dateline.intake import Link, page_behind
from dateline.intake.feed import read_feed
from dateline.intake.stream import Ahead
from dateline.records import Page, Skipped
from dateline.store.feeds import FeedState

# Reasons by which a page or a feed may be had the next time.
PASSING = frozenset(["timed out", "unreachable", "broken body", "status 429", "status 500", "status 502", "status 503"])
DOUBLINGS = 7  # of the time between two questions to a feed that fails
LONGEST_WAIT = timedelta(days=1)


def is_due(state: FeedState, *, every: timedelta, now: datetime) -> bool:
    """Whether a feed is to be asked: always while it answers, else the rarer the more often in a row it failed."""
    if state.polled is None or state.failures == 0:
        return True
    wait = min(every * (1 << min(state.failures, DOUBLINGS)), LONGEST_WAIT)
    return now - datetime.fromisoformat(state.polled).replace(tzinfo=UTC) >= wait


def poll_feed(
    state: FeedState,
    *,
    fetcher: Fetcher,
    now: datetime,
    is_known: Callable[[str], bool],
    done: Callable[[FeedState], None],
) -> Iterator[Page | Skipped]:
    """The pages that a feed has new, and the reasons where it or they could not be had.

    ``is_known`` tells whether the page at an address was read before: it is not fetched again. ``done`` is
    told at the end how far the feed was read, to be kept when its pages are. A feed that has not changed
    gives nothing. Where a page may be had the next time, the feed will be asked as if it had changed.
    """
    asked = replace(state, polled=now.strftime("%Y-%m-%dT%H:%M:%S"))
    answer = fetcher.poll(state.address, etag=state.etag, last_modified=state.last_modified)
    if isinstance(answer, Skipped):
        if answer.reason == "unchanged":
            done(replace(asked, failures=0))
        else:
            yield answer
            done(replace(asked, failures=state.failures + 1))
        return
    complete = True
    for item in read_feed(Ahead(BytesIO(answer.content)), answer.url):
        if isinstance(item, Link):
            if is_known(item.url):
                continue
            item = page_behind(item, fetch=fetcher)
            complete = complete and not (isinstance(item, Skipped) and item.reason in PASSING)
        yield item
    done(
        FeedState(
            state.address,
            etag=answer.etag if complete else None,
            last_modified=answer.last_modified if complete else None,
            polled=asked.polled,
        )
    )
