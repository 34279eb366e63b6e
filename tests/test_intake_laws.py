"""Laws of the intake: no bytes and no names make it raise, and how things are packed changes nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cli.common import Form
from dateline.intake import forms, read_sources, stream
from dateline.intake.forms import FORMS
from dateline.intake.stream import Ahead
from dateline.pipeline import Tools, read_pages
from dateline.records import Page, Reading, Skipped
from tests.archives import HTML, archive, pages_of, read_bytes, reasons_of, response
from tests.test_feeds import LINKED, RSS, mail, mailbox

STORY = b"Dockers in Pemba went on strike on Monday, the union said.\n"
ARTICLE = b'{"id": "1", "text": "Ports close."}\n'
SEEDS = [archive(1), archive(1, gzipped=True), (RSS % LINKED).encode(), mailbox(mail(), mail()), mail(), ARTICLE, STORY]


@given(content=st.binary(max_size=300), form=st.sampled_from([None, "text", "html", *FORMS]))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(content: bytes, form: str | None) -> None:
    assert all(isinstance(item, Page | Skipped) for item in read_bytes(content, form=form))


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_no_damage_to_a_sound_source_raises(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(SEEDS))
    at = data.draw(st.integers(0, len(seed)))
    cut = data.draw(st.integers(0, 40))
    content = seed[:at] + data.draw(st.binary(max_size=40)) + seed[at + cut :]
    items = read_bytes(content)
    assert items
    assert all(isinstance(item, Page | Skipped) for item in items)
    assert all(item.detail for item in items if isinstance(item, Skipped))


@given(sizes=st.lists(st.integers(1, 5000), min_size=1, max_size=8), seed=st.sampled_from(SEEDS))
@settings(max_examples=60, deadline=None)
def test_how_bytes_arrive_changes_nothing(sizes: list[int], seed: bytes) -> None:
    class Slow(io.BytesIO):
        """Gives what it has in pieces of its own."""

        def __init__(self) -> None:
            super().__init__(seed)
            self.turn = 0

        def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
            self.turn += 1
            return super().read(min(size or 0, sizes[self.turn % len(sizes)]))

        read1 = read  # type: ignore[assignment]

    assert list(read_sources(["-"], stdin=Slow())) == read_bytes(seed)


@given(sizes=st.lists(st.integers(0, 400), max_size=30), content=st.binary(max_size=3000))
@settings(max_examples=100, deadline=None)
def test_looking_ahead_and_putting_back_lose_no_byte(sizes: list[int], content: bytes) -> None:
    ahead, read = Ahead(io.BytesIO(content)), b""
    for turn, size in enumerate(sizes):
        assert ahead.peek(size) == content[len(read) : len(read) + size]
        piece = (ahead.read, ahead.take, lambda n: ahead.readline(n + 1))[turn % 3](size)
        ahead.put_back(piece)
        assert ahead.take(len(piece)) == piece
        read += piece
    assert read + ahead.take(5000) == content


@pytest.mark.parametrize("seed", SEEDS[2:])
def test_gzip_around_a_source_changes_nothing(seed: bytes) -> None:
    def plain(content: bytes) -> list[object]:
        return [(i.id, i.given) if isinstance(i, Page) else (i.reason, i.source) for i in read_bytes(content)]

    assert plain(gzip.compress(seed)) == plain(seed)
    half = len(seed) // 2
    assert plain(gzip.compress(seed[:half]) + gzip.compress(seed[half:])) == plain(seed)


def test_the_forms_that_a_user_can_name_are_those_that_are_read() -> None:
    assert {form.value for form in Form} == {"text", "html", *FORMS}


HOSTILE_GZIP = {
    "a bomb of text": (gzip.compress(b"a" * 30_000_000), "too large"),
    "a picture": (gzip.compress(b"\x89PNG" + bytes(99)), "not a page"),
    "gzip in gzip": (gzip.compress(gzip.compress(STORY)), "not a page"),
    "cut": (gzip.compress(STORY)[:-12], "damaged gzip"),
    "rubbish": (b"\x1f\x8b\x08" + b"rubbish" * 99, "damaged gzip"),
    "nothing": (gzip.compress(b""), "empty"),
}


@pytest.mark.parametrize("name", HOSTILE_GZIP)
def test_hostile_gzip_is_told(name: str) -> None:
    content, why = HOSTILE_GZIP[name]
    assert reasons_of(content) == [why]


def test_a_bomb_of_lines_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SWELL_FREE_BYTES", 1_000_000)
    content = gzip.compress(ARTICLE + b"\n" * 20_000_000)
    start = time.process_time()
    page, left = read_bytes(content)
    assert isinstance(page, Page)
    assert isinstance(left, Skipped)
    assert left.reason == "too large"
    assert time.process_time() - start < 5


def test_links_inside_a_folder_do_not_lead_out_of_it(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_bytes(b"Secret words.")
    (inside / "a.txt").write_bytes(STORY)
    (inside / "b.txt").symlink_to("a.txt")
    (inside / "c.txt").symlink_to("../secret.txt")
    (inside / "d.txt").symlink_to("d.txt")
    (inside / "e.txt").symlink_to("nowhere")
    (inside / "sub" / "up").symlink_to("..")
    items = list(read_sources([str(inside)], stdin=io.BytesIO()))
    assert [Path(i.source).name for i in items if isinstance(i, Page)] == ["a.txt", "b.txt"]
    told = {Path(i.source).name: i.reason for i in items if isinstance(i, Skipped)}
    assert told == {"c.txt": "link", "d.txt": "unreadable", "e.txt": "unreadable", "up": "link"}
    (page,) = read_sources([str(inside / "c.txt")], stdin=io.BytesIO())  # named by the user himself
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.txt", b"a\nb.txt", b"\x1b[31mred.txt", "\u202etxt.a".encode(), b"-", b"#1"]
)
def test_odd_names_are_read_and_told_so_that_they_do_no_harm(name: bytes, tmp_path: Path) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(STORY)
    (page,) = read_sources([str(tmp_path)], stdin=io.BytesIO())
    assert isinstance(page, Page)
    assert page.source.isprintable()
    page.source.encode()


@pytest.mark.parametrize("name", ["x" * 300, "x" * 5000, "a\0b", "", "http:/one-slash", "\udcff"])
def test_names_that_cannot_be_are_told(name: str) -> None:
    (item,) = read_sources([name], stdin=io.BytesIO())
    assert isinstance(item, Skipped)
    assert item.reason == "unreadable"
    item.source.encode()


def test_a_source_that_fails_while_it_is_read_is_told(tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        """A disk that breaks."""

        def read1(self, size: int | None = -1) -> bytes:  # type: ignore[override]
            raise OSError(5, "Input/output error")

    (item,) = read_sources(["-"], stdin=Failing())
    assert isinstance(item, Skipped)
    assert (item.reason, item.detail) == ("unreadable", "input/output error")


def test_an_address_without_a_fetcher_is_told() -> None:
    (item,) = read_sources(["https://news.example/a"], stdin=io.BytesIO())
    assert isinstance(item, Skipped)
    assert item.reason == "not fetched"


def read_one(page: bytes, tools: Tools) -> Reading:
    (reading,) = read_pages(pages_of(page), tools=tools)
    assert isinstance(reading, Reading)
    return reading


UNDATED = (
    b"<html><body><p>The union in Pemba said that the dockers of the port had no plans at all.</p>%s</body></html>"
)


def test_an_archive_bounds_the_day_of_a_page_that_tells_none(tools: Tools) -> None:
    published = read_one(response(UNDATED % b""), tools).article.published
    assert published is not None
    assert (published.earliest, published.latest, published.basis) == (date(2023, 12, 3), date(2024, 1, 3), "archive")


def test_a_page_was_not_published_after_it_was_archived(tools: Tools) -> None:
    head = b'<html><head><meta property="article:published_time" content="%s"></head>'
    for day, basis in ((b"2024-01-02", "metadata"), (b"2024-01-09", "archive")):
        published = read_one(response((UNDATED % b"").replace(b"<html>", head % day)), tools).article.published
        assert published is not None
        assert published.basis == basis


def test_the_limit_of_a_page_is_the_same_in_every_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.intake.pages.PAGE_BYTES", 50)
    monkeypatch.setattr(forms, "PAGE_BYTES", 50)
    for content in (STORY, gzip.compress(STORY), response(HTML % 1), mailbox(mail(None).replace(b"struck", b"s" * 90))):
        assert reasons_of(content) == ["too large"]


def test_the_commands_read_archives_and_tell_what_was_beside_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive(2, gzipped=True))
    command = [sys.executable, "-m", "dateline.cli", "read", "--json", "--offline", str(tmp_path / "a.warc.gz")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["page"]["source"][-2:] for line in done.stdout.splitlines()] == [":2", ":4"]
    assert "beside pages there were: 2 request record, 1 warcinfo record" in done.stderr
