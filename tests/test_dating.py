"""The publication date of a page that states none: what tells it, and when nothing does."""

from __future__ import annotations

from datetime import date

from dateline.language import Parser
from dateline.lexicon.times import load_times
from dateline.records import Article, Block, Published, Span
from dateline.resolve.dating import infer_published


def infer(parser: Parser, text: str) -> Published | None:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(text, tuple(blocks), language="en")
    return infer_published(parser.analyse(article), article, words=load_times())


FILLING = "The council of the port has not commented.\nFishermen say that prices are low.\nRain is rare there.\n"
CAPTION = "Mourners carry the coffin of Commander Oru Tavel, killed by a drone in Tollas on {day}.\n"


def test_a_happening_of_last_week_that_a_caption_dates_bounds_the_page_to_the_week_after(parser: Parser) -> None:
    text = "Last week a drone killed Commander Oru Tavel in Tollas.\n" + FILLING + CAPTION.format(day="March 7, 2019")
    found = infer(parser, text)
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (date(2019, 3, 11), date(2019, 3, 17), "inferred")
    assert [s.words(text) for s in found.evidence] == ["Last week", "March 7, 2019"]


def test_a_happening_of_yesterday_bounds_the_page_to_one_day(parser: Parser) -> None:
    text = "A drone killed Commander Oru Tavel in Tollas yesterday.\n" + FILLING + CAPTION.format(day="7 March 2019")
    found = infer(parser, text)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2019, 3, 8), date(2019, 3, 8))


def test_this_month_bounds_the_page_from_the_day_to_the_end_of_the_month(parser: Parser) -> None:
    text = "This month a drone killed Commander Oru Tavel in Tollas.\n" + FILLING + CAPTION.format(day="March 7, 2019")
    found = infer(parser, text)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2019, 3, 7), date(2019, 3, 31))


def test_words_in_quotation_marks_count_from_their_speaker_and_tell_nothing(parser: Parser) -> None:
    text = (
        "“Last week a drone killed Commander Oru Tavel in Tollas,” the mayor said.\n"
        + FILLING
        + CAPTION.format(day="March 7, 2019")
    )
    assert infer(parser, text) is None


def test_a_date_of_another_happening_tells_nothing(parser: Parser) -> None:
    text = "Last week farmers blocked roads in Vell.\n" + FILLING + CAPTION.format(day="March 7, 2019")
    assert infer(parser, text) is None


def test_an_older_story_is_not_news_when_later_years_are_told(parser: Parser) -> None:
    text = (
        "Last week a drone killed Commander Oru Tavel in Tollas.\nThe road was rebuilt in 2021.\n"
        + FILLING
        + CAPTION.format(day="March 7, 2019")
    )
    assert infer(parser, text) is None


def test_a_line_that_is_nothing_but_a_date_is_taken_as_stated(parser: Parser) -> None:
    found = infer(parser, "Port reopens\nMarch 8, 2019\nThe port of Tollas reopened.\n")
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (date(2019, 3, 8), date(2019, 3, 8), "stated")


def test_a_page_without_dates_stays_undated(parser: Parser) -> None:
    assert infer(parser, "Last week the port of Tollas reopened.\n" + FILLING) is None
    assert infer(parser, "") is None
