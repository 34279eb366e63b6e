"""Overlapping spans become pieces that follow one another and lose no letter."""

from __future__ import annotations

import time

import pytest

pytest.importorskip("starlette")

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Block, Span
from dateline.web.marks import Mark, pieces_of, sections_of

TEXT = "Gunmen killed two men.\n\nPolice said so."
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Span(*sorted(pair)))


def test_pieces_name_all_that_lies_over_them() -> None:
    sections = sections_of(TEXT, [Block("paragraph", Span(0, 22)), Block("paragraph", Span(24, 39))])
    marks = [Mark(Span(7, 13), "event", "e1"), Mark(Span(0, 17), "quote", "q1"), Mark(Span(0, 6), "part", "e1")]
    first, second = pieces_of(sections, marks)
    assert [(p.span.words(TEXT), p.of, p.begins) for p in first] == [
        ("Gunmen", ("q1", "e1"), ("q1",)),
        (" ", ("q1",), ()),
        ("killed", ("q1", "e1"), ("e1",)),
        (" two", ("q1",), ()),
        (" men.", (), ()),
    ]
    assert [p.span.words(TEXT) for p in second] == ["Police said so."]


@given(
    st.lists(st.tuples(SPANS, st.sampled_from(["event", "quote", "part"]), st.sampled_from(["e1", "e2", "q1"]))),
    st.lists(SPANS.map(lambda span: Block("paragraph", span)), max_size=5),
)
def test_no_letter_is_lost_or_told_twice(marks: list[tuple[Span, str, str]], blocks: list[Block]) -> None:
    sections = sections_of(TEXT, blocks)
    pieces = pieces_of(sections, [Mark(*mark) for mark in marks])
    for section, inner in zip(sections, pieces, strict=True):
        assert "".join(p.span.words(TEXT) for p in inner) == section.span.words(TEXT)
    told = "".join(section.span.words(TEXT) for section in sections)
    assert "".join(told.split()) == "".join(TEXT.split())
    begun = [of for inner in pieces for p in inner for of in p.begins]
    assert len(begun) == len(set(begun))


def test_many_marks_over_one_word_take_no_longer_each() -> None:
    text = "a" * 20_000
    marks = [Mark(Span(i, 20_000), "event", f"e{i}") for i in range(20_000)]
    began = time.process_time()
    ((*pieces,),) = pieces_of([*sections_of(text, [])], marks)
    assert len(pieces) == 20_000
    assert time.process_time() - began < 5
