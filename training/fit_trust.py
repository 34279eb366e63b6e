"""Fits the weights of lexicons/en/trust.toml: how far an event is to be trusted, from events judged by hand.

    python training/fit_trust.py PAGE… --marks SHEET.md=MARKS.csv [SHEET.md=MARKS.csv …]

PAGE are the pages that the sheets were drawn from (anything that `dateline read` takes; JSON lines too). A sheet holds
"key: PAGEID:START" and "coded: …" for each numbered item, as benchmarks/reader_check.py draws it; MARKS.csv has a line
an item, each column but number and note 1 for right or 0 for wrong. An item counts while it is still coded as it was
judged. Prints the table, with the area under the curve and what each threshold keeps, out of fold by page.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

import dateline.extract.assemble.events as assembly
from dateline.export.readable import ReadingView
from dateline.extract.assemble.trust import Shares, signs_of
from dateline.intake import read_sources
from dateline.lexicon.trust import TrustWords, Weights
from dateline.lookup import Cast
from dateline.pipeline import Settings, open_tools, read_pages
from dateline.records import Event, Reading

FOLDS, RIDGE, STEPS = 10, 1.0, 60
NAMES = tuple(f.name for f in fields(Weights))
Row = tuple[str, tuple[float, ...], bool]  # the page, the signs, right or wrong


def judged(pairs: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """Key of an item -> how it was coded, and whether it was right in all columns."""
    found: dict[str, tuple[str, bool]] = {}
    for pair in pairs:
        sheet, _, marks = pair.partition("=")
        with Path(marks).open(encoding="utf-8", newline="") as stream:
            right = {
                int(row["number"]): all(v.strip() == "1" for k, v in row.items() if k not in ("number", "note", None))
                for row in csv.DictReader(stream)
            }
        for item in re.split(r"\n(?=## )", Path(sheet).read_text(encoding="utf-8")):
            head = re.match(r"## (\d+)\s+key: (\S+)", item)
            coded = re.search(r"^coded: (.*)$", item, re.M)
            if head and coded and int(head[1]) in right:
                found[head[2]] = (_brief(coded[1]), right[int(head[1])])
    return found


def _brief(coded: str) -> str:
    """A readable line without its number, its time and whose word it is."""
    return re.sub(r"^e\d+\s+", "", coded.split(" — ")[0].strip()).split(",")[0]


def rows_of(pages: Sequence[str], marks: dict[str, tuple[str, bool]]) -> Iterator[Row]:
    """The judged events that are still coded so, with their signs."""
    seen: dict[tuple[int, str], tuple[float, ...]] = {}

    def keep(events: Sequence[Event], *, cast: Cast, page: Shares, words: TrustWords) -> tuple[Event, ...]:
        seen.clear()
        seen.update({(e.trigger.start, e.type): signs_of(e, cast=cast, page=page) for e in events})
        return tuple(events)

    assembly.weighed = keep  # type: ignore[attr-defined]  # nothing is left out while the weights are fitted
    tools, console = open_tools(Settings()), Console(width=10_000, highlight=False)
    for reading in read_pages(read_sources(list(pages), form=None, stdin=sys.stdin.buffer), tools=tools):
        if not isinstance(reading, Reading):
            continue
        view = ReadingView(reading)
        for event in reading.events:
            told = marks.get(f"{reading.page.id[:10]}:{event.trigger.start}")
            if told is None:
                continue
            with console.capture() as line:
                console.print(next(iter(view.event(event))))
            if _brief(line.get()) == told[0]:
                yield reading.page.id, seen[event.trigger.start, event.type], told[1]


def fit(signs: Any, right: Any) -> Any:
    """Ridge logistic regression by Newton's method."""
    weights = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (sure - right) + RIDGE * weights
        bend = (signs * (sure * (1 - sure))[:, None]).T @ signs + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def report(rows: Sequence[Row], *, with_judge: bool) -> None:
    """Prints one table of trust.toml and, out of fold, how well it parts right from wrong."""
    signs = np.array([r[1] for r in rows], float)
    right = np.array([r[2] for r in rows], float)
    if not with_judge:
        signs[:, NAMES.index("judge")] = 0.0
    pages = sorted({r[0] for r in rows})
    random.Random(1).shuffle(pages)
    fold = np.array([pages.index(r[0]) % FOLDS for r in rows])
    sure = np.zeros(len(rows))
    for k in range(FOLDS):
        sure[fold == k] = 1 / (1 + np.exp(-signs[fold == k] @ fit(signs[fold != k], right[fold != k])))
    good, bad = sure[right == 1], sure[right == 0]
    area = float(np.mean([(g > b) + 0.5 * (g == b) for g in good for b in bad]))
    print(f"[{'judged' if with_judge else 'alone'}]  # {len(rows)} events, area under the curve {area:.2f}")
    for name, weight in zip(NAMES, fit(signs, right), strict=True):
        if with_judge or name != "judge":
            print(f"{name} = {weight:.2f}")
    for least in (0.4, 0.45, 0.5, 0.55, 0.6):
        kept = sure >= least
        print(f"# from {least} on: {kept.mean():.2f} kept, {right[kept].mean():.3f} of these right")


def main() -> None:
    """Reads the pages and fits with the judge's word and without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--marks", nargs="+", required=True, metavar="SHEET.md=MARKS.csv")
    wanted = parser.parse_args()
    rows = list(rows_of(wanted.pages, judged(wanted.marks)))
    for with_judge in (True, False):
        report(rows, with_judge=with_judge)


if __name__ == "__main__":
    main()
