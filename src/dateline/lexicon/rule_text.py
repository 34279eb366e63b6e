"""A rule as it is written in its file, for showing why something was coded."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from dateline.lexicon.events import EventRules, Pattern


def rule_text(rules: EventRules, rule: str) -> tuple[str, str] | None:
    """ "en/events/assault.toml:142" and the lines of the rule as written there; None for a rule that is not known."""
    pattern = next((p for p in _patterns(rules) if p.rule == rule), None)
    if pattern is None:
        return None
    path = Path(pattern.file)
    source = path if path.is_file() else files("dateline") / "lexicons" / pattern.file
    lines = source.read_text(encoding="utf-8").splitlines()
    start = pattern.line - 1
    while start > 0 and not lines[start].startswith("[["):
        start -= 1
    end = start + 1
    while end < len(lines) and not lines[end].startswith("["):
        end += 1
    return f"{pattern.file}:{start + 1}", "\n".join(lines[start:end]).strip()


def _patterns(rules: EventRules) -> list[Pattern]:
    return [p for table in (rules.verbs, rules.nouns, rules.adjectives) for some in table.values() for p in some]
