"""The rules by which events are coded: one TOML file a type, and the word classes they share.

``load_events`` reads and checks; whatever is wrong is named with its file, its line and the
mend. Nothing here looks at a sentence: ``dateline.extract.events`` does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dateline.errors import LexiconError
from dateline.lexicon.countries import load_countries
from dateline.lexicon.event_rules import (
    Condition,
    EventRules,
    EventType,
    Example,
    Mode,
    Pattern,
    Problem,
    Selector,
    Words,
    names_in,
    parse_phrase,
    parse_selector,
    parse_words,
)

__all__ = [
    "Condition",
    "EventRules",
    "EventType",
    "Example",
    "Mode",
    "Pattern",
    "Problem",
    "Selector",
    "Words",
    "load_events",
    "parse_phrase",
    "parse_selector",
    "parse_words",
    "read_events",
]


PATTERN_KEYS = names_in(
    """
    name verb noun adj needs without actor recipient both mode cameo context over voice also status
    weight rank of poss
    """
)
TYPE_KEYS = frozenset({"id", "plover", "definition", "quad", "score", "cameo", "includes", "source"})
TOP_KEYS = frozenset({"type", "mode", "takes", "pattern", "example", "not", "classes"})
EXAMPLE_KEYS = frozenset({"text", "type", "actor", "recipient", "mode", "status", "place", "why"})
NOT_KEYS = frozenset({"text", "why"})
MODE_KEYS = frozenset({"id", "score", "cameo", "words", "says"})
VOICES = frozenset({"active", "passive"})


def load_events(language: str = "en", *, extra: Sequence[Path] = ()) -> EventRules:
    """The rules of a language, and those in each folder of ``extra`` (``*.toml``, the same notation).

    A file of ``extra`` may bring a type of its own or more patterns for one of ours (same ``id``).
    Raises LexiconError for the first thing that is wrong; ``read_events`` gathers them all instead.
    """
    rules = read_events(language, extra=extra)
    if rules.problems:
        first = rules.problems[0]
        raise LexiconError(first.file, first.line, first.what)
    return rules


def read_events(language: str = "en", *, extra: Sequence[Path] = ()) -> EventRules:
    """As ``load_events``, but keeps going: ``problems`` tells what is wrong, in the order of the files."""
    base = files("dateline") / "lexicons" / language
    sources = [(f"{language}/events/{f.name}", f) for f in _toml(base / "events")]
    sources += [(str(f), f) for folder in extra for f in _toml(folder)]
    classes = _classes(base / "objects.toml")
    classes["nation"] = _nations()
    classes["country"] = _nations(capitals=False)
    problems: list[Problem] = []
    parsed: list[_File] = []
    for name, source in sources:
        text = source.read_text(encoding="utf-8")
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(name, None, f"not TOML: {error}"))
            continue
        for key, value in table.get("classes", {}).items():
            classes[key] = classes.get(key, frozenset()) | frozenset(value)
        parsed.append(_File(name, text, table, problems))
    types: dict[str, EventType] = {}
    for f in parsed:
        f.read_type(types)
    patterns = [p for f in parsed for p in f.read_patterns(types, classes)]
    examples = [e for f in parsed for e in f.read_examples(types)]
    return EventRules(
        types=types,
        verbs=_index(p for p in patterns if p.kind == "verb"),
        nouns=_index(p for p in patterns if p.kind == "noun"),
        adjectives=_index(p for p in patterns if p.kind == "adj"),
        classes=classes,
        examples=tuple(examples),
        problems=tuple(problems),
        contexts=_classes(base / "contexts.toml"),
        slips=dict(pair.split("=") for pair in sorted(classes.pop("slips", ())) if pair.count("=") == 1),
    )


def _toml(folder: Traversable | Path) -> list[Traversable]:
    if not folder.is_dir():
        raise LexiconError(str(folder), None, "no such folder; give a folder of .toml files")
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _classes(source: Traversable) -> dict[str, frozenset[str]]:
    """Class name -> words; a word "@other" takes in that class, which must stand above."""
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    made: dict[str, frozenset[str]] = {}
    for name, value in table.items():
        words = value.split() if isinstance(value, str) else value
        made[name] = frozenset(w.replace("_", " ") for w in words if not w.startswith("@")).union(
            *(made[w[1:]] for w in words if w.startswith("@"))
        )
    return made


def _nations(*, capitals: bool = True) -> frozenset[str]:
    """Names, adjectives, peoples and capitals of countries that are one word, lower case: "france", "french"."""
    rows = load_countries().rows
    words = (w for c in rows for w in (*c.names, *c.adjectives, *c.people, *(c.capitals if capitals else ())))
    return frozenset(w.lower() for w in words if " " not in w and len(w) > 1)


def _index(patterns: Iterable[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by lemma: the higher rank, then a user's own, then the most demanding first; then files' order."""
    found: dict[str, list[Pattern]] = {}
    for p in patterns:
        found.setdefault(p.lemma, []).append(p)
    return {k: tuple(sorted(v, key=lambda p: (-p.rank, p.file.startswith(OURS), -p.demands))) for k, v in found.items()}


OURS = "en/"  # how the names of the package's own files begin
# Where participants stand unless a pattern says otherwise.
PHRASE_RECIPIENT = ("obl:on|against|at|to|with|from|in|over", "obj.nmod:on|against|at|to|with|for|of|over|in")
NOUN_ACTOR = ("nmod:by|from", "poss", "mods", "light")
NOUN_RECIPIENT = ("nmod:on|against|of|at|upon|targeting|to|toward|towards|for",)
BOTH_VERB = ("subj", "obj", "obl:with|between|against|and")
BOTH_NOUN = ("nmod:between|with|by|among|of|against", "poss", "mods", "light")


class _File:
    """One rule file while it is read; what is wrong goes to ``problems``."""

    def __init__(self, name: str, text: str, table: dict[str, Any], problems: list[Problem]) -> None:
        self.name, self.table, self._problems = name, table, problems
        self._lines = text.splitlines()
        self._heads: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, start=1):
            if line.startswith("["):
                self._heads.setdefault(line.split("]")[0].strip("[ "), []).append(number)
        for key in table.keys() - TOP_KEYS:
            self.problem(self.line(key, 0), f'unknown table "{key}"; use one of {", ".join(sorted(TOP_KEYS))}')

    def problem(self, line: int | None, what: str) -> None:
        self._problems.append(Problem(self.name, line, what))

    def line(self, table: str, number: int, word: str | None = None) -> int | None:
        """The line of the table's n-th head, or of ``word`` below it."""
        heads = self._heads.get(table, [])
        if number >= len(heads):
            return None
        start = heads[number]
        if word is not None:
            for k in range(start, len(self._lines)):
                if self._lines[k].startswith("["):
                    break
                if word in self._lines[k]:
                    return k + 1
        return start

    def _keys(self, table: str, number: int, row: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in row.keys() - known:
            where = self.line(table, number, key)
            self.problem(where, f'unknown key "{key}"; use one of {", ".join(sorted(known))}')

    def read_type(self, types: dict[str, EventType]) -> None:
        row = self.table.get("type", {})
        self._keys("type", 0, row, TYPE_KEYS)
        if "id" not in row:
            self.problem(self.line("type", 0), 'no id; write id = "…" under [type]')
            return
        old = types.get(row["id"])
        modes = dict(old.modes) if old else {}
        for n, m in enumerate(self.table.get("mode", [])):
            self._keys("mode", n, m, MODE_KEYS)
            if "id" not in m:
                self.problem(self.line("mode", n), 'no id; write id = "…" under [[mode]]')
                continue
            words = m.get("words", "")
            listed = words.split() if isinstance(words, str) else words
            modes[m["id"]] = Mode(m["id"], m.get("score"), m.get("cameo"), frozenset(listed))
        if old is None:
            for key in ("definition", "quad", "score"):
                if key not in row:
                    self.problem(self.line("type", 0), f"no {key}; a new type needs definition, quad and score")
        types[row["id"]] = EventType(
            id=row["id"],
            plover=row.get("plover", old.plover if old else None),
            definition=row.get("definition", old.definition if old else ""),
            quad=row.get("quad", old.quad if old else 0),
            score=row.get("score", old.score if old else 0.0),
            cameo=row.get("cameo", old.cameo if old else None),
            modes=modes,
            takes={**(old.takes if old else {}), **self.table.get("takes", {})},
            file=self.name,
            includes=(old.includes if old else frozenset()) | frozenset(row.get("includes", [])),
        )

    def read_patterns(self, types: Mapping[str, EventType], classes: Mapping[str, frozenset[str]]) -> list[Pattern]:
        made: list[Pattern] = []
        type_id = self.table.get("type", {}).get("id")
        if type_id not in types:
            return made
        for n, row in enumerate(self.table.get("pattern", [])):
            self._keys("pattern", n, row, PATTERN_KEYS)
            for mode in _list(row.get("mode")):
                if mode not in types[type_id].modes:
                    known = ", ".join(sorted(types[type_id].modes)) or "none"
                    self.problem(self.line("pattern", n, "mode"), f'unknown mode "{mode}"; this type has: {known}')
            cameo = row.get("cameo")
            if cameo is not None and not (isinstance(cameo, str) and cameo.isdigit() and 2 <= len(cameo) <= 4):
                self.problem(self.line("pattern", n, "cameo"), f'cameo {cameo!r}; write two to four digits: "0251"')
            for extra in _list(row.get("also")):
                beside, _, mode = extra.partition(" ")
                if beside not in types or (mode and mode not in types[beside].modes):
                    self.problem(self.line("pattern", n, "also"), f'unknown type or mode "{extra}" in also')
            if row.get("voice") not in (None, *VOICES):
                self.problem(self.line("pattern", n, "voice"), f'unknown voice "{row["voice"]}"; use active or passive')
            if not any(k in row for k in ("verb", "noun", "adj")):
                self.problem(self.line("pattern", n), "no trigger; give verb, noun or adj")
            for kind in ("verb", "noun", "adj"):
                for phrase in _list(row.get(kind)):
                    try:
                        made.append(self._pattern(type_id, n, row, kind, phrase, classes))
                    except ValueError as error:
                        where = self.line("pattern", n, str(error).split('"')[1] if '"' in str(error) else None)
                        self.problem(where, str(error))
        return made

    def _pattern(
        self,
        type_id: str,
        n: int,
        row: Mapping[str, Any],
        kind: str,
        phrase: str,
        classes: Mapping[str, frozenset[str]],
    ) -> Pattern:
        lemma, particle, modifiers, rest = parse_phrase(phrase, kind, classes)
        both = bool(row.get("both", False))
        actor, recipient = _default_roles(kind, both, any(c.where.steps[0][0] == "obj" for c in rest), row)
        needs = [Condition(parse_selector(k), parse_words(v, classes)) for k, v in row.get("needs", {}).items()]
        without = [Condition(parse_selector(k), parse_words(v, classes)) for k, v in row.get("without", {}).items()]
        return Pattern(
            type=type_id,
            name=row.get("name", phrase),
            file=self.name,
            line=self.line("pattern", n) or 0,
            kind=kind,
            lemma=lemma,
            particle=particle,
            modifiers=tuple(modifiers),
            phrase=tuple(rest),
            needs=tuple(needs),
            without=tuple(without),
            actor=tuple(parse_selector(x) for x in actor),
            recipient=tuple(parse_selector(x) for x in recipient),
            both=both,
            mode=tuple(_list(row.get("mode"))),
            cameo=row.get("cameo"),
            context=tuple(_list(row.get("context"))),
            over=bool(row.get("over", False)),
            voice=row.get("voice"),
            also=tuple(_list(row.get("also"))),
            status=row.get("status"),
            weight=float(row.get("weight", 0.7)),
            rank=int(row.get("rank", 0)),
        )

    def read_examples(self, types: Mapping[str, EventType]) -> list[Example]:
        made: list[Example] = []
        own = self.table.get("type", {}).get("id", "")
        for n, row in enumerate(self.table.get("example", [])):
            self._keys("example", n, row, EXAMPLE_KEYS)
            kind = row.get("type", own)
            if kind not in types:
                self.problem(self.line("example", n, "type"), f'unknown type "{kind}"')
            if not isinstance(row.get("text"), str):
                self.problem(self.line("example", n), 'no text; write text = "…" under [[example]]')
                continue
            made.append(
                Example(
                    text=row["text"],
                    type=kind,
                    file=self.name,
                    line=self.line("example", n) or 0,
                    actor=tuple(_list(row.get("actor"))),
                    recipient=tuple(_list(row.get("recipient"))),
                    mode=row.get("mode"),
                    status=row.get("status"),
                )
            )
        for n, row in enumerate(self.table.get("not", [])):
            self._keys("not", n, row, NOT_KEYS)
            if not isinstance(row.get("text"), str):
                self.problem(self.line("not", n), 'no text; write text = "…" under [[not]]')
                continue
            made.append(Example(row["text"], own, self.name, self.line("not", n) or 0, fires=False))
        return made


def _list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _default_roles(kind: str, both: bool, has_object: bool, row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The pattern's own roles, else those of its kind; a phrase with an object has its recipient beside it."""
    if both:
        return _list(row.get("actor")) or list(BOTH_NOUN if kind == "noun" else BOTH_VERB), _list(row.get("recipient"))
    if kind == "noun":
        actor, recipient = list(NOUN_ACTOR), list(NOUN_RECIPIENT)
        if row.get("of") == "actor":
            actor = ["nmod:by|of", "poss", "mods", "light"]
            recipient = ["nmod:on|against|at|to|from|with|for|over"]
        if row.get("poss") == "recipient":
            recipient = [*recipient, "poss"]
    else:
        actor = ["subj"]
        recipient = list(PHRASE_RECIPIENT) if has_object else ["obj"]
    chosen = _list(row["actor"]) if "actor" in row else actor
    return chosen, _list(row["recipient"]) if "recipient" in row else recipient
