"""Writes the pages of docs/ that are made from the program itself: what is in the record, the commands, one
sentence's journey.

    python scripts/make_docs.py [--check]

With ``--check`` nothing is written and the exit status is 1 where a page is out of date.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import happening_sample
from gallery import filled

from dateline import records
from dateline.article import make_article
from dateline.cli import command_words
from dateline.intake import read_sources
from dateline.jsontext import plain
from dateline.pipeline import Settings, open_tools, read_article
from dateline.records import Page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SHOWN = 7  # items of each kind in the README
SENTENCE = "the provincial police said"


def record_page() -> str:
    """Every record with its fields, from the types themselves."""
    lines = [
        "# What is in a record",
        "",
        "Made from `src/dateline/records.py` by `scripts/make_docs.py`. `dateline read --json` prints one `Reading`",
        f'a line, with `"schema": "{records.SCHEMA}"` on top and, for articles given as JSON lines, their own `"id"`.',
        "Spans are half-open `[start, end)` code points of `article.text`; dates are ISO days, both ends of an",
        "interval included; unknown is `null` or an empty list. Fields marked *inside* are not printed.",
    ]
    for name, kind in vars(records).items():
        if not (is_dataclass(kind) and isinstance(kind, type)):
            continue
        lines += ["", f"## {name}", "", inspect.getdoc(kind) or "", "", "| field | type | |", "|---|---|---|"]
        notes = comments(kind)
        for f in fields(kind):
            inside = "*inside* " if f.metadata.get("internal") else ""
            shown = str(f.type).replace("|", "or")
            lines.append(f"| `{f.name}` | {shown} | {inside}{notes.get(f.name, '')} |")
    return "\n".join(lines) + "\n"


def comments(kind: type) -> dict[str, str]:
    """The comment beside or above each field, as written in the source."""
    found, above = {}, ""
    for line in inspect.getsource(kind).splitlines():
        field = re.match(r"\s+(\w+): [^#]+?(?:# (.*))?$", line)
        note = re.match(r"\s+# (.*)", line)
        if note:
            above = f"{above} {note[1]}".strip()
        elif field:
            found[field[1]] = (field[2] or above).replace("|", "or")
            above = ""
    return found


def commands_page() -> str:
    """The help of every command, as the program prints it."""
    lines = ["# The command line", "", "Pasted by `scripts/make_docs.py` from the program's own help."]
    for command in command_words():
        words = [sys.executable, "-m", "dateline.cli", *command, "--help"]
        env = {"COLUMNS": "100", "TERM": "dumb", "PATH": "/usr/bin:/bin", "NO_COLOR": "1"}
        shown = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT, env=env).stdout
        shown = shown.replace("python -m dateline.cli", "dateline")
        body = "\n".join(line.rstrip() for line in shown.strip().splitlines())
        lines += ["", f"## dateline {' '.join(command)}".rstrip(), "", "```", body, "```"]
    return "\n".join(lines) + "\n"


def journey_page() -> str:
    """What each stage makes of one sentence of the sample page, run for real."""
    (page,) = read_sources([str(ROOT / "examples" / "harbour.txt")], form=None, stdin=None)
    assert isinstance(page, Page)
    tools = open_tools(Settings())
    article = make_article(page, words=tools.lexicon.furniture, today=date(2024, 6, 1))
    analysis = tools.parser.analyse(article)
    reading = read_article(page, article, analysis, tools=tools)
    sentence = next(s for s in analysis.sentences if SENTENCE in s.span.words(article.text))
    text, span = article.text, sentence.span

    def here(items: tuple[Any, ...], where: Any) -> list[Any]:
        return [plain(x) for x in items if any(s.overlaps(span) for s in where(x))]

    block = article.blocks[sentence.block]
    tree = [f"{t.i:>2}  {t.text:<12} {t.upos:<6} {t.deprel:<10} {_governor(sentence, t.head)}" for t in sentence.tokens]
    acts = [e for e in reading.events if any(m.sentence == span for m in e.mentions)]
    head = {k: v for k, v in plain(reading.article).items() if k not in ("text", "blocks")}
    parts = [
        ("0. The words on the page", "text", span.words(text)),
        ("1. intake: bytes -> Page", "json", _json([{**plain(page), "source": "examples/harbour.txt"}])),
        ("2. article: Page -> Article", "json", _json([{**head, "block": plain(block)}])),
        ("3. language: Article -> Analysis", "text", "\n".join(tree)),
        ("4. resolve: times", "json", _json(here(reading.times, lambda t: [t.span]))),
        ("4. resolve: places", "json", _json(_short(here(reading.places, lambda p: [m.span for m in p.mentions])))),
        ("4. resolve: actors", "json", _json(_short(here(reading.actors, lambda a: [m.span for m in a.mentions])))),
        ("5. extract: quotes", "json", _json(here(reading.quotes, lambda q: [q.span]))),
        ("5. extract: events, with who says so", "json", _json([plain(e) for e in acts])),
        ("5. extract: figures", "json", _json(here(reading.figures, lambda f: [f.span]))),
    ]  # fmt: skip
    lines = [
        "# The journey of one sentence",
        "",
        "One sentence of `examples/harbour.txt`, and what each stage of `src/dateline/pipeline.py` makes of it.",
        "Run and written by `scripts/make_docs.py`; nothing here is typed by hand. Spans count code points of the",
        "article's text; long lists of mentions are cut.",
        "",
        "```mermaid",
        "flowchart LR",
        "  bytes -->|intake| Page -->|article| Article -->|language| Analysis",
        "  Analysis -->|resolve| mentions[times, places, actors]",
        "  mentions -->|extract| findings[quotes, events, figures] --> Reading -->|export| shown[JSON or text]",
        "```",
    ]
    for title, kind, body in parts:
        lines += ["", f"## {title}", "", f"```{kind}", body, "```"]
    return "\n".join(lines) + "\n"


def exporting_page() -> str:
    """docs/exporting.md with an extract of each shape made anew."""
    return filled((DOCS / "exporting.md").read_text(encoding="utf-8"))


def merging_page() -> str:
    """The page on merging with the happening of the sample reports in it."""
    return happening_sample.filled((DOCS / "merging.md").read_text(encoding="utf-8"))


def readme_page() -> str:
    """The README with the sample's readable record pasted in, its quotes and figures cut to the first few, and with
    the happening of the sample reports."""
    words = [sys.executable, "-m", "dateline.cli", "read", "examples/harbour.txt"]
    shown = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip().splitlines()
    kept: list[str] = []
    seen = 0
    for line in shown:
        seen = 0 if not line.startswith("  ") else seen + bool(re.match(r"  [eqf]\d", line))
        if seen <= SHOWN:
            kept.append(line)
        elif kept[-1] != "  …":
            kept.append("  …")
    body = "\n".join(["```", "$ dateline read examples/harbour.txt", *kept, "```"])
    page = happening_sample.filled((ROOT / "README.md").read_text(encoding="utf-8"))
    return re.sub(
        r"(<!-- sample:begin.*?-->\n).*?(<!-- sample:end -->)", lambda m: m[1] + body + "\n" + m[2], page, flags=re.S
    )


def _governor(sentence: records.Sentence, head: int) -> str:
    return "—" if head < 0 else sentence.tokens[head].text


def _short(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**x, "mentions": x["mentions"][:3]} for x in items]


def _json(items: list[Any]) -> str:
    return "\n".join(json.dumps(x, ensure_ascii=False) for x in items) or "(nothing here)"


def main() -> int:
    """Writes or checks the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    pages = {
        DOCS / "record.md": record_page,
        DOCS / "commands.md": commands_page,
        DOCS / "journey.md": journey_page,
        DOCS / "exporting.md": exporting_page,
        DOCS / "merging.md": merging_page,
        ROOT / "README.md": readme_page,
    }
    for path, make in pages.items():
        page = make()
        if check and (not path.exists() or path.read_text(encoding="utf-8") != page):
            stale.append(path.name)
        elif not check:
            path.write_text(page, encoding="utf-8")
    for name in stale:
        print(f"{name} is out of date: run python scripts/make_docs.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
