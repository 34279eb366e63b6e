"""Files of examples from which a type is taught, as written by hand or as JSON lines.

By hand: lines of ``definition:``, ``quad:`` and ``score:``, all of which may be left out, then one example a line,
``yes: {actor:Coast guards} {trigger:detained} {recipient:a tanker} on Monday.`` or ``no: …``; ``#`` begins a note.
As JSON lines: ``{"text", "label", "actor", "recipient", "trigger"}`` with ``[start, end]`` in code points of the text,
``label`` true where left out; a line without ``text`` may hold ``definition``, ``quad`` and ``score``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from dateline.errors import LexiconError
from dateline.records import Span

ROLES = ("actor", "trigger", "recipient")
ANSWERS = {"yes": True, "no": False}
MARKED = re.compile(r"\{(\w+):([^{}]*)\}")
HOW = "{actor:…}, {trigger:…} or {recipient:…}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence that tells of the type (``fires``) or does not; spans in code points of ``text``, None unmarked."""

    text: str
    fires: bool
    line: int
    actor: Span | None = None
    trigger: Span | None = None
    recipient: Span | None = None


@dataclass(frozen=True, slots=True)
class Lessons:
    """A file of examples; what it does not tell of its type is None."""

    file: str
    lessons: tuple[Lesson, ...]
    definition: str | None = None
    quad: int | None = None
    score: float | None = None


def read_lessons(path: Path) -> Lessons:
    """The examples of a file in its order; raises LexiconError with file, line, and what is expected there."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as err:
        why = "not UTF-8" if isinstance(err, UnicodeDecodeError) else err.strerror or "cannot be read"
        raise LexiconError(str(path), None, f"{why}; give a file of examples") from None
    told: dict[str, Any] = {}
    lessons: list[Lesson] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        at = _Place(path, number)
        if line.lstrip().startswith("{") and not MARKED.match(line.lstrip()):
            lessons.extend(_from_json(line, at, told))
        else:
            lessons.extend(_by_hand(line, at, told))
    return Lessons(str(path), tuple(lessons), **told)


def ordinary_sentences(language: str = "en") -> tuple[str, ...]:
    """Sentences of the news that tell no act of public affairs, from which a taught type is set apart."""
    table = files("dateline") / "lexicons" / language / "ordinary.txt"
    lines = table.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    line: int

    def fail(self, problem: str) -> NoReturn:
        raise LexiconError(str(self.path), self.line, problem)


def _by_hand(line: str, at: _Place, told: dict[str, Any]) -> Iterator[Lesson]:
    key, colon, rest = line.partition(":")
    key, rest = key.strip().lower(), rest.strip()
    if not colon or key not in (*ANSWERS, "definition", "quad", "score"):
        at.fail(f'begins with "{line.strip()[:30]}"; a line begins with yes:, no:, definition:, quad:, score: or #')
    if not rest:
        at.fail(f"nothing follows {key}:")
    if key in ANSWERS:
        yield _lesson(*_unmarked(rest, at), fires=ANSWERS[key], at=at)
    else:
        told[key] = _property(key, rest, at)


def _unmarked(marked: str, at: _Place) -> tuple[str, dict[str, Span]]:
    """The sentence without its marks, and where what they mark stands in it."""
    text, spans, end = "", {}, 0
    for mark in MARKED.finditer(marked):
        role, words = mark[1], mark[2].strip()
        if role not in ROLES:
            at.fail(f'unknown mark "{{{role}:"; mark {HOW}')
        if role in spans:
            at.fail(f"marks two {role}s; mark one, and give the other an example of its own")
        if not words:
            at.fail(f"{{{role}:}} marks no words")
        text += marked[end : mark.start()]
        spans[role] = Span(len(text), len(text) + len(words))
        text += words
        end = mark.end()
    text += marked[end:]
    if "{" in text or "}" in text:
        at.fail(f"a bracket that is not closed, or not followed by a role; mark {HOW}")
    return text, spans


def _from_json(line: str, at: _Place, told: dict[str, Any]) -> Iterator[Lesson]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as err:
        at.fail(f"not JSON: {err}")
    if "text" not in row:
        if row.keys() - {"definition", "quad", "score"}:
            at.fail('no "text"; give {"text", "label", "actor", "recipient", "trigger"}')
        told.update({key: _property(key, str(value), at) for key, value in row.items()})
        return
    text, label = row["text"], row.get("label", True)
    if not isinstance(text, str) or not isinstance(label, bool):
        at.fail('expected {"text": a string, "label": true or false}')
    spans = {role: _span(row[role], role, len(text), at) for role in ROLES if row.get(role) is not None}
    yield _lesson(text, spans, fires=label, at=at)


def _span(value: object, role: str, length: int, at: _Place) -> Span:
    if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value):
        start, end = value
        if 0 <= start < end <= length:
            return Span(start, end)
    at.fail(f"{role}: expected [start, end] within the text's {length} characters, found {value!r}")


def _lesson(text: str, spans: dict[str, Span], *, fires: bool, at: _Place) -> Lesson:
    if fires and not spans:
        at.fail(f"marks nobody and nothing; a yes-example marks {HOW}, best all three")
    return Lesson(text, fires, at.line, **spans)


def _property(key: str, value: str, at: _Place) -> str | int | float:
    if key == "definition":
        return value
    if key == "quad":
        if value not in ("1", "2", "3", "4"):
            at.fail(f'quad "{value}"; 1, 2 verbal, material cooperation; 3, 4 verbal, material conflict')
        return int(value)
    try:
        return float(value)
    except ValueError:
        at.fail(f'score "{value}"; a number, from -10 (the worst conflict) to 10')
