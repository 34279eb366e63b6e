"""Numbers that are news, and those that are not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from dateline.extract.figures import find_figures
from dateline.language import Parser
from dateline.lexicon.numbers import load_numbers
from dateline.lookup import make_cast
from dateline.records import (
    Actor,
    Analysis,
    Article,
    Figure,
    Interval,
    Mention,
    Place,
    Sentence,
    Span,
    Timex,
    TimexValue,
    Token,
)
from tests.factories import analysis_of, article_of

WORDS = load_numbers()


def _figures(
    text: str,
    parser: Parser,
    *,
    times: tuple[Timex, ...] = (),
    places: tuple[Place, ...] = (),
    actors: tuple[Actor, ...] = (),
) -> tuple[Figure, ...]:
    return find_figures(
        analysis_of(text, parser), article_of(text), cast=make_cast(actors), times=times, places=places, words=WORDS
    )


NEWS = [
    ("The army has 120 tanks.", "120 tanks", 120, 120, "tanks", None),
    ("The flood killed at least 40 people.", "at least 40 people", 40, None, "people", None),
    ("Tens of thousands of workers marched.", "Tens of thousands of workers", 10_000, 99_999, "workers", None),
    ("The deal is worth $1.2 billion.", "$1.2 billion", 1_200_000_000, 1_200_000_000, "USD", None),
    ("The party won 34 percent of the vote.", "34 percent of the vote", 34, 34, "percent", None),
    ("The village lies 40 km north of the capital.", "40 km", 40, 40, "km", None),
    ("Sales were down 12 percent.", "down 12 percent", 12, 12, "percent", "down"),
    ("Inflation rose from 3 percent to 5 percent.", "from 3 percent to 5 percent", 5, 5, "percent", "up"),
    ("Exports doubled.", "doubled", 2, 2, "times", "up"),
    ("Attacks dropped by more than half.", "more than half", 0.5, None, "share", "down"),
    ("One soldier was killed.", "One soldier", 1, 1, "soldier", None),
    ("As many as 200 died.", "As many as 200", None, 200, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "low", "high", "unit", "change"), NEWS)
def test_numbers_that_are_news(
    text: str, words: str, low: float | None, high: float | None, unit: str | None, change: str | None, parser: Parser
) -> None:
    (figure,) = _figures(text, parser)
    assert figure.span.words(text) == words
    assert (figure.low, figure.high, figure.unit, figure.change) == (low, high, unit, change)


NO_NEWS = [
    "Malaysia Airlines Flight 370 vanished.",
    "The Group of Seven met.",
    "An F-16 and a Boeing 737 were seen.",
    "John Example, 45, was elected.",
    "The 23-year-old won 6-4, 7-5.",
    "She can be reached at 555-123-4567.",
    "He was sentenced to 20 years in prison.",
    "Chapter 7 of the report was published.",
    "She is ranked No. 3 in the world.",
    "He lives at 10 Downing Street.",
    "One of the ministers resigned, and that one was right.",
    "The two sides met again.",
    "1. The first point is clear.",
    "There are three reasons for this.",
    "No one was hurt.",
]


@pytest.mark.parametrize("text", NO_NEWS)
def test_numbers_that_are_no_news(text: str, parser: Parser) -> None:
    assert [f.span.words(text) for f in _figures(text, parser)] == []


def test_a_figure_tells_what_it_counts(parser: Parser) -> None:
    (figure,) = _figures("Police arrested seven rebel suspects.", parser)
    assert (figure.what, figure.unit) == ("rebel suspects", "suspects")


def test_a_change_tells_what_changed(parser: Parser) -> None:
    (figure,) = _figures("Complaints from tenants were down 40 percent.", parser)
    assert figure.what == "Complaints from tenants"


def _timex(text: str, words: str, first: date, last: date, grain: str) -> Timex:
    at = text.index(words)
    return Timex(f"t{at}", Span(at, at + len(words)), first, last, grain, TimexValue("DATE", "x"))


def test_a_change_knows_its_time_and_what_it_is_compared_to(parser: Parser) -> None:
    text = "In the second quarter of 2019, burglaries were up 40 percent compared to the same quarter in 2017."
    times = (
        _timex(text, "the second quarter of 2019", date(2019, 4, 1), date(2019, 6, 30), "quarter"),
        _timex(text, "2017", date(2017, 1, 1), date(2017, 12, 31), "year"),
    )
    (figure,) = _figures(text, parser, times=times)
    assert figure.time == Interval(date(2019, 4, 1), date(2019, 6, 30))
    assert figure.compared_to == Interval(date(2017, 4, 1), date(2017, 6, 30))


def test_a_number_inside_a_time_is_no_figure(parser: Parser) -> None:
    text = "They left 300 days later."
    assert (
        _figures(text, parser, times=(_timex(text, "300 days later", date(2024, 1, 1), date(2024, 1, 1), "day"),)) == ()
    )


def test_a_figure_knows_whose_it_is_and_where(parser: Parser) -> None:
    text = "Ruritania has 900 nurses in Freedonia."
    actor = Actor("a1", "Ruritania", "country", (Mention(Span(0, 9), "name", 0),))
    at = text.index("Freedonia")
    place = Place("p1", "Freedonia", "country", (Mention(Span(at, at + 9), "name", at),))
    (figure,) = _figures(text, parser, places=(place,), actors=(actor,))
    assert (figure.whose, figure.place) == ("a1", ("p1",))


def test_ids_count_in_reading_order(parser: Parser) -> None:
    found = _figures("The army has 120 tanks. Exports doubled. It lost 40 tanks.", parser)
    assert [f.id for f in found] == ["f1", "f2", "f3"]
    assert [f.span for f in found] == sorted(f.span for f in found)


@pytest.mark.parametrize("word", ["12", "dozens", "percent", "doubled"])
def test_twenty_thousand_numbers_in_one_sentence_take_seconds(word: str) -> None:
    tokens, at = [], 0
    for i in range(20_000):
        tokens.append(Token(i, at, at + len(word), word, word, "NUM", "VBD", "", i - 1, "nmod"))
        at += len(word) + 1
    kids = (*((i + 1,) for i in range(len(tokens) - 1)), ())
    sentence = Sentence(0, Span(0, at), 0, "paragraph", tuple(tokens), (), kids)
    text = " ".join([word] * 20_000)
    times = tuple(_timex_at(k * 9) for k in range(2_000))
    start = time.perf_counter()
    find_figures(
        Analysis(text, (sentence,), "none"), Article(text, ()), cast=make_cast(()), times=times, places=(), words=WORDS
    )
    assert time.perf_counter() - start < 20


def _timex_at(at: int) -> Timex:
    return Timex(
        f"t{at}", Span(at, at + 1), date(2024, 1, 1), date(2024, 1, 1), "day", TimexValue("DATE", "2024-01-01")
    )
