"""Records to JSON and back: nothing public is lost on the way."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.jsontext import from_tree, one_line, plain
from dateline.pipeline import Tools
from dateline.records import (
    Actor,
    Attribution,
    Claim,
    Count,
    Event,
    EventMention,
    EventPlace,
    EventTime,
    Figure,
    Given,
    Interval,
    Mention,
    Participant,
    Place,
    Quote,
    Reading,
    Relation,
    Span,
    Speaker,
    Timex,
    TimexValue,
    Why,
)
from tests.factories import read_text

TEXT = """Police arrested seven suspects in Pemba on Monday, the interior ministry said.
“We will not stop,” Ana Lira, a spokeswoman, told reporters. Rebels had killed 12 soldiers near Palma in March.
Exports fell 9.5 percent to 40 million dollars last year, she said."""

words = st.text(string.printable + "é“”\ud800\u2028", max_size=8)
spans = st.tuples(st.integers(0, 9), st.integers(9, 20)).map(lambda pair: Span(*pair))
days = st.dates(date(1800, 1, 1), date(2100, 1, 1))


def many(item: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(item, max_size=2).map(tuple)


def maybe(item: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | item


numbers = st.floats(allow_nan=False, allow_infinity=False)
said = st.builds(Attribution, maybe(words), spans, maybe(spans), words)
parties = st.builds(Participant, maybe(words), spans, words, many(said))
events = st.builds(
    Event,
    words,
    words,
    words,
    spans,
    spans,
    actor=many(parties),
    mode=many(words),
    quad=maybe(st.integers(1, 4)),
    score=maybe(numbers),
    historical=st.booleans(),
    place=many(st.builds(EventPlace, words, spans, words)),
    time=maybe(st.builds(EventTime, maybe(words), maybe(spans), days, days, words)),
    counts=many(st.builds(Count, words, maybe(st.integers(0, 99)), st.none(), spans, maybe(words), many(said))),
    claims=many(st.builds(Claim, words, spans, many(said))),
    mentions=many(st.builds(EventMention, spans, spans, words, many(said))),
    why=st.builds(Why, maybe(words), maybe(numbers)),
)
mentions = st.builds(Mention, spans, words)
actors = st.builds(Actor, words, words, words, many(mentions), relations=many(st.builds(Relation, words, words)))
places = st.builds(Place, words, words, words, many(mentions), lat=maybe(numbers))
times = st.builds(
    Timex, words, spans, maybe(days), maybe(days), maybe(words), st.builds(TimexValue, words, words, maybe(words))
)
quotes = st.builds(Quote, words, words, spans, maybe(st.builds(Speaker, maybe(words), spans)), maybe(spans))
figures = st.builds(
    Figure, words, spans, maybe(numbers), maybe(numbers), st.booleans(), maybe(words), maybe(words),
    time=maybe(st.builds(Interval, days, days)),
)  # fmt: skip


@given(st.one_of(events, actors, places, times, quotes, figures))
def test_a_record_comes_back_from_its_json_as_it_was(record: object) -> None:
    back = from_tree(type(record), json.loads(one_line(plain(record))))
    assert back == record
    assert repr(back) == repr(record)  # 1.0 and 1 are equal, but not the same


def test_a_page_comes_back_from_its_json_but_for_what_stays_inside(tools: Tools) -> None:
    reading = read_text(TEXT, tools, published=date(2024, 1, 9))
    assert reading.events
    assert reading.quotes
    assert reading.figures
    back = from_tree(Reading, json.loads(one_line(plain(reading))))
    assert plain(back) == plain(reading)
    assert back.page == replace(reading.page, content=b"", charset=None, given=Given())
    assert back.article == reading.article
    assert back.events == reading.events


def test_a_record_of_an_older_version_has_defaults_for_what_is_new() -> None:
    tree = plain(Actor("a1", "Lira", "person", ()))
    del tree["relations"]
    assert from_tree(Actor, tree | {"a later field": 1}) == Actor("a1", "Lira", "person", ())


@pytest.mark.parametrize("tree", [None, [], {}, {"earliest": "9 March", "latest": "2024-01-01"}, {"earliest": 3}])
def test_what_is_no_such_record_is_told(tree: object) -> None:
    with pytest.raises(ValueError, match="not the JSON of a Interval"):
        from_tree(Interval, tree)
