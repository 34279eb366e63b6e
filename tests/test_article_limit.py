"""An article that is too long is cut and says so; its text stays whole."""

from __future__ import annotations

from dateline.article.limit import within_limit
from tests.factories import article_of


def test_a_short_article_is_left_as_it_is() -> None:
    article = article_of("Rebels left.\nPolice came.")
    assert within_limit(article) is article


def test_what_lies_beyond_the_limit_is_not_read_and_a_note_says_so() -> None:
    article = article_of("Rebels left.\nPolice came.\nNobody spoke.")
    cut = within_limit(article, longest=20)
    assert [b.span.words(cut.text) for b in cut.blocks] == ["Rebels left.", "Police "]
    assert cut.text == article.text
    assert cut.notes == ("only the first 20 of 39 characters were read",)
