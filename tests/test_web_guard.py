"""Who may ask the server, and what a browser may do with its answers."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette")

from dateline.web.guard import OURS, Rules
from tests.web import client_of

TOKEN = "a-token-of-the-test"
GUARDED = Rules((*OURS, "news.example"), addresses=True, token=TOKEN)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:9", "127.0.0.1"])
def test_this_machine_is_answered_by_its_own_names(asked_store: Path, host: str) -> None:
    assert client_of(asked_store).get("/api/events", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.168.0.7", "", "localhost@evil",
     "localhost:8000/", "localhost evil", "localhost:", "127.0.0.1:123456"],
)  # fmt: skip
def test_a_name_that_another_site_points_here_is_refused(asked_store: Path, host: str) -> None:
    answer = client_of(asked_store).get("/api/events", headers={"host": host})
    assert answer.status_code == 421
    assert "name of this server" in answer.json()["error"]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9000", "file://", "http://127.0.0.1:8000.evil.example"]
)
def test_a_page_of_another_origin_is_refused(asked_store: Path, origin: str) -> None:
    assert client_of(asked_store).get("/api/events", headers={"origin": origin}).status_code == 403


def test_a_page_of_ours_is_answered(asked_store: Path) -> None:
    headers = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert client_of(asked_store).get("/api/events", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [("no-cors", "script", 403), ("cors", "empty", 403), ("navigate", "iframe", 403), ("navigate", "document", 200)],
)
def test_another_site_may_link_here_and_load_nothing(asked_store: Path, mode: str, dest: str, status: int) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert client_of(asked_store).get("/api/events", headers=headers).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_the_server_only_reads(asked_store: Path, method: str) -> None:
    assert client_of(asked_store).request(method, "/api/events").status_code == 405


@pytest.mark.parametrize("path", ["/api/events", "/api/events?type=NONE", "/nowhere", "/api/openapi.json"])
def test_every_answer_forbids_scripts_of_others_and_sniffing(asked_store: Path, path: str) -> None:
    headers = client_of(asked_store).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_refusal_and_a_failure_of_the_server_have_the_same_headers(asked_store: Path, tmp_path: Path) -> None:
    assert "content-security-policy" in client_of(asked_store).post("/api/events").headers
    broken = client_of(tmp_path / "none.db").get("/api/events")
    assert broken.status_code == 500
    assert "no such store" in broken.json()["error"]
    assert "content-security-policy" in broken.headers


def test_whoever_comes_from_elsewhere_must_have_the_token(asked_store: Path) -> None:
    client = client_of(asked_store, GUARDED)
    assert client.get("/api/events").status_code == 401
    assert client.get("/api/events", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/events", headers={"cookie": "dateline=wrong"}).status_code == 401
    assert client.get("/api/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/api/events?token=wrong").status_code == 401


def test_the_address_with_the_token_leads_to_one_without_it(asked_store: Path) -> None:
    client = client_of(asked_store, GUARDED)
    entry = client.get(f"/api/events?type=ASSAULT&token={TOKEN}", follow_redirects=False)
    assert (entry.status_code, entry.headers["location"]) == (303, "/api/events?type=ASSAULT")
    assert "HttpOnly" in entry.headers["set-cookie"]
    assert client.get("/api/events").status_code == 200  # the client kept the cookie


def test_the_token_leads_to_no_other_host(asked_store: Path) -> None:
    entry = client_of(asked_store, GUARDED).get(f"//evil.example/?token={TOKEN}", follow_redirects=False)
    assert not entry.headers.get("location", "").startswith("//")


@pytest.mark.parametrize(("host", "status"), [("192.168.0.7:8000", 200), ("news.example", 200), ("evil.example", 421)])
def test_others_ask_by_number_or_by_a_name_that_was_told(asked_store: Path, host: str, status: int) -> None:
    headers = {"host": host, "authorization": f"Bearer {TOKEN}"}
    assert client_of(asked_store, GUARDED).get("/api/events", headers=headers).status_code == status
