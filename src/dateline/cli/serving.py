"""The command that shows a store on a web page of this machine."""

from __future__ import annotations

import os
import re
import secrets
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.common import STORE, Db, fail, say

if TYPE_CHECKING:
    from dateline.web.guard import Rules

TOKEN = "DATELINE_TOKEN"
SAFE = re.compile(r"[A-Za-z0-9_-]{16,}")
BACKLOG = 128
AT_ONCE = 32  # connections; what comes beyond is told to come later

Host = Annotated[str, typer.Option(help="The address to listen on; one that others reach asks for a token.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")]
Names = Annotated[
    list[str] | None, typer.Option("--name", help="A name by which others may ask for it; may be repeated.")
]


def serve(db: Db = STORE, host: Host = "127.0.0.1", port: Port = 8000, name: Names = None) -> None:
    """Show a store on a web page of this machine, and answer programs under /api.

    Only this machine reaches it, unless --host says otherwise; then a token is asked for: $DATELINE_TOKEN, else a
    new one each time. It reads only, and stops with Ctrl-C.

    Example:  dateline serve --db news.db
    """
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        fail('serve: needs a package that is not installed; pip install "dateline[web]"')
    from dateline.asking import open_record
    from dateline.web.app import make_app

    open_record(db).close()  # what is wrong with the file is told now
    listening = _listen(host, port)
    rules = rules_for(host, name or [])
    address = f"http://{_in_address(host)}:{listening.getsockname()[1]}/"
    say(f"{db} is shown at {address}{f'?token={rules.token}' if rules.token else ''}\nCtrl-C stops it")
    config = uvicorn.Config(
        make_app(db, rules),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=AT_ONCE,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as err:
        fail(f"--host {host} --port {port}: {err.strerror or err}; --port 0 takes a free one")


def rules_for(host: str, names: list[str]) -> Rules:
    """Who may ask: this machine by its own names; where others may reach it, whoever has the token."""
    from dateline.web.guard import OURS, Rules

    told = tuple(name.lower() for name in names)
    if _is_this_machine(host) and not told:
        return Rules((*OURS, _in_address(host)))
    token = os.environ.get(TOKEN) or secrets.token_urlsafe(24)
    if SAFE.fullmatch(token) is None:
        fail(f"${TOKEN}: 16 or more of the letters A to Z, a to z, digits, - and _")
    return Rules((*OURS, _in_address(host), *told), addresses=True, token=token)


def _in_address(host: str) -> str:
    """A host as it stands in an address: numbers with colons in brackets."""
    return f"[{host}]" if ":" in host else host.lower()


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
