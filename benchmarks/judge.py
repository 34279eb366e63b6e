"""The judge and the rules, alone and together, on gold that the judge had not seen.

    python benchmarks/judge.py [--predictions FILE] [--plot FILE.png]

Needs ``training/work/folds.jsonl`` (``python training/train_judge.py first folds``) and ../shared/gold. Figures:
macro-F1 over 15 types of the pairs; how often the two agree, and which is right where they don't; how far off the
probabilities are before and after the temperature (expected calibration error, ten bins); the share of the rules'
answers that are right on our own sentences (``TRUST``); pairs a second on one core. ``--predictions`` writes the
answers of both together for ``score/roots.py --predictions``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAINING = HERE.parent / "training"
sys.path.insert(0, str(TRAINING))

import numpy as np  # noqa: E402
import probe  # noqa: E402
from judge_data import TYPES, YIELD, Row, own, pairs  # noqa: E402

from dateline.coding import Pair, code_pairs, open_coding_tools  # noqa: E402
from dateline.judge import Opinion, open_judge, weigh  # noqa: E402
from dateline.judge.model import shares_of  # noqa: E402
from dateline.records import Coding, Span  # noqa: E402

BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    type: str | None
    sure: float
    right: bool


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--plot", type=Path)
    wanted = parser.parse_args()
    judge = open_judge("small")
    assert judge is not None
    rows = pairs()
    raw = [json.loads(line)["scores"] for line in (TRAINING / "work" / "folds.jsonl").read_text().splitlines()]
    opinions = [_opinion(scores, judge.warmth) for scores in raw[: len(rows)]]
    coded = _coded(rows)

    alone = [_answer(row, _best(o), o.of(_best(o))) for row, o in zip(rows, opinions, strict=True)]
    rules = [_answer(row, c.type, c.confidence or 0) for row, c in zip(rows, coded, strict=True)]
    weighed = [
        weigh(c.type, o, trust=judge.trust, warmth=judge.warmth_together) for c, o in zip(coded, opinions, strict=True)
    ]
    both = [_answer(row, w.type, w.sure) for row, w in zip(rows, weighed, strict=True)]
    for name, answers in (("rules (tuned on these)", rules), ("judge, out of fold", alone), ("both", both)):
        print(f"{name}: macro-F1 {macro(rows, answers):.3f}, right {sum(a.right for a in answers) / len(rows):.3f}")
    differ = [(r, j) for r, j in zip(rules, alone, strict=True) if _merged(r.type) != _merged(j.type)]
    print(
        f"they differ on {len(differ)} of {len(rows)}: rules right {sum(r.right for r, _ in differ)}, "
        f"judge right {sum(j.right for _, j in differ)}"
    )
    untempered = [_opinion(scores, 1.0) for scores in raw[: len(rows)]]
    cold = [_answer(row, _best(o), o.of(_best(o))) for row, o in zip(rows, untempered, strict=True)]
    print(f"calibration error: judge {error(cold):.3f} untempered, {error(alone):.3f} tempered; both {error(both):.3f}")
    for low, n, sure, right in bins(both):
        print(f"  said {low:.1f} to {low + 0.1:.1f}: {n} answers, {sure:.2f} sure, {right:.2f} right")

    mine = own()
    told = [(row, c) for row, c in zip(mine, _coded(mine), strict=True) if c.type]
    print(f"TRUST: of {len(told)} answers of the rules on our own sentences {_share(told):.3f} are right")
    start = time.process_time()
    judge.opinions([row.pairing for row in rows[:300]])
    print(f"judge: {300 / (time.process_time() - start):.0f} pairs a second on one core")
    if wanted.predictions:
        lines = (json.dumps({"type": w.type}) for w in weighed)
        wanted.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if wanted.plot:
        plot(both, wanted.plot)


def _coded(rows: Sequence[Row]) -> list[Coding]:
    given = [Pair(r.pairing.text, r.pairing.actor or Span(0, 1), r.pairing.recipient) for r in rows]
    return list(code_pairs(given, tools=open_coding_tools()))


def _opinion(scores: Sequence[float], warmth: float) -> Opinion:
    return Opinion(tuple(zip(TYPES, shares_of(np.array(scores), warmth), strict=True)), ())


def _best(opinion: Opinion) -> str:
    """The likeliest type: these pairs all have one."""
    return max((s for s in opinion.types if s[0] != "NONE"), key=lambda s: s[1])[0]


def _answer(row: Row, kind: str | None, sure: float) -> Answer:
    return Answer(kind, sure, kind in row.types)


def _share(told: list[tuple[Row, Coding]]) -> float:
    return sum(c.type in row.types for row, c in told) / len(told)


def _merged(kind: str | None) -> str | None:
    return "YIELD" if kind in YIELD else kind


def macro(rows: Sequence[Row], answers: Sequence[Answer]) -> float:
    """Mean F1 over the types asked for, CONCEDE and RETREAT as one."""
    return probe.macro([(_merged(row.types[0]) or "", _merged(a.type)) for row, a in zip(rows, answers, strict=True)])


def bins(answers: Sequence[Answer]) -> list[tuple[float, int, float, float]]:
    """Lower bound, number, mean certainty and share right of each bin that holds an answer."""
    made = []
    for i in range(BINS):
        inside = [a for a in answers if i / BINS <= a.sure < (i + 1) / BINS or (i == BINS - 1 and a.sure == 1)]
        if inside:
            n = len(inside)
            made.append((i / BINS, n, sum(a.sure for a in inside) / n, sum(a.right for a in inside) / n))
    return made


def error(answers: Sequence[Answer]) -> float:
    """Expected calibration error: the mean gap between certainty and share right, by bin."""
    return sum(n * abs(sure - right) for _, n, sure, right in bins(answers)) / len(answers)


def plot(answers: Sequence[Answer], path: Path) -> None:
    """Certainty against the share right."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    _, axes = pyplot.subplots(figsize=(4, 4))
    axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
    axes.plot([b[2] for b in bins(answers)], [b[3] for b in bins(answers)], marker="o")
    axes.set(xlabel="said to be sure", ylabel="right", xlim=(0, 1), ylim=(0, 1))
    pyplot.savefig(path, dpi=120, bbox_inches="tight")


if __name__ == "__main__":
    main()
