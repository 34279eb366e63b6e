"""Numbers as words give them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import Parser
from dateline.lexicon.numbers import load_numbers
from dateline.numbers import quantities, quantity_at, quantity_in, sum_at
from dateline.numerals import NumberExample
from dateline.records import Sentence, Span, Token
from tests.factories import analysis_of

WORDS = load_numbers()


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: e.text)
def test_every_example_of_the_lexicon_comes_to_its_value(example: NumberExample) -> None:
    found = quantity_in(example.text, words=WORDS)
    assert found == (example.low, example.high, example.approximate, example.unit)


@pytest.mark.parametrize("text", [*WORDS.counterexamples, "9" * 4300, "1" + "0" * 40, "", "and", "- -", "½ of", "٣٤"])
def test_what_is_no_number_of_the_news_is_none(text: str) -> None:
    assert quantity_in(text, words=WORDS) is None


VALUES = [
    ("At least 12 people were killed.", "people", 12, None),
    ("Dozens of protesters were arrested.", "protesters", 24, 99),
    ("Dozens of protesters were arrested.", "Dozens", 24, 99),
    ("The club has between 3,000 and 4,000 members.", "members", 3000, 4000),
    ("The gang mounted hundreds of attacks.", "attacks", 100, 999),
    ("As many as 200 died.", "200", None, 200),
    ("Three soldiers died.", "soldiers", 3, 3),
    ("Two dozen boats sank.", "boats", 24, 24),
    ("Some 1.2 million refugees fled.", "refugees", 1_200_000, 1_200_000),
    ("A couple of shells hit the square.", "shells", 2, 2),
    ("Several houses burned.", "houses", 3, 9),
    ("No soldiers were hurt.", "soldiers", 0, 0),
    ("A bodyguard was killed.", "bodyguard", 1, 1),
    ("More than twenty-five ships were lost.", "ships", 25, None),
    ("Tens of thousands of workers marched.", "workers", 10_000, 99_999),
    ("The ships were lost.", "ships", None, None),
]


@pytest.mark.parametrize(("text", "noun", "low", "high"), VALUES)
def test_the_number_of_a_noun(text: str, noun: str, low: float | None, high: float | None, parser: Parser) -> None:
    (sentence,) = analysis_of(text, parser).sentences
    i = next(t.i for t in sentence.tokens if t.text == noun)
    found = quantity_at(sentence, i, words=WORDS)
    assert (found and (found.low, found.high)) == (None if (low, high) == (None, None) else (low, high))


def test_articles_count_only_when_asked(parser: Parser) -> None:
    (sentence,) = analysis_of("A bodyguard was killed.", parser).sentences
    assert quantity_at(sentence, 1, words=WORDS, articles=False) is None


@pytest.mark.parametrize(
    ("text", "first", "low", "high"),
    [
        ("A bodyguard and another member were killed.", "bodyguard", 2, 2),
        ("They killed three soldiers and at least two civilians.", "soldiers", 5, None),
        ("Soldiers and two civilians died.", "Soldiers", None, None),
    ],
)
def test_coordinated_nouns_add_up(text: str, first: str, low: float | None, high: float | None, parser: Parser) -> None:
    (sentence,) = analysis_of(text, parser).sentences
    found = sum_at(sentence, next(t.i for t in sentence.tokens if t.text == first), words=WORDS)
    assert (found and (found.low, found.high)) == (None if low is None else (low, high))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost $400m and more than 30 per cent was lost.", ["$400m", "more than 30 per cent"]),
        ("It was cut by 3 to 5 on Monday.", ["3", "5"]),
        ("They own between 5 and 7 million barrels.", ["between 5 and 7 million"]),
    ],
)
def test_spans_cover_bounds_number_and_unit(text: str, words: list[str], parser: Parser) -> None:
    (sentence,) = analysis_of(text, parser).sentences
    assert [q.span.words(text) for q in quantities(sentence, words=WORDS)] == words


# ---------------------------------------------------------------- laws


def _flat(words: list[str]) -> Sentence:
    tokens, at = [], 0
    for i, word in enumerate(words):
        tokens.append(Token(i, at, at + len(word), word, word.lower(), "NUM", "CD", "", -1 if i == 0 else 0, "nummod"))
        at += len(word) + 1
    kids = (tuple(range(1, len(words))), *(() for _ in words[1:]))
    return Sentence(0, Span(0, at), 0, "paragraph", tuple(tokens), (), kids)


PIECE = st.one_of(
    st.sampled_from(
        [
            "at",
            "least",
            "more",
            "than",
            "a",
            "two",
            "hundred",
            "and",
            "million",
            "half",
            "of",
            "dozens",
            "thousands",
            "$",
            "-",
            "between",
            "to",
            "twenty",
            "third",
            "%",
            "per",
            "cent",
            "some",
            "no",
            "one",
            "as",
            "many",
            "quarter",
            "12",
            "1,200",
            "1e400",
            "10^30",
            "3.5",
            "£1.2bn",
            "400m",
            "+",
            "or",
            "so",
            "dollars",
            "few",
            "percent",
            "from",
            "by",
        ]
    ),
    st.just("9" * 4300),
    st.text(min_size=1, max_size=8).filter(lambda w: not w.isspace()),
    st.integers(min_value=0, max_value=10**400).map(str),
)


@given(st.lists(PIECE, min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_words_give_ordered_bounded_quantities(words: list[str]) -> None:
    sentence = _flat(words)
    last = -1
    for q in quantities(sentence, words=WORDS):
        assert q.tokens
        assert q.tokens[0] > last
        last = q.tokens[-1]
        assert q.span == (sentence.tokens[q.tokens[0]].start, sentence.tokens[last].end)
        assert q.low is None or q.high is None or q.low <= q.high
        assert all(value is None or 0 <= value < 10**17 for value in (q.low, q.high))
    for i in range(len(words)):
        quantity_at(sentence, i, words=WORDS)
        sum_at(sentence, i, words=WORDS)
    quantity_in(" ".join(words), words=WORDS)


@pytest.mark.parametrize("word", ["hundred", "12", "one", "a", "between", "half", "-", "million"])
def test_twenty_thousand_number_words_take_seconds(word: str) -> None:
    sentence = _flat([word] * 20_000)
    start = time.perf_counter()
    quantities(sentence, words=WORDS)
    quantity_in(" ".join([word] * 20_000), words=WORDS)
    assert time.perf_counter() - start < 10
