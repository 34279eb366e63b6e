"""Fetching from a server of the test's own: what is asked for, what is refused, and when it ends."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import __version__
from dateline.errors import UnreadablePage
from dateline.fetch import Fetcher, Manners
from dateline.fetch.place import is_public, look_up, place_of
from dateline.fetch.robots import read_robots
from dateline.intake import read_sources
from dateline.records import Fetched, Page, Skipped
from tests.servers import Answer, Server

STORY = b"<html><body><p>Dockers in Pemba went on strike on Monday.</p></body></html>"
ROBOTS = b"User-agent: *\nDisallow: /closed\nCrawl-delay: 0.01\n"


CHUNKS = b"4\r\n<p>D\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(STORY), STORY)
ANSWERS: dict[str, Answer] = {
    "/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS),
    "/a": (200, {"Content-Type": "text/html; charset=utf-8", "Last-Modified": "Tue, 02 Jan 2024 08:00:00 GMT"}, STORY),
    "/new": (200, {"ETag": '"1"'}, STORY),
    "/zipped": (200, {"Content-Encoding": "gzip"}, gzip.compress(STORY)),
    "/chunks": (200, {"Transfer-Encoding": "chunked", "Content-Length": ""}, CHUNKS),
    "/moved": (301, {"Location": "a"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-closed": (302, {"Location": "/closed/x"}, b""),
    "/to-private": (302, {"Location": "http://localhost/a"}, b""),
    "/to-decimal": (302, {"Location": "http://2130706433/a"}, b""),
    "/to-link-local": (307, {"Location": "http://169.254.169.254/latest"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-port": (302, {"Location": "http://127.0.0.1:1/a"}, b""),
    "/to-nowhere": (302, {"Location": "http://[::"}, b""),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/lying-picture": (200, {}, b"\x89PNG" + bytes(99)),
    "/told-huge": (200, {"Content-Length": "99999999999999999999"}, b""),
    "/huge": (200, {"Content-Length": ""}, bytes(300_000)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))),
    "/brotli": (200, {"Content-Encoding": "br"}, b"\x1b\x05"),
    "/cut": (200, {"Content-Length": "5000"}, STORY),
    "/gone": (410, {}, b""),
    "/forbidden": (403, {}, b""),
    "/broken": (500, {}, b""),
    "/bad-chunks": (200, {"Transfer-Encoding": "chunked", "Content-Length": ""}, b"zz\r\nshort\r\n"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server(dict(ANSWERS))
    entry = "<item><link>%s</link><pubDate>Mon, 01 Jan 2024 10:00:00 GMT</pubDate></item>"
    links = ("/a", "file:///etc/passwd", "http://127.0.0.1/b")
    feed = '<rss version="2.0"><channel>' + "".join(entry % link for link in links) + "</channel></rss>"
    made.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    yield made
    made.close()


def fetcher(server: Server, **manners: object) -> Fetcher:
    private = frozenset([server.place])
    quick = {"delay_s": 0.0, "whole_s": 0.6, "silence_s": 0.4, "size_bytes": 200_000, "private": private}
    return Fetcher(Manners(**{**quick, **manners}))  # type: ignore[arg-type]


def reason(answer: Fetched | Skipped) -> str:
    assert isinstance(answer, Skipped), answer
    assert answer.detail
    return answer.reason


def test_a_page_comes_with_its_headers_and_we_say_who_we_are(server: Server) -> None:
    answer = fetcher(server, contact="desk@news.example")(f"{server.base}/a", named=True)
    assert isinstance(answer, Fetched)
    assert (answer.content, answer.media_type, answer.charset) == (STORY, "text/html", "utf-8")
    assert answer.last_modified == "Tue, 02 Jan 2024 08:00:00 GMT"
    assert server.asked[-1][1]["User-Agent"] == f"dateline/{__version__} (+desk@news.example)"
    assert server.asked[-1][1]["Host"] == server.place


@pytest.mark.parametrize("path", ["/zipped", "/chunks", "/moved"])
def test_codings_and_redirects_are_followed(server: Server, path: str) -> None:
    answer = fetcher(server)(server.base + path, named=True)
    assert isinstance(answer, Fetched)
    assert answer.content.endswith(STORY)
    assert answer.url == f"{server.base}/{'a' if path == '/moved' else path[1:]}"


REFUSED = {
    "/loop": "too many redirects",
    "/to-closed": "robots",
    "/closed/a": "robots",
    "/to-private": "refused address",
    "/to-decimal": "refused address",
    "/to-link-local": "refused address",
    "/to-file": "refused address",
    "/to-port": "refused address",
    "/to-nowhere": "refused address",
    "/picture": "not a page",
    "/told-huge": "too large",
    "/huge": "too large",
    "/bomb": "too large",
    "/brotli": "coded body",
    "/cut": "broken body",
    "/bad-chunks": "broken body",
    "/gone": "not found",
    "/none": "not found",
    "/forbidden": "status 403",
    "/broken": "status 500",
    "/drip": "timed out",
    "/drip-head": "timed out",
    "/continue": "timed out",
    "/silent": "timed out",
}


@pytest.mark.parametrize("path", REFUSED)
def test_a_hostile_server_is_left_within_its_time(server: Server, path: str) -> None:
    start = time.monotonic()
    assert reason(fetcher(server)(server.base + path, named=True)) == REFUSED[path]
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "198.18.0.1",
        "①②⑦.0.0.1",
    ],
)
def test_an_address_that_leads_here_is_refused_in_every_spelling(host: str) -> None:
    for scheme in ("http", "https"):
        assert reason(Fetcher()(f"{scheme}://{host}/", named=True)) in ("refused address", "unreachable")


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


def test_a_name_is_looked_up_once_and_all_its_numbers_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.216.34", "10.0.0.1"], ["93.184.216.34"]])

    def turncoat(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", turncoat)
    assert "10.0.0.1" in fetch_detail("http://news.example/")
    assert look_up(place_of("http://news.example/"), private=frozenset()) == ["93.184.216.34"]


def test_the_connection_goes_to_the_number_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def spy(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", spy)
    port = server.http.server_port
    ask = Fetcher(Manners(delay_s=0, private=frozenset([f"news.example:{port}"])))
    assert isinstance(ask(f"http://news.example:{port}/a"), Fetched)
    assert looked_up == ["news.example", "127.0.0.1"] * 2  # for robots.txt and the page: no name is looked up again
    assert server.asked[-1][1]["Host"] == f"news.example:{port}"


def fetch_detail(url: str) -> str:
    answer = Fetcher()(url)
    assert isinstance(answer, Skipped)
    return answer.detail


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "http://",
        "http://user:word@news.example/",
        "http://news.example:22/",
        "http://news.example:99999/",
        "http://a b.example/",
        "http://news.example\\@127.0.0.1/",
        "http://[fe80::1%25lo]/",
        "https://news.example/" + "a" * 5000,
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert reason(Fetcher()(url)) in ("refused address", "unreachable")


@given(st.text(max_size=60), st.sampled_from(["http://", "https://news.example/", "//", "/", ""]))
@settings(max_examples=300, deadline=None)
def test_no_text_raises_more_than_a_refusal(text: str, start: str) -> None:
    for base in (None, place_of("https://news.example/a")):
        try:
            place = place_of(start + text, base=base)
        except UnreadablePage as err:
            assert err.reason == "refused address"  # noqa: PT017  (most texts raise nothing)
        else:
            assert place_of(place.url) == place
            assert place.url.isascii()


@given(st.binary(max_size=300), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_no_robots_txt_raises(content: bytes, path: str) -> None:
    for start in (b"", b"User-agent: *\nDisallow: ", b"User-agent: dateline\nCrawl-delay: "):
        assert read_robots(start + content).allow(path) in (True, False)


def test_a_port_is_asked_only_where_the_user_named_it(server: Server) -> None:
    unnamed = Fetcher(Manners(delay_s=0, private=frozenset(["127.0.0.1"])))
    assert isinstance(unnamed(f"{server.base}/a", named=True), Fetched)
    assert reason(unnamed(f"{server.base}/a")) == "refused address"


def test_the_host_is_given_time_between_two_requests_and_its_rules_are_asked_for_once(server: Server) -> None:
    ask = fetcher(server, delay_s=0.15)
    server.asked.clear()
    server.times.clear()
    for _ in range(3):
        ask(f"{server.base}/a", named=True)
    assert server.paths() == ["/robots.txt", "/a", "/a", "/a"]
    assert all(b - a >= 0.14 for a, b in pairwise(server.times))


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((500, {}, b""), False),
        ((200, {}, b"\xff\x00User-agent\n:::\nDisallow"), True),
        ((200, {}, b"User-agent: dateline\nDisallow: /\n" + b"#" * 5_000_000), False),
        ((302, {"Location": "/robots.txt"}, b""), True),
        ((302, {"Location": "http://10.0.0.1/robots.txt"}, b""), False),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))), False),
    ],
)
def test_rules_that_cannot_be_had_close_the_host_and_no_rules_open_it(answer: Answer, allowed: bool) -> None:
    other = Server({"/robots.txt": answer, "/a": ANSWERS["/a"]})
    found = fetcher(other)(f"{other.base}/a", named=True)
    other.close()
    assert isinstance(found, Fetched) == allowed
    assert allowed or reason(found) == "robots"


def test_a_host_that_is_down_is_not_asked_again_and_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    ask = Fetcher(Manners(delay_s=0, private=frozenset([place])))
    assert [reason(ask(f"http://{place}/{n}")) for n in range(3)] == ["unreachable"] * 3


ROBOTS_CASES = [
    ("User-agent: *\nDisallow: /a", "/ab", False),
    ("User-agent: *\nDisallow: /a", "/b", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
    ("User-agent: *\nAllow: /\nDisallow: /news/", "/news/a", False),
    ("User-agent: *\nDisallow: /*?print", "/a?print=1", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /closed", "/a", True),
    ("User-agent: other\nUser-agent: Dateline # we\nDisallow: /", "/a", False),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: /caf%C3%A9", "/caf\u00e9", False),
    ("Disallow: /", "/a", True),
    ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS_CASES)
def test_robots_are_read_as_their_standard_says(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(rules.encode()).allow(path) == allowed


def test_patterns_made_to_be_slow_are_not() -> None:
    start = time.process_time()
    rules = read_robots(
        b"User-agent: *\n" + b"Disallow: /" + b"a*" * 900 + b"b\n" * 1 + b"Disallow: /*a*a*a*b$\n" * 9000
    )
    assert rules.allow("/" + "a" * 1900)
    assert time.process_time() - start < 2


def test_only_what_is_new_is_sent_again(server: Server) -> None:
    ask = fetcher(server)
    first = ask.poll(f"{server.base}/new")
    assert isinstance(first, Fetched)
    second = ask.poll(f"{server.base}/new", etag=first.etag)
    assert isinstance(second, Skipped)
    assert (second.reason, second.usual) == ("unchanged", True)


def test_a_feed_at_an_address_gives_its_pages_and_opens_no_file(server: Server) -> None:
    items = list(read_sources([f"{server.base}/feed"], stdin=BytesIO(), fetch=fetcher(server)))
    page, nothing, private = items
    assert isinstance(page, Page)
    assert page.given.url == f"{server.base}/a"
    assert isinstance(nothing, Skipped)
    assert nothing.reason == "no text"
    assert isinstance(private, Skipped)
    assert private.reason == "refused address"


def test_a_list_of_addresses_is_read_to_its_end(server: Server, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("".join(f"{server.base}{path}\n" for path in ("/gone", "/lying-picture", "/a")))
    items = list(read_sources([str(tmp_path / "list.txt")], stdin=BytesIO(), fetch=fetcher(server)))
    assert [i.reason for i in items if isinstance(i, Skipped)] == ["not found", "not a page"]
    assert [i.source for i in items if isinstance(i, Page)] == [f"{server.base}/a"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_a_certificate_is_checked_by_the_name_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem"
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command.split(), *names], cwd=tmp_path, check=True, capture_output=True)
    secure = Server({"/a": ANSWERS["/a"]})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    secure.http.socket = context.wrap_socket(secure.http.socket, server_side=True)
    port = secure.http.server_port
    manners = Manners(delay_s=0, private=frozenset([f"localhost:{port}", f"127.0.0.1:{port}"]))
    assert "certificate" in str(Fetcher(manners)(f"https://localhost:{port}/a"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    assert isinstance(Fetcher(manners)(f"https://localhost:{port}/a"), Fetched)
    assert "certificate" in str(Fetcher(manners)(f"https://127.0.0.1:{port}/a"))
    secure.close()
