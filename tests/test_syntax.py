"""Questions asked of a tree, on hand-made trees."""

from __future__ import annotations

from dateline import syntax
from tests.factories import sentence_of

STRIKE = sentence_of("""
The DET 3 det
deadly ADJ 3 amod
strike NOUN 9 nsubj
on ADP 5 case
Pemba PROPN 3 nmod
that PRON 7 nsubj
killed VERB 3 acl:relcl
Lira PROPN 7 obj
ended VERB 0 root
talks NOUN 9 obj
and CCONJ 12 cc
trade NOUN 10 conj
""")
TEXT = " ".join(t.text for t in STRIKE.tokens)


def test_a_noun_phrase_leaves_its_relative_clause_out() -> None:
    assert syntax.noun_phrase(STRIKE, 2).words(TEXT) == "The deadly strike on Pemba"


def test_a_noun_phrase_leaves_coordinated_phrases_out() -> None:
    assert syntax.noun_phrase(STRIKE, 9).words(TEXT) == "talks"
    assert [STRIKE.tokens[i].text for i in syntax.conjuncts(STRIKE, 9)] == ["talks", "trade"]
    assert syntax.first_conjunct(STRIKE, 11) == 9


def test_without_its_post_modifiers_it_ends_at_the_head() -> None:
    assert syntax.noun_phrase(STRIKE, 2, post=False).words(TEXT) == "The deadly strike"


def test_a_label_answers_for_its_subtypes_unless_asked_exactly() -> None:
    assert syntax.is_label("nsubj:pass", "nsubj")
    assert not syntax.is_label("nsubj:pass", "=nsubj")
    assert not syntax.is_label("nsubjx", "nsubj")


def test_the_clause_of_a_word_is_its_nearest_verb() -> None:
    assert STRIKE.tokens[syntax.clause_head(STRIKE, 7)].text == "killed"
    assert STRIKE.tokens[syntax.clause_head(STRIKE, 4)].text == "ended"


def test_cases_are_the_prepositions_of_a_noun() -> None:
    assert syntax.cases(STRIKE, 4) == ("on",)
    assert syntax.cases(STRIKE, 9) == ()


def test_a_verb_with_an_agent_is_passive_a_plain_past_is_not() -> None:
    killed = sentence_of("""
        Lira PROPN 2 nsubj:pass
        killed VERB/VBN/kill 0 root
        by ADP 4 case
        troops NOUN 2 obl:agent
    """)
    assert syntax.is_passive(killed, 1)
    assert not syntax.is_passive(STRIKE, 8)
