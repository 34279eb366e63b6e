"""One happening as `dateline happening` shows it, for docs/merging.md and the README: put in by make_docs.py."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORTS = "examples/one-strike.jsonl"
WIDTH = "116"  # columns: as wide as a page on the web shows a block of text
MARKS = re.compile(r"(<!-- happening:(whole|differences):begin.*?-->\n).*?(<!-- happening:end -->)", re.S)


def filled(page: str) -> str:
    """The page with the happening between its marks: the whole, or only where its reports differ."""
    return MARKS.sub(lambda m: f"{m[1]}{_block(m[2])}{m[3]}", page)


def _block(part: str) -> str:
    shown = _shown()
    if part == "differences":
        found = shown[shown.index("Where the reports differ") : shown.index("\n\nThe reports\n")]
        shown = f"$ dateline merge --db news.db\n$ dateline happening '{REPORTS}:1#e1' --db news.db\n…\n{found}\n…"
    return f"```\n{shown}\n```\n"


@cache
def _shown() -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").mkdir()
        shutil.copy(ROOT / REPORTS, Path(folder, REPORTS))
        _dateline(folder, "add", REPORTS)
        _dateline(folder, "merge")
        lines = _dateline(folder, "happening", f"{REPORTS}:1#e1").rstrip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _dateline(folder: str, *words: str) -> str:
    env = {**os.environ, "COLUMNS": WIDTH, "TERM": "dumb", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "dateline.cli", *words, "--db", "news.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=env, encoding="utf-8")
    return done.stdout
