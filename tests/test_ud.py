"""ClearNLP's labels become Universal Dependencies' by hand-made trees, so that no model is under test."""

from __future__ import annotations

import pytest

from dateline.language.ud import to_ud


def converted(rows: str) -> dict[str, tuple[str, str]]:
    """word -> (its UD label, its governor's word); rows are "word upos head label [lemma]", heads from 1."""
    parts = [row.split() for row in rows.strip().splitlines()]
    words, lemmas = [p[0] for p in parts], [p[4] if len(p) > 4 else p[0].lower() for p in parts]
    heads, labels = to_ud([p[3] for p in parts], [int(p[2]) - 1 for p in parts], [p[1] for p in parts], lemmas)
    return {w: (label, words[h] if h >= 0 else "-") for w, h, label in zip(words, heads, labels, strict=True)}


def test_a_preposition_becomes_the_case_of_its_object() -> None:
    got = converted("Rebels NOUN 2 nsubj\nattacked VERB 0 ROOT\nin ADP 2 prep\nPemba PROPN 3 pobj")
    assert got["Pemba"] == ("obl", "attacked")
    assert got["in"] == ("case", "Pemba")


def test_a_phrase_on_a_noun_is_nmod() -> None:
    got = converted("attack NOUN 0 ROOT\non ADP 1 prep\nports NOUN 2 pobj")
    assert got["ports"] == ("nmod", "attack")


def test_two_prepositions_in_a_row_are_two_cases_of_one_object() -> None:
    got = converted("They PRON 2 nsubj\nfled VERB 0 ROOT\nout ADP 2 prep\nof ADP 3 prep\ntown NOUN 4 pobj")
    assert got["town"] == ("obl", "fled")
    assert got["out"] == got["of"] == ("case", "town")


def test_by_after_a_passive_names_the_agent() -> None:
    got = converted("He PRON 3 nsubjpass\nwas AUX 3 auxpass be\nkilled VERB 0 ROOT\nby ADP 3 agent\ntroops NOUN 4 pobj")
    assert got["troops"] == ("obl:agent", "killed")
    assert got["He"][0] == "nsubj:pass"


def test_a_noun_after_be_is_the_predicate() -> None:
    got = converted(
        "Mabunda PROPN 2 nsubj\nis AUX 0 ROOT be\na DET 4 det\nminister NOUN 2 attr\nin ADP 4 prep\nMaputo PROPN 5 pobj"
    )
    assert got["minister"] == ("root", "-")
    assert got["is"] == ("cop", "minister")
    assert got["Mabunda"] == ("nsubj", "minister")
    assert got["Maputo"] == ("nmod", "minister")


def test_what_hangs_from_be_belongs_to_the_clause() -> None:
    got = converted(
        "Mabunda PROPN 2 nsubj\nwas AUX 0 ROOT be\nminister NOUN 2 attr\nin ADP 2 prep\n2011 NUM 4 pobj\nnot PART 2 neg"
    )
    assert got["2011"] == ("obl", "minister")
    assert got["not"] == ("advmod", "minister")


def test_there_is_keeps_be_and_makes_the_noun_its_subject() -> None:
    got = converted("There PRON 2 expl\nwere AUX 0 ROOT be\nattacks NOUN 2 attr")
    assert got["attacks"] == ("nsubj", "were")


def test_a_preposition_before_a_clause_marks_it() -> None:
    got = converted("He PRON 2 nsubj\nleft VERB 0 ROOT\nafter ADP 2 prep\nkilling VERB 3 pcomp\nher PRON 4 dobj")
    assert got["killing"] == ("advcl", "left")
    assert got["after"] == ("mark", "killing")


def test_coordinated_phrases_coordinate_their_nouns() -> None:
    got = converted(
        "raids NOUN 0 ROOT\nin ADP 1 prep\nIraq PROPN 2 pobj\nand CCONJ 2 cc\nnear ADP 2 conj\nHoms PROPN 5 pobj"
    )
    assert got["Homs"] == ("conj", "Iraq")
    assert got["near"] == ("case", "Homs")


@pytest.mark.parametrize(
    "rows",
    [
        "of ADP 0 ROOT",
        "of ADP 0 ROOT\nin ADP 1 prep\nof ADP 2 prep",
        "is AUX 0 ROOT be\nis AUX 1 attr be",
        "by ADP 2 conj\nby ADP 0 ROOT\nx NOUN 1 pobj\ny NOUN 2 pobj",
    ],
)
def test_any_tree_stays_a_tree(rows: str) -> None:
    parts = [row.split() for row in rows.splitlines()]
    heads, _ = to_ud(
        [p[3] for p in parts], [int(p[2]) - 1 for p in parts], [p[1] for p in parts], [p[-1] for p in parts]
    )
    for i in range(len(heads)):
        seen = set()
        while i >= 0:
            assert i not in seen, "a circle"
            seen.add(i)
            i = heads[i]
    assert heads.count(-1) == 1
