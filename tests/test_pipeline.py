"""Laws of the whole way from page to record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.intake import read_sources
from dateline.pipeline import Settings, Tools, read_pages
from dateline.records import Analysis, Article, Reading, Skipped, Span
from tests.factories import TODAY, read_text

ROOT = Path(__file__).resolve().parent.parent


def spans_in(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if is_dataclass(value) and not isinstance(value, type):
        return [s for f in fields(value) if f.name != "page_span" for s in spans_in(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [s for item in value for s in spans_in(item)]
    return []


def assert_lawful(reading: Reading) -> None:
    text = reading.article.text
    for span in spans_in(reading):
        assert 0 <= span.start < span.end <= len(text), span
        assert span.words(text).strip(), span
    ids = [
        x.id
        for part in (reading.times, reading.places, reading.actors, reading.events, reading.quotes, reading.figures)
        for x in part
    ]
    assert len(ids) == len(set(ids))
    actors, places, times = ({x.id for x in part} for part in (reading.actors, reading.places, reading.times))
    quotes = {q.id for q in reading.quotes}
    for event in reading.events:
        parts = (*event.actor, *event.recipient)
        assert {p.id for p in parts if p.id} <= actors
        assert {p.id for p in event.place} <= places
        assert event.time is None or event.time.id is None or event.time.id in times
        assert event.status in ("actual", "future", "hypothetical", "negated")
        assert event.mentions, "an event is told somewhere"
        assert any(m.span == event.trigger for m in event.mentions)
        for p in parts:
            assert p.polarity == "affirmed" or p.said_by, "an accusation without its accuser"
        said = [*event.said_by, *(s for p in parts for s in p.said_by), *(s for m in event.mentions for s in m.said_by)]
        assert {s.id for s in said if s.id} <= actors
    assert {q.part_of for q in reading.quotes if q.part_of} <= quotes
    assert {q.speaker.id for q in reading.quotes if q.speaker and q.speaker.id} <= actors
    assert {r.to for a in reading.actors for r in a.relations} <= actors
    for t in reading.times:
        assert (t.earliest is None) == (t.latest is None)
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest


def test_the_sample_keeps_every_law(tools: Tools) -> None:
    pages = read_sources([str(ROOT / "examples" / "harbour.txt")], form=None, stdin=None)
    (reading,) = read_pages(pages, tools=tools, settings=Settings(today=TODAY))
    assert isinstance(reading, Reading)
    assert_lawful(reading)
    assert reading.events
    assert reading.quotes
    assert reading.figures


SENTENCES = [
    "Rebels killed 12 soldiers in Kirkuk on Monday, police said.",
    "“We did not attack the port,” said Lira Borg, the group's leader.",
    "The Coastal Front claimed responsibility for the bombing in Kerman.",
    "Iran denied involvement in the attack.",
    "France and Germany imposed sanctions on the company last week.",
    "According to a report, between 5,000 and 7,000 people fled.",
    "He said she said that they would leave.",
    "If the talks fail, the minister warned, troops will be sent to the border.",
    "\"It's", "(", "—", "12/31/2019", "last month", "U.S.-led coalition", "é", "\ud800", "\x00", "”", "the two",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), min_size=1, max_size=8), st.sampled_from([" ", "\n"])
)
def test_any_mixture_of_sentences_keeps_every_law(tools: Tools, parts: list[str], between: str) -> None:
    text = between.join(parts)
    if not text.strip():
        return
    reading = read_text(text, tools, published=date(2024, 1, 10))
    assert reading.article.text == text, "an article given as text is kept code point for code point"
    assert_lawful(reading)


def test_reading_twice_gives_the_same_record(tools: Tools) -> None:
    text = " ".join(SENTENCES[:8])
    assert read_text(text, tools) == read_text(text, tools)


@pytest.mark.parametrize(
    "status_text", ["Peru does not seek a battle with its rivals.", "If rebels attack the port, the army will leave."]
)
def test_what_is_only_denied_or_supposed_is_never_actual(tools: Tools, status_text: str) -> None:
    assert all(e.status != "actual" or e.type == "THREATEN" for e in read_text(status_text, tools).events)


def test_a_page_that_gives_no_record_is_counted_with_its_reason(tools: Tools) -> None:
    gone = Skipped("gone.html", "unreadable", "no such file")
    assert list(read_pages([gone], tools=tools)) == [gone]


def test_a_text_in_another_language_is_named_and_not_coded_as_english(tools: Tools) -> None:
    text = "Les rebelles ont attaqué le port de Pemba lundi, ont annoncé les autorités de la province. " * 5
    reading = read_text(text, tools)
    assert reading.events == ()
    assert reading.article.notes == ("the text is in fr; only English is read, so nothing was coded",)


def test_a_fault_of_the_parser_costs_no_page_but_its_own(tools: Tools) -> None:
    class Stumbling:
        """The real parser, but it falls over one text."""

        name = tools.parser.name

        def analyse_many(self, articles: Iterable[Article]) -> Iterator[Analysis]:
            return (self.analyse(a) for a in articles)

        def analyse(self, article: Article) -> Analysis:
            if "stumble" in article.text:
                raise RuntimeError("a fault")
            return tools.parser.analyse(article)

    rows = [
        json.dumps({"id": str(n), "text": t}) for n, t in enumerate(("Rebels left.", "They stumble.", "Police came."))
    ]
    pages = read_sources(["-"], form="jsonl", stdin=BytesIO("\n".join(rows).encode()))
    answers = list(read_pages(pages, tools=replace(tools, parser=Stumbling())))  # type: ignore[arg-type]
    assert [type(a) for a in answers] == [Reading, Skipped, Reading]
    assert answers[1].reason == "fault in dateline"  # type: ignore[union-attr]
