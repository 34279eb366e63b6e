"""The ways of the pages for people, and the files that they load."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.asking import Record
from dateline.jsontext import from_tree
from dateline.records import Reading
from dateline.web.api import happening_of, page_text
from dateline.web.article_page import article_page
from dateline.web.events_page import events_page
from dateline.web.happening_page import happening_page, happenings_page
from dateline.web.kinds import Given
from dateline.web.layout import frame
from dateline.web.markup import Element, document, h
from dateline.web.search_page import search_page
from dateline.web.stores import reading

FILES = {
    "dateline.css": "text/css",
    "article.js": "text/javascript",
    "list.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
Endpoint = Callable[[Request], Response]


def page_routes(path: Path) -> list[Route]:
    return [
        Route("/", lambda request: RedirectResponse("/events")),
        Route("/events", _page(path, lambda record, request: events_page(record, _given(request)))),
        Route("/search", _page(path, lambda record, request: search_page(record, _given(request)))),
        Route("/happenings", _page(path, lambda record, request: happenings_page(record, _given(request)))),
        Route("/happening/{id}", _page(path, _happening)),
        Route("/page/{id}", _page(path, _article)),
        Route("/static/{name}", _file),
    ]


def _page(path: Path, make: Callable[[Record, Request], Element]) -> Endpoint:
    def page(request: Request) -> Response:
        with reading(path) as record:
            return html_answer(make(record, request))

    return page


def html_answer(page: Element, status: int = 200) -> Response:
    return Response(document(page), status, media_type="text/html")


def problem(sentence: str, status: int) -> Response:
    """What went wrong, told on a page with the ways on."""
    return html_answer(frame("Not shown", "", h("h1", "Not shown"), h("p", sentence, role="alert")), status)


def _given(request: Request) -> Given:
    pairs: Sequence[tuple[str, str]] = request.query_params.multi_items()
    return pairs


def _article(record: Record, request: Request) -> Element:
    return article_page(from_tree(Reading, json.loads(page_text(record.store, request.path_params["id"]))))


def _happening(record: Record, request: Request) -> Element:
    return happening_page(happening_of(record, request.path_params["id"], _given(request)))


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        return problem("no such file", 404)
    content = (files("dateline") / "web" / "static" / name).read_bytes()
    return Response(content, media_type=FILES[name])
