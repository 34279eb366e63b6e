"""Spans find what stands at them, nested or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.lookup import SpanIndex, make_cast
from dateline.records import Actor, Mention, Span

spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=12), spans)
def test_an_index_finds_what_a_plain_search_finds(items: list[Span], asked: Span) -> None:
    index = SpanIndex((s, n) for n, s in enumerate(items))
    assert sorted(n for _, n in index.at(asked)) == [n for n, s in enumerate(items) if s.overlaps(asked)]


def test_of_two_mentions_with_one_head_the_longer_is_kept() -> None:
    short = Actor("a1", "police", "group", (Mention(Span(10, 16), "nominal", 10),))
    long = Actor("a2", "the Pemba police", "group", (Mention(Span(0, 16), "nominal", 10),))
    for actors in ((short, long), (long, short)):
        found = make_cast(actors).headed(10)
        assert found is not None
        assert found.id == "a2"
    assert make_cast((short,)).headed(11) is None
