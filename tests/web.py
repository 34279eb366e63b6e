"""What the tests of the server share: a client on a store, and a store full of markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from dateline.records import Participant, Quote, Reading, Speaker
from dateline.store.open import open_store, transaction
from dateline.store.write import add_reading
from dateline.web.app import make_app
from dateline.web.guard import Rules
from tests.asked import NOW, Draft

HERE = "http://127.0.0.1:8000"
LONG = "W" * 10_000
TAG = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
TURNED = "‮turned round"


def client_of(store: Path, rules: Rules | None = None) -> TestClient:
    return TestClient(make_app(store, rules or Rules()), base_url=HERE, raise_server_exceptions=False)


def naughty() -> Reading:
    """A page whose every text is full of markup."""
    d = Draft(
        f"Gunmen {TAG} attacked {IMAGE} in </p><p onclick=x>Pemba, {TURNED} said.\n"
        f"“</script>{LONG} & &lt;b&gt;,” said {TURNED}.\n"
        "'\" onmouseover=\"alert(3) \x00\x1b[31m ]]> --> ${7*7} {{7*7}}",
        f"Wire {TAG}", date(2024, 3, 7), f"Head {IMAGE} {TURNED} \"'><b>",
    )  # fmt: skip
    gunmen = d.actor(f"Gunmen {TAG}", f"Gunmen {TAG}", "group", None, "UAF")
    pemba = d.place("Pemba", "city", "MOZ", IMAGE, -12.97, 40.51)
    d.event(
        "ASSAULT", "attacked",
        actor=[Participant(gunmen, d.at(f"Gunmen {TAG}"), "claimed", d.said(None, TURNED, "said"))],
        recipient=[Participant(None, d.at(IMAGE))], said_by=d.said(None, TURNED, "said"), mode=(TAG,),
    )  # fmt: skip
    d.quotes.append(
        Quote("q1", "direct", d.at(f"</script>{LONG} & &lt;b&gt;,"), Speaker(None, d.at(TURNED)), d.at("said"))
    )
    assert pemba == "p1"
    made = d.reading()
    return replace(made, article=replace(made.article, url="javascript:alert(4)", byline=(TAG,), section=IMAGE))


def naughty_store(folder: Path) -> Path:
    path = folder / "naughty.db"
    with open_store(path, write=True) as store, transaction(store) as db:
        add_reading(db, naughty(), now=NOW)
    return path
