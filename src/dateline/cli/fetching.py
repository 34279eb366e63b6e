"""The options of the commands that may ask the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.fetch import Fetcher

AllowPrivate = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private",
        metavar="HOST",
        help="A host, or host:port, that may be fetched from although it is no public address; may be repeated.",
    ),
]
Delay = Annotated[
    float, typer.Option("--delay", min=0, help="Seconds between two requests to one host; robots.txt may ask for more.")
]
Contact = Annotated[
    str | None, typer.Option(help="Your address or page, told to the servers so that their owners can reach you.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing: addresses are listed as skipped.")]
DELAY_S = 1.5


def fetcher_of(
    *, allow_private: list[str] | None, delay: float, contact: str | None, offline: bool = False
) -> Fetcher | None:
    """What fetches, as the options ask; None where nothing is to be fetched."""
    from dateline.cli.common import fail
    from dateline.fetch import Fetcher, Manners

    if offline:
        return None
    if contact is not None and not (contact.isascii() and contact.isprintable() and len(contact) <= 200):
        fail("--contact: write an e-mail or web address in plain letters")
    private = frozenset(host.strip("[]").lower() for host in allow_private or ())
    return Fetcher(Manners(delay_s=delay, private=private, contact=contact))
