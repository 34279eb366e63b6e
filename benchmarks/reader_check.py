"""The reader's check: events drawn at random, judged by people who do not see each other's marks.

    python benchmarks/reader_check.py draw SHEET.md --seed 1 [--of events|attributions] [--not OLD.md] [PAGE…]
    python benchmarks/reader_check.py count A.csv B.csv

``draw`` writes 100 numbered items with their sentence and the one before it; the sheet holds other
people's text and stays outside the repository. A judge answers one line an item, "number,type,actor,
recipient,status,note" (attributions: "number,said_by,note"), each 1 for right or 0 for wrong.
``count`` gives the share right in all columns for each judge, their mean, the Wilson interval at 95 %,
and their agreement (share and Cohen's kappa).
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from datetime import date
from math import sqrt
from pathlib import Path

from rich.console import Console

from dateline.export.readable import ReadingView
from dateline.intake import read_sources
from dateline.pipeline import Settings, open_tools, read_pages
from dateline.records import Event, Reading

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SOURCES = [str(SHARED / "gold" / "five-w.jsonl"), str(SHARED / "pages" / "html")]
ITEMS = 100


def draw(sheet: Path, *, seed: int, of: str, sources: list[str], seen: set[str]) -> None:
    """Writes the sheet. Items of ``seen`` (their keys as in an earlier sheet) are not drawn again."""
    tools = open_tools(Settings())
    pages = (p for s in sources for p in read_sources([s], form=None, stdin=None))
    readings = [
        r for r in read_pages(pages, tools=tools, settings=Settings(today=date.today())) if isinstance(r, Reading)
    ]
    items = [(r, e) for r in readings for e in r.events]
    items = [(r, e) for r, e in items if _key(r, e) not in seen and (of == "events" or e.said_by)]
    chosen = random.Random(seed).sample(items, min(ITEMS, len(items)))
    lines = [f"# {len(chosen)} of {len(items)} {of} drawn with seed {seed}", ""]
    console = Console(width=10_000, highlight=False)
    for number, (reading, event) in enumerate(chosen, 1):
        view = ReadingView(reading)
        with console.capture() as capture:
            console.print(next(iter(view.event(event))))
        text, (start, end) = reading.article.text, event.sentence
        before = " ".join(text[max(0, start - 300) : start].split())
        title = reading.article.headline or ""
        lines += [
            f"## {number}  key: {_key(reading, event)}",
            f"headline: {title}",
            f"before: …{before}",
            f"sentence: {' '.join(text[start:end].split())}",
            f"trigger: {text[slice(*event.trigger)]}",
            f"coded: {capture.get().strip()}",
            "",
        ]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(chosen)} of {len(items)} {of} from {len(readings)} articles are in {sheet}")


def _key(reading: Reading, event: Event) -> str:
    return f"{reading.page.id[:10]}:{event.trigger.start}"


def count(paths: list[Path]) -> None:
    """Prints each judge's share right in all columns, the mean with its interval, and their agreement."""
    marks = [_marks(p) for p in paths]
    for path, judge in zip(paths, marks, strict=True):
        columns = next(iter(judge.values())).keys()
        right_in_all = sum(all(m.values()) for m in judge.values())
        parts = ", ".join(f"{c} {sum(m[c] for m in judge.values()) / len(judge):.2f}" for c in columns)
        print(f"{path.name}: n {len(judge)}, right in all {right_in_all}, by column: {parts}")
    both = sorted(set(marks[0]) & set(marks[-1]))
    first, second = ([all(judge[k].values()) for k in both] for judge in (marks[0], marks[-1]))
    n = len(both)
    right = (sum(first) + sum(second)) / (2 * n)
    agree = sum(a == b for a, b in zip(first, second, strict=True)) / n
    chance = sum(first) / n * sum(second) / n + (1 - sum(first) / n) * (1 - sum(second) / n)
    kappa = (agree - chance) / (1 - chance) if chance < 1 else 1.0
    low, high = wilson(right, n)
    print(f"both: n {n}, right {right:.3f} ({low:.2f} to {high:.2f}), agreement {agree:.2f}, kappa {kappa:.2f}")


def _marks(path: Path) -> dict[int, dict[str, bool]]:
    """Item number -> column -> right or not; the note is left out."""
    marks = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            marks[int(row["number"])] = {
                k: v.strip() == "1" for k, v in row.items() if k not in ("number", "note", None)
            }
    return marks


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval of a share (Wilson 1927)."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, middle + half


def main() -> None:
    """Draws a sheet or counts the marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    d = verbs.add_parser("draw")
    d.add_argument("sheet", type=Path)
    d.add_argument("sources", nargs="*", default=SOURCES)
    d.add_argument("--seed", type=int, default=1)
    d.add_argument("--of", choices=("events", "attributions"), default="events")
    d.add_argument("--not", dest="old", type=Path, action="append", default=[])
    c = verbs.add_parser("count")
    c.add_argument("marks", type=Path, nargs="+")
    wanted = parser.parse_args()
    if wanted.verb == "draw":
        seen = {k for old in wanted.old for k in re.findall(r"key: (\S+)", old.read_text(encoding="utf-8"))}
        draw(wanted.sheet, seed=wanted.seed, of=wanted.of, sources=wanted.sources or SOURCES, seen=seen)
    else:
        count(wanted.marks)


if __name__ == "__main__":
    main()
