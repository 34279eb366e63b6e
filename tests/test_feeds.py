"""Feeds, lists of addresses and mail: what gives a page, what a link, and what does no harm."""

from __future__ import annotations

import io
import time
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.intake import feed, read_sources
from dateline.pipeline import Tools, read_pages
from dateline.records import Fetched, Given, Page, Published, Reading, Skipped
from tests.archives import read_bytes

WHOLE = "<p>" + "Dockers in Pemba went on strike on Monday, the union said. " * 20 + "</p>"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour News</title>
%s</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><title>Strike &amp;amp; sea</title><link href="https://news.example/b"/><published>2024-01-01T23:30:00-05:00</published>
<content type="html">%s</content></entry></feed>"""
LINKED = """<item><title>Strike</title><link>https://news.example/a</link><description>Dockers struck.</description>
<pubDate>Mon, 01 Jan 2024 23:30:00 -0500</pubDate></item>"""


def escaped(markup: str) -> str:
    return markup.replace("&", "&amp;").replace("<", "&lt;")


def one(text: str | bytes, **options: object) -> Page | Skipped:
    (item,) = read_bytes(text.encode() if isinstance(text, str) else text)
    return item


def test_an_entry_with_its_whole_text_is_a_page_with_what_the_feed_says_of_it() -> None:
    page = one(ATOM % escaped(WHOLE))
    assert isinstance(page, Page)
    assert b"went on strike" in page.content
    assert page.media_type == "text/html"
    assert page.given == Given(
        published=date(2024, 1, 1),  # in the zone in which it is written
        published_basis="feed",
        headline="Strike & sea",
        outlet="Harbour News",
        url="https://news.example/b",
    )


def test_an_entry_with_a_teaser_is_fetched_and_keeps_the_day_of_the_feed() -> None:
    asked = []

    def fetch(url: str, /, *, named: bool = False) -> Fetched | Skipped:
        asked.append((url, named))
        return Fetched(url, url + "?x", "text/html", b"<html><p>Dockers struck.</p></html>", charset="utf-8")

    (page,) = read_sources(["-"], stdin=io.BytesIO((RSS % LINKED).encode()), fetch=fetch)
    assert isinstance(page, Page)
    assert asked == [("https://news.example/a", False)]
    assert page.source == "https://news.example/a"
    assert page.given.url == "https://news.example/a?x"
    assert (page.given.published, page.given.published_basis) == (date(2024, 1, 1), "feed")


def test_without_a_fetcher_a_link_is_told_as_not_fetched() -> None:
    skipped = one(RSS % LINKED)
    assert isinstance(skipped, Skipped)
    assert (skipped.source, skipped.reason) == ("https://news.example/a", "not fetched")


def test_a_long_text_that_breaks_off_is_a_teaser() -> None:
    skipped = one(ATOM % escaped(WHOLE.replace("</p>", "[…]</p>")))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "not fetched"


def test_scripts_do_not_come_through() -> None:
    page = one(ATOM % escaped(WHOLE + "<script>alert(1)</script><p onclick='x()'>more</p>"))
    assert isinstance(page, Page)
    assert b"alert" not in page.content
    assert b"onclick" not in page.content


@pytest.mark.parametrize("link", ["file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "ftp://x.example/a"])
def test_a_feed_opens_no_file(link: str) -> None:
    skipped = one(RSS % LINKED.replace("https://news.example/a", link))
    assert isinstance(skipped, Page)  # its few words are all that can be had
    assert b"Dockers struck." in skipped.content
    assert skipped.given.url is None


@pytest.mark.parametrize(
    "told", ["Sat, 01 Jan 0001 00:00:00 GMT", "9999-12-31T23:59:59-12:00", "someday", "0000-00-00", "-1", "2024-13-45"]
)
def test_days_that_cannot_be_do_no_harm(told: str) -> None:
    item = LINKED.replace("Mon, 01 Jan 2024 23:30:00 -0500", told).replace("<link>", "<x>").replace("</link>", "</x>")
    page = one(RSS % item)
    assert isinstance(page, Page)
    assert page.given.published is None or page.given.published.year in (1, 9999)


ENTITIES = '<?xml version="1.0"?><!DOCTYPE rss [%s]><rss version="2.0"><channel><title>&b;</title>%s</channel></rss>'
BOMB = '<!ENTITY a "%s">' % ("ha" * 500) + "".join(
    f'<!ENTITY {x} "{f"&{y};" * 50}">' for x, y in zip("bcdef", "abcde", strict=True)
)
HOSTILE = {
    "entity bomb": (ENTITIES % (BOMB, LINKED), "unsafe feed"),
    "external entity": (ENTITIES % ('<!ENTITY b SYSTEM "file:///etc/passwd">', LINKED), "unsafe feed"),
    "external entity in UTF-16": (
        (ENTITIES % ('<!ENTITY b SYSTEM "file:///x">', LINKED)).encode("utf-16"),
        "unsafe feed",
    ),
    "nothing in it": (RSS % "", "empty"),
    "cut off at its start": ((RSS % LINKED)[:150], "empty"),
    "not XML at all": ("<rss " + "]]>&&<<" * 500, "empty"),
    "40,000 deep": ("<rss>" + "<a>" * 40_000, "empty"),
    "an entry of nothing": (RSS % "<item/>", "no text"),
    "of 11 MB": (RSS % ("<item>" + "x" * 11_000_000), "too large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_is_told_and_does_no_harm(name: str) -> None:
    start = time.process_time()
    item = one(HOSTILE[name][0])
    assert isinstance(item, Skipped)
    assert item.reason == HOSTILE[name][1]
    assert time.process_time() - start < 10


def test_a_million_items_are_cut_to_the_newest_and_counted() -> None:
    items = read_bytes((RSS % (LINKED + "<item/>" * 1_000_000)).encode())
    assert len(items) == feed.ENTRIES + 1
    last = items[-1]
    assert isinstance(last, Skipped)
    assert (last.reason, last.count) == ("too many entries", 1_000_001 - feed.ENTRIES)


def test_comments_without_end_take_no_long_time() -> None:
    start = time.process_time()
    read_bytes((RSS % f"<item><description>{'&lt;!--' * 40_000}</description></item>").encode())
    assert time.process_time() - start < 8


def test_a_list_of_addresses_is_told_line_by_line() -> None:
    content = (
        b"\xef\xbb\xbf# ours\nhttps://news.example/a\r\n\nhttp://news.example/b\nfile:///etc/passwd\nhttps://"
        + b"x" * 9000
    )
    items = list(read_sources(["-"], form="addresses", stdin=io.BytesIO(content)))
    assert [(i.source, i.reason) for i in items if isinstance(i, Skipped)] == [
        ("https://news.example/a", "not fetched"),
        ("http://news.example/b", "not fetched"),
        ("-:5", "not an address"),
        ("-:6", "not an address"),
    ]
    assert one("https://news.example/a\n").reason == "not fetched"  # type: ignore[union-attr]
    assert isinstance(one("See https://news.example/a for more.\n"), Page)


def mail(html: str | None = WHOLE, **headers: str) -> bytes:
    message = EmailMessage()
    told = {
        "Subject": "Häfen schließen",
        "From": "Harbour News <news@news.example>",
        "Date": "Mon, 01 Jan 2024 23:30:00 -0500",
    }
    for name, value in {**told, **headers}.items():
        message[name] = value
    message.set_content("Dockers struck.")
    if html:
        message.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    return b"\n\n".join(b"From news@news.example Mon Jan  1 23:30:00 2024\n" + m for m in messages)


def test_each_message_of_a_mailbox_is_a_page_with_day_subject_and_sender() -> None:
    pages = read_bytes(mailbox(mail(), mail(None)))
    assert [p.media_type for p in pages if isinstance(p, Page)] == ["text/html", "text/plain"]
    assert [p.source for p in pages] == ["-:1", "-:2"]
    assert isinstance(pages[0], Page)
    assert pages[0].given == Given(
        published=date(2024, 1, 1), published_basis="metadata", headline="Häfen schließen", outlet="Harbour News"
    )


def test_a_single_mail_is_read_and_a_letter_in_print_is_not_taken_for_one(tmp_path: Path) -> None:
    page = one(mail())
    assert isinstance(page, Page)
    assert page.given.outlet == "Harbour News"
    letter = one("From: the dockers\nTo: the port\n\nWe are on strike.\n")
    assert isinstance(letter, Page)
    assert letter.given == Given()


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (b"Subject: a\nContent-Type: image/png\n\nx", "no text"),
        (b"Subject: a\n\n", "empty"),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 1200,
            None,
        ),
        (b"Date: Mon, 99 Foo 99999 99:99:99 +9999\nSubject: =?x?q?=\nFrom: <<<>>>,,,\n\nWords.", None),
        (b"Content-Type: text/plain; charset=no-such\nContent-Transfer-Encoding: base64\n\n!!!!", None),
        (b"Subject: " + b"(" * 20_000 + b"\nFrom: " + b"(" * 20_000 + b"\n\nWords.", None),
    ],
)
def test_a_broken_message_costs_itself_alone(message: bytes, why: str | None) -> None:
    start = time.process_time()
    first, middle, last = read_bytes(mailbox(mail(), message, mail()))
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert why is None or (isinstance(middle, Skipped) and middle.reason == why)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("junk", [b"/;=", b"a ", b"; a*1*=b", b'"a" ', b"a\n ", b"a\r ", b"\rFrom: a"])
def test_headers_made_to_be_slow_are_not(junk: bytes) -> None:
    start = time.process_time()
    for name in (b"From", b"Subject", b"Content-Type", b"Date", b"To"):
        read_bytes(mailbox(b"Message-ID: 1\n" + name + b": " + junk * (50_000 // len(junk)) + b"\n\nWords."))
    assert time.process_time() - start < 4


def test_words_that_look_like_the_next_message_stay_in_theirs() -> None:
    first, second = read_bytes(mailbox(b"Subject: a\n\nWords.\n\n>From here on.\nFrom here on 2024\n", mail()))
    assert isinstance(first, Page)
    assert first.content == b"Words.\n\nFrom here on.\nFrom here on 2024\n\n\n"
    assert isinstance(second, Page)


def test_an_entry_becomes_an_article_with_the_headline_and_day_of_the_feed(tools: Tools) -> None:
    (reading,) = read_pages(read_bytes((ATOM % escaped(WHOLE)).encode()), tools=tools)
    assert isinstance(reading, Reading)
    article = reading.article
    assert (article.headline, article.outlet, article.url) == ("Strike & sea", "Harbour News", "https://news.example/b")
    assert article.published == Published(date(2024, 1, 1), date(2024, 1, 1), "feed")
    assert "Dockers in Pemba went on strike" in article.text


def test_a_message_becomes_an_article_of_its_day(tools: Tools) -> None:
    (reading,) = read_pages(read_bytes(mail()), tools=tools)
    assert isinstance(reading, Reading)
    assert reading.article.published == Published(date(2024, 1, 1), date(2024, 1, 1), "metadata")
