"""How merging grows: stores with 1,000, 10,000 and 100,000 events merged, then 100 pages more.

    python benchmarks/merge.py [--readings FILE] [--events 1000 10000 100000] [--write]

The stores are made of clones of real readings as in benchmarks/ask.py: of examples/, and of FILE (lines of `dateline
read --json`) where given. Five clones make a story: they tell of the same day within five years, of the same actors and
places, each with words of its own; from story to story these differ, and so do all rare words, whose letters are
exchanged. Time is by the clock, the machine's load told; memory is the peak of the merging process.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import string
import subprocess
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from ask import clone, put, readings  # type: ignore[import-not-found]

from dateline.export.record_json import to_json
from dateline.flatten import TABLES
from dateline.lexicon.happenings import load_commonness
from dateline.records import Reading
from dateline.store.open import Store, open_store, transaction
from dateline.store.write import reading_id, utc_now

TABLE = Path(__file__).with_name("merge.md")
MORE = 100
STORY = 5  # pages
RARE = 0.004  # share of English pages under which a word tells what a story is about
WORD = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Run:
    pages: int
    events: int
    seconds: float
    peak_mb: float
    told: str


def fill(path: Path, models: list[Reading], *, events: int, pages: int = 0) -> tuple[int, int]:
    """Puts clones down until there are so many events, or so many pages more; gives how many pages and events."""
    actors = [a for m in models for a in m.actors]
    places = [p for m in models for p in m.places]
    with open_store(path, write=True) as store:
        start = store.db.execute("SELECT ifnull(max(key), 0) FROM page").fetchone()[0]
        first = {t: store.db.execute(f"SELECT ifnull(max(key), 0) + 1 FROM {t}").fetchone()[0] for t in TABLES}
        number, made = start, 0
        while made < events or number - start < pages:
            with transaction(store):
                for _ in range(100):
                    story = number // STORY
                    same = random.Random(story)
                    reading = clone(models[story % len(models)], number, same, actors, places)
                    reading = disguise(reading, story, f"{number:x}")
                    number += 1
                    put(store, reading, number, first)
                    keep_reading(store, reading, number)
                    made += len(reading.events)
                    if made >= events and number - start >= pages:
                        break
    return number - start, made


def disguise(reading: Reading, story: int, own: str) -> Reading:
    """The reading with the letters of its rare words exchanged, as in all of its story; spans hold."""
    letters = list(string.ascii_lowercase)
    random.Random(story).shuffle(letters)
    other = "".join(letters)
    table = str.maketrans(string.ascii_letters, other + other.upper())
    commonness = load_commonness()

    def changed(found: re.Match[str]) -> str:
        word = found.group()
        return word.translate(table) if commonness.share(word.lower()) < RARE else word

    article = reading.article
    return replace(reading, article=replace(article, text=f"{WORD.sub(changed, article.text)} {own}"))


def keep_reading(store: Store, reading: Reading, page: int) -> None:
    text = to_json(reading)
    store.db.execute(
        "INSERT INTO reading (id, page, made_by_program, made_by_lexicon, made_by_parser, record, added, current) "
        "VALUES (?, ?, 'x', 'x', 'x', ?, ?, 1)",
        (reading_id(text), page, zlib.compress(text.encode(), 1), utc_now()),
    )


def merge(path: Path, pages: int, events: int) -> Run:
    before = time.monotonic()
    command = [sys.executable, "-m", "dateline.cli", "merge", "--db", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        told = run.stderr.read().strip().splitlines()[-1]
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise SystemExit(f"merging failed: {told}")
    return Run(pages, events, time.monotonic() - before, used.ru_maxrss / 1024, told.split(" in ")[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--write", action="store_true", help="keep the table in benchmarks/merge.md")
    asked = parser.parse_args()
    models = [m for m in readings(asked.readings) if m.events]
    runs: list[tuple[str, Run]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.events:
            path = Path(folder, f"{size}.db")
            runs.append((f"{size:,} events", merge(path, *fill(path, models, events=size))))
            print(runs[-1], file=sys.stderr)
            runs.append((f"{MORE} pages more", merge(path, *fill(path, models, events=0, pages=MORE))))
            print(runs[-1], file=sys.stderr)
    lines = [
        f"Clones of {len(models)} readings; load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.",
        "",
        "| merged | pages | events | seconds | ms an event | peak MB | found |",
        "|---|---:|---:|---:|---:|---:|---|",
        *(
            f"| {name} | {r.pages:,} | {r.events:,} | {r.seconds:.1f} | {1000 * r.seconds / max(1, r.events):.1f} "
            f"| {r.peak_mb:.0f} | {r.told} |"
            for name, r in runs
        ),
    ]
    print("\n".join(lines))
    if asked.write:
        head = f"# Merging\n\n{(__doc__ or '').strip()}\n\nMeasured {date.today()}. "
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
