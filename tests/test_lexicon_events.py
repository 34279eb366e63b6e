"""The rules of event coding as they are read."""

from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.events import load_events, parse_phrase, parse_selector, read_events

TYPE = '[type]\nid = "smuggle"\ndefinition = "x"\nquad = 4\nscore = -4\n'


def test_all_sixteen_types_are_there_and_nothing_is_wrong():
    rules = read_events()
    assert rules.problems == ()
    sixteen = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
        ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"""
    assert {t.plover for t in rules.types.values()} == set(sixteen.split())


def test_several_hundred_patterns_by_lemma():
    rules = load_events()
    assert sum(len(v) for v in (*rules.verbs.values(), *rules.nouns.values())) > 1000


@pytest.mark.parametrize(
    ("written", "kind", "lemma", "particle", "conditions"),
    [
        ("attack", "verb", "attack", None, 0),
        ("call_off", "verb", "call", "off", 0),
        ("open fire", "verb", "open", None, 1),
        ("go on strike", "verb", "go", None, 1),
        ("hold talk with *", "verb", "hold", None, 2),
        ("exchange of fire", "noun", "exchange", None, 1),
        ("suicide bombing", "noun", "bombing", None, 0),
    ],
)
def test_a_phrase_is_a_lemma_and_what_must_stand_by_it(written, kind, lemma, particle, conditions):
    got = parse_phrase(written, kind, {})
    assert (got[0], got[1], len(got[3])) == (lemma, particle, conditions)


def test_a_selector_is_steps_with_their_prepositions():
    assert parse_selector("obj.nmod:of|by").steps == (("obj", ()), ("nmod", ("of", "by")))


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ('[[pattern]]\nverb = "run"\nactor = "whom"\n', 8, 'unknown role "whom"'),
        ('[[pattern]]\nverb = "run"\nmode = "fast"\n', 8, 'unknown mode "fast"'),
        ('[[pattern]]\nverb = "run"\ncameo = "1"\n', 8, "two to four digits"),
        ('[[pattern]]\nverb = "run @nothing"\n', 7, 'unknown class "@nothing"'),
        ('[[pattern]]\nverb = "run"\nwho = "nsubj"\n', 8, 'unknown key "who"'),
        ('[[pattern]]\nneeds = { obj = "%ghost" }\nverb = "run"\n', 7, 'unknown kind "%ghost"'),
        ("[[pattern]]\nweight = 0.5\n", 6, "no trigger"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, lines, line, words):
    (tmp_path / "smuggle.toml").write_text(TYPE + lines)
    problems = read_events(extra=[tmp_path]).problems
    assert [p.line for p in problems] == [line]
    assert words in problems[0].what
    assert problems[0].file.endswith("smuggle.toml")
    with pytest.raises(LexiconError, match=r"smuggle\.toml"):
        load_events(extra=[tmp_path])


def test_a_folder_of_ones_own_adds_a_type(tmp_path: Path):
    (tmp_path / "smuggle.toml").write_text(TYPE + '[[pattern]]\nverb = "smuggle"\n')
    rules = load_events(extra=[tmp_path])
    assert rules.types["smuggle"].quad == 4
    assert rules.verbs["smuggle"][0].rule == "smuggle.toml: smuggle"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(LexiconError, match="no such folder"):
        load_events(extra=[tmp_path / "nowhere"])
