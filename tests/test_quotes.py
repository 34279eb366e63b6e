"""Speech on a page: which words, whose, and what belongs together."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extract.quotes import find_quotes
from dateline.language import Parser
from dateline.lexicon.reporting import load_reporting
from dateline.lookup import make_cast
from dateline.records import Actor, Mention, Quote, Span
from tests.factories import article_of

WORDS = load_reporting()


def read(text: str, parser: Parser, *actors: Actor) -> tuple[Quote, ...]:
    article = article_of(text)
    return find_quotes(parser.analyse(article), article, cast=make_cast(actors), words=WORDS)


def said(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    """(speaker's words, quote's words), in order."""
    return [(q.speaker.span.words(text) if q.speaker else None, q.span.words(text)) for q in read(text, parser)]


def test_a_quote_broken_by_its_cue_is_two_the_second_part_of_the_first(parser: Parser) -> None:
    text = "“The mill,” Hall said, “will be rebuilt.”"
    first, second = read(text, parser)
    assert (first.kind, second.kind, second.part_of) == ("direct", "direct", first.id)
    assert first.cue == second.cue


def test_the_next_sentence_between_marks_goes_on_with_its_speaker(parser: Parser) -> None:
    text = "“It was dark,” said Hall. “We saw nothing at all.”"
    first, second = read(text, parser)
    assert second.part_of == first.id
    assert second.speaker == first.speaker


def test_a_quote_alone_in_its_paragraph_goes_on_with_the_last_speaker(parser: Parser) -> None:
    text = "The road was unsafe, warned Hall.\n“We have told the council so. Nobody listened.”"
    last = read(text, parser)[-1]
    assert last.span.words(text).startswith("We have told")
    assert last.speaker is not None
    assert last.speaker.span.words(text) == "Hall"


def test_speech_over_paragraphs_is_one(parser: Parser) -> None:
    text = "“We came at dawn,” Hall said. “The gate was shut.\n“Nobody answered. So we left.”"
    first, *rest = read(text, parser)
    assert [(q.part_of, q.closed) for q in rest] == [(first.id, True), (first.id, True)]


def test_a_paragraph_that_ends_with_a_colon_gives_the_next_ones_speaker(parser: Parser) -> None:
    text = "Hall went on to explain:\n“The gate was shut and nobody answered.”"
    assert ("Hall", "The gate was shut and nobody answered.") in said(text, parser)


def test_an_unclosed_quote_ends_at_its_cue_and_at_its_paragraph(parser: Parser) -> None:
    text = "“The gate was shut, Hall said.\nThe road was open, the council said."
    quotes = read(text, parser)
    assert [q.span.words(text) for q in quotes] == ["The gate was shut,", "The road was open"]
    assert ("Hall", "The gate was shut,") in said(text, parser)
    assert ("the council", "The road was open") in said(text, parser)


def test_words_between_marks_in_told_speech_are_mixed_and_part_of_it(parser: Parser) -> None:
    text = "The ministry said that the raid was “a grave mistake” and would be studied."
    whole, part = read(text, parser)
    assert (whole.kind, part.kind, part.part_of) == ("mixed", "mixed", whole.id)
    assert part.span.words(text) == "a grave mistake"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is over,” said Ann Hall.", "Ann Hall"),
        ("“It is over,” Ann Hall told reporters.", "Ann Hall"),
        ("“It is over,” Hall, who leads the council, said.", "Hall"),
        ("“It is over,” the report concluded.", "the report"),
        ("The court wrote: “It is over for good.”", "The court"),
        ("“It is over,” officials said in a statement.", "officials"),
        ("“It is over,” she said.", "she"),
    ],
)
def test_the_speaker_is_found_beside_the_marks(text: str, speaker: str, parser: Parser) -> None:
    assert said(text, parser)[0][0] == speaker


def test_the_speaker_is_the_actor_whose_mention_is_headed_there(parser: Parser) -> None:
    text = "Ann Hall arrived. “It is over,” she said."
    hall = Actor("a1", "Ann Hall", "person", (Mention(Span(0, 8), "name", 4), Mention(Span(32, 35), "pronoun", 32)))
    quote = next(q for q in read(text, parser, hall) if q.kind == "direct")
    assert quote.speaker is not None
    assert quote.speaker.id == "a1"


def test_he_said_means_the_last_speaker_where_the_actors_leave_it_open(parser: Parser) -> None:
    text = "The dam will hold, Hall said.\n“We have checked it twice,” he said."
    hall = Actor("a1", "Hall", "person", (Mention(Span(19, 23), "name", 19),))
    last = read(text, parser, hall)[-1]
    assert last.speaker is not None
    assert (last.speaker.span.words(text), last.speaker.id) == ("he", "a1")


def test_the_announcement_is_its_announcers(parser: Parser) -> None:
    text = "The police announced that two men were held. The men were armed, according to the announcement."
    police = Actor("a1", "police", "organisation", (Mention(Span(0, 10), "nominal", 4),))
    last = read(text, parser, police)[-1]
    assert last.speaker is not None
    assert (last.speaker.span.words(text), last.speaker.id) == ("the announcement", "a1")


def test_speech_inside_speech_keeps_both_speakers(parser: Parser) -> None:
    text = "The agency reported that the minister said that the road was closed."
    assert [s for s, _ in said(text, parser)] == ["The agency", "the minister"]


def test_what_a_speaker_hopes_inside_his_own_words_is_not_told_apart(parser: Parser) -> None:
    text = "The minister said he hoped to reopen the road."
    assert said(text, parser) == [("The minister", "he hoped to reopen the road")]


def test_a_transcript_gives_each_turn_to_its_name(parser: Parser) -> None:
    text = "HALL: Where is the key?\nMOORE: I do not have it.\nHALL: Then who does?\nMOORE: Ask the guard."
    assert said(text, parser)[:2] == [("HALL", "Where is the key?"), ("MOORE", "I do not have it")]


def test_a_signed_quotation_is_its_signers(parser: Parser) -> None:
    text = "“The river took everything we had.”\n— Ann Hall, farmer"
    assert said(text, parser) == [("Ann Hall", "The river took everything we had.")]


def test_no_article_no_quotes(parser: Parser) -> None:
    assert read("", parser) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "‘",
                "’",
                "said",
                "Hall",
                "told us",
                "that",
                ",",
                ".",
                "\n",
                ":",
                "he",
                "—",
                "rain",
                "denied",
            ]
        ),
        max_size=40,
    )
)
def test_any_text_gives_quotes_that_fit(parser: Parser, pieces: list[str]) -> None:
    text = " ".join(pieces)
    quotes = read(text, parser)
    ids = {q.id for q in quotes}
    assert len(ids) == len(quotes)
    for q in quotes:
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert q.part_of is None or q.part_of in ids
        assert q.speaker is None or q.speaker.span.words(text)


def test_reading_twice_gives_the_same(parser: Parser) -> None:
    text = "“It is over,” Hall said. The ministry denied that."
    assert read(text, parser) == read(text, parser)


@pytest.mark.parametrize("piece", ['"a" ', "“So be it,” he said.\n", "he said ", "according to him, "])
def test_the_time_grows_with_the_text(piece: str, parser: Parser) -> None:
    article = article_of(piece * 4_000)
    analysis, cast = parser.analyse(article), make_cast(())
    before = time.process_time()
    find_quotes(analysis, article, cast=cast, words=WORDS)
    assert time.process_time() - before < 8
