"""Laws of serving: whatever is asked is answered or refused, never an error of the server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("starlette")

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.web.kinds import KINDS, options_of
from dateline.web.markup import document, h, shown
from tests.test_web_pages import Read
from tests.web import client_of

QUIET = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY = st.text(max_size=40) | st.text("\"'*^():+-{}, ANDORTEX\0Ii%_\\<>&;=#?/.", max_size=20)
WAYS = [f"/api/{kind.name}" for kind in KINDS] + ["/events", "/search", "/api/events/facets", "/api/events.csv"]
NAMES = sorted({option.name for kind in KINDS for option in options_of(kind)})


@QUIET
@given(st.sampled_from(WAYS), st.lists(st.tuples(st.sampled_from(NAMES), ANY), max_size=3))
@example("/events", [("actor", '"')])
@example("/search", [("words", "a NEAR(b")])
@example("/events", [("limit", "9" * 400)])
@example("/events", [("near", "nan,nan,nan")])
@example("/api/events", [("quad", "9" * 18)])
@example("/api/figures", [("at-least", "inf")])
def test_any_question_is_answered_or_refused(asked_store: Path, way: str, asked: list[tuple[str, str]]) -> None:
    answer = client_of(asked_store).get(way, params=asked)
    assert answer.status_code in (200, 400), answer.text[:300]
    if answer.headers["content-type"].startswith("text/html"):
        assert {attrs.get("src") for attrs in Read(answer.text).all("script")} <= {"/static/list.js"}


@QUIET
@given(st.sampled_from(["/page/", "/happening/", "/api/page/", "/api/happening/", "/static/", "/"]), ANY)
@example("/page/", "\0")
@example("/static/", "../app.py")
def test_any_way_is_answered_or_refused(asked_store: Path, way: str, rest: str) -> None:
    answer = client_of(asked_store).get(way + quote(rest, safe=""), follow_redirects=False)
    assert answer.status_code in (200, 307, 400, 404), answer.text[:300]


@QUIET
@given(st.text(max_size=60), st.text(max_size=60))
@example("</script>", '" onclick="x')
def test_any_text_is_read_back_as_it_was_put_in(words: str, title: str) -> None:
    page = Read(document(h("p", words, title=title)))
    assert page.text == "\n" + shown(words)
    assert page.all("p") == [{"title": shown(title)}]
