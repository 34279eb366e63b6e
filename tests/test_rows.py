"""Rows made from a record without a store are those that the store answers with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.asking import Record, open_record
from dateline.records import Attribution
from dateline.rows import ref_of, row_maker
from tests.asked import harbour, readings


@pytest.fixture
def record(asked_store: Path) -> Iterator[Record]:
    with open_record(asked_store) as opened:
        yield opened


def test_they_are_equal_to_those_of_the_store(record: Record) -> None:
    makers = [row_maker(reading) for reading in readings()[:3]]
    parts = [(maker, reading) for maker, reading in zip(makers, readings(), strict=False)]
    assert [m.event(e) for m, r in parts for e in r.events] == list(record.events(order="added"))
    assert [m.quote(q) for m, r in parts for q in r.quotes] == list(record.quotes(order="added"))
    assert [m.figure(f) for m, r in parts for f in r.figures] == list(record.figures(order="added"))


def test_the_page_is_the_one_given_and_else_the_record_s_own() -> None:
    reading = harbour().reading()
    known = replace(ref_of(reading), copy_of="abc")
    assert row_maker(reading, ref=known).event(reading.events[0]).page.copy_of == "abc"
    assert row_maker(reading).event(reading.events[0]).page.headline == "Harbour"


def test_an_id_that_nothing_explains_leaves_the_words() -> None:
    reading = harbour().reading()
    event = reading.events[0]
    lost = replace(event, actor=(replace(event.actor[0], id="a99"),), place=(replace(event.place[0], id="p99"),))
    row = row_maker(reading).event(lost)
    assert (row.actor[0].words, row.actor[0].name, row.place) == ("Gunmen", None, ())


def test_a_cue_that_stands_for_a_speaker_names_nobody() -> None:
    d = harbour()
    told = Attribution(None, d.at("denied"), d.at("denied"), "denies")
    assert not row_maker(d.reading()).tellers((told,))[0].named
