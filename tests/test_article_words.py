"""The examples that stand beside the patterns of furniture.toml."""

from __future__ import annotations

import time

import pytest

from dateline.lexicon.furniture import LinePattern, load_furniture

WORDS = load_furniture()
WHOLE = [
    p
    for table in (WORDS.furniture, WORDS.outlet, WORDS.credit, WORDS.contribution, WORDS.caption, WORDS.caption_start)
    for p in table
]


@pytest.mark.parametrize("row", WHOLE, ids=lambda row: row.name)
def test_each_pattern_matches_its_examples_and_no_counter_example(row: LinePattern) -> None:
    assert [line for line in row.match if not row.pattern.fullmatch(line)] == []
    assert [line for line in row.not_match if row.pattern.fullmatch(line)] == []
    assert row.match


def test_told_names_an_outlet_in_running_text() -> None:
    assert all(WORDS.told.pattern.search(line) for line in WORDS.told.match)
    assert not any(WORDS.told.pattern.search(line) for line in WORDS.told.not_match)


@pytest.mark.parametrize(
    "line", ["a " * 300, "A" * 600, "Photo by / " * 50, "share " * 100, "(" * 600, "© 2024 A " * 60]
)
def test_no_pattern_is_slow_on_a_hostile_line(line: str) -> None:
    start = time.perf_counter()
    for row in WHOLE:
        row.pattern.fullmatch(line[:600])
    assert time.perf_counter() - start < 0.5
