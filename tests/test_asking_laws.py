"""Laws of asking: no text that is asked for breaks anything, no row is lost between pages, SQL changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import dateline
from dateline.asking import Record
from dateline.errors import DatelineError, UsageError
from dateline.store.open import open_store
from dateline.store.query.sql import ask_sql

QUIET = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY = st.text(max_size=40) | st.text("\"'*^():+-{}, ANDORTEX\0\ud800Ii%_\\", max_size=20)
OPTIONS = {
    "events": ("actor", "recipient", "type", "mode", "status", "polarity", "since", "until", "place", "near",
               "said_by", "outlet", "order", "after"),
    "quotes": ("by", "about", "kind", "cue", "since", "outlet"),
    "figures": ("unit", "what", "whose", "place", "said_by", "change"),
    "actors": ("name", "country", "sector", "kind"),
    "places": ("name", "kind", "near"),
    "pages": ("about", "actor", "place", "language"),
    "search": ("words",),
}  # fmt: skip


@pytest.fixture(scope="module")
def record(asked_store: Path) -> Iterator[Record]:
    with dateline.open(asked_store) as record:
        yield record


@QUIET
@given(st.sampled_from(sorted(OPTIONS)).flatmap(lambda m: st.tuples(st.just(m), st.sampled_from(OPTIONS[m]))), ANY)
@example(("search", "words"), '"')
@example(("search", "words"), "a NEAR(b")
@example(("search", "words"), "rank : x")
@example(("search", "words"), "(" * 500 + "a")
@example(("search", "words"), "a OR " * 390 + "a")
@example(("search", "words"), "\ud800")
@example(("quotes", "about"), "span:x")
@example(("events", "actor"), "\0")
@example(("events", "actor"), '" OR "')
@example(("events", "near"), "nan,nan,nan")
@example(("events", "near"), "1e999,0,1")
@example(("events", "since"), "0000-01-01")
@example(("events", "since"), "９９９９")
@example(("events", "after"), "W251bGwsIDFlOTk5LCAwLCAiIl0")
def test_any_text_is_answered_or_refused_by_name(record: Record, where: tuple[str, str], text: str) -> None:
    method, option = where
    with suppress(DatelineError):
        found = getattr(record, method)(**{option: text})
        rows = list(found)
        assert found.count() == len(rows) or option == "after"


@QUIET
@given(
    st.sampled_from(["newest", "oldest", "published", "added"]),
    st.integers(1, 8),
    st.booleans(),
    st.sampled_from([{}, {"type": "ASSAULT"}, {"actor": "MOZ"}, {"place": "MOZ"}]),
)
def test_pages_of_an_answer_give_each_row_once(
    record: Record, order: str, size: int, copies: bool, asked: dict[str, Any]
) -> None:
    found = record.events(order=order, copies=copies, **asked)
    seen, after = [], None
    while True:
        part = found.page(size, after=after)
        assert len(part.rows) <= size
        seen += part.rows
        if (after := part.next) is None:
            break
    assert seen == list(found)
    assert len(seen) == found.count()
    assert len({(e.page.id, e.id) for e in seen}) == len(seen)


@pytest.mark.parametrize(
    ("method", "asked"),
    [
        ("events", {"actor": "MOZ"}),
        ("events", {"actor": "REB", "polarity": "denied"}),
        ("events", {"recipient": "CVL"}),
        ("events", {"between": ("MOZ", "REB")}),
        ("events", {"said_by": "GOV"}),
        ("events", {"place": "MOZ"}),
        ("events", {"place": "Lebanon"}),
        ("events", {"near": (-13.0, 40.5, 30.0)}),
        ("quotes", {"by": "CVL"}),
        ("figures", {"place": "MOZ"}),
    ],
)
def test_many_and_few_are_looked_for_in_two_ways_that_find_the_same(
    record: Record, monkeypatch: pytest.MonkeyPatch, method: str, asked: dict[str, Any]
) -> None:
    few = list(getattr(record, method)(**asked))
    monkeypatch.setattr("dateline.store.query.names.MANY", -1)
    many = getattr(record, method)(**asked)
    assert "EXISTS" in many.plan.where.sql
    assert list(many) == few != []


@pytest.mark.parametrize("method", ["quotes", "figures", "actors", "places", "pages"])
def test_each_kind_of_row_comes_once_a_page_at_a_time(record: Record, method: str) -> None:
    for order in ("name", "pages") if method in ("actors", "places") else ("newest", "oldest", "added"):
        found = getattr(record, method)(order=order)
        seen, after = [], None
        while True:
            part = found.page(1, after=after)
            seen += part.rows
            if (after := part.next) is None:
                break
        assert seen == list(found), order


WRITES = (
    "DELETE FROM event",
    "UPDATE event SET type = 'x'",
    "INSERT INTO meta VALUES ('a', 'b')",
    "INSERT INTO article_words (article_words) VALUES ('rebuild')",
    "DROP TABLE event",
    "CREATE TABLE x (y)",
    "CREATE TEMP TABLE x (y)",
    "ATTACH 'other.db' AS o",
    "PRAGMA writable_schema = 1",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA query_only = 0",
    "PRAGMA user_version = 9",
    "VACUUM",
    "VACUUM INTO 'copy.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "SAVEPOINT a",
    "SELECT load_extension('x')",
    "SELECT fts3_tokenizer('simple')",
    "WITH x AS (SELECT 1) DELETE FROM event",
    "SELECT 1; DELETE FROM event",
    "EXPLAIN DELETE FROM event",
    "",
    "-- nothing",
)


@pytest.mark.parametrize("sql", WRITES)
def test_sql_changes_nothing(asked_store: Path, sql: str) -> None:
    before = hashlib.sha256(asked_store.read_bytes()).digest()
    with open_store(asked_store) as store, pytest.raises(UsageError, match="--sql: "):
        ask_sql(store, sql)
    assert hashlib.sha256(asked_store.read_bytes()).digest() == before
    assert sorted(p.name for p in asked_store.parent.iterdir() if not p.name.startswith("news.db")) == []


@QUIET
@given(ANY | ANY.map("SELECT {}".format) | st.sampled_from(WRITES).map(lambda s: "SELECT (" + s + ")"))
def test_any_sql_is_answered_or_refused(asked_store: Path, sql: str) -> None:
    with open_store(asked_store) as store, suppress(DatelineError):
        ask_sql(store, sql)


def test_sql_gives_rows_with_the_names_of_their_columns(asked_store: Path) -> None:
    with open_store(asked_store) as store:
        answer = ask_sql(store, "SELECT type, count(*), count(*), NULL, x'00ff' FROM event GROUP BY type")
    assert answer.columns == ("type", "count(*)", "count(*)_2", "NULL", "x'00ff'")
    assert answer.rows[0] == ("AGREE", 1, 1, None, b"\0\xff")


def test_sql_may_search(asked_store: Path) -> None:
    with open_store(asked_store) as store:
        answer = ask_sql(store, "SELECT count(*) FROM article_words WHERE article_words MATCH 'ceasefire'")
    assert answer.rows == ((1,),)


def test_sql_that_takes_too_long_is_stopped(asked_store: Path) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with open_store(asked_store) as store, pytest.raises(UsageError, match=r"took longer than 0\.2 seconds"):
        ask_sql(store, endless, limit_s=0.2)


def test_sql_gives_no_more_rows_than_asked_for_and_says_so(asked_store: Path) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    with open_store(asked_store) as store:
        answer = ask_sql(store, endless, limit_rows=3)
        assert (answer.rows, answer.cut) == (((1,), (2,), (3,)), True)


def test_sql_may_not_make_a_value_that_fills_the_memory(asked_store: Path) -> None:
    with open_store(asked_store) as store, pytest.raises(UsageError, match="larger than 64 MiB"):
        ask_sql(store, "SELECT zeroblob(900000000)")


def test_what_another_adds_is_seen_by_the_next_question(tmp_path: Path) -> None:
    from dateline.store.open import transaction
    from dateline.store.write import add_reading
    from tests.asked import NOW, make_store, threat

    path = make_store(tmp_path / "grows.db")
    draft = threat()
    draft.text += " Again."
    draft.headline = "Later"
    with dateline.open(path) as record, open_store(path, write=True) as writer:
        assert record.pages().count() == 3
        with transaction(writer) as db:
            add_reading(db, draft.reading(), now=NOW)
        assert record.pages().count() + record.pages(copies=True).count() > 3 + 4


def test_the_connection_is_locked_against_writing(asked_store: Path) -> None:
    with dateline.open(asked_store) as record, pytest.raises(sqlite3.OperationalError):
        record.store.db.execute("DELETE FROM event")
