"""Watching a feed of the test's own: what is new is added once, what fails is asked more rarely, nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.fetch import Fetcher, Manners
from dateline.records import Page, Skipped
from dateline.store.feeds import FeedState, feed_state, keep_feed_states, was_read
from dateline.store.open import open_store
from dateline.watching import PASSING, is_due, poll_feed
from tests.servers import Server

NOW = datetime(2024, 1, 2, 12, tzinfo=UTC)
PAGE = "<html><body><h1>Strike</h1><p>Dockers in Pemba went on strike on Monday, page %d.</p></body></html>"


def feed_of(*paths: str) -> bytes:
    entry = "<item><title>Strike</title><link>%s</link><pubDate>Mon, 01 Jan 2024 10:00:00 GMT</pubDate></item>"
    return ('<rss version="2.0"><channel>' + "".join(entry % p for p in paths) + "</channel></rss>").encode()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server({f"/{n}": (200, {}, (PAGE % n).encode()) for n in range(9)})
    made.answers["/feed"] = (200, {"ETag": '"1"', "Content-Type": "application/rss+xml"}, feed_of("/1", "/2"))
    yield made
    made.close()


def fetcher(server: Server) -> Fetcher:
    return Fetcher(Manners(delay_s=0, whole_s=2, private=frozenset([server.place])))


def poll(
    server: Server, state: FeedState | None = None, *, known: frozenset[str] = frozenset()
) -> tuple[list[Page | Skipped], FeedState]:
    done: list[FeedState] = []
    items = poll_feed(
        state or FeedState(f"{server.base}/feed"),
        fetcher=fetcher(server),
        now=NOW,
        is_known=lambda url: url in known,
        done=done.append,
    )
    return list(items), done[0]


def test_a_feed_gives_its_pages_with_its_day_and_tells_how_far_it_was_read(server: Server) -> None:
    items, state = poll(server)
    assert [(p.source, p.given.published_basis) for p in items if isinstance(p, Page)] == [
        (f"{server.base}/1", "feed"),
        (f"{server.base}/2", "feed"),
    ]
    assert state == FeedState(f"{server.base}/feed", etag='"1"', polled="2024-01-02T12:00:00")


def test_a_page_that_is_known_is_not_fetched_again(server: Server) -> None:
    items, _ = poll(server, known=frozenset([f"{server.base}/1"]))
    assert [p.source for p in items] == [f"{server.base}/2"]
    assert "/1" not in server.paths()


def test_a_feed_that_has_not_changed_gives_nothing_and_is_no_failure(server: Server) -> None:
    server.answers["/new"] = (200, {"ETag": '"1"'}, feed_of("/1"))
    items, state = poll(server, FeedState(f"{server.base}/new", etag='"1"', failures=3))
    assert (items, state.failures, state.etag) == ([], 0, '"1"')


def test_a_page_that_may_be_had_next_time_keeps_the_feed_from_counting_as_read(server: Server) -> None:
    server.answers["/2"] = (503, {}, b"")
    _, state = poll(server)
    assert state.etag is None
    server.answers["/2"] = (404, {}, b"")
    _, state = poll(server)
    assert state.etag == '"1"'


@pytest.mark.parametrize(("path", "why"), [("/none", "not found"), ("/broken", "status 500"), ("/closed", "robots")])
def test_a_feed_that_fails_is_told_and_counted(server: Server, path: str, why: str) -> None:
    server.answers["/broken"] = (500, {}, b"")
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed")
    items, state = poll(server, FeedState(server.base + path, failures=2))
    assert [i.reason for i in items if isinstance(i, Skipped)] == [why]
    assert state.failures == 3


@pytest.mark.parametrize(
    ("failures", "minutes", "due"),
    [(0, 1, True), (1, 29, False), (1, 30, True), (3, 119, False), (3, 120, True), (60, 1439, False), (60, 1440, True)],
)
def test_a_feed_that_fails_is_asked_the_rarer_but_once_a_day(failures: int, minutes: int, due: bool) -> None:
    state = FeedState("x", polled="2024-01-02T12:00:00", failures=failures)
    assert is_due(state, every=timedelta(minutes=15), now=NOW + timedelta(minutes=minutes)) == due


def test_the_store_remembers_feeds_and_what_was_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db", write=True) as store:
        assert feed_state(store, "https://news.example/feed") == FeedState("https://news.example/feed")
        state = FeedState("https://news.example/feed", '"1"', None, "2024-01-02T12:00:00", 2)
        keep_feed_states(store, [state])
        keep_feed_states(store, [state])
        assert feed_state(store, state.address) == state
        assert not was_read(store, "https://news.example/1", but=PASSING)


def test_the_command_adds_what_is_new_and_nothing_twice(server: Server, tmp_path: Path) -> None:
    db = str(tmp_path / "news.db")
    command = [sys.executable, "-m", "dateline.cli", "watch", f"{server.base}/feed", "--once", "--json", "--delay", "0"]
    command += ["--db", db, "--allow-private", server.place]
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    assert [json.loads(line)["outcome"] for line in first.stdout.splitlines()] == ["added", "added"]
    server.answers["/feed"] = (200, {"ETag": '"2"'}, feed_of("/3", "/1", "/2", "/gone"))
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [(json.loads(line)["source"][-2:], json.loads(line)["outcome"]) for line in second.stdout.splitlines()]
    assert sorted(told) == [("/3", "added"), ("ne", "skipped")], second.stderr
