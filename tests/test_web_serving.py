"""The command: where it listens, whom it asks for a token, and what it says when it can't."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("starlette")

from dateline.cli.serving import TOKEN, rules_for

SERVE = [sys.executable, "-m", "dateline.cli", "serve"]
ENVIRONMENT = {**os.environ, "NO_PROXY": "*"}


def refused(*words: str) -> str:
    done = subprocess.run([*SERVE, *words], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    return done.stderr


def test_a_store_is_served_until_it_is_stopped(asked_store: Path) -> None:
    command = [*SERVE, "--db", str(asked_store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as server:
        try:
            assert server.stderr is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
            assert address is not None
            with urllib.request.urlopen(f"{address[0]}events?type=AGREE", timeout=30) as answer:
                assert answer.status == 200
                assert b"AGREE" in answer.read()
                assert "server" not in answer.headers
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)


def test_what_is_wrong_is_told_at_once(asked_store: Path, tmp_path: Path) -> None:
    assert "there is no such store" in refused("--db", str(tmp_path / "none.db"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "--port 0 takes a free one" in refused("--db", str(asked_store), "--port", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_this_machine_needs_no_token(host: str) -> None:
    assert rules_for(host, []).token is None
    assert (f"[{host}]" if ":" in host else host) in rules_for(host, []).names
    assert not rules_for(host, []).addresses


OPEN = (("0.0.0.0", []), ("::", []), ("192.168.0.7", []), ("127.0.0.1", ["a.example"]))


@pytest.mark.parametrize(("host", "names"), OPEN)
def test_where_others_may_reach_it_a_token_is_asked_for(
    host: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    one, other = rules_for(host, names), rules_for(host, names)
    assert one.token
    assert len(one.token) >= 32
    assert one.token != other.token
    monkeypatch.setenv(TOKEN, "sixteen-letters-")
    assert rules_for(host, names).token == "sixteen-letters-"


@pytest.mark.parametrize("token", ["short", "with spaces in between", "a;b=cccccccccccccccc", "é" * 20])
def test_a_token_that_is_easily_guessed_or_no_cookie_holds_is_refused(
    token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TOKEN, token)
    with pytest.raises(SystemExit):
        rules_for("0.0.0.0", [])
    assert TOKEN in capsys.readouterr().err
