"""Where rules and judge differ, on text that neither was tuned on: drawn by lot, judged without seeing whose is whose.

    python benchmarks/disagreements.py draw SHEET.txt KEY.csv [--seed 20261123]
    python benchmarks/disagreements.py count [disagreements.csv]

``draw`` takes 65 acts that a rule sees and for which the judge holds another type, or nothing, likelier; and 35 in
sentences where no rule sees anything, of a verb whose actor and recipient can both act, for which the judge holds
a type likelier than nothing. The sheet, which holds other people's text and stays outside the repository, shows each
sentence with actor and recipient marked and the two answers in an order drawn by lot. Who judges fills the column
``right`` of the key: 1, 2, both or neither. ``count`` tells how often each was right. ``disagreements.csv`` is the key
of the draw that judge.md tells of, with the answers by name.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coding import CodingTools, article_of, open_coding_tools
from dateline.extract.events import find_acts, find_tellings
from dateline.extract.events.scene import Scene, is_actor
from dateline.judge import NOTHING, Judge, open_judge, second_opinion
from dateline.records import Analysis, Sentence, Span, Status, Telling
from dateline.syntax import noun_phrase

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent.parent / "shared" / "gold"
FILES = {"merge-ecb": 220, "times-meantime": 40, "times-wikiwars": 8}  # articles taken of each
WANTED = {"rules": 65, "judge": 35}
LENGTHS = range(6, 48)  # words of a sentence that is judged
HEAD = ("number", "file", "article", "start", "end", "trigger", "rules", "judge", "seen_by", "first", "right")


@dataclass(frozen=True, slots=True)
class Difference:
    """One act, what rules and judge make of it, and who saw it: rules, or the judge where they are silent."""

    file: str
    article: str
    sentence: Span
    trigger: str
    shown: str
    rules: str
    judge: str
    seen_by: str


def differences(
    file: str, article: str, analysis: Analysis, *, tools: CodingTools, judge: Judge
) -> Iterator[Difference]:
    """The acts of an article on which the two differ."""
    told = find_tellings(analysis, rules=tools.events, status=tools.status)
    silent = {s.index for s in analysis.sentences} - {t.sentence for t in told}
    acts = [t for s in analysis.sentences if s.index in silent for t in _acts(s, tools)]
    for telling, seen_by in [*((t, "rules") for t in told), *((t, "judge") for t in acts)]:
        [opinion] = second_opinion([telling], analysis, judge=judge)
        s = analysis.sentences[telling.sentence]
        if opinion.judged is None or opinion.judged == telling.type or len(s.tokens) not in LENGTHS:
            continue
        shown = " ".join(_marked(s, telling, analysis.text).split())
        word = s.tokens[telling.trigger].text
        yield Difference(file, article, s.span, word, shown, telling.type, opinion.judged, seen_by)


def _acts(s: Sentence, tools: CodingTools) -> Iterator[Telling]:
    scene = Scene(s, tools.events)
    for act in find_acts(s, rules=tools.events):
        sides = (act.actor[:1], act.recipient[:1])
        if not act.is_noun and all(side and is_actor(scene, side[0]) for side in sides):
            yield Telling(s.index, act.trigger, "verb", NOTHING, Status("actual", ""), "", act.actor, act.recipient)


def _marked(s: Sentence, telling: Telling, text: str) -> str:
    sides = (("A", telling.actor[:1]), ("R", (telling.recipient or telling.actor[1:])[:1]))
    spans = [(noun_phrase(s, k), role) for role, heads in sides for k in heads]
    cuts = [(span.start, f"[{role}:") for span, role in spans] + [(span.end, "]") for span, _ in spans]
    words, at = "", s.span.start
    for place, mark in sorted(cuts):
        words, at = words + text[at:place] + mark, place
    return words + text[at : s.span.end]


def draw(sheet: Path, key: Path, *, seed: int) -> None:
    """Writes the sheet and the key to fill in."""
    tools, judge, lots = open_coding_tools(), open_judge("small"), random.Random(seed)
    assert judge is not None
    found: list[Difference] = []
    for file, most in FILES.items():
        rows = [json.loads(line) for line in (GOLD / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
        rows = lots.sample(rows, min(most, len(rows)))
        analyses = tools.parser.analyse_many(article_of(r["text"]) for r in rows)
        for row, analysis in zip(rows, analyses, strict=True):
            found += differences(file, str(row["id"]), analysis, tools=tools, judge=judge)
    chosen = [d for who, n in WANTED.items() for d in _apart([x for x in found if x.seen_by == who], n, lots)]
    lots.shuffle(chosen)
    lines = []
    with key.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(HEAD)
        for i, d in enumerate(chosen):
            first = lots.choice(("rules", "judge"))
            pair = (d.rules, d.judge) if first == "rules" else (d.judge, d.rules)
            lines.append(f"{i} <{d.trigger}> 1={pair[0]} 2={pair[1]} | {d.shown}")
            table.writerow((i, d.file, d.article, *d.sentence, d.trigger, d.rules, d.judge, d.seen_by, first, ""))
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _apart(some: Sequence[Difference], most: int, lots: random.Random) -> list[Difference]:
    """At most one of a sentence."""
    by_sentence = {(d.article, d.sentence): d for d in lots.sample(some, len(some))}
    return list(by_sentence.values())[:most]


def count(key: Path) -> None:
    """Prints who was right, by who saw the act."""
    with key.open(encoding="utf-8", newline="") as rows:
        marks = Counter((row["seen_by"], _right(row)) for row in csv.DictReader(rows))
    for seen_by in WANTED:
        told = ", ".join(f"{who} {marks[seen_by, who]}" for who in ("rules", "judge", "both", "neither"))
        print(f"seen by the {seen_by}: right are {told}")


def _right(row: dict[str, str]) -> str:
    if row["right"] not in ("1", "2"):
        return row["right"]
    return row["first"] if row["right"] == "1" else ({"rules", "judge"} - {row["first"]}).pop()


def main() -> None:
    """Draws or counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    drawing = steps.add_parser("draw")
    drawing.add_argument("sheet", type=Path)
    drawing.add_argument("key", type=Path)
    drawing.add_argument("--seed", type=int, default=20261123)
    steps.add_parser("count").add_argument("key", type=Path, nargs="?", default=HERE / "disagreements.csv")
    wanted = parser.parse_args()
    if wanted.step == "draw":
        draw(wanted.sheet, wanted.key, seed=wanted.seed)
    else:
        count(wanted.key)


if __name__ == "__main__":
    main()
