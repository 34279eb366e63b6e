"""How fast: pages a second and peak memory from HTML to record, and each stage's share.

    python benchmarks/speed.py PAGE… [--rounds 10] [--write]

Pages are files or folders (default: ../shared/pages/html). Stages are timed in one process;
whole runs, of files only, in processes of their own with one and two jobs, start-up left out
of pages a second by taking the difference of a long and a short run. Articles in JSON lines
(``speed.py ../shared/gold/places-lgl.jsonl --rounds 1``) give texts a second of each stage.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from dateline.article import make_article
from dateline.intake import read_sources
from dateline.pipeline import Settings, Tools, open_tools, read_article
from dateline.records import Page

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_name("speed.md")


class Clock:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        now = time.process_time()
        self.seconds[stage] += now - self._last
        self._last = now


def by_stage(pages: list[Page], tools: Tools, clock: Clock) -> None:
    """Each page through the whole pipeline, a page at a time."""
    for page in pages:
        article = make_article(page, words=tools.lexicon.furniture, today=date.today())
        clock.lap("article")
        analysis = tools.parser.analyse(article)
        clock.lap("language")
        read_article(page, article, analysis, tools=tools, lap=clock.lap)


def whole_run(paths: list[str], jobs: int) -> tuple[float, float]:
    """Wall seconds and peak memory in MB of the largest process of one ``dateline read``."""
    before = time.monotonic()
    command = [sys.executable, "-m", "dateline.cli", "read", "--json", "--jobs", str(jobs), *paths]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, _, usage = os.wait4(child.pid, 0)
    return time.monotonic() - before, usage.ru_maxrss / 1024


def start_up() -> float:
    """The least wall seconds of five runs of ``dateline --help``."""
    seconds = []
    for _ in range(5):
        before = time.monotonic()
        subprocess.run([sys.executable, "-m", "dateline.cli", "--help"], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.monotonic() - before)
    return min(seconds)


def whole_runs(pages: list[Page], rounds: int) -> list[str]:
    """Rows of pages a second and peak memory with one and two jobs."""
    lines = ["| jobs | pages a second | peak MB of the largest process |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        for n in range(rounds):
            for k, page in enumerate(pages):
                Path(folder, f"{n:03}-{k}.html").write_bytes(page.content)
        first = sorted(str(p) for p in Path(folder).iterdir())
        for jobs in (1, 2):
            short, _ = whole_run(first[: len(pages)], jobs)
            long, peak = whole_run(first, jobs)
            lines.append(f"| {jobs} | {(len(first) - len(pages)) / (long - short):.1f} | {peak:.0f} |")
    return lines


def main() -> int:
    """Prints two tables; exit status 1 when there is nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(ROOT.parent / "shared" / "pages" / "html")])
    parser.add_argument("--rounds", type=int, default=10, help="how often each page is read in the long run")
    parser.add_argument("--write", action="store_true", help="keep the tables in benchmarks/speed.md")
    wanted = parser.parse_args()
    pages = [p for p in read_sources(wanted.paths, form=None, stdin=sys.stdin.buffer) if isinstance(p, Page)]
    if not pages:
        print("no pages there", file=sys.stderr)
        return 1
    start = time.monotonic()
    tools = open_tools(Settings())
    loading = time.monotonic() - start
    by_stage(pages, tools, Clock())  # warm caches and lazy imports
    clock = Clock()
    by_stage(pages * wanted.rounds, tools, clock)
    total = sum(clock.seconds.values())
    count = len(pages) * wanted.rounds
    weight = sum(p.bytes for p in pages) / len(pages) / 1000
    lines = [
        f"{len(pages)} pages of {weight:.0f} kB on average, each read {wanted.rounds} times; loading {loading:.1f} s.",
        "",
    ]
    lines += ["| stage | ms a page | share | a second |", "|---|---|---|---|"]
    lines += [
        f"| {s} | {1000 * t / count:.1f} | {t / total:.0%} | {count / t:.0f} |" for s, t in clock.seconds.items() if t
    ]
    lines += [f"| all | {1000 * total / count:.1f} | | {count / total:.1f} |", ""]
    if pages[0].media_type != "application/json":
        lines += whole_runs(pages, wanted.rounds)
    lines += ["", f"Start-up: `dateline --help` {start_up():.2f} s."]
    lines.append(f"Peak of the stage run itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB.")
    print("\n".join(lines))
    if wanted.write:
        head = f"# Speed\n\nMeasured {date.today()} with `python benchmarks/speed.py --write`. "
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
