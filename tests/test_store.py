"""The store's laws: what is added, what is not, what an edit keeps, what forgetting leaves."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from dateline.flatten import APART, INDEXES, TABLES, columns, rows_of
from dateline.keep import add_pages, failed_again, reread_pages
from dateline.pipeline import Settings, Tools, made_by_now
from dateline.records import Count, Figure, Page, Reading, Skipped, Span
from dateline.store.batch import BATCH
from dateline.store.changes import changes_between
from dateline.store.forget import forget_pages
from dateline.store.open import Store
from dateline.store.pages import find_pages, list_failures, versions_of
from dateline.store.write import load_page, load_reading
from tests.factories import read_text
from tests.keeping import (
    EDITED,
    HARBOUR,
    MINISTER,
    RIVER,
    WITH,
    add,
    content,
    count,
    file_pages,
    new_store,
    no_reader,
    outcomes,
    pages_of,
    reader_of,
)

ROWS = (
    {"id": "h", "text": HARBOUR, "published": "2024-03-07", "url": "https://harbour.example/a"},
    {"id": "r", "text": RIVER, "published": "2024-03-08"},
    {"id": "m", "text": MINISTER},
    {"id": "h2", "text": HARBOUR, "published": "2024-03-08", "url": "https://other.example/b", "outlet": "The Other"},
    {"id": "h3", "text": HARBOUR + "\nThis paper adds a line.", "published": "2024-03-06", "url": "https://c.example/"},
    {"id": "empty", "text": " "},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path) as store:
        yield store


# ---------------------------------------------------------------- the schema


def test_the_tables_have_the_columns_that_the_records_have_fields(store: Store) -> None:
    for table in TABLES:
        stored = {row[1] for row in store.db.execute(f"PRAGMA table_info({table})")}
        assert stored == set(columns(table)), table


def test_every_field_of_a_record_has_a_column_or_a_table_of_its_own() -> None:
    for table, (kind, _) in TABLES.items():
        if kind is None:
            continue
        told = {re.sub(r"_.*", "", name) for name in columns(table)} | set(columns(table))
        for f in fields(kind):
            inside = f.metadata.get("internal")
            assert inside or f.name in APART.get(kind, ()) or f.name in told or f.name.split("_")[0] in told


def test_every_index_of_words_is_known(store: Store) -> None:
    found = store.db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'")
    assert {name for (name,) in found} == set(INDEXES)


def test_every_table_is_strict(store: Store) -> None:
    rows = store.db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    assert {name for name, strict in rows if not strict} == {"sqlite_schema"}


def test_every_table_is_told_in_the_documentation(store: Store) -> None:
    page = (Path(__file__).parent.parent / "docs" / "store.md").read_text("utf-8")
    rows = store.db.execute("SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND schema = 'main'")
    missing = {name for (name,) in rows if not name.startswith("sqlite_") and f"`{name}`" not in page}
    assert missing == set()


# ---------------------------------------------------------------- adding


def test_adding_twice_changes_nothing_and_reads_nothing(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of(*ROWS))
    before, size = content(store), store.db.execute("PRAGMA page_count").fetchone()
    told = add_pages(store, pages_of(*ROWS), read=no_reader)
    assert outcomes(told) == ["skipped"] + ["unchanged"] * 5
    assert content(store) == before
    assert store.db.execute("PRAGMA page_count").fetchone() == size


def test_any_order_gives_the_same_store(tmp_path: Path, tools: Tools) -> None:
    pages = pages_of(*ROWS)
    answers = {p.id + str(p.given.url): a for p, a in zip(pages[:5], reader_of(tools)(pages[:5]), strict=True)}

    def read(pages: Iterator[Page]) -> Iterator[Reading]:
        return (answers[p.id + str(p.given.url)] for p in pages)

    found = []
    for number, order in enumerate(itertools.islice(itertools.permutations(pages), 0, 720, 60)):
        with new_store(tmp_path, f"{number}.db") as store:
            for page in order:
                add_pages(store, [page], read=read)
            found.append(content(store))
    assert all(one == found[0] for one in found)
    assert len(found[0]["copies"]) == 2


def test_the_first_published_is_the_original_and_the_others_are_copies(store: Store, tools: Tools) -> None:
    told = add(store, tools, pages_of(*ROWS[:5]))
    assert outcomes(told) == ["added", "added", "added", "copy", "added"]  # the last came late, but is the first
    rows = store.db.execute(
        "SELECT p.name, o.name, c.similarity FROM copy AS c JOIN page AS p ON p.key = c.page "
        "JOIN page AS o ON o.key = c.original ORDER BY 1"
    ).fetchall()
    assert [row[:2] for row in rows] == [
        ("https://harbour.example/a", "https://c.example/"),
        ("https://other.example/b", "https://c.example/"),
    ]
    assert all(0.6 <= row[2] < 1 for row in rows)


def test_the_same_words_a_month_later_are_no_copy(store: Store, tools: Tools) -> None:
    rows = [{"text": HARBOUR, "url": f"https://a.example/{m}", "published": f"2024-0{m}-07"} for m in (3, 4)]
    assert outcomes(add(store, tools, pages_of(*rows))) == ["added", "added"]


def test_a_story_printed_again_with_another_toll_is_no_copy(store: Store, tools: Tools) -> None:
    later = HARBOUR.replace("12 soldiers", "15 soldiers")
    rows = [{"text": HARBOUR, "url": "https://a.example/"}, {"text": later, "url": "https://b.example/"}]
    assert outcomes(add(store, tools, pages_of(*rows))) == ["added", "added"]


def test_two_stories_on_one_event_are_two_witnesses(store: Store, tools: Tools) -> None:
    other = HARBOUR.replace("Gunmen killed 12 soldiers", "Twelve soldiers were killed by gunmen").split("\n")
    rows = [{"text": HARBOUR, "url": "https://a.example/"}, {"text": "\n".join(other[:1]), "url": "https://b.example/"}]
    assert outcomes(add(store, tools, pages_of(*rows))) == ["added", "added"]


def test_what_is_told_of_a_page_later_makes_its_record_anew(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of({"id": "h", "text": HARBOUR}))
    told = add(store, tools, pages_of({"id": "h", "text": HARBOUR, "published": "2024-03-07"}))
    assert outcomes(told) == ["updated"]
    assert ("published", "2024-03-07") in {(c.field, c.after) for c in told[0].changes}
    assert count(store, "page") == 1
    assert count(store, "reading") == 2
    assert outcomes(add_pages(store, pages_of({"text": HARBOUR}), read=no_reader)) == ["unchanged"]
    content(store)


def test_a_text_that_no_database_likes_is_kept(store: Store, tools: Tools) -> None:
    text = "Rebels attacked Pemba\ud800 on Monday.\x00 Police\u2028said 'it' is \"over\"; DROP TABLE page;--"
    add(store, tools, pages_of({"id": "\ud800", "text": text}))
    content(store)
    (key,) = find_pages(store, store.db.execute("SELECT id FROM page").fetchone()[0])
    assert load_page(store.db, key).content.decode("utf-8", "surrogatepass") == text
    reading = load_reading(store.db, store.db.execute("SELECT key FROM reading").fetchone()[0])
    assert reading.article.text == text
    (stored,) = store.db.execute("SELECT text FROM article").fetchone()
    assert len(stored) == len(text)


def test_a_number_too_wide_for_the_file_is_in_the_record(tools: Tools) -> None:
    reading = read_text(MINISTER, tools)
    counts = (Count("killed", 10**30, None, Span(0, 3)),)
    event = replace(reading.events[0], counts=counts)
    rows = rows_of(replace(reading, events=(event,)), page=1, first={})
    at = columns("event_count").index("low")
    assert [row[at] for row in rows.tables["event_count"]] == [None]


def test_a_figure_knows_its_places_and_a_count_whose_it_is(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of(ROWS[0]))
    reading = load_reading(store.db, 1)
    figure = Figure("f9", Span(0, 6), 1, 2, False, None, None, place=tuple(p.id for p in reading.places))
    rows = rows_of(replace(reading, figures=(figure,)), page=1, first={"place": 5}).tables
    assert [row[-1] for row in rows["figure_place"]] == [5 + i for i in range(len(reading.places))]
    assert len(rows["figure_place"]) > 0


def test_of_a_page_whose_bytes_are_not_kept_the_hash_is(store: Store, tools: Tools) -> None:
    add_pages(store, pages_of(ROWS[0]), read=reader_of(tools), keep_bytes=False)
    assert store.db.execute("SELECT content, length(id) FROM page").fetchone() == (None, 64)
    assert outcomes(add_pages(store, pages_of(ROWS[0]), read=no_reader)) == ["unchanged"]
    content(store)


def test_no_more_than_a_batch_of_pages_waits_in_memory(store: Store, tools: Tools) -> None:
    (answer,) = reader_of(tools)(pages_of(ROWS[1]))
    given, told, most = 0, 0, 0

    def pages() -> Iterator[Page]:
        nonlocal given
        for given in range(1, 500):
            yield replace(answer.page, id=f"{given:064x}", given=replace(answer.page.given, item_id=str(given)))

    def tell(kept: object) -> None:
        nonlocal told, most
        told, most = told + 1, max(most, given - told)

    add_pages(store, pages(), read=lambda stream: (replace(answer, page=p) for p in stream), tell=tell)
    assert told == 499
    assert most <= BATCH


def test_a_page_that_cannot_be_written_stops_no_other(store: Store, tools: Tools) -> None:
    def read(pages: Iterator[Page]) -> Iterator[Reading]:
        for number, reading in enumerate(reader_of(tools)(pages)):
            yield replace(reading, places=reading.places * 2, times=5) if number == 1 else reading  # type: ignore[arg-type]

    account = add_pages(store, pages_of(*ROWS[:3]), read=read)
    assert outcomes(account) == ["added", "added", "failed"]
    assert [f.reason for f in list_failures(store)] == ["not kept"]
    content(store)


# ---------------------------------------------------------------- versions


def test_an_edited_page_keeps_both_readings_and_shows_what_changed(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(HARBOUR)
    add(store, tools, file_pages(path))
    path.write_text(EDITED)
    (told,) = add(store, tools, file_pages(path))
    assert told.outcome == "updated"
    changed = {(c.of, c.field, c.before, c.after) for c in told.changes}
    assert ("event", "counts", "killed 12", "killed 15") in changed
    assert count(store, "reading") == 2
    assert count(store, "article") == 1
    assert count(store, "copy") == 0  # a version is no copy
    versions = versions_of(store, str(path))
    assert [v.current for v in versions] == [False, True]
    assert versions[1].changes == told.changes
    assert "15" in store.db.execute("SELECT text FROM article").fetchone()[0]
    content(store)


def test_a_name_withdrawn_and_a_telling_added_are_shown(tools: Tools) -> None:
    before = read_text(HARBOUR, tools)
    (event, *_) = before.events
    shorter = replace(before, events=(replace(event, recipient=(), status="negated"),), quotes=(), figures=())
    told = {(c.of, c.how, c.field, c.before, c.after) for c in changes_between(before, shorter)}
    assert ("event", "changed", "recipient", "12 soldiers", None) in told
    assert ("event", "changed", "status", "actual", "negated") in told
    assert ("quote", "withdrawn", None, None, None) in told
    assert [c.how for c in changes_between(shorter, before) if c.of == "quote"] == ["added"] * len(before.quotes)
    assert changes_between(before, before) == ()


def html(text: str, banner: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f"<html><head><title>Port</title></head><body><div>{banner}</div><article>{lines}</article></body></html>"


def test_a_page_in_which_only_the_banner_changed_is_unchanged(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html(HARBOUR, "<!-- 1 -->"))
    add(store, tools, file_pages(path))
    before = store.db.execute("SELECT * FROM event").fetchall()
    path.write_text(html(HARBOUR, "<!-- 2, and longer than the first -->"))
    assert outcomes(add(store, tools, file_pages(path))) == ["unchanged"]
    assert outcomes(add_pages(store, file_pages(path), read=no_reader)) == ["unchanged"]
    assert store.db.execute("SELECT * FROM event").fetchall() == before
    assert len(versions_of(store, str(path))) == 1
    assert outcomes(reread_pages(store, settings=Settings(), read=no_reader)) == []
    content(store)
    path.write_text(html(EDITED, "<!-- 3 -->"))
    assert outcomes(add(store, tools, file_pages(path))) == ["updated"]
    assert len(versions_of(store, str(path))) == 2
    forget_pages(store, find_pages(store, str(path)))
    assert count(store, "page") == 0


def test_an_older_version_added_again_is_not_the_newest(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    for text in (HARBOUR, EDITED, HARBOUR):
        path.write_text(text)
        told = add(store, tools, file_pages(path))
    assert outcomes(told) == ["unchanged"]
    assert "15" in store.db.execute("SELECT text FROM article").fetchone()[0]


def test_another_story_at_the_same_address_is_another_page(store: Store, tools: Tools) -> None:
    rows = [{"text": HARBOUR, "url": "https://a.example/front"}, {"text": MINISTER, "url": "https://a.example/front"}]
    assert outcomes(add(store, tools, pages_of(*rows))) == ["added", "added"]
    assert count(store, "article") == 2


def test_a_stub_and_its_article_are_one_page_by_their_headline(store: Store, tools: Tools) -> None:
    rows = [{"text": text, "url": "https://a.example/x", "headline": "Port closed"} for text in (RIVER, HARBOUR)]
    told = add(store, tools, pages_of(*rows))
    assert outcomes(told) == ["added", "updated"]


def test_articles_piped_in_are_never_versions_of_one_another(store: Store, tools: Tools) -> None:
    add(store, tools, [*pages_of({"id": "1", "text": RIVER}), *pages_of({"id": "1", "text": RIVER + " Again."})])
    assert count(store, "article") == 2


def test_old_records_are_read_again_with_the_present_lexicon(store: Store, tools: Tools) -> None:
    def by_another(pages: Iterator[Page]) -> Iterator[Reading]:
        return (replace(r, made_by=WITH) for r in reader_of(tools)(pages))

    add_pages(store, pages_of(ROWS[0]), read=by_another)
    add(store, tools, pages_of(ROWS[1]))
    account = reread_pages(store, settings=Settings(), read=reader_of(tools))
    assert outcomes(account) == ["updated"]
    now = made_by_now(Settings())
    assert store.db.execute("SELECT DISTINCT made_by_lexicon FROM reading WHERE current").fetchall() == [(now.lexicon,)]
    assert count(store, "reading") == 3
    assert outcomes(reread_pages(store, settings=Settings(), read=no_reader)) == []
    content(store)


def test_what_a_record_is_made_by_is_known_before_it_is_read(tools: Tools) -> None:
    assert read_text(MINISTER, tools).made_by == made_by_now(Settings())


def test_a_page_without_bytes_is_read_again_from_its_source(store: Store, tools: Tools, tmp_path: Path) -> None:
    def by_another(pages: Iterator[Page]) -> Iterator[Reading]:
        return (replace(r, made_by=WITH) for r in reader_of(tools)(pages))

    path = tmp_path / "page.txt"
    path.write_text(HARBOUR)
    add_pages(store, file_pages(path), read=by_another, keep_bytes=False)
    account = reread_pages(store, settings=Settings(), read=reader_of(tools))
    assert account.reasons == {("skipped", "no bytes"): 1}
    (page,) = file_pages(path)
    account = reread_pages(store, settings=Settings(), read=reader_of(tools), find=lambda source: page)
    assert outcomes(account) == ["updated"]


# ---------------------------------------------------------------- forgetting


def everything(store: Store) -> bytes:
    return b"".join(p.read_bytes() for p in Path(store.path).parent.glob("news.db*")).lower()


def test_forgetting_a_page_leaves_none_of_its_words_in_the_file(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of({"id": "z", "text": HARBOUR.replace("Lira", "Zzyzzxova").replace("Pemba", "Qwrtville")}))
    add(store, tools, pages_of(*ROWS[1:3]))
    assert b"zzyzzxova" in everything(store)
    gone = forget_pages(store, find_pages(store, "z"))
    assert [g.traces for g in gone] == [False]
    for word in (b"zzyzzxova", b"qwrtvill", b"spokeswoman"):
        assert word not in everything(store)
    assert count(store, "page") == 2
    content(store)
    assert outcomes(add(store, tools, pages_of(ROWS[0]))) == ["added"]


def test_forgetting_a_version_brings_the_one_before_back(store: Store, tools: Tools) -> None:
    rows = [{"text": text, "url": "https://a.example/x"} for text in (HARBOUR, EDITED)]
    add(store, tools, pages_of(*rows))
    newest = store.db.execute("SELECT key FROM page WHERE replaced_by IS NULL").fetchone()[0]
    forget_pages(store, [newest])
    assert "12 soldiers" in store.db.execute("SELECT text FROM article").fetchone()[0]
    content(store)


def test_forgetting_an_original_makes_the_next_copy_the_original(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of(*ROWS[:5]))
    forget_pages(store, find_pages(store, "https://c.example/"))
    rows = store.db.execute("SELECT p.name FROM copy AS c JOIN page AS p ON p.key = c.original").fetchall()
    assert rows == [("https://harbour.example/a",)]
    content(store)


# ---------------------------------------------------------------- failures


def failing(pages: Iterator[Page]) -> Iterator[Skipped]:
    return (Skipped(p.source, "reader died", "it died", p.given.item_id) for p in pages)


def test_a_failure_is_kept_with_its_page_and_tried_again_when_asked(store: Store, tools: Tools) -> None:
    account = add_pages(store, pages_of(*ROWS[:2]), read=failing, tried_with=WITH)
    assert outcomes(account) == ["failed", "failed"]
    again = add_pages(store, pages_of(*ROWS[:2]), read=no_reader, tried_with=WITH)
    assert outcomes(again) == ["failed", "failed"]
    assert [(f.reason, f.has_bytes) for f in list_failures(store)] == [("reader died", True)] * 2
    pages = failed_again(store, open_source=lambda source: [])
    assert outcomes(add_pages(store, pages, read=reader_of(tools), tried_with=WITH, again=True)) == ["added"] * 2
    assert list(list_failures(store)) == []
    content(store)


def test_another_lexicon_tries_what_failed(store: Store, tools: Tools) -> None:
    add_pages(store, pages_of(ROWS[0]), read=failing, tried_with=WITH)
    account = add_pages(store, pages_of(ROWS[0]), read=reader_of(tools), tried_with=replace(WITH, lexicon="new"))
    assert outcomes(account) == ["added"]
    assert count(store, "failure") == 0


def test_what_an_archive_always_holds_is_no_failure(store: Store) -> None:
    usual = Skipped("crawl.warc", "request record", "30 of this kind", count=30, usual=True)
    account = add_pages(store, [usual], read=no_reader)
    assert account.outcomes == {"skipped": 30}
    assert count(store, "failure") == 0


def test_a_source_without_bytes_is_opened_again(store: Store, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    add_pages(store, file_pages(path), read=no_reader)
    assert [f.reason for f in list_failures(store)] == ["unreadable"]
    path.write_text(HARBOUR)
    pages = failed_again(store, open_source=lambda source: file_pages(Path(source)))
    assert outcomes(add_pages(store, pages, read=reader_of(tools), again=True)) == ["added"]
    assert count(store, "failure") == 0


# ---------------------------------------------------------------- the index


def test_the_index_finds_words_in_all_their_forms(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of(*ROWS[:3]))
    sql = (
        "SELECT p.name FROM article_words('rebels') AS w JOIN article AS a ON a.key = w.rowid "
        "JOIN page AS p ON p.key = a.page"
    )
    assert {name for (name,) in store.db.execute(sql)} == {"r", "m"}
    assert {n for (n,) in store.db.execute(sql.replace("rebels", "condemn"))} == {"r"}


def test_a_reader_can_change_nothing(store: Store, tools: Tools) -> None:
    from dateline.store.open import open_store

    add(store, tools, pages_of(ROWS[1]))
    with open_store(store.path) as look, pytest.raises(sqlite3.OperationalError, match="readonly"):
        look.db.execute("DELETE FROM meta")


def test_a_day_told_by_the_user_outranks_the_page(store: Store, tools: Tools) -> None:
    from dateline.keep import as_told

    told = as_told(pages_of({"text": HARBOUR, "published": "2024-01-01"}), Settings(published=date(2024, 2, 2)))
    add(store, tools, told)
    assert store.db.execute("SELECT published_earliest FROM article").fetchone() == ("2024-02-02",)


def test_the_sql_in_the_documentation_runs(store: Store, tools: Tools) -> None:
    add(store, tools, pages_of(*ROWS[:3]))
    page = (Path(__file__).parent.parent / "docs" / "store.md").read_text("utf-8")
    (sql,) = re.findall(r"```sql\n(.*?)```", page, re.S)
    assert store.db.execute(sql).fetchall()
