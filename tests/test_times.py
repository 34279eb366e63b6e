"""Times: the examples beside the patterns, what is counted from what, look-alikes, and laws for any text."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import Parser
from dateline.lexicon.times import EXAMPLE_DAY, TimeExample, load_times
from dateline.records import Analysis, Article, Block, Published, Sentence, Span, Timex, Token
from dateline.resolve.times import find_times

WORDS = load_times()
FOUND = [e for e in WORDS.examples if e.span is not None]
NOT_FOUND = [e for e in WORDS.examples if e.span is None]


def on(day: date) -> Published:
    return Published(day, day, "given")


def article(text: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    return Article(text, tuple(blocks), language="en")


def read(parser: Parser, text: str, published: Published | None = None) -> dict[str, Timex]:
    times = find_times(parser.analyse(article(text)), published=published or on(EXAMPLE_DAY), words=WORDS)
    return {t.span.words(text): t for t in times}


def bare(text: str) -> Analysis:
    """An analysis without a parser: one sentence of nouns, for texts that no parser should be asked to read."""
    tokens = tuple(
        Token(i, m.start(), m.end(), m[0], m[0].lower(), "NOUN", "NN", "", i - 1, "dep" if i else "root")
        for i, m in enumerate(re.finditer(r"\S+", text))
    )
    children = tuple((i + 1,) if i + 1 < len(tokens) else () for i in range(len(tokens)))
    if not tokens:
        return Analysis(text, (), "none")
    return Analysis(text, (Sentence(0, Span(0, len(text)), 0, "paragraph", tokens, (), children),), "none")


# ---------------------------------------------------------------- examples of the word list


@pytest.mark.parametrize("example", FOUND, ids=lambda e: f"{e.text} -> {e.span}")
def test_an_example_gives_its_time(parser: Parser, example: TimeExample) -> None:
    found = read(parser, example.text)
    assert example.span in found, f"found {list(found)}"
    t = found[example.span]
    assert example.value in (None, t.timex.value)
    assert example.mod in (None, t.timex.mod)
    assert example.earliest is None or date.fromisoformat(example.earliest) == t.earliest
    assert example.latest is None or date.fromisoformat(example.latest) == t.latest


@pytest.mark.parametrize("example", NOT_FOUND, ids=lambda e: e.text)
def test_a_look_alike_is_no_time(parser: Parser, example: TimeExample) -> None:
    assert read(parser, example.text) == {}


def test_each_pattern_that_finds_something_has_an_example() -> None:
    assert [p.name for p in WORDS.patterns if p.kind != "none" and not p.examples] == []


# ---------------------------------------------------------------- what is counted from what


def test_yesterday_counts_from_the_publication_date(parser: Parser) -> None:
    t = read(parser, "Rebels attacked the town yesterday.", on(date(2021, 3, 1)))["yesterday"]
    assert (t.earliest, t.counts_from) == (date(2021, 2, 28), "published")


def test_the_next_day_counts_from_the_day_told_before(parser: Parser) -> None:
    found = read(parser, "The fort fell on 3 July 1863. The next day, the garrison left.")
    assert found["The next day"].earliest == date(1863, 7, 4)
    assert found["The next day"].counts_from == found["3 July 1863"].id


def test_a_weekday_after_the_day_of_publication_is_the_last_one(parser: Parser) -> None:
    t = read(parser, "The court met on Wednesday.", on(date(2024, 3, 12)))["Wednesday"]
    assert t.earliest == date(2024, 3, 6)


def test_a_number_of_people_does_not_make_a_year(parser: Parser) -> None:
    found = read(parser, "On 3 March, 14 people died.")
    assert {w: t.timex.value for w, t in found.items()} == {"3 March": "2023-03-03"}


def test_a_history_keeps_the_year_it_tells_of(parser: Parser) -> None:
    text = (
        "The war began in 1911. In May 1912 the capital fell. In June the king fled. "
        "The republic was proclaimed in 1913, and a treaty signed in March 1914. In April the army went home. "
        "A second war followed in 1920."
    )
    found = read(parser, text)
    assert found["June"].timex.value == "1912-06"
    assert found["April"].timex.value == "1914-04"


def test_a_year_alone_on_its_line_dates_what_stands_below_it_even_when_no_sentence_holds_it(parser: Parser) -> None:
    text = "1936\n\nIn July the army rose.\n\n1937\n\nIn May the port fell. Then 1938, 1939, 1940 and 1941 passed."
    whole = parser.analyse(article(text))
    sentences = tuple(s for s in whole.sentences if len(s.tokens) > 1)
    times = find_times(Analysis(text, sentences, whole.parser), published=on(EXAMPLE_DAY), words=WORDS)
    assert [t.timex.value for t in times][:4] == ["1936", "1936-07", "1937", "1937-05"]


def test_news_counts_a_bare_month_from_its_publication(parser: Parser) -> None:
    found = read(parser, "The war began in 2003. Talks failed in November.")
    assert found["November"].timex.value == "2023-11"


def test_years_before_christ_have_a_value_and_no_days(parser: Parser) -> None:
    t = read(parser, "The fleet was lost in 480 BC.")["480 BC"]
    assert (t.timex.value, t.earliest, t.latest) == ("BC0480", None, None)


def test_a_date_told_with_its_publication_unknown_stays_partial(parser: Parser) -> None:
    text = "The court met on Monday and again in August."
    found = find_times(parser.analyse(article(text)), published=None, words=WORDS)
    assert [(t.timex.value, t.earliest) for t in found] == [("XXXX-WXX-1", None), ("XXXX-08", None)]


# ---------------------------------------------------------------- a publication date that is an interval


WEEK = Published(date(2024, 1, 7), date(2024, 1, 14), "inferred")


def test_last_week_of_a_page_written_in_some_week_is_the_week_before(parser: Parser) -> None:
    t = read(parser, "The army left last week.", WEEK)["last week"]
    assert (t.earliest, t.latest) == (date(2024, 1, 1), date(2024, 1, 7))


def test_yesterday_of_a_page_written_in_some_week_is_as_uncertain(parser: Parser) -> None:
    t = read(parser, "The army left yesterday.", WEEK)["yesterday"]
    assert (t.earliest, t.latest) == (date(2024, 1, 6), date(2024, 1, 13))


def test_last_month_of_a_page_written_in_some_week_is_one_month(parser: Parser) -> None:
    t = read(parser, "The army left last month.", WEEK)["last month"]
    assert (t.earliest, t.latest) == (date(2023, 12, 1), date(2023, 12, 31))


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [
        *[
            "on",
            "in",
            "the",
            "of",
            "last",
            "next",
            "3",
            "31",
            "May",
            "March",
            "2019",
            "Feb.",
            "12:30",
            "p.m.",
            "two",
            "days",
            "ago",
            "later",
            "earlier",
            "week",
            "year",
            "early",
        ],
        *[
            "end",
            "480",
            "BC",
            "Monday",
            "'89",
            "1990s",
            "third",
            "quarter",
            "summer",
            "every",
            "10^30",
            "99999999",
            "centuries",
        ],
        *["0001-01-01", "9999-12-31", ",", "-", "–", "(", ")", ".", "same"],
        "\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_gives_ordered_times_that_slice(text: str) -> None:
    for published in (on(date(2024, 1, 11)), on(date(1, 1, 1)), Published(date(9999, 1, 1), date.max, "given"), None):
        assert_lawful(find_times(bare(text), published=published, words=WORDS), text)


def test_several_times_of_a_text_are_ordered_and_slice() -> None:
    text = "The mill shut on 3 May 2020, reopened in June 2021 and burned down last week."
    times = find_times(bare(text), published=on(date(2024, 1, 11)), words=WORDS)
    assert [t.span.words(text) for t in times] == ["3 May 2020", "June 2021", "last week"]
    assert_lawful(times, text)


def assert_lawful(times: tuple[Timex, ...], text: str) -> None:
    ends = [0, *(t.span.end for t in times)]
    assert all(end <= t.span.start < t.span.end <= len(text) for end, t in zip(ends, times, strict=False))
    assert all(t.span.words(text).strip() for t in times)
    assert all((t.earliest is None) == (t.latest is None) for t in times)
    assert all(t.earliest <= t.latest for t in times if t.earliest and t.latest)
    assert [t.id for t in times] == [f"t{n}" for n in range(1, len(times) + 1)]


@pytest.mark.parametrize(
    "text",
    ["31 February 2020", "30 February", "10^30 years ago", "99999999999 years ago", "9999999 centuries later", "0 BC"],
)
def test_what_the_calendar_lacks_is_never_an_error(text: str) -> None:
    for t in find_times(bare(text), published=on(EXAMPLE_DAY), words=WORDS):
        assert t.span.words(text)


@pytest.mark.parametrize(
    "piece", ["1939 ", "3 March 1942, ", "two days later ", "May, ", "the end of ", " \n", "one and "]
)
def test_twenty_thousand_of_anything_take_linear_time(piece: str) -> None:
    def cost(n: int) -> float:
        analysis, begin = bare(piece * n), time.process_time()
        find_times(analysis, published=on(EXAMPLE_DAY), words=WORDS)
        return time.process_time() - begin

    cost(10)
    assert cost(20_000) < 12 * max(cost(4_000), 0.05)
