"""Every scorer of ../shared/score that is there, as one table.

    python benchmarks/accuracy.py [--quick] [--write] [NAME …]

``--quick`` scores only part of the larger gold sets; ``--write`` keeps the table in
benchmarks/accuracy.md; names pick scorers. Needs the gold data, which are not in this repository.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from scorers import SCORERS, SCORES, run

TABLE = Path(__file__).with_name("accuracy.md")


def main() -> int:
    """Prints a row a figure; exit status 1 when the scorers are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these scorers")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    if not SCORERS.is_dir():
        print("the scorers are not here: expected the folder shared/score beside the checkout", file=sys.stderr)
        return 1
    lines = ["| scorer | figure | value |", "|---|---|---|"]
    print("\n".join(lines), flush=True)
    for scorer in SCORES:
        if wanted.names and scorer.name not in wanted.names:
            continue
        if not (SCORERS / scorer.script).exists():
            continue
        result = run(scorer, quick=wanted.quick)
        rows = [f"| {scorer.name} | {name} | {value:.3f} |" for name, value in result.figures.items()]
        rows = rows or [f"| {scorer.name} | not scored | — |"]
        rows[-1] += f" {result.seconds:.0f} s |"
        print("\n".join(rows), flush=True)
        lines += [row.removesuffix(f" {result.seconds:.0f} s |") for row in rows]
    if wanted.write:
        part = "part of the larger sets" if wanted.quick else "all items"
        head = f"# Accuracy\n\nMeasured {date.today()} with `python benchmarks/accuracy.py --write`, {part}.\n\n"
        TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
