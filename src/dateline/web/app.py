"""The server: its ways, its errors, and the guard before them."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.web.api import api_routes, json_answer, status_of
from dateline.web.guard import Guard, Rules
from dateline.web.pages import page_routes, problem


def make_app(path: Path, rules: Rules) -> Guard:
    """The server on the store in a file, which is opened anew for each request."""
    routes = [*api_routes(path), *page_routes(path)]
    app = Starlette(routes=routes, exception_handlers={DatelineError: _refused, HTTPException: _missing})
    return Guard(app, rules)


def _refused(request: Request, err: Exception) -> Response:
    assert isinstance(err, DatelineError)
    return _told(request, str(err), status_of(err))


def _missing(request: Request, err: Exception) -> Response:
    assert isinstance(err, HTTPException)
    return _told(request, f"{request.url.path}: nothing here; /api/openapi.json lists what programs can ask", 404)


def _told(request: Request, sentence: str, status: int) -> Response:
    """An error as who asks reads it: a program or a person."""
    if request.url.path.startswith("/api/"):
        return json_answer({"error": sentence}, status)
    return problem(sentence, status)
