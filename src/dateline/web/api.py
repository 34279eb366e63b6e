"""The interface for programs: rows as their records are (dateline.answers), a page of them at a time."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dateline.asking import Record
from dateline.errors import DatelineError, StoreBusy, UsageError
from dateline.export.columns import columns_of
from dateline.export.csv_rows import write_csv
from dateline.export.json_rows import write_json, write_jsonl
from dateline.happening import HappeningRow
from dateline.jsontext import one_line, plain
from dateline.store.open import Store, telling
from dateline.store.pages import ambiguous, find_pages
from dateline.store.write import current_reading, stored_text
from dateline.web.facets import facets_of
from dateline.web.kinds import EVENTS, KINDS, Given, Kind, found_of, size_of, values_of
from dateline.web.openapi import described
from dateline.web.stores import DOWNLOAD_S, TooLong, reading

HASH = re.compile(r"[0-9a-f]{6,64}")
FORMS = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson"}
SPOOL_BYTES = 8 * 2**20
CHUNK = 2**16
Endpoint = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Answer:
    """Some rows; ``next`` is the value of ``after`` that goes on, None at the end."""

    rows: tuple[Any, ...]
    next: str | None


class NotHere(UsageError):
    """What was asked for by its id is not in the store."""


def api_routes(path: Path) -> list[Route]:
    """Every way of the interface, on the store in a file."""
    routes = [Route(f"/api/{kind.name}", _rows(path, kind)) for kind in KINDS]
    routes += [Route(f"/api/{kind.name}.{form}", _file(path, kind, form)) for kind in KINDS for form in FORMS]
    return [
        *routes,
        Route("/api/events/facets", _facets(path)),
        Route("/api/page/{id}", _page(path)),
        Route("/api/happening/{id}", _happening(path)),
        Route("/api/openapi.json", lambda request: json_answer(described())),
    ]


def json_answer(tree: Any, status: int = 200) -> Response:
    return Response(one_line(tree), status, media_type="application/json")


def status_of(err: DatelineError) -> int:
    """The status that tells of an error: 400 what can't be asked, 404 what isn't here, 503 what may do later."""
    if isinstance(err, NotHere):
        return 404
    if isinstance(err, TooLong | StoreBusy):
        return 503
    return 400 if isinstance(err, UsageError) else 500


def _rows(path: Path, kind: Kind) -> Endpoint:
    def rows(request: Request) -> Response:
        values = values_of(kind, request.query_params.multi_items())
        size = size_of(values)
        with reading(path) as record:
            part = found_of(record, kind, values).page(size)
            return json_answer(plain(Answer(part.rows, part.next)))

    return rows


def _file(path: Path, kind: Kind, form: str) -> Endpoint:
    def file(request: Request) -> Response:
        values = values_of(kind, request.query_params.multi_items())
        raw = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115 - closed when it was sent
        out = TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
        with reading(path, limit_s=DOWNLOAD_S) as record:
            found = found_of(record, kind, values)
            if form == "csv":
                write_csv(out, columns_of(kind.row), found)
            else:
                (write_json if form == "json" else write_jsonl)(out, found)
        out.flush()
        raw.seek(0)
        name = f'attachment; filename="{kind.name}.{form}"'
        return StreamingResponse(_pieces(out), headers={"content-disposition": name}, media_type=FORMS[form])

    return file


def _pieces(out: TextIOWrapper) -> Iterator[bytes]:
    with out:
        while piece := out.buffer.read(CHUNK):
            yield bytes(piece)


def _facets(path: Path) -> Endpoint:
    def facets(request: Request) -> Response:
        values = values_of(EVENTS, request.query_params.multi_items())
        with reading(path) as record:
            return json_answer(plain(facets_of(record, values)))

    return facets


def _page(path: Path) -> Endpoint:
    def page(request: Request) -> Response:
        with reading(path) as record:
            return Response(page_text(record.store, request.path_params["id"]), media_type="application/json")

    return page


def page_text(store: Store, page: str) -> str:
    """The record of a page, by the first digits of its hash, as it was kept. Raises UsageError."""
    if HASH.fullmatch(page) is None:
        raise UsageError("page: give the first digits of its hash, six or more")
    keys = find_pages(store, page)
    if several := ambiguous(store, page, keys):
        raise UsageError(f"page {page}: means {len(several)}; give more digits, such as {several[0][:12]}")
    with telling(store.path):
        key = current_reading(store.db, keys[-1]) if keys else None
        if key is None:
            raise NotHere(f"page {page}: no such page here")
        return stored_text(store.db, key)


def _happening(path: Path) -> Endpoint:
    def happening(request: Request) -> Response:
        with reading(path) as record:
            found = happening_of(record, request.path_params["id"], request.query_params.multi_items())
            return json_answer(plain(found))

    return happening


def happening_of(record: Record, which: str, given: Given) -> HappeningRow:
    """One happening by its id, its tolls after the rule asked for. Raises UsageError."""
    rules = dict(given)
    if set(rules) - {"rule"}:
        raise UsageError("a happening takes one option: rule")
    try:
        return record.happening(which, rule=rules.get("rule") or "ucdp")
    except UsageError as err:
        if "no such happening" in str(err):
            raise NotHere(str(err)) from err
        raise
