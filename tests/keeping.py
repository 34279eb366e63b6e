"""What the tests of the store share: pages from rows, a real reader, and a store's content without its keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from dateline.intake import read_sources
from dateline.keep import Account, Kept, Read, add_pages
from dateline.pipeline import Settings, Tools, read_pages
from dateline.records import MadeBy, Page, Reading, Skipped
from dateline.store.doctor import check_store
from dateline.store.open import Store, open_store
from tests.factories import TODAY

HARBOUR = """Gunmen killed 12 soldiers in Pemba on Tuesday, the interior ministry said.
"We will not rest," Ana Lira, a spokeswoman, told reporters in Maputo. Police arrested Jonas Borg in Palma.
Exports fell 9 percent to 40 million dollars last year, according to the central bank, and the port was closed.
The attack was the third on the harbour since March, and traders said that ships now wait for a week at sea."""
EDITED = HARBOUR.replace("12 soldiers", "15 soldiers").replace("Police arrested Jonas Borg", "Police arrested a man")
RIVER = """Rebels attacked a convoy near the river on Monday, officials in Accra said.
Ghana condemned the raid and called on its neighbours to close the border for traffic from the north."""
MINISTER = "The foreign minister of Norway met rebels in Oslo on Friday and promised 30 million euros in aid."
WITH = MadeBy("0", "lexicon", "parser")


def pages_of(*rows: dict[str, Any]) -> list[Page | Skipped]:
    """Pages as JSON lines give them: {"id", "text"} and maybe url, published, headline, outlet."""
    lines = "\n".join(json.dumps(row) for row in rows)
    return list(read_sources(["-"], form="jsonl", stdin=BytesIO(lines.encode())))


def file_pages(*paths: Path) -> list[Page | Skipped]:
    return list(read_sources([str(p) for p in paths], stdin=BytesIO()))


def reader_of(tools: Tools) -> Read:
    return lambda pages: read_pages(pages, tools=tools, settings=Settings(today=TODAY))


def no_reader(pages: Iterable[Page | Skipped]) -> Iterator[Reading | Skipped]:
    raise AssertionError("nothing is to be read")


def add(store: Store, tools: Tools, pages: Iterable[Page | Skipped]) -> list[Kept]:
    told: list[Kept] = []
    add_pages(store, pages, read=reader_of(tools), tell=told.append)
    return told


def outcomes(told: Iterable[Kept] | Account) -> list[str]:
    return [k.outcome for k in told] if not isinstance(told, Account) else sorted(told.outcomes.elements())


def content(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store holds, but for keys and times; its tables are those of its records, or this fails."""
    assert list(check_store(store)) == []
    asked = {
        "pages": "SELECT p.id, p.name, p.source, p.given, p.media_type, n.id FROM page AS p "
        "LEFT JOIN page AS n ON n.key = p.replaced_by",
        "readings": "SELECT p.id, p.name, r.id, r.current FROM reading AS r JOIN page AS p ON p.key = r.page",
        "copies": "SELECT p.id, p.name, o.id, o.name, c.similarity FROM copy AS c JOIN page AS p ON p.key = c.page "
        "JOIN page AS o ON o.key = c.original",
        "failures": "SELECT source, item_id, reason, page_id FROM failure",
    }
    return {name: sorted(store.db.execute(sql).fetchall(), key=repr) for name, sql in asked.items()}


def count(store: Store, table: str) -> int:
    return int(store.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def new_store(folder: Path, name: str = "news.db") -> Store:
    return open_store(folder / name, write=True)
