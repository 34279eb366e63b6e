"""The table of reporting words: every example of it is read as it says."""

from __future__ import annotations

import pytest

from dateline.errors import LexiconError
from dateline.extract.quotes import find_quotes
from dateline.language import Parser
from dateline.lexicon.reporting import Example, load_reporting, read_reporting
from dateline.lookup import make_cast
from dateline.records import Quote
from tests.factories import article_of

WORDS = load_reporting()


def quotes_of(text: str, parser: Parser) -> tuple[Quote, ...]:
    article = article_of(text)
    return find_quotes(parser.analyse(article), article, cast=make_cast(()), words=WORDS)


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: e.text[:60])
def test_each_example_of_the_table_is_read_as_it_says(example: Example, parser: Parser) -> None:
    quotes = quotes_of(example.text, parser)
    if example.why is not None:
        assert quotes == (), example.why
        return
    assert quotes, "no speech found"
    first = quotes[0]
    together = [q for q in quotes if first.id in (q.id, q.part_of)]
    assert " … ".join(q.span.words(example.text) for q in together) == example.what
    assert (first.speaker.span.words(example.text) if first.speaker else None) == example.by
    assert first.cue_kind == example.kind


def test_a_word_stands_once_a_part() -> None:
    row = '[[verbs]]\nkind = "says"\ntakes = ["clause"]\nwords = "say say"\n'
    with pytest.raises(LexiconError, match="'say' stands twice"):
        read_reporting('[kinds]\nsays = { told = true, means = "" }\n' + row, name="x.toml")


def test_an_unknown_complement_is_named_with_its_file() -> None:
    row = '[[verbs]]\nkind = "says"\ntakes = ["clauses"]\nwords = "say"\n'
    with pytest.raises(LexiconError, match=r"x\.toml: verbs: .*'clauses'"):
        read_reporting('[kinds]\nsays = { told = true, means = "" }\n' + row, name="x.toml")


def test_the_table_holds_several_hundred_words() -> None:
    parts = (WORDS.verbs, WORDS.nouns, WORDS.adjectives, WORDS.adverbs, WORDS.prepositions)
    assert sum(map(len, parts)) >= 400
