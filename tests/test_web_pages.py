"""The pages for people: everything from a page is text, every view has an address, nobody is accused by us."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

pytest.importorskip("starlette")

from dateline.web.markup import document, elsewhere, h, shown
from dateline.web.pages import FILES
from tests.asked import harbour
from tests.web import LONG, TAG, client_of, naughty, naughty_store

VOID = {"meta", "link", "input", "br", "hr"}
HARBOUR = harbour().reading().page.id


class Read(HTMLParser):
    """A page as a browser reads it; fails where it is not well formed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def read(store: Path, way: str, status: int = 200) -> Read:
    answer = client_of(store).get(way)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Read(answer.text)


# ---------------------------------------------------------------- text is never markup


@pytest.mark.parametrize("way", ["/events", "/search?words=Gunmen", "/page", "/events?actor=<script>alert(9)</script>"])
def test_markup_from_a_page_or_an_address_is_shown_as_text(tmp_path: Path, way: str) -> None:
    page = read(naughty_store(tmp_path), f"/page/{naughty().page.id}" if way == "/page" else way)
    assert {attrs["src"] for attrs in page.all("script")} <= {"/static/list.js", "/static/article.js"}
    assert not page.all("img")
    assert not page.all("style")
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert (attrs.get(name) or "/").startswith(("/", "#", "?"))


def test_the_article_stands_as_it_was(tmp_path: Path) -> None:
    page = read(naughty_store(tmp_path), f"/page/{naughty().page.id}")
    for line in naughty().article.text.split("\n"):
        assert shown(line) in page.text
    assert LONG in page.text
    assert TAG in page.text


def test_no_attribute_of_ours_can_run_anything() -> None:
    for attributes in ({"onclick": "x"}, {"style": "x"}, {"href": "javascript:x"}, {"href": "//evil.example"},
                       {"src": "data:text/html,x"}, {"href": "/\\evil.example"}, {"action": "x"}):  # fmt: skip
        with pytest.raises(ValueError, match="no attribute"):
            h("a", "words", **attributes)


@pytest.mark.parametrize(
    "url", ["javascript:x", "data:text/html,x", "file:///x", "http:", "ht\ntp://x", "//x", "x", None]
)
def test_only_addresses_of_the_web_are_led_to(url: str | None) -> None:
    assert elsewhere(url) is None
    assert elsewhere("https://news.example/a?b=c") == "https://news.example/a?b=c"


def test_text_is_escaped_and_what_html_cannot_hold_is_shown() -> None:
    assert document(h("p", "4 < 5 & \x00\ud800\x1b", title='"')) == (
        '<!doctype html>\n<p title="&quot;">4 &lt; 5 &amp; ␀\ufffd␛</p>'
    )


def test_marks_that_turn_the_line_end_with_the_words_they_came_with(tmp_path: Path) -> None:
    answer = client_of(naughty_store(tmp_path)).get("/events").text
    for place in re.finditer("\u202e", answer):
        before = answer[: place.start()]
        inside = max(before.rfind("<bdi>"), before.rfind('dir="auto"'), before.rfind("\u2068"))
        assert inside > max(before.rfind("</bdi>"), before.rfind("</q>"), before.rfind("\u2069"))


# ---------------------------------------------------------------- events


def test_events_stand_with_who_says_so(asked_store: Path) -> None:
    page = read(asked_store, "/events?type=ASSAULT&status=actual&actor=UAF")
    assert "Gunmen (claimed by Inspector Lurdes Vaz) and The Coastal Front (denied by The Coastal Front)" in page.text
    assert "1 of 1 event shown" in page.text


def test_the_address_holds_the_view(asked_store: Path) -> None:
    page = read(asked_store, "/events?type=ASSAULT&place=MOZ&since=2024")
    boxes = {attrs["name"]: attrs.get("value") for attrs in page.all("input")}
    assert (boxes["type"], boxes["place"], boxes["since"]) == ("ASSAULT", "MOZ", "2024")
    files_ = [attrs["href"] for attrs in page.all("a") if (attrs["href"] or "").startswith("/api/")]
    assert "/api/events.csv?type=ASSAULT&place=MOZ&since=2024" in files_


def test_choosing_narrows_and_choosing_again_widens(asked_store: Path) -> None:
    ways = [attrs["href"] for attrs in read(asked_store, "/events?place=MOZ").all("a")]
    assert "/events?place=MOZ&type=ASSAULT" in ways
    narrowed = read(asked_store, "/events?place=MOZ&type=ASSAULT").all("a")
    assert [a["href"] for a in narrowed if a.get("aria-current") == "true"] == [
        "/events?place=MOZ",
        "/events?type=ASSAULT",
    ]
    assert "/events?place=MOZ&type=ASSAULT&type=AGREE" in [a["href"] for a in narrowed]


def test_next_rows_go_through_all_of_them(asked_store: Path) -> None:
    way, shown_, pages = "/events?limit=2", 0, 0
    while way:
        page = read(asked_store, way)
        shown_ += len(page.all("td")) // 5
        pages += 1
        way = next((attrs["href"] or "" for attrs in page.all("a") if attrs.get("rel") == "next"), "")
    assert (shown_, pages) == (6, 3)


@pytest.mark.parametrize("way", ["/events?type=NONE", "/events?sql=x", "/search?words=(", "/page/abc", "/happenings"])
def test_what_cannot_be_shown_is_told_on_a_page(asked_store: Path, way: str) -> None:
    page = read(asked_store, way, 400)
    assert [attrs for attrs in page.all("p") if attrs.get("role") == "alert"]


def test_what_is_not_here_is_told(asked_store: Path) -> None:
    for way in ("/nowhere", "/page/ffffffffff", "/static/app.py", "/static/..%2Fapp.py"):
        read(asked_store, way, 404)


# ---------------------------------------------------------------- a page, a search


def test_each_record_of_a_page_has_a_card_and_its_words(asked_store: Path) -> None:
    page = read(asked_store, f"/page/{HARBOUR}")
    ids = {attrs["id"] for _, attrs in page.tags if attrs.get("id")}
    for id_ in ("e1", "q1", "f1", "p1"):
        assert {id_, f"in-{id_}", f"head-{id_}"} <= ids
    of = {one for _, attrs in page.tags for one in (attrs.get("data-of") or "").split()}
    assert of == {"e1", "q1", "f1", "p1"}
    assert "according to Lurdes Vaz" in page.text


def test_every_label_and_reference_leads_to_something_once(asked_store: Path) -> None:
    for way in ("/events", "/search", f"/page/{HARBOUR}"):
        page = read(asked_store, way)
        ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
        assert len(ids) == len(set(ids)), way
        for _, attrs in page.tags:
            for name in ("for", "aria-describedby", "aria-labelledby"):
                assert attrs.get(name) is None or attrs[name] in ids
            assert not (attrs.get("href") or "").startswith("#") or (attrs["href"] or "")[1:] in ids
        assert len(page.all("h1")) == len(page.all("main")) == 1
        for box in (*page.all("input"), *page.all("select")):
            assert box.get("aria-label") or box.get("id") in [label["for"] for label in page.all("label")]


def test_a_search_marks_what_it_found(asked_store: Path) -> None:
    page = read(asked_store, "/search?words=Coastal")
    assert "3 of 3 pages shown" in page.text
    assert page.all("mark")


def test_the_files_of_the_pages_load_nothing_from_elsewhere(asked_store: Path) -> None:
    folder = files("dateline") / "web" / "static"
    assert {f.name for f in folder.iterdir()} == set(FILES)
    for name, kind in FILES.items():
        answer = client_of(asked_store).get(f"/static/{name}")
        assert answer.headers["content-type"].startswith(kind)
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\(|innerHTML|eval\(", answer.text)


def test_the_first_page_is_that_of_events(asked_store: Path) -> None:
    answer = client_of(asked_store).get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/events")
