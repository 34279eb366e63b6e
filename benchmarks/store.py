"""How fast pages are kept: a thousand real-looking pages added with two processes, and added again.

    python benchmarks/store.py [--pages 1000] [--jobs 2] [--write]

Pages are those of ../shared/pages and the articles of ../shared/gold/*.jsonl that are news, then syndicated copies and
edited versions made of them. Peak memory is the sum over all processes (PSS), asked each half second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.store.open import open_store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TABLE = Path(__file__).with_name("store.md")
GOLD = ("five-w", "quotes", "times-meantime", "places-lgl")
PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """One ``dateline add``: seconds by the clock and of processor time, peak memory of all processes, the account."""

    seconds: float
    busy_s: float
    peak_mb: float
    account: str


def articles() -> Iterator[dict[str, str]]:
    """The gold articles as JSON lines are given, each with an address of its own."""
    for name in GOLD:
        path = SHARED / "gold" / f"{name}.jsonl"
        for number, line in enumerate(path.read_text("utf-8").strip().split("\n") if path.exists() else ()):
            row = json.loads(line)
            told = {"id": f"{name}-{number}", "text": row["text"], "url": f"https://paper.example/{name}/{number}"}
            yield told | ({"published": row["published"][:10]} if row.get("published") else {})


def write_sources(folder: Path, pages: int) -> list[str]:
    """So many pages in a folder: web pages as files, articles and their variants as JSON lines."""
    for page in sorted((SHARED / "pages").rglob("*.*")):
        shutil.copy(page, folder / page.name)
    chance = random.Random(1)
    rows = list(articles())
    room = pages - len(list(folder.iterdir()))
    variants = [_variant(chance.choice(rows), number) for number in range(max(0, room - len(rows)))]
    lines = [json.dumps(row) for row in [*rows[:room], *variants]]
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    return [str(folder)]


def _variant(row: dict[str, str], number: int) -> dict[str, str]:
    """A copy in another paper, or the same article edited."""
    if number % 2:
        return row | {"text": row["text"] + "\nThis version adds a last line."}
    address = f"https://other.example/{number}"
    return row | {"id": f"copy-{number}", "url": address, "text": "From our agency.\n" + row["text"]}


def add(sources: list[str], db: Path, jobs: int) -> Run:
    before, busy = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "dateline.cli", "add", *sources, "--db", str(db), "--jobs", str(jobs)]
    peak = 0.0
    with tempfile.TemporaryFile("w+") as told:
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        while run.poll() is None:
            peak = max(peak, memory_mb(run.pid))
            time.sleep(PAUSE_S)
        told.seek(0)
        last = told.read().splitlines()[-1]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy_s = after.ru_utime + after.ru_stime - busy.ru_utime - busy.ru_stime
    return Run(time.monotonic() - before, busy_s, peak, last)


def memory_mb(process: int) -> float:
    """What a process and its children hold, shared pages divided among those who share them."""
    total = 0.0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return total + sum(memory_mb(int(child)) for child in children)


def main() -> int:
    """Prints a table; exit status 1 where the second run changed anything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="keep the table in benchmarks/store.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, db = Path(name, "pages"), Path(name, "news.db")
        folder.mkdir()
        sources = write_sources(folder, wanted.pages)
        runs = [add(sources, db, wanted.jobs) for _ in range(2)]
        size = sum(p.stat().st_size for p in folder.iterdir())
        with open_store(db) as store:
            tables = ("page", "event", "quote", "figure", "copy")
            counts = {t: store.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}
        lines = [
            f"{wanted.pages} pages, {size / 1e6:.1f} MB; {wanted.jobs} reading processes and one that writes.",
            "",
            "| run | seconds | pages a second | processor seconds | peak MB, all processes | account |",
            "|---|---|---|---|---|---|",
            *(
                f"| {label} | {r.seconds:.1f} | {wanted.pages / r.seconds:.1f} | {r.busy_s:.1f} "
                f"| {r.peak_mb:.0f} | {r.account} |"
                for label, r in zip(("first", "again"), runs, strict=True)
            ),
            "",
            f"The file: {db.stat().st_size / 1e6:.1f} MB; rows: "
            + ", ".join(f"{n:,} {t}" for t, n in counts.items())
            + ".",
            f"Again takes {runs[1].seconds / runs[0].seconds:.1%} of the first run's time. "
            f"Load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.",
        ]
    print("\n".join(lines))
    if wanted.write:
        head = f"# The store\n\nMeasured {date.today()} with `python benchmarks/store.py --write`. "
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return int("added" in runs[1].account or "updated" in runs[1].account)


if __name__ == "__main__":
    raise SystemExit(main())
