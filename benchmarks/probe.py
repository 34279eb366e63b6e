"""Scores event coding on sentences of our own: type and status of a given pair, and false events.

    python benchmarks/probe.py [FILE] [--judge small] [-v]        (default: benchmarks/probe-test.jsonl)

Each line of FILE: {"id", "text", "type" or null, "actor", "recipient", "trigger", "status"}. The
sentences were written by somebody who had not seen the rules; the rules were mended on
probe-dev.jsonl only. Figures: type right of a given pair (macro-F1, CONCEDE and RETREAT apart);
event with the right type found when the sentence is read as an article; status of the trigger
actual or not; sentences that hold no event for which one was coded.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from dateline.coding import Pair, Trigger, code_pairs, open_coding_tools, status_of_triggers
from dateline.extract.events import find_tellings
from dateline.records import Article, Block, Span

HERE = Path(__file__).resolve().parent


def score(rows: list[dict[str, Any]], *, judge: str = "off", verbose: bool = False) -> dict[str, float]:
    """The four figures; ``judge`` helps with the pairs only; ``verbose`` prints each fault."""
    tools = open_coding_tools(judge=judge)
    events = [r for r in rows if r["type"]]
    pairs = [
        Pair(r["text"], Span(*r["actor"]), Span(*r["recipient"]) if r["recipient"] else None)
        for r in events
        if r["actor"]
    ]
    asked = [r for r in events if r["actor"]]
    coded = [c.type for c in code_pairs(pairs, tools=tools)]
    statuses = list(status_of_triggers((Trigger(r["text"], Span(*r["trigger"])) for r in events), tools=tools))
    articles = [Article(text=r["text"], blocks=(Block("paragraph", Span(0, len(r["text"]))),)) for r in rows]
    found, false = 0, 0
    for row, analysis in zip(rows, tools.parser.analyse_many(articles), strict=True):
        types = {t.type for t in find_tellings(analysis, rules=tools.events, status=tools.status)}
        found += row["type"] in types
        false += row["type"] is None and bool(types)
        if verbose and row["type"] not in (types or {None}):
            print(f"  {row['type']} read as {sorted(types)}: {row['text']}")
    right = sum((r["status"] == "actual") == (s.status == "actual") for r, s in zip(events, statuses, strict=True))
    return {
        "pair macro-F1": macro([(r["type"], c) for r, c in zip(asked, coded, strict=True)]),
        "event found": found / len(events),
        "status right": right / len(events),
        "false on no event": false / max(1, len(rows) - len(events)),
    }


def macro(pairs: list[tuple[str, str | None]]) -> float:
    """Mean F1 over the types that are asked for."""
    hits, wanted, given = (
        Counter(g for g, c in pairs if g == c),
        Counter(g for g, _ in pairs),
        Counter(c for _, c in pairs),
    )
    return sum(2 * hits[t] / (wanted[t] + given[t]) for t in wanted) / len(wanted)


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=HERE / "probe-test.jsonl")
    parser.add_argument("--judge", default="off", help="off: rules alone; small: with the judge; or its folder")
    parser.add_argument("-v", "--verbose", action="store_true")
    wanted = parser.parse_args()
    rows = [json.loads(line) for line in wanted.file.read_text(encoding="utf-8").splitlines()]
    for name, value in score(rows, judge=wanted.judge, verbose=wanted.verbose).items():
        print(f"{wanted.file.name}: n {len(rows)}  {name} {value:.3f}")


if __name__ == "__main__":
    main()
