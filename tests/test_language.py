"""The parser gives our sentences: spans that slice, UD labels, negation kept."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.language import Parser
from dateline.records import Block, Span
from tests.factories import analysis_of, article_of


def test_every_token_slices_to_its_words(parser: Parser) -> None:
    text = "“It’s a risky move,” Ilda Quissanga—a former envoy—told the paper.\nNobody left."
    analysis = analysis_of(text, parser)
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            assert len(token.text) == token.end - token.start
            assert token.text.strip('"') == text[token.start : token.end].strip("“”").replace("’", "'")


def test_a_sentence_never_crosses_a_block(parser: Parser) -> None:
    text = "The minister spoke\nand the crowd left"
    assert [s.span.words(text) for s in analysis_of(text, parser).sentences] == text.split("\n")


def test_a_dash_between_words_is_a_token_of_its_own(parser: Parser) -> None:
    tokens = analysis_of("The group (CLF)—a militia—left.", parser).sentences[0].tokens
    assert [t.text for t in tokens].count("—") == 2


def test_never_is_negation_as_not_is(parser: Parser) -> None:
    for text in ("They did not attack.", "They never attacked.", "They didn't attack."):
        tokens = analysis_of(text, parser).sentences[0].tokens
        assert sum("Polarity=Neg" in t.feats for t in tokens) == 1, text


def test_furniture_is_not_parsed(parser: Parser) -> None:
    article = article_of("The minister spoke.")
    credit = article.__class__(text=article.text, blocks=(Block("credit", Span(0, len(article.text))),))
    assert parser.analyse(credit).sentences == ()


def test_articles_parsed_together_come_out_as_alone(parser: Parser) -> None:
    articles = [article_of(t) for t in ("Rebels left Pemba.", "", "Police came.\nThey arrested two men.")]
    assert list(parser.analyse_many(articles)) == [parser.analyse(a) for a in articles]


def test_a_long_paragraph_is_cut_and_nothing_of_it_lost(parser: Parser) -> None:
    text = "The port was closed again. " * 700
    sentences = analysis_of(text, parser).sentences
    assert sum(t.text == "port" for s in sentences for t in s.tokens) == 700


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_gives_trees_whose_spans_fit(parser: Parser, text: str) -> None:
    for sentence in analysis_of(text, parser).sentences:
        assert 0 <= sentence.span.start < sentence.span.end <= len(text)
        assert sum(t.head < 0 for t in sentence.tokens) == 1
        for i, below in enumerate(sentence.children):
            assert all(sentence.tokens[k].head == i for k in below)


def test_a_title_with_a_stop_does_not_end_its_sentence(parser: Parser) -> None:
    text = "The letter was meant to absolve Sec. Borg of wrongdoing. She left."
    assert [s.span.words(text) for s in analysis_of(text, parser).sentences] == [text[:-10], "She left."]
