"""Stage 1: whatever is handed over becomes a page or a reason, and never an exception."""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from dateline.intake import forms, pages, read_sources
from dateline.intake.charset import charset_of
from dateline.intake.jsonl import read_lines
from dateline.intake.stream import Ahead
from dateline.records import Page, Skipped

STORY = "Dockers in Pemba went on strike on Monday, the union said.\n"


def read(*paths: Path | str, form: str | None = None, stdin: bytes = b"") -> list[Page | Skipped]:
    return list(read_sources([str(p) for p in paths], form=form, stdin=io.BytesIO(stdin)))


def only_page(*paths: Path | str, form: str | None = None, stdin: bytes = b"") -> Page:
    (page,) = read(*paths, form=form, stdin=stdin)
    assert isinstance(page, Page), page
    return page


def reason(*paths: Path | str, stdin: bytes = b"", form: str | None = None) -> str:
    (skipped,) = read(*paths, stdin=stdin, form=form)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.detail
    return skipped.reason


def test_a_page_keeps_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(STORY.encode())
    page = only_page(path)
    assert page.id == hashlib.sha256(STORY.encode()).hexdigest()
    assert (page.source, page.media_type, page.bytes) == (str(path), "text/plain", len(STORY))


def test_standard_input_is_read_for_a_dash() -> None:
    assert only_page("-", stdin=STORY.encode()).content == STORY.encode()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("<!DOCTYPE html><html><body><p>Ports close.</p></body></html>", "text/html"),
        ("<!-- made by hand --><html><p>Ports close.</p></html>", "text/html"),
        ("\ufeff  <article><p>Ports close.</p></article>", "text/html"),
        ("Ports close.\nShips < 100 m may leave > noon.", "text/plain"),
        ('{"id": "1", "text": "Ports close."}\n', "application/json"),
        ("From our correspondent, 3 March 2024\nLONDON: Ports close.\n", "text/plain"),
        ("Date: 3 March 2024\nSubject: ports\n\nPorts close.\n", "text/plain"),
        ("See https://news.example/a\nhttps://news.example/b\n", "text/plain"),
        ("<html><body><feed x>Ports close.</feed></body></html>", "text/html"),
        ("WARC/1.0 is a format of archives.", "text/plain"),
    ],
)
def test_the_form_is_found_by_content(content: str, media_type: str) -> None:
    assert only_page("-", stdin=content.encode()).media_type == media_type


def test_a_text_file_that_holds_html_is_html(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text("<html><body><p>Ports close.</p></body></html>")
    assert only_page(path).media_type == "text/html"
    assert only_page(path, form="text").media_type == "text/plain"


def test_a_folder_is_read_in_sorted_order_with_the_folders_within(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert [Path(p.source).name for p in read(tmp_path)] == ["a.txt", "b.txt", "c.txt"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path) == "empty"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a page"),
        (b"%PDF-1.7 some text that looks harmless", "not a page"),
        (b"PK\x03\x04 a zip", "not a page"),
        (bytes(range(256)) * 40, "not a page"),
        (b"\0" * 5000, "not a page"),
    ],
)
def test_what_is_no_page_is_skipped_with_its_reason(content: bytes, why: str) -> None:
    assert reason("-", stdin=content) == why


def test_a_page_over_the_cap_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "PAGE_BYTES", 1000)
    monkeypatch.setattr(pages, "PAGE_BYTES", 1000)
    assert reason("-", stdin=b"word " * 300) == "too large"
    assert only_page("-", stdin=b"word " * 200).bytes == 1000


def test_a_missing_path_is_unreadable_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(STORY)
    missing, page = read(tmp_path / "none.txt", path)
    assert isinstance(missing, Skipped)
    assert missing.reason == "unreadable"
    assert isinstance(page, Page)


def test_a_pipe_is_not_opened_for_it_could_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason(tmp_path / "pipe") == "unreadable"
    assert reason("/dev/zero") == "unreadable"
    assert reason("name\0with zero") == "unreadable"


def test_json_lines_keep_text_and_what_is_known_of_it() -> None:
    row = {
        "id": 7,
        "text": "Tab\there \ud800 and\r\nzero \0.",
        "published": "2024-03-07T10:00:00Z",
        "headline": " Ports close ",
        "outlet": "",
    }
    page = only_page("-", stdin=(json.dumps(row) + "\n").encode(), form="jsonl")
    assert page.content.decode("utf-8", "surrogatepass") == row["text"]
    assert page.given.item_id == "7"
    assert page.given.published == date(2024, 3, 7)
    assert page.given.headline == "Ports close"
    assert page.given.outlet is None
    assert page.id == hashlib.sha256(page.content).hexdigest()


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b'{"id": "2"}',
        b"[1, 2]",
        b'{"id": "2", "text": 5}',
        b'{"text": "Ports close.", "published": "someday"}',
        b"[" * 100_000,
        b'{"text": "\xff\xfe"}',
    ],
)
def test_a_bad_line_is_named_by_number_and_the_others_go_on(line: bytes) -> None:
    good = b'{"id": "1", "text": "Ports close."}\n'
    first, bad, last = read("-", stdin=good + line + b"\n" + good, form="jsonl")
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(bad, Skipped)
    assert (bad.source, bad.reason) == ("-:2", "bad JSON line")


def test_a_skipped_line_keeps_its_id() -> None:
    (bad,) = read("-", stdin=b'{"id": "2", "text": ""}', form="jsonl")
    assert isinstance(bad, Skipped)
    assert bad.item_id == "2"


def test_an_endless_line_is_too_large_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.intake.jsonl.LINE_BYTES", 100)
    monkeypatch.setattr("dateline.intake.jsonl.PIECE_BYTES", 50)
    stream = io.BytesIO(b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "Ports close."}\n')
    large, page = read_lines(Ahead(stream), "f")
    assert isinstance(large, Skipped)
    assert large.reason == "too large"
    assert "1,013 bytes" in large.detail
    assert isinstance(page, Page)
    assert page.source == "f:2"


SPANISH = "El ministro dijo que la huelga continuará mañana en el muelle de Cádiz. " * 5
RUSSIAN = "Министр сообщил, что забастовка в порту продолжится до понедельника. " * 5


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("“Ports close”".encode(), "“Ports close”"),
        ("\ufeffPorts close".encode(), "Ports close"),
        ("Ports “close”".encode("utf-16"), "Ports “close”"),
        ("Ports close today".encode("utf-16-le"), "Ports close today"),
        (SPANISH.encode("latin-1"), SPANISH),
        (("The port’s crane – it “fell”. " * 8).encode("cp1252"), "The port’s crane – it “fell”. " * 8),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), '<meta charset="windows-1251">' + RUSSIAN),
        (b'<meta charset="iso-8859-1">' + "“Cádiz”".encode(), '<meta charset="iso-8859-1">“Cádiz”'),
        (b'<meta charset="idna">plain', '<meta charset="idna">plain'),
    ],
)
def test_any_encoding_is_read_and_lies_are_seen_through(content: bytes, text: str) -> None:
    assert content.decode(charset_of(content), "replace") == text


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding() -> None:
    assert charset_of("Cádiz mañana ".encode() * 20 + b"\xff") == "utf-8"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_and_a_file_without_rights_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    (tmp_path / "closed").mkdir(mode=0o700)
    (tmp_path / "secret.txt").write_text("Rebels left.")
    (tmp_path / "secret.txt").chmod(0o600)
    (tmp_path / "open.txt").write_text("Rebels left.")
    os.seteuid(65534)  # nobody
    try:
        found = list(read_sources([str(tmp_path)], form=None, stdin=None))
    finally:
        os.seteuid(0)
    assert [Path(p.source).name for p in found if isinstance(p, Page)] == ["open.txt"]
    assert {(Path(p.source).name, p.reason) for p in found if isinstance(p, Skipped)} == {
        ("closed", "unreadable"),
        ("secret.txt", "unreadable"),
    }


def test_one_broken_byte_does_not_make_a_utf_8_page_another_encoding() -> None:
    page = "PEMBA, March 7 — Gunmen attacked the port.".encode() + b" caf\xe9."
    assert charset_of(page) == "utf-8"
    western = "The café on the corner of the old square was closed after the fire, its owner said on Monday."
    assert charset_of(western.encode("cp1252")) == "cp1252"
