"""Web archives: sound ones give their pages, broken ones their sound pages and a reason for each other."""

from __future__ import annotations

import gzip
import re
import resource
import time
import zlib
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake import stream, warc
from dateline.records import Given, Page, Skipped
from tests.archives import DAY, HTML, archive, pages_of, read_bytes, reasons_of, response

STORY = HTML % 7
CHUNKED = ("Transfer-Encoding", "chunked")
TEXT = ("Content-Type", "text/html")


def coded(name: str) -> tuple[str, str]:
    return ("Content-Encoding", name)


@pytest.mark.parametrize("gzipped", [False, True])
def test_an_archive_gives_its_pages_and_counts_the_rest_by_kind(gzipped: bool) -> None:
    items = read_bytes(archive(3, gzipped=gzipped))
    pages = [item for item in items if isinstance(item, Page)]
    assert [p.content for p in pages] == [HTML % n for n in range(3)]
    assert [p.source for p in pages] == ["-:2", "-:4", "-:6"]
    rest = [item for item in items if isinstance(item, Skipped)]
    assert [(s.reason, s.count, s.usual) for s in rest] == [("request record", 3, True), ("warcinfo record", 1, True)]


def test_an_archive_compressed_as_a_whole_is_read_too() -> None:
    assert len(pages_of(gzip.compress(archive(4)))) == 4


def test_a_page_keeps_its_address_the_day_it_was_archived_and_the_charset() -> None:
    headers = [("Content-Type", "text/html; charset=windows-1251"), ("Last-Modified", "Tue, 02 Jan 2024 08:00:00 GMT")]
    (page,) = pages_of(response("<p>Забастовка в порту.</p>".encode("cp1251"), headers=headers))
    assert page.charset == "cp1251"
    assert page.given == Given(url="https://news.example/a", seen=date(2024, 1, 3), modified=date(2024, 1, 2))


def test_a_page_that_the_archive_cut_says_so() -> None:
    (page,) = pages_of(response(STORY, extra={"WARC-Truncated": "length"}))
    assert page.given.note == "The archive cut the page short (length)."


SOUND = {
    "gzip": response(gzip.compress(STORY), headers=[TEXT, coded("gzip")]),
    "deflate": response(zlib.compress(STORY), headers=[TEXT, coded("deflate")]),
    "raw deflate": response(zlib.compress(STORY)[2:-4], headers=[TEXT, coded("deflate")]),
    "gzip twice": response(gzip.compress(gzip.compress(STORY)), headers=[TEXT, coded("gzip, gzip")]),
    "told gzip, taken off before": response(STORY, headers=[TEXT, coded("gzip")]),
    "told deflate, taken off before": response(STORY, headers=[TEXT, coded("deflate")]),
    "chunked": response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(STORY), STORY), headers=[TEXT, CHUNKED]),
    "chunks with remarks": response(b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(STORY), STORY), headers=[TEXT, CHUNKED]),
    "told chunked, put together before": response(STORY, headers=[TEXT, CHUNKED]),
    "resource": response(STORY, kind="resource", extra={"Content-Type": "text/html"}),
    "conversion": response(b"Dockers went on strike.", kind="conversion", extra={"Content-Type": "text/plain"}),
    "address in brackets": response(STORY, extra={"WARC-Target-URI": "<https://news.example/a>"}),
    "no end": response(STORY).rstrip(b"\r\n"),
    "lines without CR": response(STORY).replace(b"\r\n", b"\n").replace(b"Content-Length: 184", b"Content-Length: 180"),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_body_is_read_as_it_was_sent_or_as_the_archive_left_it(name: str) -> None:
    record = SOUND[name]
    if name == "lines without CR":
        record = lines_without_cr(record)
    pages = pages_of(record)
    assert len(pages) == 1, read_bytes(record)
    assert b"Dockers" in pages[0].content


def lines_without_cr(record: bytes) -> bytes:
    """The record with LF alone at the ends of its lines, and the length that it then has."""
    head, _, rest = record.partition(b"\n\n")
    return re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: %d" % len(rest.rstrip(b"\n")), head) + b"\n\n" + rest


def with_length(record: bytes, length: bytes) -> bytes:
    return re.sub(rb"(?m)^Content-Length: \d+", b"Content-Length: " + length, record, count=1)


BOMB = gzip.compress(bytes(30_000_000))
ONE = response(STORY)
# What is wrong with the record that stands between two sound ones, and why it is skipped.
HOSTILE = {
    "negative length": (with_length(ONE, b"-5"), ["broken record"]),
    "length of words": (with_length(ONE, b"many"), ["broken record"]),
    "length missing": (re.sub(rb"Content-Length: \d+\r\n", b"", ONE, count=1), ["broken record"]),
    "length too small": (with_length(ONE, b"50"), ["broken record"]),
    "length zero": (with_length(ONE, b"0"), ["broken record"]),
    "length a bit too great": (with_length(ONE, b"300"), ["broken record"]),
    "length beyond the file": (with_length(ONE, b"90000"), ["broken record"]),
    "length astronomic": (with_length(ONE, b"9" * 18), ["too large"]),
    "length beyond numbers": (with_length(ONE, b"9" * 5000), ["broken record"]),
    "cut in its body": (ONE[:-60], ["broken record"]),
    "cut in its head": (ONE[:40], ["broken record"]),
    "rubbish before it": (b"\x00\xff rubbish\n" * 500, ["broken record"]),
    "a head without end": (b"WARC/1.0\r\n" + b"X-Word: a\r\n" * 9000, ["broken record"]),
    "a line of a megabyte": (b"WARC/1.0\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n", ["broken record"]),
    "no HTTP in it": (ONE.replace(b"HTTP/1.1 200 OK", b"SPAM/1.1 200 OK"), ["broken body"]),
    "chunk longer than the body": (response(b"fff\r\nshort\r\n", headers=[TEXT, CHUNKED]), ["broken body"]),
    "chunk of 2^60": (response(b"f" * 15 + b"\r\nshort\r\n", headers=[TEXT, CHUNKED]), ["broken body"]),
    "chunks without end": (response(b"5\r\nshort\r\n", headers=[TEXT, CHUNKED]), ["broken body"]),
    "chunks out of step": (response(b"3\r\nshort\r\n0\r\n\r\n", headers=[TEXT, CHUNKED]), ["broken body"]),
    "gzip cut": (response(gzip.compress(STORY * 9)[:-30], headers=[TEXT, coded("gzip")]), ["broken body"]),
    "gzip broken": (response(b"\x1f\x8b" + b"rubbish" * 9, headers=[TEXT, coded("gzip")]), ["broken body"]),
    "gzip bomb": (response(BOMB, headers=[TEXT, coded("gzip")]), ["too large"]),
    "gzip bomb in a bomb": (response(gzip.compress(BOMB), headers=[TEXT, coded("gzip,gzip")]), ["too large"]),
    "brotli": (response(b"\x1b\x05", headers=[TEXT, coded("br")]), ["coded body"]),
    "nine codings": (response(STORY, headers=[TEXT, coded("gzip," * 9)]), ["coded body"]),
    "a picture told as text": (response(b"\x89PNG\r\n" + bytes(99)), ["not a page"]),
    "nothing in it": (response(b" "), ["empty"]),
    "a piece of an answer": (response(STORY, extra={"WARC-Segment-Number": "2"}), ["segmented record"]),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("gzipped", [False, True])
def test_a_broken_record_is_told_and_its_neighbours_are_read(name: str, gzipped: bool) -> None:
    record, why = HOSTILE[name]
    between = [response(HTML % 1), record, response(HTML % 2)]
    content = b"".join(gzip.compress(part) if gzipped else part for part in between)
    assert reasons_of(content) == why
    assert [page.content for page in pages_of(content)] == [HTML % 1, HTML % 2]


def test_other_answers_are_counted_and_are_no_failure() -> None:
    content = (
        response(b"", status="404 Not Found")
        + response(b"", status="301 Moved", headers=[("Location", "/b")])
        + response(bytes(99), headers=[("Content-Type", "image/png")])
        + response(b"", kind="revisit")
        + response(b"", kind="invented")
    )
    items = read_bytes(content)
    assert all(isinstance(item, Skipped) and item.usual for item in items)
    assert {item.reason for item in items if isinstance(item, Skipped)} == {
        "status 404",
        "status 301",
        "other media",
        "revisit record",
        "other record",
    }


@pytest.mark.parametrize("at", [1, 5, 11, 60, 200])
def test_a_gzip_member_cut_short_costs_one_record(at: int) -> None:
    members = [response(HTML % n, gzipped=True) for n in range(4)]
    members[1] = members[1][:at]
    assert [p.content for p in pages_of(b"".join(members))] == [HTML % n for n in (0, 2, 3)]
    assert len(reasons_of(b"".join(members))) <= 1


def test_a_gzip_member_with_wrong_bytes_costs_one_record() -> None:
    members = [response(HTML % n, gzipped=True) for n in range(4)]
    members[1] = members[1][:80] + bytes(40) + members[1][120:]
    assert [p.content for p in pages_of(b"".join(members))] == [HTML % n for n in (0, 2, 3)]
    assert reasons_of(b"".join(members)) == ["damaged gzip"]


def test_a_member_that_swells_is_left_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SWELL_FREE_BYTES", 1_000_000)
    bomb = gzip.compress(with_length(ONE, b"1" + b"0" * 12) + bytes(30_000_000))
    content = response(HTML % 1, gzipped=True) + bomb + response(HTML % 2, gzipped=True)
    assert [p.content for p in pages_of(content)] == [HTML % 1, HTML % 2]
    assert reasons_of(content) == ["too large"]


def test_records_nested_by_false_lengths_take_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "AGAIN_BYTES", 20_000_000)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n"
    content = b"".join(head % 2_000_000 for _ in range(20_000))
    start = time.process_time()
    assert set(reasons_of(content)) == {"broken record"}
    assert time.process_time() - start < 5


def test_broken_records_inside_a_broken_one_take_bounded_time() -> None:
    inner = with_length(ONE, b"9")[:120] + b"\r\n\r\nWARC/1.0\r\nContent-Length: 3\r\n\r\nabcdef"
    content = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000000\r\n\r\n" + inner * 20_000
    start = time.process_time()
    assert set(reasons_of(content)) == {"broken record"}
    assert time.process_time() - start < 5


def test_empty_records_take_time_by_their_number() -> None:
    start = time.process_time()
    reasons_of(b"WARC/1.0\r\n\r\n" * 50_000 + b"WARC/1.0\r\nX:" * 50_000)
    assert time.process_time() - start < 5


def test_memory_does_not_grow_with_the_archive(tmp_path: object) -> None:
    class Endless:
        """An archive of 300 MB that is never held."""

        def __init__(self) -> None:
            self.left = 300
            self.record = response(STORY + b"x" * 1_000_000)
            self.rest = b""

        def read(self, size: int) -> bytes:
            if not self.rest and self.left:
                self.left -= 1
                self.rest = self.record
            piece, self.rest = self.rest[:size], self.rest[size:]
            return piece

    from dateline.intake.stream import Ahead

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(isinstance(item, Page) for item in warc.read_archive(Ahead(Endless()), "x")) == 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB


@given(cut=st.lists(st.integers(0, 6), min_size=1, max_size=4), gzipped=st.booleans())
@settings(max_examples=25, deadline=None)
def test_splitting_or_joining_archives_changes_nothing(cut: list[int], gzipped: bool) -> None:
    parts = [response(HTML % n, gzipped=gzipped) for n in range(6)]
    bounds = sorted({0, *cut, 6})
    split = [b"".join(parts[a:b]) for a, b in pairwise(bounds)]
    whole = [(p.id, p.given) for p in pages_of(b"".join(parts))]
    assert [(p.id, p.given) for piece in split for p in pages_of(piece)] == whole


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_damage_raises_and_no_sound_record_far_from_it_is_lost(data: st.DataObject) -> None:
    gzipped = data.draw(st.booleans())
    content = b"".join(response(HTML % n, gzipped=gzipped) for n in range(3))
    at = data.draw(st.integers(200, len(content)))
    length = data.draw(st.integers(0, 60))
    new = data.draw(st.binary(max_size=60))
    after = response(HTML % 9, gzipped=gzipped)
    pages = pages_of(content[:at] + new + content[at + length :] + response(HTML % 8, gzipped=gzipped) + after)
    assert pages[-1].content == HTML % 9
    assert all(isinstance(item, Page | Skipped) for item in pages)


def test_the_day_of_an_archive_that_cannot_be_is_not_kept() -> None:
    for day in ("9999-12-31T00:00:00Z", "0001-01-01", "yesterday", ""):
        (page,) = pages_of(response(STORY).replace(DAY.encode(), day.encode()))
        assert page.given.seen is None
