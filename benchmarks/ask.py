"""How long questions take of a store with 100,000 events.

    python benchmarks/ask.py [--events 100000] [--readings FILE] [--db FILE] [--write]

The store is made of clones of real readings: of examples/, and of FILE (lines of `dateline read --json`) where given.
Each clone has its days moved within five years, its actors and places renamed after others of the readings, outlets
and words of its own. Rows are made and put down by the store's own code; only the search for copies is passed over,
as clones would be copies. Each question is asked once right after the file was opened, and nine times more; the time
is that of the answer a person gets: the first 20 rows, whole, and how many there are (counted up to 1,000). Processor
time is what a machine with nothing else to do takes, its file being in memory; elapsed time is what passed on the
machine as it was, its load told.
``--write`` puts the table into benchmarks/ask.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dateline.asking import Found, Record, open_record
from dateline.flatten import TABLES, rows_of
from dateline.jsontext import from_tree
from dateline.records import Actor, Place, Reading
from dateline.store.open import Store, open_store, transaction
from dateline.store.write import insertion, utc_now

ROOT = Path(__file__).resolve().parent.parent
DAYS = 5 * 365
LAST = date(2024, 12, 31)
SYLLABLES = ("ka", "lo", "mi", "ren", "tas", "vor", "bel", "ni", "sha", "gor", "du", "pel")
ROUNDS = 9

Ask = Callable[[Record], object]
QUESTIONS: tuple[tuple[str, Ask], ...] = (
    ("events", lambda r: r.events()),
    ("events --type ASSAULT", lambda r: r.events(type="ASSAULT")),
    ("events --type ASSAULT --since 2023-03 --until 2023-05",
     lambda r: r.events(type="ASSAULT", since="2023-03", until="2023-05")),
    ("events --actor USA", lambda r: r.events(actor="USA")),
    ("events --actor GOV --recipient CVL", lambda r: r.events(actor="GOV", recipient="CVL")),
    ("events --actor Mabunda", lambda r: r.events(actor="Mabunda")),
    ("events --between USA GBR", lambda r: r.events(between=("USA", "GBR"))),
    ("events --place MOZ --type ASSAULT", lambda r: r.events(place="MOZ", type="ASSAULT")),
    ("events --place Pemba", lambda r: r.events(place="Pemba")),
    ("events --near -12.97,40.52,100", lambda r: r.events(near=(-12.97, 40.52, 100.0))),
    ("events --said-by police --status actual", lambda r: r.events(said_by="police", status="actual")),
    ("events --killed-at-least 4 --no-historical", lambda r: r.events(killed_at_least=4, historical=False)),
    ("events --outlet 'outlet 7' --order published", lambda r: r.events(outlet="outlet 7", order="published")),
    ("quotes --by GOV --about agreement", lambda r: r.quotes(by="GOV", about="agreement")),
    ("figures --unit percent --change down", lambda r: r.figures(unit="percent", change="down")),
    ("actors", lambda r: r.actors()),
    ("actors --country MOZ", lambda r: r.actors(country="MOZ")),
    ("places", lambda r: r.places()),
    ("pages --since 2024", lambda r: r.pages(since="2024")),
    ("search 'harbour AND ceasefire'", lambda r: r.search("harbour AND ceasefire")),
    ("search kalomi", lambda r: r.search("kalomi")),
    ("trend --by month --of ASSAULT", lambda r: r.trend(by="month", of="ASSAULT")),
    ("trend --by month --of ASSAULT --actor USA", lambda r: r.trend(by="month", of="ASSAULT", actor="USA")),
    ("trend --by week --of ASSAULT --place MOZ --per pages",
     lambda r: r.trend(by="week", of="ASSAULT", place="MOZ", per="pages")),
)  # fmt: skip


def answer(asked: object) -> object:
    """What a person gets: the rows, and how many there are, counted up to 1,000 as `dateline` does."""
    return (asked.page(20), asked.count(most=1_001)) if isinstance(asked, Found) else asked


def main() -> None:
    args = arguments()
    path = args.db or ROOT / "build" / "ask.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fill(path, list(readings(args.readings)), wanted=args.events)
    with open_store(path) as store:
        models = store.db.execute("SELECT value FROM meta WHERE name = 'models'").fetchone()[0]
        sizes = {
            t: store.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("event", "page", "actor", "quote")
        }
    lines = [f"| {name} | {own:.0f} | {passed:.0f} | {first:.0f} |" for name, (own, passed, first) in measured(path)]
    medians = sorted(float(line.split("|")[2]) for line in lines)
    report = "\n".join(
        [
            f"{sizes['event']:,} events on {sizes['page']:,} pages, clones of {models}, with {sizes['actor']:,} "
            f"actors and {sizes['quote']:,} quotes, {path.stat().st_size / 2**20:,.0f} MiB; "
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
            f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} programs wanting them.",
            "",
            "| question | processor, median ms | elapsed, median ms | processor, first ms |",
            "|---|---:|---:|---:|",
            *lines,
            "",
            f"Median of the medians of processor time: {statistics.median(medians):.0f} ms; "
            f"the slowest: {medians[-1]:.0f} ms.",
        ]
    )
    print(report)
    if args.write:
        doc = ROOT / "benchmarks" / "ask.md"
        doc.write_text(f"# Asking a store of 100,000 events\n\n{(__doc__ or '')}\n\n{report}\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--db", type=Path, help="The store; made where there is none.")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def readings(extra: Path | None) -> Iterator[Reading]:
    """Those of examples/, read now, and those of a file."""
    command = [sys.executable, "-m", "dateline.cli", "read", "--json", str(ROOT / "examples" / "harbour.txt")]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    if extra:
        lines += extra.read_text(encoding="utf-8").splitlines()
    for line in lines:
        tree = json.loads(line)
        if tree["schema"] == "dateline.reading/1":
            yield from_tree(Reading, tree)


def fill(path: Path, models: list[Reading], *, wanted: int) -> None:
    """Puts clones down until there are so many events."""
    chance = random.Random(1)
    actors = [a for m in models for a in m.actors]
    places = [p for m in models for p in m.places]
    with open_store(path, write=True) as store:
        store.db.execute("INSERT INTO meta VALUES ('models', ?)", (str(len(models)),))
        made = number = 0
        first = dict.fromkeys(TABLES, 1)
        while made < wanted:
            with transaction(store):
                for _ in range(200):
                    reading = clone(models[number % len(models)], number, chance, actors, places)
                    number += 1
                    put(store, reading, number, first)
                    made += len(reading.events)
                    if made >= wanted:
                        break
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put(store: Store, reading: Reading, number: int, first: dict[str, int]) -> None:
    store.db.execute(
        "INSERT INTO page (key, id, source, media_type, bytes, given, added) "
        "VALUES (?, ?, ?, 'text/plain', 1, '{}', ?)",
        (number, reading.page.id, reading.page.source, utc_now()),
    )
    for name, rows in rows_of(reading, page=number, first=first).tables.items():
        store.db.executemany(insertion(name), rows)
        first[name] += len(rows)


def clone(model: Reading, number: int, chance: random.Random, actors: list[Actor], places: list[Place]) -> Reading:
    """The reading of another day, of others, elsewhere."""
    was = model.article.published.latest if model.article.published else LAST
    moved = (LAST - was).days - chance.randrange(DAYS)

    def day(old: date) -> date:
        at = old.toordinal() + moved
        return date.fromordinal(max(1, min(at, date.max.toordinal())))

    def actor(old: Actor) -> Actor:
        other = chance.choice(actors)
        return replace(old, name=other.name, kind=other.kind, country=other.country, sector=other.sector)

    def place(old: Place) -> Place:
        other = chance.choice(places)
        fields = ("name", "kind", "country", "admin1", "lat", "lon", "geonames_id")
        return replace(old, **{name: getattr(other, name) for name in fields})

    published = model.article.published
    words = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))) for _ in range(60))
    article = replace(
        model.article,
        text=f"{model.article.text}\n{words}",
        outlet=f"Outlet {number % 120}",
        published=published and replace(published, earliest=day(published.earliest), latest=day(published.latest)),
    )
    return replace(
        model,
        page=replace(model.page, id=f"{number:064x}", source=f"page {number}"),
        article=article,
        actors=tuple(map(actor, model.actors)),
        places=tuple(map(place, model.places)),
        events=tuple(
            replace(e, time=e.time and replace(e.time, earliest=day(e.time.earliest), latest=day(e.time.latest)))
            for e in model.events
        ),
    )


def measured(path: Path) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each question with its median processor and elapsed times and its first processor time, in milliseconds."""
    for name, ask in QUESTIONS:
        own, passed = [], []
        with open_record(path) as record:
            for _ in range(ROUNDS + 1):
                start, worked = time.perf_counter(), time.process_time()
                answer(ask(record))
                own.append((time.process_time() - worked) * 1000)
                passed.append((time.perf_counter() - start) * 1000)
        print(f"{name}: {statistics.median(own[1:]):.0f} ms", file=sys.stderr)
        yield name, (statistics.median(own[1:]), statistics.median(passed[1:]), own[0])


if __name__ == "__main__":
    main()
