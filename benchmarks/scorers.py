"""Runs the scorers of ../shared/score that are there and reads their figures.

Each scorer prints lines such as ``times: 58 articles … value F1 0.71``; ``FIGURES`` tells which
numbers of which lines are kept, and under what name.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORERS = ROOT.parent / "shared" / "score"
PROGRAM = f"{shlex.quote(sys.executable)} -m dateline.cli"


@dataclass(frozen=True, slots=True)
class Scorer:
    """One scorer on one gold file; ``few`` is how many items the quick run takes (0: all)."""

    name: str
    script: str
    gold: str | None
    command: str  # dateline's own arguments
    figures: tuple[tuple[str, str], ...]  # (name, pattern with one group)
    few: int = 0


NUMBER = r"(-?\d+\.\d+)"
READ = "read --json --from jsonl -"
SCORES: tuple[Scorer, ...] = (
    Scorer("page", "page.py", None, "read --json", (("all", rf"page: \S+ = {NUMBER}"),)),
    Scorer(
        "roots",
        "roots.py",
        None,
        "code --judge off --json -",  # the judge was taught on these: benchmarks/judge.py scores it out of fold
        (("root macro-F1", rf"roots: .*root {NUMBER}"), ("quad macro-F1", rf"roots: .*quad {NUMBER}")),
    ),
    Scorer(
        "codebook",
        "codebook.py",
        None,
        READ,
        (
            ("type", rf"type {NUMBER}"),
            ("actor", rf"  actor {NUMBER}"),
            ("recipient", rf"recipient {NUMBER}"),
            ("country", rf"country {NUMBER}"),
            ("sector", rf"sector {NUMBER}"),
            ("events a sentence", rf"events a sentence {NUMBER}"),
            ("whole", rf"whole {NUMBER}"),
        ),
    ),
    Scorer("status", "status.py", None, "status --json -", (("macro-F1", rf"mean of sources {NUMBER}"),)),
    Scorer(
        "times wikiwars",
        "times.py",
        "times-wikiwars.jsonl",
        READ,
        (("relaxed F1", rf"relaxed .*? F1 {NUMBER}"), ("value F1", rf"value F1 {NUMBER}")),
        few=4,
    ),
    Scorer(
        "times meantime",
        "times.py",
        "times-meantime.jsonl",
        READ,
        (("relaxed F1", rf"relaxed .*? F1 {NUMBER}"), ("value F1", rf"value F1 {NUMBER}")),
    ),
    Scorer(
        "places lgl",
        "places.py",
        None,
        READ,
        (
            ("found", rf"found {NUMBER}"),
            ("right of found", rf"right of those found {NUMBER}"),
            ("right of all", rf"right of all {NUMBER}"),
        ),
        few=120,
    ),
    Scorer(
        "quotes",
        "quotes.py",
        None,
        READ,
        (
            ("content F1", rf"quotes, all: .*?F1 {NUMBER}"),
            ("speaker F1", rf"quotes, all: .*right speaker F1 {NUMBER}"),
            ("speaker F1 with marks", rf"quotes, with marks: .*right speaker F1 {NUMBER}"),
        ),
        few=60,
    ),
    Scorer(
        "merge",
        "merge.py",
        None,
        "merge --json --from jsonl -",
        (
            ("precision", rf"pairs P {NUMBER}"),
            ("recall", rf" R {NUMBER}"),
            ("F1", rf"F1 {NUMBER}"),
            ("aligned", rf"aligned {NUMBER}"),
        ),
        few=200,
    ),
)
SECTION = re.compile(r"^([a-z ,]+?)\s+(\d+)/(\d+)$", re.M)


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    figures: dict[str, float]  # empty when the scorer could not run
    seconds: float
    output: str


def run(scorer: Scorer, *, quick: bool = False) -> Result:
    """One scorer's figures; ``quick`` scores only its first ``few`` items."""
    words = [sys.executable, str(SCORERS / scorer.script), "--run", f"{PROGRAM} {scorer.command}"]
    if scorer.gold:
        words += ["--gold", str(SCORERS.parent / "gold" / scorer.gold)]
    if quick and scorer.few:
        words += ["--most", str(scorer.few)]
    start = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    output = done.stdout + done.stderr
    figures = {}
    for name, pattern in scorer.figures:
        found = re.search(pattern, done.stdout)
        if found:
            figures[name] = float(found[1])
    if scorer.script == "page.py":
        figures |= {m[1]: round(int(m[2]) / int(m[3]), 3) for m in SECTION.finditer(done.stdout)}
    return Result(scorer.name, figures, time.monotonic() - start, output)
