"""The learned judge: what it answers, and how it and the rules are put together."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.coding import Pair, code_pairs, open_coding_tools
from dateline.errors import UsageError
from dateline.judge import Opinion, Pairing, judge_name, open_judge, second_opinion, weigh
from dateline.judge.encode import LONGEST, MARKS, encode, prepare
from dateline.judge.model import SHIPPED, Judge
from dateline.records import Article, Block, Span, Status, Telling

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

TYPES = ("ACCUSE", "ASSAULT", "NONE")


@pytest.fixture(scope="module")
def judge() -> Judge:
    opened = open_judge("small")
    assert opened is not None
    return opened


def pairing(marked: str) -> Pairing:
    """A sentence that marks {the actor} and <the recipient>."""
    text = marked
    spans: dict[str, Span] = {}
    for opening, closing in ("{}", "<>"):
        if opening in text:
            start, end = text.index(opening), text.index(closing)
            before = sum(c in "{}<>" for c in marked[: marked.index(opening)])
            spans[opening] = Span(marked.index(opening) - before, marked.index(closing) - before - 1)
            assert start < end
    plain = "".join(c for c in marked if c not in "{}<>")
    return Pairing(plain, spans.get("{"), spans.get("<"))


def test_the_marks_of_a_test_sentence_stand_where_they_should() -> None:
    p = pairing("On Monday <the strikers> were shot at by {two guards}.")
    assert p.actor
    assert p.recipient
    assert (p.actor.words(p.text), p.recipient.words(p.text)) == ("two guards", "the strikers")


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{Gunmen} opened fire on <a wedding party> near Tarmak, killing four.", "ASSAULT"),
        ("{The foreign ministry} accused <the junta> of breaking the truce.", "ACCUSE"),
        ("{The kingdom} expelled the ambassador of <Lusania> and closed its border.", "SANCTION"),
        ("<The general> was thanked for his patience by {the premier of Lusania}.", "SUPPORT"),
        ("{Norland}'s lira fell on Monday after <Sudmark> reported weaker exports.", "NONE"),
    ],
)
def test_the_shipped_judge_knows_plain_cases(judge: Judge, marked: str, wanted: str) -> None:
    assert judge.opinions([pairing(marked)])[0].best == wanted


def test_an_opinion_shares_one_among_the_types_and_one_among_the_statuses(judge: Judge) -> None:
    [opinion] = judge.opinions([pairing("{The army} withdrew from <Kalat>.")])
    assert sum(share for _, share in opinion.types) == pytest.approx(1)
    assert sum(share for _, share in opinion.statuses) == pytest.approx(1)


def test_an_answer_does_not_hang_on_what_is_asked_beside_it(judge: Judge) -> None:
    one, other = (
        pairing("{Rebels} shelled <Doha Bridge>."),
        pairing("{The union}, which " + "met and " * 90 + "left, sued <it>."),
    )
    assert judge.opinions([one, other]) == [*judge.opinions([one]), *judge.opinions([other])]


def test_no_pairs_give_no_opinions(judge: Judge) -> None:
    assert judge.opinions([]) == []


def test_a_long_sentence_is_cut_around_its_marks() -> None:
    from tokenizers import Tokenizer

    tokenizer = prepare(Tokenizer.from_file(str(SHIPPED / "tokenizer.json")))
    row = encode(pairing("word " * 400 + "{rebels} shelled <the port>" + " word" * 400), tokenizer)
    assert len(row.ids) == LONGEST
    assert {tokenizer.token_to_id(m) for m in MARKS} <= set(row.ids)
    assert sum(row.in_actor) == 3
    assert sum(row.in_recipient) == 4


def test_a_lone_surrogate_beside_a_pair_is_read_over(judge: Judge) -> None:
    assert judge.opinions([pairing("{Rebels} shelled <the port>. \ud800")])


def test_marks_within_marks_are_both_kept() -> None:
    from tokenizers import Tokenizer

    tokenizer = prepare(Tokenizer.from_file(str(SHIPPED / "tokenizer.json")))
    row = encode(Pairing("Lusanian army units mutinied.", Span(0, 19), Span(0, 8)), tokenizer)
    assert sum(row.in_recipient) < sum(row.in_actor)


def test_without_a_judge_the_rules_speak_alone() -> None:
    assert open_judge("off") is None
    assert judge_name("off") is None


def test_a_folder_without_a_judge_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"judge\.onnx"):
        open_judge(str(tmp_path))


def opinion(*shares: float) -> Opinion:
    return Opinion(tuple(zip(TYPES, shares, strict=True)), (("actual", 1.0),))


@pytest.mark.parametrize(
    ("rule", "shares", "answer"),
    [
        ("ASSAULT", (0.1, 0.8, 0.1), "ASSAULT"),  # both say so
        ("ASSAULT", (0.5, 0.4, 0.1), "ASSAULT"),  # the judge wavers
        ("ASSAULT", (0.97, 0.01, 0.02), "ACCUSE"),  # the judge is certain of another
        (None, (0.6, 0.2, 0.2), "ACCUSE"),  # the rules see nothing
        (None, (0.1, 0.1, 0.8), None),  # neither sees anything
        ("PIRACY", (0.9, 0.05, 0.05), "PIRACY"),  # a user's own type, which the judge was not taught
    ],
)
def test_rules_and_judge_are_weighed(rule: str | None, shares: tuple[float, ...], answer: str | None) -> None:
    assert weigh(rule, opinion(*shares), trust=0.75, warmth=1.0).type == answer


def test_agreement_makes_surer_than_either_and_doubt_less_sure() -> None:
    sure = [weigh("ASSAULT", opinion(1 - p, p, 0), trust=0.75, warmth=1.0).sure for p in (0.9, 0.7, 0.5)]
    assert all(a > b for a, b in pairwise(sure))
    assert sure[0] > 0.9


def test_a_coded_pair_tells_what_rule_and_judge_said() -> None:
    tools = open_coding_tools(judge="small")
    text = "The premier likened the senator to a card cheat."
    [coding] = code_pairs([Pair(text, Span(0, 11), Span(20, 31))], tools=tools)
    assert coding.type == "ACCUSE"
    assert coding.why.model is not None
    assert coding.why.model > 0.5


def test_two_acts_between_the_same_two_are_each_judged_for_themselves(judge: Judge) -> None:
    tools = open_coding_tools()
    text = "Lusania condemned the junta and called on it to hand over the governor."
    analysis = tools.parser.analyse(Article(text=text, blocks=(Block("paragraph", Span(0, len(text))),)))
    first = Telling(0, 1, "verb", "ACCUSE", Status("actual", ""), "accuse.toml: condemn", actor=(0,), recipient=(3,))
    both = second_opinion(
        [first, replace(first, trigger=5, type="REQUEST", rule="request.toml: call on")], analysis, judge=judge
    )
    assert [t.judged for t in both] == [None, None]
    assert [t.judged for t in second_opinion([replace(first, type="AID")], analysis, judge=judge)] != [None]


def test_an_act_of_nobody_known_is_not_judged(judge: Judge) -> None:
    analysis = open_coding_tools().parser.analyse(
        Article(text="Shelling went on.", blocks=(Block("paragraph", Span(0, 17)),))
    )
    telling = Telling(0, 0, "noun", "ASSAULT", Status("actual", ""), "assault.toml: shelling")
    assert second_opinion([telling], analysis, judge=judge) == (telling,)


def test_pairs_of_sentences_that_nobody_mended_on_keep_their_figure() -> None:
    import probe

    rows = [json.loads(line) for line in (BENCHMARKS / "probe-test.jsonl").read_text(encoding="utf-8").splitlines()]
    floor = json.loads((BENCHMARKS / "floors.json").read_text())["probe with judge"]["pair macro-F1"]
    assert probe.score(rows, judge="small")["pair macro-F1"] >= floor
