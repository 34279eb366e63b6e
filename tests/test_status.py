"""Whether something happened: words, signatures, and trees of any shape."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.status import FACT, status_of, status_of_span
from dateline.language import Parser
from dateline.lexicon.status import STATUSES, StatusExample, load_status
from dateline.records import Sentence, Span, Token
from tests.factories import analysis_of

WORDS = load_status()


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: f"{e.text} [{e.word}]")
def test_every_example_of_the_lexicon_comes_out_as_it_says(example: StatusExample, parser: Parser) -> None:
    analysis = analysis_of(example.text, parser)
    at = example.text.index(example.word)
    found = status_of_span(analysis, Span(at, at + len(example.word)), words=WORDS)
    assert found.status == example.status, found.why


def _status(text: str, word: str, parser: Parser) -> str:
    at = text.index(word)
    return status_of_span(analysis_of(text, parser), Span(at, at + len(word)), words=WORDS).status


def test_the_words_that_tell_are_given(parser: Parser) -> None:
    text = "The army failed to take the town."
    at = text.index("take")
    assert status_of_span(analysis_of(text, parser), Span(at, at + 4), words=WORDS).why == "failed to"


def test_an_auxiliary_answers_for_its_verb(parser: Parser) -> None:
    assert _status("The army will strike the port.", "will", parser) == "future"


def test_a_span_of_several_words_answers_by_its_head(parser: Parser) -> None:
    assert _status("The army will carry out attacks.", "carry out attacks", parser) == "future"


def test_a_span_without_words_is_told_as_fact(parser: Parser) -> None:
    assert status_of_span(analysis_of("The army left.", parser), Span(900, 910), words=WORDS) == FACT


def test_an_existing_attack_stays_actual_when_its_condemnation_is_denied(parser: Parser) -> None:
    assert _status("The minister will not condemn the attack.", "attack", parser) == "actual"


def test_statuses_are_only_the_four() -> None:
    assert {s.affirmed for s in WORDS.signature.values()} <= STATUSES
    assert set(WORDS.modal.values()) | set(WORDS.mark.values()) | set(WORDS.adverb.values()) <= STATUSES


# ---------------------------------------------------------------- laws


def _tree(words: list[tuple[str, str, str, int]]) -> Sentence:
    """A tree over (word, tag, label, governor); governors that would close a circle become the root."""
    tokens, at, kids = [], 0, [[] for _ in words]
    for i, (word, tag, label, head) in enumerate(words):
        up = head % i if i else -1
        upos = {"V": "VERB", "N": "NOUN", "P": "PROPN", "R": "ADV", "M": "AUX"}.get(tag[0], "X")
        tokens.append(Token(i, at, at + len(word), word, word.lower(), upos, tag, "", up, label))
        if up >= 0:
            kids[up].append(i)
        at += len(word) + 1
    return Sentence(0, Span(0, at), 0, "paragraph", tuple(tokens), (), tuple(map(tuple, kids)))


WORD = st.sampled_from(
    ["not", "would", "if", "to", "fail", "threat", "attack", "no", "before", "going", "the", "?", "nobody"]
)
TAG = st.sampled_from(["VB", "VBD", "VBG", "VBN", "VBZ", "NN", "NNP", "RB", "MD", "WP", "."])
LABEL = st.sampled_from(
    [
        "root",
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "acl:relcl",
        "conj",
        "mark",
        "aux",
        "advmod",
        "det",
    ]
)


@given(st.lists(st.tuples(WORD, TAG, LABEL, st.integers(0, 40)), min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_tree_gets_one_of_the_four_statuses_with_a_reason(words: list[tuple[str, str, str, int]]) -> None:
    sentence = _tree(words)
    for i in range(len(words)):
        found = status_of(sentence, i, words=WORDS)
        assert found.status in STATUSES
        assert found.why


@pytest.mark.parametrize("shape", ["chain", "fan"])
def test_twenty_thousand_words_in_one_sentence_take_seconds(shape: str) -> None:
    words = [("attack", "VB", "xcomp", i - 1 if shape == "chain" else 0) for i in range(20_000)]
    sentence = _tree(words)
    start = time.perf_counter()
    for i in range(20_000):
        status_of(sentence, i, words=WORDS)
    assert time.perf_counter() - start < 20
